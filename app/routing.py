"""Finds a request's operation in a table that is compiled once from the contract.

connexion's router asks one route after another, twice (its mount, then the routes), and copies the request's
scope between; that costs more than the work of a small operation.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from connexion.middleware.abstract import ROUTING_CONTEXT, SpecMiddleware
from connexion.spec import Specification
from starlette.types import ASGIApp, Receive, Scope, Send

from app.contract import METHODS, Json
from app.problems import MethodNotAllowed, ResourceNotFound


@dataclass(frozen=True, slots=True)
class Path:
    """One path of the contract: method -> the context by which connexion's layers know the operation."""

    operations: Mapping[str, Json]
    allow: str

    def context(self, method: str) -> Json:
        """Raises MethodNotAllowed, which names all that are."""
        try:
            return self.operations[method]
        except KeyError:
            raise MethodNotAllowed(self.allow) from None


class Routing(SpecMiddleware):  # type: ignore[misc]  # connexion has no types here
    """Strict on slashes; a concrete path goes before a templated one; every GET answers HEAD, too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._concrete: dict[str, Path] = {}
        # By the number of segments, so that few expressions are tried.
        self._templated: dict[int, list[tuple[re.Pattern[str], Path]]] = {}

    def add_api(self, specification: Specification, base_path: str | None = None, **_: Any) -> None:
        base = specification.base_path if base_path is None else base_path
        for template, item in specification["paths"].items():
            path, operations = base + template, dict(_operations(item, base))
            known = Path(operations, allow=", ".join(operations))
            if "{" in template:
                self._templated.setdefault(path.count("/"), []).append((re.compile(_expression(path)), known))
            else:
                self._concrete[path] = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path, scope["path_params"] = self._find(_path_below_mount(scope))
            extensions = scope.setdefault("extensions", {})
            extensions[ROUTING_CONTEXT] = path.context(scope["method"])
        await self.app(scope, receive, send)

    def _find(self, requested: str) -> tuple[Path, dict[str, str]]:
        """Raises ResourceNotFound."""
        if path := self._concrete.get(requested):
            return path, {}
        for expression, path in self._templated.get(requested.count("/"), ()):
            if match := expression.fullmatch(requested):
                return path, match.groupdict()
        raise ResourceNotFound


def _path_below_mount(scope: Scope) -> str:
    """The path without the prefix that the application is mounted under, as in Starlette."""
    path: str = scope["path"]
    root = scope.get("root_path", "").rstrip("/")
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


def _operations(item: Json, base: str) -> Iterator[tuple[str, Json]]:
    for method in METHODS:
        if method in item:
            context = {"api_base_path": base, "operation_id": item[method]["operationId"]}
            yield method.upper(), context
            if method == "get":
                yield "HEAD", context


def _expression(template: str) -> str:
    literal_and_name = re.split(r"\{(\w+)\}", template)
    return "".join(
        f"(?P<{part}>[^/]+)" if index % 2 else re.escape(part) for index, part in enumerate(literal_and_name)
    )
