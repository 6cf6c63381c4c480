"""Browsers may call from the exact origins that are configured, and read errors too."""

import pytest

ORIGIN = "https://dive.example"


def test_a_preflight_from_a_known_origin_is_allowed(client):
    headers = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "content-type",
    }

    answer = client.options("/api/session/7f3e1f7e-6f0d-4b3a-9c7a-0d6d0a4f6b11", headers=headers)

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == ORIGIN


@pytest.mark.parametrize("path", ["/health", "/nothing", "/api/lead", "/api/search", "/openapi.json"])
def test_every_answer_can_be_read_from_a_known_origin(client, path):
    """200, 404, 401, 422 and documents alike."""
    answer = client.get(path, headers={"Origin": ORIGIN})

    assert answer.headers["access-control-allow-origin"] == ORIGIN


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "https://dive.example.evil.test", "null", "http://dive.example"]
)
def test_no_other_origin_can_read_an_answer(client, origin):
    headers = client.get("/health", headers={"Origin": origin}).headers

    assert "access-control-allow-origin" not in headers
    assert headers["vary"] == "Origin"
