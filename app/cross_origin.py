"""Lets browsers of the configured origins call, and costs the others nothing."""

from collections.abc import Awaitable

from starlette.middleware.cors import CORSMiddleware
from starlette.types import Message, Receive, Scope, Send

_VARY = (b"vary", b"Origin")


class CrossOriginMiddleware(CORSMiddleware):
    """Starlette's, with a short way for requests without an Origin, which no other site sends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not any(name == b"origin" for name, _ in scope["headers"]):
            await self.app(scope, receive, _varying(send))
        else:
            await super().__call__(scope, receive, send)


def _varying(send: Send) -> Send:
    """Says that the answer to another origin is another one, so that no cache mixes them."""

    # Not a coroutine of its own: it would be made, and awaited, for each piece of an answer.
    def vary(message: Message) -> Awaitable[None]:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], _VARY]}
        return send(message)

    return vary
