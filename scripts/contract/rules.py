"""What this project asks of its contract beyond OpenAPI: each rule has a reason that cost somebody a day.

A rule takes the contract and yields findings. Only what no general linter knows is here; `lint` runs redocly.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.contract import METHODS, Contract, Json, Promise, pointer

_OPERATION_ID = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)+")
_TAG = re.compile(r"[a-z][a-z0-9_]*")
_LOOK_AROUND = re.compile(r"\(\?[=!<]")
# What stands in the place of `maxLength`: these say themselves how long a text may be.
_BOUNDING = ("maxLength", "enum", "pattern", "format")
_FAR = ("email", "uri")  # formats that leave the length open
# How a list is written in a query, and a value elsewhere.
_STYLES = ("form", "simple")
_COMBINATIONS = ("allOf", "anyOf", "oneOf")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and where: a JSON pointer into the contract."""

    pointer: str
    message: str


Rule = Callable[[Contract], Iterator[Finding]]


def findings(contract: Contract) -> list[Finding]:
    """Everything that breaks a rule."""
    return unreadable(contract) or [finding for rule in RULES for finding in rule(contract)]


def unreadable(contract: Contract) -> list[Finding]:
    """What must be mended before anything else can be judged."""
    return [finding for rule in FIRST_RULES for finding in rule(contract)]


def broken_references(contract: Contract) -> Iterator[Finding]:
    for where, node in contract.nodes.items():
        reference = node.get("$ref")
        if isinstance(reference, str) and not _leads_somewhere(contract, reference):
            yield Finding(where, f"{reference} leads nowhere")


def version_3_0(contract: Contract) -> Iterator[Finding]:
    """connexion 3.3 takes nothing else, and generators agree on it."""
    if not str(contract.document.get("openapi", "")).startswith("3.0."):
        yield Finding("/openapi", "must be 3.0.x")


def no_templates(contract: Contract) -> Iterator[Finding]:
    """connexion reads a specification file through Jinja, and others do the same."""
    for where, text in _texts(contract.document, ""):
        if "{{" in text or "{%" in text:
            yield Finding(where, "holds {{ or {%, which template engines take for theirs")


def named_operations(contract: Contract) -> Iterator[Finding]:
    for where, operation in _operations(contract):
        if not _OPERATION_ID.fullmatch(operation.get("operationId", "")):
            yield Finding(where, "needs an operationId in camelCase, a verb and a noun")
        tags = operation.get("tags", ())
        if len(tags) != 1 or not _TAG.fullmatch(tags[0]):
            yield Finding(where, "needs one tag, the name of its module in handlers/")


def one_success(contract: Contract) -> Iterator[Finding]:
    for where, operation in _operations(contract):
        statuses = list(operation.get("responses", {}))
        if sum(status.startswith("2") for status in statuses) != 1:
            yield Finding(f"{where}/responses", "needs one 2xx response: the handler returns one thing")
        if "default" in statuses:
            yield Finding(f"{where}/responses/default", "promises nothing: list the statuses")


def promised_failures(contract: Contract) -> Iterator[Finding]:
    """Every status that the service answers by itself is documented where it can occur."""
    for promise in contract.promises():
        documented = _operation(contract, promise)["responses"]
        for status, reason in _failures(contract, promise):
            if str(status) not in documented:
                yield Finding(f"{promise.pointer}/responses", f"{promise}: {status} is missing: {reason}")


def guarded(contract: Contract) -> Iterator[Finding]:
    """Who may call is said for each operation: a default that is forgotten opens what it should guard."""
    schemes = contract.document["components"].get("securitySchemes", {})
    for where, operation in _operations(contract):
        if "security" not in operation:
            yield Finding(where, "needs security: a scheme, or [] where anybody may call")
        names = [name for requirement in operation.get("security", ()) for name in requirement]
        for name in names:
            if name not in schemes:
                yield Finding(f"{where}/security", f"the security scheme {name} is not defined")
        if not names and "401" in operation.get("responses", {}):
            yield Finding(f"{where}/security", "promises 401, but anybody may call")


