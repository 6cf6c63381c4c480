"""Creates the schema, or adopts the one a predecessor left behind.

An empty database, the predecessor's Drizzle schema and its later, drifted SQLAlchemy one all end in the same
catalogue, with every row kept:

* a conversation's history moves to `messages`; what is no list, or has no content, was no message;
* embeddings of unknown origin are labelled so, and without a `page_hash` they are never searched;
* values that we would not write ourselves stay as they are.

The way back, `downgrade base`, lets the predecessor run on the database again and loses nothing that was
entrusted to us: messages return to `conversation_history`; the columns that the predecessor does not know,
and the outbox, stay for the next upgrade. Passages made by our ingest go; the next ingest makes them again.
"""

from alembic import op
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from migrations.adoption import Column, array_column, bare, conform, lock, object_column

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

POSTGRES_MIN = 16
PGVECTOR_MIN = (0, 8)
PGVECTOR_INSTALLED = text("SELECT extversion FROM pg_extension WHERE extname = 'vector'")

_ID = Column(name="id", type="uuid", default="gen_random_uuid()")
_IS_ACTIVE = Column(name="is_active", type="boolean", default="true")


def _text(name: str, *, nullable: bool = True) -> Column:
    return Column(name=name, type="text", nullable=nullable)


def _moment(name: str, *, otherwise: str | None = None) -> Column:
    repair = None if otherwise is None else f"coalesce({name}, {otherwise})"
    return Column(name=name, type="timestamp with time zone", default="now()", repair=repair)


_CREATED_AT = _moment("created_at")
_UPDATED_AT = _moment("updated_at", otherwise="created_at")

ADOPTED: dict[str, list[Column]] = {
    "sessions": [
        _ID,
        object_column("diver_profile"),
        Column(name="conversation_history", type="jsonb", default="'[]'::jsonb"),
        Column(name="message_count", type="integer", default="0"),
        _CREATED_AT,
        _UPDATED_AT,
        Column(
            name="expires_at",
            type="timestamp with time zone",
            default="(now() + '24:00:00'::interval)",
            repair="coalesce(expires_at, updated_at + '24:00:00'::interval)",
        ),
    ],
    "leads": [
        _ID,
        _text("type", nullable=False),
        Column(name="status", type="text", default="'new'::text"),
        object_column("diver_profile"),
        object_column("request_details", default=None),
        Column(name="session_id", type="uuid", nullable=True),
        _text("idempotency_key"),
        _text("request_digest"),
        _CREATED_AT,
        _UPDATED_AT,
    ],
    "destinations": [
        _ID,
        _text("slug"),
        _text("name", nullable=False),
        _text("country", nullable=False),
        _text("region"),
        _text("summary"),
        _text("content_path"),
        _IS_ACTIVE,
        _CREATED_AT,
        _UPDATED_AT,
    ],
    "dive_sites": [
        _ID,
        Column(name="destination_id", type="uuid"),
        _text("dive_site_id", nullable=False),
        _text("name", nullable=False),
        _text("description"),
        _text("min_certification_level"),
        Column(name="min_logged_dives", type="integer", nullable=True),
        Column(name="difficulty_rating", type="integer", nullable=True),
        _text("difficulty_band"),
        Column(name="depth_min_m", type="real", nullable=True),
        Column(name="depth_max_m", type="real", nullable=True),
        _text("access_type"),
        _text("data_quality"),
        array_column("tags"),
        _text("content_path"),
        _IS_ACTIVE,
        Column(name="last_updated", type="timestamp with time zone", nullable=True),
        _CREATED_AT,
        _UPDATED_AT,
    ],
    "content_embeddings": [
        _ID,
        _text("content_path", nullable=False),
        Column(name="title", type="text", default="''::text"),
        Column(name="heading", type="text", default="''::text"),
        _text("chunk_text", nullable=False),
        Column(name="embedding", type="vector(768)", nullable=True),
        Column(
            name="embedding_model",
            type="text",
            nullable=True,
            repair="CASE WHEN embedding IS NOT NULL THEN coalesce(embedding_model, 'legacy:unknown') END",
        ),
        _text("page_hash"),
        object_column("metadata"),
        _CREATED_AT,
    ],
}

