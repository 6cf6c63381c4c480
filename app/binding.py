"""Binds the contract's operations to the functions that keep them, or says everything that is wrong."""

import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import handlers
from app.contract import Contract, Json, Promise, argument_name
from app.parameters import python_type
from generated import models

Handler = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that contract and handlers do not say alike; at least one of the two places is known."""

    message: str
    promise: Promise | None = None
    handler: Handler | None = None

    def __str__(self) -> str:
        return f"{self.promise}: {self.message}" if self.promise else self.message


class ContractBroken(Exception):
    """Contract and handlers disagree; `disagreements` has all of it, and so has the text, a line each."""

    def __init__(self, disagreements: Sequence[Disagreement]) -> None:
        lines = ["contract and handlers disagree:", *map(str, disagreements)]
        super().__init__("\n  ".join(lines))
        self.disagreements = disagreements


def bind(contract: Contract, package: ModuleType = handlers) -> dict[str, Handler]:
    """operationId -> handler. Raises ContractBroken with every promise unkept and every orphan."""
    promises = list(contract.promises())
    modules = {
        info.name: importlib.import_module(f"{package.__name__}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
        if not info.name.startswith("_")  # what handlers share is nobody's promise
    }
    found = {promise: _find(promise, modules) for promise in promises}
    disagreements = [
        *_duplicates(promises),
        *(
            disagreement
            for promise, handler in found.items()
            for disagreement in _disagreements(promise, handler, contract)
        ),
        *_orphans(promises, modules),
    ]
    if disagreements:
        raise ContractBroken(disagreements)
    return {promise.operation_id: handler for promise, handler in found.items() if handler}


def body_model(promise: Promise) -> Any:
    """The generated model of a request body; None when there is no body."""
    return _model(promise.body["content"]["application/json"]["schema"]) if promise.body else None


def _find(promise: Promise, modules: Mapping[str, ModuleType]) -> Handler | None:
    handler = vars(modules.get(promise.tag, ModuleType(""))).get(promise.function_name)
    return handler if inspect.isfunction(handler) else None


def _duplicates(promises: list[Promise]) -> Iterator[Disagreement]:
    seen: dict[str, Promise] = {}
    for promise in promises:
        if promise.operation_id in seen:
            yield Disagreement(f"the operationId is taken by {seen[promise.operation_id]}", promise)
        seen.setdefault(promise.operation_id, promise)


def _orphans(promises: list[Promise], modules: Mapping[str, ModuleType]) -> Iterator[Disagreement]:
    kept = {(promise.tag, promise.function_name) for promise in promises}
    for tag, module in modules.items():
        for name, member in vars(module).items():
            public = inspect.isfunction(member) and not name.startswith("_")
            if public and member.__module__ == module.__name__ and (tag, name) not in kept:
                yield Disagreement(f"{module.__name__}.{name}: no operation of the contract", handler=member)


def _disagreements(promise: Promise, handler: Handler | None, contract: Contract) -> Iterator[Disagreement]:
    if handler is None:
        yield Disagreement(f"no function {promise.module_name}.{promise.function_name}", promise)
        return
    schemes = contract.document["components"].get("securitySchemes", {})
    for name in promise.security:
        if name not in schemes:
            yield Disagreement(f"the security scheme {name} is not defined", promise, handler)
    is_stream = promise.success_content is not None and promise.success_content[0] == "text/event-stream"
    fits = inspect.isasyncgenfunction if is_stream else inspect.iscoroutinefunction
    kind = "an asynchronous generator" if is_stream else "async"
    wrong_kind = [] if fits(handler) else [f" is not {kind}"]
    for difference in (*wrong_kind, *_differences(_signature(promise, contract), handler)):
        message = f"{promise.module_name}.{promise.function_name}{difference}"
        yield Disagreement(message, promise, handler)


def _differences(expected: Mapping[str, Any], handler: Handler) -> Iterator[str]:
    arguments = list(inspect.signature(handler).parameters)
    if arguments[:1] != ["services"]:
        yield " does not take the services first"
    given = dict.fromkeys(arguments, inspect.Parameter.empty) | get_type_hints(handler, include_extras=True)
    given.pop("services", None)
    for name in expected.keys() - given.keys():
        yield f" lacks {'a return type' if name == 'return' else f'the argument {name}'}"
    for name in given.keys() - expected.keys():
        yield f" asks for {name}, of which the contract does not speak"
    for name in expected.keys() & given.keys():
        if expected[name] is not Any and _plain(expected[name]) != _plain(given[name]):
            yield f": {name} is {_name(given[name])}, in the contract {_name(expected[name])}"


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
    return python_type(schema)


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
    if annotation is inspect.Parameter.empty:
        return "without a type"
    return getattr(annotation, "__name__", None) or str(annotation)
