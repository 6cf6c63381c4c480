"""Tells an emergency that is happening from every other mention of danger. Needs nothing that can be down.

A message is read as sentences of concepts (lexicon.py; the words: triage_words.py and triage_frames.py).
Signs are patterns of concepts (triage_signals.py). Frames - a question of theory, a course, a story,
something long over - take signs back. What the signs and the frames amount to is decided in `_judge`, and
only there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from assistant.elsewhere import COUNTRIES, DIVING_AREAS, NAMES_OF_COUNTRIES, OTHER_PLACES
from assistant.lexicon import PAUSE, Sentence
from assistant.persons import A_CHILD, A_RELATIVE
from assistant.triage_likelihood import Likelihood
from assistant.triage_signals import GRAVE, LESSER, LEXICON

# How many words a frame reaches: "afraid of drowning", "no numbness", "my camera fell in and is dead".
_FEAR_REACH, _DENIAL_REACH, _THING_REACH = 6, 1, 7
# Places of one complaint, told in several words, lie closer together than this.
_COMPLAINT_WORDS = 4
_FEW_WORDS = 3

_ANOTHER = ("HE", "PERSON", "DIVER")
_DENIABLE = (
    "OUT_COLD", "SEIZURE", "MISSING", "DROWN", "BLEEDS", "TRAUMA", "DCS", "SERIOUS", "MILD", "PAIN", "ALARM",
    "INCIDENT", "COURSE",
)  # fmt: skip
_SAID_OF_THINGS = (
    "CONSCIOUS", "OUT_COLD", "DEAD", "MISSING", "LOST", "RISE", "STOP", "TRAUMA", "DROWN", "BLUE", "ALARM",
)  # fmt: skip
# Likelihoods of an emergency; chosen by ten-fold cross-validation on the tuning half of the messages.
POSSIBLE, CONFIRMED, CERTAIN, DOUBTFUL = 0.25, 0.6, 0.85, 0.08
# By five-fold, statements.json included: below it no emergency was lost, and a fifth of the banners was.
UNLIKELY = 0.04
# Of what is said to be long over.
POSSIBLE_THOUGH_OVER = 0.55
_LIKELIHOOD = Likelihood.load()

_DANGERS = (*GRAVE.values(), *(signs for kind, signs in LESSER.items() if kind != "after_dive"))
_OVER = ("PAST", "OVER", "FITNESS", "HABIT")
_HARM = (
    "SERIOUS", "MILD", "PAIN", "ABNORMAL", "BLEEDS", "BLOOD", "BRINGS_UP", "HELP", "MISSING", "NOT_UP",
    "INCIDENT", "TRAUMA", "WOUND", "STUNG", "ALARM", "NOW", "RECENT",
)  # fmt: skip
_HARM_DONE = frozenset(_HARM) - {"NOW", "RECENT"}
# A whole message that says where somebody dives, and not a word more: whoever is in trouble has more to tell.
_PLACES = frozenset(
    " ".join(name.split())
    for names in (COUNTRIES, DIVING_AREAS, OTHER_PLACES, *NAMES_OF_COUNTRIES.values())
    for name in names.split(",")
)
_TELLS_WHERE_ONLY = re.compile(
    rf"\s*(?:my|our) (?:{A_RELATIVE}|{A_CHILD})s? (?:is|are) (?:out |away )?"
    r"(?:diving|on (?:a|the) (?:boat|liveaboard)|doing (?:his|her|the) (?:course|open water))"
    r"(?: (?:in|at|off|on|around) (?:the )?(?P<place>[^\W\d_]+(?: [^\W\d_]+){0,2}?))?"
    r"(?: (?:today|tomorrow|now|right now|at the moment|this week|this month|next week))*[\s.!]*",
    re.IGNORECASE,
)
_NO_REPORT = ("PEACE", "PLAN", "HYPOTHETICAL", "FEAR", "TOPIC", "FITNESS", "HABIT")


class Urgency(IntEnum):
    """How a message is answered."""

    NONE = 0
    """As any other."""
    CAUTION = 1
    """With an answer under a short "if this is happening now" banner."""
    EMERGENCY = 2
    """With the emergency card and nothing else."""


def triage(message: str) -> Urgency:
    """The urgency of the most urgent sentence, each read in the light of the whole message, and weighed
    against what such messages usually mean."""
    told = _TELLS_WHERE_ONLY.fullmatch(message)
    if told is None:
        return _weighed(message)
    if told["place"] is None or told["place"].lower() in _PLACES:
        return Urgency.NONE
    # What we do not know as a place may be "agony" or "egypt and lost", which have their signs.
    is_harm = any(sentence.has(*_HARM_DONE) for sentence in read(message)) or mentions_danger(message)
    return _weighed(message) if is_harm else min(_weighed(message), Urgency.CAUTION)


def _weighed(message: str) -> Urgency:
    sentences = read(message)
    scene = Scene.of(sentences)
    # Said calmly, as a plan, and with an "if": none of which makes it less urgent.
    if any(sentence.has("SELF_HARM") for sentence in sentences) and not scene.make_believe:
        return Urgency.EMERGENCY
    ruled = [(_judge(sentence, scene), sentence) for sentence in sentences]
    worst = max((urgency for urgency, _ in ruled), default=Urgency.NONE)
    likelihood = _LIKELIHOOD.of_emergency(sentences)
    if worst is Urgency.EMERGENCY:
        # "Emergency!" is as likely as it sounds, whoever said so in jest.
        if sum(sentence.length for sentence in sentences) <= _FEW_WORDS:
            return worst
        # Pleasantries around a cry for help make it no less likely.
        alone = (_LIKELIHOOD.of_emergency([told]) for urgency, told in ruled if urgency is Urgency.EMERGENCY)
        return worst if max(likelihood, *alone) >= DOUBTFUL else Urgency.CAUTION
    if likelihood >= (CONFIRMED if worst is Urgency.CAUTION else CERTAIN):
        return Urgency.EMERGENCY
    is_over = any(sentence.has(*_OVER) for sentence in sentences)
    if likelihood >= (POSSIBLE_THOUGH_OVER if is_over else POSSIBLE):
        return Urgency.CAUTION
    # The rules take whatever is told of somebody for a report; of "my son is 10" the labelled messages know
    # better. They may not overrule a sign of harm.
    is_likely = likelihood >= UNLIKELY or any(map(_tells_of_harm, sentences))
    return worst if is_likely else Urgency.NONE


def is_called_off(message: str) -> bool:
    """Whether it says that there was no emergency. Who is "fine now" may be in one still: symptoms that pass
    are symptoms."""
    return any(
        sentence.has("FALSE_ALARM") and not sentence.has("NOT") and "?" not in sentence.ending
        for sentence in read(message)
    )


def is_said_to_be_over(message: str) -> bool:
    """Whether it tells, and does not ask, that all is well again."""
    sentences = read(message)
    over = any(sentence.has("OVER") and not sentence.has("NOT") for sentence in sentences)
    return over and not any(_asks(one) or "?" in one.ending or _tells_of_harm(one) for one in sentences)


def mentions_danger(message: str) -> bool:
    """Whether a danger or a symptom is spoken of at all, be it in theory."""
    return any(sign.ends_in(sentence) for sentence in read(message) for sign in _DANGERS)


@dataclass(frozen=True, slots=True)
class Scene:
    """What one sentence says for the others too."""

    after_dive: bool
    recent: bool
    crying_for_help: bool
    make_believe: bool
    """A course, an exam, a book: what is told there is not happening."""

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "Scene":
        return cls(
            after_dive=any(LESSER["after_dive"].ends_in(sentence) for sentence in sentences),
            recent=any(sentence.has("NOW", "RECENT") for sentence in sentences),
            crying_for_help=any(sentence.has("HELP", "TRIED", "ALARM") for sentence in sentences),
            make_believe=any(sentence.has("COURSE", "STORY") for sentence in sentences),
        )


@dataclass(frozen=True, slots=True)
class Signs:
    """What is wrong, by one sentence: what no "if" and no fear takes back. Counts are of complaints."""

    grave: bool
    serious: int
    mild: int
    severe: bool
    incident: bool
    sting: bool
    injury: bool
    missing: bool
    alarm: bool
    cry: bool

    @classmethod
    def of(cls, sentence: Sentence) -> "Signs":
        real = _not_taken_back(sentence)
        lesser = {kind: _complaints(signs.ends_in(sentence) & real) for kind, signs in LESSER.items()}
        brief = sentence.length <= _FEW_WORDS
        return cls(
            grave=any(signs.ends_in(sentence) & real for signs in GRAVE.values()),
            serious=lesser["serious"],
            mild=lesser["mild"],
            severe=sentence.has("SEVERE"),
            incident=lesser["incident"] > 0,
            sting=lesser["sting"] > 0,
            injury=lesser["injury"] > 0,
            missing=bool(sentence.follows("NOT", words_max=2) & sentence.places("FIND")),
            alarm=_is_bare_alarm(sentence, brief=brief),
            cry=sentence.has("SELF_HARM") or (sentence.has("HELP") and (brief or _is_report(sentence))),
        )

    @property
    def harm(self) -> bool:
        return bool(self.serious or self.mild or self.incident or self.sting or self.injury)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a sentence is told: of whom, of when, and whether it is told at all or only asked."""

    of_another: bool
    of_a_friend: bool
    of_somebody: bool
    in_particular: bool
    of_a_body: bool
    present: bool
    report: bool
    theory: bool
    lesson: bool
    over: bool
    joyful: bool

    @classmethod
    def of(cls, sentence: Sentence) -> "Telling":
        asks = _asks(sentence)
        return cls(
            of_another=sentence.has(*_ANOTHER),
            of_a_friend=sentence.has("HE", "PERSON"),
            of_somebody=sentence.has("ME", *_ANOTHER),
            in_particular=sentence.has("ME") or (sentence.has("HE") and not sentence.has("GENERIC")),
            of_a_body=sentence.has("PART", "LIMB", "BODY", "BLOOD"),
            present=sentence.has("NOW", "RECENT", "DEPTH"),
            report=_is_report(sentence),
            theory=asks or sentence.has("TOPIC", "PLAN"),
            lesson=asks and sentence.has("TOPIC"),
            over=sentence.has(*_OVER),
            joyful=sentence.has("JOY"),
        )


