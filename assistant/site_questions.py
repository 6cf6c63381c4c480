"""Answers whether a dive site suits a diver, by the rules of site_fit and not by what a model thinks of it.

The verdict names no number of its own: depths and logged dives are in the page that is quoted below it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.ages import ages_in
from assistant.conditions import CONDITIONS
from assistant.lexicon import words
from assistant.persons import A_CHILD, A_RELATIVE, CHILD, I_AM, I_HAVE
from assistant.site_fit import LEVEL_NAMES, Diver, Reason, Requirements, Verdict, fit
from assistant.tables import months_in

# What divers ask for when they ask whether a site is for them. "Can I see mantas there" is no such question.
_ABOUT_FIT = re.compile(
    r"\b(?:can|may|could|should)"
    r" (?:i|we|you|he|she|they|an?|my \w+|beginners?|novices?|(?:\w+ ){0,3}divers?)\b"
    r"(?: \w+){0,4}? (?:dive|do|visit|manage)\b"
    r"|\bwould (?:i|we|he|she|they|my \w+) be (?:fine|ok|okay|safe|all ?right|good)\b"
    r"|\bam i (?:\w+ )?(?:ready|good|experienced|qualified|certified|trained|allowed)\b"
    r"|\b(?:suitable|suits?|ok|okay|good|right|fine|easy|safe|fits?|too (?:hard|deep|difficult|advanced))\b"
    r".{0,40}?\b(?:for|me|beginners?|novices?|level)\b"
    r"|\bis (?:\w+ ){1,4}(?:ok|okay|suitable|possible|doable|too (?:hard|deep|difficult|advanced))\W*$"
    r"|\b(?:which|what) (?:certification|level|experience|qualification|card)s?\b"
    r"|\b(?:certification|level|experience|dives) (?:is|are|do (?:i|you|we)) (?:needed|need|required)\b"
    r"|\bhow (?:many|much) (?:logged )?(?:dives|experience)\b.{0,20}\b(?:need|required|for)\b",
    re.IGNORECASE,
)
# What no rule of a site knows anything of: age, health, the day's state, company, a plan for the depth.
# Such a question is left to the pages on it.
_BEYOND_RULES = re.compile(
    rf"{CONDITIONS.pattern}|{CHILD.pattern}"
    r"|\b(?:teen\w*|junior|grand\w+|years? old|aged?|heart|lungs?|medic\w*|drugs?|cold|sick\w*|ears?"
    r"|sinus\w*|pain\w*|hurts?|headache|bends|symptoms?|disab\w+|wheelchair|overweight"
    r"|unfit|fly|flying|flight|plane"
    r"|alone|solo|myself|night|dark|deco|nitrox|freediv\w*|snorkel\w*)\b"
    r"|\b\d+ ?(?:m|metres?|meters?|ft|feet)\b",
    re.IGNORECASE,
)
# Who says so speaks of what is not so, not yet so, or not theirs.
_UNSETTLED = re.compile(
    r"n't\b|\b(?:not|dont|never|no|without|yet|fail\w*|start\w*|soon|until|before|after|want|plan\w*"
    r"|going to|will|studying|taking|doing|finish\w*|almost|nearly|need|fewer|less|under|below|if|beginners?"
    rf"|novices?|students?|{A_RELATIVE}s?|{A_CHILD}|he|she|they|who|someone|somebody)\b",
    re.IGNORECASE,
)
# Or somebody's of whom nothing else is known: "is it ok for an Open Water diver?"
_A_DIVERS = r"\bfor an? (?:\w+ )?"
_MINE = rf"\b(?:{I_AM}|{I_HAVE}|i hold|as|with)\s+(?:got\s+)?(?:an?\s+|my\s+)?(?:\w+\s+)?"
# Only the two levels that are said of nobody else may stand alone; an instructor may be who comes along.
_STATED_LEVELS: Mapping[str, re.Pattern[str]] = {
    "OW": re.compile(
        rf"(?:{_MINE}open water\b|{_A_DIVERS}open water (?:certified )?diver\b|\bowd?\b)", re.IGNORECASE
    ),
    "AOW": re.compile(
        rf"(?:{_MINE}advanced\b|{_A_DIVERS}advanced diver\b|\badvanced open water\b|\baowd?\b)", re.IGNORECASE
    ),
    "RESCUE": re.compile(r"\bi(?: am|'m) a (?:certified )?rescue diver\b", re.IGNORECASE),
    "DM": re.compile(r"\bi(?: am|'m) a (?:certified )?divemaster\b", re.IGNORECASE),
    "INSTRUCTOR": re.compile(r"\bi(?: am|'m) an? (?:\w+ )?instructor\b", re.IGNORECASE),
}
_ONLY_TRIED = re.compile(
    r"\bi(?:'ve| have|’ve)? (?:only|just) (?:ever )?(?:done|did|had|tried|made) (?:(?:an?|one|my) )?"
    r"(?:discover scuba|dsd|try dives?|intro dive)",
    re.IGNORECASE,
)
_OPEN_WATER_OF_ADVANCED = re.compile(r"\badvanced open water\b", re.IGNORECASE)
_STATED_DIVES = re.compile(
    r"\b(?:i have|i've|with|and|have|logged)\s+(?:about |around |only |done |made )?(\d{1,5})"
    r" (?:logged )?dives?\b",
    re.IGNORECASE,
)
# Who asks whether AOW is worth it has not said to have it.
_OF_ONESELF = re.compile(
    rf"{_ONLY_TRIED.pattern}"
    rf"|\b(?:{I_AM}|{I_HAVE}|i hold) (?:got |an? |my |only )?(?:certified |padi |ssi |an? )?"
    r"(?:open water|owd?\b|advanced|aowd?\b|rescue diver|dive ?master|instructor|\d{1,5} (?:logged )?dives)",
    re.IGNORECASE,
)
_RELATIVE = rf"(?:(?:he|she)|my (?:\w+ )?{A_RELATIVE})"
_LEVELS_OF_ANOTHER: Mapping[str, str] = {
    "OW": "open water|owd?",
    "AOW": "advanced(?: open water)?|aowd?",
    "RESCUE": "rescue diver",
    "DM": "dive ?master",
    "INSTRUCTOR": "(?:dive|scuba) instructor",
}
_A_LEVEL = "|".join(_LEVELS_OF_ANOTHER.values())
# One clause whose subject is that relative, and what is not said so plainly is not known.
_RECORD = re.compile(
    rf"\b(?P<who>{_RELATIVE})(?: is|['’]s| has| holds)(?: got)?(?: an?| only| just| about| around)*"
    rf"(?: certified| padi| ssi)?(?: (?P<level>{_A_LEVEL})(?: diver| certified| certification| card)?"
    r"(?!\s*(?:guide|instructor|candidate|student|course|lapsed|trainee|soon|next))"
    r"(?:,? (?:with|and)(?: has| about| only)* (?P<dives>\d{1,5}) (?:logged )?dives)?"
    r"| (?P<only_dives>\d{1,5}) (?:logged )?dives)(?!\w)",
    re.IGNORECASE,
)
_OF_MINE = (
    r"(?:(?:open water|advanced|aow|ow|padi|ssi) )?"
    r"(?:level|card|cert\w*|experience|dives|licen[cs]e|qualification|training)"
)
_SOMEBODY = rf"(?:{_RELATIVE}|they|(?:my|our) (?!{_OF_MINE}\b)\w+(?: \w+)?)"
_FOR_ANOTHER = re.compile(
    rf"\b(?:can|may|could|should|would|does|is) {_SOMEBODY}\b"
    rf"|\b(?:for|suits?) (?:him|her|them|{_SOMEBODY})\b",
    re.IGNORECASE,
)
_FOR_ONESELF = re.compile(
    r"\b(?:(?:can|may|could|should|am|do) (?:i|we)|for (?:me|us)|suits? (?:me|us)|both)\b", re.IGNORECASE
)
_SOMEBODYS = re.compile(r"\b(?:my|our|her|his) (\w+)", re.IGNORECASE)
# Of whom or of when it is said makes it another record.
_NOT_THEIR_RECORD = re.compile(
    r"n't\b|\b(?:not|never|no|without|yet|fail\w*|used to|was|lapsed|candidate|half|thinks?|hopes?|wants?"
    r"|will|soon|if|as|i hold|i have|i've|i am|i'm|guide|almost|nearly)\b",
    re.IGNORECASE,
)
_HAS_NEVER_DIVED = re.compile(
    rf"\b{_RELATIVE}(?: has| had|['’]s)? (?:never|not ever) (?:dived|dove|been diving|done (?:it|this))\b"
    rf"|\b{_RELATIVE} (?:has no|does not have a|doesn['’]t have a) (?:dive )?(?:certification|licen[cs]e)\b",
    re.IGNORECASE,
)
_WHICH_SITES = re.compile(
    r"\b(?:which|what|any|list|recommend)\b.{0,30}\b(?:(?:dive )?sites?|dives|spots|reefs|wrecks)\b",
    re.IGNORECASE,
)
_LAST_CLAUSE = re.compile(r"[.!;,]\s*([^.!;,?]+)\?\s*$")
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
_SORTED: Mapping[Verdict, str] = {
    "fits": "Fits",
    "fitsWithLimits": "Fits above the limit of the level only, and goes deeper",
    "unknown": "Cannot be judged with what is known",
    "doesNotFit": "Does not fit",
}
_TRY_DIVE = "Without a certification: only as a try dive, with an instructor and not with a friend."
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

    async def verdict(
        self,
        message: str,
        question: str,
        profile: Mapping[str, Any],
        *,
        asks_the_same: bool = False,
        told: Iterable[str] = (),
    ) -> SiteVerdict | None:
        """`question` is the message with what it points back to ("and is it for me?"); `asks_the_same`: what
        was asked before it was asked of a site, too ("and Salt Pier?"); `told`: earlier messages.

        None when the message asks something else, or no single site is named. Raises LibraryUnavailable.
        """
        # Nor do they know the seasons.
        is_about_fit = asks_the_same or asks_about_fit(message)
        # "I'm Open Water with ten dives. Tiger Reef?"
        clause = _LAST_CLAUSE.search(message) if _OF_ONESELF.search(message) else None
        if not (is_about_fit or clause) or is_beyond_rules(message) or any(months_in(message)):
            return None
        sites = await self._catalogue.sites()
        if not is_about_fit and not (clause and _is_a_name(clause[1], sites)):
            return None
        diver = diver_of(message, profile)
        if _asks_for_another(message) and any(map(_HAS_NEVER_DIVED.search, (*told, message))):
            diver = Diver("none", 0)
        if _WHICH_SITES.search(message):
            return self._sorted(diver, [site for site in sites if _is_there(site, question)])
        site = named_in(message, sites) or named_in(question, sites)
        if site is None:
            return None
        verdict, reasons = fit(site.requirements, diver, self._depth_limits)
        lines = [f"- {line}" for reason in reasons for line in _line(reason, site.requirements, diver)]
        if diver.certification == "none" and verdict != "doesNotFit":
            lines.append(f"- {_TRY_DIVE}")
        says = _HEADLINES[verdict] if diver.certification else _ASKS
        headline = f"**{site.name}, {site.destination}: {says}**"
        return SiteVerdict(site.content_path, "\n\n".join([headline, "\n".join(lines), _CLOSING]))

    def _sorted(self, diver: Diver, sites: Sequence[CatalogueSite]) -> SiteVerdict | None:
        """The sites of one destination by their verdicts; None without a level, or for several places."""
        places = {(site.destination, site.content_path.rpartition("/sites/")[0]) for site in sites}
        if diver.certification is None or len(places) != 1:
            return None
        ((destination, folder),) = places
        by_verdict: dict[Verdict, list[str]] = {}
        for site in sites:
            verdict, _ = fit(site.requirements, diver, self._depth_limits)
            by_verdict.setdefault(verdict, []).append(site.name)
        level = LEVEL_NAMES[diver.certification]
        headline = f"**Dive sites of {destination} for {level}, by the rules of the library**"
        lines = [
            f"- {_SORTED[verdict]}: {', '.join(sorted(by_verdict[verdict]))}."
            for verdict in _SORTED
            if verdict in by_verdict
        ]
        return SiteVerdict(f"{folder}/overview.md", "\n\n".join([headline, "\n".join(lines), _CLOSING]))


def asks_about_fit(text: str) -> bool:
    """Whether a text asks if a site is for somebody."""
    return bool(_ABOUT_FIT.search(text))


def _is_a_name(text: str, sites: Iterable[CatalogueSite]) -> bool:
    """Whether a text is the name of a site, or a part of it, and no more."""
    said = frozenset(words(text)) - {"and", "so"}
    return any(said <= frozenset(words(site.name)) for site in sites)


def is_beyond_rules(text: str) -> bool:
    """Whether a text speaks of what no rule of a site knows: age, health, the day's state, company."""
    return bool(_BEYOND_RULES.search(text) or ages_in(text))


