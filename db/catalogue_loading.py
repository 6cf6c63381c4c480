"""Keeps the catalogue as the pages of the library tell it; rows that came from elsewhere are left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Column, Table, delete, exists, func, insert, select, update

from assistant.pages import Coordinates, Destination, Page, Site
from assistant.seasons import Season, seasons_by_destination
from db import models
from db.connection import Connection

CATALOGUE = UUID("0d5a4c1e-6d0b-5a53-9a8e-52a0c6a4b7d2")
DIFFICULTY_BANDS = {1: "beginner", 2: "beginner", 3: "intermediate", 4: "advanced", 5: "advanced"}

_destinations = models.Destination.__table__
_sites = models.DiveSite.__table__


@dataclass(frozen=True, slots=True)
class CatalogueChanges:
    """Destinations and dive sites that were written, were retired, or could not be written because a row
    from elsewhere has their slug."""

    written: int
    retired: int
    refused: tuple[str, ...]


def destination_id(slug: str) -> UUID:
    return uuid5(CATALOGUE, f"destination/{slug}")


def dive_site_id(slug: str) -> UUID:
    return uuid5(CATALOGUE, f"dive-site/{slug}")


class CatalogueLoader:
    """Writes the destinations and dive sites of pages; `content_path` marks a row as ours."""

    def __init__(self, transaction: Connection) -> None:
        self.transaction = transaction

    async def load(self, pages: Sequence[Page]) -> CatalogueChanges:
        """Makes the catalogue what the pages say. What left the pages is kept, but no longer shown."""
        seasons = seasons_by_destination(pages)
        places = [
            _destination(page, page.place, seasons.get(page.place.slug, ()))
            for page in pages
            if page.place is not None
        ]
        first = await self._sync(_destinations, _destinations.c.slug, places)
        ids = await self._destination_ids()
        sites = [
            _site(page, page.site, ids[page.destination])
            for page in pages
            if page.site is not None and page.destination in ids
        ]
        second = await self._sync(_sites, _sites.c.dive_site_id, sites)
        return CatalogueChanges(
            first.written + second.written, first.retired + second.retired, first.refused + second.refused
        )

    async def clear(self) -> int:
        """Removes what `load` made, and counts it; a destination that others use is only retired."""
        sites = await self.transaction.execute(delete(_sites).where(_sites.c.content_path.is_not(None)))
        ours = _destinations.c.content_path.is_not(None)
        is_used = exists().where(_sites.c.destination_id == _destinations.c.id)
        await self.transaction.execute(update(_destinations).where(ours, is_used).values(is_active=False))
        places = await self.transaction.execute(delete(_destinations).where(ours, ~is_used))
        return sites.rowcount + places.rowcount

    async def _destination_ids(self) -> dict[str | None, UUID]:
        """By slug; the row may be one from elsewhere."""
        found = await self.transaction.execute(
            select(_destinations.c.slug, _destinations.c.id).where(_destinations.c.slug.is_not(None))
        )
        return {row.slug: row.id for row in found}

    async def _sync(
        self, table: Table, name: Column[Any], rows: Sequence[Mapping[str, Any]]
    ) -> CatalogueChanges:
        is_ours = table.c.content_path.is_not(None)
        taken = set(await self.transaction.scalars(select(name).where(~is_ours)))
        found = await self.transaction.execute(select(table).where(is_ours))
        known = {row.id: row._asdict() for row in found}
        refused = [row[name.key] for row in rows if row[name.key] in taken]
        wanted = {row["id"]: row for row in rows if row[name.key] not in taken}
        new = [row for key, row in wanted.items() if key not in known]
        changed = [row for key, row in wanted.items() if key in known and _differs(known[key], row)]
        left = [key for key, row in known.items() if row["is_active"] and key not in wanted]
        if new:
            await self.transaction.execute(insert(table), new)
        for row in changed:
            await self._change(table, row["id"], row)
        for key in left:
            await self._change(table, key, {"is_active": False})
        return CatalogueChanges(len(new) + len(changed), len(left), tuple(refused))

    async def _change(self, table: Table, key: UUID, values: Mapping[str, Any]) -> None:
        statement = update(table).where(table.c.id == key).values(**values, updated_at=func.now())
        await self.transaction.execute(statement)


def _differs(known: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return any(known[column] != value for column, value in wanted.items())


def _destination(page: Page, place: Destination, seasons: Sequence[Season]) -> dict[str, Any]:
    return {
        "id": destination_id(place.slug),
        "slug": place.slug,
        "name": place.name,
        "country": place.country,
        "region": place.region,
        "summary": page.summary,
        "content_path": page.path,
        "is_active": True,
        "seasons": [asdict(season) for season in seasons],
        **_location(place.coordinates),
    }


def _site(page: Page, site: Site, destination: UUID) -> dict[str, Any]:
    return {
        "id": dive_site_id(site.slug),
        "destination_id": destination,
        "dive_site_id": site.slug,
        "name": site.name,
        "description": page.summary,
        "min_certification_level": site.min_certification,
        "min_logged_dives": site.min_logged_dives,
        "difficulty_rating": site.difficulty,
        "difficulty_band": DIFFICULTY_BANDS.get(site.difficulty or 0),
        "depth_min_m": site.depth_min_m,
        "depth_max_m": site.depth_max_m,
        "access_type": site.access,
        "data_quality": page.data_quality,
        "tags": list(site.tags),
        "content_path": page.path,
        "is_active": True,
        "last_updated": datetime.combine(page.last_updated, time(), UTC),
        **_location(site.coordinates),
    }


def _location(coordinates: Coordinates | None) -> dict[str, float | None]:
    return asdict(coordinates) if coordinates else {"latitude": None, "longitude": None}
