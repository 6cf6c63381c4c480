"""Checks the operator's key, on connexion's hook for security schemes."""

import hmac
from collections.abc import Awaitable, Callable

from connexion.lifecycle import ConnexionRequest
from connexion.security import AbstractSecurityHandler

from app.contract import Json
from app.problems import KeyRefused

Check = Callable[[ConnexionRequest], Awaitable[Json]]


def operator_key_handler(expected: str | None) -> type[AbstractSecurityHandler]:
    """A handler for the scheme `apiKey`. Without a key configured it refuses every request."""

    class OperatorKeyHandler(AbstractSecurityHandler):
        def get_fn(self, security_scheme: Json, required_scopes: list[str]) -> Check:
            async def check(request: ConnexionRequest) -> Json:
                given = request.headers.get(security_scheme["name"], "")
                # Bytes, because compare_digest refuses other text than ASCII; constant time, so that
                # the key cannot be guessed letter by letter.
                if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
                    raise KeyRefused
                return {}

            return check

    return OperatorKeyHandler
