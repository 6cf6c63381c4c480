"""Remembers the catalogue: where one can dive. Only what is active is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Numeric,
    Table,
    Text,
    Uuid,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db import models
from db.paging import NAME_CHARS, Page, Position, SortName, page_of, read_cursor

# Each level includes the ones before it.
CERTIFICATION_LEVELS = ("none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR")

_destinations = models.Destination.__table__
_sites = models.DiveSite.__table__


class DestinationNotFound(Exception):
    """No active destination has this id."""


class DiveSiteNotFound(Exception):
    """No active dive site of an active destination has this id."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place with dive sites. `content_path` is its page below content/."""

    id: UUID
    slug: str | None
    name: str
    country: str
    region: str | None
    summary: str | None
    content_path: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DiveSite:
    """A place to dive; None means that nobody told us, not that nothing is required. Depths in metres."""

    id: UUID
    slug: str
    destination_id: UUID
    name: str
    description: str | None
    min_certification_level: str | None
    min_logged_dives: int | None
    difficulty_rating: int | None
    difficulty_band: str | None
    depth_min_m: float | None
    depth_max_m: float | None
    access_type: str | None
    tags: list[str]
    data_quality: str | None
    last_updated: datetime | None
    content_path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiveSiteFilter:
    """Which dive sites a diver asks for; None and no tags match everything.

    A site of which the asked value is unknown is never listed: a diver who filters by their certification
    or their logged dives must not be offered a site that may be beyond them.
    """

    destination: str | None = None
    """The destination's slug."""
    certification: str | None = None
    """One of CERTIFICATION_LEVELS; sites that ask for this level or a lower one."""
    logged_dives: int | None = None
    """Sites that ask for this many dives or fewer."""
    max_difficulty: int | None = None
    max_depth_m: float | None = None
    """Sites whose deepest point is no deeper than this."""
    tags: Sequence[str] = ()
    """Sites that have all of these."""
    text: str | None = None
    """Sites with this in their name, their description or a tag, in upper or lower case."""


EVERY_DIVE_SITE = DiveSiteFilter()


class AfterDestination(Position, tag="destinations1", frozen=True):
    """Destinations are listed by name."""

    name: SortName
    id: UUID


class AfterDiveSite(Position, tag="sites1", frozen=True):
    """Dive sites are listed by name."""

    name: SortName
    id: UUID


class CatalogueRepository:
    """Each method is one statement."""

    def __init__(self, transaction: AsyncConnection) -> None:
        self.transaction = transaction

    async def destinations(self, *, limit: int, cursor: str | None = None) -> Page[Destination]:
        """By name. Raises InvalidCursor."""
        query = _ACTIVE_DESTINATIONS.order_by(*_by_name(_destinations)).limit(limit + 1)
        if cursor is not None:
            query = query.where(_is_after(_destinations, read_cursor(cursor, AfterDestination)))
        rows = (await self.transaction.execute(query)).all()
        return page_of(rows, limit, item=lambda row: Destination(*row), position=_after_destination)

    async def destination(self, destination_id: UUID) -> Destination:
        """Raises DestinationNotFound."""
        query = _ACTIVE_DESTINATIONS.where(_destinations.c.id == destination_id)
        row = (await self.transaction.execute(query)).one_or_none()
        if row is None:
            raise DestinationNotFound
        return Destination(*row)

    async def dive_sites(
        self, wanted: DiveSiteFilter = EVERY_DIVE_SITE, *, limit: int, cursor: str | None = None
    ) -> Page[DiveSite]:
        """By name. Raises InvalidCursor."""
        query = _ACTIVE_SITES.where(*_conditions(wanted)).order_by(*_by_name(_sites)).limit(limit + 1)
        if cursor is not None:
            query = query.where(_is_after(_sites, read_cursor(cursor, AfterDiveSite)))
        rows = (await self.transaction.execute(query)).all()
        return page_of(rows, limit, item=lambda row: DiveSite(*row), position=_after_site)

    async def dive_site(self, site_id: UUID) -> DiveSite:
        """Raises DiveSiteNotFound."""
        row = (await self.transaction.execute(_ACTIVE_SITES.where(_sites.c.id == site_id))).one_or_none()
        if row is None:
            raise DiveSiteNotFound
        return DiveSite(*row)


def _after_destination(destination: Destination) -> AfterDestination:
    return AfterDestination(destination.name[:NAME_CHARS], destination.id)


def _after_site(site: DiveSite) -> AfterDiveSite:
    return AfterDiveSite(site.name[:NAME_CHARS], site.id)


def _by_name(table: Table) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The order of a list. Names are cut as cursors cut them, or a page would not begin where one ended."""
    return func.left(table.c.name, NAME_CHARS), table.c.id


def _is_after(table: Table, position: AfterDestination | AfterDiveSite) -> ColumnElement[bool]:
    return tuple_(*_by_name(table)) > tuple_(literal(position.name), literal(position.id, Uuid()))


def _conditions(wanted: DiveSiteFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.destination is not None:
        yield _destinations.c.slug == wanted.destination
    if wanted.certification is not None:
        yield _sites.c.min_certification_level.in_(_levels_up_to(wanted.certification))
    if wanted.logged_dives is not None:
        yield _at_most(_sites.c.min_logged_dives, wanted.logged_dives)
    if wanted.max_difficulty is not None:
        yield _at_most(_sites.c.difficulty_rating, wanted.max_difficulty)
    if wanted.max_depth_m is not None:
        yield _at_most(_sites.c.depth_max_m, wanted.max_depth_m)
    if wanted.tags:
        yield _sites.c.tags.contains(list(wanted.tags))
    if wanted.text is not None:
        yield _mentions(wanted.text)


def _at_most(column: ColumnElement[Any], limit: float) -> ColumnElement[bool]:
    # As decimals: in a 4-byte real 12.3 is a little more than the caller's 12.3, and no number overflows.
    return cast(column, Numeric) <= literal(limit, Numeric)


def _levels_up_to(level: str) -> tuple[str, ...]:
    return CERTIFICATION_LEVELS[: CERTIFICATION_LEVELS.index(level) + 1]


def _mentions(text: str) -> ColumnElement[bool]:
    tag = func.jsonb_array_elements_text(_sites.c.tags, type_=Text).column_valued("tag")
    return or_(
        _sites.c.name.icontains(text, autoescape=True),
        _sites.c.description.icontains(text, autoescape=True),
        exists().where(tag.icontains(text, autoescape=True)),
    )


_COLUMN_NAMES = {"slug": "dive_site_id"}

_ACTIVE_DESTINATIONS = select(*(_destinations.c[column.name] for column in fields(Destination))).where(
    _destinations.c.is_active
)
_ACTIVE_SITES = (
    select(*(_sites.c[_COLUMN_NAMES.get(column.name, column.name)] for column in fields(DiveSite)))
    .join(_destinations, _destinations.c.id == _sites.c.destination_id)
    .where(_sites.c.is_active, _destinations.c.is_active)
)
