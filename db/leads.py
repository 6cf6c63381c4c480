"""Remembers leads: divers who asked for a course or a trip, and that a dive shop must hear of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    DateTime,
    Select,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB

from db import models
from db.connection import Connection
from db.paging import Moment, Page, Position, page_of, read_cursor

LEAD_CREATED = "lead.created"

_leads = models.Lead.__table__
_outbox = models.Outbox.__table__
_sessions = models.Session.__table__


class LeadNotFound(Exception):
    """No lead has this id."""


class IdempotencyConflict(Exception):
    """The idempotency key was used before for another request."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A diver's request. `details` are the form's fields in snake case; inherited ones may lack any."""

    id: UUID
    type: str
    status: str
    diver_profile: dict[str, Any]
    details: dict[str, Any]
    session_id: UUID | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class NewLead:
    """A request as it came in. `session_id` is the diver's word: no such conversation need exist."""

    type: str
    details: Mapping[str, Any]
    session_id: UUID | None = None
    diver_profile: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """The caller's name for one request, and a digest of it that tells a repetition from a mistake."""

    key: str
    request_digest: str


@dataclass(frozen=True, slots=True)
class StoredLead:
    """`replayed`: the lead was stored by an earlier request with the same idempotency key."""

    lead: Lead
    replayed: bool


class AfterLead(Position, tag="leads1", frozen=True):
    """Leads are listed newest first."""

    created_at: Moment
    id: UUID


class LeadRepository:
    """Each method is one statement."""

    def __init__(self, transaction: Connection) -> None:
        self.transaction = transaction

    async def add(
        self,
        new: NewLead,
        *,
        at: datetime,
        idempotency: IdempotencyKey | None = None,
        lead_id: UUID | None = None,
    ) -> StoredLead:
        """The lead and the errand to tell a dive shop, or the lead that this key stored before.

        Raises IdempotencyConflict when the key stood for a request with another digest.
        """
        lead_id = lead_id or uuid4()
        parameters = {"lead_id": lead_id, "at": at, **_what_was_asked(new), **_key(idempotency)}
        *stored, digest = (await self.transaction.execute(_ADD, parameters)).one()
        if idempotency is not None and digest != idempotency.request_digest:
            raise IdempotencyConflict
        lead = Lead(*stored)
        return StoredLead(lead, replayed=lead.id != lead_id)

    async def page(
        self,
        *,
        limit: int,
        cursor: str | None = None,
        status: str | None = None,
        lead_type: str | None = None,
    ) -> Page[Lead]:
        """Newest first. Raises InvalidCursor."""
        values: dict[str, Any] = {"rows": limit + 1}
        if status is not None:
            values["of_status"] = status
        if lead_type is not None:
            values["of_type"] = lead_type
        if cursor is not None:
            position = read_cursor(cursor, AfterLead)
            values |= {"seen_at": position.created_at, "seen_id": position.id}
        rows = (await self.transaction.execute(_page(frozenset(values)), values)).all()
        return page_of(
            rows,
            limit,
            item=lambda row: Lead(*row),
            position=lambda lead: AfterLead(lead.created_at, lead.id),
        )

    async def get(self, lead_id: UUID) -> Lead:
        """Raises LeadNotFound."""
        return _found((await self.transaction.execute(_GET, {"lead_id": lead_id})).one_or_none())

    async def update(self, lead_id: UUID, *, status: str, at: datetime) -> Lead:
        """The lead with its new status. Raises LeadNotFound."""
        parameters = {"lead_id": lead_id, "new_status": status, "at": at}
        return _found((await self.transaction.execute(_UPDATE, parameters)).one_or_none())

    async def delete(self, lead_id: UUID) -> None:
        """The lead and what of it was still to be told. Raises LeadNotFound."""
        deleted = await self.transaction.execute(_DELETE, {"lead_id": lead_id})
        if deleted.rowcount == 0:
            raise LeadNotFound


def _what_was_asked(new: NewLead) -> dict[str, Any]:
    # Kept among the details too: the foreign key cannot hold a conversation that we do not have.
    told = {} if new.session_id is None else {"session_id": str(new.session_id)}
    return {
        "lead_type": new.type,
        "profile": dict(new.diver_profile),
        "details": {**new.details, **told},
        "conversation_id": new.session_id,
    }


def _key(idempotency: IdempotencyKey | None) -> dict[str, str | None]:
    if idempotency is None:
        return {"key": None, "digest": None}
    return {"key": idempotency.key, "digest": idempotency.request_digest}


def _found(row: Any) -> Lead:
    if row is None:
        raise LeadNotFound
    return Lead(*row)


_MOMENT = DateTime(timezone=True)
_ID = bindparam("lead_id", type_=Uuid())
_AT = bindparam("at", type_=_MOMENT)

_COLUMN_NAMES = {"details": "request_details"}
_LEAD = [_leads.c[_COLUMN_NAMES.get(column.name, column.name)] for column in fields(Lead)]

# FOR KEY SHARE: a conversation that is being erased at this moment counts as gone, instead of failing
# the foreign key afterwards.
_living_session = (
    select(_sessions.c.id)
    .where(_sessions.c.id == bindparam("conversation_id", type_=Uuid()), _sessions.c.expires_at > _AT)
    .with_for_update(read=True, key_share=True)
    .scalar_subquery()
)
_insert = postgresql.insert(_leads).values(
    id=_ID,
    type=bindparam("lead_type", type_=Text()),
    status="new",
    diver_profile=bindparam("profile", type_=JSONB()),
    request_details=bindparam("details", type_=JSONB()),
    session_id=_living_session,
    idempotency_key=bindparam("key", type_=Text()),
    request_digest=bindparam("digest", type_=Text()),
    created_at=_AT,
    updated_at=_AT,
)
# An update that changes nothing, because DO NOTHING would not return the lead that another request
# is storing with this key at the same moment.
_stored = (
    _insert.on_conflict_do_update(
        index_elements=[_leads.c.idempotency_key],
        set_={"idempotency_key": _insert.excluded.idempotency_key},
    )
    .returning(*_LEAD, _leads.c.request_digest)
    .cte("stored")
)
_errand = insert(_outbox).from_select(
    ["topic", "lead_id", "next_at", "created_at"],
    select(literal(LEAD_CREATED, Text()), _stored.c.id, _AT, _AT).where(_stored.c.id == _ID),
)
_ADD = select(_stored).add_cte(_errand.cte("errand"))

_GET = select(*_LEAD).where(_leads.c.id == _ID)
_UPDATE = (
    update(_leads)
    .where(_leads.c.id == _ID)
    .values(status=bindparam("new_status", type_=Text()), updated_at=_AT)
    .returning(*_LEAD)
)
_DELETE = delete(_leads).where(_leads.c.id == _ID)


@cache
def _page(given: frozenset[str]) -> Select[Any]:
    """One statement for each combination of filters."""
    query = select(*_LEAD).order_by(_leads.c.created_at.desc(), _leads.c.id.desc())
    if "of_status" in given:
        query = query.where(_leads.c.status == bindparam("of_status", type_=Text()))
    if "of_type" in given:
        query = query.where(_leads.c.type == bindparam("of_type", type_=Text()))
    if "seen_id" in given:
        seen = tuple_(bindparam("seen_at", type_=_MOMENT), bindparam("seen_id", type_=Uuid()))
        query = query.where(tuple_(_leads.c.created_at, _leads.c.id) < seen)
    return query.limit(bindparam("rows"))
