"""Finds the passages for a question: by words, and by meaning where there is an embedder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.embedders import Embedder, EmbedderUnavailable
from assistant.language_models import Utterance
from assistant.library import Library, Passage, Question
from assistant.places import Gazetteer
from assistant.ranking import DEPTH, Asked, ranked
from assistant.spelling import Vocabulary
from assistant.stopwatch import Stopwatch
from assistant.thesaurus import in_the_librarys_words

_POINTS_BACK = re.compile(
    r"^(and|but|so|also|ok|what about|how about)\b"
    r"|\b(it|its|there|that|this|they|them|their|those|these|one)\b",
    re.IGNORECASE,
)
_SHORT_WORDS = 9


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
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._gazetteer = gazetteer or Gazetteer()
        self._vocabulary = vocabulary

    @property
    def mode(self) -> str:
        return "hybrid" if self._embedder else "lexical"

    async def find(self, question: Question, stopwatch: Stopwatch) -> Evidence:
        """Passages for a question without an embedding. Raises LibraryUnavailable."""
        degraded = False
        said = self._vocabulary.corrected(question.text) if self._vocabulary else question.text
        question = replace(question, text=in_the_librarys_words(said))
        if self._embedder:
            try:
                with stopwatch.measure("embed"):
                    question = replace(question, embedding=await self._embedder.embed_query(question.text))
            except EmbedderUnavailable:
                degraded = True
        with stopwatch.measure("retrieve"):
            found = await self._library.search(replace(question, limit=DEPTH * question.limit))
            # A library that another embedder made answers by words alone.
            if question.embedding is not None and any(one.similarity is None for one in found):
                degraded = True
            asked = Asked.read(said, self._gazetteer.named_in(said))
            return Evidence(ranked(asked, found, question.limit), degraded)


def in_context(message: str, history: Sequence[Utterance]) -> str:
    """The message, with the diver's question before it when it makes no sense alone ("how deep is it?")."""
    before = next((said.content for said in reversed(history) if said.role == "user"), None)
    if before and len(message.split()) <= _SHORT_WORDS and _POINTS_BACK.search(message):
        return f"{before}\n{message}"
    return message
