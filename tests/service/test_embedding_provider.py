"""The running service with an embedder behind an address: by meaning with it, by words alone while it fails."""

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import select

from app.config import PROJECT_ROOT, Settings
from db import models
from scripts.content import ingest_folder, ingest_library
from scripts.trial import running_service
from tests.assistant import scripted_embeddings as parts
from tests.assistant.scripted_embeddings import EMBEDDING_FAULTS
from tests.assistant.scripted_provider import ScriptedProvider, provider_in_a_thread
from tests.conftest import UNMEASURED
from tests.library.shelves import SHELF, WordEmbedder

QUESTION_SECONDS = 2.5
NOBODY = "http://127.0.0.1:9/v1"
passages = models.ContentEmbedding.__table__
numbers = itertools.count(1)


def ask(client: httpx.Client) -> dict:
    """The reply to a question that was not asked before, so that it must be embedded."""
    question = "Which schools of barracuda live at Tiger Reef" + "?" * next(numbers)
    answer = client.post("/api/chat", json={"message": question})
    assert answer.status_code == 200, answer.text
    return answer.json()


def search_mode(client: httpx.Client) -> str:
    return client.get("/api/search", params={"q": f"barracuda {next(numbers)}"}).json()["mode"]


def ingest_by_command(environment: dict[str, str]) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "scripts.content", "ingest"]
    given = {**os.environ, **environment}
    return subprocess.run(command, cwd=PROJECT_ROOT, env=given, capture_output=True, text=True, check=False)


def dependency(client: httpx.Client, name: str) -> dict:
    answer = client.get("/health/ready")
    assert answer.status_code == 200, answer.text
    return next(one for one in answer.json()["dependencies"] if one["name"] == name)


@pytest.fixture(scope="module")
def provider() -> Iterator[ScriptedProvider]:
    with provider_in_a_thread() as running:
        running.parts |= EMBEDDING_FAULTS | {"m": parts.right, "m-2": parts.right}
        yield running


def environment(url: str, model: str = "m") -> dict[str, str]:
    return {
        "CONTENT_DIR": str(SHELF),
        "EMBEDDING_PROVIDER": "openai",
        "EMBEDDING_BASE_URL": url,
        "EMBEDDING_MODEL": model,
        "EMBEDDING_BATCH_SIZE": "8",
        **UNMEASURED,
    }


@pytest.fixture(scope="module")
def client(tmp_path_factory, provider) -> Iterator[httpx.Client]:
    with (
        running_service(tmp_path_factory.mktemp("embedder") / "data", environment(provider.url)) as trial,
        httpx.Client(base_url=trial.url, timeout=30) as client,
    ):
        yield client


@pytest.fixture
def settings(database, database_url, provider) -> Settings:
    """For a library in the database of the tests."""
    return replace(Settings.read(environment(provider.url)), database_url=database_url)


def test_the_library_is_embedded_in_batches_and_searched_by_meaning(client, provider):
    reply = ask(client)

    assert (reply["outcome"], reply["metadata"]["degraded"]) == ("answered", False)
    assert search_mode(client) == "hybrid"
    assert [len(request["input"]) for request in provider.requests] == [8, 8, 4, 1, 1]
    assert dependency(client, "embedder") == {"name": "embedder", "status": "ok", "detail": "openai:m"}
    assert dependency(client, "library")["status"] == "ok"


@pytest.mark.parametrize("fault", EMBEDDING_FAULTS)
def test_whatever_the_provider_does_words_alone_answer_in_time(client, provider, fault):
    provider.parts["m"] = EMBEDDING_FAULTS[fault]
    began = time.monotonic()
    without = ask(client)
    seconds = time.monotonic() - began
    provider.parts["m"] = parts.right
    again = ask(client)

    assert (without["outcome"], without["metadata"]["degraded"]) == ("answered", True)
    # The rest is for a busy machine; a hang would be a minute.
    assert seconds < QUESTION_SECONDS + 5
    assert again["metadata"]["degraded"] is False


def test_who_fails_again_and_again_rests_and_the_operator_is_told(client, provider):
    """The last one that asks this service: it rests for half a minute."""
    provider.parts["m"] = parts.broken
    replies = [ask(client) for _ in range(5)]
    asked = len(provider.requests)
    provider.parts["m"] = parts.right

    assert all(reply["metadata"]["degraded"] for reply in [*replies, ask(client)])
    assert len(provider.requests) == asked
    assert dependency(client, "embedder") == {
        "name": "embedder", "status": "degraded", "detail": "openai:m; failing now: search by words alone",
    }  # fmt: skip


async def embedders(database) -> set[str | None]:
    async with database.autocommit() as connection:
        return set(await connection.scalars(select(passages.c.embedding_model)))


async def test_a_library_that_is_there_is_served_while_nobody_listens(
    database, database_url, settings, tmp_path
):
    await ingest_library(settings)

    started = environment(NOBODY) | {"DATABASE_URL": database_url}
    with (
        running_service(tmp_path / "data", started) as trial,
        httpx.Client(base_url=trial.url, timeout=30) as client,
    ):
        reply = ask(client)
        assert (reply["outcome"], reply["metadata"]["degraded"]) == ("answered", True)
        assert search_mode(client) == "lexical"


async def test_a_library_that_another_embedder_made_is_searched_by_words_until_it_is_ingested(
    database, database_url, settings, provider, tmp_path
):
    await ingest_library(settings)
    started = environment(provider.url) | {"DATABASE_URL": database_url}
    with (
        running_service(tmp_path / "data", started) as trial,
        httpx.Client(base_url=trial.url, timeout=30) as client,
    ):
        assert ask(client)["metadata"]["degraded"] is False

        await ingest_folder(settings, WordEmbedder("another"))
        degraded, told = ask(client), dependency(client, "library")
        await ingest_library(settings)

        assert (degraded["outcome"], degraded["metadata"]["degraded"]) == ("answered", True)
        assert told["status"] == "degraded"
        assert told["detail"] == (
            "20 passages, embedded by another; searched by words alone until"
            " `python -m scripts.content ingest` embeds them anew"
        )
        assert (ask(client)["metadata"]["degraded"], dependency(client, "library")["status"]) == (False, "ok")


async def test_another_model_embeds_everything_anew(database, settings):
    for provider, model in (("none", "m"), ("openai", "m"), ("openai", "m-2")):
        chosen = replace(settings, embedding_provider=provider, embedding_model=model)
        report = await ingest_library(chosen)
        assert (report.new + report.changed, report.unchanged) == (4, 0)
        assert await embedders(database) == {f"openai:{model}" if provider == "openai" else None}

    assert (await ingest_library(chosen)).unchanged == 4


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("unauthorised", "openai:unauthorised gave no vectors: AuthenticationError 401"),
        ("too_wide", "openai:too_wide gave vectors of 3072 numbers; the library holds at most 768"),
        ("nan", "openai:nan gave an answer that is not a list of vectors"),
    ],
)
async def test_an_ingest_that_fails_says_why_in_a_line_and_leaves_the_library(
    database, database_url, settings, provider, model, told
):
    await ingest_folder(settings, WordEmbedder("before"))

    ended = ingest_by_command(environment(provider.url, model) | {"DATABASE_URL": database_url})

    said = f"nothing is ingested, the library stays as it was: {told}\n"
    assert (ended.returncode, ended.stderr) == (1, said)
    assert await embedders(database) == {"before"}
