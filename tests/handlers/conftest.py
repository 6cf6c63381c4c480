"""Handlers with a real database and an assistant whose library and words are scripted."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from assistant.conversation import Assistant
from assistant.emergency import EmergencyCard
from assistant.language_models import Mode, Prompt, Quote
from assistant.library import LibraryUnavailable, Passage, Question
from assistant.retrieval import Retrieval
from handlers.services import Services
from tests.conftest import NOW

PASSAGE = Passage(
    id=UUID("11111111-1111-4111-8111-111111111111"),
    content_path="certification/open-water.md",
    title="Open Water",
    heading="Depth",
    doc_type="certification",
    text="An Open Water diver may dive to 18 metres.",
    score=1.2,
    similarity=0.8,
    lexical=0.8,
    coverage=0.9,
)


@dataclass
class ScriptedLibrary:
    """Gives the passages it was given, keeps the questions; out of order when `down`."""

    passages: Sequence[Passage] = (PASSAGE,)
    down: bool = False
    asked: list[Question] = field(default_factory=list)

    async def search(self, question: Question) -> list[Passage]:
        self.asked.append(question)
        if self.down:
            raise LibraryUnavailable
        return list(self.passages)


@dataclass
class ScriptedModel:
    """Quotes the first passage and says it; keeps the prompts."""

    name: str = "scripted"
    mode: Mode = "generative"
    prompts: list[Prompt] = field(default_factory=list)

    async def answer(self, prompt: Prompt) -> AsyncIterator[str | Quote]:
        self.prompts.append(prompt)
        yield Quote(prompt.passages[0], "18 metres")
        yield "To 18 metres"
        yield " [1]."


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
                "embedder": None,
                "embedder_wanted": False,
                "model_name": model.name,
                "now": lambda: NOW,
                "session_lifetime": timedelta(hours=24),
                "version": "1.2.3",
                "schema_revision": "0001",
                **changes,
            }
        )

    return build


@pytest.fixture
def services(database, services_with) -> Services:
    return services_with(database)