def named_in(question: str, sites: Iterable[CatalogueSite]) -> CatalogueSite | None:
    """The one site that a question names, in full or by what tells its name from others; None for several."""
    said = words(question)
    spaced = f" {' '.join(said)} "
    known = list(sites)
    found = [site for site in known if _spaced(site.name) in spaced]
    found = found or [site for site in known if _is_told(site.name, frozenset(said))]
    # "Sail Rock" is in "Sail Rock North", and not meant by it.
    whole = [
        site
        for site in found
        if not any(site.name != other.name and _spaced(site.name) in _spaced(other.name) for other in found)
    ]
    there = [site for site in whole if _spaced(site.destination) in spaced]
    chosen = there if len({site.name for site in whole}) == 1 and there else whole
    return chosen[0] if len(chosen) == 1 else None


def _spaced(name: str) -> str:
    return f" {' '.join(words(name))} "


def _is_told(name: str, said: frozenset[str]) -> bool:
    """Whether a question says what is particular in a name: "Liberty" of "USAT Liberty"."""
    telling = frozenset(words(name)) - _KINDS
    return bool(telling) and telling <= said and max(map(len, telling)) >= _TELLING_CHARS_MIN


def diver_of(message: str, profile: Mapping[str, Any]) -> Diver:
    """What divers say of themselves, and for the rest what is known of them.

    Nothing at all where something of it is denied, wished for, or said of somebody else: a verdict on the
    wrong diver would be worse than none. Of several levels the lowest counts. Who asks for somebody else
    ("my wife has 60 dives, can she dive it?") is told of those, of whom no profile is known.
    """
    if _asks_for_another(message):
        return _diver_they_ask_for(message)
    if _UNSETTLED.search(message):
        return Diver(None, None)
    plain = _OPEN_WATER_OF_ADVANCED.sub("AOW", message)
    stated = [level for level, said in _STATED_LEVELS.items() if said.search(plain)]
    dives = _STATED_DIVES.findall(message)
    if len(dives) > 1:
        return Diver(None, None)
    if not stated and _ONLY_TRIED.search(message):
        stated = ["none"]
    return Diver(
        stated[0] if stated else profile.get("certification_level"),
        int(dives[0]) if dives else profile.get("logged_dives"),
    )


