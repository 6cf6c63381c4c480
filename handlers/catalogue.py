"""Destinations and dive sites."""

from uuid import UUID

from assistant.site_fit import Diver, Requirements, fit
from db.catalogue import CatalogueRepository, DiveSiteFilter
from db.catalogue import Destination as StoredDestination
from db.catalogue import DiveSite as StoredDiveSite
from generated.models import (
    AccessType,
    CertificationLevel,
    DataQuality,
    Destination,
    DestinationPage,
    DifficultyBand,
    DiveSite,
    DiveSiteFit,
    DiveSitePage,
    FitReason,
    GeoPoint,
    Season,
)
from handlers._presentation import known, present
from handlers.services import Services


async def list_destinations(services: Services, cursor: str | None, limit: int) -> DestinationPage:
    """Destinations by name."""
    async with services.database.autocommit() as connection:
        page = await CatalogueRepository(connection).destinations(limit=limit, cursor=cursor)
    return present(DestinationPage, page, items=[_destination(item) for item in page.items])


async def get_destination(services: Services, destination_id: UUID) -> Destination:
    """One destination."""
    async with services.database.autocommit() as connection:
        return _destination(await CatalogueRepository(connection).destination(destination_id))


def _destination(destination: StoredDestination) -> Destination:
    seasons = [Season(**season) for season in destination.seasons] or None
    return present(Destination, destination, location=_point(destination), seasons=seasons)


def _point(place: StoredDestination | StoredDiveSite) -> GeoPoint | None:
    if place.latitude is None or place.longitude is None:
        return None
    return GeoPoint(type="Point", coordinates=[place.longitude, place.latitude])


async def list_dive_sites(  # noqa: PLR0913, PLR0917  # as many filters as the contract has
    services: Services,
    cursor: str | None,
    limit: int,
    destination: str | None,
    certification: CertificationLevel | None,
    logged_dives: int | None,
    max_difficulty: int | None,
    max_depth_m: float | None,
    tag: list[str] | None,
    q: str | None,
) -> DiveSitePage:
    """Dive sites by name, narrowed by every filter given."""
    wanted = DiveSiteFilter(
        destination=destination,
        certification=certification,
        logged_dives=logged_dives,
        max_difficulty=max_difficulty,
        max_depth_m=max_depth_m,
        tags=tag or (),
        text=q,
    )
    async with services.database.autocommit() as connection:
        page = await CatalogueRepository(connection).dive_sites(wanted, limit=limit, cursor=cursor)
    return present(DiveSitePage, page, items=[_dive_site(site) for site in page.items])


async def get_dive_site(services: Services, dive_site_id: UUID) -> DiveSite:
    """One dive site."""
    async with services.database.autocommit() as connection:
        return _dive_site(await CatalogueRepository(connection).dive_site(dive_site_id))


def _dive_site(site: StoredDiveSite) -> DiveSite:
    """What the contract has a name for; the predecessor's rows may hold other words and ratings."""
    return present(
        DiveSite,
        site,
        min_certification_level=known(CertificationLevel, site.min_certification_level),
        difficulty_rating=site.difficulty_rating if site.difficulty_rating in range(1, 6) else None,
        difficulty_band=known(DifficultyBand, site.difficulty_band),
        access_type=known(AccessType, site.access_type),
        data_quality=known(DataQuality, site.data_quality, "unknown"),
        depth_min_m=_metres(site.depth_min_m),
        depth_max_m=_metres(site.depth_max_m),
        location=_point(site),
    )


def _metres(depth: float | None) -> float | None:
    """To the centimetre: the column is a 4-byte real, which makes 4.6 of 4.599999904."""
    return None if depth is None else round(depth, 2)


async def get_dive_site_fit(
    services: Services, dive_site_id: UUID, certification: CertificationLevel | None, logged_dives: int | None
) -> DiveSiteFit:
    """The verdict of plain rules, and their reasons."""
    async with services.database.autocommit() as connection:
        site = await CatalogueRepository(connection).dive_site(dive_site_id)
    depths = _metres(site.depth_min_m), _metres(site.depth_max_m)
    asked = Requirements(site.min_certification_level, site.min_logged_dives, *depths)
    verdict, reasons = fit(asked, Diver(certification, logged_dives), services.depth_limits)
    shown = [present(FitReason, reason) for reason in reasons]
    return DiveSiteFit(dive_site_id=site.id, verdict=verdict, reasons=shown)
