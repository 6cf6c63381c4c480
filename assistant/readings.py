"""How a message can be understood: as it stands, and with what the diver said before it.

"And how deep is it?" asks something else of the same site, "and in Komodo?" the same of another place, "How
many days?" may be either, and "What is nitrox?" changes the subject. Where that is not certain every reading
is looked for, and the best passages of them all are taken. What a message names takes the place of its like
in the questions before it, so that nobody who asks about Komodo is answered with Malta once more.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.ages import without_ages
from assistant.conditions import CONDITIONS
from assistant.content_words import content_words
from assistant.evidence import fit
from assistant.language_models import Utterance
from assistant.library import Passage
from assistant.persons import CHILD, same_persons
from assistant.precautions import asks_whether, precautions, states
from assistant.subjects import Subjects

_POINTS_BACK = re.compile(
    r"^(and|but|so|also|ok|what about|how about)\b"
    r"|\b(it|its|there|that|this|they|them|their|those|these|one|he|she|him|her|his)\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:there|it)\b(?:\W+\w+)?\W*$", re.IGNORECASE)
# "With a guide?" asks whether that changes the answer.
_IS_A_CONDITION = re.compile(r"\W*(?:and |even |but )?(?:with|without)\b(?:\W+\w+){1,4}\W*$", re.IGNORECASE)
_DIVES_IT = re.compile(
    r"\b(?:(?:dive|do|visit|manage) (?:it|there)|(?:suits?|for) (?:him|her|me|us|them))\W*$",
    re.IGNORECASE,
)
_NEAREST = re.compile(r"\b(?:nearest|closest|near(?:by| here| me| us))\b", re.IGNORECASE)
# Longer messages say what they mean, or mean to cost us time.
_SHORT_WORDS, _SHORT_CHARS = 9, 200
# Of what was said before so much is read.
_CONTEXT_CHARS = 500
# Of a conversation only its end is read; what was asked before it is not what "it" means.
_QUESTIONS_MAX = 6
# Where the message does not point back, what only the questions before it bring stands behind and has to be
# certain, or the last answer would come again for a question that has none.
GUESS_PENALTY = 0.15
GUESS_FIT_MIN = 1.16
# Share of the words of "can I dive with migraine?" that a passage has to have, or it warns of something else.
# Of 40 conditions those that the library knows reach .43 and more, the others .05, whatever the embedder.
WARNING_COVERAGE_MIN = 0.4


@dataclass(frozen=True, slots=True)
class Reading:
    """What to look for.

    `is_guess`: nothing in the message says that it has to be read so. `is_compared`: it is of one of several
    places that are compared. `is_warning`: what was told before may forbid what is asked for now.
    """

    text: str
    is_guess: bool = False
    is_compared: bool = False
    is_warning: bool = False


def readings(
    message: str, history: Sequence[Utterance], subjects: Subjects, concerns: Sequence[str] = ()
) -> list[Reading]:
    """All that is to be looked for. `concerns`: what the diver's profile tells of worries."""
    asked = _asked(history)
    context = _context(asked, subjects)
    told = [*concerns, *(said.content for said in history if said.role == "user")]
    is_about_place = subjects.names_place(_read_in(message, context, subjects))
    warnings = list(precautions(message, told, names_place=is_about_place))
    is_of_health = asks_whether(message) or CONDITIONS.search(message)
    is_on_the_trip = not is_of_health and subjects.names_place(context)
    # What warns is looked for by itself; with it in the question nothing else would be found.
    if subjects.names_place(message) and warnings:
        context = CHILD.sub(" ", without_ages(CONDITIONS.sub(" ", context)))
    elif is_on_the_trip:
        context = CONDITIONS.sub(" ", context)
    return [
        *_of_subject(message, context, asked, subjects),
        *(Reading(text, is_compared=True) for text in subjects.comparisons(message, asked)),
        *(Reading(text, is_warning=True) for text in warnings),
    ]


