"""Tells the way down from the way up, and a dive before a flight from one after it.

What helps ears on the way down harms them on the way up, and who flies in may dive long before who flies out
may fly.
"""

import re
from enum import Enum

PHASES = re.compile(
    r"\b(?:(?P<down>descents?|descend(?:s|ing)?|(?:going|go|on the way) down)"
    r"|(?P<up>ascents?|ascend(?:s|ing)?|(?:going|go|on the way) up))\b",
    re.IGNORECASE,
)

_FLIGHT = re.compile(r"\b(?:fly|flying|flights?|planes?|airplanes?)\b", re.IGNORECASE)
# Who flies afterwards may have arrived by plane as well, and in doubt waits.
_LEAVES = re.compile(
    r"\bbefore (?:\w+ ){0,3}?(?:fly|flying|flights?|planes?|airplanes?)\b"
    r"|\b(?:may|can|could|should|must|to|safely) (?:i |we |you )?fly\b"
    r"|\b(?:fly|flying|flight|plane) (?:home|back|out|away|on)\b"
    r"|\bfly(?:ing)? (?:\w+ ){0,3}?after (?:\w+ ){0,3}?div",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"\barriv\w*|\bland(?:ed|ing|s)?\b|\bjet ?lag|\bfl(?:ew|own)\b"
    r"|\bdiv(?:e|es|ing)\b.{0,60}?\bafter\b.{0,60}?\b(?:fly|flying|flights?|planes?)\b"
    r"|\bfrom the (?:flight|plane|airplane)\b|\bfly(?:ing)? in(?:to)?\b",
    re.IGNORECASE,
)


class Phase(Enum):
    """The part of a dive."""

    DESCENT = "down"
    ASCENT = "up"


def phase_of(text: str) -> Phase | None:
    """The phase that a text names; None when it names none, or both."""
    named = {match.lastgroup for match in PHASES.finditer(text)}
    return Phase(named.pop()) if len(named) == 1 else None


def flies_before_diving(text: str) -> bool | None:
    """Whether a flight comes before the dive. None without a flight; False, the safe reading, in doubt."""
    if _LEAVES.search(text):
        return False
    if _ARRIVED.search(text):
        return True
    return False if _FLIGHT.search(text) else None
