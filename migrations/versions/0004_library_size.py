"""Counts the library once for each ingest: a search that counts it reads every passage, which costs more than
the search itself from some ten thousand passages on."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The unique index lets a refresh go on beside searches.
    op.execute(
        """
        CREATE MATERIALIZED VIEW library_size AS
            SELECT 1 AS id, count(*) AS passages, coalesce(sum(length(tsv)), 0) AS words
            FROM content_embeddings
            WHERE page_hash IS NOT NULL
        """
    )
    op.execute("CREATE UNIQUE INDEX library_size_id_idx ON library_size (id)")


def downgrade() -> None:
    op.execute("DROP MATERIALIZED VIEW library_size")
