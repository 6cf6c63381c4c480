"""`python -m scripts.benchmark` runs, compares like with like, and concludes what its numbers say.

How fast anything is, is not a test's business: these machines are busy.
"""

import asyncio
import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from db.engine import Database
from migrations.commands import upgrade
from scripts.benchmark import passages, report, retrieval
from scripts.benchmark.__main__ import main
from scripts.benchmark.load import PythonClient, Request
from scripts.benchmark.measurement import OURS, Ratio, Run, Series, percentile
from scripts.benchmark.rounds import AnswersDiffer, Case, check_answers
from scripts.benchmark.servers import Peer, installed, serving
from tests.conftest import UNMEASURED
from tests.migrations.conftest import database_of

HERE = "scripts.benchmark.peers"
STARLETTE = Peer("Starlette", f"{HERE}.starlette_app:app")
HEALTH = Request("GET", "/health")


def series(*values: float, subject: str = OURS, unit: str = "requests/s") -> Series:
    return Series(suite="http", case="health", subject=subject, unit=unit, values=list(values))


def run_of(*listed: Series) -> Run:
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    return Run(made_at=moment, machine={}, options={}, notices=[], series=list(listed))


def test_each_round_is_compared_with_itself_and_more_than_one_means_that_ours_is_faster():
    rate = Ratio.of(series(200, 100, 400), series(100, 50, 100))
    time = Ratio.of(series(1, 2, unit="ms"), series(3, 6, unit="ms"))

    assert rate == Ratio(median=2, least=2, most=4)
    assert time == Ratio(median=3, least=3, most=3)


@pytest.mark.parametrize(("share", "value"), [(0.5, 5), (0.95, 10), (0.1, 1), (1, 10)])
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(share, value):
    assert percentile(list(range(10, 0, -1)), share) == value


def test_a_change_within_the_spread_is_not_called_one():
    before = run_of(series(100, 110), series(50, 56, subject="other"))
    steady = run_of(series(105, 111), series(50, 57, subject="other"))
    faster = run_of(series(200, 220), series(50, 56, subject="other"))

    assert comparison(before, steady).count("within spread") == 2
    assert comparison(before, run_of(series(300))).count("one round only") == 1
    assert comparison(before, faster).count("+100%") == 2


def comparison(before: Run, now: Run) -> str:
    shown = io.StringIO()
    report.compare(before, now, Console(width=200, file=shown))
    return shown.getvalue()


def test_a_run_is_read_as_it_was_written(tmp_path):
    run = run_of(series(1.5, 2.5))
    run.write(tmp_path / "run.json")

    assert Run.read(tmp_path / "run.json") == run


def test_a_peer_that_is_not_installed_is_left_out_and_named():
    told = []

    assert installed([STARLETTE, Peer("Absent", "absent:app", ("no_such_package",))], told.append) == [
        STARLETTE
    ]
    assert told == ["Absent is left out: no_such_package not installed (requirements-benchmark.lock)"]


def test_a_peer_that_answers_something_else_is_not_compared():
    with serving([STARLETTE]) as one, serving([STARLETTE]) as another:
        servers = {OURS: one["Starlette"], "other": another["Starlette"] + "/nowhere"}

        with pytest.raises(AnswersDiffer, match="health: other answers 404"):
            check_answers(servers, Case("health", [HEALTH]))


def test_without_wrk_python_makes_the_load_and_counts_what_fails():
    with serving([STARLETTE]) as servers:
        load = PythonClient().load(
            servers["Starlette"], [HEALTH, Request("GET", "/no")], connections=3, seconds=0.3, collect=["x"]
        )

    assert load.requests > 3
    assert abs(load.errors - load.requests / 2) <= 3
    assert load.p50_ms <= load.p95_ms <= load.p99_ms


def test_every_suite_runs_and_no_request_fails(tmp_path, monkeypatch):
    for name, value in UNMEASURED.items():
        monkeypatch.setenv(name, value)
    status = main(["--quick", "--json", str(tmp_path / "run.json"), "--plot", str(tmp_path / "run.svg")])

    run = Run.read(tmp_path / "run.json")
    assert status == 0, run.notices
    assert {one.suite for one in run.series} >= {"http", "database", "chat", "retrieval", "ingest", "start"}
    assert [one for one in run.series if one.more.get("errors")] == []
    assert [one for one in run.series if min(one.values) <= 0] == []


@pytest.fixture
def ten_thousand_passages(server_url):
    """The URL of a database that holds them, and a question."""
    landscape, vocabulary = passages.Landscape(), passages.Vocabulary(["deep reef with turtles and a wall"])
    with database_of(server_url) as url:
        upgrade(url)
        definitions = passages.without_indexes(url)
        passages.add(url, 0, landscape.vectors(10_000), vocabulary)
        for definition in definitions.values():
            passages.build(url, definition)
        passages.finish(url)
        yield url, next(passages.questions(landscape, vocabulary, 1))


def test_at_ten_thousand_passages_the_assistants_search_uses_both_indexes(ten_thousand_passages):
    url, asked = ten_thousand_passages

    plan = asyncio.run(plan_of(url, asked))

    assert f"Index Scan using {passages.VECTOR_INDEX}" in plan
    assert f"Bitmap Index Scan on {passages.WORD_INDEX}" in plan


async def plan_of(url: str, asked: passages.Asked) -> str:
    database = Database(url, pool_size=1, max_overflow=0)
    try:
        return await retrieval.explain(database, asked)
    finally:
        await database.dispose()
