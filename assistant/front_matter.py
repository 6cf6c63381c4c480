"""YAML that remembers its lines: each wrong value is a fault at path:line, and all are found at once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import yaml

T = TypeVar("T")

TEXT_TAGS = ("str",)
DAY_TAGS = ("str", "timestamp")


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
class Kind(Generic[T]):
    """How a value is read. `read` raises ValueError with what was expected; `blank` stands in for a refused
    value so that reading goes on (whatever reported a fault is never used)."""

    read: Callable[[yaml.Node], T]
    blank: T


def _scalar(node: yaml.Node, tags: tuple[str, ...], expected: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag.removeprefix("tag:yaml.org,2002:") not in tags:
        raise ValueError(expected)
    return str(node.value)


def _text(node: yaml.Node) -> str:
    value = _scalar(node, TEXT_TAGS, "must be text (in quotes, should YAML see something else in it)").strip()
    if not value or "\n" in value:
        raise ValueError("must be one line of text")
    return value


TEXT = Kind(_text, "")


def _written(node: yaml.Node) -> str:
    return _scalar(node, ("str", "int", "float"), "must be text or a number").strip()


# A number or text, as it is written: 18 stays 18, and 1.40 does not become 1.4.
WRITTEN = Kind(_written, "")


def matching(pattern: str, expected: str) -> Kind[str]:
    """Text that `pattern` matches as a whole."""

    def read(node: yaml.Node) -> str:
        value = _text(node)
        if not re.fullmatch(pattern, value):
            raise ValueError(f"must be {expected}, not {value!r}")
        return value

    return Kind(read, "")


def one_of(*choices: str) -> Kind[str]:
    return matching("|".join(map(re.escape, choices)), f"one of {', '.join(choices)}")


def whole(minimum: int, maximum: int) -> Kind[int]:
    """A whole number within the bounds, ends included."""
    expected = f"must be a whole number from {minimum} to {maximum}"

    def read(node: yaml.Node) -> int:
        value = _scalar(node, ("int",), expected)
        # YAML 1.1 also reads 010 as eight and 1_0 as ten; people do not.
        if not re.fullmatch(r"-?(0|[1-9]\d*)", value) or not minimum <= int(value) <= maximum:
            raise ValueError(expected)
        return int(value)

    return Kind(read, minimum)


def number(minimum: float, maximum: float, unit: str) -> Kind[float]:
    """A number within the bounds, ends included."""
    expected = f"must be a number from {minimum:g} to {maximum:g} {unit}"

    def read(node: yaml.Node) -> float:
        value = _scalar(node, ("int", "float"), expected)
        if not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", value) or not minimum <= float(value) <= maximum:
            raise ValueError(expected)
        return float(value)

    return Kind(read, minimum)


def _day(node: yaml.Node) -> date:
    expected = "must be a day of the calendar, as YYYY-MM-DD"
    value = _scalar(node, DAY_TAGS, expected)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError(expected)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(expected) from error


DAY = Kind(_day, date.min)


class Fields:
    """The keys of one YAML mapping; what nobody asked for is a fault of its own, see `finish`."""

    def __init__(self, node: yaml.MappingNode, report: Report, *, line: int, prefix: str = "") -> None:
        self._report = report
        self._line_before = line - node.start_mark.line
        self._prefix = prefix
        self.line = line
        self.lines: dict[str, int] = {}
        self._nodes: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name, at = str(key.value), self._line_of(key)
            if name in self._nodes:
                report(at, f"`{prefix}{name}` is given twice")
            self._nodes[name] = value
            self.lines[prefix + name] = at
        self._unread = set(self._nodes)

    def _line_of(self, node: yaml.Node) -> int:
        return self._line_before + int(node.start_mark.line)

    def _take(self, key: str, *, required: bool) -> yaml.Node | None:
        self._unread.discard(key)
        node = self._nodes.get(key)
        if node is None:
            if required:
                self._report(self.line, f"`{self._prefix}{key}` is missing")
        elif node.tag == "tag:yaml.org,2002:null":
            self._report(self._line_of(node), f"`{self._prefix}{key}` is empty")
            node = None
        return node

    def _read(self, node: yaml.Node, key: str, kind: Kind[T]) -> T:
        try:
            return kind.read(node)
        except ValueError as error:
            self._report(self._line_of(node), f"`{self._prefix}{key}` {error}")
            return kind.blank

    def required(self, key: str, kind: Kind[T]) -> T:
        node = self._take(key, required=True)
        return kind.blank if node is None else self._read(node, key, kind)

    def optional(self, key: str, kind: Kind[T]) -> T | None:
        node = self._take(key, required=False)
        return None if node is None else self._read(node, key, kind)

    def _items(self, key: str, *, required: bool) -> list[yaml.Node]:
        node = self._take(key, required=required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._report(self._line_of(node), f"`{self._prefix}{key}` must be a list")
            return []
        if required and not node.value:
            self._report(self._line_of(node), f"`{self._prefix}{key}` is an empty list")
        return list(node.value)

    def many(self, key: str, kind: Kind[T], *, required: bool = True) -> tuple[T, ...]:
        """A list of values, none twice."""
        values: list[T] = []
        for node in self._items(key, required=required):
            value = self._read(node, key, kind)
            if value in values:
                self._report(self._line_of(node), f"`{self._prefix}{key}` says {value!r} twice")
            values.append(value)
        return tuple(values)

    def mappings(self, key: str, *, required: bool = True) -> Iterator["Fields"]:
        """A list of mappings."""
        for position, node in enumerate(self._items(key, required=required)):
            nested = self._nested(node, f"{key}[{position}]")
            if nested is not None:
                yield nested

    def mapping(self, key: str, *, required: bool = True) -> "Fields | None":
        node = self._take(key, required=required)
        return None if node is None else self._nested(node, key)

    def holds_mapping(self, key: str) -> bool:
        return isinstance(self._nodes.get(key), yaml.MappingNode)

    def _nested(self, node: yaml.Node, name: str) -> "Fields | None":
        if not isinstance(node, yaml.MappingNode):
            self._report(self._line_of(node), f"`{self._prefix}{name}` must be a mapping of keys to values")
            return None
        return Fields(node, self._report, line=self._line_of(node), prefix=f"{self._prefix}{name}.")

    def finish(self) -> None:
        """Reports the keys that nobody read: most often a slip of the pen in an optional key."""
        for key in sorted(self._unread):
            self._report(self.lines[self._prefix + key], f"`{self._prefix}{key}` is no key known here")


def compose(text: str, report: Report, *, line: int = 1) -> yaml.Node | None:
    """The YAML in `text`, which begins at `line` of its file; None when it is no YAML, which is reported."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line if error.problem_mark else 0
        report(line + at, f"is not YAML: {error.problem}")
    except yaml.YAMLError:
        report(line, "is not YAML: holds a character that YAML does not allow")
    return None
