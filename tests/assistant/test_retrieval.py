"""What is looked for, by meaning and by words."""

from dataclasses import replace
from uuid import UUID

import numpy as np

from assistant.embedders import EmbedderUnavailable
from assistant.language_models import Utterance
from assistant.library import Question
from assistant.retrieval import Retrieval
from assistant.stopwatch import Stopwatch
from tests.assistant.scripted import PASSAGE, ScriptedLibrary

SITE = [Utterance("user", "What can I see at Tiger Reef?"), Utterance("assistant", "Barracudas.")]


class OneDirection:
    """An embedder for which every text means the same; out of order when `down`."""

    name = "one-direction"

    def __init__(self, *, down=False):
        self.down = down

    async def embed_query(self, text):
        if self.down:
            raise EmbedderUnavailable("out of order")
        return np.ones(768, dtype=np.float32)

    async def embed_documents(self, texts):
        raise NotImplementedError


async def test_a_short_message_is_looked_for_alone_and_with_the_question_before_it():
    library = ScriptedLibrary()

    found = await Retrieval(library, OneDirection()).find(Question("is it sandy?"), Stopwatch(), SITE)

    assert [asked.text for asked in library.asked] == [
        "is it sandy?",
        "What can I see at Tiger Reef?\nis it sandy?",
    ]
    assert len(found.passages) == 1


async def test_the_library_is_asked_by_meaning_where_there_is_an_embedder():
    library = ScriptedLibrary()

    found = await Retrieval(library, OneDirection()).find(Question("depth"), Stopwatch())

    assert (found.degraded, library.asked[0].embedding.shape) == (False, (768,))


async def test_without_the_embedder_words_alone_serve_and_the_reply_will_say_so():
    library = ScriptedLibrary()

    found = await Retrieval(library, OneDirection(down=True)).find(Question("depth"), Stopwatch())

    assert (found.degraded, library.asked[0].embedding) == (True, None)
    assert [passage.id for passage in found.passages] == [PASSAGE.id]


async def test_a_library_that_another_embedder_made_is_searched_by_words_and_the_reply_will_say_so():
    library = ScriptedLibrary([PASSAGE, replace(PASSAGE, id=UUID(int=2), similarity=None)])

    found = await Retrieval(library, OneDirection()).find(Question("depth"), Stopwatch())

    assert (found.degraded, len(found.passages)) == (True, 2)


async def test_no_more_passages_than_wanted_come_back():
    library = ScriptedLibrary([replace(PASSAGE, id=UUID(int=n), score=1 / n) for n in range(1, 9)])

    found = await Retrieval(library, None).find(Question("depth", limit=3), Stopwatch())

    assert len(found.passages) == 3
    assert library.asked[0].limit > 3
