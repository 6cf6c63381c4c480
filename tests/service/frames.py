"""Reads a chat stream, and believes no frame that the contract does not know."""

import json
from typing import Any

import httpx

from app.schemas import Schemas
from tests.service.examples import CONTRACT

_EVENT = Schemas(CONTRACT).validator({"$ref": "#/components/schemas/ChatEvent"}, "response")


def events(client: httpx.Client, message: str, **more: Any) -> list[dict[str, Any]]:
    """The data of each event: valid by the contract, its name and id as the frame has them."""
    found = []
    with client.stream("POST", "/api/chat/stream", json={"message": message, **more}) as stream:
        for frame in "".join(stream.iter_text()).split("\n\n"):
            lines = dict(line.split(": ", 1) for line in frame.splitlines() if not line.startswith(":"))
            if lines:
                data = json.loads(lines["data"])
                assert _EVENT.is_valid(data), data
                assert (lines["event"], lines.get("id")) == (data["type"], data.get("id"))
                found.append(data)
    return found
