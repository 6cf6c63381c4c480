"""Without evidence there is no answer: what counts as evidence, and what is said in its absence."""

from dataclasses import replace

import pytest

from assistant.evidence import near_topics, sufficient
from tests.assistant.scripted import PASSAGE


@pytest.mark.parametrize(
    ("similarity", "coverage", "enough"),
    [
        (0.80, 0.90, True),
        (0.75, 0.00, True),  # a paraphrase shares no word
        (0.30, 0.95, True),  # a name or an acronym means little to the embedder
        (0.55, 0.10, False),
        (0.10, 1.00, False),  # every word occurs, about something else
        (None, 0.80, True),
        (None, 0.45, False),
    ],
)
def test_meaning_and_words_count_together(similarity, coverage, enough):
    passage = replace(PASSAGE, similarity=similarity, coverage=coverage)

    assert bool(sufficient([passage])) is enough


@pytest.mark.parametrize("similarity", [0.45, None])
def test_a_long_question_resembles_every_passage_less(similarity):
    """ "How do I prove that I am certified, now that the shop has closed and the card is lost?" """
    passage = replace(PASSAGE, similarity=similarity, coverage=0.4)

    assert sufficient([replace(passage, question_words=2)]) == []
    assert len(sufficient([replace(passage, question_words=16)])) == 1
    assert sufficient([replace(passage, similarity=0.2, coverage=0.1, question_words=2000)]) == []


def test_what_warns_was_chosen_by_another_measure():
    passage = replace(PASSAGE, similarity=0.2, coverage=0.2, warns=True)

    assert sufficient([passage], similarity_min=0.5) == [passage]
    assert sufficient([replace(passage, text="see https://example.com")]) == []


def test_an_operator_may_ask_for_more_meaning_than_we_do():
    passage = replace(PASSAGE, similarity=0.5, coverage=1.0)

    assert sufficient([passage], similarity_min=0.5) == [passage]
    assert sufficient([passage], similarity_min=0.51) == []


@pytest.mark.parametrize("similarity", [0.6, None])
def test_what_is_about_another_place_is_no_evidence(similarity):
    passage = replace(PASSAGE, similarity=similarity, coverage=0.8)

    assert sufficient([passage]) == [passage]
    assert sufficient([replace(passage, doubt=0.4)]) == []


@pytest.mark.parametrize(("similarity", "coverage", "enough"), [(0.9, 0.3, False), (0.2, 0.8, True)])
def test_words_decide_where_it_is_not_known_what_a_cosine_means(similarity, coverage, enough):
    """Some models give 0.6 to texts that have nothing in common."""
    passage = replace(PASSAGE, similarity=similarity, coverage=coverage)

    assert bool(sufficient([passage], words_decide=True)) is enough
    assert sufficient([passage], words_decide=True, similarity_min=0.95) == []


def test_evidence_keeps_its_order_and_weak_passages_leave():
    best, weak, other = PASSAGE, replace(PASSAGE, similarity=0.1, coverage=0), replace(PASSAGE, heading="b")

    assert sufficient([best, weak, other]) == [best, other]


def test_near_topics_are_the_nearest_three_pages_each_once():
    titles = ["Nitrox", "Open Water", "Nitrox", "Deep", "Wreck"]
    passages = [replace(PASSAGE, title=title) for title in titles]

    assert near_topics(passages) == ["Nitrox", "Open Water", "Deep"]
