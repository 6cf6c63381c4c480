"""Says everything that is out of step between contract, models and handlers, each with its file and line."""

import importlib.resources
import json
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema_rs
import yaml

from app.config import PROJECT_ROOT
from app.contract import SPECIFICATION, Contract, pointer
from scripts.contract import places
from scripts.contract.places import Places
from scripts.contract.rules import findings, unreadable
from scripts.typescript import TYPES, are_types_current

if TYPE_CHECKING:
    from app.binding import Disagreement

MODELS = PROJECT_ROOT / "generated" / "models.py"
GENERATOR = Path(sys.executable).with_name("datamodel-codegen")


def complaints() -> Iterator[str]:
    """`file:line: what is wrong`; none when all is well."""
    with ThreadPoolExecutor(1) as beside:
        stale = beside.submit(lambda: [*_stale_models(), *_stale_types()])  # takes as long as all the rest
        broken = list(contract_complaints(SPECIFICATION))
        yield from broken
        yield from stale.result()
        # Of a contract that cannot be read as one, handlers can keep nothing.
        yield from () if broken and not _is_readable(SPECIFICATION) else _unkept(SPECIFICATION)


def unreadable_contract() -> list[str]:
    """What keeps the contract from being read as one at all; nothing can be made of it until then."""
    return [] if _is_readable(SPECIFICATION) else list(contract_complaints(SPECIFICATION))


def contract_complaints(path: Path) -> Iterator[str]:
    """What is wrong with the contract itself."""
    try:
        where = Places(path)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield f"{places.place(path, line)}: not YAML: {error.problem}"
        return
    yield from (f"{where.of(twice)}: stands here for the second time" for twice in where.repeated)
    contract = Contract.load(path)
    wrong = list(_malformed(contract)) or [(f.pointer, f.message) for f in findings(contract)]
    yield from (f"{where.of(found)}: {message}" for found, message in wrong)


def _is_readable(path: Path) -> bool:
    try:
        contract = Contract.load(path)
        return not list(_malformed(contract)) and not unreadable(contract)
    except (yaml.YAMLError, KeyError, TypeError):
        return False


def _malformed(contract: Contract) -> Iterator[tuple[str, str]]:
    """What is not OpenAPI 3.0 at all, by the specification's own JSON Schema."""
    schema = importlib.resources.files("openapi_spec_validator") / "resources/schemas/v3.0/schema.json"
    validator = jsonschema_rs.Draft4Validator(json.loads(schema.read_text("utf-8")))
    for error in validator.iter_errors(contract.document):
        yield pointer(*error.instance_path), f"not OpenAPI 3.0: {_short(error.message)}"


def _short(message: str, chars_max: int = 200) -> str:
    return message if len(message) <= chars_max else f"{message[:chars_max]}…"


def _stale_models() -> Iterator[str]:
    drift = subprocess.run(
        [GENERATOR, "--check"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    if drift.returncode == 0:
        return
    changed = [
        line for line in drift.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    because = f": {changed[0]}" if changed else f": {drift.stderr.strip().rpartition(chr(10))[2]}"
    yield f"{places.place(MODELS, 1)}: stale, run `python -m scripts.contract generate`{because}"


def _stale_types() -> Iterator[str]:
    """Only where npm's packages are there already; `./scripts/test -e typescript` checks it everywhere."""
    if are_types_current() is False:
        yield f"{places.place(TYPES, 1)}: stale, run `python -m scripts.contract generate`"


def _unkept(path: Path) -> Iterator[str]:
    """Where handlers are not what the contract says, or cannot even be loaded."""
    contract, where = Contract.load(path), Places(path)
    try:
        for disagreement in _disagreements(contract):
            yield f"{_place(disagreement, where)}: {disagreement}"
    except Exception as error:  # noqa: BLE001  # handlers are code being written: anything can happen
        yield f"{_place_of(error)}: {type(error).__name__}: {error}"


def _disagreements(contract: Contract) -> "Sequence[Disagreement]":
    # Handlers are loaded with it, and may fail to.
    from app.binding import ContractBroken, bind  # noqa: PLC0415
    from app.operations import compile_operations  # noqa: PLC0415

    try:
        compile_operations(contract, bind(contract))
    except ContractBroken as broken:
        return broken.disagreements
    return ()


def _place(disagreement: "Disagreement", where: Places) -> str:
    if disagreement.handler:
        return places.of_function(disagreement.handler)
    return where.of(disagreement.promise.pointer if disagreement.promise else "")


def _place_of(error: Exception) -> str:
    """The innermost line of handlers/ that the error went through, or the handler that lacks a name that is
    imported from it; or else the innermost line of all."""
    if isinstance(error, SyntaxError) and error.filename:
        return places.place(Path(error.filename), error.lineno or 1)
    frames = traceback.extract_tb(error.__traceback__)
    handlers = PROJECT_ROOT / "handlers"
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(handlers)]
    if not ours and isinstance(error, ImportError) and Path(error.path or "").is_relative_to(handlers):
        return places.place(Path(error.path or ""), 1)
    ours = ours or frames
    return places.place(Path(ours[-1].filename), ours[-1].lineno or 1)
