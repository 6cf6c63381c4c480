"""The catalogue says what the pages say; what somebody else put there is left alone."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import insert, select

from db import models
from db.catalogue import CatalogueRepository, DiveSite
from db.catalogue_loading import CatalogueLoader, destination_id, dive_site_id
from tests.library.shelves import OVERVIEW, SITE, shelf_pages

destinations, sites = models.Destination.__table__, models.DiveSite.__table__


@pytest.fixture
def loader(transaction):
    return CatalogueLoader(transaction)


@pytest.fixture
def catalogue(transaction):
    return CatalogueRepository(transaction)


def without(path: str) -> list:
    return [page for page in shelf_pages() if page.path != path]


def with_site(**facts) -> list:
    return [
        replace(page, site=replace(page.site, **facts)) if page.site is not None else page
        for page in shelf_pages()
    ]


def with_seasons(rows: str) -> list:
    overview = next(page for page in shelf_pages() if page.path == OVERVIEW)
    body = f"Tioman has seasons.\n\n## When?\n\n| Months | Diving |\n|---|---|\n{rows}"
    return [*shelf_pages(), replace(overview, path="destinations/tioman/seasons.md", place=None, body=body)]


async def test_a_dive_site_is_what_its_page_says(loader, catalogue):
    await loader.load(shelf_pages())

    assert await catalogue.dive_site(dive_site_id("tiger-reef")) == DiveSite(
        id=dive_site_id("tiger-reef"),
        slug="tiger-reef",
        destination_id=destination_id("tioman"),
        name="Tiger Reef",
        description="A submerged pinnacle with soft corals and strong currents, for experienced divers.",
        min_certification_level="AOW",
        min_logged_dives=20,
        difficulty_rating=4,
        difficulty_band="advanced",
        depth_min_m=9,
        depth_max_m=25,
        access_type="boat",
        tags=["pinnacle", "drift"],
        data_quality="compiled",
        last_updated=datetime(2026, 11, 20, tzinfo=UTC),
        content_path=SITE,
        latitude=2.88,
        longitude=104.07,
    )


async def test_a_destination_is_what_its_overview_says(loader, catalogue):
    await loader.load(shelf_pages())

    found = await catalogue.destination(destination_id("tioman"))
    assert (found.slug, found.name, found.country, found.region) == (
        "tioman",
        "Tioman Island",
        "Malaysia",
        "South China Sea",
    )
    assert found.content_path == OVERVIEW
    assert (found.latitude, found.longitude) == (2.8, 104.17)


async def test_the_seasons_of_a_destination_are_the_table_of_its_page(loader, catalogue):
    seasons = with_seasons("| November, December | closed |\n| January to October | [open](overview.md) |\n")
    await loader.load(seasons)

    assert (await catalogue.destination(destination_id("tioman"))).seasons == [
        {"months": [11, 12], "conditions": "closed"},
        {"months": list(range(1, 11)), "conditions": "open"},
    ]
    assert (await loader.load(seasons)).written == 0
    assert (await loader.load(shelf_pages())).written == 1
    assert (await catalogue.destination(destination_id("tioman"))).seasons == []


async def test_what_is_not_known_is_absent(loader, catalogue):
    facts = ("min_certification", "min_logged_dives", "difficulty", "depth_min_m", "depth_max_m")
    facts += ("access", "coordinates")
    await loader.load(with_site(**dict.fromkeys(facts), tags=()))

    found = await catalogue.dive_site(dive_site_id("tiger-reef"))
    assert (found.depth_max_m, found.difficulty_band, found.tags) == (None, None, [])
    assert (found.latitude, found.longitude) == (None, None)


async def test_loading_the_same_pages_again_writes_nothing(loader):
    pages = with_site(depth_min_m=5.3, depth_max_m=18.7)
    assert (await loader.load(pages)).written == 2

    assert (await loader.load(pages)).written == 0


async def test_a_changed_fact_is_written_and_dated(loader, catalogue, transaction):
    await loader.load(shelf_pages())
    await transaction.execute(sites.update().values(updated_at=datetime(2020, 1, 1, tzinfo=UTC)))

    changes = await loader.load(with_site(depth_max_m=26))

    assert changes.written == 1
    assert (await catalogue.dive_site(dive_site_id("tiger-reef"))).depth_max_m == 26
    assert (await transaction.scalar(select(sites.c.updated_at))).year > 2020


async def test_a_site_whose_page_left_is_kept_but_not_shown_and_may_return(loader, catalogue, transaction):
    await loader.load(shelf_pages())

    assert (await loader.load(without(SITE))).retired == 1
    assert (await catalogue.dive_sites(limit=10)).items == []
    assert await transaction.scalar(select(sites.c.is_active)) is False
    assert (await loader.load(without(SITE))).retired == 0
    assert (await loader.load(shelf_pages())).written == 1
    assert len((await catalogue.dive_sites(limit=10)).items) == 1


async def inherited(transaction, *, slug: str | None = None, site: str | None = None):
    place = {"id": uuid4(), "slug": slug, "name": "Old Tioman", "country": "Malaysia"}
    await transaction.execute(insert(destinations).values(place))
    if site:
        row = {"id": uuid4(), "destination_id": place["id"], "dive_site_id": site, "name": "Old reef"}
        await transaction.execute(insert(sites).values(row))
    return place["id"]


async def test_rows_from_elsewhere_are_left_alone(loader, transaction):
    await inherited(transaction, site="old_reef")
    before = [list(await transaction.execute(select(table))) for table in (destinations, sites)]

    await loader.load(shelf_pages())
    await loader.load([])
    await loader.clear()

    assert [list(await transaction.execute(select(table))) for table in (destinations, sites)] == before


async def test_a_slug_that_a_row_from_elsewhere_has_is_refused_by_name(loader, transaction):
    place = await inherited(transaction, slug="tioman", site="tiger-reef")

    changes = await loader.load(shelf_pages())

    assert (changes.written, changes.refused) == (0, ("tioman", "tiger-reef"))
    assert await transaction.scalar(select(destinations.c.id)) == place


async def test_a_site_joins_an_inherited_destination_of_its_slug(loader, catalogue, transaction):
    place = await inherited(transaction, slug="tioman")

    await loader.load(shelf_pages())

    assert (await catalogue.dive_site(dive_site_id("tiger-reef"))).destination_id == place


async def test_clear_keeps_a_destination_that_others_use(loader, transaction):
    await loader.load(shelf_pages())
    row = {"id": uuid4(), "destination_id": destination_id("tioman"), "dive_site_id": "own", "name": "Own"}
    await transaction.execute(insert(sites).values(row))

    assert await loader.clear() == 1
    assert await transaction.scalar(select(destinations.c.is_active)) is False
    assert await transaction.scalar(select(sites.c.name)) == "Own"
