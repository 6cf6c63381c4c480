"""What a conversation remembers, for how long, and that nothing said at the same time is lost."""

import asyncio
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, text

from db import models
from db.paging import InvalidCursor
from db.sessions import WINDOW_MESSAGES, Said, SessionNotFound, SessionRepository, Turn
from tests.conftest import NOW

DAY = timedelta(hours=24)
MOMENT = timedelta(microseconds=1)
CITATION = {"id": "1", "title": "Open Water", "quote": "18 metres", "score": 0.5}


@pytest.fixture
def sessions(transaction):
    return SessionRepository(transaction)


async def conversation(sessions, turns=0):
    begun = await sessions.create({}, at=NOW, lifetime=DAY)
    for number in range(turns):
        turn = Turn(f"question {number}", f"answer {number}")
        await sessions.remember_turn(begun.id, turn, at=NOW, lifetime=DAY)
    return begun


async def test_a_new_conversation_knows_the_diver_and_has_no_words(sessions):
    begun = await sessions.create({"logged_dives": 12, "country": None}, at=NOW, lifetime=DAY)

    assert begun == await sessions.find(begun.id, at=NOW)
    assert begun.diver_profile == {"logged_dives": 12}
    assert (begun.message_count, begun.created_at, begun.expires_at) == (0, NOW, NOW + DAY)


async def test_an_id_may_be_given(sessions):
    given = uuid4()

    assert (await sessions.create({}, at=NOW, lifetime=DAY, session_id=given)).id == given
    other = uuid4()
    assert (
        await sessions.begin_with_turn(Turn("Hi", "Hello"), at=NOW, lifetime=DAY, session_id=other)
    ).id == other


async def test_a_turn_is_remembered_as_two_messages_with_what_the_answer_rests_on(sessions):
    begun = await conversation(sessions)
    turn = Turn("How deep?", "18 m", agent_type="certification", citations=[CITATION])

    after = await sessions.remember_turn(begun.id, turn, at=NOW, lifetime=DAY)

    question, answer = (await sessions.messages(begun.id, at=NOW, limit=10)).items
    assert after.message_count == 2
    assert (question.id, question.seq, question.role, question.content) == (
        turn.question_id,
        1,
        "user",
        "How deep?",
    )
    assert (question.agent_type, question.citations, question.created_at) == (None, None, NOW)
    assert (answer.id, answer.seq, answer.role, answer.content) == (turn.answer_id, 2, "assistant", "18 m")
    assert (answer.agent_type, answer.citations, answer.created_at) == ("certification", [CITATION], NOW)


async def test_no_citations_are_null_and_not_the_json_null(sessions, transaction):
    begun = await conversation(sessions, turns=1)

    kinds = select(models.Message.citations.is_(None)).where(models.Message.session_id == begun.id)
    assert await transaction.scalars(kinds) == [True, True]


async def test_a_first_message_begins_the_conversation_that_it_is_part_of(sessions):
    turn = Turn(
        "Hi, I have 12 dives", "Hello", "greeting", profile_changes={"logged_dives": 12, "country": None}
    )

    begun = await sessions.begin_with_turn(turn, at=NOW, lifetime=DAY)

    page = await sessions.messages(begun.id, at=NOW, limit=10)
    window = await sessions.window(begun.id, at=NOW)
    assert begun == await sessions.find(begun.id, at=NOW)
    assert (begun.diver_profile, begun.message_count) == ({"logged_dives": 12}, 2)
    assert [message.content for message in page.items] == ["Hi, I have 12 dives", "Hello"]
    assert window.recent == [Said("user", "Hi, I have 12 dives"), Said("assistant", "Hello")]


async def test_what_a_turn_taught_us_is_merged_into_the_profile(sessions):
    begun = await sessions.create({"logged_dives": 12, "country": "MY"}, at=NOW, lifetime=DAY)
    turn = Turn(
        "13 now", "Well done", profile_changes={"logged_dives": 13, "country": None, "interests": ["reefs"]}
    )

    after = await sessions.remember_turn(begun.id, turn, at=NOW, lifetime=DAY)

    assert after.diver_profile == {"logged_dives": 13, "interests": ["reefs"]}


async def test_the_assistant_is_given_the_last_twenty_messages(sessions):
    begun = await conversation(sessions, turns=12)

    window = await sessions.window(begun.id, at=NOW)

    assert len(window.recent) == WINDOW_MESSAGES == 20
    assert window.recent[0] == Said("user", "question 2")
    assert window.recent[-1] == Said("assistant", "answer 11")


async def test_the_record_keeps_what_the_window_lets_go(sessions):
    begun = await conversation(sessions, turns=12)

    page = await sessions.messages(begun.id, at=NOW, limit=100)

    assert [message.seq for message in page.items] == list(range(1, 25))
    assert page.next_cursor is None


