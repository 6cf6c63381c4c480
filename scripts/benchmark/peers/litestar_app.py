"""Litestar with msgspec structs in and out."""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, unused-ignore"

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Litestar, get, post
from litestar.exceptions import NotFoundException
from msgspec import UNSET, Meta, UnsetType

from scripts.benchmark.peers.example import BEFORE, HEALTH, SITE, SITE_ID, STORED

Text100 = Annotated[str, Meta(max_length=100)]


class Model(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Names are camel case on the wire."""


class Health(Model, kw_only=True):
    status: Literal["ok"]
    timestamp: datetime
    version: str


class DiveSite(Model, kw_only=True):
    id: UUID
    slug: str
    destination_id: UUID
    name: str
    description: str | UnsetType = UNSET
    min_certification_level: Literal["none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR"] | UnsetType = UNSET
    min_logged_dives: int | UnsetType = UNSET
    difficulty_rating: int | UnsetType = UNSET
    difficulty_band: str | UnsetType = UNSET
    depth_min_m: float | UnsetType = UNSET
    depth_max_m: float | UnsetType = UNSET
    access_type: Literal["boat", "shore", "boat-or-shore"] | UnsetType = UNSET
    tags: list[str]
    data_quality: str
    content_path: str | UnsetType = UNSET
    last_updated: datetime | UnsetType = UNSET


class TripRequest(Model, kw_only=True):
    type: Literal["trip"]
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    email: Annotated[str, Meta(max_length=254)]
    phone: Annotated[str, Meta(max_length=20)] | UnsetType = UNSET
    source: Text100 | UnsetType = UNSET
    session_id: UUID | UnsetType = UNSET
    message: Annotated[str, Meta(max_length=2000)] | UnsetType = UNSET
    destination: Text100 | UnsetType = UNSET
    travel_dates: Text100 | UnsetType = UNSET
    group_size: Annotated[int, Meta(ge=1, le=50)] | UnsetType = UNSET
    budget: Text100 | UnsetType = UNSET


class Lead(TripRequest, kw_only=True):
    id: UUID
    status: Literal["new", "contacted", "closed"]
    created_at: datetime
    updated_at: datetime


class LeadPage(Model, kw_only=True):
    items: list[Lead]
    next_cursor: str | UnsetType = UNSET


@get("/health")
async def health() -> Health:
    return msgspec.convert(HEALTH, Health)


@get("/api/dive-sites/{dive_site_id:uuid}")
async def dive_site(dive_site_id: UUID) -> DiveSite:
    if dive_site_id != SITE_ID:
        raise NotFoundException
    return msgspec.convert(SITE, DiveSite)


@post("/api/lead")
async def create_lead(data: TripRequest) -> LeadPage:
    stored: dict[str, Any] = msgspec.to_builtins(data) | STORED
    return LeadPage(items=[msgspec.convert(stored, Lead), msgspec.convert(BEFORE, Lead)])


app = Litestar([health, dive_site, create_lead])
