"""Binds the contract's operations to the functions that keep them, or says everything that is wrong."""

import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Iterator, Mapping
from types import ModuleType
from typing import Annotated, Any, get_args, get_origin, get_type_hints
from uuid import UUID

import handlers
from app.contract import Contract, Json, Promise
from app.parameters import argument_name
from generated import models

Handler = Callable[..., Awaitable[Any]]
_SCALARS: Mapping[str, Any] = {"string": str, "integer": int, "number": float, "boolean": bool}


class ContractBroken(Exception):
    """Contract and handlers disagree; one line for each disagreement."""


def bind(contract: Contract, package: ModuleType = handlers) -> dict[str, Handler]:
    """operationId -> handler. Raises ContractBroken with every promise unkept and every orphan."""
    promises = list(contract.promises())
    modules = {
        info.name: importlib.import_module(f"{package.__name__}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
        if not info.name.startswith("_")  # what handlers share is nobody's promise
    }
    found = {promise: _find(promise, modules) for promise in promises}
    complaints = [
        *_duplicates(promises),
        *(
            complaint
            for promise, handler in found.items()
            for complaint in _disagreements(promise, handler, contract)
        ),
        *_orphans(promises, modules),
    ]
    if complaints:
        raise ContractBroken("contract and handlers disagree:\n  " + "\n  ".join(complaints))
    return {promise.operation_id: handler for promise, handler in found.items() if handler}


def body_model(promise: Promise) -> Any:
    """The generated model of a request body; None when there is no body."""
    return _model(promise.body["content"]["application/json"]["schema"]) if promise.body else None


def _find(promise: Promise, modules: Mapping[str, ModuleType]) -> Handler | None:
    handler = vars(modules.get(promise.tag, ModuleType(""))).get(promise.function_name)
    return handler if inspect.isfunction(handler) else None


def _duplicates(promises: list[Promise]) -> Iterator[str]:
    seen: dict[str, Promise] = {}
    for promise in promises:
        if promise.operation_id in seen:
            yield f"{promise}: the operationId is taken by {seen[promise.operation_id]}"
        seen.setdefault(promise.operation_id, promise)


def _orphans(promises: list[Promise], modules: Mapping[str, ModuleType]) -> Iterator[str]:
    kept = {(promise.tag, promise.function_name) for promise in promises}
    for tag, module in modules.items():
        for name, member in vars(module).items():
            public = inspect.isfunction(member) and not name.startswith("_")
            if public and member.__module__ == module.__name__ and (tag, name) not in kept:
                yield f"{module.__name__}.{name}: no operation of the contract"


def _disagreements(promise: Promise, handler: Handler | None, contract: Contract) -> Iterator[str]:
    if handler is None:
        yield f"{promise}: no function {promise.module_name}.{promise.function_name}"
        return
    expected, given = _signature(promise, contract), get_type_hints(handler, include_extras=True)
    given.pop("services", None)
    where = f"{promise}: {promise.module_name}.{promise.function_name}"
    for name in expected.keys() - given.keys():
        yield f"{where} lacks {'a return type' if name == 'return' else f'the argument {name}'}"
    for name in given.keys() - expected.keys():
        yield f"{where} asks for {name}, of which the contract does not speak"
    for name in expected.keys() & given.keys():
        if expected[name] is not Any and _plain(expected[name]) != _plain(given[name]):
            yield f"{where}: {name} is {_name(given[name])}, in the contract {_name(expected[name])}"


def _signature(promise: Promise, contract: Contract) -> dict[str, Any]:
    signature: dict[str, Any] = {}
    for parameter in promise.parameters:
        annotation = _annotation(parameter["schema"], contract)
        certain = (
            parameter.get("required")
            or "default" in parameter["schema"]
            or "default" in (contract.resolve(parameter["schema"]))
        )
        signature[argument_name(parameter["name"])] = annotation if certain else annotation | None
    if promise.body:
        model = body_model(promise)
        signature["body"] = model if promise.body.get("required") else model | None
    if (content := promise.success_content) is None:
        signature["return"] = type(None)
    elif content[0] == "application/json":
        signature["return"] = _model(content[1])
    else:
        signature["return"] = Any
    return signature


def _annotation(schema: Json, contract: Contract) -> Any:
    if "$ref" in schema and contract.resolve(schema)["type"] != "array":
        return _model(schema)
    if schema["type"] == "array":
        return list[_annotation(schema["items"], contract)]  # type: ignore[misc]  # built at run time
    return UUID if schema.get("format") == "uuid" else _SCALARS[schema["type"]]


def _model(schema: Json) -> Any:
    return getattr(models, schema["$ref"].rpartition("/")[2])


def _plain(annotation: Any) -> Any:
    """The annotation without what the generator writes into Annotated[...]."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if arguments := get_args(annotation):
        return get_origin(annotation), frozenset(map(_plain, arguments))
    return annotation


def _name(annotation: Any) -> str:
    return getattr(annotation, "__name__", None) or str(annotation)
