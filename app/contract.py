"""Loads the contract and reads it the way the rest of `app` needs it: one value per operation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from app.config import PROJECT_ROOT

SPECIFICATION = PROJECT_ROOT / "spec" / "openapi.yaml"
METHODS = ("get", "put", "post", "delete", "patch")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """One operation of the contract, with its references followed one level."""

    operation_id: str
    tag: str
    method: str
    path: str
    parameters: tuple[Json, ...]
    body: Json | None
    # Names of security schemes; none where anybody may call.
    security: tuple[str, ...]
    success_status: int
    success: Json

    @property
    def module_name(self) -> str:
        return f"handlers.{self.tag}"

    @property
    def function_name(self) -> str:
        return argument_name(self.operation_id)

    @property
    def pointer(self) -> str:
        """Where it stands in the document, as a JSON pointer (RFC 6901)."""
        return f"{pointer('paths', self.path)}/{self.method}"

    @property
    def success_content(self) -> tuple[str, Json] | None:
        """Media type and schema of the success; None when it has no content."""
        for media_type, content in self.success.get("content", {}).items():
            return media_type, content["schema"]
        return None

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}: {self.operation_id}"


class Contract:
    """The parsed specification. Only here is known how an OpenAPI document hangs together."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.components: Mapping[str, Json] = document["components"]["schemas"]

    @classmethod
    def load(cls, path: Path) -> "Contract":
        return cls(yaml.load(path.read_text("utf-8"), Loader=_loader()))  # noqa: S506  # it is a safe loader

    @property
    def version(self) -> str:
        return str(self.document["info"]["version"])

    @cached_property
    def nodes(self) -> Mapping[str, Json]:
        """Every mapping of the document by its JSON pointer, in their order, but none inside of examples."""
        return dict(_mappings(self.document, ""))

    def resolve(self, node: Json) -> Json:
        """`node`, or what its `$ref` points at."""
        while "$ref" in node:
            target: Any = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def promises(self) -> Iterator[Promise]:
        """Every operation. Raises ValueError for one that does not follow the project's rules."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield self._promise(path, method, item)

    def promise(self, operation_id: str) -> Promise:
        return next(promise for promise in self.promises() if promise.operation_id == operation_id)

    def _promise(self, path: str, method: str, item: Json) -> Promise:
        operation = item[method]
        successes = [status for status in operation["responses"] if str(status).startswith("2")]
        if len(operation.get("tags", ())) != 1 or len(successes) != 1 or "operationId" not in operation:
            raise ValueError(f"{method.upper()} {path}: needs an operationId, one tag and one 2xx response")
        body = operation.get("requestBody")
        return Promise(
            operation_id=operation["operationId"],
            tag=operation["tags"][0],
            method=method,
            path=path,
            parameters=tuple(
                self.resolve(parameter)
                for parameter in (*item.get("parameters", ()), *operation.get("parameters", ()))
            ),
            body=self.resolve(body) if body else None,
            security=tuple(
                name
                for requirement in operation.get("security", self.document.get("security", ()))
                for name in requirement
            ),
            success_status=int(successes[0]),
            success=self.resolve(operation["responses"][successes[0]]),
        )


def argument_name(wire_name: str) -> str:
    """sessionId -> session_id, Idempotency-Key -> idempotency_key."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire_name).replace("-", "_").lower()


def pointer(*parts: str | int) -> str:
    """The JSON pointer (RFC 6901) of what these keys lead to."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _mappings(node: Any, where: str) -> Iterator[tuple[str, Json]]:
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            if key not in ("example", "examples", "enum"):
                yield from _mappings(value, where + pointer(key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _mappings(value, where + pointer(index))


def _loader() -> type[yaml.SafeLoader]:
    """YAML without its dates, which JSON has not, and with the C parser where there is one."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc, valid-type]  # the C loader has no stub
        yaml_implicit_resolvers = {  # noqa: RUF012  # as PyYAML wants it
            first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in base.yaml_implicit_resolvers.items()
        }

    return Loader
