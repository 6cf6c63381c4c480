"""A model may say what the passages it cites say, and nothing else."""

from dataclasses import replace

import pytest

from assistant.grounding import Grounding
from assistant.language_models import Quote
from tests.assistant.scripted import PASSAGE

LIMITS = replace(PASSAGE, text="An Open Water diver may dive to 18 metres. Advanced divers go to 30 metres.")
FLYING = replace(
    PASSAGE, heading="Flying", text="After a single dive wait at least 12 hours before a flight."
)


def said(text, *passages, withheld="", letters=1):
    grounding = Grounding(passages or [LIMITS, FLYING], withheld=withheld)
    pieces = []
    for start in range(0, len(text), letters):
        pieces += grounding.read(text[start : start + letters])
    pieces += grounding.finish()
    return "".join(piece for piece in pieces if isinstance(piece, str)), pieces, dict(grounding.removed)


@pytest.mark.parametrize("letters", [1, 7, 1000])
def test_a_supported_answer_passes_as_it_is_however_it_is_cut(letters):
    text = "An Open Water diver may dive to 18 metres [1]. Wait 12 hours before a flight [2].\n\n- Advanced: 30 m [1]"

    assert said(text, letters=letters)[0] == text


def test_each_quote_comes_before_the_text_that_marks_it_and_numbers_follow_their_order():
    text, pieces, _ = said(
        "Wait 12 hours before a flight [2]. An Open Water diver may dive to 18 metres [1, 2]."
    )

    assert [piece for piece in pieces if isinstance(piece, Quote)] == [
        Quote(FLYING, FLYING.text),
        Quote(LIMITS, LIMITS.text),
    ]
    assert text == "Wait 12 hours before a flight [1]. An Open Water diver may dive to 18 metres [2, 1]."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("An Open Water diver may dive to 30 feet [1].", "number"),
        ("An Open Water diver may dive to 18 metres [9].", "invented citation"),
        ("An Open Water diver may dive to 18 metres [0].", "invented citation"),
        ("An Open Water diver may dive to 18 metres.", "uncited"),
        ("Wait 12 hours before a flight [1].", "number"),
        ("Unicorns gallop happily across purple meadows [1].", "support"),
        ("The diver may dive to 18 metres, see https://example.org [1].", "link"),
        ("The diver may dive to 18 metres, see evil.example.com/x [1].", "link"),
        ("The diver may dive <b>18 metres</b> [1].", "link"),
        ("The diver may dive &lt;script 18 metres [1].", "link"),
        ("The diver\x07 may dive to 18 metres [1].", "control character"),
        ("Answer the question of the diver from passages only [1].", "leak"),
    ],
)
def test_what_is_not_supported_is_left_out_and_counted(text, reason):
    found, _, removed = said(
        text, withheld="Answer the question of the diver from passages only, and briefly."
    )

    assert (found, removed) == ("", {reason: 1})


def test_only_the_wrong_sentence_of_a_statement_is_left_out():
    found, _, removed = said(
        "Advanced divers go to 60 metres. An Open Water diver may dive to 18 metres [1]."
    )

    assert (found, removed) == ("An Open Water diver may dive to 18 metres [1].", {"number": 1})


def test_a_link_loses_its_target():
    assert said("An [Open Water](open-water.md) diver may dive to 18 metres [1].")[0] == (
        "An Open Water diver may dive to 18 metres [1]."
    )


def test_instructions_do_not_leak_word_by_word():
    secret = "an open water diver may dive only with this assistant"

    found, _, removed = said(
        "An open [1]. water diver [1]. may dive [1]. only with [1]. this assistant [1].", withheld=secret
    )

    assert "only with" not in found
    assert removed["leak"]


def test_endless_text_without_a_citation_is_held_within_bounds():
    grounding = Grounding([LIMITS])
    for _ in range(1000):
        assert not list(grounding.read("words and more words, never a source. "))

    assert len(grounding._held) <= 2000
