"""Server-sent events: whatever a handler, a client or the server does, a stream has one end and leaves nothing."""

import asyncio
import inspect
import json
import re
from uuid import UUID

import msgspec
import pytest

from app.schemas import Schemas
from app.streams import HEARTBEAT_SECONDS, EventStream
from generated.models import ChatReply, FinalEvent, RouteEvent, TokenEvent
from tests.service.examples import CONTRACT, shown_answer

EVENT = Schemas(CONTRACT).validator({"$ref": "#/components/schemas/ChatEvent"}, "response")
ID = UUID("7f3e1f7e-6f0d-4b3a-8001-0d6d0a4f6b11")
ROUTE = RouteEvent(id=ID, agent_type="certification")
TOKEN = TokenEvent(id=ID, text="18 metres")
FINAL = FinalEvent(id=ID, reply=msgspec.convert(shown_answer("sendChatMessage"), ChatReply))
UNTRUE = TokenEvent(id=ID, text=18)
UNWRITABLE = TokenEvent(id=ID, text="half a character: \ud83e")
FOR_EVER = asyncio.Event()
# A busy machine is no failure, a hang is.
PATIENCE_SECONDS = 20


class Boom(Exception):
    """What no handler should raise."""


class Script:
    """What a handler does: says an event, raises an exception, or waits for an asyncio.Event."""

    def __init__(self, *steps):
        self.steps, self.is_closed = steps, False

    async def __call__(self):
        try:
            for step in self.steps:
                if isinstance(step, asyncio.Event):
                    await step.wait()
                elif isinstance(step, Exception):
                    raise step
                else:
                    yield step
        finally:
            self.is_closed = True