def _judge(sentence: Sentence, scene: Scene) -> Urgency:
    """How urgent a sentence is: what it says at face value, less what its frame takes back."""
    signs, telling = Signs.of(sentence), Telling.of(sentence)
    urgency = _at_face_value(signs, telling, scene)
    if urgency is Urgency.NONE:
        return urgency
    if _is_theory(telling, scene):
        # "How do I get out of this current right now?" is asked by somebody who is in it.
        sounds_real = signs.grave and (telling.of_a_friend or telling.present)
        return Urgency.CAUTION if sounds_real or (signs.serious and signs.incident) else Urgency.NONE
    just_now = scene.recent or scene.after_dive
    if scene.make_believe or telling.over:
        if not (just_now or scene.crying_for_help):
            return Urgency.NONE
        return Urgency.NONE if scene.make_believe and urgency is Urgency.CAUTION else Urgency.CAUTION
    if telling.joyful and not just_now:
        return Urgency.CAUTION
    return urgency


def _is_theory(telling: Telling, scene: Scene) -> bool:
    if telling.lesson and not scene.after_dive:
        return True
    in_the_thick_of_it = scene.crying_for_help or (scene.after_dive and scene.recent)
    return telling.theory and not telling.in_particular and not in_the_thick_of_it


def _at_face_value(signs: Signs, telling: Telling, scene: Scene) -> Urgency:
    if _is_emergency(signs, telling, scene):
        return Urgency.EMERGENCY
    return Urgency.CAUTION if _calls_for_caution(signs, telling, scene) else Urgency.NONE


