"""Tells the way down from the way up, and a dive before a flight from one after it.

What helps ears on the way down harms them on the way up, and who flies in may dive long before who flies out
may fly.
"""

import re
from enum import Enum

_MOVING = "(?:go|goes|going|went|come|comes|coming|came|swim|swimming|head|heading|float|floating)(?: back)?"
_ON_THE_WAY = "on (?:the|my|our|your|his|her) way(?: back)?"
PHASES = re.compile(
    rf"\b(?:(?P<down>descents?|descend(?:s|ed|ing)?|{_MOVING} down|sinking|{_ON_THE_WAY} down)"
    rf"|(?P<up>ascents?|ascend(?:s|ed|ing)?|{_MOVING} up|surfacing|{_ON_THE_WAY} up))\b",
    re.IGNORECASE,
)

_FLIGHT = re.compile(r"\b(?:fly|flying|flights?|planes?|airplanes?)\b", re.IGNORECASE)
# Who flies afterwards may have arrived by plane as well, and in doubt waits.
_LEAVES = re.compile(
    r"\blast dives?\b|\bafter (?:my |our |the |a |last |two |three |\d+ )*div(?:e|es|ing)\b|\bhours? after\b"
    r"|\b(?:catch|take|board|boarding|taking) (?:\w+ ){0,2}?(?:flights?|planes?|airplanes?)\b"
    r"|\bbefore (?:\w+ ){0,3}?(?:fly|flying|flights?|planes?|airplanes?)\b"
    r"|\b(?:may|can|could|should|must|to|safely) (?:i |we |you )?fly\b"
    r"|\b(?:fly|flying|flight|plane) (?:home|back|out|away|on)\b",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"\barriv\w*|\bland(?:ed|ing|s)?\b|\bjet ?lag|\bfl(?:ew|own)\b"
    r"|\b(?:after|from) (?:a |the |my |our )?(?:long |short |long ?haul )?(?:fly|flying|flights?|planes?)\b"
    r"|\bfly(?:ing)? in(?:to)?\b",
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
    """Whether a flight comes before the dive. None without any; False, the safe reading, in doubt."""
    has_arrived = bool(_ARRIVED.search(text))
    if not has_arrived and not _FLIGHT.search(text):
        return None
    return has_arrived and not _LEAVES.search(text)
