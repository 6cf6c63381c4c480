"""A diver's request is stored, once for each key, and read by operators only."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.service.conftest import OPERATOR_KEY

TRIP = {
    "type": "trip",
    "name": "Li Wei",
    "email": "li.wei@example.org",
    "destination": "Tioman",
    "groupSize": 4,
}
TRAINING = {
    "type": "training",
    "name": "Aïsha Tan",
    "email": "aisha@example.com",
    "interestedCertification": "OW",
}
OPERATOR = {"X-API-Key": OPERATOR_KEY}


@pytest.mark.parametrize("form", [TRIP, TRAINING])
def test_a_lead_is_stored_as_it_was_sent(client, form):
    receipt = client.post("/api/lead", json=form)

    stored = client.get(receipt.headers["location"], headers=OPERATOR).json()

    assert (receipt.status_code, receipt.json()["status"]) == (201, "new")
    assert form.items() <= stored.items()


def test_a_lead_with_a_session_that_is_gone_is_stored_all_the_same(client):
    gone = str(uuid4())

    receipt = client.post("/api/lead", json={**TRIP, "sessionId": gone})

    assert client.get(receipt.headers["location"], headers=OPERATOR).json()["sessionId"] == gone


def test_a_repeated_request_is_stored_once(client):
    key = {"Idempotency-Key": str(uuid4())}
    with ThreadPoolExecutor(8) as together:
        receipts = list(together.map(lambda _: client.post("/api/lead", json=TRIP, headers=key), range(16)))

    assert {receipt.status_code for receipt in receipts} == {201}
    assert len({receipt.json()["id"] for receipt in receipts}) == 1


def test_a_key_does_not_serve_for_another_request(client):
    key = {"Idempotency-Key": str(uuid4())}
    client.post("/api/lead", json=TRIP, headers=key)

    answer = client.post("/api/lead", json=TRAINING, headers=key)

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_the_same_request_spelled_otherwise_is_the_same(client):
    key = {"Idempotency-Key": str(uuid4())}
    first = client.post("/api/lead", json=TRIP, headers=key)

    again = client.post("/api/lead", json=dict(reversed(TRIP.items())) | {"groupSize": 4.0}, headers=key)

    assert again.json() == first.json()


def test_an_operator_moves_a_lead_on_and_erases_it(client):
    location = client.post("/api/lead", json=TRIP).headers["location"]

    moved = client.patch(location, json={"status": "contacted"}, headers=OPERATOR).json()
    erased = client.delete(location, headers=OPERATOR)

    assert moved["status"] == "contacted"
    assert (erased.status_code, client.get(location, headers=OPERATOR).status_code) == (204, 404)


def test_the_list_is_newest_first_and_can_be_narrowed(client):
    older, newer = (client.post("/api/lead", json=form).json()["id"] for form in (TRIP, TRAINING))
    client.patch(f"/api/lead/{older}", json={"status": "closed"}, headers=OPERATOR)

    listed = [
        lead["id"] for lead in client.get("/api/lead", params={"limit": 2}, headers=OPERATOR).json()["items"]
    ]
    closed = client.get("/api/lead", params={"status": "closed"}, headers=OPERATOR).json()["items"]

    assert listed == [newer, older]
    assert {lead["status"] for lead in closed} == {"closed"}


@pytest.mark.parametrize("name", ["name", "email", "type"])
def test_what_a_dive_shop_needs_is_required(client, name):
    answer = client.post("/api/lead", json={key: value for key, value in TRIP.items() if key != name})

    assert {error["pointer"] for error in answer.json()["errors"]} == {f"/body/{name}"}


def test_a_trip_is_not_asked_for_a_course(client):
    answer = client.post("/api/lead", json={**TRIP, "interestedCertification": "OW"})

    assert [error["pointer"] for error in answer.json()["errors"]] == ["/body/interestedCertification"]
