"""Answers whether a dive site suits a diver, by the rules of site_fit and not by what a model thinks of it.

The verdict names no number of its own: depths and logged dives are in the page that is quoted below it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.lexicon import words
from assistant.quantities import quantities
from assistant.ranking import courses
from assistant.site_fit import LEVEL_NAMES, Diver, Reason, Requirements, Verdict, fit

# What divers ask for when they ask whether a site is for them. "Can I see mantas there" is no such question.
_ABOUT_FIT = re.compile(
    r"\b(?:can|may|could|should) (?:i|we|you|an?|my \w+|beginners?|novices?|(?:\w+ ){0,3}divers?)\b"
    r"(?: \w+){0,4}? (?:dive|do|visit|manage)\b"
    r"|\bam i (?:\w+ )?(?:ready|good|experienced|qualified|certified|trained|allowed)\b"
    r"|\b(?:suitable|suits?|ok|okay|good|right|fine|easy|safe|fits?|too (?:hard|deep|difficult|advanced))\b"
    r".{0,40}?\b(?:for|me|beginners?|novices?|level)\b"
    r"|\b(?:which|what) (?:certification|level|experience|qualification|card)s?\b"
    r"|\b(?:certification|level|experience|dives) (?:is|are|do (?:i|you|we)) (?:needed|need|required)\b"
    r"|\bhow (?:many|much) (?:logged )?(?:dives|experience)\b.{0,20}\b(?:need|required|for)\b",
    re.IGNORECASE,
)
_FLYING = re.compile(r"\b(?:fly|flying|flight|plane)\b", re.IGNORECASE)
_LEVELS_OF_COURSES = {
    "open water": "OW",
    "advanced": "AOW",
    "rescue": "RESCUE",
    "divemaster": "DM",
    "instructor": "INSTRUCTOR",
}
_UNCERTIFIED = re.compile(
    r"\b(?:not certified|uncertified|no certification|without (?:a )?certification|never dived)\b",
    re.IGNORECASE,
)
# Words of names that many sites share; the rest of a name tells it.
_KINDS = frozenset(
    words(
        "the of and at de la el point rock reef wall bay island islands wreck garden gardens house usat htms"
        " hms ss mv"
    )
)
_TELLING_CHARS_MIN = 6
_HEADLINES: Mapping[Verdict, str] = {
    "fits": "fits, by the rules of the library",
    "fitsWithLimits": "fits with limits, by the rules of the library",
    "doesNotFit": "does not fit, by the rules of the library",
    "unknown": "cannot be judged with what is known",
}
_DEPTHS: Mapping[Verdict, str] = {
    "fits": "all of it is within the limit of the level",
    "fitsWithLimits": "it goes deeper than the limit of the level, so only the part above fits",
    "doesNotFit": "it begins deeper than the limit of the level",
}
_ASKS = "what it asks for, by the library"
_CLOSING = "These are rules for planning. The operator decides, and so do the conditions of the day."


@dataclass(frozen=True, slots=True)
class CatalogueSite:
    """A dive site of the catalogue that has a page in the library."""

    name: str
    destination: str
    content_path: str
    requirements: Requirements


class Catalogue(Protocol):
    """The dive sites that divers may ask about."""

    async def sites(self) -> Sequence[CatalogueSite]:
        """All that have a page. Raises LibraryUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class SiteVerdict:
    """What the rules say, and the page that it is about."""

    content_path: str
    text: str


class SiteQuestions:
    """Recognises questions on whether a site fits, and answers them. Asks the catalogue for those alone."""

    def __init__(self, catalogue: Catalogue, depth_limits: Mapping[str, float]) -> None:
        self._catalogue = catalogue
        self._depth_limits = depth_limits

    async def verdict(self, message: str, question: str, profile: Mapping[str, Any]) -> SiteVerdict | None:
        """`question` is the message with what it points back to ("and is it for me?").

        None when the message asks something else, or no single site is named. Raises LibraryUnavailable.
        """
        if not _ABOUT_FIT.search(message) or _FLYING.search(message):
            return None
        site = named_in(question, await self._catalogue.sites())
        if site is None:
            return None
        diver = diver_of(question, profile)
        verdict, reasons = fit(site.requirements, diver, self._depth_limits)
        lines = [f"- {line}" for reason in reasons for line in _line(reason, site.requirements, diver)]
        says = _HEADLINES[verdict] if diver.certification else _ASKS
        headline = f"**{site.name}, {site.destination}: {says}**"
        return SiteVerdict(site.content_path, "\n\n".join([headline, "\n".join(lines), _CLOSING]))


def named_in(question: str, sites: Iterable[CatalogueSite]) -> CatalogueSite | None:
    """The one site that a question names, in full or by what tells its name from others; None for several."""
    said = words(question)
    spaced = f" {' '.join(said)} "
    known = list(sites)
    found = [site for site in known if f" {' '.join(words(site.name))} " in spaced]
    found = found or [site for site in known if _is_told(site.name, frozenset(said))]
    longest = [site for site in found if len(site.name) == max(len(one.name) for one in found)]
    there = [site for site in longest if f" {' '.join(words(site.destination))} " in spaced]
    chosen = there or longest
    return chosen[0] if len(chosen) == 1 else None


def _is_told(name: str, said: frozenset[str]) -> bool:
    """Whether a question says what is particular in a name: "Liberty" of "USAT Liberty"."""
    telling = frozenset(words(name)) - _KINDS
    return bool(telling) and telling <= said and max(map(len, telling)) >= _TELLING_CHARS_MIN


def diver_of(question: str, profile: Mapping[str, Any]) -> Diver:
    """What the question says of the diver, and for the rest what is known of them."""
    named = [_LEVELS_OF_COURSES[course] for course in courses(question) if course in _LEVELS_OF_COURSES]
    order = list(LEVEL_NAMES)
    level = max(named, key=order.index) if named else profile.get("certification_level")
    if _UNCERTIFIED.search(question):
        level = "none"
    dives = [int(number.value) for number in quantities(question) if number.unit == "dive"]
    return Diver(level, dives[0] if dives else profile.get("logged_dives"))


def _line(reason: Reason, asked: Requirements, diver: Diver) -> Iterator[str]:
    """A reason in words without the catalogue's numbers; nothing where nothing is known or asked."""
    if reason.rule == "certification":
        yield f"Certification: {_lowered(reason.reason)}"
    elif reason.rule == "depth" and reason.verdict in _DEPTHS:
        yield f"Depth: {_DEPTHS[reason.verdict]} ({LEVEL_NAMES[diver.certification or 'none']})."
    elif reason.rule == "loggedDives" and asked.logged_dives is not None:
        if diver.logged_dives is None:
            yield "Logged dives: operators commonly ask for some; your number is not given."
        elif reason.verdict == "fits":
            yield f"Logged dives: {diver.logged_dives} are enough."
        else:
            yield f"Logged dives: operators commonly ask for more than {diver.logged_dives}."


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
