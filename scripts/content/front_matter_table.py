"""Tells authors what the schema of the front matter asks for; a test compares the guide with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.schema import SCHEMA, expected


def front_matter_table() -> str:
    """One row for each key, as Markdown."""
    rows = [("key", "needed", "must be", "meaning"), ("---",) * 4, *_rows(SCHEMA, "")]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _rows(schema: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, ...]]:
    for name, part in schema["properties"].items():
        value = _resolved(part)
        needed = "yes" if name in schema["required"] else ""
        yield f"`{prefix}{name}`", needed, _expected(value).replace("|", "\\|"), part["description"]
        item = _resolved(value.get("items", {}))
        if "properties" in value:
            yield from _rows(value, f"{prefix}{name}.")
        elif "properties" in item:
            yield from _rows(item, f"{prefix}{name}[].")


def _expected(value: Mapping[str, Any]) -> str:
    if value.get("type") == "array":
        item = _resolved(value["items"])
        return "a list of mappings" if "properties" in item else f"a list; each is {expected(item)}"
    size = f", at most {value['maxLength']} characters" if "maxLength" in value else ""
    told = expected(value)
    return told if "characters" in told else told + size


def _resolved(part: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in part:
        return part
    return {**SCHEMA["$defs"][part["$ref"].removeprefix("#/$defs/")], **part}
