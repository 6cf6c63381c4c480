"""Remembers the embeddings of questions: people ask the same things, and often at the same time."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

from assistant.embedders import Vector

Embed = Callable[[str], Coroutine[Any, Any, Vector]]


class EmbeddingCache:
    """The vectors of the latest `size` questions, each for `seconds`."""

    def __init__(
        self, size: int = 1000, seconds: float = 3600, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._size = size
        self._seconds = seconds
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Vector]] = OrderedDict()
        self._calls: dict[str, asyncio.Task[Vector]] = {}

    async def vector(self, text: str, embed: Embed) -> Vector:
        """What is known of the text, or what `embed` makes of it; equal texts at once share one call."""
        if (known := self._get(text)) is not None:
            return known
        if (call := self._calls.get(text)) is None:
            call = self._calls[text] = asyncio.create_task(embed(text))
            call.add_done_callback(lambda done: self._settle(text, done))
        # Who no longer waits takes the call from nobody else.
        return await asyncio.shield(call)

    def _settle(self, text: str, call: "asyncio.Task[Vector]") -> None:
        del self._calls[text]
        if self._size and not call.cancelled() and not call.exception():
            self._known[text] = self._clock(), call.result()
            self._known.move_to_end(text)
            if len(self._known) > self._size:
                self._known.popitem(last=False)

    def _get(self, text: str) -> Vector | None:
        at, vector = self._known.get(text, (0.0, None))
        if vector is None or self._clock() - at > self._seconds:
            return None
        self._known.move_to_end(text)
        return vector