def _diver_they_ask_for(message: str) -> Diver:
    """What one sentence says of the one person who is asked for."""
    records = list(_RECORD.finditer(message))
    named = {word for record in records for word in record["who"].lower().split()}
    others = {word.lower() for word in _SOMEBODYS.findall(message)} - named
    # "He has 30 dives, can my brother dive it?" is of one, "my brother has, can my wife?" of two.
    if len(records) != 1 or (others and not named <= {"he", "she"}) or len(others) > 1:
        return Diver(None, None)
    if _NOT_THEIR_RECORD.search(message):
        return Diver(None, None)
    (record,) = records
    dives = record["dives"] or record["only_dives"]
    called = record["level"] or ""
    level = (
        level for level, names in _LEVELS_OF_ANOTHER.items() if re.fullmatch(names, called, re.IGNORECASE)
    )
    return Diver(next(level, None), int(dives) if dives else None)


def _asks_for_another(message: str) -> bool:
    return bool(_FOR_ANOTHER.search(message)) and not _FOR_ONESELF.search(message)


def _is_there(site: CatalogueSite, question: str) -> bool:
    """Whether a question names the destination of a site: "Perhentian" of "Perhentian Islands", or "Gozo"."""
    said = frozenset(words(question))
    return any(frozenset(words(name)) - _KINDS <= said for name in site.destination.split(" and "))


