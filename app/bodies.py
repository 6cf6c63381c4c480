"""Reads a request's body: bytes, then JSON, then the contract, then the model."""

import asyncio
import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import orjson
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from app.contract import Json
from app.problems import (
    BodyTooLarge,
    FieldFault,
    MediaTypeUnsupported,
    RequestInvalid,
    RequestUnreadable,
)
from app.schemas import Schemas, faults

Headers = Mapping[bytes, bytes]

BYTES_MAX = 256 * 1024
# For the whole body, and for each piece of it.
ARRIVAL_SECONDS_MAX, PAUSE_SECONDS_MAX = 20, 4
NESTING_MAX = 64
PASSING_BYTES_MAX = 8 * 1024 * 1024
PASSING_SECONDS_MAX = 1.0
_JSON = re.compile(rb'\s*application/json\s*(;\s*charset\s*=\s*("?)utf-8\2\s*)?;?\s*', re.IGNORECASE)


class Body:
    """One operation's body, compiled; `read` gives the generated model."""

    def __init__(self, body: Json, model: Any, schemas: Schemas) -> None:
        self.required = bool(body.get("required"))
        self._validator = schemas.validator(body["content"]["application/json"]["schema"], "request")
        self._model = model

    async def read(self, scope: Scope, receive: Receive) -> Any:
        """The model, or None when an optional body is absent."""
        headers = dict(scope["headers"])
        # Before a byte is read: nobody need wait for a body that we could not read anyway.
        if self.required or _has_body(headers):
            _check_media_type(scope)
        raw = await _receive(headers, receive)
        if not raw and not self.required:
            return None
        return self._typed(_parse(raw))

    def _typed(self, value: Any) -> Any:
        if not self._validator.is_valid(value):
            raise RequestInvalid(faults(self._validator, value, "/body"))
        try:
            return msgspec.convert(value, self._model)
        except msgspec.ValidationError:
            pass  # JSON Schema calls 5.0 an integer and 23:59:60 a time; msgspec does not
        try:
            return msgspec.convert(_integral(value), self._model)
        except msgspec.ValidationError as error:
            _, _, place = str(error).partition(" - at `$")
            pointer = "/body" + re.sub(r"[.\[]([^.\[\]`]+)\]?", r"/\1", place.rstrip("`"))
            raise RequestInvalid([FieldFault(pointer, "format", "is out of range")]) from None


def _has_body(headers: Headers) -> bool:
    return headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers


def _check_media_type(scope: Scope) -> None:
    types = [value for name, value in scope["headers"] if name == b"content-type"]
    encodings = [
        value
        for name, value in scope["headers"]
        if name == b"content-encoding" and value.strip().lower() != b"identity"
    ]
    if encodings or len(types) != 1 or not _JSON.fullmatch(types[0]):
        raise MediaTypeUnsupported


async def _receive(headers: Headers, receive: Receive) -> bytes:
    """The whole body, chunked or not, as long as it is not too large or too slow."""
    announced = headers.get(b"content-length", b"0")
    too_large = announced.isdigit() and int(announced[:20]) > BYTES_MAX
    if too_large and headers.get(b"expect", b"").lower() == b"100-continue":
        raise BodyTooLarge  # it has asked first, and sends nothing
    chunks, size, more = [], 0, True
    clock = asyncio.get_running_loop().time
    end = clock() + ARRIVAL_SECONDS_MAX
    try:
        async with asyncio.timeout(PAUSE_SECONDS_MAX) as patience:
            while not too_large:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                chunks.append(message.get("body", b""))
                size += len(chunks[-1])
                too_large, more = size > BYTES_MAX, message.get("more_body", False)
                if not more and not too_large:
                    return b"".join(chunks)
                patience.reschedule(min(clock() + PAUSE_SECONDS_MAX, end))
    except TimeoutError:
        raise RequestUnreadable("The body did not arrive in time.") from None
    if more:
        await _let_pass(receive)
    raise BodyTooLarge


async def _let_pass(receive: Receive) -> None:
    """Throws away what is still coming, within bounds: whoever is cut off while sending reads no answer."""
    passed = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PASSING_SECONDS_MAX):
            while passed < PASSING_BYTES_MAX:
                message = await receive()
                passed += len(message.get("body", b""))
                if not message.get("more_body"):
                    return


def _parse(raw: bytes) -> Any:
    """JSON as RFC 8259 has it: UTF-8, no NaN, no lone surrogates, no U+0000; at most NESTING_MAX deep."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        message = f"{error.msg.partition(':')[0]} at line {error.lineno}, column {error.colno}"
        raise RequestUnreadable(f"The body is not JSON: {message}.") from None
    if _is_too_deep(raw, value):
        raise RequestUnreadable(f"The body is nested deeper than {NESTING_MAX}.")
    # The escape is rare and the walk is not free, so the bytes are asked first.
    if b"\\u0000" in raw and (places := list(_nul_places(value, "/body"))):
        raise RequestInvalid(
            [FieldFault(place, "nul", "holds the character U+0000") for place in places[:50]]
        )
    return value


def _is_too_deep(raw: bytes, value: Any) -> bool:
    """Validators recurse, and Python's stack ends. Few bytes that open something mean few levels."""
    if raw.count(b"[") + raw.count(b"{") <= NESTING_MAX:
        return False
    level = [value]
    for _ in range(NESTING_MAX + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, list | dict)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return bool(level)


def _nul_places(value: Any, pointer: str) -> Iterator[str]:
    if isinstance(value, str):
        if "\0" in value:
            yield pointer
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _nul_places(item, f"{pointer}/{index}")
    elif isinstance(value, dict):
        for name, item in value.items():
            place = f"{pointer}/{name}".replace("\0", "")[:200]
            if "\0" in name:
                yield place
            yield from _nul_places(item, place)


def _integral(value: Any) -> Any:
    """The same value with 5.0 as 5."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_integral(item) for item in value]
    if isinstance(value, dict):
        return {name: _integral(item) for name, item in value.items()}
    return value