async def test_a_conversation_ends_a_lifetime_after_its_last_turn(sessions):
    begun = await conversation(sessions)
    later = NOW + DAY - MOMENT

    after = await sessions.remember_turn(begun.id, Turn("Still here", "Good"), at=later, lifetime=DAY)

    assert (after.created_at, after.updated_at, after.expires_at) == (NOW, later, later + DAY)


async def test_a_turn_that_is_stored_late_takes_no_time_away(sessions):
    begun = await conversation(sessions)
    later = NOW + timedelta(minutes=1)
    await sessions.remember_turn(begun.id, Turn("second", "2"), at=later, lifetime=DAY)

    after = await sessions.remember_turn(begun.id, Turn("first", "1"), at=NOW, lifetime=DAY)

    assert (after.updated_at, after.expires_at) == (later, later + DAY)


EVERY_USE = {
    "find": lambda sessions, session_id, at: sessions.find(session_id, at=at),
    "window": lambda sessions, session_id, at: sessions.window(session_id, at=at),
    "messages": lambda sessions, session_id, at: sessions.messages(session_id, at=at, limit=5),
    "turn": lambda sessions, session_id, at: sessions.remember_turn(
        session_id, Turn("Hi", "Hello"), at=at, lifetime=DAY
    ),
    "profile": lambda sessions, session_id, at: sessions.merge_profile(session_id, {"country": "MY"}, at=at),
    "erase": lambda sessions, session_id, at: sessions.erase(session_id, at=at),
}


@pytest.mark.parametrize("use", EVERY_USE.values(), ids=EVERY_USE.keys())
async def test_an_expired_conversation_is_as_unknown_as_one_that_never_was(sessions, use):
    begun = await conversation(sessions)

    with pytest.raises(SessionNotFound):
        await use(sessions, begun.id, NOW + DAY)
    with pytest.raises(SessionNotFound):
        await use(sessions, uuid4(), NOW)
    await use(sessions, begun.id, NOW + DAY - MOMENT)


async def test_a_turn_after_the_end_leaves_no_message_behind(sessions, transaction):
    begun = await conversation(sessions)

    with pytest.raises(SessionNotFound):
        await sessions.remember_turn(begun.id, Turn("Too late", "-"), at=NOW + DAY, lifetime=DAY)
    left = await transaction.scalars(select(models.Message.seq).where(models.Message.session_id == begun.id))
    assert left == []


async def test_patching_the_profile_merges_and_forgets_and_does_not_prolong(sessions):
    begun = await sessions.create({"logged_dives": 12, "country": "MY"}, at=NOW, lifetime=DAY)
    later = NOW + timedelta(hours=1)

    after = await sessions.merge_profile(begun.id, {"country": None, "interests": ["wrecks"]}, at=later)

    assert after.diver_profile == {"logged_dives": 12, "interests": ["wrecks"]}
    assert (after.updated_at, after.expires_at) == (later, NOW + DAY)
    assert after == await sessions.find(begun.id, at=later)


async def test_erasing_a_conversation_leaves_none_of_its_words(sessions, transaction):
    begun = await conversation(sessions, turns=2)

    await sessions.erase(begun.id, at=NOW)

    left = await transaction.scalars(select(models.Message.seq).where(models.Message.session_id == begun.id))
    assert left == []
    with pytest.raises(SessionNotFound):
        await sessions.find(begun.id, at=NOW)


async def test_pages_of_messages_cover_everything_once_while_the_conversation_goes_on(sessions):
    begun = await conversation(sessions, turns=3)
    seen, cursor = [], None
    for _ in range(10):
        page = await sessions.messages(begun.id, at=NOW, limit=3, cursor=cursor)
        seen += [message.seq for message in page.items]
        if (cursor := page.next_cursor) is None:
            break
        if len(seen) == 3:
            await sessions.remember_turn(begun.id, Turn("meanwhile", "yes"), at=NOW, lifetime=DAY)

    assert seen == [1, 2, 3, 4, 5, 6, 7, 8]


async def test_messages_come_in_the_order_they_were_said_however_they_are_stored(sessions, transaction):
    begun = await conversation(sessions)
    for seq in (3, 1, 2):
        said = {"session_id": begun.id, "seq": seq, "role": "user", "content": str(seq)}
        await transaction.execute(insert(models.Message).values(said))
    for way in ("indexscan", "bitmapscan"):  # an index would give them in order unasked
        await transaction.execute(text(f"SET LOCAL enable_{way} = off"))

    page = await sessions.messages(begun.id, at=NOW, limit=2)

    assert [message.content for message in page.items] == ["1", "2"]


async def test_a_conversation_without_words_has_one_empty_page(sessions):
    begun = await conversation(sessions)

    page = await sessions.messages(begun.id, at=NOW, limit=3)

    assert (page.items, page.next_cursor) == ([], None)


