"""Decides what happens with a message; the steps it calls are pure or behind a protocol."""

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from uuid import UUID

from assistant.emergency import EmergencyCard, is_in_another_language
from assistant.evidence import near_topics, sufficient
from assistant.extractive import ExtractiveAnswerer, section
from assistant.follow_ups import GREETING, follow_up
from assistant.language_models import Account, LanguageModel, Piece, Prompt, Quote, Usage, Utterance
from assistant.lasting_emergency import gives_the_all_clear, is_brief, lasting_emergency
from assistant.lexicon import without_runs_of_space
from assistant.library import Passage, Question
from assistant.precautions import conditions_of, goes_on, of_the_same
from assistant.remarks import remarks
from assistant.retrieval import Evidence, Retrieval
from assistant.routing import Specialist, is_greeting, route
from assistant.site_questions import SiteQuestions, SiteVerdict, asks_about_fit, is_beyond_rules, stated_by
from assistant.stopwatch import Stopwatch
from assistant.triage import Urgency, triage

Outcome = Literal["answered", "noAnswer", "emergency", "greeting"]
AgentType = Literal["greeting", "certification", "trip", "safety", "retrieval", "emergency"]

HELLO = (
    "Hello! I am DovvyBuddy, a scuba-diving assistant.\n"
    "Ask me about certifications, diving safety, gear, destinations or dive sites."
)
CALLED_OFF = (
    "I am glad if it was nothing. Symptoms after a dive count even when they pass: if there were any, or if\n"
    "they come back, do not dive, and call a diving emergency line such as DAN. What else can I help with?"
)
NO_EVIDENCE = "I could not find an answer to that in the library, and I do not guess about diving."
ENGLISH_ONLY = "The library is in English, and I understand questions in English only. Please ask in English."
NEAR_TOPICS = "The nearest topics it does cover:"
SAFETY_CLOSING = "This is general information. In your own case, ask a doctor who knows diving medicine."

# How pages of sites begin the heading that tells level and logged dives: "Who can dive Tiger Reef?"
_FOR_WHOM = "Who "
# Where the library sends divers to a doctor, so do we, whoever answers.
_MEDICAL = re.compile(r"\b(?:doctors?|physicians?)\b", re.IGNORECASE)

# Whose words fixed texts are.
_BY_US = Account(provider="dovvybuddy", mode="extractive")

_AGENT_TYPES: Mapping[Specialist, AgentType] = {
    Specialist.CERTIFICATION: "certification",
    Specialist.TRIP: "trip",
    Specialist.SAFETY: "safety",
    Specialist.GENERAL: "retrieval",
}


class MessageTooLong(Exception):
    """The message is longer than this service is configured to take."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a diver says, and what is known when they say it (profile keys in snake_case)."""

    message: str
    urgency: Urgency
    profile: Mapping[str, Any] = field(default_factory=dict)
    history: Sequence[Utterance] = ()
    quotes_only: bool = False
    stopwatch: Stopwatch = field(default_factory=Stopwatch)

    @property
    def concerns(self) -> Sequence[str]:
        """What the diver's profile tells of worries."""
        return self.profile.get("concerns") or ()

    @property
    def known(self) -> Mapping[str, Any]:
        """The profile, and what it leaves out as far as the diver said it: level and logged dives."""
        stated = stated_by([*self.told, self.message])
        return {**stated, **{key: value for key, value in self.profile.items() if value is not None}}

    @property
    def said(self) -> Sequence[str]:
        """What the diver said before, oldest first."""
        return [said.content for said in self.history if said.role == "user"]

    @property
    def told(self) -> Sequence[str]:
        """All that the diver said before, worries of the profile included."""
        return (*self.concerns, *self.said)


@dataclass(frozen=True, slots=True)
class Routed:
    """Who answers: greeting, certification, trip, safety, retrieval or emergency."""

    agent_type: AgentType


@dataclass(frozen=True, slots=True)
class Warned:
    """What stands above the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The next source, numbered from 1."""

    quote: Quote


@dataclass(frozen=True, slots=True)
class Spoke:
    """The next piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The whole answer. Always the last step."""

    message: str
    agent_type: AgentType
    outcome: Outcome
    mode: Literal["fixed", "extractive", "generative"]
    provider: str
    model: str | None = None
    usage: Usage | None = None
    removed: int = 0
    quotes: Sequence[Quote] = ()
    safety_banner: str | None = None
    follow_up_question: str | None = None
    degraded: bool = False


