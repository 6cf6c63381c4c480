"""The chat's handlers, called directly: what is asked of whom, and what is kept."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from assistant.conversation import Assistant, MessageTooLong, Options
from assistant.emergency import EmergencyCard
from assistant.language_models import Usage
from assistant.library import LibraryUnavailable
from assistant.retrieval import Retrieval
from db.engine import Database, DatabaseUnavailable
from db.model_usage import DatabaseLedger, ModelUsageRepository
from db.sessions import SessionNotFound, SessionRepository
from db.streams import StreamNotFound
from generated.models import (
    ChatRequest,
    CitationEvent,
    DiverProfile,
    FinalEvent,
    RouteEvent,
    SafetyEvent,
    TokenEvent,
    TokenUsage,
)
from handlers._recording import SAVE_SECONDS, StreamCutShort
from handlers.chat import send_chat_message, stream_chat_message
from tests.assistant.scripted import ScriptedModel
from tests.conftest import NOW

QUESTION = "How deep may I dive with an Open Water certification?"
EMERGENCY = "My buddy is unconscious after the dive!"


@pytest.fixture
async def nowhere():
    """A database that refuses every connection."""
    database = Database("postgresql://nobody@127.0.0.1:1/none", pool_size=1, max_overflow=0)
    yield database
    await database.dispose()


async def messages(services, session_id):
    async with services.database.autocommit() as connection:
        page = await SessionRepository(connection).messages(session_id, at=services.now(), limit=100)
    return page.items


async def test_an_answer_is_given_with_its_quote_and_remembered(services):
    reply = await send_chat_message(services, ChatRequest(message=QUESTION))

    assert (reply.message, reply.outcome, reply.agent_type) == (
        "To 18 metres [1].",
        "answered",
        "certification",
    )
    assert [(c.content_path, c.quote) for c in reply.citations] == [
        ("certification/open-water.md", "18 metres")
    ]
    assert [m.content for m in await messages(services, reply.session_id)] == [QUESTION, "To 18 metres [1]."]


async def test_the_model_is_given_the_diver_and_what_was_said(services, model):
    """The predecessor forgot the conversation after its first message."""
    profile = DiverProfile(certification_level="OW")
    first = await send_chat_message(services, ChatRequest(message=QUESTION, diver_profile=profile))

    await send_chat_message(
        services, ChatRequest(message="What is nitrox good for?", session_id=first.session_id)
    )

    prompt = model.prompts[-1]
    assert prompt.profile == {"certification_level": "OW"}
    assert [said.content for said in prompt.history] == [QUESTION, "To 18 metres [1]."]


async def test_a_question_that_points_back_is_looked_up_with_the_one_before(services, library):
    first = await send_chat_message(services, ChatRequest(message="Tell me about Tiger Reef on Tioman"))

    await send_chat_message(services, ChatRequest(message="and how deep is it?", session_id=first.session_id))

    assert library.asked[-1].text == "Tell me about Tiger Reef on Tioman\nand how deep is it?"


async def test_without_evidence_the_model_is_not_even_asked(services, library, model):
    library.passages = ()

    reply = await send_chat_message(services, ChatRequest(message=QUESTION))

    assert (reply.outcome, reply.citations, model.prompts) == ("noAnswer", [], [])


async def test_an_expired_session_is_not_found_and_no_new_one_begins(services, services_with):
    first = await send_chat_message(services, ChatRequest(message=QUESTION))
    a_day_later = services_with(services.database, now=lambda: NOW + timedelta(hours=24, seconds=1))

    with pytest.raises(SessionNotFound):
        await send_chat_message(a_day_later, ChatRequest(message=QUESTION, session_id=first.session_id))


async def test_an_emergency_needs_neither_database_nor_library_nor_model(
    services_with, nowhere, library, model
):
    library.down = True

    reply = await send_chat_message(services_with(nowhere), ChatRequest(message=EMERGENCY))

    assert (reply.outcome, reply.metadata.mode, reply.metadata.remembered) == ("emergency", "fixed", False)
    assert (library.asked, model.prompts) == ([], [])


async def test_an_emergency_is_remembered_when_it_can_be(services):
    reply = await send_chat_message(services, ChatRequest(message=EMERGENCY))

    assert reply.metadata.remembered
    assert [m.agent_type for m in await messages(services, reply.session_id)] == [None, "emergency"]


async def test_an_emergency_in_an_unknown_session_is_answered(services):
    gone = uuid4()

    reply = await send_chat_message(services, ChatRequest(message=EMERGENCY, session_id=gone))

    assert (reply.session_id, reply.metadata.remembered) == (gone, False)


async def test_an_answer_that_cannot_be_kept_is_not_given(services_with, nowhere):
    with pytest.raises(DatabaseUnavailable):
        await send_chat_message(services_with(nowhere), ChatRequest(message="hello"))


async def test_a_library_that_is_down_is_not_taken_for_an_empty_one(services, library):
    library.down = True

    with pytest.raises(LibraryUnavailable):
        await send_chat_message(services, ChatRequest(message=QUESTION))


async def test_a_message_longer_than_configured_is_refused(services_with, database, library, model):
    assistant = Assistant(Retrieval(library, None), model, EmergencyCard(), Options(message_chars_max=10))

    with pytest.raises(MessageTooLong, match="is longer than 10 characters"):
        await send_chat_message(services_with(database, assistant=assistant), ChatRequest(message="x" * 11))


async def test_the_stream_sends_its_last_event_once_the_turn_is_stored(services):
    events = [event async for event in stream_chat_message(services, None, ChatRequest(message=QUESTION))]

    final = events[-1]
    assert isinstance(events[0], RouteEvent)
    assert isinstance(final, FinalEvent)
    assert len(await messages(services, final.reply.session_id)) == 2


async def test_the_first_event_comes_before_the_library_is_asked(services, library):
    events = stream_chat_message(services, None, ChatRequest(message=QUESTION))

    await anext(events)

    assert library.asked == []
    await events.aclose()


async def spent_today(services):
    async with services.database.autocommit() as connection:
        return await ModelUsageRepository(connection).tokens_on_day_of(NOW)


async def test_what_a_language_model_took_is_told(services):
    told = (await send_chat_message(services, ChatRequest(message=QUESTION))).metadata

    assert (told.mode, told.provider, told.model) == ("generative", "scripted", "scripted-1")
    assert (told.tokens, told.removed_sentences) == (TokenUsage(prompt=300, completion=12), 1)


async def test_when_the_days_tokens_are_spent_the_model_is_told_to_quote(services, services_with, model):
    ledger = DatabaseLedger(services.database, services.now)
    frugal = services_with(services.database, daily_tokens_max=await spent_today(services) + 312)

    await send_chat_message(frugal, ChatRequest(message=QUESTION))
    await ledger.book("scripted", Usage(300, 12))
    await send_chat_message(frugal, ChatRequest(message=QUESTION))

    assert [prompt.quotes_only for prompt in model.prompts] == [False, True]


async def test_an_answer_is_not_lost_for_its_bill(nowhere):
    await DatabaseLedger(nowhere, lambda: NOW).book("scripted", Usage(300, 12))


async def test_a_stream_is_read_on_from_the_last_event_that_was_seen(services):
    """Nothing is asked again, and the rest is the same to the byte."""
    whole = [event async for event in stream_chat_message(services, None, ChatRequest(message=QUESTION))]

    for seen, event in enumerate(whole, start=1):
        rest = [
            e async for e in stream_chat_message(services, event.id, ChatRequest(message="not looked at"))
        ]

        assert msgspec.json.encode(rest) == msgspec.json.encode(whole[seen:])


async def test_a_running_stream_is_read_on_while_it_grows(services, library):
    """A second connection follows what the first one is still being told."""
    go_on = asyncio.Event()

    class SlowModel(ScriptedModel):
        async def answer(self, prompt):
            await asyncio.sleep(SAVE_SECONDS)
            async for piece in super().answer(prompt):
                yield piece
                if isinstance(piece, str):
                    await go_on.wait()

    slow = replace(services, assistant=Assistant(Retrieval(library, None), SlowModel(), EmergencyCard()))
    events = stream_chat_message(slow, None, ChatRequest(message=QUESTION))
    told = [await anext(events) for _ in range(3)]
    following = stream_chat_message(slow, told[0].id, ChatRequest(message="-"))
    followed = [await anext(following)]
    go_on.set()

    told += await collected(events)
    followed += await collected(following)
    assert followed == told[1:]


async def collected(events):
    return [event async for event in events]


async def test_a_stream_that_was_given_up_is_over(services):
    events = stream_chat_message(services, None, ChatRequest(message=QUESTION))
    first = await anext(events)
    await anext(events)
    await events.aclose()

    resumed = stream_chat_message(services, first.id, ChatRequest(message="-"))

    assert isinstance(await anext(resumed), CitationEvent)
    with pytest.raises(StreamCutShort):
        await anext(resumed)


async def test_an_unknown_stream_is_not_found(services):
    with pytest.raises(StreamNotFound):
        await anext(stream_chat_message(services, uuid4(), ChatRequest(message="-")))


async def test_a_stream_is_erased_with_its_conversation(services):
    *_, final = await collected(stream_chat_message(services, None, ChatRequest(message=QUESTION)))
    async with services.database.begin() as transaction:
        await SessionRepository(transaction).erase(final.reply.session_id, at=NOW)

    with pytest.raises(StreamNotFound):
        await anext(stream_chat_message(services, final.id, ChatRequest(message="-")))


async def test_an_emergency_streams_without_a_database(services_with, nowhere):
    told = await collected(stream_chat_message(services_with(nowhere), None, ChatRequest(message=EMERGENCY)))

    assert [type(event) for event in told] == [RouteEvent, SafetyEvent, TokenEvent, FinalEvent]