# Full-text columns of the drifted predecessor and, after a way back, none of ours.
DROP_DERIVED = (
    "ALTER TABLE content_embeddings DROP COLUMN IF EXISTS chunk_text_tsv, DROP COLUMN IF EXISTS tsv"
)

CREATED = """
CREATE TABLE messages (
    session_id uuid NOT NULL,
    seq integer NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    role text NOT NULL,
    content text NOT NULL,
    agent_type text,
    citations jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT messages_pkey PRIMARY KEY (session_id, seq),
    CONSTRAINT messages_id_key UNIQUE (id),
    CONSTRAINT messages_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE,
    CONSTRAINT messages_seq_check CHECK (seq >= 1),
    CONSTRAINT messages_role_check CHECK (role IN ('user', 'assistant'))
);
CREATE TABLE IF NOT EXISTS outbox (
    id bigint GENERATED ALWAYS AS IDENTITY,
    topic text NOT NULL,
    lead_id uuid NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone DEFAULT now() NOT NULL,
    locked_until timestamp with time zone,
    sent_at timestamp with time zone,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT outbox_pkey PRIMARY KEY (id),
    CONSTRAINT outbox_lead_id_topic_key UNIQUE (lead_id, topic),
    CONSTRAINT outbox_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads (id) ON DELETE CASCADE,
    CONSTRAINT outbox_attempts_check CHECK (attempts >= 0)
);
CREATE INDEX IF NOT EXISTS outbox_due_idx ON outbox (next_at) WHERE sent_at IS NULL
"""

# STORAGE first: adding the generated columns rewrites the rows, and with them the vectors as they shall lie.
CONSTRAINED = """
ALTER TABLE sessions
    ADD CONSTRAINT sessions_diver_profile_check CHECK (jsonb_typeof(diver_profile) = 'object'),
    ADD CONSTRAINT sessions_conversation_history_check CHECK (jsonb_typeof(conversation_history) = 'array'),
    ADD CONSTRAINT sessions_message_count_check CHECK (message_count >= 0);
CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

ALTER TABLE leads
    ADD CONSTRAINT leads_status_check CHECK (status IN ('new', 'contacted', 'closed')),
    ADD CONSTRAINT leads_diver_profile_check CHECK (jsonb_typeof(diver_profile) = 'object'),
    ADD CONSTRAINT leads_request_details_check CHECK (jsonb_typeof(request_details) = 'object'),
    ADD CONSTRAINT leads_idempotency_key_key UNIQUE (idempotency_key),
    ADD CONSTRAINT leads_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE SET NULL;
CREATE INDEX leads_created_at_id_idx ON leads (created_at, id);
CREATE INDEX leads_session_id_idx ON leads (session_id) WHERE session_id IS NOT NULL;

ALTER TABLE destinations ADD CONSTRAINT destinations_slug_key UNIQUE (slug);

ALTER TABLE dive_sites
    ADD CONSTRAINT dive_sites_tags_check CHECK (jsonb_typeof(tags) = 'array'),
    ADD CONSTRAINT dive_sites_min_certification_level_check CHECK (content_path IS NULL
        OR min_certification_level IN ('none', 'OW', 'AOW', 'RESCUE', 'DM', 'INSTRUCTOR')),
    ADD CONSTRAINT dive_sites_min_logged_dives_check CHECK (content_path IS NULL OR min_logged_dives >= 0),
    ADD CONSTRAINT dive_sites_difficulty_rating_check
        CHECK (content_path IS NULL OR difficulty_rating BETWEEN 1 AND 5),
    ADD CONSTRAINT dive_sites_depth_min_m_check CHECK (content_path IS NULL OR depth_min_m >= 0),
    ADD CONSTRAINT dive_sites_depth_max_m_check CHECK (content_path IS NULL OR depth_max_m >= depth_min_m),
    ADD CONSTRAINT dive_sites_access_type_check CHECK (content_path IS NULL
        OR access_type IN ('boat', 'shore', 'boat-or-shore')),
    ADD CONSTRAINT dive_sites_dive_site_id_key UNIQUE (dive_site_id),
    ADD CONSTRAINT dive_sites_destination_id_fkey
        FOREIGN KEY (destination_id) REFERENCES destinations (id) ON DELETE CASCADE;
CREATE INDEX dive_sites_destination_id_idx ON dive_sites (destination_id);

ALTER TABLE content_embeddings ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE content_embeddings
    ADD COLUMN doc_type text GENERATED ALWAYS AS (metadata ->> 'doc_type') STORED,
    ADD COLUMN destination text GENERATED ALWAYS AS (metadata ->> 'destination') STORED,
    ADD COLUMN tsv tsvector GENERATED ALWAYS AS
        (to_tsvector('english', title || ' ' || heading || ' ' || chunk_text)) STORED,
    ADD CONSTRAINT content_embeddings_embedding_model_check
        CHECK ((embedding IS NULL) = (embedding_model IS NULL));
CREATE INDEX content_embeddings_content_path_idx ON content_embeddings (content_path);
CREATE INDEX content_embeddings_doc_type_idx ON content_embeddings (doc_type);
CREATE INDEX content_embeddings_destination_idx ON content_embeddings (destination);
CREATE INDEX content_embeddings_tsv_idx ON content_embeddings USING gin (tsv);
CREATE INDEX content_embeddings_embedding_idx ON content_embeddings
    USING hnsw ((embedding::halfvec(768)) halfvec_cosine_ops) WITH (m = 16, ef_construction = 64);

CREATE MATERIALIZED VIEW library_lexemes AS
    SELECT lexeme, count(*) AS document_count
    FROM content_embeddings CROSS JOIN LATERAL unnest(tsv)
    WHERE page_hash IS NOT NULL
    GROUP BY lexeme;
CREATE UNIQUE INDEX library_lexemes_lexeme_idx ON library_lexemes (lexeme)
"""

