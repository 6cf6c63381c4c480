"""Ours: the compiled operations of a contract, around handlers without a database."""

from uuid import UUID

import msgspec

from app.config import Settings
from app.factory import assemble
from app.problems import ResourceNotFound
from generated.models import DiveSite, Health, Lead, LeadPage, TripLeadRequest
from scripts.benchmark.peers.example import BEFORE, HEALTH, SITE, SITE_ID, STORED, small_contract

_ID = UUID(STORED["id"])
_MOMENT = msgspec.convert(HEALTH, Health).timestamp


async def get_health() -> Health:
    return Health(status="ok", timestamp=_MOMENT, version=HEALTH["version"])


async def get_dive_site(dive_site_id: UUID) -> DiveSite:
    if dive_site_id != SITE_ID:
        raise ResourceNotFound
    return msgspec.convert(SITE, DiveSite)


async def create_lead(body: TripLeadRequest) -> LeadPage:
    lead = Lead(
        id=_ID,
        type="trip",
        status="new",
        name=body.name,
        email=body.email,
        phone=body.phone,
        source=body.source,
        session_id=str(body.session_id),
        message=body.message,
        destination=body.destination,
        travel_dates=body.travel_dates,
        group_size=body.group_size,
        budget=body.budget,
        created_at=_MOMENT,
        updated_at=_MOMENT,
    )
    return LeadPage(items=[lead, msgspec.convert(BEFORE, Lead)])


app = assemble(
    small_contract(),
    {"getHealth": get_health, "getDiveSite": get_dive_site, "createLead": create_lead},
    Settings(),
)
