"""Health asks nobody; readiness asks everybody."""

import pytest

from db.engine import Database
from db.ingest import ingest
from generated.models import Dependency, Health
from handlers.health import NotReady, get_health, get_readiness
from tests.conftest import NOW
from tests.library.shelves import WordEmbedder, shelf_pages

REMEDY = "searched by words alone until `python -m scripts.content ingest` embeds them anew"


async def test_health_asks_nobody(services, statements):
    assert await get_health(services) == Health(status="ok", timestamp=NOW, version="1.2.3")
    assert statements == []


async def test_an_empty_library_is_not_ready(services):
    with pytest.raises(NotReady) as unready:
        await get_readiness(services)

    assert [d["name"] for d in unready.value.dependencies if d["status"] == "down"] == ["library"]


async def test_another_schema_is_not_ready(services, services_with):
    with pytest.raises(NotReady) as unready:
        await get_readiness(services_with(services.database, schema_revision="9999"))

    assert {"name": "migrations", "status": "down", "detail": "at 0006"} in unready.value.dependencies


@pytest.mark.parametrize(
    ("made_by", "status", "detail"),
    [
        (WordEmbedder("openai:m"), "ok", "20 passages"),
        (None, "degraded", f"20 passages, embedded by nobody; {REMEDY}"),
        (WordEmbedder("minilm-l6-v2"), "degraded", f"20 passages, embedded by minilm-l6-v2; {REMEDY}"),
    ],
)
async def test_who_embedded_the_library_is_told_with_what_mends_it(
    services_with, database, made_by, status, detail
):
    await ingest(shelf_pages(), database, made_by)

    ready = await get_readiness(services_with(database, embedder=WordEmbedder("openai:m")))

    assert Dependency(name="library", status=status, detail=detail) in ready.dependencies


@pytest.mark.parametrize(
    ("resting", "status", "detail"),
    [(False, "ok", "words-1"), (True, "degraded", "words-1; failing now: search by words alone")],
)
async def test_an_embedder_that_keeps_failing_is_told(services_with, database, resting, status, detail):
    embedder = WordEmbedder(resting=resting)
    await ingest(shelf_pages(), database, embedder)

    ready = await get_readiness(services_with(database, embedder=embedder))

    assert Dependency(name="embedder", status=status, detail=detail) in ready.dependencies


async def test_without_a_database_nothing_stored_is_ready(services_with):
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none", pool_size=1, max_overflow=0)

    with pytest.raises(NotReady) as unready:
        await get_readiness(services_with(nowhere))

    down = [d["name"] for d in unready.value.dependencies if d["status"] == "down"]
    assert down == ["database", "migrations", "library"]
    await nowhere.dispose()
