"""What the assistant asks of a library: passages that match a question, best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from assistant.embedders import Vector


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for. `embedding` None means search by words alone; empty filters match everything."""

    text: str
    embedding: Vector | None = None
    doc_types: Sequence[str] = ()
    destination: str | None = None
    tags: Sequence[str] = ()
    limit: int = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """One chunk of a page, verbatim, with the evidence for it.

    `score` orders passages: similarity + lexical, each on an absolute scale (comparable between questions).
    `similarity` is the cosine with the question, None in a search by words alone.
    `lexical` is BM25 divided by its ceiling for the question, 0..1.
    `coverage` is the share of the question's idf mass that occurs in the passage, 0..1.
    `doubt` is what speaks against it although words and meaning agree, 0 and more: another place, dive site,
    course, age, illness or phase of the dive, no such detail or month as is asked for, contacts that nobody
    asked for, something general where one place is meant, or a name in the question that no page has.
    `question_words`: of how many words the question was that it was found for.
    `question_scope`: the logarithm of the odds that such a question is answered by the library at all; None
    where nobody knows.
    `is_compared`: it tells of one of several places that the question compares.
    `warns`: it is not what was asked for, but may forbid it, and stands before the answer.
    """

    id: UUID
    content_path: str
    title: str
    heading: str
    doc_type: str
    text: str
    score: float
    similarity: float | None
    lexical: float
    coverage: float
    doubt: float = 0.0
    question_words: int = 0
    question_scope: float | None = None
    is_compared: bool = False
    warns: bool = False


class LibraryUnavailable(Exception):
    """The library cannot be read now."""


class Library(Protocol):
    """A searchable library of passages."""

    async def search(self, question: Question) -> list[Passage]:
        """At most `question.limit` passages, best first; none when nothing matches."""
        ...
