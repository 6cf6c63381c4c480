"""Passages remember how divers ask for them, and are found by those words, too; the next ingest fills it in.

The search vector is a generated column, so it is made anew, and with it what counts its words. Every row is
written again: a minute or two for a large library, in which searches wait.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WITHOUT_WORDS = """
DROP MATERIALIZED VIEW library_size;
DROP MATERIALIZED VIEW library_lexemes;
ALTER TABLE content_embeddings DROP COLUMN tsv
"""

WORDS = """
ALTER TABLE content_embeddings
    ADD COLUMN tsv tsvector GENERATED ALWAYS AS (to_tsvector('english', {words})) STORED;
CREATE INDEX content_embeddings_tsv_idx ON content_embeddings USING gin (tsv);
CREATE MATERIALIZED VIEW library_lexemes AS
    SELECT lexeme, count(*) AS document_count
    FROM content_embeddings CROSS JOIN LATERAL unnest(tsv)
    WHERE page_hash IS NOT NULL
    GROUP BY lexeme;
CREATE UNIQUE INDEX library_lexemes_lexeme_idx ON library_lexemes (lexeme);
CREATE MATERIALIZED VIEW library_size AS
    SELECT 1 AS id, count(*) AS passages, coalesce(sum(length(tsv)), 0) AS words
    FROM content_embeddings
    WHERE page_hash IS NOT NULL;
CREATE UNIQUE INDEX library_size_id_idx ON library_size (id)
"""


def upgrade() -> None:
    run(WITHOUT_WORDS)
    run("ALTER TABLE content_embeddings ADD COLUMN asked text DEFAULT ''::text NOT NULL")
    run(WORDS.format(words="title || ' ' || heading || ' ' || chunk_text || ' ' || asked"))


def downgrade() -> None:
    run(WITHOUT_WORDS)
    run("ALTER TABLE content_embeddings DROP COLUMN asked")
    run(WORDS.format(words="title || ' ' || heading || ' ' || chunk_text"))


def run(script: str) -> None:
    for statement in script.split(";"):
        op.execute(statement)
