"""Builds what handlers work with from the settings, and takes it down again."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.config import Settings
from assistant.conversation import Assistant, Options
from assistant.embedders import Embedder, EmbedderUnavailable
from assistant.emergency import EmergencyCard
from assistant.extractive import ExtractiveAnswerer
from assistant.minilm import MiniLmEmbedder
from assistant.pages import (
    EMERGENCY_CONTACTS_PATH,
    FACTS_PATH,
    Destination,
    Fact,
    Page,
    read_facts,
    read_page,
)
from assistant.places import Gazetteer
from assistant.retrieval import Retrieval
from assistant.site_fit import depth_limits
from db.engine import Database
from db.library import SearchableLibrary
from handlers.services import Services
from migrations.commands import head_revision

logger = logging.getLogger("dovvybuddy")


def build_services(
    settings: Settings,
    version: str,
    *,
    clock: Callable[[], datetime],
    new_id: Callable[[], UUID],
) -> Services:
    """Connects to nothing: the database is asked when the first request needs it."""
    if not settings.database_url:
        raise ValueError("DATABASE_URL is not set; ./scripts/serve starts an embedded PostgreSQL and sets it")
    database = Database(
        settings.database_url,
        pool_size=settings.db_pool_size,
        max_overflow=settings.db_max_overflow,
        prepare=settings.database_prepare,
    )
    embedder, model = load_embedder(settings), ExtractiveAnswerer()
    library = SearchableLibrary(database, model=embedder.name if embedder else None)
    retrieval = Retrieval(library, embedder, gazetteer(settings))
    options = Options(
        passages_max=settings.rag_top_k,
        similarity_min=settings.rag_min_similarity,
        message_chars_max=settings.max_message_length,
        answers=settings.enable_rag,
    )
    assistant = Assistant(retrieval, model, emergency_card(settings), options)
    return Services(
        database=database,
        assistant=assistant,
        retrieval=retrieval,
        depth_limits=depth_limits(_facts(settings)),
        embedder=embedder,
        embedder_wanted=settings.embedding_provider != "none",
        model_name=model.name,
        now=clock,
        new_id=new_id,
        session_lifetime=settings.session_lifetime,
        version=version,
        schema_revision=head_revision(),
    )


async def close_services(services: Services) -> None:
    await services.database.dispose()
    if isinstance(services.embedder, MiniLmEmbedder):
        services.embedder.close()


def load_embedder(settings: Settings) -> Embedder | None:
    """None, with a line in the log, when there is none: the library is then searched by words alone."""
    if settings.embedding_provider == "none":
        return None
    try:
        return MiniLmEmbedder.load(
            cache_size=settings.embedding_cache_size, cache_seconds=settings.embedding_cache_ttl
        )
    except EmbedderUnavailable as error:
        logger.warning("searching by words alone: %s", error)
        return None


def emergency_card(settings: Settings) -> EmergencyCard:
    """Made of the library's one page of contacts, once: later neither database nor disk is needed.

    Without that page the card stands without a number; the log says so.
    """
    contacts = _front_matter(settings.content_dir, [settings.content_dir / EMERGENCY_CONTACTS_PATH])
    if not contacts:
        logger.error("%s cannot be read: the emergency card has no numbers", EMERGENCY_CONTACTS_PATH)
    places = {
        name: place.country_code
        for place in _destinations(settings)
        for name in (place.name, place.slug, place.country)
    }
    return EmergencyCard((contact for page in contacts for contact in page.contacts), places=places)


def gazetteer(settings: Settings) -> Gazetteer:
    """The places of the library's destinations."""
    return Gazetteer(_destinations(settings))


def _facts(settings: Settings) -> list[Fact]:
    file = settings.content_dir / FACTS_PATH
    return read_facts(FACTS_PATH, file.read_text("utf-8"), []) if file.is_file() else []


def _destinations(settings: Settings) -> list[Destination]:
    overviews = settings.content_dir.glob("destinations/*/overview.md")
    return [page.place for page in _front_matter(settings.content_dir, overviews) if page.place]


def _front_matter(folder: Path, files: Iterable[Path]) -> list[Page]:
    found = (
        read_page(file.relative_to(folder).as_posix(), file.read_text("utf-8"), [])
        for file in sorted(files)
        if file.is_file()
    )
    return [page for page in found if page]