def _is_emergency(signs: Signs, telling: Telling, scene: Scene) -> bool:
    symptoms = signs.serious + signs.mild
    now = telling.present or scene.after_dive or scene.crying_for_help
    return bool(
        signs.grave
        or signs.alarm
        or (signs.serious and (scene.after_dive or signs.incident))
        or (signs.serious and telling.report)
        or (signs.serious and telling.of_somebody and scene.crying_for_help)
        or (signs.serious > 1 and telling.of_somebody and not telling.theory)
        or (signs.mild and signs.incident)
        or (signs.mild and scene.after_dive and (signs.severe or signs.mild > 1 or scene.crying_for_help))
        or (signs.sting and (signs.severe or symptoms))
        or (signs.injury and signs.severe and telling.report)
        or (telling.report and telling.of_another and (telling.of_a_body or signs.harm or now))
        or (telling.report and telling.of_somebody and signs.harm and now)
        or (telling.report and telling.of_a_body and scene.after_dive)
    )


def _calls_for_caution(signs: Signs, telling: Telling, scene: Scene) -> bool:
    happened = signs.incident or signs.sting or signs.injury
    of_late = scene.recent or scene.crying_for_help
    return bool(
        signs.cry
        or (telling.report and (telling.of_another or signs.missing or signs.harm))
        or (telling.of_somebody and scene.after_dive and (telling.of_a_body or telling.report))
        or (telling.of_a_body and telling.report and (telling.present or scene.crying_for_help))
        or (signs.serious and (telling.of_somebody or of_late))
        or (signs.mild and telling.of_somebody and (scene.after_dive or of_late))
        or (happened and (telling.of_somebody or scene.recent))
    )


