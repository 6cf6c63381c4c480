"""How soon the service answers, and what memory its workers take."""

import contextlib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from app.config import PROJECT_ROOT
from scripts.benchmark.chat import kinds
from scripts.benchmark.load import Generator
from scripts.benchmark.measurement import OURS, Series
from scripts.benchmark.processes import end, memory_megabytes, workers
from scripts.benchmark.rounds import Effort
from scripts.benchmark.servers import wait_for_answer
from scripts.benchmark.workshop import Workshop
from scripts.trial import Trial, free_port

CONNECTIONS = 32
CLEAN_START_SECONDS_MAX = 600


def measure(workshop: Workshop, generator: Generator, effort: Effort, *, clean: bool = False) -> list[Series]:
    starts: dict[int, list[float]] = {1: [], 2: []}
    memory: dict[tuple[int, str], list[dict[str, float]]] = {}
    with workshop.database():
        pass  # loaded, so that every start below is a second one
    for _ in range(effort.rounds):
        for count, seconds in starts.items():
            with timed_start(workshop, count) as (spent, trial):
                seconds.append(spent)
                memory.setdefault((count, "at rest"), []).extend(memory_of_workers(trial))
                put_to_work(trial, generator, effort)
                memory.setdefault((count, "after load"), []).extend(memory_of_workers(trial))
    series = [
        Series(suite="start", case=f"second start, {_workers(count)}", subject=OURS, unit="s", values=seconds)
        for count, seconds in starts.items()
    ]
    series += [
        Series(
            suite="start",
            case=f"memory of a worker {when}, {_workers(count)}",
            subject=OURS,
            unit="MB resident",
            values=[one["RSS"] for one in found],
            more={"proportional MB": round(median(one["PSS"] for one in found), 1)},
        )
        for (count, when), found in memory.items()
    ]
    if workshop.first_start_seconds:
        series.append(_once("first start, library embedded", workshop.first_start_seconds))
    if clean:
        series.append(_once("clean clone to first answer", clean_start()))
    return series


def _once(case: str, seconds: float) -> Series:
    return Series(suite="start", case=case, subject=OURS, unit="s", values=[round(seconds, 2)])


def _workers(count: int) -> str:
    return "1 worker" if count == 1 else f"{count} workers"


@contextlib.contextmanager
def timed_start(workshop: Workshop, count: int) -> Iterator[tuple[float, Trial]]:
    """Seconds from the command to the first answer of /health/ready."""
    began = time.perf_counter()
    with workshop.service(workers=count) as trial:
        yield round(time.perf_counter() - began, 3), trial


def memory_of_workers(trial: Trial) -> list[dict[str, float]]:
    return [memory_megabytes(pid) for pid in workers(trial.process.pid)]


def put_to_work(trial: Trial, generator: Generator, effort: Effort) -> None:
    """Library questions, which touch everything."""
    [questions] = [requests for name, requests in kinds() if name == "library, new question"]
    generator.load(trial.url, questions, connections=CONNECTIONS, seconds=effort.seconds)


def clean_start() -> float:
    """Seconds from `git clone` of what is committed to an answer: environment, database and library anew."""
    with tempfile.TemporaryDirectory(prefix="dovvy-clone-") as folder:
        Path(folder).chmod(0o711)  # as root, PostgreSQL runs as somebody else
        clone, port = Path(folder) / "clone", free_port()
        began = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(PROJECT_ROOT), str(clone)], check=True)  # noqa: S607  # the user's git
        log = Path(folder) / "log"
        with log.open("w") as output:
            command = ["./scripts/serve", "--port", str(port)]
            process = subprocess.Popen(command, cwd=clone, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}/health/ready"
            wait_for_answer(url, process, log, seconds_max=CLEAN_START_SECONDS_MAX)
            return time.perf_counter() - began
        finally:
            end(process)
