"""Runs migrations from Python, as `python -m alembic` does from a shell."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

_PROJECT_FILE = Path(__file__).resolve().parent.parent / "pyproject.toml"


def upgrade(url: str, revision: str = "head") -> None:
    """Brings the database up to `revision`. Raises alembic.util.CommandError when it cannot be used."""
    command.upgrade(_configuration(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Brings the database back to `revision`; "base" leaves it to the predecessor. Raises CommandError."""
    command.downgrade(_configuration(url), revision)


def check(url: str) -> None:
    """Raises alembic.util.CommandError when the database and db.models differ in what alembic can see."""
    command.check(_configuration(url))


def head_revision() -> str:
    """The revision that this code works with."""
    head = ScriptDirectory.from_config(_configuration()).get_current_head()
    assert head is not None  # noqa: S101  # there is a first migration
    return head


def _configuration(url: str | None = None) -> Config:
    return Config(toml_file=_PROJECT_FILE, attributes={"url": url})
