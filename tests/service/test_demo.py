"""`./scripts/serve --demo`: what a front end runs in its own CI."""

import contextlib
from collections.abc import Iterator

import httpx
import pytest

from app.contract import SPECIFICATION, Contract
from app.schemas import Schemas
from scripts.demo import OPERATOR_KEY
from scripts.trial import running_service
from tests.library.shelves import SHELF

CONTRACT = Contract.load(SPECIFICATION)
SCHEMAS = Schemas(CONTRACT)
# A demo looks at neither: the first leads nowhere, the second would ask for a key.
SETTINGS = {
    "CONTENT_DIR": str(SHELF),
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "ADMIN_API_KEY": "other",
}

MADE_OR_LISTED = {
    "createSession": "sessionId",
    "createLead": "leadId",
    "listDestinations": "destinationId",
    "listDiveSites": "diveSiteId",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo") / "data"


@contextlib.contextmanager
def demo(folder) -> Iterator[httpx.Client]:
    with running_service(folder, SETTINGS, "--demo") as trial:
        headers = {"X-API-Key": OPERATOR_KEY}
        with httpx.Client(base_url=trial.url, timeout=10, headers=headers) as client:
            yield client


def ask_everything(client: httpx.Client) -> list[tuple[str, int, object]]:
    """Every example of a request, and every operation on what came of it: name, status, answer."""
    told = []
    ids: dict[str, str] = {}
    for promise in sorted(CONTRACT.promises(), key=lambda promise: promise.method == "delete"):
        content = (promise.body or {"content": {}})["content"].get("application/json", {})
        shown = [example["value"] for example in content.get("examples", {}).values()] or [None]
        given = {p["name"]: p["example"] for p in promise.parameters if "example" in p}
        for body in shown:
            path = promise.path.format_map(given | ids)
            query = {
                p["name"]: given[p["name"]]
                for p in promise.parameters
                if p["in"] == "query" and p["name"] in given
            }
            answer = client.request(promise.method, path, params=query, json=body)
            value = answer.json() if answer.headers.get("content-type") == "application/json" else None
            if promise.operation_id in MADE_OR_LISTED:
                ids[MADE_OR_LISTED[promise.operation_id]] = value.get("id") or value["items"][0]["id"]
            told.append((promise.operation_id, answer.status_code, value))
    return told


def without_times_spent(answers):
    """All that a demo says the same again: how long the work took it cannot."""
    for _, _, answer in answers:
        if isinstance(answer, dict) and "metadata" in answer and "timings" in answer["metadata"]:
            answer["metadata"].pop("timings")
    return answers


def test_every_example_is_answered_as_the_contract_says_and_the_same_again_after_a_restart(folder):
    with demo(folder) as client:
        first = ask_everything(client)
    with demo(folder) as client:
        second = ask_everything(client)

    for name, status, answer in first:
        promise = CONTRACT.promise(name)
        assert status == promise.success_status, (name, answer)
        if answer is not None:
            assert SCHEMAS.validator(promise.success_content[1], "response").is_valid(answer), name
    assert without_times_spent(second) == without_times_spent(first)


def test_ids_and_times_are_counted(folder):
    with demo(folder) as client:
        begun = client.post("/api/session").json()

    assert begun["id"] == "00000000-0000-4000-8000-000000000001"
    assert begun["createdAt"].startswith("2026-01-01T00:00:0")


def test_two_demos_of_one_folder_do_not_see_each_other(folder):
    with demo(folder) as one, demo(folder) as other:
        session = one.post("/api/session").json()["id"]

        assert one.get(f"/api/session/{session}").status_code == 200
        assert other.get(f"/api/session/{session}").status_code == 404
