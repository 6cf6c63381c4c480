"""Turns every failure into an RFC 9457 problem document; the one table from failure to status."""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from connexion.exceptions import OAuthProblem, OAuthResponseProblem
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.conversation import MessageTooLong
from assistant.library import LibraryUnavailable
from db.catalogue import DestinationNotFound, DiveSiteNotFound
from db.engine import DatabaseUnavailable
from db.leads import IdempotencyConflict, LeadNotFound
from db.paging import InvalidCursor
from db.sessions import SessionNotFound
from db.streams import StreamNotFound
from handlers._recording import StreamCutShort
from handlers.health import NotReady

logger = logging.getLogger("dovvybuddy")

RETRY_AFTER_SECONDS = 2
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One place of a request that is not what the contract says."""

    pointer: str
    rule: str
    message: str


class RequestUnreadable(Exception):
    """The bytes cannot be read as what they claim to be."""


class BodyTooLarge(Exception):
    """A body may have 262144 bytes at most."""


class MediaTypeUnsupported(Exception):
    """Send application/json in UTF-8."""


class RequestInvalid(Exception):
    """Readable, but not what the contract says."""

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        self.faults = faults


class ResourceNotFound(Exception):
    """A path value that cannot name a resource."""


class MethodNotAllowed(Exception):
    """The path exists, with other methods."""

    def __init__(self, allow: str) -> None:
        self.allow = allow


class KeyRefused(Exception):
    """Send the operator's key in the header X-API-Key."""


class ServiceStopping(Exception):
    """The service is being stopped or started again. Ask again shortly."""


class ResponseInvalid(Exception):
    """A handler broke the contract: a defect of ours."""


Extension = Callable[[Any], dict[str, Any]]


def _nothing_more(_: Exception) -> dict[str, Any]:
    return {}


def _docstring(error: Exception) -> dict[str, Any]:
    return {"detail": type(error).__doc__}


def _message(error: Exception) -> dict[str, Any]:
    return {"detail": str(error)}


def _faults(error: RequestInvalid) -> dict[str, Any]:
    return {"errors": list(error.faults)}


def _cursor(_: InvalidCursor) -> dict[str, Any]:
    return {"errors": [FieldFault("/query/cursor", "cursor", "is not a cursor of this list")]}


def _length(error: MessageTooLong) -> dict[str, Any]:
    return {"errors": [FieldFault("/body/message", "maxLength", str(error))]}


def _key(_: Exception) -> dict[str, Any]:
    return {"detail": "Send the operator's key in the header X-API-Key."}


def _database(_: Exception) -> dict[str, Any]:
    return {"detail": "The database does not answer. Try again shortly."}


def _dependencies(error: NotReady) -> dict[str, Any]:
    return {"detail": "A dependency is down.", "dependencies": error.dependencies}


@dataclass(frozen=True, slots=True)
class Kind:
    """What callers are told of one kind of failure; nothing of it repeats their values or our internals."""

    status: int
    code: str
    title: str
    extension: Extension = _nothing_more


UNAUTHORIZED = Kind(401, "unauthorized", "The operator's key is missing or wrong", _key)
NOT_FOUND = Kind(404, "notFound", "There is no such resource")
METHOD_NOT_ALLOWED = Kind(405, "methodNotAllowed", "The path does not take this method")
UNAVAILABLE = Kind(503, "unavailable", "Temporarily unavailable", _database)
INTERNAL = Kind(500, "internal", "Something went wrong on our side")
_INVALID = partial(Kind, 422, "invalid", "The request is not what the contract says")

