"""Answers with a language model's words, and only with those that the library supports."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Protocol

from assistant.grounding import Grounding
from assistant.instructions import NO_ANSWER, Script, script
from assistant.language_models import Account, Ledger, ModelUnavailable, Piece, Prompt, Usage

# A model that writes more than this does not answer the question.
ANSWER_CHARS_MAX = 8000
# A rule of thumb for English, for calls whose cost nobody told.
CHARS_A_TOKEN = 4


class Writer(Protocol):
    """Something that continues a script: a language model somewhere, or a test."""

    @property
    def provider(self) -> str: ...

    @property
    def model(self) -> str: ...

    def write(self, script: Script) -> AsyncGenerator[str | Usage]:
        """Text as it is written, and what it took. Raises ModelUnavailable; closing it ends the call."""
        ...

    async def close(self) -> None: ...


class GenerativeModel:
    """A LanguageModel made of a writer and our grounding."""

    resting: Sequence[str] = ()

    def __init__(self, writer: Writer, ledger: Ledger) -> None:
        self._writer = writer
        self._ledger = ledger

    @property
    def name(self) -> str:
        return self._writer.provider

    async def answer(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        """Raises ModelUnavailable, also when nothing of what the model wrote is supported."""
        call = _Call(script(prompt))
        grounding = Grounding(prompt.passages, withheld=call.script.instructions)
        try:
            async with aclosing(call.text(self._writer)) as pieces:
                async for piece in pieces:
                    for said in grounding.read(piece):
                        yield said
        finally:
            # A call that was cut short is paid for, too.
            await self._ledger.book(self.name, call.usage)
        for said in grounding.finish():
            yield said
        if not grounding.said and NO_ANSWER not in call.written:
            raise ModelUnavailable(f"{self.name} said nothing that its sources support", usage=call.usage)
        yield Account(
            provider=self.name,
            mode="generative",
            model=self._writer.model,
            usage=call.usage,
            removed=grounding.removed.total(),
        )

    async def close(self) -> None:
        await self._writer.close()


class _Call:
    """One call of a writer: what was sent, what came, and what it took."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.written = ""
        self._told: Usage | None = None

    @property
    def usage(self) -> Usage:
        """As the provider told; as long as it has not, an estimate."""
        if self._told is not None:
            return self._told
        sent = [
            self.script.instructions,
            self.script.request,
            *(said.content for said in self.script.history),
        ]
        return Usage(sum(map(len, sent)) // CHARS_A_TOKEN, len(self.written) // CHARS_A_TOKEN)

    async def text(self, writer: Writer) -> AsyncGenerator[str]:
        """Raises ModelUnavailable, also when there is no end of it."""
        async with aclosing(writer.write(self.script)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Usage):
                    self._told = piece
                    continue
                self.written += piece
                if len(self.written) > ANSWER_CHARS_MAX:
                    raise ModelUnavailable(f"{writer.provider} wrote more than an answer", usage=self.usage)
                yield piece
