"""Tells what state the database is in."""

from dataclasses import dataclass

import psycopg
from sqlalchemy import func, select, text

from db import models
from db.connection import Connection

_passages = models.ContentEmbedding.__table__

_VERSIONS = text(
    "SELECT current_setting('server_version') AS server,"
    " (SELECT version_num FROM dovvy_schema_version) AS revision"
)
_LIBRARY = (
    select(_passages.c.embedding_model, func.count())
    .where(_passages.c.page_hash.is_not(None))
    .group_by(_passages.c.embedding_model)
)


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """`revision` None: never migrated. `embedders`: names in the library's rows, None for words alone."""

    server_version: str
    revision: str | None
    passages: int
    embedders: frozenset[str | None]


async def inspect_database(transaction: Connection) -> DatabaseState:
    """Asks only for what cannot be missing on a migrated database."""
    try:
        versions = (await transaction.execute(_VERSIONS)).one()
        library = (await transaction.execute(_LIBRARY)).all()
    except psycopg.ProgrammingError:  # a table is not there: not migrated
        return DatabaseState("unknown", None, 0, frozenset())
    return DatabaseState(
        server_version=versions.server.split()[0],
        revision=versions.revision,
        passages=sum(count for _, count in library),
        embedders=frozenset(name for name, _ in library),
    )
