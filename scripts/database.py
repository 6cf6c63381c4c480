"""The database that a command works on: the one that is named, or the embedded one while it is needed."""

import contextlib
from collections.abc import Iterator

from alembic.util import CommandError

from app.config import ConfigurationError, Settings
from assistant.embedders import EmbedderUnavailable
from assistant.validation import InvalidLibrary
from db.cluster import ClusterUnavailable, running_cluster
from db.engine import DatabaseUnavailable
from db.ingest import UnusableEmbedding
from migrations.commands import upgrade

# What can go wrong before a command has done its work; the message says it all.
FAILURES = (
    CommandError,
    ConfigurationError,
    ClusterUnavailable,
    DatabaseUnavailable,
    EmbedderUnavailable,
    InvalidLibrary,
    UnusableEmbedding,
)


@contextlib.contextmanager
def migrated_database(settings: Settings) -> Iterator[str]:
    """The URL of DATABASE_URL, or of the embedded PostgreSQL in DATA_DIR, with its schema up to date."""
    if settings.database_url:
        upgrade(settings.database_url)
        yield settings.database_url
        return
    with running_cluster(settings.data_dir) as url:
        upgrade(url)
        yield url
