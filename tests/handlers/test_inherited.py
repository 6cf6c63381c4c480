"""Rows of the predecessor are shown by today's contract, whatever they hold."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import text

from app.contract import SPECIFICATION, Contract
from app.schemas import Schemas
from generated.models import DiverProfile
from handlers._presentation import present_profile
from handlers.catalogue import get_dive_site
from handlers.leads import get_lead, list_leads

LEAD = UUID("44444444-4444-4444-8444-444444444403")
SITE = UUID("33333333-3333-4333-8333-333333333303")


@pytest.fixture(scope="module")
def contract():
    return Contract.load(SPECIFICATION)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        None,
        "text",
        {"certification_level": "PADI something", "logged_dives": "many", "colour": "blue"},
        {"loggedDives": 3, "interests": [1, 2], "country": "Malaysia"},
    ],
)
def test_a_profile_shows_what_the_contract_has_a_name_for(stored):
    assert present_profile(stored if isinstance(stored, dict) else {}) == DiverProfile()


def test_a_profile_that_fits_is_shown():
    assert present_profile(
        {"certification_level": "OW", "logged_dives": 12, "interests": ["reefs"]}
    ) == DiverProfile(certification_level="OW", logged_dives=12, interests=["reefs"])


@pytest.mark.parametrize(
    "details", ["{}", '{"group_size": "four", "budget": null, "name": 5}', '{"travel_dates": ["May"]}']
)
async def test_a_lead_without_its_fields_is_shown_without_them(services, contract, details):
    async with services.database.begin() as transaction:
        await transaction.execute(
            text(
                "INSERT INTO leads (id, type, diver_profile, request_details) VALUES (:id, 'other', '{}', cast(:d AS jsonb))"
            ),
            {"id": LEAD, "d": details},
        )

    lead = await get_lead(services, LEAD)
    page = await list_leads(services, None, 10, None)

    assert (lead.type, lead.status) == ("other", "new")
    assert page.items == [lead]


async def test_a_dive_site_with_odd_values_is_shown_without_them(services, contract):
    """The answer stays valid by the contract: an odd row must not take the whole list down."""
    async with services.database.begin() as transaction:
        await transaction.execute(
            text("INSERT INTO destinations (id, name, country) VALUES (:id, 'Nosy', 'Madagascar')"),
            {"id": LEAD},
        )
        await transaction.execute(
            text(
                "INSERT INTO dive_sites (id, destination_id, dive_site_id, name, difficulty_rating, difficulty_band,"
                " min_certification_level, depth_max_m, access_type, data_quality, last_updated)"
                " VALUES (:id, :d, 'nosy', 'Nosy', 7, 'hard', 'PADI', 4.6, 'by foot', 'guess', :at)"
            ),
            {"id": SITE, "d": LEAD, "at": datetime(2026, 1, 1, tzinfo=UTC)},
        )

    site = await get_dive_site(services, SITE)

    assert msgspec.to_builtins(site) == {
        "id": str(SITE),
        "slug": "nosy",
        "destinationId": str(LEAD),
        "name": "Nosy",
        "tags": [],
        "dataQuality": "unknown",
        "depthMaxM": 4.6,
        "lastUpdated": "2026-01-01T00:00:00Z",
    }
    schema = {"$ref": "#/components/schemas/DiveSite"}
    assert Schemas(contract).validator(schema, "response").is_valid(msgspec.to_builtins(site))
