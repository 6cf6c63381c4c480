"""What is looked for: the question, or the question with the one before it."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.embedders import EmbedderUnavailable
from assistant.language_models import Utterance
from assistant.library import Question
from assistant.retrieval import Retrieval, in_context
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


@pytest.mark.parametrize("message", ["And how deep is it?", "how do I get there?", "what about currents?"])
def test_a_question_that_points_back_is_asked_with_the_one_before_it(message):
    assert in_context(message, SITE) == f"What can I see at Tiger Reef?\n{message}"


@pytest.mark.parametrize(
    "message",
    [
        "How deep is Renggis Island?",
        "Which certification do I need so that I can dive the deep wrecks that they have around Koh Tao?",
    ],
)
def test_a_question_that_stands_alone_is_asked_alone(message):
    assert in_context(message, SITE) == message


def test_what_the_assistant_said_is_not_a_question():
    assert in_context("and it?", [Utterance("assistant", "Hello!")]) == "and it?"


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
    library = ScriptedLibrary([PASSAGE, replace(PASSAGE, similarity=None)])

    found = await Retrieval(library, OneDirection()).find(Question("depth"), Stopwatch())

    assert (found.degraded, len(found.passages)) == (True, 2)


async def test_no_more_passages_than_wanted_come_back():
    library = ScriptedLibrary([replace(PASSAGE, score=1 / n) for n in range(1, 9)])

    found = await Retrieval(library, None).find(Question("depth", limit=3), Stopwatch())

    assert len(found.passages) == 3
    assert library.asked[0].limit > 3
