"""Statuses that no generator brings about: each operation that promises one answers it, and as it promises."""

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.contract import SPECIFICATION, Contract
from app.factory import create_app
from app.schemas import Schemas
from scripts.conformance import HAND_TESTED, hand_tested_pairs, promised_pairs
from scripts.contract.examples import example_of, shown_in

CONTRACT = Contract.load(SPECIFICATION)
SCHEMAS = Schemas(CONTRACT)
PROMISES = list(CONTRACT.promises())
KEY = "operator-key"
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture(scope="module")
def client():
    """The service of an operator whose database is down."""
    settings = Settings(database_url=NOWHERE, admin_api_key=KEY, embedding_provider="none")
    return TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False)


def promising(status: int) -> list[object]:
    return [
        pytest.param(promise, id=promise.operation_id)
        for promise in PROMISES
        if (promise.operation_id, status) in promised_pairs(CONTRACT)
    ]


def ask(client, promise, query="", body=None):
    """A request that is right, but for what is given."""
    path = {p["name"]: p.get("example", example_of(p["schema"], CONTRACT)) for p in promise.parameters}
    if not query:
        query = "&".join(
            f"{p['name']}=text" for p in promise.parameters if p["in"] == "query" and p.get("required")
        )
    if promise.body and body is None:
        body = shown_in(promise.body["content"]["application/json"], CONTRACT)
    content = {"content": body} if isinstance(body, bytes) else {"json": body} if body is not None else {}
    return client.request(
        promise.method,
        promise.path.format_map(path) + (f"?{query}" if query else ""),
        headers={"X-API-Key": KEY, "Content-Type": "application/json"}
        if promise.body
        else {"X-API-Key": KEY},
        **content,
    )


def assert_as_promised(promise, answer):
    response = CONTRACT.document["paths"][promise.path][promise.method]["responses"][str(answer.status_code)]
    (schema,) = [media["schema"] for media in CONTRACT.resolve(response)["content"].values()]
    assert answer.headers["content-type"] == "application/problem+json"
    assert SCHEMAS.validator(schema, "response").is_valid(answer.json()), answer.text


@pytest.mark.parametrize("promise", promising(400))
def test_a_query_that_cannot_be_read_is_400(client, promise):
    answer = ask(client, promise, query="%ff=1")

    assert answer.status_code == 400
    assert_as_promised(promise, answer)


@pytest.mark.parametrize("promise", promising(422))
def test_a_query_that_the_contract_does_not_know_is_422(client, promise):
    answer = ask(client, promise, query="unheardOf=1")

    assert answer.status_code == 422
    assert_as_promised(promise, answer)


@pytest.mark.parametrize("promise", promising(413))
def test_a_body_that_is_too_large_is_413(client, promise):
    answer = ask(client, promise, body=b" " * (256 * 1024 + 1))

    assert answer.status_code == 413
    assert_as_promised(promise, answer)


@pytest.mark.parametrize("promise", promising(503))
def test_without_a_database_it_is_503_with_the_time_to_try_again(client, promise):
    # A stream without a session has begun when the database is first asked: it ends with an `error` event.
    session = {"message": "How deep?", "sessionId": "7f3e1f7e-6f0d-4b3a-9c7a-0d6d0a4f6b11"}

    answer = ask(client, promise, body=session if promise.tag == "chat" else None)

    assert answer.status_code == 503, answer.text
    assert int(answer.headers["retry-after"]) > 0
    assert_as_promised(promise, answer)


def test_what_is_said_to_be_tested_by_hand_is():
    """The reviewed list names promises of the contract and tests that exist."""
    for (name, status), test in hand_tested_pairs(CONTRACT).items():
        file, _, function = test.partition("::")
        assert f"def {function}(" in (HAND_TESTED.parents[2] / file).read_text()
        assert (name, status) in promised_pairs(CONTRACT)
