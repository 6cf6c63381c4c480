"""Runs SQLAlchemy's statements on the driver itself.

A statement is compiled once, and then costs what the driver costs. SQLAlchemy's own connection does the same
in four times the processor time (measured: 600 instead of 155 microseconds for a row by its key), for events,
metadata of results and a greenlet around each call, none of which a statement here needs.
"""

import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, cast

import orjson
import psycopg
from psycopg.rows import namedtuple_row
from sqlalchemy import ClauseElement
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.compiler import SQLCompiler

logger = logging.getLogger("dovvybuddy.sql")

_DIALECT = PGDialect_psycopg(json_serializer=orjson.dumps)  # type: ignore[no-untyped-call]
# Statements that are built for one call are compiled for it, too, and push the older ones out.
_COMPILED_MAX = 1024

Parameters = Mapping[str, Any]
_NOTHING: Parameters = MappingProxyType({})


class UnexpectedRows(Exception):
    """A statement gave more or fewer rows than it can."""


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of a statement, as named tuples, and how many it gave or changed."""

    rows: Sequence[Any]
    rowcount: int

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def all(self) -> Sequence[Any]:
        return self.rows

    def one_or_none(self) -> Any:
        if len(self.rows) > 1:
            raise UnexpectedRows(f"{len(self.rows)} instead of one at most")
        return self.rows[0] if self.rows else None

    def one(self) -> Any:
        if len(self.rows) != 1:
            raise UnexpectedRows(f"{len(self.rows)} instead of one")
        return self.rows[0]


class Connection:
    """A connection while it is ours. Raises what the driver raises."""

    def __init__(self, driver: psycopg.AsyncConnection[Any]) -> None:
        self.driver = driver

    async def execute(
        self, statement: ClauseElement, parameters: Parameters | Sequence[Parameters] = _NOTHING
    ) -> Result:
        """The statement's rows; for a sequence of parameters, once for each and without rows."""
        cursor = self.driver.cursor(row_factory=namedtuple_row)
        if isinstance(parameters, Mapping):
            prepared = _prepare(statement)
            await cursor.execute(prepared.sql, prepared.values(parameters))
        else:
            prepared = _prepare(statement, tuple(parameters[0]))
            await cursor.executemany(prepared.sql, [prepared.values(each) for each in parameters])
        logger.debug("%s", prepared.sql)
        rows = await cursor.fetchall() if cursor.description else ()
        return Result(rows, cursor.rowcount)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """What is executed meanwhile is done as a whole at the end, or not at all."""
        logger.debug("BEGIN")
        async with self.driver.transaction():
            yield
            logger.debug("COMMIT")

    async def scalar(self, statement: ClauseElement, parameters: Parameters = _NOTHING) -> Any:
        """The first column of the first row; None without one."""
        rows = (await self.execute(statement, parameters)).rows
        return rows[0][0] if rows else None

    async def scalars(self, statement: ClauseElement, parameters: Parameters = _NOTHING) -> list[Any]:
        """The first column of each row."""
        return [row[0] for row in await self.execute(statement, parameters)]


class _Prepared:
    """SQL in the driver's form, and what turns our values into the driver's."""

    def __init__(self, compiled: SQLCompiler) -> None:
        self.sql = str(compiled)
        # A value that nobody gives is missed by the driver.
        required = {name for parameter, name in compiled.bind_names.items() if parameter.required}
        values = compiled.construct_params(_check=False)
        self._fixed = {name: value for name, value in values.items() if name not in required}
        self._processors = {
            name: processor
            for parameter, name in compiled.bind_names.items()
            if (processor := parameter.type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
        }

    def values(self, given: Parameters) -> dict[str, Any]:
        values = {**self._fixed, **given}
        for name, process in self._processors.items():
            values[name] = process(values[name])
        return values


@lru_cache(_COMPILED_MAX)
def _prepare(statement: ClauseElement, columns: tuple[str, ...] | None = None) -> _Prepared:
    """`columns` are those of an INSERT that does not name its own."""
    compiled = statement.compile(
        dialect=_DIALECT, column_keys=columns, compile_kwargs={"render_postcompile": True}
    )
    return _Prepared(cast("SQLCompiler", compiled))
