"""The rules between pages and the reviewed facts: what is listed is said, and nothing that contradicts it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.front_matter import Fault
from assistant.library_rules import LibraryRule
from assistant.page_rules import fault, one_line, statements
from assistant.pages import Content, Fact
from assistant.quantities import NUMBER_WORDS
from assistant.sections import plain
from assistant.site_fit import depth_limits

_NUMBER = rf"\b(\d+(?:\.\d+)?|{'|'.join(NUMBER_WORDS)})"
_METRES = r"(?: |-)(?:m|metres?)\b"
RECREATIONAL_LIMIT = "depth-recreational-limit"


@dataclass(frozen=True, slots=True)
class Claim:
    """How sentences with `word` state a number that was reviewed: group 1 is the value of one of `facts`."""

    word: str
    pattern: re.Pattern[str]
    facts: tuple[str, ...]


def _claim(word: str, pattern: str, *facts: str) -> Claim:
    return Claim(word, re.compile(pattern, re.IGNORECASE), facts)


_NO_FLY = ("no-fly-single", "no-fly-repetitive", "no-fly-decompression")
_DEPTH = rf"{_NUMBER}{_METRES}"
_PER_MINUTE = rf"{_DEPTH}(?: per | a |/)min"
_LIMIT = r"(?:within|to|above|no deeper than|below|at most|limit (?:of|is)) (?:about )?"
# Deep training changes the limit, and "within 50 metres of the boat" is none.
_GOES_TO = rf"(?:(?!deep training|specialt)[^.;:,|])*?\b{_LIMIT}{_DEPTH}(?! (?:of|from|away))"
_BEGINS_AT = r"[^.;,|]*?(?:from|at least|minimum age:?)"

CLAIMS = (
    _claim("minute", rf"\b(?:ascen|come up|rise)[^.;|]*?{_PER_MINUTE}", "ascent-rate"),
    _claim("hours", rf"\bwait[^.;|]*?{_NUMBER} hours[^.;|]*\b(?:fly|flight|flying|plane|dives?)\b", *_NO_FLY),
    _claim("hours", rf"{_NUMBER} hours (?:[^.;,|]* )?before (?:\w+ )?(?:fly|flight)", *_NO_FLY),
    _claim("no-fly", rf"\bno-fly time[^.;|]*?{_NUMBER} hours", *_NO_FLY),
    _claim("safety stop", rf"\bsafety stop[^.;|]*?{_NUMBER}(?: |-)minutes?\b", "safety-stop-minutes"),
    _claim("safety stop", rf"\bsafety stop[^.;|]*? at (?:about )?{_DEPTH}", "safety-stop-depth"),
    _claim(" bar", rf"\b(?:surface|boat|surfacing) with {_NUMBER} bar", "surface-reserve"),
    _claim("oxygen", r"\b(\d\.\d) bar of oxygen", "po2-working", "po2-contingency"),
    _claim("partial pressure", r" (\d\.\d) bar", "po2-working", "po2-contingency"),
    _claim("32", rf"\bEANx?32\b[^.;]*?{_DEPTH}", "mod-ean32"),
    _claim("36", rf"\bEANx?36\b[^.;]*?{_DEPTH}", "mod-ean36"),
    _claim("recreational nitrox", rf"nitrox[^.;|]*?{_NUMBER} percent", "nitrox-recreational-max"),
    _claim("hot water", rf"\bhot water[^.;|]*?{_NUMBER} degrees", "hot-water-temperature"),
    _claim(
        "recreational",
        rf"\brecreational (?:div|limit|depth)[^.;:,|]*? (?:at|is|of|than|to) {_DEPTH}",
        RECREATIONAL_LIMIT,
    ),
    _claim("deep", rf"\bDeep (?:Diver|specialty)[^.;:,|]*? (?:go|dives?) to {_DEPTH}", RECREATIONAL_LIMIT),
    _claim("try dive", rf"\btry dives?\b{_GOES_TO}", "depth-try-dive"),
    _claim(
        "open water diver",
        rf"(?<!Advanced )(?<!Junior )\bOpen Water divers?\b{_GOES_TO}",
        "depth-open-water",
    ),
    _claim(
        "advanced open water",
        rf"\bAdvanced Open Water\b{_GOES_TO}",
        "depth-advanced",
        "depth-junior-advanced",
        "depth-open-water",
    ),
    _claim("deep training", rf"\bbelow {_DEPTH}[^.;:,|]* deep training", "depth-advanced"),
    _claim("deep training", rf"\bdeep training[^.;:,|]*? below {_DEPTH}", "depth-advanced"),
    _claim(
        "junior open water", rf"\bJunior Open Water\b{_BEGINS_AT} {_NUMBER} years", "age-open-water-junior"
    ),
    _claim(
        "years old", rf"\b(?:divemaster|instructor)s?\b{_BEGINS_AT} {_NUMBER} years old", "age-divemaster"
    ),
)


def _stated_facts(content: Content) -> Iterator[Fault]:
    facts = {fact.id: fact for fact in content.facts}
    unreadable = not content.facts or any(fault.path.endswith(".yaml") for fault in content.faults)
    for page in content.pages:
        text = one_line(plain(page.body)).casefold()
        for name in page.facts:
            fact = facts.get(name)
            if fact is None and not unreadable:
                yield fault(page, page.line_of("facts"), f"{name!r} is no fact that was reviewed")
            elif fact is not None and not any(one_line(phrase).casefold() in text for phrase in fact.phrases):
                wanted = " or ".join(f'"{phrase}"' for phrase in fact.phrases)
                yield fault(page, page.line_of("facts"), f"the fact {name!r} is not stated: say {wanted}")


def _contradictions(content: Content) -> Iterator[Fault]:
    """A page that says another number than the one that was reviewed, whether or not it lists the fact."""
    reviewed = {fact.id: fact for fact in content.facts if _is_number(fact)}
    for page in content.pages:
        for line, statement in statements(page):
            for claim, told in _claims(statement):
                message = _contradiction(told, [reviewed[name] for name in claim.facts if name in reviewed])
                if message:
                    yield fault(page, line, message)


def _claims(statement: str) -> Iterator[tuple[Claim, str]]:
    """What a sentence claims, with the number it says."""
    words = statement.lower()
    for claim in CLAIMS:
        # Looking for a word is quicker than looking for a pattern, and most sentences claim nothing.
        if claim.word in words:
            for match in claim.pattern.finditer(statement):
                yield claim, match[1]


def _contradiction(told: str, facts: list[Fact]) -> str | None:
    if not facts or any(_value(told) == float(fact.value) for fact in facts):
        return None
    known = " or ".join(f"{fact.value} {fact.unit or ''}".strip() + f" ({fact.id})" for fact in facts)
    return f"says {told} where the reviewed facts say {known}: correct the page, or review the fact"


def _is_number(fact: Fact) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", fact.value) is not None


def _numbers(content: Content) -> Iterator[Fault]:
    """Sentences, sites and divers are compared with these."""
    counted_with = {name for claim in CLAIMS for name in claim.facts}
    for fact in content.facts:
        if fact.id in counted_with and not _is_number(fact):
            message = f"the fact {fact.id!r} needs a number as its `value`, not {fact.value!r}"
            yield Fault(fact.path, fact.line, message)


def _said_values(content: Content) -> Iterator[Fault]:
    """A value changed and its sentence forgotten, or the other way round."""
    for fact in content.facts:
        told = {_value(word) for word in re.findall(rf"{_NUMBER}\b", fact.statement, re.IGNORECASE)}
        if _is_number(fact) and float(fact.value) not in told:
            message = f"the `statement` of the fact {fact.id!r} does not name its `value` {fact.value}"
            yield Fault(fact.path, fact.line, message)


def _value(word: str) -> float:
    word = word.lower()
    return NUMBER_WORDS[word] if word in NUMBER_WORDS else float(word)


def _unique_facts(content: Content) -> Iterator[Fault]:
    counted = Counter(fact.id for fact in content.facts)
    for fact in content.facts:
        if counted[fact.id] > 1:
            yield Fault(fact.path, fact.line, f"the fact {fact.id!r} is there {counted[fact.id]} times")


def _site_depths(content: Content) -> Iterator[Fault]:
    """A catalogue for recreational divers leads nobody below the limit of recreational diving."""
    limits = [
        float(fact.value) for fact in content.facts if fact.id == RECREATIONAL_LIMIT and _is_number(fact)
    ]
    for page in content.pages:
        deepest = page.site.depth_max_m if page.site else None
        if limits and deepest is not None and deepest > limits[0]:
            message = (
                f"`site.depth_max_m` {deepest:g} is deeper than recreational diving goes ({limits[0]:g} m)"
            )
            advice = "give the depth that divers go to, and let the text say that it drops on"
            yield fault(page, page.line_of("site.depth_max_m"), f"{message}: {advice}")


def _site_levels(content: Content) -> Iterator[Fault]:
    """Nobody fits a site that begins below the limit of the level it asks for."""
    limits = depth_limits(filter(_is_number, content.facts))
    for page in content.pages:
        level = page.site.min_certification if page.site else None
        shallowest = page.site.depth_min_m if page.site else None
        limit = limits.get(level or "")
        if limit is not None and shallowest is not None and shallowest > limit:
            message = f"`site.min_certification` {level} goes to {limit:g} m, but the dive begins at"
            yield fault(page, page.line_of("site.min_certification"), f"{message} {shallowest:g} m")


FACT_RULES: tuple[LibraryRule, ...] = (
    _stated_facts,
    _contradictions,
    _numbers,
    _said_values,
    _unique_facts,
    _site_depths,
    _site_levels,
)
