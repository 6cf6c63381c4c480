"""Destinations and dive sites, and who they suit."""

import pytest

LEVELS = ("none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR")


def sites(client, **wanted):
    """All of them, in pages as long as the contract allows."""
    found, cursor = [], {}
    while True:
        page = client.get("/api/dive-sites", params={"limit": 100, **wanted, **cursor}).json()
        found += page["items"]
        if "nextCursor" not in page:
            return found
        cursor = {"cursor": page["nextCursor"]}


def test_the_catalogue_is_seeded_from_the_library(client):
    assert len(client.get("/api/destinations").json()["items"]) >= 2
    assert len(sites(client)) >= 10


def test_every_destination_and_site_can_be_read_by_its_id(client):
    for destination in client.get("/api/destinations").json()["items"]:
        assert client.get(f"/api/destinations/{destination['id']}").json() == destination
    for site in sites(client):
        assert client.get(f"/api/dive-sites/{site['id']}").json() == site


def test_pages_hold_every_site_once(client):
    found = [site["slug"] for site in sites(client, limit=5)]

    assert found == [site["slug"] for site in sites(client)]
    assert len(set(found)) == len(found) > 100


@pytest.mark.parametrize("level", LEVELS)
def test_a_diver_is_never_shown_a_site_beyond_their_level(client, level):
    shown = sites(client, certification=level)

    assert all(LEVELS.index(site["minCertificationLevel"]) <= LEVELS.index(level) for site in shown)


def test_a_higher_level_is_shown_more(client):
    assert len(sites(client, certification="OW")) < len(sites(client, certification="AOW"))


def test_filters_narrow_together(client):
    shown = sites(client, destination="tioman", certification="OW", maxDepthM=25)

    assert shown
    assert {site["destinationId"] for site in shown} == {
        sites(client, destination="tioman")[0]["destinationId"]
    }
    assert all(site["depthMaxM"] <= 25 for site in shown)


def test_text_is_found_in_any_case_and_wildcards_are_letters(client):
    assert [site["slug"] for site in sites(client, q="TIGER REEF")] == ["tioman-tiger-reef"]
    assert sites(client, q="%") == []


def test_every_destination_is_on_the_map_and_tells_its_whole_year(client):
    for place in client.get("/api/destinations", params={"limit": 100}).json()["items"]:
        longitude, latitude = place["location"]["coordinates"]
        assert (place["location"]["type"], abs(latitude) < 40) == ("Point", True), place["slug"]
        assert -90 < longitude < 180, place["slug"]
        months = [month for season in place["seasons"] for month in season["months"]]
        assert sorted(months) == list(range(1, 13)), place["slug"]


def test_a_dive_site_whose_place_is_known_is_on_the_map_longitude_first(client):
    (wreck,) = sites(client, q="um el faroud")
    assert wreck["location"] == {"type": "Point", "coordinates": [14.45, 35.82]}
    assert 40 <= sum("location" in site for site in sites(client)) < len(sites(client))


def test_what_is_not_known_is_absent_and_never_null(client):
    assert all(value is not None for site in sites(client) for value in site.values())


def test_a_site_beyond_a_diver_says_why_it_does_not_fit(client):
    (site,) = sites(client, q="TIGER REEF")

    answer = client.get(
        f"/api/dive-sites/{site['id']}/fit", params={"certification": "OW", "loggedDives": 12}
    )

    fit = answer.json()
    assert (fit["diveSiteId"], fit["verdict"]) == (site["id"], "doesNotFit")
    assert [reason["verdict"] for reason in fit["reasons"]] == ["doesNotFit", "doesNotFit", "fitsWithLimits"]


def test_of_a_diver_of_whom_nothing_is_known_nothing_is_said_to_fit(client):
    for site in sites(client, limit=100):
        fit = client.get(f"/api/dive-sites/{site['id']}/fit").json()

        assert fit["verdict"] in ("unknown", "doesNotFit"), site["slug"]


def test_a_list_narrowed_to_a_level_and_the_fit_agree(client):
    for site in sites(client, certification="OW", limit=100):
        fit = client.get(f"/api/dive-sites/{site['id']}/fit", params={"certification": "OW"}).json()

        assert fit["reasons"][0]["verdict"] == "fits", site["slug"]
