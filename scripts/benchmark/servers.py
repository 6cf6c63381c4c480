"""Starts peers on loopback and stops them by their process id; says who is not there to be started."""

import contextlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from app.config import PROJECT_ROOT
from scripts.benchmark.processes import end
from scripts.trial import free_port

START_SECONDS_MAX = 30

Notice = Callable[[str], None]


class PeerFailed(Exception):
    """A peer did not start; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Peer:
    """An ASGI application, as uvicorn names it, and the packages that it needs beyond ours."""

    name: str
    application: str
    needs: Sequence[str] = ()


def installed(peers: Sequence[Peer], notice: Notice) -> list[Peer]:
    """Those that can run here."""
    missing = {
        peer.name: [name for name in peer.needs if importlib.util.find_spec(name) is None] for peer in peers
    }
    for name, packages in missing.items():
        if packages:
            notice(f"{name} is left out: {', '.join(packages)} not installed (requirements-benchmark.lock)")
    return [peer for peer in peers if not missing[peer.name]]


@contextlib.contextmanager
def serving(
    peers: Sequence[Peer], *, workers: int = 1, settings: Mapping[str, str] | None = None
) -> Iterator[dict[str, str]]:
    """Name -> URL of each, all running under uvicorn at once."""
    with contextlib.ExitStack() as stack:
        yield {peer.name: stack.enter_context(_serving_one(peer, workers, settings or {})) for peer in peers}


@contextlib.contextmanager
def _serving_one(peer: Peer, workers: int, settings: Mapping[str, str]) -> Iterator[str]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="dovvy-peer-") as folder:
        log, environment = Path(folder) / "log", Path(folder) / ".env"
        environment.write_text("".join(f"{name}='{value}'\n" for name, value in settings.items()))
        command = [
            sys.executable, "-m", "uvicorn", peer.application, "--port", str(port), "--workers", str(workers),
            "--env-file", str(environment), "--lifespan", "on", "--no-access-log", "--no-server-header",
            "--log-level", "warning",
        ]  # fmt: skip
        with log.open("w") as output:
            process = subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for_answer(f"{url}/health", process, log, seconds_max=START_SECONDS_MAX)
            yield url
        finally:
            end(process)


def wait_for_answer(url: str, process: "subprocess.Popen[Any]", log: Path, *, seconds_max: float) -> None:
    """Returns when the address answers well. Raises PeerFailed."""
    until = time.monotonic() + seconds_max
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url, timeout=5).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise PeerFailed(f"{process.args!r} does not answer:\n{log.read_text()}")
