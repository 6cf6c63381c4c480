"""Where things stand: the lines of the contract's parts and of handlers, as `file:line` that editors open."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from app.contract import pointer

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Places:
    """Lines of one YAML file by JSON pointer (RFC 6901); `repeated` has keys that stand there twice."""

    def __init__(self, path: Path) -> None:
        """Raises yaml.YAMLError."""
        self._path = path
        root = yaml.compose(path.read_text("utf-8"), Loader=_Loader)
        found = list(_lines(root, "", 1)) if root else [("", 1)]
        self._lines = dict(found)
        counts = Counter(where for where, _ in found)
        self.repeated = [where for where, count in counts.items() if count > 1]

    def of(self, where: str) -> str:
        """The place of a pointer; of what is not there, the place where it should be."""
        return place(self._path, self.line(where))

    def line(self, where: str) -> int:
        while where not in self._lines:
            where = where.rpartition("/")[0]
        return self._lines[where]


def place(path: Path, line: int) -> str:
    """As it is reached from the folder in which the command was started."""
    return f"{os.path.relpath(path)}:{line}"


def of_function(function: Callable[..., Any]) -> str:
    return place(Path(function.__code__.co_filename), function.__code__.co_firstlineno)


def node_at(text: str, where: str) -> yaml.Node | None:
    """The node of a YAML text that a JSON pointer leads to, with its marks."""
    return dict(_nodes(yaml.compose(text, Loader=_Loader), "")).get(where)


def _nodes(node: yaml.Node | None, where: str) -> Iterator[tuple[str, yaml.Node]]:
    if node is None:
        return
    yield where, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, where + pointer(key.value))


def _lines(node: yaml.Node, where: str, line: int) -> Iterator[tuple[str, int]]:
    yield where, line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, where + pointer(key.value), key.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, where + pointer(index), value.start_mark.line + 1)
