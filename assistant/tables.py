"""Shows of a table the rows that a question asks for, when it names a month, an age, or a row."""

import re
from collections.abc import Callable, Iterator

from assistant.ages import ages_in, covers
from assistant.lexicon import words

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# "may" is a month only with a capital; every other name is one anyhow.
A_MONTH = (
    r"(?:(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)|(?-i:May))"
)
_MONTH = re.compile(rf"\b{A_MONTH}\b")
_RANGE = re.compile(r"\s*(?:to|until|till|-|–)\s*", re.IGNORECASE)
_TABLE = re.compile(r"(?:^\|.*\n?)+", re.MULTILINE)
_OF_AGES = re.compile(r"\b(?:age|child|children)\b", re.IGNORECASE)
_ROWS_MIN = 2
# A short table is read at a glance, and what stands beside the row may be what helps.
_NAMED_ROWS_MIN = 4

Wanted = Callable[[str, str], bool]


def narrowed(text: str, question: str) -> str:
    """The text, with only those rows of its tables that the question asks for; all where none is."""
    wanted = _wanted(question)
    return _TABLE.sub(lambda table: _of_table(table[0], wanted, frozenset(words(question))), text)


def _of_table(table: str, wanted: Wanted | None, asked: frozenset[str]) -> str:
    header, rule, *rows = table.splitlines(keepends=True)
    about, *cells = (row.strip().strip("|").split("|")[0] for row in (header, *rows))
    found = [wanted(about, cell) for cell in cells] if wanted and len(rows) >= _ROWS_MIN else []
    if not any(found) and len(rows) >= _NAMED_ROWS_MIN:
        found = [bool(said := words(cell)) and asked.issuperset(said) for cell in cells]
    if not any(found):
        return table
    chosen = "".join([header, rule, *(row for row, is_wanted in zip(rows, found, strict=True) if is_wanted)])
    return chosen if table.endswith("\n") else chosen.rstrip("\n")


def _wanted(question: str) -> Wanted | None:
    """Whether a row, by its column's name and its first cell, is about a month or an age of the question."""
    months = set(months_in(question))
    if months:
        return lambda _about, cell: bool(months & set(months_in(cell)))
    ages = ages_in(question)
    if ages:
        # In a column of temperatures 16 is no age.
        return lambda about, cell: bool(_OF_AGES.search(about)) and bool(covers(cell, ages))
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


def without_months(text: str) -> str:
    """The text without their names."""
    return _MONTH.sub(" ", text)


def _number(month: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))
