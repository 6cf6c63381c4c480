"""What kind of question it is counts beside what was found."""

import json
from dataclasses import replace

import numpy as np
import pytest

from assistant.evidence import SCOPE_MAX, SCOPE_NEUTRAL, carries_evidence, confidence, fit
from assistant.library import Question
from assistant.minilm import WIDTH, MiniLmEmbedder
from assistant.retrieval import Retrieval
from assistant.scope import WEIGHTS_FILE, Scope, scope_of
from assistant.stopwatch import Stopwatch
from tests.assistant.scripted import PASSAGE, ScriptedLibrary
from tests.assistant.test_retrieval import OneDirection


def test_the_log_odds_are_a_sum_of_products():
    question = np.zeros(768, np.float32)
    question[0], question[500] = 2.0, 9.0

    assert Scope(np.array([1.5, -1.0], np.float32), bias=0.25).of(question) == pytest.approx(3.25)


async def test_the_trained_weights_tell_what_the_library_answers_from_what_nobody_wrote_there():
    embedder = MiniLmEmbedder.load()
    scope = scope_of(embedder)
    of_ours = ["How deep may I dive with Open Water?", "Which month is best for Koh Tao?"]
    of_others = ["Write a poem about my cat", "What is the capital of Brazil?", "Recommend me a crime series"]

    try:
        found = [scope.of(await embedder.embed_query(text)) for text in of_ours + of_others]
    finally:
        await embedder.close()

    assert min(found[:2]) > SCOPE_NEUTRAL > max(found[2:])


def test_there_is_a_weight_for_each_number_of_the_embedder():
    assert len(json.loads(WEIGHTS_FILE.read_text("utf-8"))["weights"]) == WIDTH


def test_the_numbers_of_another_embedder_mean_something_else():
    assert scope_of(None) is None
    assert scope_of(OneDirection()) is None


async def test_every_passage_says_of_what_kind_its_question_was():
    scope = Scope(np.ones(2, np.float32), bias=1.0)

    hybrid = await Retrieval(ScriptedLibrary(), OneDirection(), scope=scope).find(Question("?"), Stopwatch())
    by_words = await Retrieval(ScriptedLibrary(), None, scope=scope).find(Question("?"), Stopwatch())

    assert [passage.question_scope for passage in hybrid.passages] == [3.0]
    assert [passage.question_scope for passage in by_words.passages] == [None]


def test_a_question_of_our_kind_needs_less_evidence_and_another_more():
    passage = replace(PASSAGE, similarity=0.5, coverage=0.8)

    assert [
        carries_evidence(replace(passage, question_scope=odds)) for odds in (SCOPE_NEUTRAL + 1, -3.0)
    ] == [
        True,
        False,
    ]
    assert confidence(replace(passage, question_scope=SCOPE_NEUTRAL)) == pytest.approx(fit(passage))
    assert confidence(passage) == fit(passage)


def test_no_kind_of_question_decides_alone():
    hopeless = replace(PASSAGE, similarity=0.3, coverage=0.2, question_words=2)

    assert not carries_evidence(replace(hopeless, question_scope=1e9))
    assert confidence(replace(hopeless, question_scope=1e9)) == confidence(
        replace(hopeless, question_scope=SCOPE_MAX)
    )
