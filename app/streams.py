"""Server-sent events: each one valid by the contract, exactly one last one, nothing left running."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import Any

import msgspec
import orjson
from jsonschema_rs import Draft202012Validator
from starlette.types import Receive, Send

from app.problems import ResponseInvalid, ServiceStopping, describe

HEARTBEAT_SECONDS = 15
_LAST = ("final", "error")
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is sent at once: an event or a comment."""

    text: bytes
    is_last: bool = False


class EventStream:
    """Sends a handler's events. An error before the first is an ordinary problem; later, the last event."""

    def __init__(
        self, status: int, validator: Draft202012Validator, heartbeat_seconds: float = HEARTBEAT_SECONDS
    ) -> None:
        self.status = status
        self._validator = validator
        self._heartbeat_seconds = heartbeat_seconds

    async def send(self, events: AsyncIterator[Any], receive: Receive, send: Send) -> None:
        try:
            # Who reads on after the last event has nothing left to read.
            first = await anext(events, None)
            await send({"type": "http.response.start", "status": self.status, "headers": _HEADERS})
            over = asyncio.Event()
            sender = asyncio.create_task(self._send_all(self._frames(first, events), send, over))
            gone = asyncio.create_task(_disconnected(receive))
            try:
                await asyncio.wait({sender, gone}, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                # The service is told to stop, and has waited long enough: even now there is a last event.
                await _cancel(sender)
                if sender.cancelled():
                    body = b"" if over.is_set() else self._last_frame(ServiceStopping()).text
                    await send({"type": "http.response.body", "body": body})
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

    async def _send_all(self, frames: AsyncIterator[_Frame], send: Send, over: asyncio.Event) -> None:
        """`over` is set once the last event was sent."""
        # Closed here and not some time later: a heartbeat may be on its way while an event is waited for.
        async with contextlib.aclosing(_with_heartbeat(frames, self._heartbeat_seconds)) as all_frames:
            async for frame in all_frames:
                await send({"type": "http.response.body", "body": frame.text, "more_body": True})
                if frame.is_last:
                    over.set()
        await send({"type": "http.response.body", "body": b""})

    async def _frames(self, first: Any, events: AsyncIterator[Any]) -> AsyncIterator[_Frame]:
        """Up to the last event, whatever would follow; without any events there is none."""
        if first is None:
            return
        event = first
        try:
            while event is not None:
                frame = self._frame(event)
                yield frame
                if frame.is_last:
                    return
                event = await anext(events, None)
            yield self._last_frame(ResponseInvalid("a stream without a last event"))
        except Exception as error:  # noqa: BLE001  # whatever it is, a client waits for a last event
            yield self._last_frame(error)

    def _last_frame(self, error: Exception) -> _Frame:
        return self._frame({"type": "error", "problem": describe(error)})

    def _frame(self, event: Any) -> _Frame:
        data = msgspec.to_builtins(event)
        if not self._validator.is_valid(data):
            raise ResponseInvalid(f"event {data.get('type')}")
        number = b"id: %b\n" % data["id"].encode() if "id" in data else b""
        text = b"%bevent: %b\ndata: %b\n\n" % (number, data["type"].encode(), orjson.dumps(data))
        return _Frame(text, is_last=data["type"] in _LAST)


async def _with_heartbeat(frames: AsyncIterator[_Frame], seconds: float) -> AsyncGenerator[_Frame]:
    """The frames, with a comment whenever nothing was said for so long: proxies keep the line open."""
    waiting = asyncio.ensure_future(anext(frames))
    try:
        while True:
            done, _ = await asyncio.wait({waiting}, timeout=seconds)
            if not done:
                yield _Frame(b": still here\n\n")
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
