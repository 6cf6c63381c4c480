"""Decides who answers: one of four specialists, or nobody when it is only a greeting."""

from enum import StrEnum

from assistant.lexicon import Lexicon, words
from assistant.routing_words import COURTESIES, GREETINGS, TOPICS
from assistant.triage import mentions_danger


class Specialist(StrEnum):
    """Whose question it is. In a tie the one listed first answers: a course or a place is what the diver
    wants, and the danger mentioned beside it is a detail of it."""

    CERTIFICATION = "certification"
    TRIP = "trip"
    SAFETY = "safety"
    GENERAL = "general"


_TOPICS = Lexicon(TOPICS)
_SMALL_TALK = Lexicon({"greeting": GREETINGS, "courtesy": COURTESIES})


def route(message: str) -> Specialist:
    """The specialist with most signals, whole words and phrases only. Without any, whoever speaks of
    a danger is for safety, anybody else for the generalist."""
    sentences = _TOPICS.read(message)
    scores = {topic: sum(s.places(topic).bit_count() for s in sentences) for topic in Specialist}
    best = max(Specialist, key=scores.__getitem__)
    if scores[best]:
        return best
    return Specialist.SAFETY if mentions_danger(message) else Specialist.GENERAL


def is_greeting(message: str) -> bool:
    """A greeting, thanks or goodbye with nothing asked beside it."""
    for sentence in _SMALL_TALK.read(" ".join(words(message))):
        understood = sentence.places("greeting", "courtesy").bit_count() == sentence.length
        return understood and sentence.has("greeting")
    return False
