"""The running service with a language model behind it: in its words, and without it when it fails."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from app.config import PROJECT_ROOT
from scripts.trial import running_service
from tests.assistant.scripted_provider import END, ScriptedProvider, chunk, provider_in_a_thread
from tests.conftest import UNMEASURED
from tests.service.frames import events

SHELF = PROJECT_ROOT / "tests" / "library" / "shelf"
QUESTION = {"message": "How deep may I dive with an Open Water certification?"}


async def first_sentence(call) -> None:
    """What an honest model might do: the first sentence of the best passage, cited, a word at a time."""
    passage = json.loads(
        re.search(r'^\{"passage": 1.*$', call.request["messages"][-1]["content"], re.MULTILINE)[0]
    )
    sentence = re.split(r"(?<=[a-z])\.", passage["text"])[0]
    await call.head()
    await call.send(*(chunk(f"{word} ") for word in sentence.split()), chunk("[1]."), END)


@pytest.fixture(scope="module")
def provider() -> Iterator[ScriptedProvider]:
    with provider_in_a_thread() as running:
        running.parts["m"] = first_sentence
        yield running


@pytest.fixture(scope="module")
def client(tmp_path_factory, provider) -> Iterator[httpx.Client]:
    settings = {
        "CONTENT_DIR": str(SHELF),
        "LLM_BASE_URL": provider.url,
        "DEFAULT_LLM_MODEL": "m",
        "LLM_MAX_RETRIES": "0",
        "LLM_DEADLINE": "3",
        **UNMEASURED,
    }
    with (
        running_service(tmp_path_factory.mktemp("model") / "data", settings) as trial,
        httpx.Client(base_url=trial.url, timeout=30, limits=httpx.Limits(max_connections=100)) as client,
    ):
        yield client


@pytest.fixture
def failing(provider):
    """The provider is out of order for a while."""

    async def refuse(call) -> None:
        await call.problem("503 Service Unavailable")

    provider.parts["m"] = refuse
    yield
    provider.parts["m"] = first_sentence


def test_the_model_answers_and_its_cost_is_told(client):
    reply = client.post("/api/chat", json=QUESTION).json()

    assert (reply["outcome"], reply["metadata"]["mode"], reply["metadata"]["provider"]) == (
        "answered", "generative", "openai",
    )  # fmt: skip
    assert reply["message"].endswith("[1].")
    assert reply["metadata"]["tokens"] == {"prompt": 300, "completion": 12}
    assert len(reply["citations"]) == 1


def test_the_stream_adds_up_to_the_same_answer(client):
    plain = client.post("/api/chat", json=QUESTION).json()

    told = events(client, **QUESTION)

    assert "".join(event["text"] for event in told if event["type"] == "token") == plain["message"]
    assert told[-1]["reply"]["message"] == plain["message"]
    assert [event["citation"] for event in told if event["type"] == "citation"] == plain["citations"]


def test_an_emergency_asks_no_model(client, provider):
    asked = len(provider.requests)

    reply = client.post("/api/chat", json={"message": "My friend is unconscious after a dive!"}).json()

    assert (reply["outcome"], reply["metadata"]["mode"], len(provider.requests)) == (
        "emergency",
        "fixed",
        asked,
    )


def test_many_at_once_are_answered_without_an_error(client):
    """As many as a busy machine answers in time as well; `python -m scripts.benchmark chat` asks a hundred."""
    with ThreadPoolExecutor(40) as together:
        replies = list(together.map(lambda _: client.post("/api/chat", json=QUESTION), range(100)))

    assert {reply.status_code for reply in replies} == {200}
    assert {reply.json()["outcome"] for reply in replies} == {"answered"}


def test_without_the_model_the_library_is_quoted_and_the_operator_told(client, failing):
    replies = [client.post("/api/chat", json=QUESTION).json() for _ in range(4)]

    assert {(reply["outcome"], reply["metadata"]["mode"]) for reply in replies} == {
        ("answered", "extractive")
    }
    assert all(reply["metadata"]["degraded"] for reply in replies)
    states = {one["name"]: one for one in client.get("/health/ready").json()["dependencies"]}
    assert states["languageModel"] == {
        "name": "languageModel", "status": "degraded", "detail": "openai, then extractive; failing now: openai",
    }  # fmt: skip
