"""Turns the contract's schemas into compiled validators."""

from collections.abc import Iterator
from typing import Any, Literal

import jsonschema_rs

from app.contract import Contract, Json
from app.problems import FieldFault

Direction = Literal["request", "response"]

FAULTS_MAX = 50
_SEGMENT_CHARS_MAX = 64
_ANNOTATIONS = {
    "description", "example", "title", "xml", "externalDocs", "deprecated", "discriminator", "default",
    "readOnly", "writeOnly",
}  # fmt: skip


class Schemas:
    """Compiles schemas of one contract (OpenAPI 3.0) to validators (JSON Schema 2020-12).

    Requests and responses differ: a `readOnly` property may not be sent, a `writeOnly` one not answered.
    """

    def __init__(self, contract: Contract) -> None:
        self._definitions: dict[Direction, Json] = {
            direction: {
                name: self.translate(schema, direction) for name, schema in contract.components.items()
            }
            for direction in ("request", "response")
        }

    def validator(self, schema: Json, direction: Direction) -> jsonschema_rs.Draft202012Validator:
        """A validator that checks formats and never repeats the value it judges."""
        translated = self.translate(schema, direction)
        return jsonschema_rs.Draft202012Validator(
            {**translated, "$defs": self._needed(translated, direction)},
            validate_formats=True,
            pattern_options=jsonschema_rs.RegexOptions(),  # linear time: no pattern can be made to hang
            mask="value",
        )

    def translate(self, schema: Json, direction: Direction) -> Json:
        if "$ref" in schema:  # OpenAPI 3.0 ignores what stands beside a reference
            return {"$ref": schema["$ref"].replace("#/components/schemas/", "#/$defs/")}
        if "discriminator" in schema:
            return self._union(schema, direction)
        result = {key: value for key, value in schema.items() if key not in _ANNOTATIONS}
        if result.pop("nullable", False) and "type" in result:
            result["type"] = [result["type"], "null"]
        for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if result.pop(exclusive, False):
                result[exclusive] = result.pop(bound)
        for keyword in result.keys() & {"items", "not", "additionalProperties"}:
            if isinstance(result[keyword], dict):
                result[keyword] = self.translate(result[keyword], direction)
        for keyword in result.keys() & {"allOf", "anyOf", "oneOf"}:
            result[keyword] = [self.translate(choice, direction) for choice in result[keyword]]
        return {**result, **self._properties(schema, direction)}

    def _properties(self, schema: Json, direction: Direction) -> Json:
        """The properties that may be there in this direction; the others may not, whatever else is open."""
        if "properties" not in schema:
            return {}
        hidden = "readOnly" if direction == "request" else "writeOnly"
        absent = {name for name, value in schema["properties"].items() if value.get(hidden)}
        return {
            "properties": {
                name: False if name in absent else self.translate(value, direction)
                for name, value in schema["properties"].items()
            },
            "required": [name for name in schema.get("required", ()) if name not in absent],
        }

    def _union(self, schema: Json, direction: Direction) -> Json:
        """One branch, chosen by the discriminator, so that faults point into it and not at the union."""
        tag, mapping = schema["discriminator"]["propertyName"], schema["discriminator"]["mapping"]
        return {
            "type": "object",
            "required": [tag],
            "properties": {tag: {"enum": list(mapping)}},
            "allOf": [
                {
                    "if": {"required": [tag], "properties": {tag: {"const": value}}},
                    "then": self.translate({"$ref": reference}, direction),
                }
                for value, reference in mapping.items()
            ],
        }

    def _needed(self, schema: Json, direction: Direction) -> Json:
        """The definitions that `schema` reaches; compiling all of them for each operation is slow."""
        needed: Json = {}
        waiting = list(_references(schema))
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed[name] = self._definitions[direction][name]
                waiting.extend(_references(needed[name]))
        return needed


def faults(validator: jsonschema_rs.Draft202012Validator, value: Any, root: str = "") -> list[FieldFault]:
    """Every place of `value` that breaks a rule, as JSON pointers that begin with `root`; at most 50."""
    found: list[FieldFault] = []
    for error in validator.iter_errors(value):
        pointer = root + "".join(_segment(part) for part in error.instance_path)
        if error.kind.name == "additionalProperties":
            unknown = error.kind.as_dict()["unexpected"]
            found += [
                FieldFault(pointer + _segment(name), "additionalProperties", "is not known to the contract")
                for name in unknown
            ]
        elif error.kind.name == "required":
            name = error.kind.as_dict()["property"]
            found.append(FieldFault(pointer + _segment(name), "required", "is required"))
        elif error.kind.name == "enum":
            choices = ", ".join(map(str, error.kind.as_dict()["options"]))
            found.append(FieldFault(pointer, "enum", f"is not one of {choices}"))
        else:
            found.append(FieldFault(pointer, error.kind.name, error.message.removeprefix("value ")))
        if len(found) >= FAULTS_MAX:
            break
    return list(dict.fromkeys(found))[:FAULTS_MAX]


def _segment(part: str | int) -> str:
    # The names of unknown properties are the caller's text: shortened, so that an error stays short.
    return "/" + str(part).replace("~", "~0").replace("/", "~1")[:_SEGMENT_CHARS_MAX]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].removeprefix("#/$defs/")
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
