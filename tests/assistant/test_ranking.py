"""Of passages that say similar things, the one that is about the question comes first."""

from dataclasses import replace

from assistant.ranking import NAME_WEIGHT, content_words, ranked
from tests.assistant.scripted import PASSAGE

OPEN_WATER = replace(PASSAGE, title="Open Water Diver certification", heading="How deep may I go?")
ADVANCED = replace(PASSAGE, title="Advanced Open Water certification", heading="How deep may I go?")


def test_a_qualifier_that_was_not_asked_for_counts_against_a_passage():
    found = ranked("How deep may an Open Water diver go?", [ADVANCED, OPEN_WATER], 2)

    assert [passage.title for passage in found] == [OPEN_WATER.title, ADVANCED.title]


def test_a_qualifier_that_was_asked_for_counts_for_it():
    found = ranked("How deep may an Advanced Open Water diver go?", [OPEN_WATER, ADVANCED], 2)

    assert found[0].title == ADVANCED.title


def test_names_do_not_outweigh_what_a_passage_says():
    better = replace(ADVANCED, score=OPEN_WATER.score + NAME_WEIGHT)

    assert ranked("Open Water depth", [OPEN_WATER, better], 1)[0].title == better.title


def test_scores_are_in_the_order_of_the_passages():
    found = ranked("Open Water diver depth", [ADVANCED, OPEN_WATER, replace(ADVANCED, score=0.1)], 3)

    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def test_passages_that_are_alike_keep_the_order_of_the_search():
    first, second = replace(PASSAGE, content_path="a.md"), replace(PASSAGE, content_path="b.md")

    assert [p.content_path for p in ranked("depth", [first, second], 2)] == ["a.md", "b.md"]


def test_a_question_of_empty_words_ranks_as_the_search_did():
    assert ranked("what is it?", [replace(PASSAGE, title="", heading="")], 5)[0].score == PASSAGE.score


def test_words_are_compared_without_their_endings():
    assert content_words("Diving with sharks") == content_words("a dive with the shark")
