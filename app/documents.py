"""Serves the contract itself: rendered once at start, references kept, and a page to try it offline."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import orjson
import swagger_ui_bundle
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from app.contract import Contract
from app.problems import MethodNotAllowed, ResourceNotFound

_PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>DovvyBuddy API</title>
  <link rel="stylesheet" href="docs/swagger-ui.css">
  <link rel="icon" href="docs/favicon-32x32.png">
</head>
<body>
  <div id="operations"></div>
  <script src="docs/swagger-ui-bundle.js"></script>
  <script>
    SwaggerUIBundle({
      url: "openapi.json", dom_id: "#operations", deepLinking: true,
      displayOperationId: true, defaultModelsExpandDepth: 0, validatorUrl: null
    });
  </script>
</body>
</html>
"""


# Relative, so that a prefix before the service stays.
_WAYS_TO_THE_PAGE = {"/": "docs", "/docs/": "../docs"}


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes that do not change while the service runs."""

    media_type: str
    body: bytes

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


class DocumentsMiddleware:
    """Answers /openapi.json, /openapi.yaml and /docs; hands everything else on. Who asks for nothing in
    particular (/) is shown the page."""

    def __init__(self, app: ASGIApp, contract: Contract, source: Path) -> None:
        self.app = app
        self._documents = {
            path: (document, document.etag)
            for path, document in {
                "/openapi.json": Document("application/json", orjson.dumps(contract.document)),
                "/openapi.yaml": Document("application/yaml", source.read_bytes()),
                "/docs": Document("text/html; charset=utf-8", _PAGE.encode()),
            }.items()
        }
        self._page_files = StaticFiles(directory=swagger_ui_bundle.swagger_ui_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and path in _WAYS_TO_THE_PAGE:
            _only_get(scope)
            await RedirectResponse(_WAYS_TO_THE_PAGE[path])(scope, receive, send)
        elif scope["type"] == "http" and path in self._documents:
            await self._answer(*self._documents[path], scope, send)
        elif scope["type"] == "http" and path.startswith("/docs/"):
            await self._page_file(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, document: Document, etag: str, scope: Scope, send: Send) -> None:
        _only_get(scope)
        known = [
            tag.strip().removeprefix("W/") for tag in Headers(scope=scope).get("if-none-match", "").split(",")
        ]
        unchanged = etag in known or known == ["*"]
        body = b"" if unchanged else document.body
        headers = [(b"etag", etag.encode()), (b"cache-control", b"no-cache")]
        if not unchanged:
            headers += [
                (b"content-type", document.media_type.encode()),
                (b"content-length", b"%d" % len(body)),
            ]
        status = 304 if unchanged else 200
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _page_file(self, scope: Scope, receive: Receive, send: Send) -> None:
        _only_get(scope)
        try:
            await self._page_files({**scope, "path": scope["path"].removeprefix("/docs")}, receive, send)
        except HTTPException:
            raise ResourceNotFound from None


def _only_get(scope: Scope) -> None:
    if scope["method"] not in ("GET", "HEAD"):
        raise MethodNotAllowed("GET, HEAD")
