"""Databases of every origin that the migrations have to deal with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from migrations import commands
from tests.conftest import url_of

HERE = Path(__file__).parent
DRIZZLE = ("legacy_schema.sql", "legacy_rows.sql")
ORIGINS = {"empty": (), "drizzle": DRIZZLE, "drifted": ("drifted_schema.sql",)}


@contextmanager
def database_of(server_url: str, *scripts: str) -> Iterator[str]:
    """The URL of a new database in which these files have been run."""
    name = f"dovvy_migration_{uuid4().hex[:12]}"
    url = url_of(server_url, name)
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
        try:
            for script in scripts:
                run(url, (HERE / script).read_text("utf-8"))
            yield url
        finally:
            admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def run(url: str, script: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(script)


def rows(url: str, query: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def empty(server_url: str) -> Iterator[str]:
    """A database with nothing in it."""
    with database_of(server_url) as url:
        yield url


@pytest.fixture
def drizzle(server_url: str) -> Iterator[str]:
    """The predecessor's database as its Drizzle migrations left it, with rows."""
    with database_of(server_url, *DRIZZLE) as url:
        yield url


@pytest.fixture
def drifted(server_url: str) -> Iterator[str]:
    """The predecessor's database in the shape its SQLAlchemy models had drifted to, with rows."""
    with database_of(server_url, "drifted_schema.sql") as url:
        yield url


@pytest.fixture(params=ORIGINS)
def of_any_origin(request, server_url: str) -> Iterator[str]:
    with database_of(server_url, *ORIGINS[request.param]) as url:
        yield url


@pytest.fixture
def migrated(empty: str) -> str:
    """A database that was empty and is up to date."""
    commands.upgrade(empty)
    return empty
