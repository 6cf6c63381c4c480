"""Asks language models in order until one answers, and quotes the library when none does."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from assistant.circuit_breaker import CircuitBreaker
from assistant.language_models import Account, LanguageModel, ModelUnavailable, Piece, Prompt, Usage

logger = logging.getLogger("dovvybuddy.model")

CUT_SHORT = "\n\nMy answer ends here because the language model stopped; ask again for the rest."


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a chain tries. `deadline_seconds` is for all models together; a broken one rests a while."""

    deadline_seconds: float = 12.0
    retries_max: int = 1
    retry_delay_seconds: float = 0.5
    failures_max: int = 3
    rest_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A model and whether it is worth asking."""

    model: LanguageModel
    circuit: CircuitBreaker


class ModelChain:
    """A LanguageModel made of several; the last one cannot fail."""

    def __init__(
        self,
        models: Sequence[LanguageModel],
        last: LanguageModel,
        patience: Patience = Patience(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._models = [
            _Guarded(model, CircuitBreaker(patience.failures_max, patience.rest_seconds, clock))
            for model in models
        ]
        self._last = last
        self._patience = patience

    @property
    def name(self) -> str:
        return ", then ".join([*(one.model.name for one in self._models), self._last.name])

    @property
    def resting(self) -> list[str]:
        return [one.model.name for one in self._models if one.circuit.is_open]

    async def close(self) -> None:
        for one in self._models:
            await one.model.close()

    async def answer(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        """The first answer that stands; `degraded` when somebody before had failed.

        What was said stays said: a model that fails in the middle ends the answer with a remark.
        """
        tried = _Tried(deadline=_now() + self._patience.deadline_seconds, failed=prompt.quotes_only)
        for one in () if prompt.quotes_only else self._models:
            for retries_left in reversed(range(self._patience.retries_max + 1)):
                if one.circuit.is_open or _now() >= tried.deadline:
                    tried.failed = True
                    break
                try:
                    async with aclosing(
                        tried.pieces(_before(tried.deadline, one.model.answer(prompt)))
                    ) as said:
                        async for piece in said:
                            yield piece
                except ModelUnavailable as error:
                    logger.warning("%s gave no answer: %s", one.model.name, error)
                    one.circuit.note_failure()
                    tried.fail(error)
                    if tried.spoke:
                        yield CUT_SHORT
                        yield tried.account(one.model.name)
                        return
                    if not retries_left or not await self._paused(error, tried.deadline):
                        break
                else:
                    one.circuit.note_success()
                    return
        async with aclosing(tried.pieces(self._last.answer(prompt))) as quotes:
            async for piece in quotes:
                yield piece

    async def _paused(self, error: ModelUnavailable, deadline: float) -> bool:
        """Waits as long as the failure asks for; False when another try makes no sense or comes too late."""
        if error.retry_after_seconds is None:
            return False
        pause = max(error.retry_after_seconds, self._patience.retry_delay_seconds)
        if _now() + pause >= deadline:
            return False
        await asyncio.sleep(pause)
        return True


@dataclass(slots=True)
class _Tried:
    """What came of the tries for one answer."""

    deadline: float
    spent: Usage = field(default_factory=Usage)
    failed: bool = False
    spoke: bool = False

    async def pieces(self, pieces: AsyncGenerator[Piece]) -> AsyncGenerator[Piece]:
        """The same pieces; the account tells of the earlier tries too."""
        async with aclosing(pieces):
            async for piece in pieces:
                if isinstance(piece, Account):
                    usage = self.spent + (piece.usage or Usage())
                    yield replace(
                        piece, degraded=self.failed, usage=usage if usage != Usage() else piece.usage
                    )
                else:
                    self.spoke = True
                    yield piece

    def fail(self, error: ModelUnavailable) -> None:
        self.failed = True
        self.spent += error.usage

    def account(self, provider: str) -> Account:
        return Account(provider=provider, mode="generative", usage=self.spent, degraded=True)


async def _before(deadline: float, pieces: AsyncGenerator[Piece]) -> AsyncGenerator[Piece]:
    """The pieces that come before the deadline. Raises ModelUnavailable at the deadline."""
    async with aclosing(pieces):
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    piece = await anext(pieces)
            except StopAsyncIteration:
                return
            except TimeoutError as error:
                raise ModelUnavailable("gave no answer in time") from error
            yield piece


def _now() -> float:
    """Of the loop's clock, which the time limits are told in."""
    return asyncio.get_running_loop().time()
