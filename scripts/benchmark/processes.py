"""Ends processes that were started here, and tells what memory they use (on Linux)."""

import subprocess
from pathlib import Path
from typing import Any

PROC = Path("/proc")


def end(process: "subprocess.Popen[Any]", seconds_max: float = 30) -> None:
    """Asks it to stop, and insists after a while."""
    process.terminate()
    try:
        process.wait(seconds_max)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def workers(supervisor: int) -> list[int]:
    """The processes of a service that answer requests: the supervisor itself where it has no workers."""
    children = (PROC / str(supervisor) / "task" / str(supervisor) / "children").read_text().split()
    return [int(pid) for pid in children if "spawn_main" in _command(pid)] or [supervisor]


def memory_megabytes(pid: int) -> dict[str, float]:
    """Resident (RSS), and proportional (PSS): what is shared is divided among those who share it."""
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)}
    return {name.upper(): round(kilobytes[name] / 1024, 1) for name in ("Rss", "Pss")}


def _command(pid: str) -> str:
    return (PROC / pid / "cmdline").read_text().replace("\0", " ")
