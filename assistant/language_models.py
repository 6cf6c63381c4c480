"""What the assistant asks of whoever puts an answer into words."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from assistant.library import Passage
from assistant.routing import Specialist

Mode = Literal["extractive", "generative"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One earlier message of the conversation; `role` is user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything an answer may rest on: the question, the evidence, the diver, the conversation so far."""

    question: str
    passages: Sequence[Passage]
    specialist: Specialist
    profile: Mapping[str, Any]
    history: Sequence[Utterance]
    # The day's tokens are spent: no model that costs any is asked.
    quotes_only: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a passage, verbatim, that the answer rests on; the n-th one is marked [n] in the text."""

    passage: Passage
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a language model has read and written."""

    read: int = 0
    written: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.read + other.read, self.written + other.written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who wrote an answer and what it took. `usage` counts failed calls too; it is None without a model.

    `removed`: sentences of the model that its sources did not support. `degraded`: somebody else should
    have answered, or more.
    """

    provider: str
    mode: Mode
    model: str | None = None
    usage: Usage | None = None
    removed: int = 0
    degraded: bool = False


Piece = str | Quote | Account


class Ledger(Protocol):
    """Where it is written down what language models cost, whatever becomes of the answer."""

    async def book(self, provider: str, usage: Usage) -> None: ...


class ModelUnavailable(Exception):
    """The language model gave no usable answer.

    `retry_after_seconds`: when another try may help, None when it will not. `usage`: what the try cost.
    """

    def __init__(
        self, message: str = "", *, retry_after_seconds: float | None = None, usage: Usage = Usage()
    ) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds
        self.usage = usage


class LanguageModel(Protocol):
    """Answers a prompt from its passages."""

    @property
    def name(self) -> str: ...

    @property
    def resting(self) -> Sequence[str]:
        """Names of the models that are not asked at the moment because they failed again and again."""
        ...

    def answer(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        """Text and, each before the piece that marks it, the quotes; the Account last.

        No quote at all means that the passages hold no answer. Raises ModelUnavailable.
        """
        ...

    async def close(self) -> None:
        """Gives its connections back; nothing is asked afterwards."""
        ...
