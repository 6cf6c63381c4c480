"""Destinations and dive sites, and who they suit."""

import pytest

LEVELS = ("none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR")


def sites(client, **wanted):
    return client.get("/api/dive-sites", params={"limit": 100, **wanted}).json()["items"]


def test_the_catalogue_is_seeded_from_the_library(client):
    assert len(client.get("/api/destinations").json()["items"]) >= 2
    assert len(sites(client)) >= 10


def test_every_destination_and_site_can_be_read_by_its_id(client):
    for destination in client.get("/api/destinations").json()["items"]:
        assert client.get(f"/api/destinations/{destination['id']}").json() == destination
    for site in sites(client):
        assert client.get(f"/api/dive-sites/{site['id']}").json() == site


def test_pages_hold_every_site_once(client):
    found, cursor = [], {}
    while True:
        page = client.get("/api/dive-sites", params={"limit": 5, **cursor}).json()
        found += [site["slug"] for site in page["items"]]
        if "nextCursor" not in page:
            break
        cursor = {"cursor": page["nextCursor"]}

    assert found == [site["slug"] for site in sites(client)]
    assert len(set(found)) == len(found)


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


def test_what_is_not_known_is_absent_and_never_null(client):
    assert all(value is not None for site in sites(client) for value in site.values())
