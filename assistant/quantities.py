"""Reads numbers with their units out of a text, so that two texts can be compared by what they state."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.lexicon import words

# The spellings of each unit in running text, the usual symbol first.
_UNITS = {
    "m": "m|metres?|meters?",
    "ft": "ft|foot|feet",
    "km": "km|kilomet(?:re|er)s?",
    "min": "min|mins|minutes?",
    "s": "s|secs?|seconds?",
    "h": "h|hrs?|hours?",
    "day": "days?",
    "week": "weeks?",
    "month": "months?",
    "year": "years?|yrs?",
    "%": "%|percent|per cent",
    "bar": "bar|ata|atm",
    "psi": "psi",
    "°C": "°\\s?c|degrees? celsius|celsius|degrees?",
    "kg": "kg|kilos?|kilograms?",
    "l": "l|lit(?:re|er)s?",
    "dive": "(?:(?:logged|open water|training|adventure|deep|night|wreck) )*dives?",
    "money": "usd|eur|thb|myr|dollars?|euros?|baht|ringgit",
}
_UP_TO_TWENTY = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = words("thirty forty fifty sixty seventy eighty ninety hundred")
NUMBER_WORDS = {word: float(value) for value, word in enumerate(_UP_TO_TWENTY)} | {
    word: 10.0 * value for value, word in enumerate(_TENS, start=3)
}
_UNIT = "|".join(f"(?P<u{n}>{spellings})" for n, spellings in enumerate(_UNITS.values()))
_SYMBOLS = list(_UNITS)
_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:[.]\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<currency>[$€£]\s?)?(?P<number>{_DIGITS}|\b(?:{'|'.join(NUMBER_WORDS)})\b)"
    rf"(?:[\s-]*(?:{_UNIT})(?![a-z]))?",
    re.IGNORECASE,
)
_JOINS_A_RANGE = re.compile(r"\s*(?:-|–|to|and|or)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit (`m`, `min`, `year`, ...), None when there is none beside it.

    `start` and `end` tell where both stand in the text.
    """

    value: float
    unit: str | None
    in_digits: bool = True
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in their order. In "6 to 12 metres" both numbers are metres."""
    found = list(_NUMBER.finditer(text))
    return list(reversed(list(_read_backwards(text, found))))


def _read_backwards(text: str, found: list[re.Match[str]]) -> Iterator[Quantity]:
    following: tuple[int, str | None] = (len(text), None)
    for match in reversed(found):
        unit = _unit(match)
        start, unit_after = following
        if unit is None and _JOINS_A_RANGE.fullmatch(text[match.end() : start]):
            unit = unit_after
        following = match.start(), unit
        number = match["number"].lower()
        in_digits = number not in NUMBER_WORDS
        value = float(number.replace(",", "")) if in_digits else NUMBER_WORDS[number]
        yield Quantity(value, unit, in_digits, match.start(), match.end())


def _unit(match: re.Match[str]) -> str | None:
    if match["currency"]:
        return "money"
    for n, symbol in enumerate(_SYMBOLS):
        if match[f"u{n}"]:
            return symbol
    return None


def unstated(text: str, source: str) -> list[Quantity]:
    """The quantities of a text that its source does not state.

    A number with a unit must have that unit in the source; a bare number in digits must occur there; bare
    number words ("one of the", "two kinds") state nothing.
    """
    stated = quantities(source)
    pairs = {(quantity.value, quantity.unit) for quantity in stated}
    values = {quantity.value for quantity in stated}
    return [
        quantity
        for quantity in quantities(text)
        if ((quantity.value, quantity.unit) not in pairs if quantity.unit else _is_news(quantity, values))
    ]


def _is_news(quantity: Quantity, values: set[float]) -> bool:
    return quantity.in_digits and quantity.value not in values
