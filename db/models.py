"""Declares the schema. Hot statements are built on these tables; nothing loads these classes as objects.

A change here needs a migration, and the catalogue's snapshot in tests/migrations taken anew.
"""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

import pgvector.sqlalchemy
from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    Double,
    ForeignKey,
    Identity,
    Index,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    cast,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from assistant.embedders import DIMENSIONS

# Names as PostgreSQL itself would give them, so that adopted constraints need no second name.
NAMING = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
}
# A table that PostgreSQL computes: a migration creates it, alembic must not.
IS_VIEW = {"is_view": True}


class EmbeddingVector(pgvector.sqlalchemy.VECTOR):
    """Numpy arrays of float32, sent as bytes: the library's own type writes every vector out as text."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """The driver knows the type: db.engine registers it on every connection."""

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """The driver returns what pgvector registered: its Vector."""


class Base(DeclarativeBase):
    """Column types by annotation; whatever is not `| None` is NOT NULL."""

    __table__: ClassVar[Table]

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy reads it as it stands
        str: Text(),
        float: REAL(),
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(none_as_null=True),
        list[Any]: JSONB(none_as_null=True),
    }


_NEW_ID = text("gen_random_uuid()")
_NOW = text("now()")
_EMPTY_OBJECT = text("'{}'::jsonb")
_EMPTY_ARRAY = text("'[]'::jsonb")
# Degrees of latitude or longitude: a 4-byte real is a few metres off, and prints as it is.
_Degrees = Annotated[float, mapped_column(Double)]


def _location_checks() -> tuple[CheckConstraint, ...]:
    """A place has both numbers or none."""
    return (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="location"),
    )


class Session(Base):
    """A diver's conversation."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW_ID)
    diver_profile: Mapped[dict[str, Any]] = mapped_column(server_default=_EMPTY_OBJECT)
    # What a model is given, {role, content} each; the full record is in `messages`.
    conversation_history: Mapped[list[Any]] = mapped_column(server_default=_EMPTY_ARRAY)
    message_count: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    updated_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    expires_at: Mapped[datetime] = mapped_column(server_default=text("(now() + '24:00:00'::interval)"))

    __table_args__ = (
        CheckConstraint("jsonb_typeof(diver_profile) = 'object'", name="diver_profile"),
        CheckConstraint("jsonb_typeof(conversation_history) = 'array'", name="conversation_history"),
        CheckConstraint("message_count >= 0", name="message_count"),
        Index(None, "expires_at"),
    )


class Message(Base):
    """One thing said; `seq` counts from 1 in each conversation."""

    __tablename__ = "messages"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(unique=True, server_default=_NEW_ID)
    role: Mapped[str]
    content: Mapped[str]
    agent_type: Mapped[str | None]
    citations: Mapped[list[Any] | None]
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)

    __table_args__ = (
        CheckConstraint("seq >= 1", name="seq"),
        CheckConstraint("role IN ('user', 'assistant')", name="role"),
    )


class Lead(Base):
    """A diver who asked for a course or a trip.

    No check on `type`: inherited leads have others than ours, and a check that spares old rows when it is
    made (NOT VALID) would still refuse to close such a lead.
    """

    __tablename__ = "leads"

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW_ID)
    type: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'new'::text"))
    diver_profile: Mapped[dict[str, Any]] = mapped_column(server_default=_EMPTY_OBJECT)
    # Every field of the form, in snake case.
    request_details: Mapped[dict[str, Any]]
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.id", ondelete="SET NULL"))
    idempotency_key: Mapped[str | None] = mapped_column(unique=True)
    request_digest: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    updated_at: Mapped[datetime] = mapped_column(server_default=_NOW)

    __table_args__ = (
        CheckConstraint("status IN ('new', 'contacted', 'closed')", name="status"),
        CheckConstraint("jsonb_typeof(diver_profile) = 'object'", name="diver_profile"),
        CheckConstraint("jsonb_typeof(request_details) = 'object'", name="request_details"),
        # Read backwards: newest first. As (created_at DESC, id) it could not serve a cursor, which compares
        # (created_at, id) as one row.
        Index(None, "created_at", "id"),
        # For the foreign key: a session that is deleted looks its leads up.
        Index(None, "session_id", postgresql_where=text("session_id IS NOT NULL")),
    )


