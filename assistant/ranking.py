"""Puts passages into the order in which they answer a question.

The library scores words and meaning, and neither sees what a heading adds: "How deep may an Open Water diver
go?" finds "advanced open water" as well. Names say what a passage is about, so what they share with the
question counts for it, and what they add of their own - advanced, junior, deep - against it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from typing import Self

from assistant.ages import ages_in, covers
from assistant.lexicon import words
from assistant.library import Passage
from assistant.places import destination_of, spaced

# Both fitted on the tuning half of tests/assistant/golden; see scripts/evaluate.
NAME_WEIGHT = 0.1
INTRODUCTION_PENALTY = 0.1
# These cost nothing in the figures. A heading in the question's own words is its answer, and a diver who
# asks about one course must not be answered about another.
SAME_WORDS_BONUS = 0.1
OTHER_COURSE_PENALTY = 0.15
OTHER_PLACE_PENALTY = 0.3
# The limit of another age, shown first, could be taken for the child's own.
OTHER_AGE_PENALTY = 0.3
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
# The longer names first.
_COURSES = {
    course: re.compile(rf"\b(?:{said})\b", re.IGNORECASE)
    for course, said in {
        "advanced": "advanced open water|advanced adventurer|advanced diver|aowd?",
        "open water": "open water|owd?",
        "rescue": "rescue",
        "divemaster": "divemasters?|dmt?",
        "instructor": "instructors?|idc",
        "nitrox": "nitrox|eanx?(?:32|36)?|enriched air",
        "deep": "deep diver|deep specialty",
        "wreck": "wreck",
        "night": "night",
        "drysuit": "dry ?suit",
        "try dive": "try dives?|discover scuba|dsd",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about; `places` are slugs of destinations, and names of places without pages."""

    words: frozenset[str]
    courses: frozenset[str]
    places: frozenset[str]
    ages: frozenset[int] = frozenset()

    @classmethod
    def read(cls, question: str, places: frozenset[str] = frozenset()) -> Self:
        return cls(content_words(question), courses(question), places, ages_in(question))


def ranked(asked: Asked, passages: Sequence[Passage], limit: int) -> list[Passage]:
    """The best `limit` passages by score, which now counts their names; equal ones keep their order.

    A page's introduction comes after sections as good: it says what the page is about, and answers nothing.
    """
    scored = [_corrected(asked, found) for found in passages]
    return sorted(scored, key=attrgetter("score"), reverse=True)[:limit]


def _corrected(asked: Asked, passage: Passage) -> Passage:
    doubt = _doubt(asked, passage)
    return replace(passage, score=passage.score + _fit_of_names(asked, passage) - doubt, doubt=doubt)


def _fit_of_names(asked: Asked, passage: Passage) -> float:
    """NAME_WEIGHT times the likeness (Jaccard) of the question with heading and title, and what it says that
    there is a heading, or that it is the question."""
    named = content_words(f"{passage.title} {passage.heading}")
    either = len(asked.words | named)
    correction = NAME_WEIGHT * len(asked.words & named) / either if either else 0.0
    if not passage.heading:
        correction -= INTRODUCTION_PENALTY
    elif len(asked.words) > 1 and content_words(passage.heading) == asked.words:
        correction += SAME_WORDS_BONUS
    return correction


def _doubt(asked: Asked, passage: Passage) -> float:
    """What the passage is about, and the question is not."""
    doubt = 0.0
    about = courses(f"{passage.title} {passage.heading}")
    if asked.courses and about and not asked.courses & about:
        doubt += OTHER_COURSE_PENALTY
    if asked.ages and covers(passage.heading, asked.ages, unit="year") is False:
        doubt += OTHER_AGE_PENALTY
    place = destination_of(passage.content_path)
    if asked.places and place and place not in asked.places and not _names_one(asked.places, passage.text):
        doubt += OTHER_PLACE_PENALTY
    return doubt


def _names_one(places: frozenset[str], text: str) -> bool:
    said = spaced(text)
    return any(spaced(place) in said for place in places)


@lru_cache(maxsize=4096)
def courses(text: str) -> frozenset[str]:
    """The courses that a text names; "advanced open water" is not "open water" as well."""
    found = set()
    for course, said in _COURSES.items():
        text, count = said.subn(" ", text)
        if count:
            found.add(course)
    return frozenset(found)


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The words that carry a meaning, without common endings."""
    return frozenset(_stem(word) for word in words(text) if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending, least in (("ing", 6), ("ies", 5), ("es", 5), ("s", 4), ("e", 4)):
        if word.endswith(ending) and len(word) >= least:
            return word.removesuffix(ending)
    return word
