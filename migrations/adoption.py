"""Brings a table of unknown origin to a wanted shape, keeping every row and every column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column shall be; `type` and `default` as PostgreSQL prints them.

    `repair` is an expression that every row's value is replaced by, for what may be missing or odd.
    """

    name: str
    type: str
    default: str | None = None
    nullable: bool = False
    repair: str | None = None


# `inherited` keeps a value that is no object: nothing a predecessor stored is thrown away.
def object_column(name: str, *, default: str | None = "'{}'::jsonb") -> Column:
    """A jsonb column that holds an object in every row."""
    repair = (
        f"CASE coalesce(jsonb_typeof({name}), 'null') WHEN 'object' THEN {name}"
        f" WHEN 'null' THEN '{{}}'::jsonb ELSE jsonb_build_object('inherited', {name}) END"
    )
    return Column(name=name, type="jsonb", default=default, repair=repair)


def array_column(name: str) -> Column:
    """A jsonb column that holds an array in every row."""
    repair = (
        f"CASE coalesce(jsonb_typeof({name}), 'null') WHEN 'array' THEN {name}"
        f" WHEN 'null' THEN '[]'::jsonb ELSE jsonb_build_array({name}) END"
    )
    return Column(name=name, type="jsonb", default="'[]'::jsonb", repair=repair)


def lock(connection: Connection, tables: Iterable[str]) -> None:
    """Keeps a predecessor that still runs from writing meanwhile; those of the tables that exist."""
    existing = set(connection.scalars(_EXISTING))
    if present := [table for table in tables if table in existing]:
        connection.execute(text(f"LOCK TABLE {', '.join(present)} IN ACCESS EXCLUSIVE MODE"))


def bare(connection: Connection, tables: Sequence[str]) -> None:
    """Takes indexes and constraints off the tables, whatever their names; primary keys and columns stay."""
    # Foreign keys first: they hold on to unique constraints.
    found = connection.execute(_CONSTRAINTS, {"tables": list(tables)}).all()
    for table, name in found:
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
    for (name,) in connection.execute(_INDEXES, {"tables": list(tables)}).all():
        connection.execute(text(f"DROP INDEX {name}"))


def conform(connection: Connection, table: str, columns: Sequence[Column]) -> None:
    """Creates the table or alters it: these columns with these types, and `id` the primary key.

    A column that we do not know stays, but no longer demands a value, since we would never give it one.
    """
    connection.execute(text(f"CREATE TABLE IF NOT EXISTS {table} ()"))
    existing = {row.name: row for row in connection.execute(_COLUMNS, {"table": table})}
    for column in columns:
        _give_type(connection, table, column, existing.get(column.name))
    for column in columns:
        _give_values(connection, table, column)
    for unknown in existing.keys() - {column.name for column in columns}:
        if existing[unknown].demanding:
            quoted = existing[unknown].quoted
            connection.execute(text(f"ALTER TABLE {table} ALTER COLUMN {quoted} DROP NOT NULL"))
    _give_primary_key(connection, table)


def _give_type(
    connection: Connection, table: str, column: Column, existing: Row[tuple[str, ...]] | None
) -> None:
    if existing is None:
        connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {column.name} {column.type}"))
    elif existing.type != column.type:
        # The default goes first: PostgreSQL may not know how to convert it.
        connection.execute(
            text(
                f"ALTER TABLE {table} ALTER COLUMN {column.name} DROP DEFAULT,"
                f" ALTER COLUMN {column.name} TYPE {column.type} USING {_converted(column, existing.type)}"
            )
        )


def _converted(column: Column, old_type: str) -> str:
    is_text = old_type == "text" or old_type.startswith("character")
    if column.type == "jsonb" and not is_text:
        return f"to_jsonb({column.name})"  # json and arrays alike
    return f"{column.name}::{column.type}"


def _give_values(connection: Connection, table: str, column: Column) -> None:
    name = column.name
    repair = column.repair
    if repair is None and column.default is not None and not column.nullable:
        repair = f"coalesce({name}, {column.default})"
    if repair is not None:
        # Only the rows that change: a table is not rewritten for nothing.
        connection.execute(
            text(f"UPDATE {table} SET {name} = {repair} WHERE {name} IS DISTINCT FROM {repair}")  # noqa: S608  # our names
        )
    default = "DROP DEFAULT" if column.default is None else f"SET DEFAULT {column.default}"
    nullable = "DROP NOT NULL" if column.nullable else "SET NOT NULL"
    connection.execute(
        text(f"ALTER TABLE {table} ALTER COLUMN {name} {default}, ALTER COLUMN {name} {nullable}")
    )


def _give_primary_key(connection: Connection, table: str) -> None:
    wanted = f"{table}_pkey"
    name = connection.scalar(_PRIMARY_KEY, {"table": table})
    if name is None:
        connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT {wanted} PRIMARY KEY (id)"))
    elif name != wanted:
        connection.execute(text(f"ALTER TABLE {table} RENAME CONSTRAINT {name} TO {wanted}"))


# Tables are looked for where a new one would go to, and in no other schema of the search path.
_EXISTING = text(
    "SELECT relname FROM pg_class WHERE relnamespace = quote_ident(current_schema())::regnamespace"
)
_COLUMNS = text("""
    SELECT attname AS name, quote_ident(attname) AS quoted, format_type(atttypid, atttypmod) AS type,
        attnotnull AND NOT atthasdef AND attidentity = '' AS demanding
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relname = :table
        AND attnum > 0 AND NOT attisdropped
""")
_CONSTRAINTS = text("""
    SELECT quote_ident(relname), quote_ident(conname)
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relname = ANY(:tables)
        AND contype IN ('f', 'u', 'c', 'x')
    ORDER BY contype <> 'f'
""")
_INDEXES = text("""
    SELECT indexrelid::regclass::text
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relname = ANY(:tables)
        AND NOT indisprimary
""")
_PRIMARY_KEY = text("""
    SELECT quote_ident(conname)
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relname = :table AND contype = 'p'
""")
