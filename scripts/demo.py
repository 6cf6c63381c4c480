"""The demo: the whole service on a database of its own that begins anew at each start, the same each time.

For front ends: what they ask in the same order is answered with the same ids and times, without keys and
without a network. Neither DATABASE_URL nor any key of the environment is looked at.
"""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from app.config import Settings
from db.cluster import NAME

OPERATOR_KEY = "demo-operator-key"
FIRST_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
PREFIX = "demo_"
_LEFT_BEHIND = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"


def demo_settings(settings: Settings) -> Settings:
    """Where to listen, what to serve and whom to let in; everything else as if nothing were configured."""
    return Settings(
        environment="test",
        debug=settings.debug,
        api_host=settings.api_host,
        api_port=settings.api_port,
        content_dir=settings.content_dir,
        data_dir=settings.data_dir / "demo",
        admin_api_key=OPERATOR_KEY,
        cors_origins=("*",),
    )


@contextlib.contextmanager
def fresh_copy(url: str) -> Iterator[str]:
    """The URL of a copy of this database while it is needed; nothing may be using the original now."""
    name = f"{PREFIX}{os.getpid()}"
    with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as server:
        for (left,) in server.execute(_LEFT_BEHIND, [PREFIX]):
            if not _is_alive(left):
                _drop(server, left)
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(NAME)))
    try:
        yield url.replace(f"/{NAME}?", f"/{name}?")
    finally:
        with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as server:
            _drop(server, name)


def _drop(server: "psycopg.Connection[Any]", name: str) -> None:
    server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _is_alive(name: str) -> bool:
    """Is the demo whose database this is still running?"""
    pid = int(name.removeprefix(PREFIX))
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != os.getpid()


def counted_ids() -> Callable[[], UUID]:
    """UUIDs of version 4 that count from 1."""
    numbers = itertools.count(1)
    return lambda: UUID(f"00000000-0000-4000-8000-{next(numbers):012x}")


def counted_seconds() -> Callable[[], datetime]:
    """A clock that is a second later each time it is looked at."""
    seconds = itertools.count()
    return lambda: FIRST_MOMENT + timedelta(seconds=next(seconds))
