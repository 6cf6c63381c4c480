"""A diver sees the sites that fit what they told us, and never one that may be beyond them."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, update

from assistant.library import LibraryUnavailable
from assistant.site_fit import Requirements
from assistant.site_questions import CatalogueSite
from db import models
from db.catalogue import (
    CERTIFICATION_LEVELS,
    CatalogueRepository,
    DestinationNotFound,
    DiveSite,
    DiveSiteFilter,
    DiveSiteNotFound,
    StoredCatalogue,
)
from db.engine import Database
from db.paging import CURSOR_CHARS_MAX, InvalidCursor
from tests.conftest import NOW

TIOMAN = UUID("11111111-1111-4111-8111-111111111111")
NATTES = UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture
def catalogue(transaction):
    return CatalogueRepository(transaction)


async def destination(transaction, name="Tioman Island", **columns):
    row = {"id": uuid4(), "name": name, "country": "Malaysia", **columns}
    await transaction.execute(insert(models.Destination).values(row))
    return row["id"]


async def site(transaction, name, destination_id=TIOMAN, **columns):
    row = {
        "id": uuid4(),
        "destination_id": destination_id,
        "dive_site_id": str(uuid4()),
        "name": name,
        **columns,
    }
    await transaction.execute(insert(models.DiveSite).values(row))
    return row["id"]


@pytest.fixture
async def tioman(transaction):
    return await destination(transaction, id=TIOMAN, slug="tioman")


async def names(catalogue, **wanted):
    page = await catalogue.dive_sites(DiveSiteFilter(**wanted), limit=50)
    return [one.name for one in page.items]


async def every_page(list_page):
    items, cursor = [], None
    for _ in range(100):
        page = await list_page(cursor=cursor)
        items += page.items
        if (cursor := page.next_cursor) is None:
            return items
        assert len(cursor) <= CURSOR_CHARS_MAX
    raise AssertionError("the list never ends")


async def test_a_destination_is_shown_with_its_page(catalogue, transaction):
    row = await destination(
        transaction,
        slug="tioman",
        region="Pahang",
        summary="Reefs",
        content_path="destinations/tioman/overview.md",
        latitude=2.8,
        longitude=104.17,
        seasons=[{"months": [12, 1], "conditions": "rain"}],
    )

    found = await catalogue.destination(row)

    assert (found.id, found.slug, found.name, found.country) == (row, "tioman", "Tioman Island", "Malaysia")
    assert (found.region, found.summary) == ("Pahang", "Reefs")
    assert (found.latitude, found.longitude) == (2.8, 104.17)
    assert found.seasons == [{"months": [12, 1], "conditions": "rain"}]
    assert found.content_path == "destinations/tioman/overview.md"
    assert (await catalogue.destinations(limit=5)).items == [found]


async def test_a_dive_site_is_shown_with_all_that_is_known_of_it(catalogue, transaction, tioman):
    known = {
        "description": "A pinnacle",
        "min_certification_level": "AOW",
        "min_logged_dives": 20,
        "difficulty_rating": 3,
        "difficulty_band": "intermediate",
        "depth_min_m": 9,
        "depth_max_m": 25.3,
        "access_type": "boat",
        "tags": ["pinnacle", "drift"],
        "data_quality": "verified",
        "last_updated": NOW,
        "content_path": "destinations/tioman/sites/tiger-reef.md",
        "latitude": 2.88,
        "longitude": 104.07,
    }
    row = await site(transaction, "Tiger Reef", dive_site_id="tioman_tiger_reef", **known)

    found = await catalogue.dive_site(row)

    assert found == DiveSite(row, "tioman_tiger_reef", TIOMAN, "Tiger Reef", *known.values())
    assert (await catalogue.dive_sites(limit=5)).items == [found]


async def test_what_nobody_told_us_is_none(catalogue, transaction, tioman):
    found = await catalogue.dive_site(await site(transaction, "Renggis"))

    assert (found.min_certification_level, found.min_logged_dives, found.depth_max_m) == (None, None, None)
    assert found.tags == []


async def test_what_is_not_active_is_not_shown(catalogue, transaction, tioman):
    gone = await destination(transaction, "Île aux Nattes", id=NATTES, is_active=False)
    site_of_gone = await site(transaction, "North Wall", NATTES)
    closed = await site(transaction, "Closed Reef", is_active=False)
    await site(transaction, "Tiger Reef")

    assert [one.id for one in (await catalogue.destinations(limit=5)).items] == [tioman]
    assert await names(catalogue) == ["Tiger Reef"]
    with pytest.raises(DestinationNotFound):
        await catalogue.destination(gone)
    for site_id in (site_of_gone, closed):
        with pytest.raises(DiveSiteNotFound):
            await catalogue.dive_site(site_id)


async def test_what_never_was_is_not_found(catalogue):
    with pytest.raises(DestinationNotFound):
        await catalogue.destination(uuid4())
    with pytest.raises(DiveSiteNotFound):
        await catalogue.dive_site(uuid4())


async def test_sites_of_one_destination(catalogue, transaction, tioman):
    await destination(transaction, "Nattes", id=NATTES, slug="nattes")
    await site(transaction, "Tiger Reef")
    await site(transaction, "North Wall", NATTES)

    assert await names(catalogue, destination="nattes") == ["North Wall"]
    assert await names(catalogue, destination="atlantis") == []


@pytest.mark.parametrize("level", CERTIFICATION_LEVELS)
async def test_a_diver_is_shown_sites_up_to_their_level_and_none_of_unknown_requirement(
    catalogue, transaction, tioman, level
):
    for number, required in enumerate(CERTIFICATION_LEVELS):
        await site(transaction, f"{number} {required}", min_certification_level=required)
    await site(transaction, "nobody knows")

    shown = await names(catalogue, certification=level)

    assert shown[-1].endswith(f" {level}")
    assert len(shown) == CERTIFICATION_LEVELS.index(level) + 1


@pytest.mark.parametrize(
    ("column", "wanted", "shown"),
    [
        ("min_logged_dives", {"logged_dives": 20}, ["10", "20"]),
        ("min_logged_dives", {"logged_dives": 0}, []),
        ("min_logged_dives", {"logged_dives": 10**30}, ["10", "20", "30"]),
        ("depth_max_m", {"max_depth_m": 20}, ["10", "20"]),
        ("depth_max_m", {"max_depth_m": 19.9}, ["10"]),
        ("depth_max_m", {"max_depth_m": 1e300}, ["10", "20", "30"]),
    ],
)
async def test_limits_include_their_value_and_leave_the_unknown_out(
    catalogue, transaction, tioman, column, wanted, shown
):
    for number in (10, 20, 30):
        await site(transaction, str(number), **{column: number})
    await site(transaction, "nobody knows")

    assert await names(catalogue, **wanted) == shown


async def test_a_difficulty_limit_leaves_the_unrated_out(catalogue, transaction, tioman):
    for rating in range(1, 6):
        await site(transaction, str(rating), difficulty_rating=rating)
    await site(transaction, "nobody knows")

    assert await names(catalogue, max_difficulty=3) == ["1", "2", "3"]


@pytest.mark.parametrize("metres", [12.3, 18.4, 29.9, 40.1])
async def test_a_depth_with_a_decimal_is_within_its_own_limit(catalogue, transaction, tioman, metres):
    """The column is a 4-byte real: stored as one, 12.3 is more than the 12.3 of the question."""
    await site(transaction, "Ledge", depth_max_m=metres)

    assert await names(catalogue, max_depth_m=metres) == ["Ledge"]
    assert await names(catalogue, max_depth_m=metres - 0.1) == []


async def test_a_site_must_have_all_the_tags(catalogue, transaction, tioman):
    await site(transaction, "Both", tags=["drift", "pinnacle", "sharks"])
    await site(transaction, "One", tags=["drift"])
    await site(transaction, "None")

    assert await names(catalogue, tags=["pinnacle", "drift"]) == ["Both"]
    assert await names(catalogue, tags=["drif"]) == []
    assert await names(catalogue, tags=()) == ["Both", "None", "One"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("TIGER", ["Tiger Reef"]),
        ("r r", ["Tiger Reef"]),
        ("coral", ["House"]),
        ("pinna", ["House"]),
        ("île", ["ÎLE 100%_\\/"]),
        ("%", ["ÎLE 100%_\\/"]),
        ("_", ["ÎLE 100%_\\/"]),
        ("\\", ["ÎLE 100%_\\/"]),
        ("/", ["ÎLE 100%_\\/"]),
        ("0%_", ["ÎLE 100%_\\/"]),
        ("T%f", []),
        ("', '", []),
        ('", "', []),
        ("' OR 1=1 --", []),
        ("kraken", []),
    ],
)
async def test_text_is_found_in_names_descriptions_and_tags_letter_by_letter(
    catalogue, transaction, tioman, text, shown
):
    await site(transaction, "Tiger Reef")
    await site(transaction, "House", description="Hard Corals", tags=["drift", "pinnacle"])
    await site(transaction, "ÎLE 100%_\\/", description="")

    assert await names(catalogue, text=text) == shown


async def test_all_filters_together_are_all_kept(catalogue, transaction, tioman):
    fits = {
        "min_certification_level": "OW",
        "min_logged_dives": 5,
        "difficulty_rating": 2,
        "depth_max_m": 15,
        "tags": ["reef"],
    }
    await site(transaction, "Fits", **fits)
    for column, value in {
        **fits,
        "min_certification_level": "DM",
        "min_logged_dives": 90,
        "tags": [],
    }.items():
        await site(
            transaction, f"Fits not: {column}", **{**fits, column: None if value in (2, 15) else value}
        )

    shown = await names(
        catalogue,
        destination="tioman",
        certification="AOW",
        logged_dives=10,
        max_difficulty=3,
        max_depth_m=18,
        tags=["reef"],
        text="fits",
    )

    assert shown == ["Fits"]


LONG = "The very long name of a wreck that nobody can remember, part "


async def test_pages_of_sites_cover_everything_once_in_order(catalogue, transaction, tioman):
    """Also where names are alike, longer than a cursor can hold, or of four bytes a letter."""
    given = (
        ["Same"] * 4 + [LONG + str(number) for number in range(4)] + ["\U0001f93f" * 40, "'\"\\", "Ångström"]
    )
    for name in given:
        await site(transaction, name)
    await site(transaction, "Closed", is_active=False)

    seen = await every_page(lambda cursor: catalogue.dive_sites(limit=2, cursor=cursor))

    assert sorted(one.name for one in seen) == sorted(given)
    assert len({one.id for one in seen}) == len(given)
    assert seen == (await catalogue.dive_sites(limit=50)).items


async def test_sites_added_or_closed_meanwhile_shift_nothing(catalogue, transaction, tioman):
    rows = [await site(transaction, name) for name in "BDFH"]
    first = await catalogue.dive_sites(limit=2)

    await site(transaction, "A")
    await site(transaction, "G")
    await transaction.execute(
        update(models.DiveSite).where(models.DiveSite.id == rows[1]).values(is_active=False)
    )
    second = await catalogue.dive_sites(limit=5, cursor=first.next_cursor)

    assert [one.name for one in first.items] == ["B", "D"]
    assert [one.name for one in second.items] == ["F", "G", "H"]


async def test_pages_of_destinations_cover_everything_once_in_order(catalogue, transaction):
    for name in ("Tioman", "Bali", "Koh Tao", "Bali", "Redang"):
        await destination(transaction, name)

    seen = await every_page(lambda cursor: catalogue.destinations(limit=2, cursor=cursor))

    assert [one.name for one in seen] == ["Bali", "Bali", "Koh Tao", "Redang", "Tioman"]
    assert len({one.id for one in seen}) == 5


async def test_a_cursor_of_another_list_is_refused(catalogue, transaction, tioman):
    await destination(transaction, "Bali")
    cursor = (await catalogue.destinations(limit=1)).next_cursor

    with pytest.raises(InvalidCursor):
        await catalogue.dive_sites(limit=1, cursor=cursor)


async def test_every_method_is_one_statement(catalogue, transaction, tioman, statements):
    row = await site(transaction, "Tiger Reef")
    wanted = DiveSiteFilter(destination="tioman", certification="OW", tags=["a"], text="b", logged_dives=1)
    uses = [
        lambda: catalogue.destinations(limit=1),
        lambda: catalogue.destination(TIOMAN),
        lambda: catalogue.dive_sites(wanted, limit=1),
        lambda: catalogue.dive_site(row),
    ]
    counts = []
    for use in uses:
        statements.clear()
        await use()
        counts.append(len(statements))

    assert counts == [1] * len(uses)


async def test_the_assistant_is_told_the_sites_that_are_shown_and_have_a_page(database):
    page = "destinations/tioman/sites/tiger-reef.md"
    async with database.begin() as transaction:
        tioman = await destination(transaction, id=TIOMAN, slug="tioman")
        known = {"min_certification_level": "AOW", "min_logged_dives": 20, "depth_max_m": 25.5}
        await site(transaction, "Tiger Reef", tioman, content_path=page, **known)
        await site(transaction, "Hidden", tioman, content_path=page, is_active=False)
        await site(transaction, "Without a page", tioman)

    asked = Requirements("AOW", 20, None, 25.5)
    assert await StoredCatalogue(database).sites() == [
        CatalogueSite("Tiger Reef", "Tioman Island", page, asked)
    ]


async def test_without_a_database_the_assistant_is_told_so():
    nowhere = Database("postgresql://nobody@127.0.0.1:1/nothing", pool_size=1, max_overflow=0)

    with pytest.raises(LibraryUnavailable):
        await StoredCatalogue(nowhere).sites()
    await nowhere.dispose()
