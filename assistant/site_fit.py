"""Compares what a dive site asks for with what is known of a diver: plain rules, each with its reason.

What is not known is never taken for good. Depth limits are those of content/facts.yaml, for divers of 15
years and older; levels above Advanced Open Water do not go deeper without deep training.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.pages import Fact

Verdict = Literal["fits", "fitsWithLimits", "doesNotFit", "unknown"]
Rule = Literal["certification", "loggedDives", "depth"]

LEVELS = ("none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR")
LEVEL_NAMES: Mapping[str, str] = {
    "none": "no certification",
    "OW": "Open Water",
    "AOW": "Advanced Open Water",
    "RESCUE": "Rescue Diver",
    "DM": "Divemaster",
    "INSTRUCTOR": "Instructor",
}
_LIMIT_FACTS: Mapping[str, str] = {
    "none": "depth-try-dive",
    "OW": "depth-open-water",
    **dict.fromkeys(("AOW", "RESCUE", "DM", "INSTRUCTOR"), "depth-advanced"),
}
# The strictest first.
_STRICTNESS: Sequence[Verdict] = ("doesNotFit", "unknown", "fitsWithLimits", "fits")


@dataclass(frozen=True, slots=True)
class Requirements:
    """What is known of a site; None is not known. Depths in metres."""

    certification: str | None
    logged_dives: int | None
    depth_min_m: float | None
    depth_max_m: float | None


@dataclass(frozen=True, slots=True)
class Diver:
    """What is known of a diver; None is not known."""

    certification: str | None
    logged_dives: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's verdict; `depth_limit_m` is how deep the diver's level goes."""

    rule: Rule
    verdict: Verdict
    reason: str
    depth_limit_m: float | None = None


def depth_limits(facts: Iterable[Fact]) -> dict[str, float]:
    """Level -> metres, as far as the library's reviewed facts say."""
    known = {fact.id: float(fact.value) for fact in facts if fact.id in _LIMIT_FACTS.values()}
    return {level: known[fact_id] for level, fact_id in _LIMIT_FACTS.items() if fact_id in known}


def fit(site: Requirements, diver: Diver, limits: Mapping[str, float]) -> tuple[Verdict, list[Reason]]:
    """The strictest verdict, and the reasons in the order certification, logged dives, depth."""
    reasons = [_certification(site, diver), _logged_dives(site, diver), _depth(site, diver, limits)]
    verdicts = {reason.verdict for reason in reasons}
    return next(verdict for verdict in _STRICTNESS if verdict in verdicts), reasons


def _certification(site: Requirements, diver: Diver) -> Reason:
    if site.certification not in LEVELS:
        return Reason("certification", "unknown", "Which level the site asks for is not known.")
    asked = LEVEL_NAMES[site.certification]
    if site.certification == "none":
        return Reason("certification", "fits", "The site asks for no certification.")
    if diver.certification not in LEVELS:
        text = f"The site asks for {asked}; the diver's level is not given."
        return Reason("certification", "unknown", text)
    has = LEVEL_NAMES[diver.certification]
    if LEVELS.index(diver.certification) >= LEVELS.index(site.certification):
        return Reason("certification", "fits", f"The site asks for {asked}; the diver has {has}.")
    return Reason("certification", "doesNotFit", f"The site asks for {asked}; the diver has {has}.")


def _logged_dives(site: Requirements, diver: Diver) -> Reason:
    if site.logged_dives is None:
        return Reason("loggedDives", "fits", "No number of logged dives is known to be asked for.")
    asked = f"Operators commonly ask for {site.logged_dives} logged dives"
    if diver.logged_dives is None:
        return Reason("loggedDives", "unknown", f"{asked}; the diver's number is not given.")
    verdict: Verdict = "fits" if diver.logged_dives >= site.logged_dives else "doesNotFit"
    return Reason("loggedDives", verdict, f"{asked}; the diver has {diver.logged_dives}.")


def _depth(site: Requirements, diver: Diver, limits: Mapping[str, float]) -> Reason:
    limit = limits.get(diver.certification or "")
    if limit is None or site.depth_max_m is None:
        return Reason("depth", "unknown", "The site's depth or the diver's limit is not known.", limit)
    has, deepest = LEVEL_NAMES[diver.certification or ""], f"{site.depth_max_m:g} m"
    if site.depth_max_m <= limit:
        text = f"The site goes to {deepest}; the limit is {limit:g} m ({has})."
        return Reason("depth", "fits", text, limit)
    if site.depth_min_m is not None and site.depth_min_m < limit:
        text = f"The site goes to {deepest}; this diver stays above {limit:g} m ({has})."
        return Reason("depth", "fitsWithLimits", text, limit)
    if site.depth_min_m is None:
        text = f"The site goes to {deepest}, the limit is {limit:g} m ({has}); where it begins is not known."
        return Reason("depth", "unknown", text, limit)
    text = f"The site begins at {site.depth_min_m:g} m; the limit is {limit:g} m ({has})."
    return Reason("depth", "doesNotFit", text, limit)
