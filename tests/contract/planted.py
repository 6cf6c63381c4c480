"""A copy of the project with one small edit in it, and what the contract's check says of that."""

import json
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

FORKED_CHECKS = Path(__file__).with_name("forked_checks.py")
ROOMS = ("app", "assistant", "db", "generated", "handlers", "migrations", "scripts", "spec")
COMPLAINT = re.compile(r"(spec/openapi\.yaml|handlers/\w+\.py|generated/models\.py):\d+: .+")


class Copy:
    """One folder for many edits, each undone."""

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
        succeeded, said = self._checked()
        complaints = said.splitlines()
        assert succeeded is (complaints == [])
        assert all(COMPLAINT.match(line) for line in complaints), said
        return complaints

    def _checked(self) -> tuple[bool, str]:
        """Whether the command succeeds, and what it says on standard error."""
        command = [sys.executable, "-m", "scripts.contract", "check"]
        environment = {**os.environ, **UNMEASURED}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode == 0, done.stderr


class CopyOftenChecked(Copy):
    """With a process of its own for its checks, which take less time so."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._checks = subprocess.Popen(
            [sys.executable, "-P", FORKED_CHECKS, *ROOMS],
            cwd=folder,
            env={**os.environ, **UNMEASURED, "PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._said() == "ready\n"

    def close(self) -> None:
        with self._checks:  # it ends with its input
            pass

    def _checked(self) -> tuple[bool, str]:
        print(file=self._checks.stdin, flush=True)
        succeeded, said = json.loads(self._said())
        return succeeded, said

    def _said(self) -> str:
        assert self._checks.stdout is not None
        return self._checks.stdout.readline()
