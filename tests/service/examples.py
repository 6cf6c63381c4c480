"""The contract's examples, as what a client sends and what it expects."""

import re
from typing import Any

import httpx

from app.contract import SPECIFICATION, Contract
from tests.service.conftest import OPERATOR_KEY

CONTRACT = Contract.load(SPECIFICATION)
OPERATOR = {"X-API-Key": OPERATOR_KEY}


def examples(content: dict[str, Any]) -> list[Any]:
    """The examples of one media type of a request or a response, in their order."""
    named = [example["value"] for example in content.get("examples", {}).values()]
    return named + ([content["example"]] if "example" in content else [])


def ask_as_shown(client: httpx.Client, operation_id: str) -> httpx.Response:
    """What the service answers to the first request that the contract shows, sent as an operator."""
    promise = CONTRACT.promise(operation_id)
    shown = {p["name"]: p["example"] for p in promise.parameters if "example" in p}
    path = re.sub(r"\{(\w+)\}", lambda match: str(shown.pop(match[1])), promise.path)
    bodies = examples((promise.body or {"content": {}})["content"].get("application/json", {}))
    return client.request(
        promise.method, path, params=shown, json=bodies[0] if bodies else None, headers=OPERATOR
    )


def shown_answer(operation_id: str) -> Any:
    """The first answer that the contract shows for a success."""
    return examples(CONTRACT.promise(operation_id).success["content"]["application/json"])[0]
