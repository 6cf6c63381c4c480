"""Shows stored values as the contract's models; what is not known is absent, never null."""

import contextlib
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec

from generated import Model
from generated.models import DiverProfile

M = TypeVar("M", bound=Model)


def present(model: type[M], row: object, /, **given: Any) -> M:
    """The model, each field from `given` or the attribute of the same name; None means absent."""
    values = {
        name: value
        for name in model.__struct_fields__
        if (value := given[name] if name in given else getattr(row, name, None)) is not None
    }
    return model(**values)


def present_profile(stored: Mapping[str, Any]) -> DiverProfile:
    """What of a stored profile the contract has a name for; an inherited profile may hold anything."""
    return DiverProfile(**fitting(DiverProfile, stored))


def fitting(model: type[Model], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the stored values, as arguments of `model`, that are what it says."""
    fits: dict[str, Any] = {}
    for name, expected in _field_types(model).items():
        if stored.get(name) is not None:
            with contextlib.suppress(msgspec.ValidationError):
                fits[name] = msgspec.convert(stored[name], expected)
    return fits


@cache
def _field_types(model: type[Model]) -> dict[str, Any]:
    """Read once: msgspec evaluates the annotations again at each call, which takes most of a millisecond."""
    return {field.name: field.type for field in msgspec.structs.fields(model)}


def known(choices: Any, value: str | None, default: Any = None) -> Any:
    """`value` when it is one of the contract's choices; inherited rows may hold others."""
    return value if value in get_args(get_args(choices)[0]) else default


def stored_profile(profile: Model | msgspec.UnsetType | None) -> dict[str, Any]:
    """A profile or its changes as they are stored: snake_case keys, JSON values, nothing that was absent."""
    if not isinstance(profile, Model):
        return {}
    values = {name: getattr(profile, name) for name in profile.__struct_fields__}
    present_ones = {name: value for name, value in values.items() if value is not msgspec.UNSET}
    stored: dict[str, Any] = msgspec.to_builtins(present_ones)
    return stored
