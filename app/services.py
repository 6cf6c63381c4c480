"""Builds what handlers work with from the settings, and takes it down again."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.config import Settings
from assistant.conversation import Assistant, Options
from assistant.elsewhere import NAMES_OF_COUNTRIES
from assistant.embedders import Embedder, EmbedderUnavailable
from assistant.embedding_cache import EmbeddingCache
from assistant.emergency import EmergencyCard
from assistant.extractive import ExtractiveAnswerer
from assistant.generative import GenerativeModel
from assistant.language_models import LanguageModel, Ledger
from assistant.minilm import MiniLmEmbedder
from assistant.model_chain import ModelChain, Patience
from assistant.openai_embeddings import OpenAIEmbedder
from assistant.openai_endpoint import Address, OpenAIEndpoint, Taste
from assistant.pages import (
    EMERGENCY_PAGES,
    FACTS_PATH,
    Destination,
    Fact,
    Page,
    read_facts,
    read_page,
)
from assistant.places import Gazetteer
from assistant.retrieval import Retrieval
from assistant.scope import scope_of
from assistant.site_fit import depth_limits
from assistant.site_names import SiteNames
from assistant.site_questions import SiteQuestions
from assistant.spelling import Vocabulary
from db.catalogue import StoredCatalogue
from db.engine import Database
from db.library import SearchableLibrary
from db.model_usage import DatabaseLedger
from handlers.services import Services
from migrations.commands import head_revision

logger = logging.getLogger("dovvybuddy")

# Both speak the OpenAI protocol beside their own. The model names are what their documentation begins with;
# DEFAULT_LLM_MODEL and EMBEDDING_MODEL take others.
GEMINI_URL, GEMINI_MODEL = "https://generativelanguage.googleapis.com/v1beta/openai/", "gemini-2.5-flash"
GEMINI_EMBEDDING_MODEL = "gemini-embedding-001"
GROQ_URL, GROQ_MODEL = "https://api.groq.com/openai/v1", "llama-3.3-70b-versatile"

_TITLE = re.compile(r"^title: *[\"']?(.+?)[\"']?$", re.MULTILINE)


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
    embedder, model = load_embedder(settings), language_model(settings, DatabaseLedger(database, clock))
    library = SearchableLibrary(
        database,
        model=embedder.name if embedder else None,
        at_once=max(1, settings.db_pool_size // 2),
    )
    retrieval = Retrieval(
        library, embedder, gazetteer(settings), vocabulary(settings, embedder), scope_of(embedder)
    )
    options = Options(
        passages_max=settings.rag_top_k,
        similarity_min=settings.rag_min_similarity,
        message_chars_max=settings.max_message_length,
        answers=settings.enable_rag,
        words_decide=words_decide(embedder),
    )
    limits = depth_limits(_facts(settings))
    sites = SiteQuestions(StoredCatalogue(database), limits)
    assistant = Assistant(retrieval, model, emergency_card(settings), options, sites)
    return Services(
        database=database,
        assistant=assistant,
        retrieval=retrieval,
        depth_limits=limits,
        embedder=embedder,
        embedder_wanted=settings.embedding_provider != "none",
        model=model,
        daily_tokens_max=settings.llm_daily_tokens,
        now=clock,
        new_id=new_id,
        session_lifetime=settings.session_lifetime,
        version=version,
        schema_revision=head_revision(),
    )


async def close_services(services: Services) -> None:
    await services.database.dispose()
    await services.model.close()
    if services.embedder:
        await services.embedder.close()


def language_model(settings: Settings, ledger: Ledger) -> LanguageModel:
    """The providers that have a key, the preferred one first, and behind them the library's own words."""
    addresses = {
        "gemini": (settings.gemini_api_key, GEMINI_URL, GEMINI_MODEL),
        "groq": (settings.groq_api_key, GROQ_URL, GROQ_MODEL),
        # An endpoint of one's own may want no key, but its client wants a word.
        "openai": (
            settings.llm_base_url and (settings.llm_api_key or "none"),
            settings.llm_base_url,
            "default",
        ),
    }
    first, quotes = settings.default_llm_provider, ExtractiveAnswerer()
    configured = sorted(
        (name for name, (key, *_) in addresses.items() if key), key=lambda name: name != first
    )
    if not configured or first == quotes.name:
        return quotes
    taste = Taste(
        temperature=settings.llm_temperature,
        tokens_max=settings.llm_max_tokens,
        timeout_seconds=settings.llm_deadline,
    )
    models = []
    for name in configured:
        key, url, model = addresses[name]
        if name == configured[0] and settings.default_llm_model:
            model = settings.default_llm_model
        endpoint = OpenAIEndpoint.connect(name, Address(model, url or "", key or ""), taste)
        models.append(GenerativeModel(endpoint, ledger))
    patience = Patience(
        deadline_seconds=settings.llm_deadline,
        retries_max=settings.llm_max_retries,
        retry_delay_seconds=settings.llm_retry_delay,
    )
    return ModelChain(models, quotes, patience)


