"""Runs the contract's one tool from npm, installing exactly what its lock file says."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parent / "redocly"
CONFIGURATION = FOLDER / "redocly.yaml"
# It would ask for news of itself.
_QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


class NodeToolMissing(Exception):
    """npm is not there, or could not install what the lock file names."""


def redocly(*arguments: str) -> subprocess.CompletedProcess[str]:
    """redocly's answer. Raises NodeToolMissing."""
    with (FOLDER / ".npmrc").open() as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)  # two checks may begin at once
        _install()
    program = FOLDER / "node_modules" / ".bin" / "redocly"
    return _run([str(program), *arguments, "--config", str(CONFIGURATION)], Path.cwd())


def _install() -> None:
    installed, locked = FOLDER / "node_modules" / ".package-lock.json", FOLDER / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= locked.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NodeToolMissing("npm is needed to lint and compare contracts (Node 20 or newer)")
    done = _run([npm, "ci", "--no-audit", "--no-fund"], FOLDER)
    if done.returncode:
        raise NodeToolMissing(f"npm ci failed in {FOLDER.name}: {done.stderr.strip()[-500:]}")


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **_QUIET}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
