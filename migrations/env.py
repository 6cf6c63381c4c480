"""Runs migrations: all of them in one transaction, one process at a time."""

from typing import Any

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from app.config import ConfigurationError, Settings
from db.engine import connection_arguments
from db.models import IS_VIEW, Base

# The predecessor's alembic kept its revision in `alembic_version`: not one of ours, and not ours to change.
VERSION_TABLE = "dovvy_schema_version"
# Held to the end of the transaction; of processes that start together one migrates and the others wait.
MIGRATION_LOCK = 0x0D0BB1E6


def database_url() -> str:
    """From the caller, `alembic -x url=...`, or DATABASE_URL. Raises CommandError."""
    given = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True).get("url")
    try:
        url = given or Settings.from_environment().database_url
    except ConfigurationError as error:
        raise CommandError(str(error)) from error
    if not url:
        raise CommandError(
            "DATABASE_URL is not set: say which database to migrate (or -x url=postgresql://...)"
        )
    return str(url)


def include_object(
    thing: Any, _name: str | None, kind: str, reflected: bool, compare_to: object | None
) -> bool:
    """Tables that other programs keep in this database are not ours to compare, nor can views be."""
    is_foreign = kind == "table" and reflected and compare_to is None
    return not is_foreign and getattr(thing, "info", {}) != IS_VIEW


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table=VERSION_TABLE,
        include_object=include_object,
        compare_server_default=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        # A role's time limit is meant for requests.
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        context.run_migrations()


def main() -> None:
    if context.is_offline_mode():
        raise CommandError("--sql cannot work: the migrations look at the database before they change it")
    try:
        arguments = connection_arguments(database_url(), prepare=False)
    except ValueError as error:
        raise CommandError(str(error)) from error
    engine = create_engine("postgresql+psycopg://", connect_args=arguments, poolclass=NullPool)
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise CommandError(f"the database cannot be reached: {str(error.orig).strip()}") from error
    with connection:
        migrate(connection)


main()
