"""Keeps in mind what a diver told that may forbid a dive: an illness, a flight home, a child's age.

Who said "I am pregnant" and asks two questions later whether she can dive there must not read only what the
place is like for beginners, and who asked for an eleven-year-old how deep a wreck is must read how deep a
child may go. A wife's pregnancy does not forbid her husband's dive.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.ages import ADULT, ages_in
from assistant.conditions import conditions_in
from assistant.persons import I_AM, I_HAVE, same_persons
from assistant.phases import flies_before_diving
from assistant.tables import A_MONTH, months_in

# Of more nobody tells, and each is looked for.
CONDITIONS_MAX = 3
_ASKER = r"(?:i|we|he|she|they|it|that|this|both|my \w+)"
_ASKS_WHETHER = re.compile(
    rf"\b(?:can|may|could|should|shall|must|am|are|is) {_ASKER}\b.{{0,60}}?"
    r"\b(?:dive|diving|dives|snorkel\w*|go|do|join|try|descend|safe|ok|okay|allowed|fine|dangerous)\b"
    r"|\bis (?:an?|one|the) (?:\w+ ){0,2}dive\b.{0,40}\b(?:ok|okay|safe|possible|fine|allowed|sensible)\b"
    r"|\b(?:i|we|he|she|they)(?:'d like| would like| (?:only |just |really )?wants?| plans?| hopes?) to\b"
    r".{0,40}\b(?:dives?|diving|snorkel\w*|course)\b"
    r"|\b(?:safe|ok|okay|fine|good|better|suitable|allowed|dangerous) for (?:me|us|him|her|them|my)\b",
    re.IGNORECASE,
)
# Who asks which sites to dive means to dive them.
_PLANS_TO_DIVE = re.compile(
    r"\b(?:which|what|any|best|good|recommend\w*|suggest\w*|where|favou?rite)\b.{0,40}"
    r"\b(?:(?:dive )?sites?|dives?|dive spots?|go diving|night dive|dive (?:there|first))\b",
    re.IGNORECASE,
)
_ABOUT_EARS = re.compile(r"\b(?:ears?|equali[sz]\w*|sinus\w*|nose|valsalva)\b", re.IGNORECASE)
_OF_THE_NOSE = re.compile(r"\b(?:cold|flu|congested|blocked|stuffy|sinus\w*|hay ?fever)\b", re.IGNORECASE)
# "And Salt Pier?" asks of another place what was asked before; "and when is Bali best?" asks something else.
_GOES_ON = re.compile(
    r"\W*(?:(?:ok|okay|so|but|then|and|or|also)\b\W*)*(?:and|or|also|but|what about|how about)\b",
    re.IGNORECASE,
)
# "Tiger Reef?" asks the same of Tiger Reef.
_BARE_WORDS_MAX = 4
_ASKS_SOMETHING_ELSE = re.compile(
    r"\b(?:when|where|why|which|who|how (?!about)|what(?! about)|best|warm|costs?|price|see|tell|list|rent"
    r"|sells?|thanks)\b",
    re.IGNORECASE,
)
_SNORKEL = re.compile(r"\bsnorkel", re.IGNORECASE)
_ASKS_HOW_DEEP = re.compile(
    r"\b(?:deep|deeper|depth|feet|ft|met(?:re|er)s|suits?|suitable|level|which sites?)\b", re.IGNORECASE
)
# "What should I do if my buddy has asthma?" tells of nobody, and may be followed by any question.
_TEACH_ME = re.compile(
    r"\W*(?:what|why|how|when|which|who|where|is|are|does|do|tell|explain)\b", re.IGNORECASE
)
_TELLS = re.compile(
    rf"\b(?:i|we|he|she) (?:have|has|had|am|is|was|takes?|suffer\w*|gets?|broke)\b|\b(?:{I_AM}|{I_HAVE})\b",
    re.IGNORECASE,
)
_TELLS_OF_ANOTHER = re.compile(
    r"\W*(?:(?:and|also|but) )?my \w+ (?:has|had|is|was|takes?|suffer\w*|gets?|broke)\b", re.IGNORECASE
)
# What is over when it is over.
_PASSING = re.compile(
    r"\b(?:cold|flu|fever|cough\w*|covid|sick|ill|illness|beers?|drunk|alcohol|hangover|hungover|congested"
    r"|blocked|stuffy)\b",
    re.IGNORECASE,
)
_IS_OVER_OR_FEARED = re.compile(
    r"\b(?:if (?:i|we|he|she|they|somebody|someone)"
    r"|last (?:week|month|year|spring|summer|autumn|winter)|ago|(?:fine|good|ok|okay|better|healthy) now"
    r"|all (?:fine|good)|recovered"
    rf"|in (?:{A_MONTH}|may))\b",
    re.IGNORECASE,
)


def precautions(message: str, told: Sequence[str], *, names_place: bool = False) -> Iterator[str]:
    """What to look for beside a message, after what was `told` before.

    `names_place`: the message, as it is understood, is about a dive site or another place.
    """
    conditions = conditions_of(message, told, names_place=names_place)
    if _SNORKEL.search(message):
        yield from (f"can I snorkel with {name}?" for name in conditions)
    yield from (f"can I dive with {name}?" for name in conditions)
    has_flight = any(flies_before_diving(said) is False for said in told)
    asks = asks_whether(message) or bool(_PLANS_TO_DIVE.search(message))
    continues = goes_on(message, told)
    if (asks or continues) and has_flight and flies_before_diving(message) is None:
        yield "how long after diving may I fly?"
    ages = _childs_ages([message]) or _childs_ages(of_the_same(message, told))
    is_asked_for = not ages_in(message) and (asks or _ASKS_HOW_DEEP.search(message))
    is_of_another_age = ages_in(message) and _childs_ages(told)
    is_about_a_dive = names_place or is_asked_for or is_of_another_age or continues
    if ages and is_about_a_dive:
        yield f"child aged {' '.join(map(str, ages))}\nhow deep may children dive?"


def conditions_of(message: str, told: Sequence[str], *, names_place: bool = False) -> list[str]:
    """What may forbid those to dive of whom a message asks whether they may, or tells it."""
    if _ABOUT_EARS.search(message) and not conditions_in(message):
        return [name for name in _conditions(of_the_same(message, told)) if _OF_THE_NOSE.search(name)]
    if asks_whether(message) or goes_on(message, told) or _PLANS_TO_DIVE.search(message):
        of_them = of_the_same(message, told)
        by_divers = [said for said in of_them if _TELLS.search(said) or not _TEACH_ME.match(said)]
        has_several = len(conditions_in(message)) > 1
        return _conditions([*by_divers, *([message] if names_place or has_several else [])])
    return _conditions([message]) if names_place or states(message) else []


def asks_whether(message: str) -> bool:
    """Whether somebody asks if they may, or if it is safe."""
    return bool(_ASKS_WHETHER.search(message))


def goes_on(message: str, told: Sequence[str]) -> bool:
    """Whether somebody only names what else they ask the same of, and that was no question on facts."""
    if not _names_another(message) or states(message):
        return False
    for said in reversed(told):
        if asks_whether(said):
            return True
        if not _names_another(said):
            return not _ASKS_SOMETHING_ELSE.search(said)
    return False


def _names_another(message: str) -> bool:
    is_bare = message.rstrip().endswith("?") and len(message.split()) <= _BARE_WORDS_MAX
    is_fact = _ASKS_SOMETHING_ELSE.search(message) or any(months_in(message))
    return bool(is_bare or _GOES_ON.match(message)) and not is_fact


def of_the_same(message: str, told: Sequence[str]) -> list[str]:
    """What was told of those of whom a message speaks."""
    return [said for said in told if same_persons(message, said)]


def _conditions(told: Sequence[str]) -> list[str]:
    """What they tell of, but for "if I get ill" and for the cold of last month."""
    found = dict.fromkeys(
        name
        for said in told
        for name in conditions_in(said)
        if not (_PASSING.search(name) and _IS_OVER_OR_FEARED.search(said))
    )
    return [*found][-CONDITIONS_MAX:]


def states(message: str) -> bool:
    """ "I'm seven months pregnant" asks, without a question, whether that forbids diving."""
    tells = _TELLS.search(message) or _TELLS_OF_ANOTHER.match(message)
    return bool(tells) and "?" not in message


def _childs_ages(told: Sequence[str]) -> list[int]:
    """Those of the last who told of a child's age."""
    for said in reversed(told):
        if ages := [age for age in sorted(ages_in(said)) if age < ADULT]:
            return ages
    return []
