"""Tells an emergency that is happening from every other mention of danger. Deterministic; needs nothing that can be down.

A message is read as sentences of concepts (lexicon.py, triage_words.py). Signs are patterns of concepts
(triage_signals.py). Frames - a question of theory, a course, a story, something long over - take signs back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from assistant.lexicon import Sentence
from assistant.triage_signals import GRAVE, LESSER, LEXICON


class Urgency(IntEnum):
    """How a message is answered."""

    NONE = 0
    """As any other."""
    CAUTION = 1
    """With an answer under a short "if this is happening now" banner."""
    EMERGENCY = 2
    """With the emergency card and nothing else."""


def triage(message: str) -> Urgency:
    """The urgency of the most urgent sentence, each read in the light of the whole message."""
    sentences = [_undenied(sentence) for sentence in LEXICON.read(message)]
    scene = Scene.of(sentences)
    return max((_judge(Signals.of(sentence), scene) for sentence in sentences), default=Urgency.NONE)


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
            after_dive=any(LESSER["after_dive"].ends_in(s) for s in sentences),
            recent=any(s.has("NOW", "RECENT") for s in sentences),
            crying_for_help=any(s.has("HELP", "TRIED", "ALARM") for s in sentences),
            make_believe=any(s.has("COURSE", "STORY") for s in sentences),
        )


@dataclass(frozen=True, slots=True)
class Signals:
    """What one sentence says; the counts are of signs that no frame has taken back."""

    grave: bool
    serious: int
    mild: int
    incident: bool
    sting: bool
    bleeding: bool
    severe: bool
    somebody: bool
    somebody_in_particular: bool
    theory: bool
    lesson: bool
    over: bool
    alarm_alone: bool
    help_alone: bool
    report: bool
    """Tells without asking anything, and of nothing pleasant or planned."""
    sought: bool
    of_another: bool
    of_a_body: bool
    peaceful: bool
    present: bool
    self_harm: bool

    @classmethod
    def of(cls, sentence: Sentence) -> "Signals":
        if not sentence.has("HE", "PERSON", "DIVER"):
            sentence = sentence.without(_SAID_OF_THINGS, sentence.follows("THING", words_max=_THING_REACH))
        real = _not_taken_back(sentence)
        counts = {name: _apart(patterns.ends_in(sentence) & real) for name, patterns in LESSER.items()}
        in_particular = sentence.has("ME") or (sentence.has("HE") and not sentence.has("GENERIC"))
        few_words = sentence.length <= _FEW_WORDS
        return cls(
            grave=any(patterns.ends_in(sentence) & real for patterns in GRAVE.values()),
            serious=counts["serious"],
            mild=counts["mild"],
            incident=counts["incident"] > 0,
            sting=counts["sting"] > 0,
            bleeding=counts["bleeding"] > 0,
            severe=sentence.has("SEVERE"),
            somebody=in_particular or sentence.has("PERSON", "DIVER"),
            somebody_in_particular=in_particular,
            theory=_asks_in_theory(sentence),
            lesson=sentence.starts_with("QUESTION") and sentence.has("TOPIC"),
            over=sentence.has(*_OVER),
            alarm_alone=sentence.has("BARE_ALARM") and "?" not in sentence.ending and (few_words or "!" in sentence.ending or sentence.has("NOW", "WANT")) and not sentence.has("THING", "FIGURE", "PEACE"),
            help_alone=sentence.has("HELP") and (few_words or _is_report(sentence)),
            report=_is_report(sentence),
            sought=bool(sentence.follows("NOT", words_max=2) & sentence.places("FIND")),
            of_another=sentence.has("HE", "PERSON", "DIVER"),
            of_a_body=sentence.has("PART", "LIMB", "BODY", "BLOOD"),
            peaceful=sentence.has("JOY"),
            present=sentence.has("NOW", "RECENT", "DEPTH"),
            self_harm=sentence.has("SELF_HARM"),
        )


_FEW_WORDS = 3
_OVER = ("PAST", "FITNESS", "HABIT", "OVER")
_SAID_OF_THINGS = ("CONSCIOUS", "DEAD", "MISSING", "LOST", "TRAUMA", "RISE", "STOP", "ALARM", "OUT_COLD", "DROWN", "BLUE")
# "The guide's phone" is about a phone.
_OWNERS = ("PERSON", "DIVER", "THEM")
_DENIABLE = ("OUT_COLD", "SEIZURE", "MISSING", "DROWN", "BLEEDS", "DCS", "SERIOUS", "MILD", "PAIN", "ALARM", "INCIDENT", "COURSE", "TRAUMA")
# How many words a frame reaches forward: "afraid of drowning", "no numbness".
_FEAR_REACH, _DENIAL_REACH, _THING_REACH = 6, 1, 7
# One complaint told in several words counts once.
_COMPLAINT_WORDS = 4


def _judge(signals: Signals, scene: Scene) -> Urgency:
    """The decision, and the only place for it."""
    urgency = _undisputed(signals, scene)
    if urgency is Urgency.NONE:
        return urgency
    if scene.make_believe or signals.over:
        vivid = scene.recent or scene.after_dive or scene.crying_for_help
        return Urgency.CAUTION if vivid and (urgency is Urgency.EMERGENCY or not scene.make_believe) else Urgency.NONE
    if signals.theory and not (signals.somebody_in_particular or (scene.after_dive and scene.recent)):
        return Urgency.NONE
    if signals.lesson and not scene.after_dive:
        return Urgency.NONE
    if signals.peaceful and urgency is Urgency.EMERGENCY and not (scene.recent or scene.after_dive):
        return Urgency.CAUTION
    return urgency


def _undisputed(signals: Signals, scene: Scene) -> Urgency:
    """How urgent it would be if it were all true and now."""
    symptoms = signals.serious + signals.mild
    harm = symptoms or signals.incident or signals.sting or signals.bleeding
    now = signals.present or scene.after_dive or scene.crying_for_help
    if (
        signals.grave
        or signals.alarm_alone
        or (signals.serious and (scene.after_dive or signals.incident))
        or (signals.serious > 1 and signals.somebody and not signals.theory)
        or (signals.serious and signals.somebody and scene.crying_for_help)
        or (symptoms and signals.incident)
        or (signals.mild and scene.after_dive and (signals.severe or signals.mild > 1 or scene.crying_for_help))
        or (signals.sting and (signals.severe or symptoms))
        or (signals.report and signals.of_another and (signals.of_a_body or harm or now))
        or (signals.report and signals.somebody and harm and now)
        or (signals.report and signals.of_a_body and scene.after_dive)
    ):
        return Urgency.EMERGENCY
    if (
        signals.help_alone
        or signals.self_harm
        or (signals.report and signals.sought)
        or (signals.report and (signals.of_another or harm or (signals.of_a_body and now)))
        or (signals.somebody and signals.of_a_body and scene.after_dive)
        or (signals.serious and (signals.somebody or scene.recent or scene.crying_for_help))
        or (signals.mild and signals.somebody and (scene.after_dive or scene.recent or scene.crying_for_help))
        or ((signals.incident or signals.sting or signals.bleeding) and (signals.somebody or scene.recent))
    ):
        return Urgency.CAUTION
    return Urgency.NONE


def _asks_in_theory(sentence: Sentence) -> bool:
    return sentence.starts_with("QUESTION") or sentence.has("TOPIC", "PLAN")


def _undenied(sentence: Sentence) -> Sentence:
    sentence = sentence.without(_DENIABLE, sentence.follows("FREE_OF", words_max=_DENIAL_REACH))
    return sentence.without(_OWNERS, sentence.places("THING") >> 1)


def _is_report(sentence: Sentence) -> bool:
    asked_in_passing = sentence.follows("PAUSE", words_max=1) & sentence.places("QUESTION")
    if sentence.starts_with("QUESTION") or asked_in_passing or "?" in sentence.ending:
        return False
    if sentence.has("THING") and not sentence.has("HE", "PERSON", "DIVER"):
        return False
    return not sentence.has("PEACE", "PLAN", "HYPOTHETICAL", "FEAR", "TOPIC", "FITNESS", "HABIT")


def _not_taken_back(sentence: Sentence) -> int:
    """The places, as bits, at which a sign counts: not after an "if", and not among what is feared."""
    supposed = sentence.places("HYPOTHETICAL")
    if sentence.starts_with("QUESTION"):  # "what do you do when a diver ..."
        supposed |= sentence.places("WHEN") & ~1
    before_any_if = (supposed & -supposed) - 1
    return before_any_if & ~sentence.follows("FEAR", words_max=_FEAR_REACH)


def _apart(ends: int) -> int:
    """How many complaints these places are: those close together are one."""
    count = 0
    while ends:
        count += 1
        first = ends & -ends
        ends &= ~((first << _COMPLAINT_WORDS) - 1)
    return count
