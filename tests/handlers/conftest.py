"""Handlers with a real database and an assistant whose library and words are scripted."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from assistant.conversation import Assistant
from assistant.emergency import EmergencyCard
from assistant.retrieval import Retrieval
from handlers.services import Services
from tests.assistant.scripted import ScriptedLibrary, ScriptedModel
from tests.conftest import NOW


@pytest.fixture
def library() -> ScriptedLibrary:
    return ScriptedLibrary()


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel()


@pytest.fixture
def services_with(library, model) -> Callable[..., Services]:
    """Services on a database, with everything else scripted."""

    def build(database, **changes) -> Services:
        retrieval = Retrieval(library, None)
        return Services(
            **{
                "database": database,
                "assistant": Assistant(retrieval, model, EmergencyCard()),
                "retrieval": retrieval,
                "depth_limits": {"none": 12.0, "OW": 18.0, "AOW": 30.0},
                "embedder": None,
                "embedder_wanted": False,
                "model": model,
                "daily_tokens_max": 0,
                "now": lambda: NOW,
                "new_id": uuid4,
                "session_lifetime": timedelta(hours=24),
                "version": "1.2.3",
                "schema_revision": "0006",
                **changes,
            }
        )

    return build


@pytest.fixture
def services(database, services_with) -> Services:
    return services_with(database)
