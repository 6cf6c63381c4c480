"""Finds the passages for a question: by words, and by meaning where there is an embedder."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conditions import CONDITIONS
from assistant.details import asks_for_season
from assistant.embedders import Embedder, EmbedderUnavailable
from assistant.evidence import SCOPE_NEUTRAL
from assistant.language_models import Utterance
from assistant.lexicon import without_runs_of_space
from assistant.library import Library, Passage, Question
from assistant.places import Gazetteer, NamedPlaces
from assistant.ranking import DEPTH, Asked, ranked
from assistant.readings import in_context, merged, readings
from assistant.scope import Scope
from assistant.spelling import Vocabulary
from assistant.stopwatch import Stopwatch
from assistant.subjects import Subjects
from assistant.thesaurus import in_the_librarys_words, plainly_asked


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a search brought. `degraded`: an embedder is configured, and did not help."""

    passages: Sequence[Passage]
    degraded: bool


class Retrieval:
    """Search as the assistant and the search operation use it."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder | None,
        gazetteer: Gazetteer | None = None,
        vocabulary: Vocabulary | None = None,
        scope: Scope | None = None,
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._gazetteer = gazetteer or Gazetteer()
        self._subjects = Subjects(self._gazetteer)
        self._vocabulary = vocabulary
        self._scope = scope

    @property
    def mode(self) -> str:
        return "hybrid" if self._embedder else "lexical"

    async def find(
        self,
        question: Question,
        stopwatch: Stopwatch,
        history: Sequence[Utterance] = (),
        concerns: Sequence[str] = (),
    ) -> Evidence:
        """Passages for a question without an embedding, asked after `history`. Raises LibraryUnavailable."""
        understood = readings(without_runs_of_space(question.text), history, self._subjects, concerns)
        said = [self._spelled(plainly_asked(reading.text)) for reading in understood]
        asked = [replace(question, text=self._in_the_librarys_words(text)) for text in said]
        degraded = False
        if self._embedder:
            try:
                with stopwatch.measure("embed"):
                    vectors = await asyncio.gather(*(self._embedder.embed_query(one.text) for one in asked))
                asked = [replace(one, embedding=vector) for one, vector in zip(asked, vectors, strict=True)]
            except EmbedderUnavailable:
                degraded = True
        with stopwatch.measure("retrieve"):
            searches = zip(said, asked, strict=True)
            found = await asyncio.gather(*(self._ranked(text, one) for text, one in searches))
        # A library that another embedder made answers by words alone.
        if not degraded and self._embedder:
            degraded = any(passage.similarity is None for passages in found for passage in passages)
        return Evidence(merged(understood, found, question.limit), degraded)

    def names_unknown_place(self, text: str) -> bool:
        """Whether a text names a place or a dive site that the library has no page of."""
        return bool(self._named_in(text).unknown)

    def names_place(self, text: str) -> bool:
        """Whether a text names a place or a dive site of the library."""
        return self._subjects.names_place(text)

    def asks_anything(self, text: str) -> bool:
        """Whether a text says more than the names of places."""
        return self._subjects.asks_anything(text)

    def in_context(self, message: str, history: Sequence[Utterance]) -> str:
        """A message with what it leaves out because it was said before."""
        return in_context(message, history, self._subjects)

    def _in_the_librarys_words(self, text: str) -> str:
        places = self._gazetteer.names_of_destinations(text)
        if asks_for_season(text):
            places += self._gazetteer.names_around_sites(text)
        return in_the_librarys_words(f"{text}\n{' '.join(places)}" if places else text)

    def _spelled(self, text: str) -> str:
        return self._vocabulary.corrected(text) if self._vocabulary else text

    async def _ranked(self, said: str, question: Question) -> list[Passage]:
        found = await self._library.search(replace(question, limit=DEPTH * question.limit))
        names = self._vocabulary.strange_names_in(said) if self._vocabulary else frozenset[str]()
        best = ranked(Asked.read(said, self._named_in(said), names), found, question.limit)
        if self._scope is None or question.embedding is None:
            return best
        scope = self._scope.of(question.embedding)
        if CONDITIONS.search(said):
            # Few pages ask of illnesses, and who is refused there may dive with one.
            scope = max(scope, SCOPE_NEUTRAL)
        return [replace(passage, question_scope=scope) for passage in best]

    def _named_in(self, said: str) -> NamedPlaces:
        """The places of a question; a name that nobody knows may be one, and is no other."""
        names = self._vocabulary.names_in(said) if self._vocabulary else frozenset()
        places = self._gazetteer.named_in(said, unheard_of=names)
        if not names or places:
            return places
        return NamedPlaces(elsewhere=names, unknown_sites=names)
