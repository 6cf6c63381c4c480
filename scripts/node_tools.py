"""Runs tools from npm: a folder's lock file says which ones, and exactly these are installed."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# None of them may ask the world for news of itself.
_QUIET = {
    "CI": "true",
    "REDOCLY_TELEMETRY": "off",
    "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
    "npm_config_update_notifier": "false",
}
Done = subprocess.CompletedProcess[str]


class NodeToolMissing(Exception):
    """npm is not there, or could not install what the lock file names."""


def status_without(missing: NodeToolMissing) -> int:
    """The exit status of a check that could not run: it may be left out anywhere but in CI."""
    print(f"not checked: {missing}", file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


def node_tool(folder: Path, *command: str, at: Path | None = None, say: bool = False) -> Done:
    """Runs a program that the folder's package.json asks for, in `at` or the folder itself.

    `say` lets it print; otherwise its output is in the result. Raises NodeToolMissing.
    """
    _install(folder)
    program, *arguments = command
    return _run([str(folder / "node_modules" / ".bin" / program), *arguments], at or folder, say=say)


def npm_script(folder: Path, name: str, environment: Mapping[str, str] | None = None) -> Done:
    """Runs a script of the folder's package.json, which prints. Raises NodeToolMissing."""
    _install(folder)
    return _run([_npm(), "run", "--silent", name], folder, environment, say=True)


def _npm() -> str:
    npm = shutil.which("npm")
    if npm is None:
        raise NodeToolMissing("npm is needed for this (Node 20.19 or newer)")
    return npm


def is_installed(folder: Path) -> bool:
    """Whether what the folder's lock file names is there, as of its last change."""
    installed, locked = _installed(folder), folder / "package-lock.json"
    return locked.exists() and installed.exists() and installed.stat().st_mtime >= locked.stat().st_mtime


def _installed(folder: Path) -> Path:
    return folder / "node_modules" / ".package-lock.json"


def _install(folder: Path) -> None:
    locked = folder / "package-lock.json"
    if not locked.exists():
        raise NodeToolMissing(f"there is no {locked.name} in {folder.name}")
    with locked.open() as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)  # two checks may begin at once
        if is_installed(folder):
            return
        done = _run([_npm(), "ci", "--no-audit", "--no-fund"], folder)
        if done.returncode:
            raise NodeToolMissing(f"npm ci failed in {folder.name}: {done.stderr.strip()[-500:]}")
        _installed(folder).touch()


def _run(
    command: list[str], folder: Path, environment: Mapping[str, str] | None = None, *, say: bool = False
) -> Done:
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **_QUIET, **(environment or {})},
        capture_output=not say,
        text=True,
        check=False,
    )
