"""A library and a language model that do as they are told, and keep what they were asked."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from assistant.language_models import Account, Piece, Prompt, Quote, Usage
from assistant.library import LibraryUnavailable, Passage, Question

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
    question_words=10,
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
class ScriptedLedger:
    """Keeps what was booked."""

    booked: list[tuple[str, Usage]] = field(default_factory=list)

    async def book(self, provider: str, usage: Usage) -> None:
        self.booked.append((provider, usage))


@dataclass
class ScriptedModel:
    """Quotes the first passage and says it; keeps the prompts."""

    name: str = "scripted"
    resting: Sequence[str] = ()
    prompts: list[Prompt] = field(default_factory=list)

    async def answer(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        self.prompts.append(prompt)
        yield Quote(prompt.passages[0], "18 metres")
        yield "To 18 metres"
        yield " [1]."
        yield Account(
            provider=self.name, mode="generative", model="scripted-1", usage=Usage(300, 12), removed=1
        )

    async def close(self) -> None:
        """Holds nothing."""
