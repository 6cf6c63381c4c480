"""Of passages that say similar things, the one that is about the question comes first."""

from dataclasses import replace

import pytest

from assistant.ranking import (
    NAME_WEIGHT,
    OTHER_PLACE_PENALTY,
    SAME_WORDS_BONUS,
    Asked,
    content_words,
    courses,
    ranked,
)
from tests.assistant.scripted import PASSAGE

OPEN_WATER = replace(PASSAGE, title="Open Water Diver certification", heading="How deep may I go?")
ADVANCED = replace(PASSAGE, title="Advanced Open Water certification", heading="How deep may I go?")


def test_a_qualifier_that_was_not_asked_for_counts_against_a_passage():
    found = ranked(Asked.read("How deep may an Open Water diver go?"), [ADVANCED, OPEN_WATER], 2)

    assert [passage.title for passage in found] == [OPEN_WATER.title, ADVANCED.title]


def test_a_qualifier_that_was_asked_for_counts_for_it():
    found = ranked(Asked.read("How deep may an Advanced Open Water diver go?"), [OPEN_WATER, ADVANCED], 2)

    assert found[0].title == ADVANCED.title


def test_names_do_not_outweigh_what_a_passage_says():
    named = replace(PASSAGE, title="Currents", heading="What is a current?")
    better = replace(PASSAGE, title="Drift", heading="Where to?", score=named.score + NAME_WEIGHT + 0.01)

    assert ranked(Asked.read("current"), [named, better], 1)[0].title == "Drift"


def test_scores_are_in_the_order_of_the_passages():
    found = ranked(
        Asked.read("Open Water diver depth"), [ADVANCED, OPEN_WATER, replace(ADVANCED, score=0.1)], 3
    )

    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def test_passages_that_are_alike_keep_the_order_of_the_search():
    first, second = replace(PASSAGE, content_path="a.md"), replace(PASSAGE, content_path="b.md")

    assert [p.content_path for p in ranked(Asked.read("depth"), [first, second], 2)] == ["a.md", "b.md"]


def test_a_question_of_empty_words_ranks_as_the_search_did():
    assert ranked(Asked.read("what is it?"), [PASSAGE], 5)[0].score == PASSAGE.score


def test_a_section_comes_before_an_introduction_that_is_as_good():
    introduction = replace(PASSAGE, heading="")

    assert ranked(Asked.read("what is it?"), [introduction, PASSAGE], 1)[0].heading == PASSAGE.heading


def test_words_are_compared_without_their_endings():
    assert content_words("Diving with sharks") == content_words("a dive with the shark")


def test_an_answer_about_another_course_comes_after_one_about_the_course_asked_for():
    other = replace(
        PASSAGE, title="Advanced Open Water certification", heading="How old must I be?", score=1.0
    )
    asked_for = replace(PASSAGE, title="Age limits", heading="How old must I be for each course?", score=0.9)

    assert ranked(Asked.read("minimum age for open water"), [other, asked_for], 1)[0].title == "Age limits"


def test_the_longer_name_of_a_course_is_not_the_shorter_one_as_well():
    assert courses("Advanced Open Water, then nitrox") == {"advanced", "nitrox"}


def test_an_answer_about_another_place_comes_last():
    elsewhere = replace(PASSAGE, content_path="destinations/komodo/overview.md", score=1.2)
    anywhere = replace(PASSAGE, content_path="faq/a-day-of-diving.md", score=1.0)

    found = ranked(Asked.read("currents off Koh Tao", frozenset({"koh-tao"})), [elsewhere, anywhere], 2)

    assert [passage.content_path for passage in found] == [anywhere.content_path, elsewhere.content_path]


def test_a_place_without_pages_is_not_answered_with_another_that_does_not_name_it():
    page = replace(PASSAGE, content_path="destinations/moalboal/seasons.md", text="January is dry.")
    asked = Asked.read("Is January good for the Maldives?", frozenset({"maldives"}))

    (other,) = ranked(asked, [page], 1)
    (names_it,) = ranked(asked, [replace(page, text="January is dry here and in the Maldives.")], 1)

    assert (other.doubt, names_it.doubt) == (OTHER_PLACE_PENALTY, 0)


def test_a_heading_in_the_questions_own_words_is_its_answer():
    avoid = replace(PASSAGE, title="Lost buddy", heading="How do we avoid losing each other?", score=1.08)
    search = replace(PASSAGE, title="Lost buddy", heading="What do I do if I lose my buddy?", score=1.0)

    assert ranked(Asked.read("what should I do if I lose my buddy"), [avoid, search], 1) == [
        replace(search, score=search.score + NAME_WEIGHT * 2 / 3 + SAME_WORDS_BONUS)
    ]


def test_a_mixture_is_nitrox():
    assert courses("How deep may I dive with EANx32?") == courses("EAN36 limits") == {"nitrox"}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How deep may my 11-year-old dive?", "Can my 10 or 11 year old get certified?"),
        ("my daughter is 13, how deep", "What may a 12, 13 or 14 year old do?"),
    ],
)
def test_the_limits_of_another_age_never_come_first(question, first):
    found = [
        replace(PASSAGE, heading="What may a 12, 13 or 14 year old do?", score=1.1),
        replace(PASSAGE, heading="Can my 10 or 11 year old get certified?", score=1.05),
    ]

    assert ranked(Asked.read(question), found, 1)[0].heading == first
