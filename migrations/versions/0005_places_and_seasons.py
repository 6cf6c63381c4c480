"""Where destinations and dive sites are, and what the months are like there; the next ingest fills it in."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# A place has both numbers or none.
PLACES = """
ALTER TABLE {table}
    ADD COLUMN latitude double precision,
    ADD COLUMN longitude double precision,
    ADD CONSTRAINT {table}_latitude_check CHECK (latitude BETWEEN -90 AND 90),
    ADD CONSTRAINT {table}_longitude_check CHECK (longitude BETWEEN -180 AND 180),
    ADD CONSTRAINT {table}_location_check CHECK ((latitude IS NULL) = (longitude IS NULL))
"""


def upgrade() -> None:
    for table in ("destinations", "dive_sites"):
        op.execute(PLACES.format(table=table))
    op.execute(
        """
        ALTER TABLE destinations
            ADD COLUMN seasons jsonb DEFAULT '[]'::jsonb NOT NULL,
            ADD CONSTRAINT destinations_seasons_check CHECK (jsonb_typeof(seasons) = 'array')
        """
    )


def downgrade() -> None:
    op.execute("ALTER TABLE destinations DROP COLUMN seasons")
    for table in ("destinations", "dive_sites"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN latitude, DROP COLUMN longitude")
