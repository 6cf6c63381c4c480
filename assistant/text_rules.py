"""The rules for what a page's sentences and tables say: ranges, days, months and values that can be.

They catch the slip of a pen, not the wrong opinion; what was reviewed is compared in `assistant.fact_rules`.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.front_matter import Fault
from assistant.page_rules import PageRule, fault, page_sections, statements
from assistant.pages import Page
from assistant.seasons import MONTHS, TO, is_table_of_months, months_of, rows_of
from assistant.sections import Piece

_LEAP_YEAR = 2024

_DIGIT = re.compile(r"\d")
_NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT = (
    r"(?:-| )?(metres?|m|kilometres?|km|millimetres?|mm|degrees?|°C?|litres?|kilograms?|kg|bar|percent|%"
    r"|knots?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|dives?)(?!\w)"
)
_RANGE = re.compile(
    rf"(?<![\d.,:-]){_NUMBER}(?:{_UNIT})?{TO}{_NUMBER}{_UNIT}|\bbetween {_NUMBER} and {_NUMBER}{_UNIT}"
)
# What changes may well change downwards: "rises from 30 to 18 metres", "cools from 29 to 26 degrees".
_CHANGE = re.compile(
    r"\b(?:ascen|climb|ris|rose|cool|fall|fell|drop|decreas|reduc|lower|shrink|shorten|back)", re.IGNORECASE
)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({'|'.join(MONTHS)})\b")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A kind of value: how texts write it, and what it may be."""

    name: str
    pattern: re.Pattern[str]
    minimum: float
    maximum: float


def _written(before: str, after: str) -> re.Pattern[str]:
    """A number, or both ends of a range, between words."""
    return re.compile(
        rf"{before}(?<![\d.,])(-?\d+(?:\.\d+)?)(?:(?:{TO}| and )(-?\d+(?:\.\d+)?))?{after}", re.IGNORECASE
    )


BOUNDS = (
    # The sea freezes at -2; the hottest number of the library is the water for stings.
    Bounds("a temperature", _written("", r"(?: degrees Celsius| ?°C)\b"), -10, 50),
    # Schools have programmes in the pool from 5 or 6; Bubblemaker begins at 8.
    Bounds("an age", _written(r"\b(?:aged|ages|age of|age is|minimum age:?) ", r"\b(?! metres)"), 5, 99),
    Bounds("an age", _written("", r" years (?:of age|and older|or older|and over)\b"), 5, 99),
    Bounds("a share", _written("", r"(?: percent\b| ?%)"), 0, 100),
    Bounds("a visibility", _written(r"\bvisibility\b[^.;|]*? ", r" ?(?:m|metres)\b"), 0, 80),
    Bounds("a cylinder's pressure", _written("", r" bar\b"), 0, 300),
    Bounds("nitrox", _written(r"\b(?:nitrox |EANx?)", r"\b(?! metres)"), 21, 100),
)


def _sentences(page: Page) -> Iterator[Fault]:
    for line, statement in statements(page):
        # Most sentences hold no number, and this is quicker than all the patterns.
        if _DIGIT.search(statement):
            for rule in _STATEMENT_RULES:
                for message in rule(statement):
                    yield fault(page, line, message)


def _ranges(statement: str) -> Iterator[str]:
    for match in _RANGE.finditer(statement):
        first, unit, second, unit_after, low, high, _ = match.groups()
        low, high = first or low, second or high
        of_one_unit = unit is None or unit[0] == (unit_after or "")[0]
        if of_one_unit and _value(low) > _value(high) and not _CHANGE.search(statement[: match.start()]):
            yield f"the range {match[0]!r} runs backwards: write the smaller number first"


def _value(written: str) -> float:
    return float(written.replace(",", ""))


def _values(statement: str) -> Iterator[str]:
    for bounds in BOUNDS:
        for match in bounds.pattern.finditer(statement):
            if any(not bounds.minimum <= float(value) <= bounds.maximum for value in match.groups() if value):
                limits = f"from {bounds.minimum:g} to {bounds.maximum:g} can"
                yield f"{match[0].strip()!r} cannot be {bounds.name}: {limits}"


def _days(statement: str) -> Iterator[str]:
    for match in _DAY.finditer(statement):
        if not 1 <= int(match[1]) <= monthrange(_LEAP_YEAR, MONTHS.index(match[2]) + 1)[1]:
            yield f"{match[0]!r} is no day of the calendar"


_STATEMENT_RULES = (_ranges, _values, _days)


def _season_tables(page: Page) -> Iterator[Fault]:
    """A table of months tells of the whole year, and of each month once."""
    for section in page_sections(page):
        for piece in section.pieces:
            if is_table_of_months(piece):
                yield from _season_table(page, piece)


def _season_table(page: Page, table: Piece) -> Iterator[Fault]:
    told: Counter[str] = Counter()
    for line, (cell, *conditions) in enumerate(rows_of(table), table.line + 2):
        if not any(conditions):
            yield fault(page, line, f"says nothing of {cell}: a second column tells what the months are like")
        months = months_of(cell)
        if months is None:
            message = f"{cell!r} names no months: write them out, as in January, February or March to May"
            yield fault(page, line, f"{message}; parts of a month belong in the next cell")
        for month in months or ():
            if told[month]:
                yield fault(page, line, f"{month} is in the table twice")
            told[month] += 1
    untold = [month for month in MONTHS if not told[month]]
    if untold:
        yield fault(page, table.line, f"the table of months says nothing of {', '.join(untold)}")


TEXT_RULES: tuple[PageRule, ...] = (_sentences, _season_tables)