def stated_by(told: Iterable[str]) -> dict[str, Any]:
    """What a diver said of themselves, the last word of each: certification_level, logged_dives."""
    known: dict[str, Any] = {}
    for said in filter(_OF_ONESELF.search, told):
        diver = diver_of(said, {})
        stated = {"certification_level": diver.certification, "logged_dives": diver.logged_dives}
        known |= {key: value for key, value in stated.items() if value is not None}
    return known


def _line(reason: Reason, asked: Requirements, diver: Diver) -> Iterator[str]:
    """A reason in words without the catalogue's numbers; nothing where nothing is known or asked."""
    if reason.rule == "certification":
        yield f"Certification: {_lowered(reason.reason)}"
    elif reason.rule == "depth" and reason.verdict in _DEPTHS:
        yield f"Depth: {_DEPTHS[reason.verdict]} ({LEVEL_NAMES[diver.certification or 'none']})."
    elif reason.rule == "loggedDives" and asked.logged_dives is not None:
        if diver.logged_dives is None:
            yield "Logged dives: operators commonly ask for some; the number is not given."
        elif reason.verdict == "fits":
            yield f"Logged dives: {diver.logged_dives} are enough."
        else:
            yield f"Logged dives: operators commonly ask for more than {diver.logged_dives}."


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
