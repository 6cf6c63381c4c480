"""The JSON Schema of front matter and facts, and what it complains about, in words for authors."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jsonschema_rs

Validator = jsonschema_rs.Draft202012Validator

SCHEMA_PATH = Path(__file__).with_name("front-matter.schema.json")
SCHEMA: dict[str, Any] = json.loads(SCHEMA_PATH.read_text("utf-8"))
PAGE = Validator(SCHEMA, validate_formats=True)
FACT = Validator({"$ref": "#/$defs/fact", "$defs": SCHEMA["$defs"]}, validate_formats=True)

_IN_QUOTES = "must be text (in quotes, should YAML see something else in it)"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at a place, which is named as in `sources[1].kind`."""

    place: str
    message: str

    def within(self, name: str) -> "Complaint":
        """The same, told from outside of the entry called `name`."""
        joint = "." if name and self.place and not self.place.startswith("[") else ""
        return replace(self, place=f"{name}{joint}{self.place}")

    def __str__(self) -> str:
        return f"`{self.place}` {self.message}" if self.place else self.message


def complaints(validator: Validator, value: Any) -> Iterator[Complaint]:
    """Everything in which `value` differs from the schema."""
    for error in validator.iter_errors(value):
        place = _named(error.instance_path)
        facts = error.kind.as_dict()
        if error.kind.name == "required":
            yield Complaint(facts["property"], "is missing").within(place)
        elif error.kind.name == "additionalProperties":
            for name in facts["unexpected"]:
                yield Complaint(name, "is no key known here").within(place)
        else:
            yield Complaint(place, _message(error.kind.name, _judge(error.schema_path), error.instance))


def _named(path: list[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def _judge(path: list[str | int]) -> Mapping[str, Any]:
    """The part of the schema that was broken: its path without the keyword."""
    part: Any = SCHEMA
    for step in path[:-1]:
        part = part[step]
    return dict(part)


def _message(keyword: str, schema: Mapping[str, Any], value: Any) -> str:
    if value is None:
        return "is empty"
    if keyword == "uniqueItems":
        return f"says {next(item for item in value if value.count(item) > 1)!r} twice"
    if keyword == "minItems":
        return "is an empty list"
    if keyword == "maxLength":
        return f"is longer than {schema['maxLength']} characters"
    if keyword == "type" and schema["type"] == "string" and "format" not in schema:
        return _IN_QUOTES
    given = (
        f", not {value!r}"
        if isinstance(value, str) and keyword in {"pattern", "not", "enum"} and value
        else ""
    )
    return f"must be {expected(schema)}{given}"


def expected(schema: Mapping[str, Any]) -> str:
    """What a value should be, as it completes the sentence "must be ..."."""
    if "x-expected" in schema:
        return str(schema["x-expected"])
    if "enum" in schema:
        return f"one of {', '.join(schema['enum'])}"
    kind = schema["type"]
    if kind in {"integer", "number"}:
        name = "whole number" if kind == "integer" else "number"
        return f"a {name} from {schema['minimum']} to {schema['maximum']} {schema.get('x-unit', '')}".rstrip()
    return "a list" if kind == "array" else "a mapping of keys to values"