KINDS: Mapping[type[Exception], Kind] = {
    RequestUnreadable: Kind(400, "unreadable", "The request could not be read", _message),
    KeyRefused: UNAUTHORIZED,
    OAuthProblem: UNAUTHORIZED,
    OAuthResponseProblem: UNAUTHORIZED,
    ResourceNotFound: NOT_FOUND,
    LeadNotFound: NOT_FOUND,
    DestinationNotFound: NOT_FOUND,
    DiveSiteNotFound: NOT_FOUND,
    StreamNotFound: NOT_FOUND,
    SessionNotFound: Kind(404, "sessionNotFound", "The session is not known, or has expired"),
    MethodNotAllowed: METHOD_NOT_ALLOWED,
    IdempotencyConflict: Kind(409, "conflict", "The request conflicts with what is stored", _docstring),
    BodyTooLarge: Kind(413, "tooLarge", "The body is too large", _docstring),
    MediaTypeUnsupported: Kind(415, "unsupportedMediaType", "The media type is not supported", _docstring),
    RequestInvalid: _INVALID(_faults),
    InvalidCursor: _INVALID(_cursor),
    MessageTooLong: _INVALID(_length),
    DatabaseUnavailable: UNAVAILABLE,
    ServiceStopping: Kind(503, "unavailable", "Temporarily unavailable", _docstring),
    StreamCutShort: Kind(503, "unavailable", "Temporarily unavailable", _docstring),
    LibraryUnavailable: UNAVAILABLE,
    NotReady: Kind(503, "notReady", "Not ready", _dependencies),
}


def kind_of(error: Exception) -> Kind:
    """The nearest entry of the table; what is not in it is a defect of ours."""
    if isinstance(error, HTTPException):  # connexion's router raises these
        return {404: NOT_FOUND, 405: METHOD_NOT_ALLOWED}.get(error.status_code, INTERNAL)
    return next((KINDS[cls] for cls in type(error).__mro__ if cls in KINDS), INTERNAL)


def describe(error: Exception) -> dict[str, Any]:
    """The problem document of a failure, logged under its request id when it is ours to look at."""
    kind = kind_of(error)
    problem: dict[str, Any] = {
        "type": f"urn:dovvybuddy:problem:{kind.code}",
        "title": kind.title,
        "status": kind.status,
        "code": kind.code,
        "requestId": uuid.uuid4().hex,
        **kind.extension(error),
    }
    if kind is INTERNAL:
        logger.error("request %s failed", problem["requestId"], exc_info=error)
    elif kind is UNAUTHORIZED:
        # Somebody may be guessing keys.
        logger.warning("request %s: %s", problem["requestId"], kind.title)
    elif kind in (UNAVAILABLE, KINDS[NotReady]):
        logger.warning("request %s: %s", problem["requestId"], error)
    return problem


def _headers(error: Exception, problem: Mapping[str, Any]) -> list[tuple[bytes, bytes]]:
    headers = [(b"x-request-id", problem["requestId"].encode()), (b"cache-control", b"no-store")]
    if problem["code"] in ("unavailable", "notReady"):
        headers.append((b"retry-after", b"%d" % RETRY_AFTER_SECONDS))
    if problem["code"] == "unauthorized":
        headers.append((b"www-authenticate", b'ApiKey header="X-API-Key"'))
    if isinstance(error, MethodNotAllowed):
        headers.append((b"allow", error.allow.encode()))
    if isinstance(error, BodyTooLarge):
        headers.append((b"connection", b"close"))
    return headers


async def answer(error: Exception, send: Send) -> None:
    """Sends the problem document of `error` as the whole response."""
    problem = describe(error)
    body = orjson.dumps(problem)
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", b"%d" % len(body))]
    status = problem["status"]
    await send(
        {"type": "http.response.start", "status": status, "headers": headers + _headers(error, problem)}
    )
    await send({"type": "http.response.body", "body": body})


class ProblemMiddleware:
    """Answers whatever the application raises; the outermost layer but for CORS."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        # Not a coroutine of its own: it would be made, and awaited, for each piece of an answer.
        def watch(message: Message) -> Awaitable[None]:
            nonlocal started
            started = True
            return send(message)

        try:
            await self.app(scope, receive, watch)
        except ClientDisconnect:
            return  # nobody is left to be told
        except asyncio.CancelledError:
            # The service stops, and has waited long enough.
            if not started:
                await answer(ServiceStopping(), send)
            raise
        except Exception as error:  # the last line of defence: no caller may see a stack
            if started:
                raise  # half an answer cannot be taken back; the server cuts the connection
            await answer(error, send)
