"""The contract's examples are true of the service that ./scripts/serve starts."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.contract import METHODS, Promise
from app.schemas import Schemas
from tests.service.examples import CONTRACT, OPERATOR, ask_as_shown, examples, shown_answer

SCHEMAS = Schemas(CONTRACT)
# Operations that read and whose example nobody can make true to the letter, and who shows it instead.
NOT_TO_THE_LETTER = {
    "getHealth": "tells the time",
    "getReadiness": "tells versions; tests/handlers/test_health.py",
    "getSession": "tells the time; tests/service/test_sessions.py",
    "listSessionMessages": "tells the time; tests/service/test_sessions.py",
    "listLeads": "tells the time; tests/service/test_leads.py",
    "getLead": "tells the time; tests/service/test_leads.py",
    "searchContent": "scores differ in the last digits; below",
}
READING = [
    promise.operation_id
    for promise in CONTRACT.promises()
    if promise.method == "get" and promise.operation_id not in NOT_TO_THE_LETTER
]


def request_examples() -> Iterator[Any]:
    for promise in CONTRACT.promises():
        for name, example in (
            (promise.body or {"content": {}})["content"]
            .get("application/json", {})
            .get("examples", {})
            .items()
        ):
            yield pytest.param(promise, example["value"], id=f"{promise.operation_id}-{name}")


def response_examples() -> Iterator[Any]:
    for path, item in CONTRACT.document["paths"].items():
        for method in METHODS:
            for status, response in item.get(method, {}).get("responses", {}).items():
                for media_type, content in CONTRACT.resolve(response).get("content", {}).items():
                    where = f"{method} {path} {status}"
                    for example in examples(content):
                        yield pytest.param(content["schema"], example, id=f"{where} {media_type}")


def path_of(promise: Promise, client: Any) -> str:
    """The path with ids of things that exist: what the example is about is made first."""
    if "sessionId" in promise.path:
        return promise.path.format(sessionId=client.post("/api/session").json()["id"])
    if "leadId" in promise.path:
        lead = {"type": "trip", "name": "Li Wei", "email": "li.wei@example.org"}
        return promise.path.format(leadId=client.post("/api/lead", json=lead).json()["id"])
    return promise.path


@pytest.mark.parametrize(("schema", "example"), list(response_examples()))
def test_a_response_example_is_valid(schema, example):
    assert SCHEMAS.validator(schema, "response").is_valid(example)


def test_every_success_has_an_example():
    lacking = [
        promise.operation_id
        for promise in CONTRACT.promises()
        for media_type, content in promise.success.get("content", {}).items()
        if media_type == "application/json" and not examples(content)
    ]

    assert lacking == []


@pytest.mark.parametrize(("promise", "body"), list(request_examples()))
def test_a_request_example_is_answered_with_success(client, promise, body):
    answer = client.request(promise.method, path_of(promise, client), json=body, headers=OPERATOR)

    assert answer.status_code == promise.success_status


@pytest.mark.parametrize("operation_id", READING)
def test_what_the_contract_shows_is_what_the_service_answers(client, operation_id):
    """A list shows some of its items; everything else is shown whole."""
    shown = shown_answer(operation_id)

    answered = ask_as_shown(client, operation_id).json()

    if "items" in shown:
        assert all(item in answered["items"] for item in shown["items"])
    else:
        assert answered == shown


def test_what_the_search_shows_is_what_it_finds(client):
    (shown,) = shown_answer("searchContent")["items"]

    found = ask_as_shown(client, "searchContent").json()["items"][0]

    assert {**found, "score": shown["score"], "similarity": shown["similarity"]} == shown


@pytest.mark.parametrize("name", ["certification", "unanswerable", "emergency", "greeting"])
def test_what_the_chat_shows_is_what_it_answers(client, name):
    promise = CONTRACT.promise("sendChatMessage")
    shown = promise.success["content"]["application/json"]["examples"][name]["value"]
    asked = promise.body["content"]["application/json"]["examples"].get(
        name, {"value": {"message": "Hello!"}}
    )["value"]

    answered = client.post("/api/chat", json=asked).json()

    told = ("message", "agentType", "outcome", "safetyBanner", "followUpQuestion")
    assert {key: answered.get(key) for key in told} == {key: shown.get(key) for key in told}
    assert [c["quote"] for c in answered["citations"]] == [c["quote"] for c in shown["citations"]]
