"""Answers with a language model's words, and only with those that the library supports."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Protocol

from assistant.grounding import Grounding
from assistant.instructions import NO_ANSWER, Script, script
from assistant.language_models import Account, ModelUnavailable, Piece, Prompt, Usage

# A model that writes more than this does not answer the question.
ANSWER_CHARS_MAX = 8000


class Writer(Protocol):
    """Something that continues a script: a language model somewhere, or a test."""

    @property
    def provider(self) -> str: ...

    @property
    def model(self) -> str: ...

    def write(self, script: Script) -> AsyncIterator[str | Usage]:
        """Text as it is written, and what it took. Raises ModelUnavailable; closing it ends the call."""
        ...

    async def close(self) -> None: ...


class GenerativeModel:
    """A LanguageModel made of a writer and our grounding."""

    resting: Sequence[str] = ()

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    @property
    def name(self) -> str:
        return self._writer.provider

    async def answer(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Raises ModelUnavailable, also when nothing of what the model wrote is supported."""
        script_ = script(prompt)
        grounding = Grounding(prompt.passages, withheld=script_.instructions)
        usage, written = Usage(), ""
        async with aclosing(self._writer.write(script_)) as pieces:  # type: ignore[type-var]  # a generator
            async for piece in pieces:
                if isinstance(piece, Usage):
                    usage += piece
                    continue
                written += piece
                if len(written) > ANSWER_CHARS_MAX:
                    raise ModelUnavailable(f"{self.name} wrote more than an answer", usage=usage)
                for said in grounding.read(piece):
                    yield said
        for said in grounding.finish():
            yield said
        if not grounding.said and NO_ANSWER not in written:
            raise ModelUnavailable(f"{self.name} said nothing that its sources support", usage=usage)
        yield Account(
            provider=self.name,
            mode="generative",
            model=self._writer.model,
            usage=usage,
            removed=grounding.removed.total(),
        )

    async def close(self) -> None:
        await self._writer.close()
