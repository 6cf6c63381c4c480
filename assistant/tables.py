"""Shows of a table the rows that a question asks for, when it names a month or an age."""

import re
from collections.abc import Callable, Collection, Iterator

from assistant.quantities import quantities

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# "may" is a month only with a capital; every other name is one anyhow.
_MONTH = re.compile(
    r"\b(?:(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)|May)\b"
)
_RANGE = re.compile(r"\s*(?:to|until|till|-|–)\s*", re.IGNORECASE)
_AGE = re.compile(
    r"\b(\d{1,2})(?: |-)?(?:years?|yrs?|yo)\b(?:[ -]olds?)?|\baged? (?:of )?(\d{1,2})\b", re.IGNORECASE
)
_UNDER = re.compile(r"\b(?:under|below|younger than)\b", re.IGNORECASE)
_AND_MORE = re.compile(r"\b(?:older|above|more|up|over)\b|\+", re.IGNORECASE)
_TABLE = re.compile(r"(?:^\|.*\n?)+", re.MULTILINE)
_ROWS_MIN = 2

Wanted = Callable[[str], bool]


def narrowed(text: str, question: str) -> str:
    """The text, with only those rows of its tables that the question asks for; all where none is."""
    wanted = _wanted(question)
    return _TABLE.sub(lambda table: _of_table(table[0], wanted), text) if wanted else text


def _of_table(table: str, wanted: Wanted) -> str:
    header, rule, *rows = table.splitlines(keepends=True)
    found = [row for row in rows if wanted(row.strip().strip("|").split("|")[0])]
    return "".join([header, rule, *found]) if found and len(rows) >= _ROWS_MIN else table


def _wanted(question: str) -> Wanted | None:
    """Whether a row's first cell is about a month or an age that the question names."""
    months = set(months_in(question))
    if months:
        return lambda cell: bool(months & set(months_in(cell)))
    ages = {int(age) for found in _AGE.findall(question) for age in found if age}
    if ages:
        return lambda cell: _covers(cell, ages)
    return None


def months_in(text: str) -> Iterator[int]:
    """The months, 1 to 12, that a text names; "November to February" names four."""
    found = list(_MONTH.finditer(text))
    for place, month in enumerate(found):
        number = _number(month[0])
        yield number
        following = found[place + 1] if place + 1 < len(found) else None
        if following and _RANGE.fullmatch(text[month.end() : following.start()]):
            until = _number(following[0])
            yield from ((number + step) % 12 + 1 for step in range((until - number) % 12 - 1))


def _number(month: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))


def _covers(cell: str, ages: Collection[int]) -> bool:
    told = [int(quantity.value) for quantity in quantities(cell)]
    if not told:
        return False
    if _UNDER.search(cell):
        return any(age < min(told) for age in ages)
    if _AND_MORE.search(cell):
        return any(age >= min(told) for age in ages)
    return any(min(told) <= age <= max(told) for age in ages)
