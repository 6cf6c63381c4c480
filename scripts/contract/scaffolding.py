"""Writes the beginnings of what a new operation needs: an example, a typed handler, and a test that fails."""

import ast
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import yaml

from app.config import PROJECT_ROOT
from app.contract import SPECIFICATION, Contract, Json, Promise, argument_name, pointer
from app.parameters import python_type
from scripts.contract.examples import example_of
from scripts.contract.places import node_at, place

_HANDLER = '''

async def {name}({arguments}) -> {returns}:
    """{summary}"""
    raise NotImplementedError
'''
_TEST = '''"""{promise}: {summary}"""

from tests.service.examples import ask_as_shown, shown_answer


def test_{name}_answers_as_the_contract_shows(client):
    answered = ask_as_shown(client, "{operation_id}")

    assert (answered.status_code, answered.json()) == ({status}, shown_answer("{operation_id}"))
'''


def scaffold() -> Iterator[str]:
    """Begins every operation that has no handler; says what it wrote, or could not write, and where."""
    contract = Contract.load(SPECIFICATION)
    missing = [promise for promise in contract.promises() if not _has_handler(promise)]
    for promise in missing:
        if _lacks_example(promise):
            yield _write_example(promise, contract)
    contract = Contract.load(SPECIFICATION)
    for promise in missing:
        fresh = contract.promise(promise.operation_id)
        yield _write_handler(fresh, contract)
        yield _write_test(fresh, contract)


def _has_handler(promise: Promise) -> bool:
    module = _module(promise)
    tree = ast.parse(module.read_text("utf-8")) if module.exists() else ast.Module([], [])
    named = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(node, named) and node.name == promise.function_name for node in tree.body)


def _module(promise: Promise) -> Path:
    return PROJECT_ROOT / "handlers" / f"{promise.tag}.py"


def _lacks_example(promise: Promise) -> bool:
    media = promise.success.get("content", {}).get("application/json")
    return media is not None and not media.keys() & {"example", "examples"}


def _write_example(promise: Promise, contract: Contract) -> str:
    """Below the schema of the success, in the contract itself: the one line a developer then corrects."""
    where = promise.pointer + pointer("responses", promise.success_status, "content", "application/json")
    text = SPECIFICATION.read_text("utf-8")
    media, schema = node_at(text, where), node_at(text, f"{where}/schema")
    _, wanted = promise.success_content or ("", {})
    example = yaml.safe_dump({"example": example_of(wanted, contract)}, sort_keys=False, allow_unicode=True)
    block = isinstance(media, yaml.MappingNode) and not media.flow_style
    if media is None or not block or not isinstance(schema, yaml.MappingNode):
        return f"{SPECIFICATION.name}: {promise}: add this beside the schema yourself:\n{example}"
    line = schema.end_mark.line + (1 if schema.flow_style else 0)
    lines = text.splitlines(keepends=True)
    lines.insert(line, textwrap.indent(example, " " * media.start_mark.column))
    SPECIFICATION.write_text("".join(lines), "utf-8")
    return f"{place(SPECIFICATION, line + 1)}: an example for {promise.operation_id}: make it a true one"


def _write_handler(promise: Promise, contract: Contract) -> str:
    module, types = _module(promise), _types(promise, contract)
    arguments = [
        "services: Services",
        *(f"{name}: {kind}" for name, kind in types.items() if name != "return"),
    ]
    code = _HANDLER.format(
        name=promise.function_name,
        arguments=", ".join(arguments),
        returns=types["return"],
        summary=_summary(promise, contract),
    )
    # Whatever it may need; ruff takes out what it does not, and sorts the rest.
    imports = "\n".join(
        [
            "from datetime import date, datetime",
            "from typing import Any",
            "from uuid import UUID",
            f"from generated.models import {', '.join(sorted(_models(promise, contract)))}",
            "from handlers.services import Services",
        ]
    )
    before = module.read_text("utf-8") if module.exists() else f'"""{promise.tag.capitalize()}."""\n'
    module.write_text(_with_imports(before, imports) + code, "utf-8")
    _tidy(module)
    line = module.read_text("utf-8").partition(f"def {promise.function_name}(")[0].count("\n") + 1
    return f"{place(module, line)}: {promise.function_name} waits to be written"


def _write_test(promise: Promise, contract: Contract) -> str:
    """Of the running service, whose database holds what the example can be true of."""
    file = PROJECT_ROOT / "tests" / "service" / f"test_{promise.function_name}.py"
    if file.exists():
        return f"{place(file, 1)}: exists already, left as it is"
    file.write_text(
        _TEST.format(
            promise=str(promise).rpartition(":")[0],
            summary=_summary(promise, contract),
            name=promise.function_name,
            operation_id=promise.operation_id,
            status=promise.success_status,
        ),
        "utf-8",
    )
    _tidy(file)
    return f"{place(file, 1)}: a test that fails until the handler is written"


def _types(promise: Promise, contract: Contract) -> dict[str, str]:
    """Argument names and `return` -> their types in Python."""
    types = {}
    for parameter in promise.parameters:
        schema = parameter["schema"]
        certain = parameter.get("required") or "default" in schema or "default" in contract.resolve(schema)
        kind = _type(schema, contract)
        types[argument_name(parameter["name"])] = kind if certain else f"{kind} | None"
    if promise.body:
        model = _name(promise.body["content"]["application/json"]["schema"])
        types["body"] = model if promise.body.get("required") else f"{model} | None"
    content = promise.success_content
    types["return"] = "None" if content is None else "Any"
    if content and content[0] == "application/json":
        types["return"] = _name(content[1])
    return types


def _type(schema: Json, contract: Contract) -> str:
    if "$ref" in schema and contract.resolve(schema)["type"] != "array":
        return _name(schema)
    schema = contract.resolve(schema)
    if schema["type"] == "array":
        return f"list[{_type(schema['items'], contract)}]"
    return python_type(schema).__name__


def _models(promise: Promise, contract: Contract) -> set[str]:
    words = " ".join(_types(promise, contract).values())
    for sign in "[]|":
        words = words.replace(sign, " ")
    return {word for word in words.split() if word in contract.components} or {"Problem"}


def _name(schema: Json) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _summary(promise: Promise, contract: Contract) -> str:
    operation = contract.document["paths"][promise.path][promise.method]
    summary = str(operation.get("summary", promise.operation_id))
    return summary if summary.endswith((".", "?", "!")) else f"{summary}."


def _with_imports(source: str, imports: str) -> str:
    """Below the module's docstring."""
    tree = ast.parse(source)
    is_docstring = tree.body and isinstance(tree.body[0], ast.Expr)
    line = tree.body[0].end_lineno or 0 if is_docstring else 0
    lines = source.splitlines()
    return "\n".join([*lines[:line], "", imports, *lines[line:]]) + "\n"


def _tidy(file: Path) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    for command in (["check", "--quiet", "--fix", "--select", "I,F401"], ["format", "--quiet"]):
        subprocess.run([ruff, *command, file], cwd=PROJECT_ROOT, check=True)
