"""Lets schemathesis judge the chat stream: it takes a stream's schema for the schema of its envelopes."""

from typing import Any

import schemathesis


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Wraps the contract's schema of an event's data into the envelope that schemathesis looks for."""
    for item in raw_schema["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                _wrap(operation)


def _wrap(operation: dict[str, Any]) -> None:
    for response in operation.get("responses", {}).values():
        content = response.get("content", {}).get("text/event-stream")
        if content:
            content["schema"] = {
                "type": "object",
                "required": ["event", "data"],
                "properties": {
                    "event": {"type": "string"},
                    "data": {
                        "type": "string",
                        "contentMediaType": "application/json",
                        "contentSchema": content["schema"],
                    },
                },
            }