def load_embedder(settings: Settings) -> Embedder | None:
    """None, with a line in the log, when there is none: the library is then searched by words alone."""
    provider, model = settings.embedding_provider, settings.embedding_model
    cache = EmbeddingCache(settings.embedding_cache_size, settings.embedding_cache_ttl)
    if provider == "none":
        return None
    if provider == "gemini":
        address = Address(model or GEMINI_EMBEDDING_MODEL, GEMINI_URL, settings.gemini_api_key or "")
        return OpenAIEmbedder.connect(provider, address, cache)
    if provider == "openai":
        # An endpoint of one's own may want no key, but its client wants a word.
        key = settings.embedding_api_key or "none"
        return OpenAIEmbedder.connect(
            provider, Address(model or "", settings.embedding_base_url or "", key), cache
        )
    try:
        return MiniLmEmbedder.load(cache)
    except EmbedderUnavailable as error:
        logger.warning("searching by words alone: %s", error)
        return None


def words_decide(embedder: Embedder | None) -> bool:
    """What counts as near was measured with MiniLM; another model's cosines lie elsewhere."""
    return not isinstance(embedder, MiniLmEmbedder)


def emergency_card(settings: Settings) -> EmergencyCard:
    """Made of the library's pages of contacts, once: later neither database nor disk is needed.

    Without them the card stands without a number; the log says so.
    """
    contacts = _front_matter(settings.content_dir, settings.content_dir.glob(EMERGENCY_PAGES))
    if not contacts:
        logger.error("no %s can be read: the emergency card has no numbers", EMERGENCY_PAGES)
    places = {name: code for code, names in NAMES_OF_COUNTRIES.items() for name in names.split(",")}
    places |= {
        name: place.country_code
        for place in _destinations(settings)
        for name in (place.name, place.slug, place.country)
    }
    return EmergencyCard((contact for page in contacts for contact in page.contacts), places=places)


def gazetteer(settings: Settings) -> Gazetteer:
    """The places of the library's destinations, its dive sites, and what its pages call reefs and rocks."""
    sites = {
        slug: title[1]
        for slug, text in _pages_as_written(settings, "destinations/*/sites/*.md")
        if (title := _TITLE.search(text))
    }
    return Gazetteer(_destinations(settings), sites, SiteNames.of(_pages_as_written(settings)))


def vocabulary(settings: Settings, embedder: Embedder | None) -> Vocabulary | None:
    """The library's words, by which typing errors are found; None where nobody knows the other words."""
    if not isinstance(embedder, MiniLmEmbedder):
        return None
    return Vocabulary.of((text for _, text in _pages_as_written(settings)), embedder.is_word)


def _pages_as_written(settings: Settings, pattern: str = "*/**/*.md") -> Iterator[tuple[str, str]]:
    """Slug and whole text of each page; to read their front matter as YAML would take a second."""
    for page in sorted(settings.content_dir.glob(pattern)):
        yield page.stem, page.read_text("utf-8", "replace")


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
