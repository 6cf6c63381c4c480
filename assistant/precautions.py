"""Keeps in mind what a diver told that may forbid a dive: an illness, a pregnancy, a flight home.

Who said "I am pregnant" and asks two questions later whether she can dive there must not be told what the
place is like for beginners.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.conditions import conditions_in
from assistant.phases import flies_before_diving

# Of more nobody tells, and each is looked for.
CONDITIONS_MAX = 3
_WHO = r"(?:i|we|he|she|they|it|that|this|both|my \w+)"
_ASKS_WHETHER = re.compile(
    rf"\b(?:can|may|could|should|shall|must|am|are|is) {_WHO}\b.{{0,60}}?"
    r"\b(?:dive|diving|dives|snorkel\w*|go|do|join|try|descend|safe|ok|okay|allowed|fine|dangerous)\b"
    r"|\b(?:safe|ok|okay|fine|good|suitable|allowed|dangerous) for (?:me|us|him|her|them|my)\b",
    re.IGNORECASE,
)
# "What should I do if my buddy has asthma?" tells of nobody, and may be followed by any question.
_TEACH_ME = re.compile(
    r"\W*(?:what|why|how|when|which|who|where|is|are|does|do|tell|explain)\b", re.IGNORECASE
)
_TELLS = re.compile(
    r"\b(?:i|we|he|she) (?:have|has|had|am|is|was|take|suffer\w*|get)\b|\b(?:i'm|i’m|im|i've|i’ve)\b",
    re.IGNORECASE,
)


def asks_whether(message: str) -> bool:
    """Whether somebody asks if they may, or if it is safe."""
    return bool(_ASKS_WHETHER.search(message))


def precautions(message: str, told: Sequence[str]) -> Iterator[str]:
    """What to look for beside a message that asks whether somebody may dive, after what was `told` before."""
    if not asks_whether(message):
        return
    of_divers = (said for said in told if _TELLS.search(said) or not _TEACH_ME.match(said))
    conditions = dict.fromkeys(name for said in of_divers for name in conditions_in(said))
    for name in [*conditions][-CONDITIONS_MAX:]:
        if name not in message.lower():
            yield f"can I dive with {name}?"
    if flies_before_diving(message) is None and any(flies_before_diving(said) is False for said in told):
        yield "how long after diving may I fly?"
