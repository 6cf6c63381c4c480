"""Numbers the events of a chat stream and keeps them, so that a client that was cut off can read on."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any
from uuid import UUID

import msgspec

from db.engine import DatabaseUnavailable
from db.streams import StreamNotFound, StreamRepository
from generated.models import ChatEvent, FinalEvent
from handlers.services import Services

# A slow answer is saved as it grows, but not for each of its words. Who comes back sooner asks again.
SAVE_SECONDS = 0.5
# Keeping is a convenience: neither an emergency nor a diver who left waits for it.
PATIENCE_SECONDS = 0.5
POLL_SECONDS = 0.1
# A stream that nobody has written to for so long was left by a process that is gone.
SILENCE_SECONDS_MAX = 30.0
# Where RFC 9562 has the clock sequence of a UUID, 14 bits below the variant: more events than an answer has.
_NUMBER_SHIFT, _NUMBER_MASK = 48, 0x3FFF


class StreamCutShort(Exception):
    """The answer was never finished; ask again."""


class Recording:
    """One stream: gives each event its id, and saves what was said now and then."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._stream_id, _ = _read_event_id(services.new_id())
        self._events: list[Any] = []
        self._saved_at = time.monotonic()
        self._is_over = False

    def next_id(self) -> UUID:
        """The id of the next event: the stream's, with the event's number in the clock sequence."""
        return UUID(int=self._stream_id.int | (len(self._events) + 1) << _NUMBER_SHIFT)

    async def keep(self, event: ChatEvent) -> ChatEvent:
        """The same event; the last one is saved before anybody reads it."""
        self._events.append(msgspec.to_builtins(event))
        self._is_over = isinstance(event, FinalEvent)
        if self._is_over or time.monotonic() - self._saved_at > SAVE_SECONDS:
            await self._save()
        return event

    async def end(self) -> None:
        """A stream that was given up is over, too."""
        if not self._is_over and self._events:
            self._is_over = True
            await self._save()

    async def _save(self) -> None:
        self._saved_at = time.monotonic()
        with contextlib.suppress(DatabaseUnavailable, TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS), self._services.database.autocommit() as connection:
                await StreamRepository(connection).save(
                    self._stream_id,
                    self._events,
                    is_over=self._is_over,
                    session_id=self._session_id(),
                    at=self._services.now(),
                )

    def _session_id(self) -> UUID | None:
        """The conversation of the final reply, when it was stored in one."""
        reply = self._events[-1].get("reply")
        return UUID(reply["sessionId"]) if reply and reply["metadata"]["remembered"] else None


@contextlib.asynccontextmanager
async def recording(services: Services) -> AsyncIterator[Recording]:
    """A recording that is over at the end, whatever ends it."""
    made = Recording(services)
    try:
        yield made
    finally:
        await made.end()


async def events_after(services: Services, event_id: UUID) -> AsyncGenerator[ChatEvent]:
    """The events that follow the one with this id, as they come. Raises StreamNotFound, StreamCutShort."""
    stream_id, sent = _read_event_id(event_id)
    heard_at = time.monotonic()
    while True:
        async with services.database.autocommit() as connection:
            stream = await StreamRepository(connection).find(stream_id)
        if not sent or (stream.is_over and sent > len(stream.events)):
            raise StreamNotFound  # a number that no event of it has
        for event in stream.events[sent:]:
            yield msgspec.convert(event, ChatEvent)
            sent, heard_at = sent + 1, time.monotonic()
        if stream.is_over and "reply" in stream.events[-1]:
            return
        if stream.is_over or time.monotonic() - heard_at > SILENCE_SECONDS_MAX:
            raise StreamCutShort
        await asyncio.sleep(POLL_SECONDS)


def _read_event_id(event_id: UUID) -> tuple[UUID, int]:
    """The id of the stream, and the number of the event in it."""
    number = event_id.int >> _NUMBER_SHIFT & _NUMBER_MASK
    return UUID(int=event_id.int & ~(_NUMBER_MASK << _NUMBER_SHIFT)), number
