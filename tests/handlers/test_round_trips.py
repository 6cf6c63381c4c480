"""How often an operation asks the database: a round trip costs more than all that is around it."""

from uuid import uuid4

import pytest

from generated.models import (
    ChatRequest,
    DiverProfileUpdate,
    LeadUpdate,
    SessionUpdate,
    TrainingLeadRequest,
)
from handlers.catalogue import get_dive_site, get_dive_site_fit, list_destinations, list_dive_sites
from handlers.chat import send_chat_message
from handlers.leads import create_lead, delete_lead, get_lead, list_leads, update_lead
from handlers.sessions import (
    create_session,
    delete_session,
    get_session,
    list_session_messages,
    update_session,
)
from tests.db.test_catalogue import destination
from tests.db.test_catalogue import site as dive_site

LEAD = TrainingLeadRequest(name="Aisha Tan", email="aisha@example.com")


@pytest.fixture
async def ids(services):
    """One of each."""
    async with services.database.begin() as transaction:
        site = await dive_site(transaction, "Tiger Reef", await destination(transaction))
    return {
        "session": (await create_session(services, None)).id,
        "lead": (await create_lead(services, None, LEAD)).id,
        "site": site,
    }


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        (create_session, lambda ids: (None,)),
        (get_session, lambda ids: (ids["session"],)),
        (
            update_session,
            lambda ids: (ids["session"], SessionUpdate(diver_profile=DiverProfileUpdate(logged_dives=13))),
        ),
        (list_session_messages, lambda ids: (ids["session"], None, 20)),
        (delete_session, lambda ids: (ids["session"],)),
        (create_lead, lambda ids: (str(uuid4()), LEAD)),
        (get_lead, lambda ids: (ids["lead"],)),
        (list_leads, lambda ids: (None, 20, "new")),
        (update_lead, lambda ids: (ids["lead"], LeadUpdate(status="contacted"))),
        (delete_lead, lambda ids: (ids["lead"],)),
        (list_destinations, lambda ids: (None, 20)),
        (list_dive_sites, lambda ids: (None, 20, None, "OW", 12, None, 20.0, None, "reef")),
        (get_dive_site, lambda ids: (ids["site"],)),
        (get_dive_site_fit, lambda ids: (ids["site"], "OW", 12)),
    ],
)
async def test_an_operation_is_one_statement_in_no_transaction(
    services, ids, statements, operation, arguments
):
    statements.clear()

    await operation(services, *arguments(ids))

    assert len(statements) == 1


@pytest.mark.parametrize(("begun", "expected"), [(False, 1), (True, 2)])
async def test_a_turn_is_read_and_written_with_a_statement_each(services, ids, statements, begun, expected):
    known = {"session_id": ids["session"]} if begun else {}
    statements.clear()

    await send_chat_message(services, ChatRequest(message="hello", **known))

    assert len(statements) == expected
