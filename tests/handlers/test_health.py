"""Health asks nobody; readiness asks everybody."""

import pytest

from db.engine import Database
from generated.models import Health
from handlers.health import NotReady, get_health, get_readiness
from tests.conftest import NOW


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

    assert {"name": "migrations", "status": "down", "detail": "at 0004"} in unready.value.dependencies


async def test_without_a_database_nothing_stored_is_ready(services_with):
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none", pool_size=1, max_overflow=0)

    with pytest.raises(NotReady) as unready:
        await get_readiness(services_with(nowhere))

    down = [d["name"] for d in unready.value.dependencies if d["status"] == "down"]
    assert down == ["database", "migrations", "library"]
    await nowhere.dispose()
