"""Remembers the catalogue: where one can dive. Only what is active is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Numeric,
    Select,
    Table,
    Text,
    Uuid,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.library import LibraryUnavailable
from assistant.site_fit import Requirements
from assistant.site_questions import CatalogueSite
from db import models
from db.connection import Connection
from db.engine import Database, DatabaseUnavailable
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
    """A place with dive sites. `content_path` is its page below content/; the place is in degrees.

    `seasons`: {months: [1 to 12, ...], conditions} each.
    """

    id: UUID
    slug: str | None
    name: str
    country: str
    region: str | None
    summary: str | None
    latitude: float | None
    longitude: float | None
    seasons: list[dict[str, Any]]
    content_path: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DiveSite:
    """A place to dive; None means that nobody told us, not that nothing is required.

    Depths in metres, the place in degrees.
    """

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
    latitude: float | None
    longitude: float | None


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

    def __init__(self, transaction: Connection) -> None:
        self.transaction = transaction

    async def destinations(self, *, limit: int, cursor: str | None = None) -> Page[Destination]:
        """By name. Raises InvalidCursor."""
        values: dict[str, Any] = {"rows": limit + 1}
        if cursor is not None:
            values |= _seen(read_cursor(cursor, AfterDestination))
        rows = (await self.transaction.execute(_list_destinations(frozenset(values)), values)).all()
        return page_of(rows, limit, item=lambda row: Destination(*row), position=_after_destination)

    async def destination(self, destination_id: UUID) -> Destination:
        """Raises DestinationNotFound."""
        found = await self.transaction.execute(_GET_DESTINATION, {"wanted": destination_id})
        if (row := found.one_or_none()) is None:
            raise DestinationNotFound
        return Destination(*row)

    async def dive_sites(
        self, wanted: DiveSiteFilter = EVERY_DIVE_SITE, *, limit: int, cursor: str | None = None
    ) -> Page[DiveSite]:
        """By name. Raises InvalidCursor."""
        values = {"rows": limit + 1, **_values(wanted)}
        if cursor is not None:
            values |= _seen(read_cursor(cursor, AfterDiveSite))
        rows = (await self.transaction.execute(_list_sites(frozenset(values)), values)).all()
        return page_of(rows, limit, item=lambda row: DiveSite(*row), position=_after_site)

    async def dive_site(self, site_id: UUID) -> DiveSite:
        """Raises DiveSiteNotFound."""
        row = (await self.transaction.execute(_GET_SITE, {"wanted": site_id})).one_or_none()
        if row is None:
            raise DiveSiteNotFound
        return DiveSite(*row)


class StoredCatalogue:
    """The catalogue as the assistant asks for it: one statement for each question on a site."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def sites(self) -> list[CatalogueSite]:
        """All active sites that have a page. Raises LibraryUnavailable."""
        try:
            async with self._database.autocommit() as connection:
                rows = await connection.execute(_SITES_WITH_PAGES)
        except DatabaseUnavailable as error:
            raise LibraryUnavailable("the database that holds the catalogue does not answer") from error
        return [
            CatalogueSite(name, destination, path, Requirements(*asked))
            for name, destination, path, *asked in rows
        ]


def _after_destination(destination: Destination) -> AfterDestination:
    return AfterDestination(destination.name[:NAME_CHARS], destination.id)


def _after_site(site: DiveSite) -> AfterDiveSite:
    return AfterDiveSite(site.name[:NAME_CHARS], site.id)


