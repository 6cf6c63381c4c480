"""`python -m scripts.contract` tells a developer in seconds what is out of step."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import PROJECT_ROOT


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of what the contract touches, to be broken at will."""
    for folder in ("app", "assistant", "db", "generated", "handlers", "migrations", "scripts", "spec"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT_ROOT / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(PROJECT_ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def contract(project: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts.contract", command],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_contract_models_and_handlers_agree():
    checked = contract(PROJECT_ROOT, "check")

    assert (checked.returncode, checked.stdout) == (0, "contract, models and handlers agree\n")


def test_stale_models_are_told_and_generated_anew(project):
    replace(project / "spec/openapi.yaml", "maxLength: 2000, description", "maxLength: 1999, description")

    stale = contract(project, "check")
    contract(project, "generate")
    fresh = contract(project, "check")

    assert stale.returncode == 1
    assert "generated/models.py is stale" in stale.stderr
    assert fresh.returncode == 0


def test_a_promise_without_a_handler_and_a_handler_without_a_promise_are_told_together(project):
    replace(project / "handlers/search.py", "def search_content", "def find_content")

    checked = contract(project, "check")

    assert "GET /api/search: searchContent: no function handlers.search.search_content" in checked.stderr
    assert "handlers.search.find_content: no operation of the contract" in checked.stderr


def test_the_service_does_not_start_with_a_promise_unkept(project):
    replace(project / "handlers/search.py", "def search_content", "def find_content")
    code = (
        "from app.factory import create_app; from app.config import Settings;"
        "create_app(Settings.read({'DATABASE_URL': 'postgresql:///none', 'EMBEDDING_PROVIDER': 'none'}))"
    )

    started = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )

    assert started.returncode == 1
    assert "no function handlers.search.search_content" in started.stderr
