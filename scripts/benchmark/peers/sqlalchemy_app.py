"""FastAPI with SQLAlchemy's ORM: a session for each request, models in, models out."""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, unused-ignore"

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI, HTTPException, Query
from pydantic import BaseModel, ConfigDict, EmailStr, Field
from pydantic.alias_generators import to_camel
from sqlalchemy import REAL, DateTime, ForeignKey, Identity, Numeric, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from starlette.config import Config

from assistant.conversation import HELLO
from scripts.benchmark.peers.greeting import greeting

# The default, 5 and 10 beyond, would open and close connections all the time under this load.
engine = create_async_engine(
    Config()("DATABASE_URL").replace("postgresql://", "postgresql+psycopg://", 1),
    pool_size=10,
    max_overflow=0,
)
new_session = async_sessionmaker(engine, expire_on_commit=False)

LEVELS = ["none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR"]
Level = Literal["none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR"]


class Base(DeclarativeBase):
    type_annotation_map = {  # noqa: RUF012  # as SQLAlchemy's documentation has it
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
        float: REAL(),
    }


class Conversation(Base):
    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    diver_profile: Mapped[dict[str, Any]]
    conversation_history: Mapped[list[Any]]
    message_count: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Message(Base):
    __tablename__ = "messages"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID]
    role: Mapped[str]
    content: Mapped[str]
    agent_type: Mapped[str | None]
    citations: Mapped[list[Any] | None]
    created_at: Mapped[datetime]


class Lead(Base):
    __tablename__ = "leads"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    type: Mapped[str]
    status: Mapped[str]
    request_details: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Errand(Base):
    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    topic: Mapped[str]
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.id"))
    next_at: Mapped[datetime]
    created_at: Mapped[datetime]


class Destination(Base):
    __tablename__ = "destinations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    is_active: Mapped[bool]


class DiveSite(Base):
    __tablename__ = "dive_sites"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column("dive_site_id")
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    name: Mapped[str]
    description: Mapped[str | None]
    min_certification_level: Mapped[str | None]
    min_logged_dives: Mapped[int | None]
    difficulty_rating: Mapped[int | None]
    difficulty_band: Mapped[str | None]
    depth_min_m: Mapped[float | None]
    depth_max_m: Mapped[float | None]
    access_type: Mapped[str | None]
    tags: Mapped[list[Any]]
    data_quality: Mapped[str | None]
    last_updated: Mapped[datetime | None]
    content_path: Mapped[str | None]
    is_active: Mapped[bool]


class Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, from_attributes=True)


class Profile(Model):
    certification_level: Level | None = None
    logged_dives: int | None = None
    interests: list[str] | None = None


class ShownSession(Model):
    id: UUID
    diver_profile: Profile
    created_at: datetime
    updated_at: datetime
    expires_at: datetime


class ChatRequest(Model):
    message: Annotated[str, Field(min_length=1, max_length=2000)]
    session_id: UUID


class ChatReply(Model):
    session_id: UUID
    message: str
    agent_type: str
    outcome: str
    citations: list[dict[str, Any]]
    follow_up_question: str | None = None
    metadata: dict[str, Any]


class LeadRequest(Model):
    type: Literal["training", "trip"]
    name: Annotated[str, Field(min_length=1, max_length=100)]
    email: EmailStr
    message: Annotated[str, Field(max_length=2000)] | None = None
    interested_certification: Annotated[str, Field(max_length=100)] | None = None
    preferred_location: Annotated[str, Field(max_length=100)] | None = None


class LeadReceipt(Model):
    id: UUID
    type: str
    status: str
    created_at: datetime


class ShownSite(Model):
    id: UUID
    slug: str
    destination_id: UUID
    name: str
    description: str | None
    min_certification_level: Level | None
    min_logged_dives: int | None
    difficulty_rating: int | None
    difficulty_band: str | None
    depth_min_m: float | None
    depth_max_m: float | None
    access_type: str | None
    tags: list[str]
    data_quality: str | None
    last_updated: datetime | None
    content_path: str | None


class SitePage(Model):
    items: list[ShownSite]


async def get_database() -> AsyncIterator[AsyncSession]:
    async with new_session() as session:
        yield session


Database = Annotated[AsyncSession, Depends(get_database)]
app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/api/session/{session_id}", response_model_exclude_none=True)
async def get_session(session_id: UUID, database: Database) -> ShownSession:
    found = await database.get(Conversation, session_id)
    if found is None or found.expires_at <= datetime.now(UTC):
        raise HTTPException(404)
    return ShownSession.model_validate(found)


@app.post("/api/chat", response_model_exclude_none=True)
async def append_turn(body: ChatRequest, database: Database) -> ChatReply:
    now = datetime.now(UTC)
    found = await database.get(Conversation, body.session_id, with_for_update=True)
    if found is None or found.expires_at <= now:
        raise HTTPException(404)
    said = [{"role": "user", "content": body.message}, {"role": "assistant", "content": HELLO}]
    database.add_all(
        Message(
            session_id=found.id,
            seq=found.message_count + number,
            id=uuid4(),
            role=one["role"],
            content=one["content"],
            agent_type="greeting" if number == len(said) else None,
            citations=[] if number == len(said) else None,
            created_at=now,
        )
        for number, one in enumerate(said, 1)
    )
    found.conversation_history = [*found.conversation_history, *said][-20:]
    found.message_count += len(said)
    found.updated_at = now
    found.expires_at = now + timedelta(hours=24)
    await database.commit()
    return ChatReply.model_validate(greeting(str(found.id)))


@app.post("/api/lead", status_code=201)
async def create_lead(body: LeadRequest, database: Database) -> LeadReceipt:
    now = datetime.now(UTC)
    details = body.model_dump(exclude={"type"}, exclude_none=True)
    lead = Lead(
        id=uuid4(), type=body.type, status="new", request_details=details, created_at=now, updated_at=now
    )
    database.add(lead)
    await database.flush()
    database.add(Errand(topic="lead.created", lead_id=lead.id, next_at=now, created_at=now))
    await database.commit()
    return LeadReceipt.model_validate(lead)


@app.get("/api/dive-sites", response_model_exclude_none=True)
async def list_sites(
    certification: Level,
    max_depth_m: Annotated[float, Query(alias="maxDepthM", ge=0)],
    limit: Annotated[int, Query(ge=1, le=100)],
    database: Database,
) -> SitePage:
    wanted = (
        select(DiveSite)
        .join(Destination, Destination.id == DiveSite.destination_id)
        .where(
            DiveSite.is_active,
            Destination.is_active,
            DiveSite.min_certification_level.in_(LEVELS[: LEVELS.index(certification) + 1]),
            cast(DiveSite.depth_max_m, Numeric) <= max_depth_m,
        )
        .order_by(func.left(DiveSite.name, 28), DiveSite.id)
        .limit(limit)
    )
    items = [ShownSite.model_validate(site) for site in await database.scalars(wanted)]
    for item in items:  # the column is a 4-byte real, which makes 4.6 of 4.599999904
        item.depth_min_m = None if item.depth_min_m is None else round(item.depth_min_m, 2)
        item.depth_max_m = None if item.depth_max_m is None else round(item.depth_max_m, 2)
    return SitePage(items=items)
