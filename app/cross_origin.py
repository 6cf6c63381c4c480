"""Lets browsers of the configured origins call, and costs the others nothing."""

from collections.abc import Awaitable

from starlette.middleware.cors import CORSMiddleware
from starlette.types import Message, Receive, Scope, Send

_VARY = (b"vary", b"Origin")


class CrossOriginMiddleware(CORSMiddleware):
    """Starlette's, with a short way for requests without an Origin, which no other site sends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif any(name == b"origin" for name, _ in scope["headers"]):
            await super().__call__(scope, receive, _varying(send))
        else:
            await self.app(scope, receive, _varying(send))


def _varying(send: Send) -> Send:
    """Says that the answer to another origin is another one, so that no cache mixes them."""

    # Not a coroutine of its own: it would be made, and awaited, for each piece of an answer.
    def vary(message: Message) -> Awaitable[None]:
        if message["type"] == "http.response.start":
            others = [header for header in message["headers"] if header[0] != b"vary"]
            message = {**message, "headers": [*others, _VARY]}
        return send(message)

    return vary