def servable(contract: Contract) -> Iterator[Finding]:
    """What OpenAPI allows and this service does not read or answer."""
    for promise in contract.promises():
        for index, parameter in enumerate(promise.parameters):
            where = f"{promise.pointer}/parameters/{index}"
            if parameter["in"] == "cookie":
                yield Finding(where, "cookies are not read: take a header")
            elif "schema" not in parameter:
                yield Finding(where, "needs a schema: content is not read")
            elif parameter.get("style", "form") not in _STYLES or not parameter.get("explode", True):
                yield Finding(where, "style and explode are not read: a list is repeated, as in ?tag=a&tag=b")
            elif contract.resolve(parameter["schema"]).get("type") == "object":
                yield Finding(where, "an object is not read from a parameter: take a body")
        body = f"{promise.pointer}/requestBody"
        yield from _one_named_json(body, (promise.body or {}).get("content"))
        answer = f"{promise.pointer}/responses/{promise.success_status}"
        if promise.success_content is None or promise.success_content[0] != "text/event-stream":
            yield from _one_named_json(answer, promise.success.get("content"))


def _one_named_json(where: str, content: Json | None) -> Iterator[Finding]:
    if content is not None and list(content) != ["application/json"]:
        yield Finding(where, "must be application/json, and nothing else")
    elif content and "$ref" not in content["application/json"].get("schema", {}):
        yield Finding(where, "needs a component as its schema, which gives it a name in every language")


def problems_alike(contract: Contract) -> Iterator[Finding]:
    """One shape for every error, so that a client writes one function for it."""
    for where, operation in _operations(contract):
        for status, response in operation.get("responses", {}).items():
            if status.startswith(("4", "5")):
                found = list(contract.resolve(response).get("content", {}))
                if found != ["application/problem+json"]:
                    yield Finding(f"{where}/responses/{status}", "must be application/problem+json")


def described(contract: Contract) -> Iterator[Finding]:
    for where, operation in _operations(contract):
        for key in ("summary", "description"):
            if not operation.get(key):
                yield Finding(where, f"needs a {key}")
        for index, parameter in enumerate(operation.get("parameters", ())):
            if not contract.resolve(parameter).get("description"):
                yield Finding(f"{where}/parameters/{index}", "needs a description")
    for name, schema in contract.components.items():
        if not schema.get("description"):
            yield Finding(pointer("components", "schemas", name), "needs a description")
        for key, value in schema.get("properties", {}).items():
            if not contract.resolve(value).get("description"):
                yield Finding(
                    pointer("components", "schemas", name, "properties", key), "needs a description"
                )


def exemplified(contract: Contract) -> Iterator[Finding]:
    """Front ends read examples first, mock servers answer them, and a test compares them with the service."""
    for promise in contract.promises():
        contents = {"responses/" + str(promise.success_status): promise.success.get("content", {})}
        if promise.body:
            contents["requestBody"] = promise.body["content"]
        for part, content in contents.items():
            for media_type, media in content.items():
                if media_type == "application/json" and not media.keys() & {"example", "examples"}:
                    yield Finding(f"{promise.pointer}/{part}", f"{promise}: needs an example")


def bounded(contract: Contract) -> Iterator[Finding]:
    """What a client may send has an end, and what it gets in one answer has one, too."""
    sent = _sent(contract)
    for where, schema in _schemas(contract):
        if schema.get("type") == "array" and "maxItems" not in schema:
            yield Finding(where, "is an array without maxItems")
        if _is_within(where, sent) and _is_endless(schema):
            yield Finding(where, f"is a {schema['type']} that a client may send, without a bound")


def closed(contract: Contract) -> Iterator[Finding]:
    """A misspelt property of a request must not be dropped silently."""
    sent = _sent(contract)
    for where, schema in _schemas(contract):
        is_open = schema.get("additionalProperties") is not False and "maxProperties" not in schema
        if schema.get("type") == "object" and is_open and _is_within(where, sent):
            yield Finding(where, "is an object that a client may send: needs additionalProperties: false")


