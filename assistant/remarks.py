"""What is said below an answer because the library says it otherwise, or leaves it out on purpose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Remark:
    """`text` belongs below what is quoted for a question that asks so, where a quote has what it is about and
    is not in the asker's own terms already."""

    text: str
    asked: re.Pattern[str]
    about: re.Pattern[str]
    said: re.Pattern[str]

    @classmethod
    def of(cls, text: str, *, asked: str, about: str, said: str) -> "_Remark":
        """Of expressions for whole words in any case."""
        patterns = (re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE) for one in (asked, about, said))
        return cls(text, *patterns)

    def belongs(self, question: str, quotes: Iterable[str]) -> bool:
        is_said_otherwise = (self.about.search(quote) and not self.said.search(quote) for quote in quotes)
        return bool(self.asked.search(question)) and any(is_said_otherwise)


_SOLD = (
    "(?:course|trip|liveaboard|dives?|package|certification|licen[cs]e|fee|permit|rental|insurance|gear"
    "|equipment|computer|regulator|suit|card|ticket|ferry|boat|flight|hotel|nitrox)"
)
# The factors are exact to the digits given (international yard and pound, 1959); nothing is converted for
# anybody, because a rounded limit would be another limit.
_REMARKS = (
    _Remark.of(
        "The library gives depths in metres; one metre is about 3.28 feet.",
        asked=r"in (?:feet|ft)|how (?:many|much|deep in) (?:feet|ft)|\d+ ?(?:ft|feet)(?! (?:tall|long))",
        about=r"metres?|meters?|\d ?m",
        said=r"feet|foot|ft",
    ),
    _Remark.of(
        "The library gives temperatures in degrees Celsius: times 1.8, plus 32, they are degrees Fahrenheit.",
        asked=r"fahrenheit|degrees? f|°f|\d+ ?f",
        about=r"celsius|degrees?|°c",
        said=r"fahrenheit",
    ),
    _Remark.of(
        "The library gives weights in kilograms; one kilogram is about 2.2 pounds.",
        asked=r"pounds(?! sterling)|lbs?",
        about=r"kg|kilos?|kilograms?",
        said=r"pounds|lbs?",
    ),
    _Remark.of(
        "The library gives pressures in bar; one bar is about 14.5 psi.",
        asked=r"psi",
        about=r"bar",
        said=r"psi",
    ),
    _Remark.of(
        "The library names no prices, because they change: ask the operator for today's.",
        asked=r"how much (?:does|do|did|will|would) .{1,60} (?:cost|charge)"
        r"|what (?:does|do|will|would) .{1,60} cost(?! (?:me|you|us))|(?:prices?|costs?) (?:of|for) .{1,60}"
        rf"|how much (?:is|are) (?:an? |the |one |my )?(?:\w+ ){{0,3}}{_SOLD}s?",
        about=r".+",
        said=r"[$€£] ?\d[\d.,]*|\d[\d.,]* ?(?:dollars?|euros?|usd|eur|ringgit|myr|rupiah|idr|baht|thb|php)",
    ),
)


def remarks(question: str, quotes: Sequence[str]) -> list[str]:
    """Those that belong below an answer to a question, for which these are quoted."""
    return [remark.text for remark in _REMARKS if remark.belongs(question, quotes)]
