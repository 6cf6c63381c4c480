"""Lets schemathesis judge the chat stream: it takes a stream's schema for the schema of its envelopes."""

import json
from typing import Any

import schemathesis

# What a stream may end with when something the answer needs is down; anything else is a defect.
EXPECTED_ENDS = ("unavailable",)


@schemathesis.check
def stream_ends_once_and_well(context: Any, response: Any, case: Any) -> None:
    """Names are the types of their data, and the last event is the only `final` or `error`."""
    if not response.headers.get("content-type", [""])[0].startswith("text/event-stream"):
        return
    blocks = [block for block in response.text.split("\n\n") if block and not block.startswith(":")]
    fields = [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]
    events = [json.loads(field["data"]) for field in fields]
    assert [field.get("event") for field in fields] == [event["type"] for event in events], "names and types"
    last = [event for event in events if event["type"] in ("final", "error")]
    assert last == events[-1:], "a stream has one last event"
    if last[0]["type"] == "error":
        assert last[0]["problem"]["code"] in EXPECTED_ENDS, last[0]["problem"]


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