def named_enumerations(contract: Contract) -> Iterator[Finding]:
    """Generators number inline enumerations (Status5), and renumber them when the contract grows."""
    for where, schema in _schemas(contract):
        is_component = where.count("/") == len(("components", "schemas", "Name"))
        if len(schema.get("enum", ())) > 1 and not is_component:
            yield Finding(where, "is an inline enumeration: make it a component")


def portable_patterns(contract: Contract) -> Iterator[Finding]:
    """One pattern is read by ECMAScript, Python and Rust."""
    for where, schema in _schemas(contract):
        pattern = schema.get("pattern", "")
        if _LOOK_AROUND.search(pattern):
            yield Finding(f"{where}/pattern", "looks around, which linear-time engines cannot")
        if re.search(r"\\[sSdDwW]", pattern):
            yield Finding(f"{where}/pattern", "uses \\s, \\d or \\w, which engines understand differently")


def clear_nulls(contract: Contract) -> Iterator[Finding]:
    for where, schema in _schemas(contract):
        if schema.get("nullable") and not schema.get("type"):
            yield Finding(where, "nullable has an effect only beside type")
        if "$ref" in schema and len(schema) > 1:
            yield Finding(where, "what stands beside $ref is ignored")


def mapped_unions(contract: Contract) -> Iterator[Finding]:
    """Without an explicit mapping, generators guess the values, each in its own way."""
    for where, schema in _schemas(contract):
        if "oneOf" not in schema:
            continue
        mapping = schema.get("discriminator", {}).get("mapping", {})
        choices = [choice.get("$ref") for choice in schema["oneOf"]]
        if sorted(mapping.values()) != sorted(filter(None, choices)) or not all(choices):
            yield Finding(where, "needs a discriminator that maps a value to each of its choices")
            continue
        tag = schema["discriminator"]["propertyName"]
        for value, reference in mapping.items():
            choice = contract.resolve({"$ref": reference})
            told = contract.resolve(choice.get("properties", {}).get(tag, {})).get("enum")
            if told != [value] or tag not in choice.get("required", ()):
                yield Finding(where, f"{reference} must require {tag}, with the one value {value}")


def paths_and_parameters(contract: Contract) -> Iterator[Finding]:
    for promise in contract.promises():
        named = set(re.findall(r"\{(\w+)\}", promise.path))
        declared = {p["name"] for p in promise.parameters if p["in"] == "path"}
        for name in sorted(named ^ declared):
            where = "parameters" if name in named else "path"
            yield Finding(promise.pointer, f"{promise}: {{{name}}} is missing in its {where}")
        for parameter in promise.parameters:
            if parameter["in"] == "path" and not parameter.get("required"):
                yield Finding(promise.pointer, f"{promise}: {{{parameter['name']}}} must be required")


def linked(contract: Contract) -> Iterator[Finding]:
    """Links name operations and parameters that exist: testers and clients follow them."""
    promises = {promise.operation_id: promise for promise in contract.promises()}
    for where, node in contract.nodes.items():
        for name, link in node.get("links", {}).items() if "responses" in where else ():
            target = promises.get(contract.resolve(link).get("operationId", ""))
            here = where + pointer("links", name)
            if target is None:
                yield Finding(here, "links to no operation")
                continue
            known = {parameter["name"] for parameter in target.parameters}
            for parameter in sorted(contract.resolve(link).get("parameters", {}).keys() - known):
                yield Finding(here, f"{target.operation_id} has no parameter {parameter}")


def used_components(contract: Contract) -> Iterator[Finding]:
    """What nothing refers to would still become a model and a type in every client."""
    used = {str(node["$ref"]) for node in contract.nodes.values() if "$ref" in node}
    used |= {
        reference
        for node in contract.nodes.values()
        if isinstance(node.get("discriminator"), dict)
        for reference in node["discriminator"].get("mapping", {}).values()
    }
    for kind, components in contract.document["components"].items():
        if kind == "securitySchemes":
            continue
        for name in components:
            where = pointer("components", kind, name)
            if f"#{where}" not in used:
                yield Finding(where, "is used nowhere")


def nothing_private(contract: Contract) -> Iterator[Finding]:
    """The document is published as it is: function names of ours are nobody's business."""
    for where, node in contract.nodes.items():
        for key in node:
            if isinstance(key, str) and key.startswith("x-") and key.lower().endswith("func"):
                yield Finding(where + pointer(key), "tells the world a function's name")