def _of_subject(message: str, context: str, asked: Sequence[str], subjects: Subjects) -> list[Reading]:
    if not asked or _is_long(message):
        return [Reading(_with_its_place(message, context, subjects))]
    points_back = bool(_POINTS_BACK.search(message))
    names_place = subjects.names_place(message)
    if not same_persons(message, context):
        # What was told of a wife is not asked again of her husband, nor of his friend.
        if names_place or (asks_whether(message) and not points_back):
            return [Reading(message)]
        context = CONDITIONS.sub(" ", context)
    if same_subject := subjects.same_subject(message, context):
        return [Reading(same_subject)]
    if same_question := subjects.same_question(message, context):
        return [Reading(same_question)]
    if _NEAREST.search(message) and not names_place and (places := subjects.places_in(context)):
        return [Reading(f"{message}\n{places}")]
    needs_subject = subjects.needs_subject(message)
    # "Can I dive?" says nothing alone.
    says_nothing = not content_words(message) or bool(_IS_A_CONDITION.match(message))
    is_guess = not (needs_subject or points_back or says_nothing)
    before = [context]
    if context == asked[-1]:
        # A subject may lie two questions back: "liveaboard or resort?", "I get seasick", "is that bad?"
        before.append("\n".join(asked[-2:]))
    earlier = (f"{subjects.without_what(message, said)}\n{message}" for said in before)
    # "Which sites there?" and "is June good for it?" are not asked of all places.
    there = _THERE.search(message) and not names_place and subjects.names_place(context)
    # "How much is a course?" is not asked of the illness that was told before.
    is_of_health = bool(CONDITIONS.search(context)) and states(context)
    has_subject = not is_of_health or subjects.names_subject(CONDITIONS.sub(" ", context))
    alone = [] if (needs_subject and has_subject) or there or says_nothing else [Reading(message)]
    return [*alone, *(Reading(text, is_guess) for text in dict.fromkeys(earlier))]


def in_context(message: str, history: Sequence[Utterance], subjects: Subjects) -> str:
    """The one reading for those who can have only one."""
    return _read_in(message, _context(_asked(history), subjects), subjects)


def merged(readings: Sequence[Reading], found: Sequence[Sequence[Passage]], limit: int) -> list[Passage]:
    """The best `limit` passages of all readings, each as the reading found it that it fits best.

    What warns comes before all others: who is pregnant reads that first, and of the place below it. Then come
    the best of each place that is compared.
    """
    best: dict[object, Passage] = {}
    for reading, passages in zip(readings, found, strict=True):
        for passage in _believed(reading, passages):
            if passage.id not in best or _rank(passage) > _rank(best[passage.id]):
                best[passage.id] = passage
    return sorted(best.values(), key=_rank, reverse=True)[:limit]


def _rank(passage: Passage) -> tuple[bool, bool, float]:
    return passage.warns, passage.is_compared, passage.score


def _asked(history: Sequence[Utterance]) -> list[str]:
    return [said.content[:_CONTEXT_CHARS] for said in history if said.role == "user"][-_QUESTIONS_MAX:]


def _context(asked: Iterable[str], subjects: Subjects) -> str:
    """The last question, with what it left out because it had been said before."""
    context = ""
    for said in asked:
        context = _read_in(said, context, subjects)
    return context


def _read_in(message: str, context: str, subjects: Subjects) -> str:
    if not context or _is_long(message):
        return _with_its_place(message, context, subjects)
    carried = subjects.same_subject(message, context) or subjects.same_question(message, context)
    if carried:
        return carried
    # One line of what was said before, or a long conversation would drag its beginning along.
    (before, *_) = subjects.without_what(message, context).splitlines() or [""]
    belongs = subjects.needs_subject(message) or _POINTS_BACK.search(message)
    return f"{before}\n{message}" if belongs else message


def _with_its_place(message: str, context: str, subjects: Subjects) -> str:
    """A long message says what it asks, but "... can she dive it?" not of which site."""
    if not _DIVES_IT.search(message) or CONDITIONS.search(message) or subjects.names_place(message):
        return message
    places = subjects.places_in(context)
    return f"{places}\n{message}" if places else message


def _is_long(message: str) -> bool:
    return len(message) > _SHORT_CHARS or len(message.split()) > _SHORT_WORDS


def _believed(reading: Reading, passages: Sequence[Passage]) -> list[Passage]:
    if reading.is_warning:
        sure = (one for one in passages if one.coverage - one.doubt >= WARNING_COVERAGE_MIN)
        return [replace(one, warns=True) for one in sure][:1]
    if reading.is_compared:
        return [replace(one, is_compared=True) for one in passages[:1]]
    if not reading.is_guess:
        return list(passages)
    return [
        replace(passage, score=passage.score - GUESS_PENALTY)
        for passage in passages
        if fit(passage) >= GUESS_FIT_MIN
    ]
