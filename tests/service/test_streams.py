"""Streams of the running service: each has one end in time, and can be read on from wherever a client was cut off."""

import asyncio
import contextlib
import json
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import httpx
import pytest

from app.schemas import Schemas
from handlers._recording import SAVE_SECONDS
from scripts.trial import Trial, running_service
from tests.assistant.scripted_provider import END, FAULTS, ScriptedProvider, chunk, provider_in_a_thread
from tests.conftest import UNMEASURED
from tests.service.examples import CONTRACT
from tests.service.frames import events
from tests.service.test_durability import descendants, is_running, postmaster
from tests.service.test_language_model import QUESTION, SHELF, first_sentence

REPLY = Schemas(CONTRACT).validator({"$ref": "#/components/schemas/ChatReply"}, "response")
DEADLINE_SECONDS = 3
# Far more than it takes: a busy machine is no failure, a hang is.
SLACK_SECONDS = 12
STREAM = "/api/chat/stream"
EMERGENCY = "My friend is unconscious after a dive!"
DEPTH = "An Open Water diver goes no deeper than 18 metres [1]. "
TRAINING = "Deeper dives need further training [1]."


def settings(provider, **more):
    return {
        "CONTENT_DIR": str(SHELF),
        "LLM_BASE_URL": provider.url,
        "DEFAULT_LLM_MODEL": "m",
        "LLM_MAX_RETRIES": "0",
        "LLM_DEADLINE": str(DEADLINE_SECONDS),
        "EMBEDDING_PROVIDER": "none",
        **UNMEASURED,
        **more,
    }


@pytest.fixture(scope="module")
def provider() -> Iterator[ScriptedProvider]:
    with provider_in_a_thread() as running:
        running.parts["m"] = first_sentence
        yield running


@pytest.fixture(scope="module")
def client(tmp_path_factory, provider) -> Iterator[httpx.Client]:
    with (
        running_service(tmp_path_factory.mktemp("streams") / "data", settings(provider)) as trial,
        httpx.Client(base_url=trial.url, timeout=60) as client,
    ):
        yield client


@contextlib.contextmanager
def playing(provider, part) -> Iterator[None]:
    """The provider plays a part, then is itself again."""
    provider.parts["m"] = part
    try:
        yield
    finally:
        provider.parts["m"] = first_sentence


@pytest.fixture(params=FAULTS)
def fault(request, provider, client) -> Iterator[str]:
    """The provider fails in one of its ways; it has answered before, or else it would be let rest."""
    assert client.post("/api/chat", json=QUESTION).json()["metadata"]["mode"] == "generative"
    with playing(provider, FAULTS[request.param]):
        yield request.param


class Halting:
    """A provider that stops before its first word and after its first sentence, until it is told to go on."""

    def __init__(self):
        self.may_begin, self.may_finish = threading.Event(), threading.Event()
        self.is_called = threading.Event()

    async def __call__(self, call):
        self.is_called.set()
        await until(self.may_begin)
        await call.head()
        await call.send(chunk(DEPTH), chunk("Deeper "))
        await until(self.may_finish)
        await call.send(chunk(TRAINING.removeprefix("Deeper ")), END)


async def until(event):
    while not event.is_set():  # noqa: ASYNC110  # it is another thread's
        await asyncio.sleep(0.005)


@pytest.fixture
def halting(provider) -> Iterator[Halting]:
    part = Halting()
    with playing(provider, part):
        yield part


def frames(stream) -> Iterator[bytes]:
    """The events of a response as they arrive, to the byte; each ends with a blank line."""
    held = b""
    for piece in stream.iter_bytes():
        *whole, held = (held + piece).split(b"\n\n")
        yield from (frame + b"\n\n" for frame in whole if not frame.startswith(b":"))
    assert held == b""


def id_of(frame) -> str:
    return re.match(rb"id: (\S+)\n", frame)[1].decode()


def type_of(frame) -> str:
    return re.search(rb"^event: (\w+)$", frame, re.MULTILINE)[1].decode()


def asking(client, last=None, **body):
    """A stream, to be read while it grows; with `last` the rest of one."""
    headers = {"Last-Event-ID": str(last)} if last else {}
    return client.stream("POST", STREAM, json={**QUESTION, **body}, headers=headers)


def whole(client, last=None, **body) -> list[bytes]:
    with asking(client, last, **body) as stream:
        assert stream.status_code == 200
        return list(frames(stream))


