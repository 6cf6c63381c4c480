"""Looks after the library: checks its pages, brings the database to what they say, or takes them out of it.

  validate  reads every page and lists all that is wrong, as path:line: message
  ingest    validates, then makes the database hold exactly these pages, and the catalogue their dive sites
  clear     removes what ingest made; rows that came from elsewhere stay

The database is DATABASE_URL, or the embedded PostgreSQL in DATA_DIR when that is empty; its schema is brought
up to date first.
"""

import argparse
import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from app.config import Settings
from app.services import load_embedder
from assistant.embedders import Embedder
from assistant.validation import InvalidLibrary, load_pages
from db.catalogue_loading import CatalogueLoader
from db.engine import Database
from db.ingest import IngestOptions, IngestReport, Progress, ingest
from db.library import LibraryRepository
from scripts.database import FAILURES, migrated_database


def main() -> int:
    arguments = parse(sys.argv[1:])
    try:
        return run(arguments, Settings.from_environment())
    except KeyboardInterrupt:
        return 130
    except FAILURES as error:
        print(error, file=sys.stderr)
        return 1


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.content",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=["validate", "ingest", "clear"])
    parser.add_argument("--content-dir", type=Path, help="the library's folder (CONTENT_DIR, content)")
    parser.add_argument("--yes", action="store_true", help="clear without asking")
    return parser.parse_args(arguments)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """The exit status. Raises FAILURES."""
    if arguments.content_dir:
        settings = replace(settings, content_dir=arguments.content_dir.resolve())
    try:
        if arguments.command == "validate":
            return _validate(settings)
        if arguments.command == "clear" and not _is_confirmed(arguments):
            return 1
        with migrated_database(settings) as url:
            command = _ingest if arguments.command == "ingest" else _clear
            return asyncio.run(command(replace(settings, database_url=url)))
    except InvalidLibrary as error:
        return _say_what_is_wrong(error, settings.content_dir)


def _say_what_is_wrong(error: InvalidLibrary, folder: Path) -> int:
    for fault in error.faults:
        # As an editor opens it: from where the command was started.
        print(f"{os.path.relpath(folder)}/{fault}")
    count = len(error.faults)
    print(f"{count} {'fault' if count == 1 else 'faults'}; nothing is published", file=sys.stderr)
    return 1


def _validate(settings: Settings) -> int:
    pages = load_pages(settings.content_dir, today=datetime.now(UTC).date())
    print(f"{len(pages)} pages keep the rules")
    return 0


def _is_confirmed(arguments: argparse.Namespace) -> bool:
    if arguments.yes:
        return True
    if not sys.stdin.isatty():
        print("clear needs --yes when nobody can be asked", file=sys.stderr)
        return False
    return input("Remove the library's passages, destinations and dive sites? [y/N] ").strip().lower() == "y"


async def _ingest(settings: Settings) -> int:
    await ingest_folder(settings, load_embedder(settings))
    return 0


async def ingest_folder(settings: Settings, embedder: Embedder | None) -> IngestReport:
    """Makes the database hold the pages of `settings.content_dir`, and says how it went.

    Raises InvalidLibrary before the database is asked for anything.
    """
    pages = load_pages(settings.content_dir, today=datetime.now(UTC).date())
    options = IngestOptions(
        settings.rag_chunk_size, settings.rag_chunk_overlap, batch=settings.embedding_batch_size
    )
    async with _database(settings) as database:
        with _shown_progress() as progress:
            report = await ingest(pages, database, embedder, options=options, progress=progress)
    print(_summary(report), flush=True)
    for slug in report.catalogue.refused:
        print(f"catalogue: {slug} is left out, a row that is not ours has this name", file=sys.stderr)
    return report


async def _clear(settings: Settings) -> int:
    async with _database(settings) as database, database.begin(timeout_seconds=None) as transaction:
        library = LibraryRepository(transaction)
        await library.lock_for_ingest()
        passages = await library.clear()
        places = await CatalogueLoader(transaction).clear()
    print(f"library: {passages} passages removed; catalogue: {places} destinations and dive sites removed")
    return 0


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


if __name__ == "__main__":
    sys.exit(main())
