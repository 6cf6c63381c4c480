"""The tree is the architecture: imports run one way, and each room keeps to its own."""

import ast
import sys
from pathlib import Path

import pytest

from app.config import PROJECT_ROOT
from tests.conftest import LONGEST

ROOMS = ("app", "assistant", "db", "generated", "handlers", "migrations", "scripts")
MAY_IMPORT = {
    "generated": set(),
    "assistant": set(),
    "db": {"assistant"},  # protocols and values that the database fulfils
    "handlers": {"assistant", "db", "generated"},
    "app": {"handlers", "assistant", "db", "generated", "migrations"},
    "migrations": {"app", "db"},
    "scripts": set(ROOMS),
}


def sources(room: str) -> list[Path]:
    return sorted((PROJECT_ROOT / room).rglob("*.py"))


def imported_modules(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_imports_upward(room):
    allowed = MAY_IMPORT[room] | {room}
    wrong = {
        f"{path.relative_to(PROJECT_ROOT)} imports {module}"
        for path in sources(room)
        for module in imported_modules(path)
        if module.partition(".")[0] in ROOMS and module.partition(".")[0] not in allowed
    }

    assert wrong == set()


@pytest.mark.parametrize("library", ["sqlalchemy", "psycopg", "connexion", "starlette", "httpx", "pgvector"])
def test_the_assistant_has_never_heard_of_sql_or_http(library):
    hearers = [
        path.name
        for path in sources("assistant")
        if library in {m.partition(".")[0] for m in imported_modules(path)}
    ]

    assert hearers == []


def test_handlers_hold_no_sql_and_no_http():
    """What they need comes in as arguments; what they say goes out as a generated model."""
    foreign = {"sqlalchemy", "psycopg", "starlette", "connexion", "app", "os"}

    assert {
        (path.name, module)
        for path in sources("handlers")
        for module in imported_modules(path)
        if module.partition(".")[0] in foreign
    } == set()


def test_only_the_configuration_reads_the_environment():
    readers = {
        str(path.relative_to(PROJECT_ROOT))
        for room in ROOMS
        for path in sources(room)
        if any(
            isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
            for node in ast.walk(ast.parse(path.read_text()))
        )
    }

    assert readers - {"app/config.py"} <= {
        # Hand the environment on to a process they start; they look nothing up in it.
        "scripts/serving.py",
        "scripts/conformance.py",
        "scripts/trial.py",
        # Asks whether this is CI, where no check may be left out.
        "scripts/node_tools.py",
    }


def test_the_tree_holds_no_module_named_for_nothing():
    vague = {"utils.py", "helpers.py", "manager.py", "base.py", "common.py", "misc.py"}

    assert {path.name for room in ROOMS for path in sources(room)} & vague == set()


@pytest.mark.parametrize(
    ("lock", "peers"), [("requirements.lock", False), ("requirements-benchmark.lock", True)]
)
def test_what_is_imported_is_installed_by_the_lock_file(lock, peers):
    """A machine with leftovers must not hide a missing dependency; the benchmark's peers have their own file."""
    locked = (PROJECT_ROOT / lock).read_text()
    distributions = {"dotenv": "python-dotenv", "yaml": "pyyaml", "jsonschema_rs": "jsonschema-rs",
                     "swagger_ui_bundle": "swagger-ui-bundle", "pydantic_ai": "pydantic-ai-slim",
                     "psycopg_pool": "psycopg-pool"}  # fmt: skip
    foreign = {
        module.partition(".")[0]
        for room in ROOMS
        for path in sources(room)
        if (path.parent.name == "peers") is peers
        if (path.parent.name == "peers") is peers
        for module in imported_modules(path)
        if module.partition(".")[0] not in {*ROOMS, *sys.stdlib_module_names}
    }

    assert {name for name in foreign if f"\n{distributions.get(name, name)}==" not in f"\n{locked}"} == set()


def test_the_modules_that_go_first_are_there():
    assert [module for module in LONGEST if not (PROJECT_ROOT / "tests" / module).is_file()] == []


def test_lock_files_name_versions_and_hashes_and_no_address():
    """Each machine has its own registry. (npm writes who asks for money, too: take `funding` out again.)"""
    of_npm = [
        file for room in ("scripts", "tests") for file in (PROJECT_ROOT / room).rglob("package-lock.json")
    ]
    locks = [*PROJECT_ROOT.glob("requirements*.lock"), *of_npm]
    ours = [file for file in locks if "node_modules" not in file.parts]
    lines = [(file.name, line) for file in ours for line in file.read_text("utf-8").splitlines()]

    assert {file.name for file in ours} >= {"requirements.lock", "package-lock.json"}
    assert [(name, line) for name, line in lines if "://" in line] == []