def _by_name(table: Table) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The order of a list. Names are cut as cursors cut them, or a page would not begin where one ended."""
    return func.left(table.c.name, NAME_CHARS), table.c.id


def _seen(position: AfterDestination | AfterDiveSite) -> dict[str, Any]:
    return {"seen_name": position.name, "seen_id": position.id}


def _values(wanted: DiveSiteFilter) -> dict[str, Any]:
    """What of a filter is set, by the names that `_CONDITIONS` knows."""
    given = {
        "destination": wanted.destination,
        "levels": wanted.certification and _levels_up_to(wanted.certification),
        "logged_dives": wanted.logged_dives,
        "max_difficulty": wanted.max_difficulty,
        "max_depth_m": wanted.max_depth_m,
        "tags": list(wanted.tags) or None,
        "mentioned": wanted.text and _literally(wanted.text),
    }
    return {name: value for name, value in given.items() if value is not None}


def _levels_up_to(level: str) -> list[str]:
    return list(CERTIFICATION_LEVELS[: CERTIFICATION_LEVELS.index(level) + 1])


def _literally(text: str) -> str:
    """The text for LIKE, without a meaning of its wildcards."""
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _at_most(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    # As decimals: in a 4-byte real 12.3 is a little more than the caller's 12.3, and no number overflows.
    return cast(column, Numeric) <= bindparam(name, type_=Numeric())


def _mentions(name: str) -> ColumnElement[bool]:
    text = bindparam(name, type_=Text())
    tag = func.jsonb_array_elements_text(_sites.c.tags, type_=Text).column_valued("tag")
    return or_(
        _sites.c.name.icontains(text, escape="/"),
        _sites.c.description.icontains(text, escape="/"),
        exists().where(tag.icontains(text, escape="/")),
    )


def _is_after(table: Table) -> ColumnElement[bool]:
    seen = tuple_(bindparam("seen_name", type_=Text()), bindparam("seen_id", type_=Uuid()))
    return tuple_(*_by_name(table)) > seen


_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    "destination": _destinations.c.slug == bindparam("destination", type_=Text()),
    "levels": _sites.c.min_certification_level == func.any(bindparam("levels", type_=ARRAY(Text()))),
    "logged_dives": _at_most(_sites.c.min_logged_dives, "logged_dives"),
    "max_difficulty": _at_most(_sites.c.difficulty_rating, "max_difficulty"),
    "max_depth_m": _at_most(_sites.c.depth_max_m, "max_depth_m"),
    "tags": _sites.c.tags.contains(bindparam("tags", type_=JSONB())),
    "mentioned": _mentions("mentioned"),
}
_COLUMN_NAMES = {"slug": "dive_site_id"}

_ACTIVE_DESTINATIONS = select(*(_destinations.c[column.name] for column in fields(Destination))).where(
    _destinations.c.is_active
)
_ACTIVE_SITES = (
    select(*(_sites.c[_COLUMN_NAMES.get(column.name, column.name)] for column in fields(DiveSite)))
    .join(_destinations, _destinations.c.id == _sites.c.destination_id)
    .where(_sites.c.is_active, _destinations.c.is_active)
)
_SITES_WITH_PAGES = (
    select(
        _sites.c.name,
        _destinations.c.name.label("destination"),
        _sites.c.content_path,
        _sites.c.min_certification_level,
        _sites.c.min_logged_dives,
        _sites.c.depth_min_m,
        _sites.c.depth_max_m,
    )
    .join(_destinations, _destinations.c.id == _sites.c.destination_id)
    .where(_sites.c.is_active, _destinations.c.is_active, _sites.c.content_path.is_not(None))
)
_GET_DESTINATION = _ACTIVE_DESTINATIONS.where(_destinations.c.id == bindparam("wanted", type_=Uuid()))
_GET_SITE = _ACTIVE_SITES.where(_sites.c.id == bindparam("wanted", type_=Uuid()))


# One statement for each combination of filters: to build one takes longer than the server needs for it.
@cache
def _list_destinations(given: frozenset[str]) -> Select[Any]:
    return _page(_ACTIVE_DESTINATIONS, _destinations, given)


@cache
def _list_sites(given: frozenset[str]) -> Select[Any]:
    filters = [_CONDITIONS[name] for name in sorted(given & _CONDITIONS.keys())]
    return _page(_ACTIVE_SITES.where(*filters), _sites, given)


def _page(query: Select[Any], table: Table, given: frozenset[str]) -> Select[Any]:
    if "seen_id" in given:
        query = query.where(_is_after(table))
    return query.order_by(*_by_name(table)).limit(bindparam("rows"))
