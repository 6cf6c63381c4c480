"""A diver's request to a dive shop."""

import hashlib
from uuid import UUID

import msgspec

from db.leads import IdempotencyKey, LeadRepository, NewLead
from db.leads import Lead as StoredLead
from generated.models import (
    Lead,
    LeadPage,
    LeadReceipt,
    LeadRequest,
    LeadStatus,
    LeadUpdate,
    StoredLeadType,
)
from handlers._presentation import fitting, known, present, stored_profile
from handlers.services import Services


async def create_lead(services: Services, idempotency_key: str | None, body: LeadRequest) -> LeadReceipt:
    """Remember a diver's request, once for each key, and that a dive shop must hear of it."""
    details = stored_profile(body)
    session_id = details.pop("session_id", None)
    new = NewLead(_type(body), details, UUID(session_id) if session_id else None)
    once = IdempotencyKey(idempotency_key, _digest(body)) if idempotency_key else None
    async with services.database.autocommit() as connection:
        stored = await LeadRepository(connection).add(
            new, at=services.now(), idempotency=once, lead_id=services.new_id()
        )
    return present(LeadReceipt, stored.lead)


async def list_leads(
    services: Services, cursor: str | None, limit: int, status: LeadStatus | None
) -> LeadPage:
    """All leads, newest first."""
    async with services.database.autocommit() as connection:
        page = await LeadRepository(connection).page(limit=limit, cursor=cursor, status=status)
    return present(LeadPage, page, items=[_lead(lead) for lead in page.items])


async def get_lead(services: Services, lead_id: UUID) -> Lead:
    """Everything the diver sent."""
    async with services.database.autocommit() as connection:
        return _lead(await LeadRepository(connection).get(lead_id))


async def update_lead(services: Services, lead_id: UUID, body: LeadUpdate) -> Lead:
    """Record how far the dive shop has got."""
    async with services.database.autocommit() as connection:
        return _lead(await LeadRepository(connection).update(lead_id, status=body.status, at=services.now()))


async def delete_lead(services: Services, lead_id: UUID) -> None:
    """Erase a diver's request and contact details."""
    async with services.database.autocommit() as connection:
        await LeadRepository(connection).delete(lead_id)


def _type(body: LeadRequest) -> str:
    return str(body.__struct_config__.tag)


def _digest(body: LeadRequest) -> str:
    """The same for the same request, however its JSON was spelled."""
    return hashlib.sha256(msgspec.json.encode(body, order="deterministic")).hexdigest()


def _lead(lead: StoredLead) -> Lead:
    """The form's fields beside what we know of the lead; an inherited form may lack or misspell any."""
    form = fitting(Lead, lead.details)
    return present(Lead, lead, **{**form, "type": known(StoredLeadType, lead.type, "other")})
