"""Tells what a message is about - a place, a dive site, a course - from what it asks of that."""

import re
from collections.abc import Sequence

from assistant.ages import ADULT, OWN_AGE, ages_in, without_ages
from assistant.conditions import CONDITIONS
from assistant.content_words import content_words
from assistant.courses import courses, names_of_courses, without_courses
from assistant.lexicon import words
from assistant.persons import CHILD, CHILDREN, speaks_of_others
from assistant.phases import PHASES
from assistant.places import Gazetteer
from assistant.quantities import quantities
from assistant.tables import months_in, without_months

# What can be asked of many subjects, and says nothing without one.
ATTRIBUTES = content_words(
    """
    age ages minimum min maximum max limit limits depth deep deeper shallow cost costs price prices cheap
    expensive money long length short time times day days week weeks minutes hours duration month months
    season seasons year best better good bad worst see seen spot fish animals marine life visibility clear
    warm cold water temperature degrees current currents strong wave waves wind rain weather level levels
    certification requirement requirements require allowed certified experience logged dives hard difficult
    difficulty easy easier harder dangerous safe beginner beginners novice kids children family boat shore
    around far reach start suit wetsuit wear thick thickness learn skills
    open closed permit busy crowded located location size big special course take old often
    """
)
_BEING_SOMEWHERE = content_words(
    "re were im here now near close island off coast just still boat beach hotel staying currently right"
    " estoy estamos en el la je suis nous sommes ich bin wir sind di saya kami sono siamo estou"
)
# As in "and what about the same for Komodo instead?", and those who are meant were named before.
_BETWEEN_SUBJECTS = content_words(
    """
    same instead also case again please ok okay well during while
    he she him her his hers they them their theirs
    """
)
_ANOTHER_NUMBER = re.compile(
    r"\W*(?:(?:and|or|what|how|about|at|for|with|if)\W+)*(\d{1,2})\s*(years?|yo)?\W*", re.IGNORECASE
)
_IS_A_QUESTION = re.compile(
    r"(?!.*\bthe same\b)\W*(?:(?:and|so|but|ok) )?"
    r"(?:how (?!about)|what (?!about|if)|when|where|who|why|which|can|may|could|should|do|does|is|are)\b",
    re.IGNORECASE,
)
# Who asks for themselves after a child: "and me?", "how deep may I go?". But not "must I be there?".
_FOR_ONESELF = re.compile(
    r"\b(?:for|and|about) (?:me|myself|adults?|an adult)\b"
    r"|\b(?:may|can|could|should) (?:i|adults?|an adult) (?:\w+ )?(?:dive|go|do|descend)\b"
    r"(?! (?:along|with|together|too|there with))",
    re.IGNORECASE,
)
_CHILDREN = content_words(CHILDREN)
# One takes the place of another of its kind: help for ears on the way down harms on the way up.
_ANIMALS = re.compile(
    r"\b(?:jelly ?fish|lion ?fish|stone ?fish|scorpion ?fish|trigger ?fish|sea urchins?|fire ?coral"
    r"|sea snakes?|cone (?:shells?|snails?)|(?:sting|manta|eagle) ?rays?|mantas?|rays?"
    r"|(?:whale|reef|bull|tiger|thresher|leopard|hammerhead) ?sharks?|sharks?|hammerheads?"
    r"|moray(?: eel)?s?|octopus(?:es)?|turtles?|dolphins?|whales?|dugongs?|barracudas?)\b",
    re.IGNORECASE,
)
_REPLACED = (PHASES, _ANIMALS)
_KINDS = (*_REPLACED, CONDITIONS)
# A condition comes to those before it, unless it is asked for in their place: "and with diabetes?"
_ADDS = re.compile(r"\b(?:also|too|as well|have|has|had|got|plus|if|take|takes|taking)\b", re.IGNORECASE)
# Who compares speaks of both.
_COMPARES = re.compile(r"\b(than|compared?|comparison|versus|vs|both|between|difference|or)\b", re.IGNORECASE)

_OF_SEVERAL = re.compile(
    r"\b(?:(?:which|what) (?:one |site |place )?(?:of (?:the )?(?:two|both|them)|is (?:\w+er|more|less))"
    r"|(?:the|these|those) two|(?:both|either|difference between|compare) (?:of )?them)\b",
    re.IGNORECASE,
)
_CHOOSES = re.compile(
    r"\b(?:or|vs\.?|versus|than|compare|compared|comparison|difference|(?:which|what)(?: \w+)* (?:is|has|are)"
    r" (?:the )?(?:best|better|easier|easiest|harder|deeper|deepest|shallower|warmer|colder|calmer|safer"
    r"|cheaper|nicer|closer|nearer|more|less))\b",
    re.IGNORECASE,
)
# Of more places nobody has use for an answer in a few lines.
_COMPARED_MAX = 3


