"""The heart: every operation of the contract, compiled once at start.

connexion loads the specification, routes, checks keys and runs the lifespan; what happens between a routed
request and its response happens here, by what the contract says and nothing else. Stock connexion rebuilds
decorators and validators on each request, which costs more than the work itself.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
import orjson
from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations import AbstractOperation
from starlette.types import Receive, Scope, Send

from app.binding import Handler, body_model
from app.bodies import Body
from app.contract import Contract, Json, Promise
from app.parameters import Parameters
from app.problems import ResourceNotFound, ResponseInvalid
from app.schemas import Schemas
from app.streams import EventStream

_EXPRESSION = re.compile(r"\$response\.body#/(\w+)")


class CompiledOperation:
    """Request in, response out: parameters, body, handler, answer."""

    def __init__(self, promise: Promise, handler: Handler, contract: Contract, schemas: Schemas) -> None:
        self.parameters = Parameters(promise, contract, schemas)
        self.body = Body(promise.body, body_model(promise), schemas) if promise.body else None
        self.handler = handler
        self.respond = _responder(promise, contract, schemas)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arguments = self.parameters.read(scope)
        if self.body:
            arguments["body"] = await self.body.read(scope, receive)
        await self.respond(self.handler(**arguments), receive, send)


class NoContent:
    """204: the handler has nothing to say."""

    def __init__(self, status: int) -> None:
        self._start = {"type": "http.response.start", "status": status, "headers": []}

    async def send(self, answer: Any, receive: Receive, send: Send) -> None:
        await answer
        await send(self._start)
        await send({"type": "http.response.body", "body": b""})


class JsonResponse:
    """A model, valid by the contract; a handler that breaks it is a 500, not a wrong answer."""

    def __init__(self, promise: Promise, schema: Json, contract: Contract, schemas: Schemas) -> None:
        self.status = promise.success_status
        self._operation_id = promise.operation_id
        self._validator = schemas.validator(schema, "response")
        self._location = _location(promise, contract)

    async def send(self, answer: Any, receive: Receive, send: Send) -> None:
        value = msgspec.to_builtins(await answer)
        if not self._validator.is_valid(value):
            broken = next(self._validator.iter_errors(value))
            raise ResponseInvalid(f"{self._operation_id} at {broken.instance_path}: {broken.message}")
        body = orjson.dumps(value)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        if self._location:
            location = _EXPRESSION.sub(lambda match: str(value[match[1]]), self._location)
            headers.append((b"location", location.encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _responder(promise: Promise, contract: Contract, schemas: Schemas) -> Any:
    match promise.success_content:
        case None:
            return NoContent(promise.success_status).send
        case "application/json", schema:
            return JsonResponse(promise, schema, contract, schemas).send
        case "text/event-stream", schema:
            validator = schemas.validator(schema, "response")
            return EventStream(promise.success_status, validator).send
        case media_type, _:
            raise ValueError(f"{promise}: {media_type} is not a media type this service can answer")


def _location(promise: Promise, contract: Contract) -> str | None:
    """Where a new resource is: the path of the GET that the 201 links to, to be filled from the body."""
    if "Location" not in promise.success.get("headers", {}):
        return None
    for link in map(contract.resolve, promise.success["links"].values()):
        target = contract.promise(link["operationId"])
        if target.method == "get":
            return target.path.replace("{", "{0[").replace("}", "]}").format(link["parameters"])
    raise ValueError(f"{promise}: promises a Location, but links to no GET")


def compile_operations(contract: Contract, handlers: Mapping[str, Handler]) -> dict[str, CompiledOperation]:
    """operationId -> operation; `handlers` take the request's arguments and nothing else."""
    schemas = Schemas(contract)
    return {
        promise.operation_id: CompiledOperation(promise, handlers[promise.operation_id], contract, schemas)
        for promise in contract.promises()
    }


class _OperationsAPI(RoutedAPI[Any]):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> CompiledOperation:
        compiled: CompiledOperation = operation.function  # what the resolver found under the operationId
        return compiled


class OperationsMiddleware(RoutedMiddleware[_OperationsAPI]):
    """The innermost application, on connexion's documented middleware base."""

    api_cls = _OperationsAPI

    def __init__(self) -> None:
        super().__init__(_nothing_here)


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    raise ResourceNotFound
