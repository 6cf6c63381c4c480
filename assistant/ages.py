"""Reads ages out of texts: whose limits a diver asks for, and whom a row or a heading is about."""

import re
from collections.abc import Collection

from assistant.quantities import quantities

# A number of years alone may be how long somebody dives. A child and a number within reach speak of an age.
_SPEAKS_OF_AGE = re.compile(
    r"\b(?:years?|yrs?)[ -]?olds?\b|(?:\b|\d)y[./]?o\b|\baged?\b"
    r"|\b(?:daughter|son|child|children|kid|boy|girl|niece|nephew|teenager)s?\b[^.?!\d]{0,20}\d{1,2}\b",
    re.IGNORECASE,
)
_YO = re.compile(r"\b(\d{1,2}) ?y[./]?o\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\b(\d{1,2}) ?(?:-|–|to) ?(\d{1,2})\b|\bbetween (\d{1,2}) and (\d{1,2})\b", re.IGNORECASE
)
_AGE_MAX = 99
# What belongs to an age before and behind it.
_AGED = re.compile(r"\baged? $", re.IGNORECASE)
_OLD = re.compile(r"^[ -]?(?:y[./]?o|olds?)\b", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:under|below|younger than)\b", re.IGNORECASE)
_AND_MORE = re.compile(r"\b(?:older|above|more|up|over)\b|\+", re.IGNORECASE)


def ages_in(question: str) -> frozenset[int]:
    """The ages that a question names, in years; all of a range.

    A bare number counts, too ("my son is 8, his sister 13"): better a row too many than a child's left out.
    """
    if not _SPEAKS_OF_AGE.search(question):
        return frozenset()
    said = [int(number.value) for number in quantities(question) if number.unit in (None, "year")]
    said += [int(age) for age in _YO.findall(question)]
    for ends in _RANGE.findall(question):
        first, last = (int(end) for end in ends if end)
        if first in said and last in said:
            said += range(first, last)
    return frozenset(age for age in said if 0 < age <= _AGE_MAX)


def without_ages(text: str) -> str:
    """The text without the ages that it names."""
    ages = ages_in(text)
    # From the end, so that what stands before keeps its place. "12 metres" is no age of the same number.
    for number in reversed(quantities(text) if ages else []):
        if number.unit in (None, "year") and number.value in ages:
            before, after = text[: number.start], text[number.end :]
            text = f"{_AGED.sub('', before)} {_OLD.sub('', after)}"
    return text


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
