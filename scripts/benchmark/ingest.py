"""Bringing the library into the database: cold, cold without embedding, and with nothing to do."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from app.config import Settings
from app.services import load_embedder
from assistant.embedders import Embedder
from assistant.pages import Page
from assistant.validation import load_pages
from db.cluster import running_cluster
from db.engine import Database
from db.ingest import IngestReport, ingest
from db.library import LibraryRepository
from migrations.commands import upgrade
from scripts.benchmark.measurement import OURS, Series
from scripts.benchmark.rounds import Effort
from scripts.benchmark.workshop import SMALL_LIBRARY, Workshop

# Embedding a library takes most of a minute, and differs little from one time to the next.
COLD_ROUNDS_MAX = 3


def measure(workshop: Workshop, effort: Effort) -> list[Series]:
    """On a database of its own."""
    settings = Settings.read({"CONTENT_DIR": str(SMALL_LIBRARY)} if effort.quick else {})
    pages = load_pages(settings.content_dir, today=datetime.now(UTC).date())
    with running_cluster(workshop.folder / "ingest") as url:
        upgrade(url)
        return asyncio.run(_measure(url, pages, load_embedder(settings), effort))


async def _measure(
    url: str, pages: Sequence[Page], embedder: Embedder | None, effort: Effort
) -> list[Series]:
    database = Database(url, pool_size=1, max_overflow=0)

    async def bring(one: Embedder | None) -> IngestReport:
        return await ingest(pages, database, one)

    async def forget() -> None:
        async with database.begin(timeout_seconds=None) as transaction:
            await LibraryRepository(transaction).clear()

    try:
        cold, by_words, unchanged = list[float](), list[float](), list[float]()
        for _ in range(min(effort.rounds, COLD_ROUNDS_MAX)):
            await forget()
            by_words.append(await _chunks_per_second(lambda: bring(None)))
            await forget()
            cold.append(await _chunks_per_second(lambda: bring(embedder)))
            unchanged.append(await _chunks_per_second(lambda: bring(embedder)))
    finally:
        await database.dispose()
    return [
        _series("cold", cold),
        _series("cold, nothing embedded", by_words),
        _series("nothing changed", unchanged),
    ]


async def _chunks_per_second(work: Callable[[], Awaitable[IngestReport]]) -> float:
    began = time.perf_counter()
    report = await work()
    return round(report.passages / (time.perf_counter() - began), 1)


def _series(case: str, values: list[float]) -> Series:
    return Series(suite="ingest", case=case, subject=OURS, unit="chunks/s", values=values)