async def test_a_cursor_that_is_not_ours_is_refused(sessions):
    begun = await conversation(sessions, turns=1)

    with pytest.raises(InvalidCursor):
        await sessions.messages(begun.id, at=NOW, limit=3, cursor="")


async def test_text_of_any_script_comes_back_unchanged(sessions):
    said = 'Île 🤿 "quoted" \\ back\nnew line \t %s :name {x} \u202e \U0010ffff'
    begun = await sessions.begin_with_turn(Turn(said, said), at=NOW, lifetime=DAY)

    page = await sessions.messages(begun.id, at=NOW, limit=3)

    assert [message.content for message in page.items] == [said, said]
    assert (await sessions.window(begun.id, at=NOW)).recent == [Said("user", said), Said("assistant", said)]


async def test_the_sweep_deletes_expired_conversations_in_batches_and_spares_the_living(sessions):
    living = await sessions.create({}, at=NOW, lifetime=DAY)
    for _ in range(5):
        await sessions.begin_with_turn(Turn("Hi", "Hello"), at=NOW - DAY, lifetime=DAY)

    swept = [await sessions.delete_expired(at=NOW, limit=2) for _ in range(4)]

    assert swept == [2, 2, 1, 0]
    assert await sessions.find(living.id, at=NOW) == living


async def test_the_sweep_does_not_wait_for_a_conversation_that_somebody_holds(database):
    async with database.begin() as transaction:
        old = await SessionRepository(transaction).create({}, at=NOW - DAY, lifetime=DAY)
    async with database.begin() as holder, database.begin() as sweeper:
        await holder.execute(select(models.Session.id).where(models.Session.id == old.id).with_for_update())
        await sweeper.execute(text("SET LOCAL lock_timeout = '1s'"))

        assert await SessionRepository(sweeper).delete_expired(at=NOW) == 0


async def test_twenty_turns_at_once_are_all_remembered_and_numbered_without_gaps(database):
    async with database.begin() as transaction:
        begun = await SessionRepository(transaction).create({}, at=NOW, lifetime=DAY)

    async def one_turn(number: int) -> None:
        async with database.begin() as transaction:
            turn = Turn(f"question {number}", f"answer {number}", profile_changes={f"key_{number}": number})
            await SessionRepository(transaction).remember_turn(begun.id, turn, at=NOW, lifetime=DAY)

    await asyncio.gather(*(one_turn(number) for number in range(20)))

    async with database.begin() as transaction:
        sessions = SessionRepository(transaction)
        after = await sessions.find(begun.id, at=NOW)
        messages = (await sessions.messages(begun.id, at=NOW, limit=100)).items
        window = await sessions.window(begun.id, at=NOW)
    asked = [message.content.removeprefix("question ") for message in messages[::2]]
    assert [message.seq for message in messages] == list(range(1, 41))
    assert sorted(asked, key=int) == [str(number) for number in range(20)]
    assert [message.content for message in messages[1::2]] == [f"answer {number}" for number in asked]
    assert window.recent == [Said(message.role, message.content) for message in messages[-20:]]
    assert (after.message_count, len(after.diver_profile)) == (40, 20)


async def test_a_conversation_of_the_predecessor_can_be_read_and_continued(sessions, transaction):
    inherited = UUID("55555555-5555-4555-8555-555555555502")
    history = [
        {"role": "user", "content": "Hi", "timestamp": "2026-01-05T10:00:01Z"},
        {
            "role": "assistant",
            "content": "Hello! 🤿\nAsk me about diving.",
            "timestamp": "2026-01-05T10:00:02Z",
        },
    ]
    await transaction.execute(
        insert(models.Session).values(
            id=inherited,
            diver_profile={"certification_level": "OW"},
            conversation_history=history,
            message_count=2,
            created_at=NOW,
            updated_at=NOW,
            expires_at=NOW + DAY,
        )
    )

    await sessions.remember_turn(inherited, Turn("Where?", "Tioman"), at=NOW, lifetime=DAY)

    window = await sessions.window(inherited, at=NOW)
    assert [said.content for said in window.recent] == [
        history[0]["content"],
        history[1]["content"],
        "Where?",
        "Tioman",
    ]
    assert [one.seq for one in (await sessions.messages(inherited, at=NOW, limit=9)).items] == [3, 4]


async def test_every_method_is_one_statement(sessions, statements):
    begun = await sessions.create({}, at=NOW, lifetime=DAY)
    uses = [partial(use, sessions, begun.id, NOW) for use in EVERY_USE.values()]
    uses += [
        lambda: sessions.create({}, at=NOW, lifetime=DAY),
        lambda: sessions.begin_with_turn(Turn("Hi", "Hello"), at=NOW, lifetime=DAY),
        lambda: sessions.delete_expired(at=NOW),
    ]
    counts = []
    for use_once in uses:
        statements.clear()
        await use_once()
        counts.append(len(statements))

    assert counts == [1] * len(uses)