def test_whatever_the_provider_does_a_stream_has_one_end_in_time(client, provider, fault):
    calls, began = len(provider.requests), time.monotonic()

    told = events(client, **QUESTION)

    types = [event["type"] for event in told]
    assert time.monotonic() - began < DEADLINE_SECONDS + SLACK_SECONDS
    assert len(provider.requests) == calls + 1
    assert (types[0], types[-1], types.count("final"), types.count("error")) == ("route", "final", 1, 0)
    assert "".join(event["text"] for event in told if "text" in event) == told[-1]["reply"]["message"]


def test_whatever_the_provider_does_there_is_an_answer_in_time(client, provider, fault):
    calls, began = len(provider.requests), time.monotonic()

    answer = client.post("/api/chat", json=QUESTION)

    assert time.monotonic() - began < DEADLINE_SECONDS + SLACK_SECONDS
    assert len(provider.requests) == calls + 1
    assert (answer.status_code, REPLY.is_valid(answer.json())) == (200, True)
    assert (answer.json()["outcome"], answer.json()["metadata"]["degraded"]) == ("answered", True)


@pytest.mark.parametrize(
    ("message", "order"),
    [
        (QUESTION["message"], "route( citation| token)+ final"),
        (
            f"I have ear pain. {QUESTION['message']}",
            "route safety( citation| token)+ final",
        ),
        ("Who won the football world cup?", "route token final"),
        ("hello", "route token final"),
        (EMERGENCY, "route safety token final"),
    ],
)
def test_events_come_in_the_promised_order_and_each_has_an_id_of_its_own(client, message, order):
    told = events(client, message)

    assert re.fullmatch(order, " ".join(event["type"] for event in told))
    assert len({UUID(event["id"]) for event in told}) == len(told)


def test_the_first_event_comes_before_the_provider_has_said_a_word(client, halting):
    with asking(client) as stream:
        arriving = frames(stream)
        first = next(arriving)

        assert type_of(first) == "route"
        assert halting.is_called.wait(SLACK_SECONDS)
        assert not halting.may_begin.is_set()


def test_words_arrive_while_the_provider_is_still_talking(client, halting):
    halting.may_begin.set()
    with asking(client) as stream:
        arriving = frames(stream)
        early = [next(arriving) for _ in range(3)]
        halting.may_finish.set()
        late = list(arriving)

    assert [type_of(frame) for frame in early + late] == ["route", "citation", "token", "token", "final"]
    assert DEPTH.strip().encode() in early[2]
    assert TRAINING.encode() in late[0]


def test_when_the_client_is_gone_the_provider_is_called_off_within_a_second(client, provider, halting):
    """The best of three: a busy machine may be slow once. By itself the call would end at its deadline."""
    halting.may_begin.set()

    took = [seconds_to_call_off(client, provider) for _ in range(3)]

    assert min(took) < 1


def seconds_to_call_off(client, provider) -> float:
    """From the client's farewell, in the middle of an answer, to the end of the provider's connection."""
    calls_off = len(provider.hung_up)
    with asking(client) as stream:
        arriving = frames(stream)
        assert [type_of(next(arriving)) for _ in range(3)] == ["route", "citation", "token"]
        left = time.monotonic()
    while len(provider.hung_up) == calls_off and time.monotonic() < left + SLACK_SECONDS:
        time.sleep(0.005)
    assert len(provider.hung_up) > calls_off, "the provider was never called off"
    return provider.hung_up[calls_off] - left


def test_a_finished_stream_is_read_on_from_each_of_its_events_to_the_byte(client, halting):
    halting.may_begin.set()
    halting.may_finish.set()
    all_of_it = whole(client)

    rests = [whole(client, id_of(frame), message="not looked at") for frame in all_of_it]

    assert rests == [all_of_it[seen:] for seen in range(1, len(all_of_it) + 1)]
    assert (len(all_of_it), rests[-1]) == (5, [])


def test_a_stream_that_still_grows_is_read_on_by_another_client(client, provider, halting):
    """The words so far are saved now and then; until they are, there is nothing to read on."""
    calls = len(provider.requests)
    with asking(client) as stream:
        arriving = frames(stream)
        seen = [next(arriving)]
        time.sleep(SAVE_SECONDS)
        halting.may_begin.set()
        seen.append(next(arriving))
        with asking(client, id_of(seen[0])) as following:
            followed = frames(following)
            early = next(followed)
            halting.may_finish.set()
            seen += arriving
            late = list(followed)

    assert [early, *late] == seen[1:]
    assert (type_of(late[-1]), len(provider.requests)) == ("final", calls + 1)


