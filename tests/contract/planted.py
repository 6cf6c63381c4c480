"""A copy of the project with one small edit in it, and what the contract's check says of that."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.config import PROJECT_ROOT
from scripts.contract.checking import contract_complaints
from tests.conftest import UNMEASURED

ROOMS = ("app", "assistant", "db", "generated", "handlers", "migrations", "scripts", "spec")
COMPLAINT = re.compile(r"(spec/openapi\.yaml|handlers/\w+\.py|generated/models\.py):\d+: .+")


class Copy:
    """One folder for many edits, each undone: compiled modules stay warm."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for room in ROOMS:
            ignored = shutil.ignore_patterns("__pycache__", "node_modules")
            shutil.copytree(PROJECT_ROOT / room, folder / room, ignore=ignored)
        shutil.copy(PROJECT_ROOT / "pyproject.toml", folder)

    @contextmanager
    def edited(self, name: str, old: str, new: str, *, within: str = "") -> Iterator[None]:
        """`old` becomes `new` where it first stands after `within`."""
        file = self.folder / name
        before = file.read_text("utf-8")
        start = before.index(within)
        assert old in before[start:], f"{old!r} is no longer in {name}: plant something else"
        file.write_text(before[:start] + before[start:].replace(old, new, 1), "utf-8")
        try:
            yield
        finally:
            file.write_text(before, "utf-8")

    def complaints_about_the_contract(self) -> list[str]:
        """The part of the check that needs neither models nor handlers, and so no process of its own."""
        found = list(contract_complaints(self.folder / "spec" / "openapi.yaml"))
        assert all(re.search(r"spec/openapi\.yaml:\d+: ", line) for line in found), found
        return found

    def check(self) -> list[str]:
        """The complaints; none when all is well."""
        checked = subprocess.run(
            [sys.executable, "-m", "scripts.contract", "check"],
            cwd=self.folder,
            env={**os.environ, **UNMEASURED},
            capture_output=True,
            text=True,
            check=False,
        )
        complaints = checked.stderr.splitlines()
        assert (checked.returncode == 0) is (complaints == [])
        assert all(COMPLAINT.match(line) for line in complaints), checked.stderr
        return complaints
