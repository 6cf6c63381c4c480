"""Keeps the events of a chat stream for a while, so that a client that was cut off can read on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chat_streams",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("events", postgresql.JSONB(), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("jsonb_typeof(events) = 'array'", name=op.f("chat_streams_events_check")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="chat_streams_session_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="chat_streams_pkey"),
    )
    op.create_index("chat_streams_session_id_idx", "chat_streams", ["session_id"])
    op.create_index("chat_streams_updated_at_idx", "chat_streams", ["updated_at"])


def downgrade() -> None:
    op.drop_table("chat_streams")
