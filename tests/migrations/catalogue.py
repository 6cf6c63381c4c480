"""What PostgreSQL knows about our schema, as lines to compare.

`alembic check` sees neither index parameters, operator classes, CHECKs nor generated expressions; this does.
After a migration: python -m tests.migrations.catalogue postgresql://... > tests/migrations/catalogue.txt
"""

import sys
from pathlib import Path

import psycopg

from db.models import Base

SNAPSHOT = Path(__file__).with_name("catalogue.txt")

# Tables of others, the predecessor's version table among them, are none of our business.
_OURS = f"""
    relnamespace = current_schema()::regnamespace AND relname IN ({", ".join(f"'{name}'" for name in Base.metadata.tables)})
"""
_LINES = f"""
SELECT 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
    || CASE WHEN attnotnull THEN ' not null' ELSE '' END
    || CASE WHEN attidentity = 'a' THEN ' identity' WHEN attgenerated = 's' THEN ' generated' ELSE '' END
    || coalesce(' ' || pg_get_expr(adbin, adrelid), '')
    || CASE WHEN attstorage = typstorage THEN '' ELSE ' storage ' || attstorage::text END
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_type ON pg_type.oid = atttypid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE {_OURS} AND relkind IN ('r', 'm') AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT 'constraint ' || relname || ' ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
WHERE {_OURS} AND contype <> 'n'
UNION ALL
SELECT 'index ' || pg_get_indexdef(indexrelid)
FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
WHERE {_OURS}
UNION ALL
SELECT 'view ' || relname || regexp_replace(pg_get_viewdef(oid), '\\s+', ' ', 'g')
FROM pg_class
WHERE {_OURS} AND relkind = 'm'
"""


def catalogue(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        # Sorted here: servers differ in their collations. No parameters, so that % stays what it is.
        return sorted(line for (line,) in connection.execute(_LINES))


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in catalogue(sys.argv[1])))