def read(message: str) -> list[Sentence]:
    """The sentences of a message, without what it denies."""
    return [_without_denials(sentence) for sentence in LEXICON.read(message)]


def _without_denials(sentence: Sentence) -> Sentence:
    """Without what is denied, and without those who are only named as the owners of things."""
    sentence = sentence.without(_DENIABLE, sentence.follows("FREE_OF", words_max=_DENIAL_REACH))
    sentence = sentence.without(("PERSON", "DIVER", "THEM"), sentence.places("THING") >> 1)
    if sentence.has(*_ANOTHER):
        return sentence
    return sentence.without(_SAID_OF_THINGS, sentence.follows("THING", words_max=_THING_REACH))


def _asks(sentence: Sentence) -> bool:
    return sentence.starts_with("QUESTION") or sentence.has("ASKS")


def _not_taken_back(sentence: Sentence) -> int:
    """The places, as bits, at which a sign counts: not after an "if", and not among what is feared."""
    supposed = sentence.places("HYPOTHETICAL")
    if _asks(sentence):  # "what do you do when a diver ..."
        supposed |= sentence.places("WHEN") & ~1
    before_any_if = (supposed & -supposed) - 1
    return before_any_if & ~sentence.follows("FEAR", words_max=_FEAR_REACH)


def _is_report(sentence: Sentence) -> bool:
    """Tells without asking, and of nothing pleasant or planned: then there is a reason to tell it."""
    asked_in_passing = sentence.follows(PAUSE, words_max=1) & sentence.places("QUESTION")
    if asked_in_passing or _asks(sentence) or "?" in sentence.ending:
        return False
    if sentence.has("THING") and not sentence.has("LIMB", "PART", "BODY", *_ANOTHER):
        return False
    # A diabetic who is confused is not telling of diabetes.
    is_as_ever = sentence.has("STANDING") and not _tells_of_harm(sentence)
    return not is_as_ever and not sentence.has(*_NO_REPORT)


def _tells_of_harm(sentence: Sentence) -> bool:
    """Whether anything is said to be wrong, or to have come after a dive."""
    signs = (*_DANGERS, LESSER["after_dive"])
    return sentence.has(*_HARM) or any(sign.ends_in(sentence) for sign in signs)


def _is_bare_alarm(sentence: Sentence, *, brief: bool) -> bool:
    """ "Emergency!", and not "urgent: last ferry today?" """
    loud = brief or "!" in sentence.ending or sentence.has("NOW", "WANT")
    harmless = sentence.has("THING", "FIGURE", "PEACE") or "?" in sentence.ending
    return loud and not harmless and sentence.has("BARE_ALARM")


def _complaints(ends: int) -> int:
    """How many complaints end at these places; those close together are one."""
    count = 0
    while ends:
        count += 1
        first = ends & -ends
        ends &= ~((first << _COMPLAINT_WORDS) - 1)
    return count
