"""Embeds with a model behind an OpenAI-compatible address: Gemini, OpenAI, or an endpoint of one's own.

Its client takes half a second to import, so it is imported by who has configured a provider.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import numpy as np

from assistant.circuit_breaker import CircuitBreaker
from assistant.embedders import DIMENSIONS, EmbedderUnavailable, Vector
from assistant.embedding_answer import UnusableAnswer, bytes_max, unit_vectors
from assistant.embedding_cache import EmbeddingCache
from assistant.openai_endpoint import CONNECT_SECONDS, WORTH_ANOTHER_TRY, Address

if TYPE_CHECKING:
    from openai import AsyncOpenAI

logger = logging.getLogger("dovvybuddy.embedder")

# What a provider says of one question, not of itself: nobody else's must rest for it.
_ABOUT_THE_TEXT = {400, 413, 422}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTimes:
    """A diver waits for a question; nobody waits for documents, which are asked for again and again."""

    question_seconds: float = 2.5
    documents_seconds: float = 60.0
    retry_delays_seconds: Sequence[float] = (1.0, 2.0, 4.0, 8.0)
    retry_after_seconds_max: float = 120.0


class OpenAIEmbedder:
    """An Embedder. Made once: its client keeps connections open."""

    def __init__(
        self,
        name: str,
        model: str,
        client: "AsyncOpenAI",
        cache: EmbeddingCache,
        *,
        times: WaitingTimes,
        circuit: CircuitBreaker,
    ) -> None:
        self.name = name
        self._model = model
        self._client = client
        self._cache = cache
        self._times = times
        self._circuit = circuit

    @classmethod
    def connect(
        cls,
        provider: str,
        address: Address,
        cache: EmbeddingCache | None = None,
        *,
        times: WaitingTimes = WaitingTimes(),
        circuit: CircuitBreaker | None = None,
    ) -> "OpenAIEmbedder":
        """Opens no connection yet."""
        from openai import AsyncOpenAI, Timeout  # noqa: PLC0415

        client = AsyncOpenAI(
            base_url=address.base_url,
            api_key=address.api_key,
            max_retries=0,  # a question has no time for them, and documents are patient for longer
            timeout=Timeout(times.documents_seconds, connect=CONNECT_SECONDS),
        )
        return cls(
            f"{provider}:{address.model}",
            address.model,
            client,
            cache or EmbeddingCache(),
            times=times,
            circuit=circuit or CircuitBreaker(),
        )

    @property
    def resting(self) -> bool:
        return self._circuit.is_open

    async def embed_query(self, text: str) -> Vector:
        """Shape (768,), of length 1. Raises EmbedderUnavailable, in time."""
        return await self._cache.vector(text, self._embed_question)

    async def embed_documents(self, texts: Sequence[str]) -> Vector:
        """Shape (len(texts), 768), each of length 1, in one request. Raises EmbedderUnavailable."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        for delay in self._times.retry_delays_seconds:
            try:
                return await self._ask(texts, self._times.documents_seconds)
            except EmbedderUnavailable as error:
                pause = error.retry_after_seconds
                if pause is None or pause > self._times.retry_after_seconds_max:
                    raise
                logger.warning("trying again: %s", error)
            await asyncio.sleep(max(delay, pause))
        return await self._ask(texts, self._times.documents_seconds)

    async def close(self) -> None:
        await self._client.close()

    async def _embed_question(self, text: str) -> Vector:
        if self._circuit.is_open:
            raise EmbedderUnavailable(f"{self.name} rests because it failed again and again")
        try:
            (vector,) = await self._ask([text], self._times.question_seconds)
        except EmbedderUnavailable as error:
            logger.warning("searching by words alone: %s", error)
            if not isinstance(error, _TextRefused):
                self._circuit.note_failure()
            raise
        self._circuit.note_success()
        return np.asarray(vector)

    async def _ask(self, texts: Sequence[str], seconds: float) -> Vector:
        try:
            async with asyncio.timeout(seconds):
                return unit_vectors(await self._answer(texts), len(texts))
        except TimeoutError as error:
            message = f"{self.name} gave no answer within {seconds:g} s"
            raise EmbedderUnavailable(message, retry_after_seconds=0) from error
        except UnusableAnswer as error:
            raise EmbedderUnavailable(f"{self.name} gave {error}") from error
        except Exception as error:  # a provider may send anything, and the SDK raise anything
            raise _unavailable(self.name, error) from error

    async def _answer(self, texts: Sequence[str]) -> bytes:
        """Read piece by piece: whoever sends without end is stopped."""
        answer, most = bytearray(), bytes_max(len(texts))
        async with self._client.embeddings.with_streaming_response.create(
            model=self._model,
            # A half of a character, which JSON can hold, cannot be sent.
            input=[text.encode("utf-8", "replace").decode() for text in texts],
            dimensions=DIMENSIONS,
            encoding_format="float",
        ) as response:
            async for piece in response.iter_bytes():
                answer += piece
                if len(answer) > most:
                    raise UnusableAnswer(f"an answer of more than {most} bytes")
        return bytes(answer)


class _TextRefused(EmbedderUnavailable):
    """The provider works and will not embed this text."""


def _unavailable(name: str, error: Exception) -> EmbedderUnavailable:
    """The provider's own words stay out: they may repeat a key."""
    status = getattr(error, "status_code", None)
    kind = _TextRefused if status in _ABOUT_THE_TEXT else EmbedderUnavailable
    message = f"{name} gave no vectors: {type(error).__name__}{f' {status}' if status else ''}"
    if status not in WORTH_ANOTHER_TRY:
        return kind(message)
    wait = _retry_after_seconds(getattr(getattr(error, "response", None), "headers", {}))
    return kind(f"{message}; ask again in {wait:.0f} s" if wait else message, retry_after_seconds=wait)


def _retry_after_seconds(headers: Mapping[str, str]) -> float:
    """Of Retry-After, which is a number of seconds or a date; 0 where there is none."""
    said = headers.get("retry-after", "")
    with contextlib.suppress(ValueError):
        return max(float(said), 0.0)
    with contextlib.suppress(ValueError):
        return max(parsedate_to_datetime(said).timestamp() - time.time(), 0.0)
    return 0.0
