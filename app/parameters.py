"""Reads path, query and header values as the contract types them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote_to_bytes
from uuid import UUID

from starlette.types import Scope

from app.contract import Contract, Json, Promise, argument_name
from app.problems import FieldFault, RequestInvalid, RequestUnreadable, ResourceNotFound
from app.schemas import Schemas, faults

# What JSON calls a number; Python's int() and float() also take 1_0, spaces, nan and other scripts' digits.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")
# What a handler is given for a text of these formats, and what makes it.
_FORMATS: Mapping[str, tuple[type, Callable[[str], Any]]] = {
    "uuid": (UUID, UUID),
    "date": (date, date.fromisoformat),
    "date-time": (datetime, datetime.fromisoformat),
}
_SCALARS: Mapping[str, type] = {"string": str, "integer": int, "number": float, "boolean": bool}


def python_type(schema: Json) -> type:
    """What a handler is given for a parameter of this (resolved, scalar) schema."""
    found = _FORMATS.get(schema.get("format", ""))
    return found[0] if found else _SCALARS[schema["type"]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter, compiled."""

    wire_name: str
    name: str
    place: str
    is_list: bool
    read: Callable[[str], Any]
    type: Callable[[str], Any] | None
    default: Any

    def value(self, texts: list[str]) -> Any:
        """What is judged. A repeated scalar stays a list, and so breaks its schema's type."""
        if self.is_list or len(texts) > 1:
            return [self.read(text) for text in texts]
        return self.read(texts[0])

    def argument(self, judged: Mapping[str, Any]) -> Any:
        value = judged.get(self.wire_name, self.default)
        if self.type is None or value is None:
            return value
        try:
            return self.type(value)
        except ValueError:  # JSON Schema knows leap seconds and the year 0000; Python does not
            place = f"/{self.place}/{self.wire_name}"
            raise RequestInvalid([FieldFault(place, "format", "is out of range")]) from None


class Parameters:
    """All parameters of one operation; `read` gives the handler's arguments."""

    def __init__(self, promise: Promise, contract: Contract, schemas: Schemas) -> None:
        self.parameters = [_compile(parameter, contract) for parameter in promise.parameters]
        self._by_place = {
            place: {p.wire_name: p for p in self.parameters if p.place == place}
            for place in ("path", "query", "header")
        }
        self._only_path = not (self._by_place["query"] or self._by_place["header"])
        self._path = schemas.validator(_object(promise.parameters, "path"), "request")
        self._rest = schemas.validator(
            {
                "type": "object",
                "properties": {
                    place: _object(promise.parameters, place, closed=place == "query")
                    for place in ("query", "header")
                },
            },
            "request",
        )

    def read(self, scope: Scope) -> dict[str, Any]:
        """Raises ResourceNotFound for the path; RequestUnreadable or RequestInvalid for the rest."""
        path = scope.get("path_params") or {}
        if self._by_place["path"] and not self._path.is_valid(path):
            raise ResourceNotFound
        if self._only_path and not scope["query_string"]:
            return {p.name: p.argument(path) for p in self.parameters}
        given = {"query": self._query(scope["query_string"]), "header": self._headers(scope["headers"])}
        if not self._rest.is_valid(given):
            raise RequestInvalid(_with_nul(given) + faults(self._rest, given))
        # Servers refuse U+0000 in a header. Looking for it in what was read costs more than asking the bytes.
        if b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
            raise RequestInvalid(_with_nul(given))
        judged = {"path": path, **given}
        return {p.name: p.argument(judged[p.place]) for p in self.parameters}

    def _query(self, raw: bytes) -> dict[str, Any]:
        texts: dict[str, list[str]] = {}
        for pair in raw.split(b"&") if raw else ():
            name, _, value = pair.partition(b"=")
            texts.setdefault(_decode(name), []).append(_decode(value))
        known = self._by_place["query"]
        return {
            name: known[name].value(values) if name in known else values for name, values in texts.items()
        }

    def _headers(self, raw: list[tuple[bytes, bytes]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, parameter in self._by_place["header"].items():
            wire = name.lower().encode()
            if values := [value.decode("latin-1") for key, value in raw if key == wire]:
                found[name] = parameter.value(values)
        return found


def _compile(parameter: Json, contract: Contract) -> Parameter:
    schema = contract.resolve(parameter["schema"])
    item = contract.resolve(schema["items"]) if schema["type"] == "array" else schema
    return Parameter(
        wire_name=parameter["name"],
        name=argument_name(parameter["name"]),
        place=parameter["in"],
        is_list=schema["type"] == "array",
        read=_reader(item["type"]),
        type=_FORMATS.get(item.get("format", ""), (str, None))[1],
        default=schema.get("default"),
    )


def _reader(type_name: str) -> Callable[[str], Any]:
    """Text to JSON value; text that is none stays text, and so breaks its schema's type."""
    match type_name:
        case "integer":
            return lambda text: int(text) if _NUMBER.fullmatch(text) and text.lstrip("-").isdigit() else text
        case "number":
            return lambda text: float(text) if _NUMBER.fullmatch(text) else text
        case "boolean":
            return lambda text: {"true": True, "false": False}.get(text, text)
        case _:
            return str


def _object(parameters: tuple[Json, ...], place: str, *, closed: bool = False) -> Json:
    mine = [parameter for parameter in parameters if parameter["in"] == place]
    return {
        "type": "object",
        "properties": {parameter["name"]: parameter["schema"] for parameter in mine},
        "required": [parameter["name"] for parameter in mine if parameter.get("required")],
        **({"additionalProperties": False} if closed else {}),
    }


def _decode(raw: bytes) -> str:
    try:
        return unquote_to_bytes(raw.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        raise RequestUnreadable("The query is not UTF-8.") from None


def _with_nul(given: Mapping[str, Mapping[str, Any]]) -> list[FieldFault]:
    """U+0000 cannot be stored, and no schema can forbid it cheaply."""
    return [
        FieldFault(f"/{place}/{name}".replace("\0", ""), "nul", "holds the character U+0000")
        for place, values in given.items()
        for name, value in values.items()
        if any(
            isinstance(text, str) and "\0" in text
            for text in (name, *(value if isinstance(value, list) else [value]))
        )
    ]
