"""Reads ages out of texts: whose limits a diver asks for, and whom a row or a heading is about."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from assistant.persons import A_CHILD, I_AM
from assistant.quantities import NUMBER_WORDS, Quantity, quantities

# Who is younger may not dive alone; who is older is asked about as an adult.
ADULT = 18

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBER_WORDS)})\b"
# A number of years alone may be how long somebody dives. A child and a number within reach speak of an age.
_SPEAKS_OF_AGE = re.compile(
    r"(?:\b|\d)(?:years?|yrs?)[ -]?olds?\b|(?:\b|\d)y[-./]?o\b|\baged?\b"
    rf"|\b{A_CHILD}\b[^.?!\d]{{0,20}}?\b\d{{1,2}}(?:\b|y)|\b{A_CHILD}\b,? (?:is |are |of )?{_NUMBER}"
    rf"|\b(?:he|she|they|who|twins)(?:'s|’s|s| is| are|'re|’re) {_NUMBER}"
    rf"|\b{I_AM} (?:only |just )?(?:1[0-7]|[5-9])\b",
    re.IGNORECASE,
)
OWN_AGE = re.compile(rf"\b{I_AM} (?:only |just )?{_NUMBER}", re.IGNORECASE)
_RANGE = re.compile(
    r"\b(\d{1,2}) ?(?:-|–|to) ?(\d{1,2})\b|\bbetween (\d{1,2}) and (\d{1,2})\b", re.IGNORECASE
)
_AGE_MAX = 99
_SAID_IN_WORDS_MIN = 5
_UNDER = re.compile(r"\b(?:under|below|younger than)\b", re.IGNORECASE)
_AND_MORE = re.compile(r"\b(?:older|above|more|up|over)\b|\+", re.IGNORECASE)
# What stands before a number and behind it, as far as it says how the number is meant.
_BEFORE_CHARS, _AFTER_CHARS = 24, 16
_AGED = re.compile(r"\baged? $", re.IGNORECASE)
_OLD = re.compile(r"^[ -]?(?:y[-./]?o|olds?)\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:under|below|younger than|less than)(?: the age of)? $", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:not yet|not quite|almost|nearly|turns|turning|will be|soon|until) $", re.IGNORECASE
)
# "My 2 kids", "grade 5", "1/2".
_COUNTS = re.compile(rf"^ (?:\w+ )?{A_CHILD}\b|^/", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\b(?:grade|class|level|star|number) |\d/)$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def ages_in(question: str) -> frozenset[int]:
    """The ages that a question names, in years; all of a range, and of "under 12" all below.

    A bare number counts, too ("my son is 8, his sister 13"): better a row too many than a child's left out.
    """
    if not _SPEAKS_OF_AGE.search(question):
        return frozenset()
    numbers = list(_ages(question))
    said = {int(number.value) for number in numbers}
    meant = {age for number in numbers for age in _meant_by(number, question)}
    for ends in _RANGE.findall(question):
        first, last = (int(end) for end in ends if end)
        if first in said and last in said:
            meant.update(range(first, last))
    return frozenset(age for age in meant if 0 < age <= _AGE_MAX)


def without_ages(text: str) -> str:
    """The text without the ages that it names."""
    if not _SPEAKS_OF_AGE.search(text):
        return text
    kept, start = list[str](), 0
    for number in _ages(text):
        before, after = text[start : number.start], text[number.end :][:_AFTER_CHARS]
        old = _OLD.match(after)
        kept.append(before[:-_BEFORE_CHARS] + _AGED.sub("", before[-_BEFORE_CHARS:]))
        start = number.end + (old.end() if old else 0)
    return " ".join([*kept, text[start:]])


def _ages(text: str) -> Iterator[Quantity]:
    """The numbers that are ages if the text speaks of any. "12 metres" and "2 kids" are none."""
    for number in quantities(text):
        before, after = _beside(number, text)
        is_age = number.unit in (None, "year") and 0 < number.value <= _AGE_MAX
        # "One of us", and nobody of three dives.
        is_count = (number.value < _SAID_IN_WORDS_MIN and not number.in_digits) or _COUNTS.match(after)
        if is_age and not _NUMBERED.search(before) and (number.unit or not is_count):
            yield number


def _meant_by(number: Quantity, text: str) -> Collection[int]:
    """Who is under 12 has not the limits of those who are."""
    before, _ = _beside(number, text)
    age = int(number.value)
    if _BELOW.search(before):
        return range(1, age)
    return [age - 1] if _NOT_YET.search(before) else [age]


def _beside(number: Quantity, text: str) -> tuple[str, str]:
    return text[max(0, number.start - _BEFORE_CHARS) : number.start], text[number.end :][:_AFTER_CHARS]


def covers(text: str, ages: Collection[int], *, unit: str | None = None) -> bool | None:
    """Whether a text ("Under 8", "10 to 14", "15 and older") is about one of these ages.

    None when it has no number; with a `unit`, only numbers that have it count.
    """
    told = [int(number.value) for number in quantities(text) if unit is None or number.unit == unit]
    if not told:
        return None
    if _UNDER.search(text):
        return any(age < min(told) for age in ages)
    if _AND_MORE.search(text):
        return any(age >= min(told) for age in ages)
    return any(min(told) <= age <= max(told) for age in ages)
