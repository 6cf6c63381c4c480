"""Runs the service as an operator would, for checks that need the real thing."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.config import PROJECT_ROOT

# A first start embeds the library, which takes minutes where the processors are busy with something else.
START_SECONDS_MAX = 300
STOP_SECONDS_MAX = 30


class TrialFailed(Exception):
    """The service did not come up; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A running service. `process` is its supervisor, as ./scripts/serve would start it."""

    url: str
    process: subprocess.Popen[str]
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_service(
    data_dir: Path,
    settings: Mapping[str, str] | None = None,
    *options: str,
    project: Path = PROJECT_ROOT,
) -> Iterator[Trial]:
    """The service on a free port, ready; stopped in the end with everything it started.

    `options` as ./scripts/serve takes them; `project` may be a copy of ours.
    """
    port, log = free_port(), data_dir.parent / f"{data_dir.name}.log"
    environment = {"OPENBLAS_NUM_THREADS": "1", **os.environ, **(settings or {})}
    serving = [sys.executable, "-m", "scripts.serving", *options]
    command = [*serving, "--port", str(port), "--data-dir", str(data_dir)]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=project, env=environment, stdout=output, stderr=subprocess.STDOUT, text=True
        )
        try:
            trial = Trial(f"http://127.0.0.1:{port}", process, log)
            _wait_until_ready(trial)
            yield trial
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_ready(trial: Trial) -> None:
    until = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < until and trial.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{trial.url}/health/ready", timeout=5):  # noqa: S310  # our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TrialFailed(f"the service is not ready:\n{trial.log.read_text()}")
