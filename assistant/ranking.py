"""Puts passages into the order in which they answer a question.

The library scores words and meaning, and neither sees what a heading adds: "How deep may an Open Water diver
go?" finds "advanced open water" as well. Names say what a passage is about, so what they share with the
question counts for it, and what they add of their own - advanced, junior, deep - against it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from assistant.lexicon import words
from assistant.library import Passage

NAME_WEIGHT = 0.15
# Passages that are looked at for each one that is wanted.
DEPTH = 3

# Here everybody dives.
_SAYS_NOTHING = """
    a about after an and any are as at be been before by can could did do does for from get go goes good
    had has have how i if in is it its like many may me more much my need of on one or should so some
    tell than that the their them then there they this to too up us want was we what when where which
    while who why will with would you your dive diver divers diving scuba
"""
_EMPTY = frozenset(_SAYS_NOTHING.split())


def ranked(question: str, passages: Sequence[Passage], limit: int) -> list[Passage]:
    """The best `limit` passages by score, which now counts their names; equal ones keep their order."""
    asked = content_words(question)
    scored = [replace(found, score=found.score + _name_bonus(asked, found)) for found in passages]
    return sorted(scored, key=attrgetter("score"), reverse=True)[:limit]


def _name_bonus(asked: frozenset[str], passage: Passage) -> float:
    """NAME_WEIGHT times the likeness (Jaccard) of the question with heading and title."""
    named = content_words(f"{passage.title} {passage.heading}")
    either = len(asked | named)
    return NAME_WEIGHT * len(asked & named) / either if either else 0.0


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The words that carry a meaning, without common endings."""
    return frozenset(_stem(word) for word in words(text) if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending, least in (("ing", 6), ("ies", 5), ("es", 5), ("s", 4), ("e", 4)):
        if word.endswith(ending) and len(word) >= least:
            return word.removesuffix(ending)
    return word
