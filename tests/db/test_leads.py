"""A lead is stored once, with the errand to tell a dive shop, whatever the diver's network does."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select

from db import models
from db.leads import (
    IdempotencyConflict,
    IdempotencyKey,
    LeadNotFound,
    LeadRepository,
    NewLead,
)
from db.paging import InvalidCursor
from db.sessions import SessionRepository
from tests.conftest import NOW

DAY = timedelta(hours=24)
TRIP = NewLead("trip", {"name": "Li Wei", "email": "li.wei@example.org", "group_size": 4})
TRAINING = NewLead("training", {"name": "Aïsha Tan", "email": "aisha@example.com"})
KEY = IdempotencyKey("key-1", "digest-1")


@pytest.fixture
def leads(transaction):
    return LeadRepository(transaction)


async def errands(transaction, lead_id):
    outbox = models.Outbox.__table__
    columns = outbox.c.topic, outbox.c.attempts, outbox.c.next_at, outbox.c.sent_at
    return (await transaction.execute(select(*columns).where(outbox.c.lead_id == lead_id))).all()


async def test_a_lead_is_stored_with_the_errand_to_tell_a_dive_shop(leads, transaction):
    stored = await leads.add(TRIP, at=NOW)

    assert not stored.replayed
    assert stored.lead == await leads.get(stored.lead.id)
    assert (stored.lead.type, stored.lead.status, stored.lead.details) == ("trip", "new", TRIP.details)
    assert (stored.lead.created_at, stored.lead.updated_at) == (NOW, NOW)
    assert await errands(transaction, stored.lead.id) == [("lead.created", 0, NOW, None)]


async def test_a_lead_of_a_living_conversation_points_to_it(leads, transaction):
    begun = await SessionRepository(transaction).create({}, at=NOW, lifetime=DAY)

    lead = (await leads.add(NewLead("trip", {"name": "Li"}, session_id=begun.id), at=NOW)).lead

    assert lead.session_id == begun.id
    assert lead.details == {"name": "Li", "session_id": str(begun.id)}


@pytest.mark.parametrize("known", [True, False], ids=["expired", "unknown"])
async def test_a_lead_of_no_living_conversation_is_stored_all_the_same(leads, transaction, known):
    session_id = uuid4()
    if known:
        sessions = SessionRepository(transaction)
        await sessions.create({}, at=NOW - DAY, lifetime=DAY, session_id=session_id)

    lead = (await leads.add(NewLead("trip", {"name": "Li"}, session_id=session_id), at=NOW)).lead

    assert lead.session_id is None
    assert lead.details == {"name": "Li", "session_id": str(session_id)}


async def test_a_lead_outlives_the_conversation_it_came_from(leads, transaction):
    sessions = SessionRepository(transaction)
    begun = await sessions.create({}, at=NOW, lifetime=DAY)
    lead = (await leads.add(NewLead("trip", {}, session_id=begun.id), at=NOW)).lead

    await sessions.erase(begun.id, at=NOW)

    assert (await leads.get(lead.id)).session_id is None


async def test_the_same_request_again_gets_the_first_lead_and_tells_nobody_twice(leads, transaction):
    first = await leads.add(TRIP, at=NOW, idempotency=KEY)

    again = await leads.add(TRIP, at=NOW + DAY, idempotency=KEY)

    assert (again.replayed, again.lead) == (True, first.lead)
    assert len(await errands(transaction, first.lead.id)) == 1


async def test_a_replay_shows_the_lead_as_it_is_now(leads):
    first = await leads.add(TRIP, at=NOW, idempotency=KEY)
    contacted = await leads.update(first.lead.id, status="contacted", at=NOW + DAY)

    again = await leads.add(TRIP, at=NOW + DAY, idempotency=KEY)

    assert again.lead == contacted


async def test_a_key_that_stood_for_another_request_is_a_conflict(leads, transaction):
    first = await leads.add(TRIP, at=NOW, idempotency=KEY)

    with pytest.raises(IdempotencyConflict):
        await leads.add(TRAINING, at=NOW, idempotency=IdempotencyKey(KEY.key, "digest-2"))
    assert (await leads.page(limit=5)).items == [first.lead]
    assert await leads.get(first.lead.id) == first.lead


async def test_without_a_key_the_same_request_is_two_leads(leads):
    first, second = await leads.add(TRIP, at=NOW), await leads.add(TRIP, at=NOW)

    assert first.lead.id != second.lead.id
    assert not second.replayed


async def test_identical_requests_at_once_store_exactly_one_lead_and_one_errand(database):
    async def one_request():
        async with database.begin() as transaction:
            return await LeadRepository(transaction).add(TRIP, at=NOW, idempotency=KEY)

    answers = await asyncio.gather(*(one_request() for _ in range(20)))

    async with database.begin() as transaction:
        stored = (await LeadRepository(transaction).page(limit=50)).items
        told = await errands(transaction, stored[0].id)
    assert [answer.lead for answer in answers] == stored * 20
    assert [answer.replayed for answer in answers].count(False) == 1
    assert len(told) == 1


async def test_a_lead_is_stored_while_its_conversation_is_being_erased(database):
    """Erasing holds the conversation's row; the lead waits for it and then counts it as gone."""
    async with database.begin() as transaction:
        begun = await SessionRepository(transaction).create({}, at=NOW, lifetime=DAY)

    async def add():
        async with database.begin() as transaction:
            return await LeadRepository(transaction).add(NewLead("trip", {}, session_id=begun.id), at=NOW)

    async with database.begin() as transaction:
        await SessionRepository(transaction).erase(begun.id, at=NOW)
        adding = asyncio.create_task(add())
        await asyncio.sleep(0.2)
        assert not adding.done()

    assert (await adding).lead.session_id is None


