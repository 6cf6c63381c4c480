"""Keeps account of what language models cost, so that a daily budget holds for all workers together."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_usage",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("tokens_read", sa.BigInteger(), nullable=False),
        sa.Column("tokens_written", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "calls >= 0 AND tokens_read >= 0 AND tokens_written >= 0", name=op.f("model_usage_counts_check")
        ),
        sa.PrimaryKeyConstraint("day", "provider", name="model_usage_pkey"),
    )


def downgrade() -> None:
    op.drop_table("model_usage")
