"""However the database fails, a caller is told in time; and a connection is never lost."""

import asyncio
import contextlib
import socket
from time import monotonic

import numpy as np
import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from sqlalchemy import insert, select, text

from db import models
from db.engine import Database, DatabaseUnavailable, connection_arguments

TOLD_WITHIN_SECONDS = 2.2
# What a busy machine may add.
SLACK_SECONDS = 0.3

PID = text("SELECT pg_backend_pid()")
ONE = text("SELECT 1")
LONG = text("SELECT pg_sleep(60)")


@contextlib.contextmanager
def told_in_time():
    """The block raises DatabaseUnavailable, and soon enough."""
    started = monotonic()
    with pytest.raises(DatabaseUnavailable):
        yield
    assert monotonic() - started < TOLD_WITHIN_SECONDS + SLACK_SECONDS


@contextlib.asynccontextmanager
async def pool_of(url, size=1, **options):
    database = Database(url, pool_size=size, max_overflow=0, **options)
    yield database
    await database.dispose()


@pytest.fixture
async def small(database_url):
    """A pool of one connection."""
    async with pool_of(database_url) as database:
        yield database


@pytest.fixture(params=["begin", "autocommit"])
def way(request):
    """Both ways to a connection keep the same promise."""
    return request.param


async def ask(database, way, statement=ONE):
    async with getattr(database, way)() as transaction:
        return await transaction.scalar(statement)


async def kill(database_url, pid):
    """As an operator would, or a server that restarts."""
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as admin:
        await admin.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


async def statements_like(database_url, pattern):
    """How many such statements the server works on."""
    count = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE %s"
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as admin:
        return (await (await admin.execute(count, [pattern])).fetchone())[0]


async def test_nobody_listens(way):
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        async with pool_of(f"postgresql://127.0.0.1:{reserved.getsockname()[1]}/dive") as database:
            with told_in_time():
                await ask(database, way)


async def test_somebody_listens_and_never_answers(way):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        async with pool_of(f"postgresql://127.0.0.1:{silent.getsockname()[1]}/dive") as database:
            with told_in_time():
                await ask(database, way)


async def test_there_is_no_such_database(database_url, way):
    async with pool_of(make_conninfo(database_url, dbname="dovvy_nowhere")) as database:
        with told_in_time():
            await ask(database, way)


async def test_every_connection_is_taken(small, way):
    async with small.begin(timeout_seconds=None):
        with told_in_time():
            await ask(small, way)

    assert await ask(small, way) == 1


async def test_the_connection_is_lost_in_the_middle_of_a_transaction(small, database_url):
    with told_in_time():
        async with small.begin() as transaction:
            await kill(database_url, await transaction.scalar(PID))
            await transaction.execute(ONE)

    assert await ask(small, "begin") == 1


async def test_the_connection_is_lost_before_the_commit(small, database_url):
    with told_in_time():
        async with small.begin() as transaction:
            await kill(database_url, await transaction.scalar(PID))


async def test_a_connection_that_was_lost_while_idle_is_not_noticed(small, database_url, way):
    await kill(database_url, await ask(small, way, PID))

    assert await ask(small, way) == 1


async def test_a_statement_that_takes_too_long_is_ended_in_the_server_too(small, database_url, way):
    with told_in_time():
        await ask(small, way, text("SELECT pg_sleep(61)"))

    assert await ask(small, way) == 1
    assert await statements_like(database_url, "SELECT pg_sleep(61)") == 0


async def test_work_between_statements_counts_too(small):
    with told_in_time():
        async with small.begin() as transaction:
            await transaction.execute(ONE)
            await asyncio.sleep(60)

    assert await ask(small, "begin") == 1


async def test_a_limit_may_be_given_or_lifted(small):
    with pytest.raises(DatabaseUnavailable):
        async with small.begin(timeout_seconds=0.05) as transaction:
            await transaction.execute(LONG)

    async with small.begin(timeout_seconds=None) as transaction:
        await transaction.execute(text("SELECT pg_sleep(0.1)"))


class Line:
    """A way to the server that can go dead: it still takes bytes and brings none."""

    def __init__(self, url):
        arguments = connection_arguments(url)
        self.host, self.port = arguments.get("host", "127.0.0.1"), arguments.get("port", "5432")
        self.is_dead = False
        self.writers = []
        self.tasks = []

    async def serve(self, reader, writer):
        self.tasks.append(asyncio.current_task())
        if self.host.startswith("/"):
            far = await asyncio.open_unix_connection(f"{self.host}/.s.PGSQL.{self.port}")
        else:
            far = await asyncio.open_connection(self.host, self.port)
        self.writers += [writer, far[1]]
        await asyncio.gather(self.carry(reader, far[1]), self.carry(far[0], writer))

    async def carry(self, reader, writer):
        while data := await reader.read(65536):
            if not self.is_dead:
                writer.write(data)
        writer.close()

    async def close(self):
        for writer in self.writers:
            writer.transport.abort()
        await asyncio.gather(*self.tasks, return_exceptions=True)