# Under `dovvybuddy` stands what a way back put there; nothing of the predecessor's can be mistaken for it.
# A time is believed when it looks like one; `now`, `infinity` and the like are valid times to PostgreSQL.
HISTORY_TO_MESSAGES = r"""
WITH entry AS (
    SELECT sessions.id AS session_id, sessions.created_at AS begun_at, position, value,
        value ->> 'content' AS content,
        coalesce(value ->> 'timestamp', value ->> 'created_at', value ->> 'createdAt') AS said_at,
        value -> 'dovvybuddy' AS ours,
        value -> 'dovvybuddy' ->> 'id' AS known_id
    FROM sessions CROSS JOIN LATERAL jsonb_array_elements(
        CASE jsonb_typeof(conversation_history) WHEN 'array' THEN conversation_history ELSE '[]' END
    ) WITH ORDINALITY AS history (value, position)
)
INSERT INTO messages (session_id, seq, id, role, content, agent_type, citations, created_at)
SELECT session_id,
    row_number() OVER (PARTITION BY session_id ORDER BY position),
    CASE
        WHEN pg_input_is_valid(known_id, 'uuid')
            AND row_number() OVER (PARTITION BY known_id ORDER BY session_id, position) = 1
        THEN known_id::uuid
        ELSE gen_random_uuid()
    END,
    CASE WHEN value ->> 'role' IN ('user', 'human') THEN 'user' ELSE 'assistant' END,
    content,
    ours ->> 'agent_type',
    nullif(ours -> 'citations', 'null'),
    CASE
        WHEN said_at ~ '^20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?$'
            AND pg_input_is_valid(said_at, 'timestamptz')
        THEN said_at::timestamptz
        ELSE begun_at
    END
FROM entry
WHERE content IS NOT NULL
"""

WINDOW_FROM_MESSAGES = """
UPDATE sessions SET
    message_count = (SELECT count(*) FROM messages WHERE session_id = sessions.id),
    conversation_history = (
        SELECT coalesce(jsonb_agg(jsonb_build_object('role', role, 'content', content) ORDER BY seq), '[]')
        FROM (
            SELECT * FROM messages WHERE session_id = sessions.id ORDER BY seq DESC LIMIT 20
        ) AS recent
    )
"""

