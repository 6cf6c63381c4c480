"""Questions and answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from assistant.conversation import Cited, Reply, Routed, Spoke, Step, Turn, Warned
from assistant.language_models import Quote, Usage, Utterance
from assistant.stopwatch import Stopwatch
from assistant.triage import Urgency
from db.engine import DatabaseUnavailable
from db.model_usage import ModelUsageRepository
from db.sessions import SessionNotFound, SessionRepository, Window
from db.sessions import Turn as StoredTurn
from generated.models import (
    ChatEvent,
    ChatReply,
    ChatRequest,
    Citation,
    CitationEvent,
    FinalEvent,
    ReplyMetadata,
    RouteEvent,
    SafetyEvent,
    Timings,
    TokenEvent,
    TokenUsage,
)
from handlers._presentation import present, stored_profile
from handlers._recording import events_after, recording
from handlers.services import Services

# How long an emergency card may wait for the database before it is sent without being remembered.
EMERGENCY_STORE_SECONDS = 0.5


async def send_chat_message(services: Services, body: ChatRequest) -> ChatReply:
    """Answer one message and remember the turn."""
    turn = await _recall(services, body)
    async for step in services.assistant.converse(turn):
        reply = step
    assert isinstance(reply, Reply)  # noqa: S101  # the Assistant's promise
    return await _remember(services, body, turn, reply)


async def stream_chat_message(
    services: Services, last_event_id: UUID | None, body: ChatRequest
) -> AsyncIterator[ChatEvent]:
    """The same answer as it is made, or the rest of one; the last event is sent once the turn is stored."""
    if last_event_id is not None:
        async with aclosing(events_after(services, last_event_id)) as events:
            async for event in events:
                yield event
        return
    turn = await _recall(services, body)
    async with recording(services) as stream, aclosing(services.assistant.converse(turn)) as steps:
        async for step in steps:
            if isinstance(step, Reply):
                reply = await _remember(services, body, turn, step)
                yield await stream.keep(FinalEvent(id=stream.next_id(), reply=reply))
            else:
                yield await stream.keep(_event(step, stream.next_id()))


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where a turn was stored, or would have been."""

    session_id: UUID
    remembered: bool


async def _recall(services: Services, body: ChatRequest) -> Turn:
    """The conversation so far. An emergency waits for nothing. Raises SessionNotFound."""
    stopwatch = Stopwatch()
    urgency = services.assistant.assess(body.message, stopwatch)
    turn = Turn(body.message, urgency, stored_profile(body.diver_profile), stopwatch=stopwatch)
    known, budgeted = isinstance(body.session_id, UUID), services.daily_tokens_max > 0
    if urgency is Urgency.EMERGENCY or not (known or budgeted):
        return turn
    async with services.database.autocommit() as connection:
        if budgeted:
            spent = await ModelUsageRepository(connection).tokens_on_day_of(services.now())
            turn = replace(turn, quotes_only=spent >= services.daily_tokens_max)
        if isinstance(body.session_id, UUID):
            window = await SessionRepository(connection).window(body.session_id, at=services.now())
            turn = _continued(turn, window)
    return turn


def _continued(turn: Turn, window: Window) -> Turn:
    """The turn, with what the conversation has told before it."""
    history = [
        Utterance("user" if said.role == "user" else "assistant", said.content) for said in window.recent
    ]
    return replace(turn, profile={**window.diver_profile, **turn.profile}, history=history)


async def _remember(services: Services, body: ChatRequest, turn: Turn, reply: Reply) -> ChatReply:
    """Store the turn, then show it; an emergency is shown even when it cannot be stored."""
    citations = [_citation(quote) for quote in reply.quotes]
    with turn.stopwatch.measure("store"):
        if reply.outcome == "emergency":
            memory = await _store_if_possible(services, body, reply, citations)
        else:
            memory = _Memory(await _store(services, body, reply, citations), remembered=True)
    return present(
        ChatReply,
        reply,
        session_id=memory.session_id,
        citations=citations,
        metadata=present(
            ReplyMetadata,
            reply,
            remembered=memory.remembered,
            tokens=_tokens(reply.usage),
            removed_sentences=reply.removed or None,
            timings=_timings(turn.stopwatch),
        ),
    )


async def _store_if_possible(
    services: Services, body: ChatRequest, reply: Reply, citations: list[Citation]
) -> _Memory:
    try:
        async with asyncio.timeout(EMERGENCY_STORE_SECONDS):
            return _Memory(await _store(services, body, reply, citations), remembered=True)
    except (DatabaseUnavailable, SessionNotFound, TimeoutError):
        return _Memory(
            body.session_id if isinstance(body.session_id, UUID) else services.new_id(), remembered=False
        )


async def _store(services: Services, body: ChatRequest, reply: Reply, citations: list[Citation]) -> UUID:
    """The session's id; a turn without one begins a session. Raises SessionNotFound."""
    turn = StoredTurn(
        question=body.message,
        answer=reply.message,
        agent_type=reply.agent_type,
        citations=msgspec.to_builtins(citations),
        profile_changes=stored_profile(body.diver_profile),
        question_id=services.new_id(),
        answer_id=services.new_id(),
    )
    async with services.database.autocommit() as connection:
        sessions, at, lifetime = SessionRepository(connection), services.now(), services.session_lifetime
        if isinstance(body.session_id, UUID):
            return (await sessions.remember_turn(body.session_id, turn, at=at, lifetime=lifetime)).id
        begun = await sessions.begin_with_turn(turn, at=at, lifetime=lifetime, session_id=services.new_id())
        return begun.id


def _event(step: Step, event_id: UUID) -> ChatEvent:
    match step:
        case Routed():
            return RouteEvent(id=event_id, agent_type=step.agent_type)
        case Warned():
            return SafetyEvent(id=event_id, text=step.text)
        case Cited():
            return CitationEvent(id=event_id, citation=_citation(step.quote))
        case Spoke():
            return TokenEvent(id=event_id, text=step.text)
    raise TypeError(f"{type(step).__name__} is not an event of a stream")


def _citation(quote: Quote) -> Citation:
    return present(Citation, quote.passage, quote=quote.text, score=round(max(quote.passage.score, 0.0), 4))


def _tokens(usage: Usage | None) -> TokenUsage | None:
    return TokenUsage(prompt=usage.read, completion=usage.written) if usage else None


def _timings(stopwatch: Stopwatch) -> Timings:
    steps: dict[str, Any] = {f"{step}_ms": spent for step, spent in stopwatch.steps.items()}
    return Timings(**{"triage_ms": 0.0, **steps, "total_ms": stopwatch.total})
