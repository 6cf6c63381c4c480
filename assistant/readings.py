"""How a message can be understood: as it stands, and with what the diver said before it.

"And how deep is it?" says nothing without the site before it, "How many days?" not much, and "What is
nitrox?" changes the subject. Every reading is looked for, and the best passages of them all are taken
(measured on 28 follow-ups and on 96 short questions after one on another subject: nDCG .71 and .80, against
.64 and .79 when one reading was chosen beforehand).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.evidence import confidence
from assistant.language_models import Utterance
from assistant.library import Passage

_POINTS_BACK = re.compile(
    r"^(and|but|so|also|ok|what about|how about)\b"
    r"|\b(it|its|there|that|this|they|them|their|those|these|one|he|she|him|her|his)\b",
    re.IGNORECASE,
)
# Longer messages say what they mean.
_SHORT_WORDS = 9
# As in "liveaboard or resort?", "I have Open Water", "is that enough?"
_EARLIER_QUESTIONS = 2
# Where the message does not point back, what only the questions before it bring stands behind and has to be
# certain, or the last answer would come again for a question that has none.
GUESS_PENALTY = 0.15
GUESS_CONFIDENCE_MIN = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What to look for. `is_guess`: nothing in the message says that it belongs to what was said before."""

    text: str
    is_guess: bool = False


def readings(message: str, history: Sequence[Utterance]) -> list[Reading]:
    """The message, and where it is short with one and two of the diver's questions before it."""
    earlier = [said.content for said in history if said.role == "user"][-_EARLIER_QUESTIONS:]
    if len(message.split()) > _SHORT_WORDS:
        earlier = []
    is_guess = not _POINTS_BACK.search(message)
    said_before = (earlier[-count:] for count in range(1, len(earlier) + 1))
    return [Reading(message), *(Reading("\n".join([*said, message]), is_guess) for said in said_before)]


def in_context(message: str, history: Sequence[Utterance]) -> str:
    """The one reading for those who can have only one: with the question before it where it points back."""
    return next((reading.text for reading in readings(message, history)[1:] if not reading.is_guess), message)


def merged(readings: Sequence[Reading], found: Sequence[Sequence[Passage]], limit: int) -> list[Passage]:
    """The best `limit` passages of all readings, each as the reading found it that it fits best."""
    best: dict[object, Passage] = {}
    for reading, passages in zip(readings, found, strict=True):
        for passage in _believed(reading, passages):
            if passage.id not in best or passage.score > best[passage.id].score:
                best[passage.id] = passage
    return sorted(best.values(), key=lambda passage: passage.score, reverse=True)[:limit]


def _believed(reading: Reading, passages: Sequence[Passage]) -> list[Passage]:
    if not reading.is_guess:
        return list(passages)
    return [
        replace(passage, score=passage.score - GUESS_PENALTY)
        for passage in passages
        if confidence(passage) >= GUESS_CONFIDENCE_MIN
    ]