Step = Routed | Warned | Cited | Spoke | Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`similarity_min`: cosine below which a passage is no evidence; `words_decide`: whether it is evidence
    above; `answers`: from the library at all."""

    passages_max: int = 5
    similarity_min: float = 0.0
    message_chars_max: int = 2000
    answers: bool = True
    words_decide: bool = False


class Assistant:
    """Answers turns. Keeps nothing between them."""

    def __init__(
        self,
        retrieval: Retrieval,
        model: LanguageModel,
        card: EmergencyCard,
        options: Options = Options(),
        sites: SiteQuestions | None = None,
    ) -> None:
        self._retrieval = retrieval
        self._model = model
        self._card = card
        self._options = options
        self._sites = sites

    def assess(self, message: str, stopwatch: Stopwatch) -> Urgency:
        """Is it an emergency? Needs nothing that can be down. Raises MessageTooLong."""
        if len(message) > self._options.message_chars_max:
            raise MessageTooLong(f"is longer than {self._options.message_chars_max} characters")
        with stopwatch.measure("triage"):
            return triage(message)

    async def converse(self, turn: Turn) -> AsyncGenerator[Step]:
        """The steps of an answer, the Reply last. Raises LibraryUnavailable, ModelUnavailable."""
        steps = self._steps(_legible(turn))
        # Closed with us: who stops listening stops the language model.
        async with aclosing(steps):
            async for step in steps:
                yield step

    def _steps(self, turn: Turn) -> AsyncGenerator[Step]:
        """Who asks "should we wait?" after an emergency is in it still; who asks of something else may be."""
        if turn.urgency is Urgency.EMERGENCY:
            return self._emergency(turn, turn.message)
        if is_greeting(turn.message):
            return _said_by_us(HELLO)
        before = lasting_emergency(turn.said)
        if before is None:
            return self._answer(turn)
        if gives_the_all_clear(turn.message):
            return _said_by_us(CALLED_OFF)
        if is_brief(turn.message) and not self._asks_of_another(turn.message):
            return self._emergency(turn, f"{before}\n{turn.message}")
        return self._answer(replace(turn, urgency=Urgency.CAUTION))

    def _asks_of_another(self, message: str) -> bool:
        """Whether it asks about a trip, a course or a site. "We are in Bali" asks nothing."""
        if self._retrieval.names_place(message):
            return self._retrieval.asks_anything(message)
        return route(message) in (Specialist.CERTIFICATION, Specialist.TRIP)

    async def _emergency(self, turn: Turn, said: str) -> AsyncGenerator[Step]:
        """The card for what was `said` of the emergency."""
        text = self._card.text(turn.profile.get("country"), said)
        yield Routed("emergency")
        yield Warned(self._card.banner())
        yield Spoke(text)
        yield Reply(
            message=text,
            agent_type="emergency",
            outcome="emergency",
            mode="fixed",
            provider=_BY_US.provider,
            safety_banner=self._card.banner(),
        )

    async def _answer(self, turn: Turn) -> AsyncGenerator[Step]:
        specialist = route(self._retrieval.in_context(turn.message, turn.history))
        agent_type = _AGENT_TYPES[specialist]
        banner = self._card.banner(turn.message) if turn.urgency is Urgency.CAUTION else None
        yield Routed(agent_type)
        if banner:
            yield Warned(banner)
        evidence = await self._evidence(turn)
        passages = sufficient(
            evidence.passages,
            similarity_min=self._options.similarity_min,
            words_decide=self._options.words_decide,
        )
        text, quotes, account = "", list[Quote](), _BY_US
        with turn.stopwatch.measure("compose"):
            async with aclosing(self._words(turn, specialist, passages, evidence.passages)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Account):
                        account = piece
                    elif isinstance(piece, Quote):
                        quotes.append(piece)
                        yield Cited(piece)
                    else:
                        text += piece
                        yield Spoke(piece)
        yield Reply(
            message=text,
            agent_type=agent_type,
            outcome="answered" if quotes else "noAnswer",
            mode=account.mode if quotes else "fixed",
            provider=account.provider if quotes else _BY_US.provider,
            model=account.model,
            usage=account.usage,
            removed=account.removed,
            quotes=quotes,
            safety_banner=banner,
            follow_up_question=follow_up(specialist, turn.known),
            degraded=evidence.degraded or account.degraded,
        )

    async def _evidence(self, turn: Turn) -> Evidence:
        if not self._options.answers:
            return Evidence((), degraded=False)
        question = Question(turn.message, limit=self._options.passages_max)
        return await self._retrieval.find(question, turn.stopwatch, turn.history, turn.concerns)

    async def _verdict(self, turn: Turn) -> SiteVerdict | None:
        """Whether the site that is asked about suits the diver; None for every other question."""
        if self._sites is None or not self._options.answers:
            return None
        # Who told of asthma or of a child asks "can we dive it?" with the same in mind.
        if any(is_beyond_rules(said) for said in of_the_same(turn.message, turn.told)):
            return None
        understood = self._retrieval.in_context(turn.message, turn.history)
        # The Blue Hole of Dahab is not that of Gozo.
        if self._retrieval.names_unknown_place(understood):
            return None
        asks_the_same = goes_on(turn.message, turn.told) and any(map(asks_about_fit, turn.told))
        return await self._sites.verdict(
            turn.message, understood, turn.known, asks_the_same=asks_the_same, told=turn.told
        )

    async def _words(
        self, turn: Turn, specialist: Specialist, passages: Sequence[Passage], nearest: Sequence[Passage]
    ) -> AsyncGenerator[Piece]:
        """No answer without evidence: without, the model is not even asked."""
        is_careful = bool(conditions_of(turn.message, turn.told))
        quoted, is_medical = list[str](), is_careful or specialist is Specialist.SAFETY
        verdict = await self._verdict(turn)
        of_site = [found for found in nearest if verdict and found.content_path == verdict.content_path]
        if verdict and of_site:
            answer = _judged(verdict, of_site, turn, specialist)
        else:
            answer = self._from_passages(
                Prompt(turn.message, passages, specialist, turn.profile, turn.history, turn.quotes_only)
            )
        async with aclosing(answer) as pieces:
            async for piece in pieces:
                if isinstance(piece, Quote):
                    quoted.append(piece.text)
                    is_medical = is_medical or bool(_MEDICAL.search(piece.text))
                yield piece
        if not quoted:
            yield _no_answer(turn.message, nearest)
            return
        for remark in remarks(turn.message, quoted):
            yield f"\n\n{remark}"
        if is_medical:
            yield f"\n\n{SAFETY_CLOSING}"

    async def _from_passages(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        """What the model makes of the passages, and of what may forbid the dive whatever it left out."""
        if not prompt.passages:
            return
        seen = list[UUID]()
        async with aclosing(self._model.answer(prompt)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Quote):
                    seen.append(piece.passage.id)
                yield piece
        for passage in prompt.passages:
            if passage.warns and passage.id not in seen:
                seen.append(passage.id)
                yield Quote(passage, passage.text)
                yield "\n\n" + "\n\n".join(section(passage, len(seen), prompt.question))


def _legible(turn: Turn) -> Turn:
    history = [replace(said, content=without_runs_of_space(said.content)) for said in turn.history]
    return replace(turn, message=without_runs_of_space(turn.message), history=history)


async def _said_by_us(text: str) -> AsyncGenerator[Step]:
    yield Routed("greeting")
    yield Spoke(text)
    yield Reply(
        message=text,
        agent_type="greeting",
        outcome="greeting",
        mode="fixed",
        provider=_BY_US.provider,
        follow_up_question=GREETING,
    )


async def _judged(
    verdict: SiteVerdict, of_site: Sequence[Passage], turn: Turn, specialist: Specialist
) -> AsyncGenerator[Piece]:
    """The rules' verdict, and below it the site's page in its own words; no model is asked."""
    # The rules name no number; the section on who can dive there does.
    asked_for_first = sorted(of_site, key=lambda found: not found.heading.startswith(_FOR_WHOM))
    prompt = Prompt(turn.message, asked_for_first, specialist, turn.profile, turn.history)
    said = False
    async for piece in ExtractiveAnswerer().answer(prompt):
        yield piece
        if not said:  # the first piece is the page, which the verdict cites
            said = True
            yield f"{verdict.text} [1]\n\n"


def _no_answer(message: str, nearest: Sequence[Passage]) -> str:
    if is_in_another_language(message):
        return f"{NO_EVIDENCE}\n\n{ENGLISH_ONLY}"
    topics = near_topics(nearest)
    if not topics:
        return NO_EVIDENCE
    return "\n".join([NO_EVIDENCE, "", NEAR_TOPICS, *(f"- {topic}" for topic in topics)])
