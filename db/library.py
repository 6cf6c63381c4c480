"""Remembers the library: passages of its pages, found by meaning and by words.

Rows without a `page_hash` were not made by our ingest; nothing here searches, counts or deletes them.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, text

from assistant.library import LibraryUnavailable, Passage, Question
from db import models
from db.connection import Connection
from db.engine import Database, DatabaseUnavailable
from db.library_search import SEARCH_SETTINGS, passage, search_statement

# Half of the connections that a worker has by default.
SEARCHES_AT_ONCE = 5
WAIT_SECONDS_MAX = 10
# One ingest at a time writes the library; the number is ours alone among advisory locks.
INGEST_LOCK = 0x0D0BB1E5

_passages = models.ContentEmbedding.__table__
_is_ours = _passages.c.page_hash.is_not(None)


@dataclass(frozen=True, slots=True)
class LibraryStatistics:
    """What the library holds; `embedding_models` has None where passages can be found by words alone."""

    pages: int
    passages: int
    embedding_models: frozenset[str | None]


class LibraryRepository:
    """The passages that our ingest made."""

    def __init__(self, transaction: Connection) -> None:
        self.transaction = transaction

    async def search(self, question: Question, *, model: str | None) -> list[Passage]:
        """At most `question.limit` passages, best first; only vectors that `model` made are compared."""
        statement, values = search_statement(question, model)
        if "embedding" in values:
            await self.transaction.execute(SEARCH_SETTINGS)
        return [passage(row) for row in await self.transaction.execute(statement, values)]

    async def statistics(self) -> LibraryStatistics:
        model = _passages.c.embedding_model
        counts = select(
            func.count(),
            func.count(_passages.c.content_path.distinct()),
            func.array_agg(model.distinct()),
        ).where(_is_ours)
        passages, pages, models_found = (await self.transaction.execute(counts)).one()
        return LibraryStatistics(pages, passages, frozenset(models_found or ()))

    async def page_hashes(self) -> dict[str, str]:
        """By path: what each page was made of."""
        query = select(_passages.c.content_path, _passages.c.page_hash).where(_is_ours).distinct()
        return {row.content_path: row.page_hash for row in await self.transaction.execute(query)}

    async def lock_for_ingest(self) -> None:
        """Waits until no other transaction writes the library; ends with the transaction."""
        await self.transaction.execute(select(func.pg_advisory_xact_lock(INGEST_LOCK)))

    async def remove(self, paths: Collection[str]) -> None:
        """Forgets the passages of these pages."""
        await self.transaction.execute(
            delete(_passages).where(_is_ours, _passages.c.content_path.in_(list(paths)))
        )

    async def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Remembers passages, each a mapping of column names to values with a `page_hash`."""
        if rows:
            await self.transaction.execute(insert(_passages), list(rows))

    async def clear(self) -> int:
        """Forgets every passage that our ingest made, and counts them."""
        removed = await self.transaction.execute(delete(_passages).where(_is_ours))
        await self.refresh_counts()
        return removed.rowcount

    async def refresh_counts(self) -> None:
        """Counts words and passages anew, last in a transaction that changed passages; searches go on."""
        for view in ("library_lexemes", "library_size"):
            await self.transaction.execute(text(f"REFRESH MATERIALIZED VIEW CONCURRENTLY {view}"))


class SearchableLibrary:
    """The library as the assistant asks for it: one short transaction for each search.

    Searches are the dearest statements by far. Only some of them run at once, so that connections are left
    for those who only read or write a row; the others wait here, without one.
    """

    def __init__(self, database: Database, *, model: str | None, at_once: int = SEARCHES_AT_ONCE) -> None:
        """`model` is the name of the active embedder, None for a search by words alone."""
        self._database = database
        self._model = model
        self._at_once = at_once
        self._turns = asyncio.Semaphore(at_once)
        # All so far, and those since a search went well.
        self._failures = self._failures_in_a_row = 0

    async def search(self, question: Question) -> list[Passage]:
        """At most `question.limit` passages, best first. Raises LibraryUnavailable."""
        async with self._turn():
            try:
                # Vectors need settings of their transaction; words alone are one statement that only reads.
                needs_settings = self._model is not None and question.embedding is not None
                begin = self._database.begin if needs_settings else self._database.autocommit
                async with begin() as connection:
                    found = await LibraryRepository(connection).search(question, model=self._model)
            except DatabaseUnavailable as error:
                self._failures += 1
                self._failures_in_a_row += 1
                raise LibraryUnavailable("the database that holds the library does not answer") from error
            self._failures_in_a_row = 0
            return found

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        failures = self._failures
        try:
            async with asyncio.timeout(WAIT_SECONDS_MAX):
                await self._turns.acquire()
        except TimeoutError as error:
            raise LibraryUnavailable(f"no search began within {WAIT_SECONDS_MAX} s") from error
        try:
            # When all that ran meanwhile failed, the others need not find out one after the other.
            if min(self._failures - failures, self._failures_in_a_row) >= self._at_once:
                raise LibraryUnavailable("the database failed the other searches in the meantime")
            yield
        finally:
            self._turns.release()
