"""Brings the database to what the pages of the library say, and takes them out of it again."""

import contextlib
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from app.config import Settings
from app.services import load_embedder
from assistant.embedders import Embedder, EmbedderUnavailable
from assistant.kept_embeddings import KeptEmbeddings
from assistant.minilm import MiniLmEmbedder
from assistant.validation import load_pages
from db.catalogue_loading import CatalogueLoader
from db.engine import Database
from db.ingest import IngestOptions, IngestReport, Progress, ingest
from db.library import LibraryRepository


async def ingest_folder(settings: Settings, embedder: Embedder | None) -> IngestReport:
    """Makes the database hold the pages of `settings.content_dir`, and says how it went.

    Raises InvalidLibrary before the database is asked for anything.
    """
    pages = load_pages(settings.content_dir, today=datetime.now(UTC).date())
    options = IngestOptions(
        settings.rag_chunk_size, settings.rag_chunk_overlap, batch=settings.embedding_batch_size
    )
    # An endpoint may change what it answers under the same name.
    if isinstance(embedder, MiniLmEmbedder):
        embedder = KeptEmbeddings(embedder, settings.embedding_file)
    async with _database(settings) as database:
        with _shown_progress() as progress:
            report = await ingest(pages, database, embedder, options=options, progress=progress)
    print(_summary(report), flush=True)
    for slug in report.catalogue.refused:
        print(f"catalogue: {slug} is left out, a row that is not ours has this name", file=sys.stderr)
    return report


async def ingest_library(settings: Settings) -> IngestReport:
    """`ingest_folder` with the embedder that the settings name. Raises EmbedderUnavailable, and changes
    nothing then."""
    embedder = load_embedder(settings)
    try:
        return await ingest_folder(settings, embedder)
    except EmbedderUnavailable as error:
        raise EmbedderUnavailable(f"nothing is ingested, the library stays as it was: {error}") from error
    finally:
        if embedder:
            await embedder.close()


async def clear(settings: Settings) -> None:
    """Takes what `ingest_folder` made out of the database."""
    async with _database(settings) as database, database.begin(timeout_seconds=None) as transaction:
        library = LibraryRepository(transaction)
        await library.lock_for_ingest()
        passages = await library.clear()
        places = await CatalogueLoader(transaction).clear()
    print(f"library: {passages} passages removed; catalogue: {places} destinations and dive sites removed")


@contextlib.asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    database = Database(
        settings.database_url or "", pool_size=1, max_overflow=0, prepare=settings.database_prepare
    )
    try:
        yield database
    finally:
        await database.dispose()


@contextlib.contextmanager
def _shown_progress() -> Iterator[Progress]:
    """A bar on a terminal, which it leaves again; a line for each quarter elsewhere."""
    if not sys.stdout.isatty():
        yield _say_quarters()
        return
    columns = TextColumn("embedding passages"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with ProgressBar(*columns, transient=True) as bar:
        task = bar.add_task("", visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)


def _say_quarters() -> Progress:
    told = 0

    def say(done: int, total: int) -> None:
        nonlocal told
        quarter = 4 * done // total
        if quarter > told:
            told = quarter
            print(f"embedding passages: {done} of {total}", flush=True)

    return say


def _summary(report: IngestReport) -> str:
    return (
        f"library: {report.pages} pages, {report.passages} passages"
        f" ({report.new} pages new, {report.changed} changed, {report.unchanged} unchanged,"
        f" {report.removed} removed) in {report.seconds:.1f} s;"
        f" catalogue: {report.catalogue.written} written, {report.catalogue.retired} retired"
    )