class Line:
    """A connection as a server hands it on: keeps what is sent; nothing comes in until it hangs up.

    There is `room` for so many messages; who sends one more waits, as for a client that does not read.
    """

    def __init__(self, room=1000):
        self.messages, self.came_in = [], asyncio.Queue()
        self.room, self._given = asyncio.Semaphore(room), asyncio.Semaphore(0)

    async def receive(self):
        return await self.came_in.get()

    async def send(self, message):
        self._given.release()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.room.acquire()
        self.messages.append(message)

    def hang_up(self):
        self.came_in.put_nowait({"type": "http.disconnect"})

    async def was_given(self, count):
        """Waits until somebody has sent so many more messages, or tries to."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            for _ in range(count):
                await self._given.acquire()

    @property
    def text(self):
        return b"".join(message.get("body", b"") for message in self.messages).decode()

    @property
    def events(self):
        """The names of the events; each of them must be whole and valid."""
        frames = [frame for frame in self.text.split("\n\n") if frame and not frame.startswith(":")]
        told = [re.fullmatch(r"(?:id: \S+\n)?event: (\w+)\ndata: ([^\r\n]+)", frame) for frame in frames]
        assert all(EVENT.is_valid(json.loads(frame[2])) for frame in told), frames
        return [frame[1] for frame in told]


@pytest.fixture
def line():
    return Line()


def sending(script, line, heartbeat_seconds=HEARTBEAT_SECONDS):
    stream = EventStream(200, EVENT, heartbeat_seconds)
    return asyncio.create_task(stream.send(script(), line.receive, line.send))


async def ended(task):
    """What came of it: an exception, or None."""
    (outcome,) = await asyncio.gather(asyncio.wait_for(task, PATIENCE_SECONDS), return_exceptions=True)
    return outcome


async def test_a_stream_is_sent_as_events_that_no_cache_keeps_and_no_proxy_holds_back(line):
    await ended(sending(Script(ROUTE, FINAL), line))

    assert line.messages[0] == {
        "type": "http.response.start",
        "status": 200,
        "headers": [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        ],
    }
    assert [message["more_body"] for message in line.messages[1:-1]] == [True, True]
    assert line.messages[-1] == {"type": "http.response.body", "body": b""}


async def test_a_frame_is_an_id_a_name_and_data_between_blank_lines(line):
    await ended(sending(Script(TOKEN, FINAL), line))

    assert line.messages[1]["body"] == (
        b"id: 7f3e1f7e-6f0d-4b3a-8001-0d6d0a4f6b11\n"
        b"event: token\n"
        b'data: {"type":"token","id":"7f3e1f7e-6f0d-4b3a-8001-0d6d0a4f6b11","text":"18 metres"}\n'
        b"\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "two\nlines", "a blank\n\nline", "Mac\rWindows\r\n", "\u2028\u2029\x85\x0b\x0c",
        "🤿 été ✓", "data: {}", "\n\nevent: final\ndata: {}\n\n", ": a comment", "\x00\ufeff", '"\\', "x" * 100_000,
    ],
)  # fmt: skip
async def test_data_is_json_on_one_line_whatever_the_text_holds(line, text):
    await ended(sending(Script(TokenEvent(id=ID, text=text), FINAL), line))

    data = re.fullmatch(rb"id: \S+\nevent: token\ndata: ([^\r\n]+)\n\n", line.messages[1]["body"])[1]
    assert json.loads(data) == {"type": "token", "id": str(ID), "text": text}


async def test_a_stream_without_events_is_empty(line):
    """Who reads on after the last event."""
    await ended(sending(Script(), line))

    assert [message["type"] for message in line.messages] == ["http.response.start", "http.response.body"]
    assert line.text == ""


def test_after_fifteen_silent_seconds_there_is_a_heartbeat():
    assert inspect.signature(EventStream).parameters["heartbeat_seconds"].default == 15


async def test_while_nothing_is_said_comments_keep_the_line_open(line):
    go_on = asyncio.Event()
    task = sending(Script(ROUTE, go_on, TOKEN, FINAL), line, heartbeat_seconds=0.01)

    await line.was_given(5)
    go_on.set()
    await ended(task)

    assert [message["body"] for message in line.messages[2:5]] == [b": still here\n\n"] * 3
    assert line.events == ["route", "token", "final"]


async def test_while_something_is_said_there_is_no_comment(line):
    await ended(sending(Script(ROUTE, *[TOKEN] * 100, FINAL), line))

    assert ": still here" not in line.text


async def test_what_goes_wrong_before_the_first_event_starts_no_stream(line):
    script = Script(Boom())

    assert isinstance(await ended(sending(script, line)), Boom)
    assert (line.messages, script.is_closed) == ([], True)


async def test_what_goes_wrong_later_is_told_as_a_problem(line):
    await ended(sending(Script(ROUTE, Boom("secret")), line))

    frame = line.messages[2]["body"].decode()
    problem = json.loads(frame.removeprefix("event: error\ndata: "))["problem"]
    assert {**problem, "requestId": "-"} == {
        "type": "urn:dovvybuddy:problem:internal",
        "title": "Something went wrong on our side",
        "status": 500,
        "code": "internal",
        "requestId": "-",
    }


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([ROUTE, FINAL], ["route", "final"]),
        ([ROUTE, TOKEN, TOKEN, FINAL], ["route", "token", "token", "final"]),
        ([FINAL], ["final"]),
        ([ROUTE, Boom()], ["route", "error"]),
        ([ROUTE, TOKEN, Boom(), TOKEN, FINAL], ["route", "token", "error"]),
        ([UNTRUE, FINAL], ["error"]),
        ([ROUTE, UNTRUE, TOKEN, FINAL], ["route", "error"]),
        ([ROUTE, UNWRITABLE, FINAL], ["route", "error"]),
        ([ROUTE, TOKEN], ["route", "token", "error"]),
        ([ROUTE, FINAL, TOKEN], ["route", "final"]),
        ([ROUTE, FINAL, FINAL], ["route", "final"]),
        ([ROUTE, FINAL, Boom()], ["route", "final"]),
        ([ROUTE, FINAL, FOR_EVER], ["route", "final"]),
    ],
)
async def test_whatever_a_handler_does_there_is_one_last_event(line, steps, told):
    script = Script(*steps)

    outcome = await ended(sending(script, line))

    assert (outcome, line.events, script.is_closed) == (None, told, True)


@pytest.mark.parametrize("heartbeat_seconds", [0.01, HEARTBEAT_SECONDS])
async def test_when_the_client_is_gone_the_work_ends_and_nothing_more_is_sent(line, heartbeat_seconds):
    script = Script(ROUTE, TOKEN, FOR_EVER, FINAL)
    task = sending(script, line, heartbeat_seconds)
    await line.was_given(3)
    line.hang_up()

    outcome = await ended(task)

    assert (outcome, line.events, script.is_closed) == (None, ["route", "token"], True)
    assert all(message.get("more_body", True) for message in line.messages)


async def test_what_else_a_client_sends_is_no_farewell(line):
    go_on = asyncio.Event()
    line.came_in.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    task = sending(Script(ROUTE, go_on, FINAL), line)
    await line.was_given(2)

    go_on.set()
    await ended(task)

    assert line.events == ["route", "final"]


@pytest.mark.parametrize("room", [1, 2])
async def test_a_client_that_stops_reading_and_goes_leaves_nothing_behind(room):
    """It may be an event that it does not take, or a heartbeat."""
    script, line = Script(ROUTE, FOR_EVER), Line(room)
    task = sending(script, line, heartbeat_seconds=0.01)
    await line.was_given(room + 1)
    line.hang_up()

    outcome = await ended(task)

    assert (outcome, script.is_closed) == (None, True)


async def test_a_line_that_breaks_ends_the_work(line):
    script = Script(ROUTE, FOR_EVER)

    async def broken(message):
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  # which is the server's to say
        await EventStream(200, EVENT).send(script(), line.receive, broken)
    assert script.is_closed


@pytest.mark.parametrize(
    ("steps", "told"),
    [([ROUTE, FOR_EVER], ["route", "error"]), ([ROUTE, TOKEN, FOR_EVER, FINAL], ["route", "token", "error"])],
)
@pytest.mark.parametrize("heartbeat_seconds", [0.01, HEARTBEAT_SECONDS])
async def test_when_the_server_stops_there_is_a_last_event_all_the_same(line, heartbeat_seconds, steps, told):
    script = Script(*steps)
    task = sending(script, line, heartbeat_seconds)
    await line.was_given(len(told))
    task.cancel()

    outcome = await ended(task)

    assert (type(outcome), line.events, script.is_closed) == (asyncio.CancelledError, told, True)
    assert not line.messages[-1].get("more_body", False)
    assert "The service is being stopped" in line.text


async def test_when_the_server_stops_before_the_first_event_no_stream_begins(line):
    script = Script(FOR_EVER, ROUTE)
    task = sending(script, line)
    await asyncio.sleep(0)
    task.cancel()

    outcome = await ended(task)

    assert (type(outcome), line.messages, script.is_closed) == (asyncio.CancelledError, [], True)


@pytest.mark.parametrize(("room", "told"), [(2, ["route", "error"]), (3, ["route", "final"])])
async def test_a_last_event_is_one_that_was_sent_when_the_server_stops(room, told):
    """The client does not read: the last event waits to be sent, or only the end of the response does."""
    script, line = Script(ROUTE, FINAL), Line(room)
    task = sending(script, line)
    await line.was_given(room + 1)
    task.cancel()
    await line.was_given(1)
    line.room.release()

    outcome = await ended(task)

    assert (type(outcome), line.events, script.is_closed) == (asyncio.CancelledError, told, True)
    assert not line.messages[-1].get("more_body", False)