class Subjects:
    """Carries over from one question to the next what the next one leaves out."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def same_question(self, message: str, context: str) -> str | None:
        """The question before, of what a message names and no more: "and in Komodo?", "what about July?"."""
        message = self._with_age(message, context)
        if _IS_A_QUESTION.match(message):
            return None  # "Can he dive Tiger Reef?" after "how deep can he go?" asks what it says.
        if not self._names_any(message) or self._asked_in(message) or _COMPARES.search(message):
            return None
        rest = self.without_what(message, context)
        return f"{rest}\n{message}" if self._asked_in(rest) or any(months_in(rest)) else None

    def same_subject(self, message: str, context: str) -> str | None:
        """What a message asks, of what the question before was about: "how deep is it?", "which month?"."""
        if not self.needs_subject(message) or self._asks_more_of(context):
            return None
        is_no_child = _asks_for_oneself(message, context)
        if is_no_child and not self._asked_in(message):
            return None  # "And me?" asks the same.
        ages = () if is_no_child else map(_aged, sorted(ages_in(context)))
        names = [*self._gazetteer.names_in(context), *names_of_courses(context), *ages]
        # "Liberty, Tulamben, Bali" and "Bali" name Bali once.
        said_once = " ".join(dict.fromkeys(words(" ".join(names))))
        return f"{said_once}\n{message}" if names else None

    def comparisons(self, message: str, before: Sequence[str]) -> list[str]:
        """What a message asks of several places, asked of each: "which is easier, Tiger Reef or Sail Rock?".

        `before`: earlier messages, oldest first, for "which of the two?".
        """
        names = self._gazetteer.alternatives_in(message) if _CHOOSES.search(message) else []
        if not names and _OF_SEVERAL.search(message):
            said_before = (self._gazetteer.alternatives_in(said) for said in reversed(before))
            names = list(dict.fromkeys(name for said in said_before for name in said))[:2]
        if not 1 < len(names) <= _COMPARED_MAX:
            return []
        rest = self._gazetteer.without_places(message)
        return [f"{rest}\n{name}" for name in names]

    def names_place(self, text: str) -> bool:
        return bool(self._gazetteer.named_in(text))

    def asks_anything(self, text: str) -> bool:
        """Whether a text says more than the names of places, as "we're at Tulamben" does not."""
        return bool(self._asked_in(text) - _BEING_SOMEWHERE)

    def places_in(self, text: str) -> str:
        """The names of places and sites that a text says, each once."""
        return " ".join(dict.fromkeys(words(" ".join(self._gazetteer.names_in(text)))))

    def needs_subject(self, message: str) -> bool:
        """Whether a message, as "how deep?", asks what can be asked of many subjects, and names none."""
        if ages_in(message) or self.names_subject(message):
            return False
        asked = self._asked_in(message)
        # "What about July?" names no subject either, and asks nothing new.
        return asked <= ATTRIBUTES and (bool(asked) or not any(months_in(message)))

    def without_what(self, message: str, text: str) -> str:
        """A text without names of the kinds that a message has its own of."""
        if _COMPARES.search(message):
            return text
        if courses(message):
            text = without_courses(text)
        if any(months_in(message)):
            text = without_months(text)
        if ages_in(message):
            text = without_ages(text)
        elif _asks_for_oneself(message, text):
            text = CHILD.sub(" ", without_ages(text))
        for kind in _REPLACED:
            if kind.search(message):
                text = kind.sub(" ", text)
        if CONDITIONS.search(message) and not self._asked_in(message) and not _ADDS.search(message):
            text = CONDITIONS.sub(" ", text)
        named = self._gazetteer.named_in(message)
        if named:
            # "How deep is Manta Point?" and "and in Bali?": there is one, too.
            text = self._gazetteer.without_places(text, but_for_sites_of=named.destinations)
        return "\n".join(" ".join(line.split()) for line in text.splitlines())

    def _asks_more_of(self, context: str) -> bool:
        """Whether more than an attribute was asked: asthma on a reef, a flight from an island."""
        return _is_of_a_kind(context) or not self._asked_in(context) <= ATTRIBUTES | _CHILDREN

    def names_subject(self, message: str) -> bool:
        """Whether a text names a place, a course, an animal or an illness."""
        return bool(self._gazetteer.named_in(message) or courses(message) or _is_of_a_kind(message))

    def _names_any(self, message: str) -> bool:
        return bool(self.names_subject(message) or any(months_in(message)) or ages_in(message))

    def _with_age(self, message: str, context: str) -> str:
        """Of "and at 12?" after a question about a child, a message that says so."""
        number = _ANOTHER_NUMBER.fullmatch(message)
        if not number:
            return message
        is_age = number[2] or (int(number[1]) < ADULT and ages_in(context) and not _asks_for_number(context))
        return f"aged {number[1]}" if is_age else message

    def _asked_in(self, message: str) -> frozenset[str]:
        rest = self._gazetteer.without_places(without_courses(without_months(without_ages(message))))
        for kind in _KINDS:
            rest = kind.sub(" ", rest)
        return content_words(rest) - _BETWEEN_SUBJECTS


def _asks_for_oneself(message: str, context: str) -> bool:
    """Whether an adult who asked about a child asks for themselves now. In doubt the child is meant."""
    if not _FOR_ONESELF.search(message) or speaks_of_others(message):
        return False
    return bool(CHILD.search(context) or ages_in(context)) and not OWN_AGE.search(context)


def _asks_for_number(context: str) -> bool:
    """Whether another number may be a depth or a count as well as an age."""
    return "how many" in context.lower() or any(one.unit not in (None, "year") for one in quantities(context))


def _aged(age: int) -> str:
    return f"child aged {age}" if age < ADULT else f"aged {age}"


def _is_of_a_kind(message: str) -> bool:
    return any(kind.search(message) for kind in _KINDS)
