"""Reads ages out of texts: whose limits a diver asks for, and whom a row or a heading is about."""

import re
from collections.abc import Collection

from assistant.quantities import quantities

_YEARS_OLD = re.compile(
    r"\b(\d{1,2})(?: |-)?(?:years?|yrs?|yo)\b(?:[ -]olds?)?|\baged? (?:of )?(\d{1,2})\b", re.IGNORECASE
)
# "My daughter is 8"; a depth or a number of dives is none.
_CHILD = re.compile(
    r"\b(?:daughter|son|child|kid|boy|girl|niece|nephew|teenager)s?\b"
    r"(?: (?:is|who|just|turned|turns|of|now|only|,))* (\d{1,2})\b(?! ?(?:m\b|met|dive|min|year))",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:under|below|younger than)\b", re.IGNORECASE)
_AND_MORE = re.compile(r"\b(?:older|above|more|up|over)\b|\+", re.IGNORECASE)


def ages_in(question: str) -> frozenset[int]:
    """The ages that a question names, in years."""
    said = [*(age for both in _YEARS_OLD.findall(question) for age in both), *_CHILD.findall(question)]
    return frozenset(int(age) for age in said if age)


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
