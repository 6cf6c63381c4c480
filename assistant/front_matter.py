"""YAML that remembers its lines, judged by the schema: every wrong value is a fault at path:line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from assistant.schema import Complaint, Validator, complaints

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
# YAML 1.1 also reads 010 as eight, 1_0 as ten and 1:30 as ninety; people do not.
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
# Stands for what YAML reads differently from people: no key takes it, so the schema says what it does take.
_NO_VALUE = False


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something in the library that must not be published."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


Report = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One YAML mapping as JSON; `lines` tells where each part is, by names such as `sources[1].kind`."""

    value: dict[str, Any]
    lines: Mapping[str, int]
    text: Mapping[str, str]


def compose(text: str, report: Report, *, line: int = 1) -> yaml.Node | None:
    """The YAML in `text`, which begins at `line` of its file; None when it is no YAML, which is reported."""
    try:
        return yaml.compose(text, Loader=_Loader) or yaml.ScalarNode(_TAG + "null", "")
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line if error.problem_mark else 0
        report(line + at, f"is not YAML: {error.problem}")
    except yaml.YAMLError:
        report(line, "is not YAML: holds a character that YAML does not allow")
    return None


def read_entry(
    node: yaml.Node, validator: Validator, report: Report, *, line: int, name: str = ""
) -> Entry | None:
    """What `node` says, in a file where its YAML begins at `line`; None, and all that is wrong reported."""
    reader = _Reader(report, line)
    value = reader.json(node, name)
    is_sound = not reader.refused
    for complaint in complaints(validator, value):
        report(_line_of(complaint, name, reader.lines), str(complaint.within(name)))
        is_sound = False
    return Entry(value, reader.lines, reader.text) if is_sound else None


def _line_of(complaint: Complaint, name: str, lines: Mapping[str, int]) -> int:
    """The line of the place, or of what should hold it."""
    place = complaint.within(name).place
    while place not in lines:
        place = re.sub(r"(\[\d+\]|\.?[^.\[\]]+)$", "", place)
    return lines[place]


@dataclass(slots=True)
class _Reader:
    """Turns nodes into what JSON can say, and remembers lines and what was written."""

    report: Report
    first_line: int
    lines: dict[str, int] = field(default_factory=dict)
    text: dict[str, str] = field(default_factory=dict)
    refused: bool = False
    _seen: set[int] = field(default_factory=set)

    def json(self, node: yaml.Node, name: str) -> Any:
        self.lines.setdefault(name, self._line(node))
        if isinstance(node, yaml.ScalarNode):
            self.text[name] = node.value
            return _scalar(node)
        if id(node) in self._seen:
            # Also because an alias may lead to itself.
            self._refuse(node, "is an alias (&, *): write out what it stands for")
            return _NO_VALUE
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.json(item, f"{name}[{position}]") for position, item in enumerate(node.value)]
        return self._mapping(node, name)

    def _mapping(self, node: yaml.Node, name: str) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key, item in node.value:
            inner = f"{name}.{key.value}" if name else str(key.value)
            if key.value in value:
                self._refuse(key, f"`{inner}` is given twice")
            self.lines[inner] = self._line(key)
            value[str(key.value)] = self.json(item, inner)
        return value

    def _refuse(self, node: yaml.Node, message: str) -> None:
        self.refused = True
        self.report(self._line(node), message)

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)


def _scalar(node: yaml.ScalarNode) -> Any:
    kind = node.tag.removeprefix(_TAG)
    if kind in {"str", "timestamp"}:
        return str(node.value).strip()
    if kind == "null":
        return None
    if kind in {"int", "float"} and _NUMBER.fullmatch(node.value):
        number = float(node.value)
        return int(number) if number.is_integer() else number
    return _NO_VALUE
