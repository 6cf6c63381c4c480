"""Writes with a language model behind an OpenAI-compatible address: Gemini, Groq, or any other.

pydantic-ai takes most of a second to import, so it is imported by who has configured a provider.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.instructions import Script
from assistant.language_models import ModelUnavailable, Usage

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelMessage
    from pydantic_ai.models.openai import OpenAIChatModel

logger = logging.getLogger("dovvybuddy.model")

# Pieces that wait to be read; the call itself waits when there are more.
_PIECES_WAITING_MAX = 64
CONNECT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a model is to be found."""

    model: str
    base_url: str
    api_key: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """How a model shall write. `timeout_seconds`: between two pieces, and before the first."""

    temperature: float = 0.2
    tokens_max: int = 600
    timeout_seconds: float = 8.0


class OpenAIEndpoint:
    """A Writer. One for each provider, made once: its client keeps connections open."""

    def __init__(self, provider: str, model: "OpenAIChatModel", settings: Mapping[str, Any]) -> None:
        self.provider = provider
        self._model = model
        self._settings = settings

    @classmethod
    def connect(cls, provider: str, address: Address, taste: Taste) -> "OpenAIEndpoint":
        """Opens no connection yet."""
        from openai import AsyncOpenAI, Timeout  # noqa: PLC0415
        from pydantic_ai.models.openai import OpenAIChatModel  # noqa: PLC0415
        from pydantic_ai.profiles.openai import OpenAIModelProfile  # noqa: PLC0415
        from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider  # noqa: PLC0415

        seconds = taste.timeout_seconds
        client = AsyncOpenAI(
            base_url=address.base_url,
            api_key=address.api_key,
            max_retries=0,  # the chain decides, it knows the deadline and who comes next
            timeout=Timeout(seconds, connect=min(CONNECT_SECONDS, seconds)),
        )
        service = OpenAICompatibleProvider(provider, openai_client=client)
        # A connection that closes in good order before the model is done is a failure all the same.
        profile = OpenAIModelProfile(openai_chat_streaming_requires_finish_reason=True)
        settings = {"temperature": taste.temperature, "max_tokens": taste.tokens_max}
        return cls(provider, OpenAIChatModel(address.model, provider=service, profile=profile), settings)

    @property
    def model(self) -> str:
        return self._model.model_name

    async def write(self, script: Script) -> AsyncGenerator[str | Usage]:
        """Text as it arrives, then what it took. Raises ModelUnavailable.

        The call lives in a task of its own, because a stream is read by one task after another and the
        client's time limits belong to the task that set them. Closing the generator ends the call.
        """
        pieces: asyncio.Queue[str | Usage | ModelUnavailable | None] = asyncio.Queue(_PIECES_WAITING_MAX)
        call = asyncio.create_task(self._call(script, pieces))
        try:
            while (piece := await pieces.get()) is not None:
                if isinstance(piece, ModelUnavailable):
                    raise piece
                yield piece
        finally:
            call.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await call

    async def close(self) -> None:
        await self._model.client.close()

    async def _call(
        self, script: Script, pieces: asyncio.Queue[str | Usage | ModelUnavailable | None]
    ) -> None:
        from pydantic_ai.direct import model_request_stream  # noqa: PLC0415
        from pydantic_ai.messages import PartDeltaEvent, PartStartEvent, TextPart, TextPartDelta  # noqa: PLC0415

        try:
            async with model_request_stream(
                self._model,
                _messages(script),
                model_settings=self._settings,  # type: ignore[arg-type]  # a TypedDict
            ) as answer:
                async for event in answer:
                    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
                        await pieces.put(event.part.content)
                    elif isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
                        await pieces.put(event.delta.content_delta)
                await pieces.put(Usage(answer.usage.input_tokens, answer.usage.output_tokens))
            await pieces.put(None)
        except Exception as error:  # noqa: BLE001  # a provider may send anything, and the SDK raise anything
            logger.warning("%s failed: %s", self.provider, type(error).__name__)
            await pieces.put(_unavailable(self.provider, error))


def _messages(script: Script) -> list["ModelMessage"]:
    from pydantic_ai.messages import ModelRequest, ModelResponse, TextPart, UserPromptPart  # noqa: PLC0415

    earlier: list[ModelMessage] = [
        ModelRequest(parts=[UserPromptPart(said.content)])
        if said.role == "user"
        else ModelResponse(parts=[TextPart(said.content)])
        for said in script.history
    ]
    request = ModelRequest(parts=[UserPromptPart(script.request)], instructions=script.instructions)
    return [*earlier, request]


# A refusal stays a refusal; who is busy, broken or out of reach may be better soon.
WORTH_ANOTHER_TRY = {None, 408, 409, 425, 429, *range(500, 600)}


def _unavailable(provider: str, error: Exception) -> ModelUnavailable:
    """What the chain must know of a failure; the provider's own words stay out, they may repeat a key."""
    status = getattr(error, "status_code", None)
    wait = float(getattr(error, "retry_after", None) or 0)
    return ModelUnavailable(
        f"{provider}: {type(error).__name__}{f' {status}' if status else ''}",
        retry_after_seconds=wait if status in WORTH_ANOTHER_TRY else None,
    )
