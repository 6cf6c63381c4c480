"""Measures the service against its peers, all on this machine, each in turn in every round.

Suites: http (layers without a database), database, chat (keyless), retrieval (as the library grows), ingest,
start (time and memory), pooler (PgBouncer in transaction mode). Everything that is needed is started on
loopback and stopped again. Peers are packages of requirements-benchmark.lock; what is not installed is left
out with a notice. wrk makes the load where it is installed, a client in Python otherwise.
"""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
from rich.console import Console

from app.config import PROJECT_ROOT
from assistant.library import LibraryUnavailable
from scripts.benchmark import chat, database, http, ingest, plot, pooler, report, retrieval, start
from scripts.benchmark.load import Generator, LoadFailed, load_generator
from scripts.benchmark.measurement import Run, Series, now, this_machine
from scripts.benchmark.pooler import PoolerFailed
from scripts.benchmark.rounds import AnswersDiffer, Effort
from scripts.benchmark.servers import PeerFailed
from scripts.benchmark.workshop import Workshop
from scripts.database import FAILURES
from scripts.trial import TrialFailed

REPORTS = PROJECT_ROOT / "reports"
COLUMNS = 200
# One suite that fails does not take the others' numbers with it.
SUITE_FAILURES = (
    *FAILURES,
    AnswersDiffer,
    LibraryUnavailable,
    LoadFailed,
    PeerFailed,
    PoolerFailed,
    TrialFailed,
    httpx.HTTPError,
    psycopg.Error,
)


@dataclass(slots=True)
class Bench:
    """What suites work with, and what they have to say beside numbers."""

    workshop: Workshop
    generator: Generator
    effort: Effort
    large: bool = False
    clean: bool = False
    notices: list[str] = field(default_factory=list)

    def notice(self, message: str) -> None:
        if message not in self.notices:
            self.notices.append(message)
            print(f"note: {message}", file=sys.stderr, flush=True)


SUITES: Mapping[str, Callable[[Bench], list[Series]]] = {
    "http": lambda bench: http.measure(bench.generator, bench.effort, bench.notice),
    "database": lambda bench: database.measure(bench.workshop, bench.generator, bench.effort, bench.notice),
    "chat": lambda bench: chat.measure(bench.workshop, bench.generator, bench.effort),
    "retrieval": lambda bench: retrieval.measure(
        bench.workshop, bench.effort, bench.notice, large=bench.large
    ),
    "ingest": lambda bench: ingest.measure(bench.workshop, bench.effort),
    "start": lambda bench: start.measure(bench.workshop, bench.generator, bench.effort, clean=bench.clean),
    "pooler": lambda bench: pooler.measure(bench.workshop, bench.generator, bench.effort, bench.notice),
}


def main(arguments: Sequence[str] | None = None) -> int:
    given = parse(arguments)
    # A table that is piped into a file is not cut to 80 columns.
    console = Console() if sys.stdout.isatty() else Console(width=COLUMNS)
    earlier = Run.read(given.compare) if given.compare else None
    with tempfile.TemporaryDirectory(prefix="dovvy-benchmark-") as folder:
        Path(folder).chmod(0o711)  # as root, PostgreSQL and PgBouncer run as somebody else
        bench = Bench(
            Workshop(Path(folder), quick=given.quick),
            load_generator(),
            effort(given),
            given.large,
            given.clean,
        )
        run, failed = measure(given.suites, bench, given.json)
    if given.plot:
        given.plot.parent.mkdir(parents=True, exist_ok=True)
        plot.draw(run, given.plot, bench.notice)
    report.show(run, console)
    if earlier:
        report.compare(earlier, run, console)
    return 1 if failed else 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.benchmark",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("suites", nargs="*", default="all", choices=[*SUITES, "all"], metavar="SUITE")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    parser.add_argument("--seconds", type=float, default=2, help="of load on each server in each round (2)")
    parser.add_argument("--quick", action="store_true", help="a smoke run: one short round, a small library")
    parser.add_argument("--large", action="store_true", help="retrieval also at 300,000 passages")
    parser.add_argument(
        "--clean", action="store_true", help="start also from a clean clone of what is committed"
    )
    parser.add_argument("--json", type=Path, default=REPORTS / "benchmark.json", help="where the numbers go")
    parser.add_argument("--plot", type=Path, default=REPORTS / "benchmark.svg", help="an .svg or a .png")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="with the numbers of an earlier run")
    given = parser.parse_args(arguments)
    if "all" in given.suites:
        given.suites = list(SUITES)
    return given


def effort(given: argparse.Namespace) -> Effort:
    return Effort(1, 0.2, quick=True) if given.quick else Effort(given.rounds, given.seconds)


def measure(suites: Sequence[str], bench: Bench, file: Path) -> tuple[Run, bool]:
    """The run, which is written anew after each suite, and whether a suite failed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    run = Run(
        made_at=now(),
        machine={**this_machine(), "load generator": bench.generator.name},
        options={
            "suites": list(suites),
            "rounds": bench.effort.rounds,
            "seconds": bench.effort.seconds,
            "quick": bench.effort.quick,
        },
        notices=bench.notices,
        series=[],
    )
    failed = False
    for suite in suites:
        print(f"{suite} ...", file=sys.stderr, flush=True)
        try:
            run.series.extend(SUITES[suite](bench))
        except SUITE_FAILURES as failure:
            bench.notice(f"{suite} failed: {failure}")
            failed = True
        run.write(file)
    return run, failed


if __name__ == "__main__":
    # SIGTERM ends `with` blocks the way Ctrl-C does, so that everything is stopped, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