@pytest.fixture
async def line(database_url):
    line = Line(database_url)
    async with await asyncio.start_server(line.serve, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        line.url = make_conninfo(database_url, host=host, port=port)
        yield line
        await line.close()


async def test_the_network_goes_dead_during_a_statement(line):
    async with pool_of(line.url) as database:
        with told_in_time():
            async with database.begin() as transaction:
                await transaction.execute(ONE)
                line.is_dead = True
                await transaction.execute(ONE)


async def test_the_network_goes_dead_before_the_commit(line):
    async with pool_of(line.url) as database:
        with told_in_time():
            async with database.begin() as transaction:
                await transaction.execute(ONE)
                line.is_dead = True


async def test_the_network_goes_dead_between_two_requests(line, way):
    async with pool_of(line.url) as database:
        await ask(database, way)
        line.is_dead = True

        with told_in_time():
            await ask(database, way)


@pytest.mark.parametrize("moment_seconds", [0, 0.001, 0.005, 0.02, 0.1])
async def test_a_cancelled_task_leaves_its_connection_to_the_next(small, way, moment_seconds):
    for _ in range(5):
        task = asyncio.create_task(ask(small, way, LONG))
        await asyncio.sleep(moment_seconds)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert await ask(small, way) == 1


async def test_who_waits_for_a_connection_may_be_cancelled(small):
    async with small.begin():
        waiting = [asyncio.create_task(ask(small, "begin")) for _ in range(5)]
        await asyncio.sleep(0.05)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    assert await ask(small, "begin") == 1


async def test_what_fails_is_undone_and_what_ends_well_is_kept(database):
    row = {"name": "Tioman", "country": "Malaysia"}
    with contextlib.suppress(KeyError):
        async with database.begin() as transaction:
            await transaction.execute(insert(models.Destination).values(row))
            raise KeyError

    async with database.begin() as transaction:
        await transaction.execute(insert(models.Destination).values(row))
    async with database.autocommit() as connection:
        assert await connection.scalars(select(models.Destination.name)) == ["Tioman"]


@pytest.mark.parametrize(
    ("statement", "failure"),
    [
        ("INSERT INTO leads (type) VALUES ('trip')", psycopg.errors.NotNullViolation),
        ("SELECT nothing FROM nowhere", psycopg.errors.UndefinedTable),
        ("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$", psycopg.errors.SerializationFailure),
    ],
)
async def test_a_fault_of_ours_travels_under_its_own_name(database, way, statement, failure):
    with pytest.raises(failure):
        await ask(database, way, text(statement))


async def test_a_time_out_of_the_caller_is_the_callers(database):
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05), database.begin() as transaction:
            await transaction.execute(LONG)


async def test_what_is_a_single_statement_is_only_that(small, statements):
    await ask(small, "autocommit")
    statements.clear()

    async with small.autocommit() as connection:
        assert connection.driver.autocommit
        await connection.execute(ONE)

    assert statements == ["SELECT 1"]


async def test_a_transaction_after_single_statements_is_one(small):
    await ask(small, "autocommit")

    async with small.begin() as transaction:
        now = text("SELECT now()")
        assert await transaction.scalar(now) == await transaction.scalar(now)


async def test_vectors_travel_as_they_are(database):
    vector = np.linspace(-1, 1, 768, dtype=np.float32)
    row = {"content_path": "a.md", "chunk_text": "Fins", "embedding": vector, "embedding_model": "test"}
    async with database.begin() as transaction:
        await transaction.execute(insert(models.ContentEmbedding).values(row))

        distance = models.ContentEmbedding.embedding.cosine_distance(vector)
        assert await transaction.scalar(select(distance)) == pytest.approx(0)
        stored = await transaction.scalar(select(models.ContentEmbedding.embedding))
        assert np.array_equal(stored.to_numpy(), vector)


async def test_a_database_without_the_extension_can_be_read(server_url):
    async with pool_of(make_conninfo(server_url, dbname="template1")) as database:
        assert await ask(database, "autocommit") == 1


@pytest.mark.parametrize(("prepare", "expected"), [(True, True), (False, False)])
async def test_a_pooler_can_be_spared_prepared_statements(database_url, prepare, expected):
    async with pool_of(database_url, prepare=prepare) as database, database.begin() as transaction:
        for _ in range(10):
            await transaction.execute(ONE)
        kept = text("SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT 1'")
        assert (await transaction.scalar(kept) > 0) is expected


@pytest.mark.parametrize("scheme", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_an_address_is_all_that_libpq_understands(scheme):
    address = f"{scheme}diver:s%40lt@/dive?host=%2Ftmp%2Fsocket&connect_timeout=1&application_name=x"

    arguments = connection_arguments(address)

    given = {"user": "diver", "password": "s@lt", "dbname": "dive", "host": "/tmp/socket"}
    assert given.items() <= arguments.items()
    assert (arguments["connect_timeout"], arguments["application_name"]) == ("1", "x")


def test_an_address_that_cannot_be_read_is_not_repeated():
    with pytest.raises(ValueError, match=r"^the database URL cannot be read$"):
        connection_arguments("postgresql://diver:secret@[host/dive")
