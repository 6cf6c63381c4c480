"""A small contract of its own, so that each rule of the compiled operations is tested where it stands."""

import importlib
import uuid
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from app.contract import Contract


def operation(tag: str, operation_id: str, **more: Any) -> dict[str, Any]:
    return {
        "tags": [tag],
        "operationId": operation_id,
        "responses": {"204": {"description": "Done."}},
        **more,
    }


@pytest.fixture
def contract_of() -> Callable[..., Contract]:
    """Builds a contract of the given paths and schemas."""

    def build(paths: dict[str, Any] | None = None, **schemas: Any) -> Contract:
        return Contract(
            {
                "openapi": "3.0.3",
                "info": {"title": "t", "version": "1"},
                "paths": paths or {},
                "components": {"schemas": schemas},
            }
        )

    return build


@pytest.fixture
def package_of(tmp_path, monkeypatch) -> Callable[..., ModuleType]:
    """Builds a package of handler modules from their source."""

    def build(**sources: str) -> ModuleType:
        name = f"handlers_{uuid.uuid4().hex}"
        folder = tmp_path / name
        folder.mkdir()
        for module, source in {"__init__": "", **sources}.items():
            (folder / f"{module}.py").write_text(source)
        monkeypatch.syspath_prepend(str(tmp_path))
        return importlib.import_module(name)

    return build
