"""Finds the sections of a Markdown body and, in each, the smallest pieces that must not be cut.

It reads the Markdown that the library is written in (`##` and `###` headings, paragraphs, lists, tables)
rather than all of Markdown; `assistant.validation` refuses the rest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

PieceKind = Literal["paragraph", "bullet", "step", "table"]

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ITEM = re.compile(r" ?(?:[-*+]|(\d{1,3})[.)])[ \t]+\S")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TABLE_RULE = re.compile(r"^[ \t]*\|[ \t:|-]+\|[ \t]*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a table, or one item of a list with everything below it: `body[start:end]`."""

    kind: PieceKind
    start: int
    end: int
    line: int
    text: str

    @property
    def words(self) -> int:
        return count_words(self.text)


@dataclass(slots=True)
class Section:
    """What stands between one heading and the next; `headings` is empty above the first heading."""

    headings: tuple[str, ...]
    level: int
    line: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def heading(self) -> str:
        return " > ".join(self.headings)

    @property
    def words(self) -> int:
        return sum(piece.words for piece in self.pieces)


def count_words(markdown: str) -> int:
    return len(_WORD.findall(plain(markdown)))


def plain(markdown: str) -> str:
    """The words of a text without link targets, emphasis and the rules of tables."""
    return _TABLE_RULE.sub("", without_links(markdown)).replace("**", "").replace("`", "")


def without_links(markdown: str) -> str:
    """The text with the words of its links, and not their targets."""
    return _LINK.sub(r"\1", markdown)


def sections(body: str, *, first_line: int = 1) -> list[Section]:
    """The sections in their order, the one above the first heading included; nothing of the body is lost."""
    found = [Section(headings=(), level=1, line=first_line)]
    opened: _OpenPiece | None = None
    for at, start, line in _lines(body, first_line):
        heading = _HEADING.match(line)
        if opened is not None and (heading or not opened.takes(line)):
            found[-1].pieces.append(opened.close(body))
            opened = None
        if heading:
            found.append(_section(found[-1], level=len(heading[1]), text=heading[2], line=at))
        elif opened is not None:
            opened.take(line, end=start + len(line))
        elif line.strip():
            opened = _OpenPiece(_kind(line), start=start, end=start + len(line), line=at)
    if opened is not None:
        found[-1].pieces.append(opened.close(body))
    return found


def _lines(body: str, first_line: int) -> Iterator[tuple[int, int, str]]:
    """Number, offset and text of each line, without white space at its end."""
    start = 0
    for number, line in enumerate(body.split("\n"), first_line):
        yield number, start, line.rstrip()
        start += len(line) + 1


def _section(before: Section, *, level: int, text: str, line: int) -> Section:
    # The title is level 1, so `##` is the first heading of a path and `###` the second.
    parents = before.headings[: max(level - 2, 0)]
    return Section(headings=(*parents, text), level=level, line=line)


def _kind(line: str) -> PieceKind:
    item = _ITEM.match(line)
    if item:
        return "step" if item[1] else "bullet"
    return "table" if line.startswith("|") else "paragraph"


@dataclass(slots=True)
class _OpenPiece:
    kind: PieceKind
    start: int
    end: int
    line: int
    gap: bool = False

    def takes(self, line: str) -> bool:
        """Does the line go on with this piece?"""
        if self.kind in {"bullet", "step"}:
            if not line or line.startswith(("  ", "\t")):
                return True
            return not self.gap and _kind(line) == "paragraph"
        return bool(line) and _kind(line) == self.kind

    def take(self, line: str, *, end: int) -> None:
        self.gap = not line
        if line:
            self.end = end

    def close(self, body: str) -> Piece:
        return Piece(self.kind, self.start, self.end, self.line, body[self.start : self.end])
