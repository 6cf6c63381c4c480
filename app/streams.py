"""Server-sent events: each one valid by the contract, exactly one last one, nothing left running."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import orjson
from jsonschema_rs import Draft202012Validator
from starlette.types import Receive, Send

from app.problems import ResponseInvalid, ServiceStopping, describe

HEARTBEAT_SECONDS = 15
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class EventStream:
    """Sends a handler's events. An error before the first is an ordinary problem; later, the last event."""

    def __init__(self, status: int, validator: Draft202012Validator) -> None:
        self.status = status
        self._validator = validator

    async def send(self, events: AsyncIterator[Any], receive: Receive, send: Send) -> None:
        try:
            # Who reads on after the last event has nothing left to read.
            first = await anext(events, None)
            await send({"type": "http.response.start", "status": self.status, "headers": _HEADERS})
            sender = asyncio.create_task(self._send_all(first, events, send))
            gone = asyncio.create_task(_disconnected(receive))
            try:
                await asyncio.wait({sender, gone}, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                # The service is told to stop, and has waited long enough: even now there is a last event.
                await _cancel(sender)
                await send({"type": "http.response.body", "body": self._last_frame(ServiceStopping())})
                raise
            finally:
                await _cancel(sender)
                await _cancel(gone)
        finally:
            # Whoever stops listening stops the work: the generator's own `finally` runs here.
            if aclose := getattr(events, "aclose", None):
                await aclose()
        if not sender.cancelled():
            sender.result()

    async def _send_all(self, first: Any, events: AsyncIterator[Any], send: Send) -> None:
        async for frame in _with_heartbeat(self._frames(first, events)):
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _frames(self, first: Any, events: AsyncIterator[Any]) -> AsyncIterator[bytes]:
        if first is None:
            return
        try:
            yield self._frame(first)
            async for event in events:
                yield self._frame(event)
        except Exception as error:  # noqa: BLE001  # whatever it is, a client waits for a last event
            yield self._last_frame(error)

    def _last_frame(self, error: Exception) -> bytes:
        return self._frame({"type": "error", "problem": describe(error)})

    def _frame(self, event: Any) -> bytes:
        data = msgspec.to_builtins(event)
        if not self._validator.is_valid(data):
            raise ResponseInvalid(f"event {data.get('type')}")
        number = b"id: %b\n" % data["id"].encode() if "id" in data else b""
        return b"%bevent: %b\ndata: %b\n\n" % (number, data["type"].encode(), orjson.dumps(data))


async def _with_heartbeat(frames: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The frames, with a comment whenever nothing was said for 15 s, so that proxies keep the line open."""
    waiting = asyncio.ensure_future(anext(frames))
    try:
        while True:
            done, _ = await asyncio.wait({waiting}, timeout=HEARTBEAT_SECONDS)
            if not done:
                yield b": still here\n\n"
                continue
            try:
                frame = waiting.result()
            except StopAsyncIteration:
                return
            yield frame
            waiting = asyncio.ensure_future(anext(frames))
    finally:
        await _cancel(waiting)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _cancel(task: "asyncio.Future[Any]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration, Exception):
        await task
