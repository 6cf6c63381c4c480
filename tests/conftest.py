"""One PostgreSQL for a run, one migrated database for each worker, and nothing left behind by a test."""

import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier
from sqlalchemy import text

from db.cluster import running_cluster
from db.connection import Connection
from db.engine import Database
from migrations.commands import upgrade

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

# The modules that take more than twenty seconds where three run at once.
LONGEST = (
    "service/test_golden.py",  # whoever comes first with the service embeds the library for all
    "service/test_streams.py",
    "contract/test_planted_handler_faults.py",
    "scripts/test_benchmark.py",
    "contract/test_breaking_changes.py",
    "service/test_durability.py",
    "contract/test_planted_contract_faults.py",
    "db/test_cluster.py",
    "scripts/test_contract.py",
    "library/test_planted_content_faults.py",
    "migrations/test_adoption.py",
    "service/test_demo.py",
    "service/test_embedding_provider.py",
    "migrations/test_schema.py",
    "service/test_chat.py",
    "assistant/test_triage.py",
    "service/test_language_model.py",
    "db/test_engine.py",
    "service/test_reload.py",
    "test_architecture.py",
    "assistant/test_provider_faults.py",
    "assistant/test_injection.py",
    "service/test_cross_origin.py",
)
# For processes whose coverage is not asked for: to measure it doubles the time that they take.
UNMEASURED = {"COVERAGE_PROCESS_CONFIG": "", "COVERAGE_PROCESS_START": ""}
RUN_FOLDER = "DOVVY_TEST_RUN_FOLDER"
# What hangs on these goes with them.
EMPTY_ALL = (
    text("TRUNCATE sessions, leads, destinations, content_embeddings CASCADE"),
    text("REFRESH MATERIALIZED VIEW library_lexemes"),
)


def pytest_configure(config: pytest.Config) -> None:
    """The controller makes the run's folder; its workers inherit the name."""
    if not _is_worker(config):
        os.environ[RUN_FOLDER] = tempfile.mkdtemp(prefix="dovvy-test-")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first, or one worker would be alone with it in the end."""
    places = {Path(__file__).parent / module: place for place, module in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config):
        shutil.rmtree(os.environ.pop(RUN_FOLDER), ignore_errors=True)


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A server on which databases may be made: TEST_DATABASE_URL, or an embedded one for this run."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with running_cluster(Path(os.environ[RUN_FOLDER])) as url:
        yield url


@pytest.fixture(scope="session")
def database_url(server_url: str, testrun_uid: str, worker_id: str) -> Iterator[str]:
    """A migrated database for this worker, a copy of the run's template."""
    run = f"dovvy_test_{testrun_uid[:12]}"
    with copy_of_template(server_url, run, worker_id, upgrade) as url:
        yield url


@contextmanager
def copy_of_template(server_url: str, run: str, mine: str, fill: Callable[[str], None]) -> Iterator[str]:
    """The database `run_mine`, a copy of `run_template`, which whoever comes first makes by `fill(url)`."""
    template, name, unfinished = f"{run}_template", f"{run}_{mine}", f"{run}_unfinished"
    with _one_at_a_time(server_url, run) as admin:
        if not _databases(admin, template):
            # Under another name until it is whole: a worker that failed must not leave half of one to the next.
            _drop(admin, unfinished)
            _create(admin, unfinished)
            try:
                fill(url_of(server_url, unfinished))
            except BaseException:  # whatever it was, Ctrl-C included: half a template helps nobody
                _drop(admin, unfinished)
                raise
            _rename(admin, unfinished, template)
        _create(admin, name, template)
    yield url_of(server_url, name)
    with _one_at_a_time(server_url, run) as admin:
        _drop(admin, name)
        if _databases(admin, f"{run}_%") == [template]:
            _drop(admin, template)


@contextmanager
def _one_at_a_time(server_url: str, run: str) -> Iterator[psycopg.Connection]:
    """A connection that no other worker of the run has meanwhile."""
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(hashtext(%s))", [run])
        yield admin


@pytest.fixture(scope="session")
async def pool(database_url: str) -> AsyncIterator[Database]:
    pool = Database(database_url, pool_size=5, max_overflow=5)
    yield pool
    await pool.dispose()


@pytest.fixture
async def transaction(pool: Database) -> AsyncIterator[Connection]:
    """A transaction that is undone at the end of the test."""
    async with pool.begin(timeout_seconds=None) as transaction:
        yield transaction
        raise psycopg.Rollback


@pytest.fixture
async def database(pool: Database) -> AsyncIterator[Database]:
    """A database that is empty before and after the test, for what takes more than one transaction."""
    yield pool
    async with pool.begin() as transaction:
        for statement in EMPTY_ALL:
            await transaction.execute(statement)


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What is sent to the database during the test; clear it to count from there."""
    sent: list[str] = []
    log, handler = logging.getLogger("dovvybuddy.sql"), logging.Handler()
    handler.emit = lambda record: sent.append(record.getMessage())  # type: ignore[method-assign]
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    yield sent
    log.setLevel(level)
    log.removeHandler(handler)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def url_of(server_url: str, database: str) -> str:
    """Where another database of the same server is."""
    return "postgresql:///?" + urlencode(conninfo_to_dict(server_url, dbname=database), quote_via=quote)


def _databases(admin: psycopg.Connection, pattern: str) -> list[str]:
    names = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
    return [name for (name,) in names]


def _create(admin: psycopg.Connection, name: str, template: str = "template0") -> None:
    admin.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))


def _drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _rename(admin: psycopg.Connection, name: str, to: str) -> None:
    admin.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(name), Identifier(to)))