MESSAGES_TO_HISTORY = """
UPDATE sessions SET conversation_history = (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'role', role, 'content', content, 'timestamp', created_at,
        'dovvybuddy', jsonb_build_object('id', id, 'agent_type', agent_type, 'citations', citations)
    ) ORDER BY seq), '[]')
    FROM messages WHERE session_id = sessions.id
)
"""

RETURNED = """
DROP MATERIALIZED VIEW library_lexemes;
DELETE FROM content_embeddings WHERE page_hash IS NOT NULL;
DROP INDEX content_embeddings_embedding_idx;
ALTER TABLE content_embeddings
    DROP CONSTRAINT content_embeddings_embedding_model_check,
    DROP COLUMN doc_type, DROP COLUMN destination, DROP COLUMN tsv;
CREATE INDEX content_embeddings_vector_idx ON content_embeddings USING hnsw (embedding vector_cosine_ops);

ALTER TABLE sessions
    DROP CONSTRAINT sessions_diver_profile_check,
    DROP CONSTRAINT sessions_conversation_history_check,
    ALTER COLUMN diver_profile DROP NOT NULL;
DROP TABLE messages;

ALTER TABLE leads
    DROP CONSTRAINT leads_diver_profile_check,
    DROP CONSTRAINT leads_request_details_check;

ALTER TABLE dive_sites
    DROP CONSTRAINT dive_sites_tags_check,
    DROP CONSTRAINT dive_sites_min_certification_level_check,
    DROP CONSTRAINT dive_sites_min_logged_dives_check,
    DROP CONSTRAINT dive_sites_difficulty_rating_check,
    DROP CONSTRAINT dive_sites_depth_min_m_check,
    DROP CONSTRAINT dive_sites_depth_max_m_check,
    DROP CONSTRAINT dive_sites_access_type_check,
    ALTER COLUMN tags DROP NOT NULL
"""


def upgrade() -> None:
    connection = op.get_bind()
    require_server(connection)
    read_times_as_utc(connection)
    lock(connection, ADOPTED)
    bare(connection, list(ADOPTED))
    for table, columns in ADOPTED.items():
        conform(connection, table, columns)
    run(connection, DROP_DERIVED, CREATED, HISTORY_TO_MESSAGES, WINDOW_FROM_MESSAGES, CONSTRAINED)


def downgrade() -> None:
    connection = op.get_bind()
    read_times_as_utc(connection)
    lock(connection, ADOPTED)
    run(connection, MESSAGES_TO_HISTORY, RETURNED)


def run(connection: Connection, *scripts: str) -> None:
    for script in scripts:
        for statement in script.split(";"):
            connection.exec_driver_sql(statement)


def read_times_as_utc(connection: Connection) -> None:
    """Times without a zone mean UTC wherever the server stands."""
    connection.execute(text("SET LOCAL TimeZone = 'UTC'"))


def require_server(connection: Connection) -> None:
    """Raises CommandError when the server or its pgvector is too old, or there is no pgvector to be had."""
    server = int(connection.scalar(text("SELECT current_setting('server_version_num')")) or 0) // 10_000
    if server < POSTGRES_MIN:
        raise CommandError(f"PostgreSQL {POSTGRES_MIN} or newer is needed, this is {server}")
    # Only when it is absent: creating it takes rights that using it does not.
    if connection.scalar(PGVECTOR_INSTALLED) is None:
        try:
            connection.execute(text("CREATE EXTENSION vector"))
        except DBAPIError as error:
            reason = str(error.orig).splitlines()[0]
            raise CommandError(f"pgvector is needed; an administrator creates it once ({reason})") from error
    pgvector = str(connection.scalar(PGVECTOR_INSTALLED))
    if tuple(int(part) for part in pgvector.split(".")[:2]) < PGVECTOR_MIN:
        raise CommandError(
            f"pgvector 0.8 or newer is needed, this is {pgvector}: ALTER EXTENSION vector UPDATE"
        )
