"""FastAPI with pydantic models in and out; `unchecked_email` is the same without looking at the address."""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, unused-ignore"

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict, EmailStr, Field
from pydantic.alias_generators import to_camel

from scripts.benchmark.peers.example import BEFORE, HEALTH, SITE, SITE_ID, STORED

Text100 = Annotated[str, Field(max_length=100)]


class Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, extra="forbid")


class Health(Model):
    status: Literal["ok"]
    timestamp: datetime
    version: str


class DiveSite(Model):
    id: UUID
    slug: str
    destination_id: UUID
    name: str
    description: str | None = None
    min_certification_level: Literal["none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR"] | None = None
    min_logged_dives: Annotated[int, Field(ge=0)] | None = None
    difficulty_rating: Annotated[int, Field(ge=1, le=5)] | None = None
    difficulty_band: str | None = None
    depth_min_m: Annotated[float, Field(ge=0)] | None = None
    depth_max_m: Annotated[float, Field(ge=0)] | None = None
    access_type: Literal["boat", "shore", "boat-or-shore"] | None = None
    tags: list[str]
    data_quality: str
    content_path: str | None = None
    last_updated: datetime | None = None


class TripRequest(Model):
    type: Literal["trip"]
    name: Annotated[str, Field(min_length=1, max_length=100)]
    email: EmailStr
    phone: Annotated[str, Field(max_length=20)] | None = None
    source: Text100 | None = None
    session_id: UUID | None = None
    message: Annotated[str, Field(max_length=2000)] | None = None
    destination: Text100 | None = None
    travel_dates: Text100 | None = None
    group_size: Annotated[int, Field(ge=1, le=50)] | None = None
    budget: Text100 | None = None


class UncheckedTripRequest(TripRequest):
    email: Annotated[str, Field(max_length=254)]


class Lead(Model):
    id: UUID
    type: Literal["training", "trip", "other"]
    status: Literal["new", "contacted", "closed"]
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    source: str | None = None
    session_id: str | None = None
    message: str | None = None
    destination: str | None = None
    travel_dates: str | None = None
    group_size: int | None = None
    budget: str | None = None
    created_at: datetime
    updated_at: datetime


class LeadPage(Model):
    items: list[Lead]
    next_cursor: str | None = None


router = APIRouter()


@router.get("/health")
async def health() -> Health:
    return Health.model_validate(HEALTH)


@router.get("/api/dive-sites/{dive_site_id}", response_model_exclude_none=True)
async def dive_site(dive_site_id: UUID) -> DiveSite:
    if dive_site_id != SITE_ID:
        raise HTTPException(404)
    return DiveSite.model_validate(SITE)


def lead_page(body: TripRequest) -> LeadPage:
    asked = body.model_dump(mode="json", by_alias=True)
    return LeadPage(items=[Lead.model_validate({**asked, **STORED}), Lead.model_validate(BEFORE)])


app = FastAPI()
app.include_router(router)


@app.post("/api/lead", status_code=201, response_model_exclude_none=True)
async def create_lead(body: TripRequest) -> LeadPage:
    return lead_page(body)


unchecked_email = FastAPI()
unchecked_email.include_router(router)


@unchecked_email.post("/api/lead", status_code=201, response_model_exclude_none=True)
async def create_unchecked_lead(body: UncheckedTripRequest) -> LeadPage:
    return lead_page(body)