def test_a_stream_that_its_client_left_ends_with_an_error_for_who_comes_back(client, provider, halting):
    halting.may_begin.set()
    with asking(client) as stream:
        arriving = frames(stream)
        seen = [next(arriving) for _ in range(3)]

    until = time.monotonic() + SLACK_SECONDS
    while (answer := read_on(client, id_of(seen[0]))).status_code == 404 and time.monotonic() < until:
        time.sleep(0.05)

    rest = answer.content
    assert rest.startswith(b"".join(seen[1:]))
    assert [type_of(frame) for frame in rest.split(b"\n\n")[:-1]] == ["citation", "token", "error"]
    assert json.loads(rest.partition(b"event: error\ndata: ")[2])["problem"]["code"] == "unavailable"


def read_on(client, last):
    return client.post(STREAM, json=QUESTION, headers={"Last-Event-ID": str(last)})


def renumbered(frame, number) -> UUID:
    """The id that the event with this number would have in the same stream."""
    return UUID(int=UUID(id_of(frame)).int & ~(0x3FFF << 48) | number << 48)


@pytest.mark.parametrize("number", [None, 0, 6, 0x3FFF])
def test_an_id_that_nobody_issued_is_an_ordinary_not_found(client, number):
    """Not even one that looks as if it belonged to a stream that there is."""
    route, *_, final = whole(client)
    assert renumbered(route, 1) == UUID(id_of(route))

    answer = read_on(client, uuid4() if number is None else renumbered(final, number))

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "notFound"


@pytest.mark.parametrize("last", ["17", "7f3e1f7e6f0d4b3a80030d6d0a4f6b11", "' OR 1=1 --", "*"])
def test_a_malformed_id_is_an_invalid_request(client, last):
    answer = read_on(client, last)

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["code"] == "invalid"


def test_a_stream_is_gone_with_its_conversation(client):
    told = events(client, **QUESTION)
    client.delete(f"/api/session/{told[-1]['reply']['sessionId']}").raise_for_status()

    statuses = [read_on(client, event["id"]).status_code for event in told]

    assert set(statuses) == {404}


def test_a_finished_stream_is_read_on_after_a_restart(tmp_path, provider):
    with service_of_its_own(tmp_path, provider) as (_, client):
        told = whole(client)

    with service_of_its_own(tmp_path, provider) as (_, client):
        rest = whole(client, id_of(told[0]))

    assert (rest, type_of(rest[-1])) == (told[1:], "final")


@contextlib.contextmanager
def service_of_its_own(folder, provider, **more) -> Iterator[tuple[Trial, httpx.Client]]:
    with (
        running_service(folder / "data", settings(provider, **more)) as trial,
        httpx.Client(base_url=trial.url, timeout=60) as client,
    ):
        yield trial, client


def test_a_stream_whose_provider_hangs_when_the_service_stops_is_told_so(tmp_path, provider, halting):
    """After some seconds in which an answer might be finished. And nothing stays behind."""
    with (
        service_of_its_own(tmp_path, provider, LLM_DEADLINE="60") as (trial, client),
        asking(client) as stream,
    ):
        started = [*descendants(trial.process.pid), postmaster(tmp_path / "data")]
        arriving = frames(stream)
        told = [next(arriving)]
        trial.process.terminate()
        told += arriving
        trial.process.wait(60)

    assert [type_of(frame) for frame in told] == ["route", "error"]
    assert json.loads(told[-1].partition(b"data: ")[2])["problem"]["code"] == "unavailable"
    assert ([pid for pid in started if is_running(pid)], trial.process.returncode) == ([], 0)


def test_an_answer_that_is_not_ready_when_the_service_stops_is_refused(tmp_path, provider, halting):
    with (
        service_of_its_own(tmp_path, provider, LLM_DEADLINE="60") as (trial, client),
        ThreadPoolExecutor(1) as diver,
    ):
        asked = diver.submit(client.post, "/api/chat", json=QUESTION)
        assert halting.is_called.wait(SLACK_SECONDS)
        trial.process.terminate()
        answer = asked.result(60)

    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert (answer.json()["code"], int(answer.headers["retry-after"]) > 0) == ("unavailable", True)


def test_a_stream_that_can_be_finished_when_the_service_stops_is_finished(tmp_path, provider, halting):
    halting.may_begin.set()
    with (
        service_of_its_own(tmp_path, provider, LLM_DEADLINE="60") as (trial, client),
        asking(client) as stream,
    ):
        arriving = frames(stream)
        told = [next(arriving), next(arriving)]
        trial.process.terminate()
        halting.may_finish.set()
        told += arriving
        trial.process.wait(60)

    assert [type_of(frame) for frame in told] == ["route", "citation", "token", "token", "final"]
    assert trial.process.returncode == 0