class Outbox(Base):
    """What a dive shop must still be told; written in the lead's own statement."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    topic: Mapped[str]
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    next_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    locked_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)

    __table_args__ = (
        # The lead first: its index serves the foreign key too.
        UniqueConstraint("lead_id", "topic"),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index("outbox_due_idx", "next_at", postgresql_where=text("sent_at IS NULL")),
    )


class ModelUsage(Base):
    """What answers of language models took on one day (UTC)."""

    __tablename__ = "model_usage"

    day: Mapped[date] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    tokens_read: Mapped[int] = mapped_column(BigInteger)
    tokens_written: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        CheckConstraint("calls >= 0 AND tokens_read >= 0 AND tokens_written >= 0", name="counts"),
    )


class ChatStream(Base):
    """The events of one streamed answer, for clients that were cut off; erased with their conversation."""

    __tablename__ = "chat_streams"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    events: Mapped[list[Any]]
    is_over: Mapped[bool]
    updated_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("jsonb_typeof(events) = 'array'", name="events"),
        Index(None, "session_id"),
        Index(None, "updated_at"),
    )


class Destination(Base):
    """A place with dive sites. `slug` is NULL where nobody gave it one: inherited, and without a page."""

    __tablename__ = "destinations"

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW_ID)
    slug: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    country: Mapped[str]
    region: Mapped[str | None]
    summary: Mapped[str | None]
    content_path: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    updated_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    latitude: Mapped[_Degrees | None]
    longitude: Mapped[_Degrees | None]
    # {months, conditions} each, as the contract's Season.
    seasons: Mapped[list[Any]] = mapped_column(server_default=_EMPTY_ARRAY)

    __table_args__ = (
        CheckConstraint("jsonb_typeof(seasons) = 'array'", name="seasons"),
        *_location_checks(),
    )


class DiveSite(Base):
    """A place to dive; `dive_site_id` is its public slug.

    The checks bind what our ingest made (it has a `content_path`): inherited rows may hold anything, and must
    still be updatable.
    """

    __tablename__ = "dive_sites"

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW_ID)
    destination_id: Mapped[UUID] = mapped_column(
        ForeignKey("destinations.id", ondelete="CASCADE"), index=True
    )
    dive_site_id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str | None]
    min_certification_level: Mapped[str | None]
    min_logged_dives: Mapped[int | None]
    difficulty_rating: Mapped[int | None]
    difficulty_band: Mapped[str | None]
    depth_min_m: Mapped[float | None]
    depth_max_m: Mapped[float | None]
    access_type: Mapped[str | None]
    data_quality: Mapped[str | None]
    tags: Mapped[list[Any]] = mapped_column(server_default=_EMPTY_ARRAY)
    content_path: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    last_updated: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    updated_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    latitude: Mapped[_Degrees | None]
    longitude: Mapped[_Degrees | None]

    __table_args__ = (
        CheckConstraint("jsonb_typeof(tags) = 'array'", name="tags"),
        CheckConstraint(
            "content_path IS NULL"
            " OR min_certification_level IN ('none', 'OW', 'AOW', 'RESCUE', 'DM', 'INSTRUCTOR')",
            name="min_certification_level",
        ),
        CheckConstraint("content_path IS NULL OR min_logged_dives >= 0", name="min_logged_dives"),
        CheckConstraint(
            "content_path IS NULL OR difficulty_rating BETWEEN 1 AND 5", name="difficulty_rating"
        ),
        CheckConstraint("content_path IS NULL OR depth_min_m >= 0", name="depth_min_m"),
        CheckConstraint("content_path IS NULL OR depth_max_m >= depth_min_m", name="depth_max_m"),
        CheckConstraint(
            "content_path IS NULL OR access_type IN ('boat', 'shore', 'boat-or-shore')", name="access_type"
        ),
        *_location_checks(),
    )


class ContentEmbedding(Base):
    """A passage of the library.

    `page_hash` NULL: not made by our ingest, which neither searches nor deletes such a row.
    Generated expressions stand here as PostgreSQL prints them, or alembic would see a difference.
    """

    __tablename__ = "content_embeddings"

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW_ID)
    content_path: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(server_default=text("''::text"))
    heading: Mapped[str] = mapped_column(server_default=text("''::text"))
    chunk_text: Mapped[str]
    # Stored PLAIN (a migration says so): 3 kB inline instead of a TOAST look-up for every row of a scan.
    embedding: Mapped[Any | None] = mapped_column(EmbeddingVector(DIMENSIONS))
    embedding_model: Mapped[str | None]
    page_hash: Mapped[str | None]
    metadata_: Mapped[dict[str, Any]] = mapped_column("metadata", server_default=_EMPTY_OBJECT)
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    doc_type: Mapped[str | None] = mapped_column(
        Computed("(metadata ->> 'doc_type'::text)", persisted=True), index=True
    )
    destination: Mapped[str | None] = mapped_column(
        Computed("(metadata ->> 'destination'::text)", persisted=True), index=True
    )
    tsv: Mapped[str | None] = mapped_column(
        TSVECTOR,
        Computed(
            "to_tsvector('english'::regconfig,"
            " ((((((title || ' '::text) || heading) || ' '::text) || chunk_text) || ' '::text) || asked))",
            persisted=True,
        ),
    )
    # How divers ask for it, in one text: found by its words, never shown.
    asked: Mapped[str] = mapped_column(server_default=text("''::text"))

    __table_args__ = (
        # Vectors of different models look alike and must never be compared.
        CheckConstraint("(embedding IS NULL) = (embedding_model IS NULL)", name="embedding_model"),
        Index(None, "tsv", postgresql_using="gin"),
        # Half precision halves the index; a search re-orders its candidates by the full vectors.
        # It is used only by ORDER BY embedding::halfvec(768) <=> ..., spelled so.
        Index(
            "content_embeddings_embedding_idx",
            cast(text("embedding"), pgvector.sqlalchemy.HALFVEC(DIMENSIONS)).label("half"),
            postgresql_using="hnsw",
            postgresql_ops={"half": "halfvec_cosine_ops"},
            postgresql_with={"m": 16, "ef_construction": 64},
        ),
    )


class LibraryLexeme(Base):
    """In how many passages made by our ingest a lexeme occurs: a materialized view, refreshed by the ingest.

    REFRESH MATERIALIZED VIEW CONCURRENTLY works inside a transaction and lets searches go on meanwhile.
    """

    __tablename__ = "library_lexemes"

    lexeme: Mapped[str] = mapped_column(primary_key=True)
    document_count: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = ({"info": IS_VIEW},)


class LibrarySize(Base):
    """How large the library that our ingest made is, in one row: a materialized view like the one above."""

    __tablename__ = "library_size"

    id: Mapped[int] = mapped_column(primary_key=True)
    passages: Mapped[int] = mapped_column(BigInteger)
    # Different words of each passage, added up.
    words: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = ({"info": IS_VIEW},)
