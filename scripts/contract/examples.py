"""Makes example values of schemas, for operations that nobody has answered yet."""

import re
from collections.abc import Mapping
from typing import Any

from app.contract import Contract, Json

_BY_FORMAT: Mapping[str, str] = {
    "uuid": "3f6f0c1e-8a4b-4d0e-9a51-0c1d2e3f4a5b",
    "date": "2026-11-23",
    "date-time": "2026-11-23T08:00:00Z",
    "email": "diver@example.org",
    "uri": "https://example.org/",
}
_USUAL_TEXTS = ("text", "TH", "en-GB", "2026", "aG9sYQ")
_DEPTH_MAX = 12


def example_of(  # noqa: PLR0911  # one for each kind of schema
    schema: Json, contract: Contract, *, depth: int = 0
) -> Any:
    """A value that fits, the contract's own example first; deterministic."""
    schema = contract.resolve(schema)
    if "example" in schema:
        return schema["example"]
    if "enum" in schema:
        return schema["enum"][0]
    if "oneOf" in schema:
        return example_of(schema["oneOf"][0], contract, depth=depth + 1)
    if "default" in schema:
        return schema["default"]
    match schema.get("type"):
        case "object":
            return _object(schema, contract, depth)
        case "array":
            least = max(1, schema.get("minItems", 0))
            return [example_of(schema["items"], contract, depth=depth + 1)] * least
        case "string":
            return _string(schema)
        case "boolean":
            return True
        case "integer" | "number":
            return _number(schema)
    return {}


def shown_in(media: Json, contract: Contract) -> Any:
    """The first example of a body, or one that is made."""
    if "examples" in media:
        return next(iter(media["examples"].values()))["value"]
    return media["example"] if "example" in media else example_of(media["schema"], contract)


def _object(schema: Json, contract: Contract, depth: int) -> Json:
    """Every property, or only the required ones deep down, where references may run in circles."""
    wanted = schema.get("properties", {})
    if depth > _DEPTH_MAX:
        wanted = {name: wanted[name] for name in schema.get("required", ())}
    return {name: example_of(value, contract, depth=depth + 1) for name, value in wanted.items()}


def _string(schema: Json) -> str:
    text = _BY_FORMAT.get(schema.get("format", ""), "text")
    if "pattern" in schema:
        text = _matching(schema["pattern"]) or text
    return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength")]


def _matching(pattern: str) -> str | None:
    """One of a few usual texts; a pattern that none of them fits needs an example in the contract."""
    return next((text for text in _USUAL_TEXTS if re.search(pattern, text)), None)


def _number(schema: Json) -> int | float:
    number: int | float = schema.get("minimum", 0)
    if schema.get("exclusiveMinimum"):
        number += schema.get("multipleOf", 1)
    most: int | float = schema.get("maximum", number)
    return min(number, most)
