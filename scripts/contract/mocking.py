"""Serves the contract's examples: requests are validated like anywhere else, and nothing is remembered."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import uvicorn

from app.binding import Handler
from app.config import Settings
from app.contract import SPECIFICATION, Contract, Json, Promise
from app.factory import Application, assemble
from scripts.contract.examples import example_of, shown_in

OPERATOR_KEY = "mock-operator-key"


def serve_examples(port: int) -> int:
    print(f"the contract's examples are at http://127.0.0.1:{port}, the page to try them at /docs")
    print(f"the operator's key is {OPERATOR_KEY}; stop with Ctrl-C", flush=True)
    uvicorn.run(mock_app(Contract.load(SPECIFICATION)), host="127.0.0.1", port=port, log_level="warning")
    return 0


def mock_app(contract: Contract) -> Application:
    """The application with handlers that know nothing but the contract."""
    handlers: Mapping[str, Handler] = {
        promise.operation_id: _handler(promise, contract) for promise in contract.promises()
    }
    return assemble(contract, handlers, Settings(admin_api_key=OPERATOR_KEY, cors_origins=("*",)))


def _handler(promise: Promise, contract: Contract) -> Handler:
    media_type, schema = promise.success_content or ("", {})
    if media_type == "text/event-stream":
        return _stream(_events(contract.resolve(schema), contract))
    shown = shown_in(promise.success["content"][media_type], contract) if media_type else None

    async def answer(**_: Any) -> Any:
        return shown

    return answer


def _stream(events: list[Json]) -> Handler:
    async def answer(**_: Any) -> AsyncIterator[Json]:
        for event in events:
            yield event

    return answer  # type: ignore[return-value]  # the handler of a stream is a generator


def _events(union: Json, contract: Contract) -> list[Json]:
    """One event of each kind in the contract's order, the error left out: a stream has one last event."""
    kinds = union["discriminator"]["mapping"].items()
    return [example_of({"$ref": reference}, contract) for name, reference in kinds if name != "error"]
