"""Is the service up, and can it do its work?"""

from collections.abc import Sequence
from typing import Any

import msgspec

from db.engine import DatabaseUnavailable
from db.readiness import DatabaseState, inspect_database
from generated.models import Dependency, DependencyStatus, Health, Readiness
from handlers.services import Services

# Brings a library to what is configured; an operator reads it.
INGEST = "python -m scripts.content ingest"


class NotReady(Exception):
    """A dependency is down."""

    def __init__(self, dependencies: Sequence[Dependency]) -> None:
        super().__init__(
            ", ".join(f"{one.name} is {one.status}" for one in dependencies if one.status != "ok")
        )
        self.dependencies: list[dict[str, Any]] = msgspec.to_builtins(dependencies)


async def get_health(services: Services) -> Health:
    """Alive is whoever answers; nothing else is asked."""
    return Health(status="ok", timestamp=services.now(), version=services.version)


async def get_readiness(services: Services) -> Readiness:
    """Every dependency and its state. Raises NotReady when one is down."""
    try:
        async with services.database.autocommit() as connection:
            state = await inspect_database(connection)
    except DatabaseUnavailable:
        state = None
    dependencies = [*_stored(state, services), _embedder(services), _model(services)]
    if any(dependency.status == "down" for dependency in dependencies):
        raise NotReady(dependencies)
    return Readiness(status="ready", dependencies=dependencies)


def _stored(state: DatabaseState | None, services: Services) -> list[Dependency]:
    """The three that live in the database."""
    if state is None:
        return [
            Dependency(name="database", status="down"),
            Dependency(name="migrations", status="down"),
            Dependency(name="library", status="down"),
        ]
    migrated = state.revision == services.schema_revision
    return [
        Dependency(name="database", status="ok", detail=f"PostgreSQL {state.server_version}"),
        Dependency(
            name="migrations", status="ok" if migrated else "down", detail=f"at {state.revision or 'none'}"
        ),
        _library(state, services),
    ]


def _library(state: DatabaseState, services: Services) -> Dependency:
    """Empty is down; made by another embedder is searched by words alone, and so degraded."""
    mine = services.embedder.name if services.embedder else None
    mixed = services.embedder is not None and state.passages > 0 and state.embedders != frozenset({mine})
    status: DependencyStatus = "down" if state.passages == 0 else "degraded" if mixed else "ok"
    detail = f"{state.passages} passages"
    if mixed:
        others = ", ".join(sorted(name or "nobody" for name in state.embedders - {mine}))
        detail += f", embedded by {others}; searched by words alone until `{INGEST}` embeds them anew"
    return Dependency(name="library", status=status, detail=detail)


def _embedder(services: Services) -> Dependency:
    status: DependencyStatus
    if embedder := services.embedder:
        failing = "; failing now: search by words alone" if embedder.resting else ""
        status = "degraded" if embedder.resting else "ok"
        return Dependency(name="embedder", status=status, detail=f"{embedder.name}{failing}")
    status = "degraded" if services.embedder_wanted else "ok"
    return Dependency(name="embedder", status=status, detail="none: search by words alone")


def _model(services: Services) -> Dependency:
    """Without its models the assistant still quotes the library."""
    resting = services.model.resting
    detail = services.model.name + (f"; failing now: {', '.join(resting)}" if resting else "")
    return Dependency(name="languageModel", status="degraded" if resting else "ok", detail=detail)