async def test_a_request_that_failed_leaves_its_key_free(database):
    class Unlucky(Exception):
        pass

    async def unlucky_request():
        async with database.begin() as transaction:
            await LeadRepository(transaction).add(TRIP, at=NOW, idempotency=KEY)
            raise Unlucky

    with pytest.raises(Unlucky):
        await unlucky_request()
    async with database.begin() as transaction:
        assert not (await LeadRepository(transaction).add(TRIP, at=NOW, idempotency=KEY)).replayed


async def test_leads_are_listed_newest_first(leads):
    old, new = [(await leads.add(TRIP, at=at)).lead for at in (NOW, NOW + DAY)]

    page = await leads.page(limit=5)

    assert (page.items, page.next_cursor) == ([new, old], None)


async def test_pages_of_leads_cover_everything_once_while_new_ones_arrive(leads):
    """Seven leads of one moment and one before: the id decides where the moment does not."""
    before = [(await leads.add(TRIP, at=NOW)).lead.id for _ in range(7)]
    before.append((await leads.add(TRIP, at=NOW - DAY)).lead.id)
    seen, cursor = [], None
    for _ in range(10):
        page = await leads.page(limit=2, cursor=cursor)
        seen += [lead.id for lead in page.items]
        if (cursor := page.next_cursor) is None:
            break
        await leads.add(TRIP, at=NOW + DAY)

    assert len(seen) == len(before)
    assert set(seen) == set(before)


async def test_leads_can_be_asked_for_by_type_and_status(leads):
    trip, training = (await leads.add(TRIP, at=NOW)).lead, (await leads.add(TRAINING, at=NOW)).lead
    contacted = await leads.update(trip.id, status="contacted", at=NOW)

    assert (await leads.page(limit=5, status="contacted")).items == [contacted]
    assert (await leads.page(limit=5, lead_type="training")).items == [training]
    assert (await leads.page(limit=5, lead_type="training", status="contacted")).items == []


async def test_a_status_is_changed_and_nothing_else(leads):
    lead = (await leads.add(TRIP, at=NOW, idempotency=KEY)).lead

    closed = await leads.update(lead.id, status="closed", at=NOW + DAY)

    assert (closed.status, closed.updated_at) == ("closed", NOW + DAY)
    assert (closed.details, closed.type, closed.created_at) == (lead.details, lead.type, lead.created_at)
    assert await leads.get(lead.id) == closed


async def test_a_deleted_lead_takes_its_errand_with_it(leads, transaction):
    lead = (await leads.add(TRIP, at=NOW)).lead

    await leads.delete(lead.id)

    assert await errands(transaction, lead.id) == []
    with pytest.raises(LeadNotFound):
        await leads.get(lead.id)


@pytest.mark.parametrize(
    "use",
    [
        lambda leads: leads.get(uuid4()),
        lambda leads: leads.update(uuid4(), status="closed", at=NOW),
        lambda leads: leads.delete(uuid4()),
    ],
    ids=["get", "update", "delete"],
)
async def test_an_unknown_lead_is_not_found(leads, use):
    with pytest.raises(LeadNotFound):
        await use(leads)


async def test_a_cursor_that_is_not_ours_is_refused(leads):
    with pytest.raises(InvalidCursor):
        await leads.page(limit=5, cursor="AAAA")


@pytest.mark.parametrize(
    ("lead_type", "details"),
    [("trip", {}), ("other", {"name": "Li Wei", "travel_dates": "May", "budget": None})],
)
async def test_leads_of_the_predecessor_can_be_read_and_closed(leads, transaction, lead_type, details):
    """It had types of its own and forms without fields, and neither a status nor a time of change."""
    row = {"id": uuid4(), "type": lead_type, "request_details": details, "created_at": NOW}
    await transaction.execute(insert(models.Lead).values(row))

    lead = await leads.get(row["id"])

    assert (lead.type, lead.status, lead.details) == (lead_type, "new", details)
    assert (lead.diver_profile, lead.session_id) == ({}, None)
    assert (await leads.page(limit=5)).items == [lead]
    assert (await leads.update(lead.id, status="closed", at=NOW)).status == "closed"


async def test_every_method_is_one_statement(leads, transaction, statements):
    lead = (await leads.add(TRIP, at=NOW, idempotency=KEY)).lead
    uses = [
        lambda: leads.add(TRIP, at=NOW),
        lambda: leads.add(TRIP, at=NOW, idempotency=KEY),
        lambda: leads.page(limit=1, status="new", lead_type="trip"),
        lambda: leads.get(lead.id),
        lambda: leads.update(lead.id, status="closed", at=NOW),
        lambda: leads.delete(lead.id),
    ]
    counts = []
    for use in uses:
        statements.clear()
        await use()
        counts.append(len(statements))

    assert counts == [1] * len(uses)
