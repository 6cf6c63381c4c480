"""A short message is looked for as it stands and with what was said before; the best passages of all come back."""

from dataclasses import replace
from uuid import UUID

import pytest

from assistant.language_models import Utterance
from assistant.readings import GUESS_PENALTY, Reading, in_context, merged, readings
from tests.assistant.scripted import PASSAGE

SITE = [Utterance("user", "What can I see at Tiger Reef?"), Utterance("assistant", "Barracudas.")]
LONG = "Which certification do I need so that I can dive the deep wrecks that they have around Koh Tao?"
BEFORE = [Utterance("user", "liveaboard or resort?"), Utterance("user", "I only have Open Water")]
HERE, ELSEWHERE = Reading("how many days?"), Reading("nitrox?\nhow many days?", is_guess=True)


def passage(number, score, *, similarity=0.9):
    return replace(PASSAGE, id=UUID(int=number), score=score, similarity=similarity, coverage=0.5)


@pytest.mark.parametrize(
    "message", ["And how deep is it?", "how do I get there?", "what about currents?", "how deep may she go"]
)
def test_a_message_that_points_back_belongs_to_the_question_before_it(message):
    asked = f"What can I see at Tiger Reef?\n{message}"

    assert readings(message, SITE) == [Reading(message), Reading(asked)]
    assert in_context(message, SITE) == asked


def test_a_short_message_may_belong_to_the_question_before_it():
    asked = "What can I see at Tiger Reef?\nhow many days?"

    assert readings("how many days?", SITE) == [Reading("how many days?"), Reading(asked, is_guess=True)]
    assert in_context("how many days?", SITE) == "how many days?"


def test_a_subject_may_lie_two_questions_back():
    (*_, last) = readings("is that enough?", BEFORE)

    assert last == Reading("liveaboard or resort?\nI only have Open Water\nis that enough?")


@pytest.mark.parametrize(("message", "history"), [(LONG, SITE), ("How deep is it?", [])])
def test_a_long_message_and_the_first_one_stand_alone(message, history):
    assert readings(message, history) == [Reading(message)]
    assert in_context(message, history) == message


def test_what_the_assistant_said_is_not_a_question():
    assert readings("and it?", [Utterance("assistant", "Hello!")]) == [Reading("and it?")]


def test_each_passage_comes_once_as_the_reading_found_it_that_it_fits_best():
    found = merged(
        [Reading("there?"), Reading("Tiger Reef?\nthere?")],
        [[passage(1, 0.4), passage(2, 0.3)], [passage(2, 0.9), passage(3, 0.2)]],
        limit=2,
    )

    assert [(one.id.int, one.score) for one in found] == [(2, 0.9), (1, 0.4)]


def test_what_only_a_guess_brings_stands_behind():
    found = merged([HERE, ELSEWHERE], [[passage(1, 0.8)], [passage(2, 0.9)]], limit=5)

    assert [(one.id.int, one.score) for one in found] == [(1, 0.8), (2, pytest.approx(0.9 - GUESS_PENALTY))]


def test_the_last_answer_does_not_come_again_for_a_question_that_has_none():
    found = merged([HERE, ELSEWHERE], [[passage(1, 0.3)], [passage(2, 0.9, similarity=0.6)]], limit=5)

    assert [one.id.int for one in found] == [1]


def test_words_alone_are_never_certain_of_a_guess():
    assert merged([HERE, ELSEWHERE], [[], [passage(2, 0.5, similarity=None)]], limit=5) == []
