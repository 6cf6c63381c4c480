"""Rates what changed since an earlier contract.

What breaks clients needs a new version and an entry in the changelog.
redocly rates the changes; what it takes for harmless and is not, is added here.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.config import PROJECT_ROOT
from app.contract import SPECIFICATION, Contract, pointer
from scripts.contract.places import Places, place
from scripts.node_tools import Done, node_tool

REDOCLY = Path(__file__).parent / "redocly"
CHANGELOG = PROJECT_ROOT / "CHANGELOG.md"
BRANCHES = ("origin/main", "main")


class NothingToCompare(Exception):
    """There is no such revision or file."""


@dataclass(frozen=True, slots=True)
class BreakingChange:
    """Something that clients may depend on; `line` is that of the newer contract, 1 when it is gone."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"{place(SPECIFICATION, self.line)}: breaks clients: {self.message}"


def redocly(*arguments: str) -> Done:
    """redocly's answer, by our rules. Raises NodeToolMissing."""
    return node_tool(REDOCLY, "redocly", *arguments, "--config", str(REDOCLY / "redocly.yaml"), at=Path.cwd())


def earlier_contract(revision: str | None) -> str | None:
    """The text of a file, or of spec/openapi.yaml at a git revision, by default on the main branch.

    None when there is no main branch, as in a copy without history. Raises NothingToCompare.
    """
    if revision and Path(revision).is_file():
        return Path(revision).read_text("utf-8")
    name = SPECIFICATION.relative_to(PROJECT_ROOT)
    for known in [revision] if revision else BRANCHES:
        command = ["git", "show", f"{known}:./{name}"]
        shown = subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)
        if shown.returncode == 0:
            return shown.stdout
    if revision:
        raise NothingToCompare(f"there is no contract at {revision}")
    return None


def breaking_changes(earlier: str, now: Path = SPECIFICATION) -> list[BreakingChange]:
    """What breaks clients of the earlier contract. Raises NodeToolMissing, NothingToCompare."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "earlier.yaml"
        before.write_text(earlier, "utf-8")
        report = redocly("diff", str(before), str(now), "--format", "json", "--fail-on", "none")
        found = list(_rated_major(report.stdout or report.stderr))
        return found + list(_overlooked(Contract.load(before), Contract.load(now), Places(now)))


def unannounced(earlier: str, now: Path = SPECIFICATION, changelog: Path = CHANGELOG) -> Iterator[str]:
    """What is lacking before breaking changes may be published."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as before:
        before.write(earlier)
        before.flush()
        was, version = Contract.load(Path(before.name)).version, Contract.load(now).version
    is_newer = _parts(version) > _parts(was)
    if not is_newer:
        yield f"{place(now, 1)}: breaking changes need a higher info.version than {was}; it is {version}"
    heading = re.compile(rf"^## {re.escape(version)}(?:\s|$)", re.MULTILINE)
    if not is_newer or not heading.search(changelog.read_text("utf-8")):
        yield f"{place(changelog, 1)}: breaking changes need an entry under a heading of the new version"


def _parts(version: str) -> list[tuple[int, str]]:
    """0.10.0 is higher than 0.9.1."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"[.-]", version)]


def _rated_major(report: str) -> Iterator[BreakingChange]:
    try:
        changes = json.loads(report)["changes"]
    except (ValueError, KeyError) as error:
        raise NothingToCompare(f"redocly could not compare: {report.strip()[-300:]}") from error
    for change in changes:
        if change["impact"] != "major":
            continue
        line = change.get("revision", {}).get("line", 1)
        verdicts = [verdict["message"] for verdict in change["verdicts"] if verdict["impact"] == "major"]
        for message in verdicts or [f"{change['kind']} {change['path']}"]:
            yield BreakingChange(line, message)


def _overlooked(before: Contract, now: Contract, places: Places) -> Iterator[BreakingChange]:
    """What redocly 2.77 takes for harmless; tests/contract/changes.py has the changes that showed it."""
    known = {promise.operation_id: promise for promise in before.promises()}
    for promise in now.promises():
        was = known.get(promise.operation_id)
        if was and not was.body and promise.body and promise.body.get("required"):
            yield BreakingChange(places.line(promise.pointer), f"{promise} now needs a body")
    defaults = dict(_defaults(before.document, ""))
    for where, value in _defaults(now.document, ""):
        if where in defaults and defaults[where] != value:
            message = f"the default changed from {defaults[where]!r} to {value!r}"
            yield BreakingChange(places.line(where), message)


def _defaults(node: Any, where: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, Mapping):
        if "default" in node and "type" in node:
            yield f"{where}/default", node["default"]
        for key, value in node.items():
            yield from _defaults(value, where + pointer(key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _defaults(value, where + pointer(index))
