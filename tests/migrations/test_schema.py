"""Whatever a database was, after an upgrade it is the one that the code knows."""

import os
import subprocess
import sys
from uuid import uuid4

import pytest
from alembic.util import CommandError

from app.config import PROJECT_ROOT
from db.models import Base
from migrations import commands
from tests.migrations.catalogue import SNAPSHOT, catalogue
from tests.migrations.conftest import ORIGINS, database_of, rows, run

TABLES = tuple(table.name for table in Base.metadata.sorted_tables if not table.info.get("is_view"))


def snapshot():
    return SNAPSHOT.read_text("utf-8").splitlines()


def contents(url):
    """Every row with the transaction that wrote it."""
    return {table: rows(url, f"SELECT xmin::text, t::text FROM {table} AS t ORDER BY 2") for table in TABLES}


def alembic(*arguments, url):
    # Given even when it is empty: otherwise a developer's .env would name a database of theirs.
    environment = {**os.environ, "DATABASE_URL": url}
    return subprocess.Popen(
        [sys.executable, "-m", "alembic", *arguments],
        cwd=PROJECT_ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_every_origin_ends_in_the_same_catalogue(of_any_origin):
    commands.upgrade(of_any_origin)

    assert catalogue(of_any_origin) == snapshot()


def test_the_models_and_the_catalogue_agree(of_any_origin):
    commands.upgrade(of_any_origin)

    commands.check(of_any_origin)


def test_a_difference_between_models_and_database_is_noticed(migrated):
    run(migrated, "DROP INDEX sessions_expires_at_idx")

    with pytest.raises(CommandError, match="sessions_expires_at_idx"):
        commands.check(migrated)


def test_a_second_upgrade_changes_nothing(of_any_origin):
    commands.upgrade(of_any_origin)
    before = contents(of_any_origin)

    commands.upgrade(of_any_origin)

    assert contents(of_any_origin) == before
    assert catalogue(of_any_origin) == snapshot()


def test_processes_that_start_together_migrate_once(empty):
    started = [alembic("upgrade", "head", url=empty) for _ in range(3)]

    assert [process.communicate()[0] for process in started] == ["", "", ""]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert catalogue(empty) == snapshot()


def test_the_database_says_which_revision_it_has(migrated):
    assert rows(migrated, "SELECT version_num FROM dovvy_schema_version") == [(commands.head_revision(),)]


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_way_back_and_forth_ends_where_it_began(server_url, origin):
    with database_of(server_url, *ORIGINS[origin]) as url:
        commands.upgrade(url)
        before = {table: [row for _, row in found] for table, found in contents(url).items()}

        commands.downgrade(url, "base")
        commands.upgrade(url)

        assert catalogue(url) == snapshot()
        assert {table: [row for _, row in found] for table, found in contents(url).items()} == before


@pytest.mark.parametrize("scheme", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_an_address_may_begin_as_its_provider_spells_it(empty, scheme):
    commands.upgrade(empty.replace("postgresql://", scheme))

    assert catalogue(empty) == snapshot()


def test_a_missing_address_is_told_in_one_line():
    process = alembic("upgrade", "head", url="")

    output, _ = process.communicate()
    assert (process.returncode != 0, output.count("\n")) == (True, 1)
    assert "DATABASE_URL is not set" in output


def test_a_database_that_does_not_answer_is_told():
    with pytest.raises(CommandError, match="cannot be reached"):
        commands.upgrade("postgresql://localhost:1/dive")


@pytest.fixture
def as_owner(empty):
    """The same database for a role that owns it and may do nothing else."""
    role = f"dovvy_owner_{uuid4().hex[:12]}"
    run(empty, f"CREATE ROLE {role}; GRANT ALL ON SCHEMA public TO {role}")
    yield f"{empty}&options=-c%20role%3D{role}"
    run(empty, f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_no_more_rights_are_needed_than_to_own_the_tables(empty, as_owner):
    run(empty, "CREATE EXTENSION vector")

    commands.upgrade(as_owner)

    assert catalogue(empty) == snapshot()


def test_an_absent_extension_that_we_may_not_create_is_told(as_owner):
    with pytest.raises(CommandError, match="an administrator creates it once"):
        commands.upgrade(as_owner)