FIRST_RULES: tuple[Rule, ...] = (broken_references, version_3_0, named_operations, one_success)
RULES: tuple[Rule, ...] = (
    no_templates,
    promised_failures,
    guarded,
    servable,
    problems_alike,
    described,
    exemplified,
    bounded,
    closed,
    named_enumerations,
    portable_patterns,
    clear_nulls,
    mapped_unions,
    paths_and_parameters,
    linked,
    used_components,
    nothing_private,
)


def _failures(contract: Contract, promise: Promise) -> Iterator[tuple[int, str]]:
    """The statuses that the service answers before any handler, and why."""
    yield 400, "unknown query names and unreadable requests are refused everywhere"
    if any(parameter["in"] == "path" for parameter in promise.parameters):
        yield 404, "what the path names may not exist"
    if promise.body:
        yield 413, "a body may be too large"
        yield 415, "a body may be of another media type"
    if promise.body or any(parameter["in"] in ("query", "header") for parameter in promise.parameters):
        yield 422, "what is readable may still be invalid"
    if _operation(contract, promise).get("security", contract.document.get("security")):
        yield 401, "the operator's key may be missing"


def _is_endless(schema: Json) -> bool:
    if schema.get("type") == "string":
        bounding = schema.keys() & set(_BOUNDING)
        return not bounding or (bounding == {"format"} and schema["format"] in _FAR)
    return schema.get("type") in ("integer", "number") and not {"minimum", "maximum"} <= schema.keys()


def _operations(contract: Contract) -> Iterator[tuple[str, Json]]:
    for path, item in contract.document["paths"].items():
        for method in METHODS:
            if method in item:
                yield pointer("paths", path, method), item[method]


def _operation(contract: Contract, promise: Promise) -> Json:
    operation: Json = contract.document["paths"][promise.path][promise.method]
    return operation


def _sent(contract: Contract) -> set[str]:
    """Pointers of what a client may send: parameters, bodies, and the components these refer to."""
    waiting = ["/components/parameters", "/components/requestBodies"]
    for where, operation in _operations(contract):
        waiting += [f"{where}/{part}" for part in ("parameters", "requestBody") if part in operation]
    waiting += [pointer("paths", path, "parameters") for path in contract.document["paths"]]
    references = [
        (source, str(node["$ref"]).removeprefix("#"))
        for source, node in contract.nodes.items()
        if "$ref" in node
    ]
    sent: set[str] = set()
    while waiting:
        where = waiting.pop()
        if where not in sent:
            sent.add(where)
            waiting += [target for source, target in references if f"{source}/".startswith(f"{where}/")]
    return sent


def _is_within(where: str, places: set[str]) -> bool:
    """Is it one of these pointers, or below one?"""
    while where and where not in places:
        where = where.rpartition("/")[0]
    return bool(where)


def _schemas(contract: Contract) -> Iterator[tuple[str, Json]]:
    """Every schema with its pointer, nested ones included."""
    for where, node in contract.nodes.items():
        if "schema" in node and isinstance(node["schema"], dict):
            yield from _with_parts(node["schema"], f"{where}/schema")
    for name, schema in contract.components.items():
        yield from _with_parts(schema, pointer("components", "schemas", name))


def _with_parts(schema: Json, where: str) -> Iterator[tuple[str, Json]]:
    yield where, schema
    for name, value in schema.get("properties", {}).items():
        yield from _with_parts(value, where + pointer("properties", name))
    for key in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield from _with_parts(schema[key], where + pointer(key))
    for key in _COMBINATIONS:
        for index, choice in enumerate(schema.get(key, ())):
            yield from _with_parts(choice, where + pointer(key, index))


def _texts(node: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield where, node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _texts(value, where + pointer(key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _texts(value, where + pointer(index))


def _leads_somewhere(contract: Contract, reference: str) -> bool:
    try:
        contract.resolve({"$ref": reference})
    except (KeyError, TypeError, AttributeError):
        return False
    return reference.startswith("#/")
