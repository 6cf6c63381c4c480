"""What the assistant asks of whoever puts an answer into words."""

from collections.abc import AsyncIterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a passage, verbatim, that the answer rests on; the n-th one is marked [n] in the text."""

    passage: Passage
    text: str


class ModelUnavailable(Exception):
    """The language model gave no usable answer."""


class LanguageModel(Protocol):
    """Answers a prompt from its passages."""

    @property
    def name(self) -> str: ...

    @property
    def mode(self) -> Mode: ...

    def answer(self, prompt: Prompt) -> AsyncIterator[str | Quote]:
        """Pieces of text and, each before the piece that marks it, the quotes. Raises ModelUnavailable."""
        ...
