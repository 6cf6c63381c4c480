"""A guest's conversation, over HTTP."""

from uuid import uuid4

import pytest


@pytest.fixture
def session(client):
    return client.post("/api/session").json()


def test_a_session_begins_without_a_body_and_says_where_it_is(client):
    begun = client.post("/api/session")

    assert begun.status_code == 201
    assert begun.json()["diverProfile"] == {}
    assert client.get(begun.headers["location"]).json() == begun.json()


def test_times_are_utc_and_end_in_z(session):
    assert all(session[name].endswith("Z") for name in ("createdAt", "updatedAt", "expiresAt"))


def test_what_a_diver_tells_is_merged_and_null_forgets(client, session):
    url = f"/api/session/{session['id']}"
    client.patch(
        url, json={"diverProfile": {"certificationLevel": "OW", "loggedDives": 12, "concerns": ["sharks"]}}
    )

    changed = client.patch(url, json={"diverProfile": {"loggedDives": 13, "concerns": None}})

    assert changed.json()["diverProfile"] == {"certificationLevel": "OW", "loggedDives": 13}
    assert client.get(url).json() == changed.json()


def test_an_erased_session_is_gone(client, session):
    url = f"/api/session/{session['id']}"

    erased = client.delete(url)

    assert (erased.status_code, erased.content) == (204, b"")
    assert [
        client.get(url).status_code,
        client.delete(url).status_code,
        client.patch(url, json={"diverProfile": {}}).status_code,
    ] == [404] * 3


def test_a_conversation_is_read_page_by_page(client):
    first = client.post("/api/chat", json={"message": "hello"}).json()
    client.post("/api/chat", json={"message": "thank you!", "sessionId": first["sessionId"]})
    url = f"/api/session/{first['sessionId']}/messages"

    page = client.get(url, params={"limit": 3}).json()
    rest = client.get(url, params={"limit": 3, "cursor": page["nextCursor"]}).json()

    said = page["items"] + rest["items"]
    assert [message["role"] for message in said] == ["user", "assistant"] * 2
    assert [said[0]["content"], said[2]["content"]] == ["hello", "thank you!"]
    assert "nextCursor" not in rest


def test_chat_with_an_unknown_session_never_begins_a_new_one(client):
    answer = client.post("/api/chat", json={"message": "What is nitrox?", "sessionId": str(uuid4())})

    assert (answer.status_code, answer.json()["code"]) == (404, "sessionNotFound")


def test_the_cursor_of_another_list_is_refused(client, session):
    sites = client.get("/api/dive-sites", params={"limit": 1}).json()

    answer = client.get(f"/api/session/{session['id']}/messages", params={"cursor": sites["nextCursor"]})

    assert [(error["pointer"], error["rule"]) for error in answer.json()["errors"]] == [
        ("/query/cursor", "cursor")
    ]
