"""Opens transactions, and says in time when there is no database to open one with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from select import POLLIN, poll
from typing import Any, cast

import psycopg
from pgvector.psycopg.vector import register_vector_info
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.types import TypeInfo
from sqlalchemy import event
from sqlalchemy.engine import AdaptedConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.util import greenlet_spawn

from db.connection import Connection

# From asking for a connection to the end of the commit.
TIMEOUT_SECONDS = 2.0
# What the driver may spend on cancelling a statement in the server before we go without its word.
GRACE_SECONDS = 0.1
CONNECTION_AGE_MAX_SECONDS = 1800

# What these say is not about a statement but about the server: connections fail (08), it shuts down or starts
# (57P), takes no more connections (53300), or ended the statement or the transaction for its time.
_UNAVAILABLE_STATES = ("08", "57P", "53300", "57014", "25P03", "25P04")


class DatabaseUnavailable(Exception):
    """The database cannot be reached, has no connection to spare, or did not answer in time."""


class Database:
    """A pool of connections to one database; a request uses one at most, and none while a model works."""

    def __init__(self, url: str, *, pool_size: int, max_overflow: int, prepare: bool = True) -> None:
        """`prepare=False` for poolers that give every transaction another server connection."""
        self._engine = create_async_engine(
            "postgresql+psycopg://",
            connect_args={**connection_arguments(url, prepare=prepare), "autocommit": True},
            pool_size=pool_size,
            max_overflow=max_overflow,
            pool_timeout=TIMEOUT_SECONDS,
            pool_recycle=CONNECTION_AGE_MAX_SECONDS,
            pool_reset_on_return=None,  # `_connection` gives back only what is idle
        )
        event.listen(self._engine.sync_engine, "connect", _prepare_connection)
        event.listen(self._engine.sync_engine, "checkout", _refuse_closed)

    @asynccontextmanager
    async def begin(self, *, timeout_seconds: float | None = TIMEOUT_SECONDS) -> AsyncIterator[Connection]:
        """A transaction, committed at the end. Raises DatabaseUnavailable.

        The time counts from asking for a connection to the end of the commit; None leaves it unlimited, for
        commands that nobody waits for.
        """
        async with (
            _bounded(timeout_seconds),
            self._connection() as connection,
            connection.transaction(),
        ):
            yield connection

    @asynccontextmanager
    async def autocommit(self) -> AsyncIterator[Connection]:
        """A connection on which each statement is its own transaction. Raises DatabaseUnavailable.

        Two round trips less than `begin`, for work that is a single statement; SET LOCAL is in vain here. A
        statement that is given up for its time may have been done all the same, as a commit may.
        """
        async with _bounded(TIMEOUT_SECONDS), self._connection() as connection:
            yield connection

    async def dispose(self) -> None:
        """Closes the idle connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        """One of the pool; given back when nothing goes on in it, closed otherwise."""
        pooled = await self._engine.raw_connection()
        driver = cast("psycopg.AsyncConnection[Any]", pooled.driver_connection)
        try:
            yield Connection(driver)
        finally:
            is_idle = driver.info.transaction_status is TransactionStatus.IDLE
            await greenlet_spawn(pooled.close if is_idle else pooled.invalidate)


def connection_arguments(url: str, *, prepare: bool = True) -> dict[str, Any]:
    """The driver's arguments for `url`, which may be all that libpq understands. Raises ValueError."""
    try:
        given = conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))
    except psycopg.ProgrammingError as error:
        raise ValueError("the database URL cannot be read") from error
    defaults = {
        "application_name": "dovvybuddy",
        "connect_timeout": 2,
        # A peer that vanished without a word is given up as fast as one that never answered.
        "tcp_user_timeout": int(TIMEOUT_SECONDS * 1000),
    }
    return {**defaults, **given} | ({} if prepare else {"prepare_threshold": None})


@asynccontextmanager
async def _bounded(seconds: float | None) -> AsyncIterator[None]:
    """Ends what takes longer than `seconds`, and gives every way to have no database the same name."""
    grace = None if seconds is None else seconds + GRACE_SECONDS
    try:
        # The first timeout cancels; the driver then asks the server to end the statement, which takes
        # seconds when the server has vanished. The second one cancels that too.
        async with asyncio.timeout(grace), asyncio.timeout(seconds) as deadline:
            yield
    except TimeoutError as error:
        if not deadline.expired():
            raise
        raise DatabaseUnavailable(f"no answer within {seconds} s") from error
    except PoolExhausted as error:
        raise DatabaseUnavailable("no connection to spare") from error
    except (DBAPIError, psycopg.Error) as error:
        if not _is_unavailability(error):
            raise
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise DatabaseUnavailable(f"{type(cause).__name__}: {str(cause).strip()}") from error


def _is_unavailability(error: DBAPIError | psycopg.Error) -> bool:
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None)
    if state is None:  # the driver itself speaks: no server was reached, or it is gone
        return isinstance(cause, psycopg.OperationalError)
    return str(state).startswith(_UNAVAILABLE_STATES)


def _refuse_closed(adapted: AdaptedConnection, _record: object, _pooled: object) -> None:
    """A connection that the server closed is replaced by a new one; to ask it would cost a round trip.

    An idle connection has nothing to say, so whatever can be read is the server's farewell.
    """
    watch = poll()  # select() cannot watch descriptors above 1023
    watch.register(cast("psycopg.AsyncConnection[Any]", adapted.driver_connection).pgconn.socket, POLLIN)
    if watch.poll(0):
        raise DisconnectionError


def _prepare_connection(adapted: AdaptedConnection, _record: object) -> None:
    adapted.run_async(_register_vector)


async def _register_vector(connection: psycopg.AsyncConnection[Any]) -> None:
    """Lets numpy arrays travel as bytes. Before the first migration there is no such type yet."""
    vector = await TypeInfo.fetch(connection, "vector")
    if vector is not None:
        register_vector_info(connection, vector)
