-- The same five tables after the predecessor had gone over to SQLAlchemy: other types, other names, and a
-- revision of its own alembic chain.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE alembic_version (version_num varchar(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY);
INSERT INTO alembic_version VALUES ('004_add_full_text_search');

CREATE TABLE destinations (
    id         uuid PRIMARY KEY,
    name       varchar(255) NOT NULL,
    country    varchar(100) NOT NULL,
    is_active  boolean,
    created_at timestamp with time zone NOT NULL DEFAULT now()
);

CREATE TABLE dive_sites (
    id                      uuid CONSTRAINT pk_dive_sites PRIMARY KEY,
    destination_id          uuid NOT NULL CONSTRAINT fk_dive_sites_destination REFERENCES destinations (id),
    dive_site_id            varchar(255) NOT NULL,
    name                    varchar(255) NOT NULL,
    description             text,
    min_certification_level varchar(50),
    min_logged_dives        bigint,
    difficulty_rating       smallint,
    difficulty_band         varchar(50),
    depth_min_m             double precision,
    depth_max_m             double precision,
    access_type             varchar(50),
    data_quality            varchar(50),
    tags                    jsonb DEFAULT '[]',
    is_active               boolean NOT NULL DEFAULT true,
    last_updated            timestamp without time zone,
    created_at              timestamp without time zone DEFAULT now(),
    updated_at              timestamp without time zone DEFAULT now()
);
CREATE UNIQUE INDEX ix_dive_sites_dive_site_id ON dive_sites (dive_site_id);

CREATE TABLE leads (
    id              uuid PRIMARY KEY,
    type            varchar(20) NOT NULL CONSTRAINT ck_leads_type CHECK (type <> ''),
    diver_profile   jsonb,
    request_details json NOT NULL,
    created_at      timestamp with time zone NOT NULL DEFAULT now()
);

CREATE TABLE sessions (
    id                   uuid PRIMARY KEY,
    diver_profile        jsonb NOT NULL DEFAULT '{}',
    conversation_history jsonb,
    created_at           timestamp with time zone NOT NULL DEFAULT now(),
    updated_at           timestamp with time zone NOT NULL DEFAULT now()
);
CREATE INDEX ix_sessions_updated_at ON sessions (updated_at);

CREATE TABLE content_embeddings (
    id             uuid PRIMARY KEY,
    content_path   varchar(500) NOT NULL,
    chunk_text     text NOT NULL,
    embedding      vector(768),
    metadata       json,
    created_at     timestamp with time zone DEFAULT now(),
    chunk_text_tsv tsvector GENERATED ALWAYS AS (to_tsvector('english', chunk_text)) STORED
);
CREATE INDEX idx_content_embeddings_hnsw ON content_embeddings
    USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 100);
CREATE INDEX idx_content_embeddings_fts ON content_embeddings USING gin (chunk_text_tsv);

INSERT INTO destinations (id, name, country) VALUES ('11111111-1111-4111-8111-111111111111', 'Tioman', 'Malaysia');
INSERT INTO dive_sites (id, destination_id, dive_site_id, name, difficulty_rating, depth_max_m, tags, created_at) VALUES
    ('33333333-3333-4333-8333-333333333301', '11111111-1111-4111-8111-111111111111', 'tioman_reef', 'Reef', 7, 12.3,
     '"reef"', '2026-01-05T10:00:00'),
    ('33333333-3333-4333-8333-333333333302', '11111111-1111-4111-8111-111111111111', 'tioman_wall', 'Wall', 2, NULL,
     '["wall"]', '2026-01-05T10:00:00');
INSERT INTO leads (id, type, diver_profile, request_details) VALUES
    ('44444444-4444-4444-8444-444444444401', 'other', NULL, '{"name": "Li Wei"}'),
    ('44444444-4444-4444-8444-444444444402', 'trip', '["OW"]', '"call me"');
INSERT INTO sessions (id, conversation_history, created_at, updated_at) VALUES
    ('55555555-5555-4555-8555-555555555501', '[{"role": "user", "content": "Hi"}]',
     '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z'),
    ('55555555-5555-4555-8555-555555555502', NULL, '2026-01-05T10:00:00Z', '2026-01-05T10:00:00Z');
INSERT INTO content_embeddings (id, content_path, chunk_text, embedding, metadata) VALUES
    ('66666666-6666-4666-8666-666666666601', 'gear/fins.md', 'About fins.', NULL, NULL),
    ('66666666-6666-4666-8666-666666666602', 'gear/masks.md', 'About masks.', array_fill(0.5, ARRAY[768])::vector,
     '{"doc_type": "gear"}');
