"""Reads a destination's seasons from the table of months on its page, the one place where they are told."""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.pages import Page
from assistant.sections import Piece, plain, sections

MONTHS = tuple(month_name)[1:]
TO = r"(?:\s+to\s+|\s*[-–]\s*)"
SEASONS_PAGE = "destinations/{slug}/seasons.md"

_HEADER = re.compile(r"\|\s*Months?\s*\|")


@dataclass(frozen=True, slots=True)
class Season:
    """Months of the year, 1 to 12, with the same conditions."""

    months: list[int]
    conditions: str


def seasons_by_destination(pages: Iterable[Page]) -> dict[str, list[Season]]:
    """By the destination's slug, for every destination with a table of months on its page of seasons."""
    found = {
        page.destination: list(_seasons(page.body))
        for page in pages
        if page.destination is not None and page.path == SEASONS_PAGE.format(slug=page.destination)
    }
    return {slug: seasons for slug, seasons in found.items() if seasons}


def _seasons(body: str) -> Iterator[Season]:
    pieces = (piece for section in sections(body) for piece in section.pieces if is_table_of_months(piece))
    table = next(pieces, None)
    for row in rows_of(table) if table else ():
        yield Season([MONTHS.index(month) + 1 for month in months_of(row[0]) or ()], ", ".join(row[1:]))


def is_table_of_months(piece: Piece) -> bool:
    return piece.kind == "table" and _HEADER.match(piece.text) is not None


def rows_of(table: Piece) -> list[list[str]]:
    """The cells of each row below the header."""
    return [
        [plain(cell).strip() for cell in row.strip().strip("|").split("|")]
        for row in table.text.rstrip("\n").split("\n")[2:]
    ]


def months_of(cell: str) -> list[str] | None:
    """The months that a cell names, in its order; None when something in it is no month."""
    if cell.casefold() in {"all year", "all months", "the whole year"}:
        return list(MONTHS)
    found: list[str] = []
    for part in re.split(r"\s*(?:,| and )\s*", cell):
        first, _, last = re.sub(TO, "–", part).partition("–") if part not in MONTHS else (part, "", "")
        if first not in MONTHS or (last or first) not in MONTHS:
            return None
        start, end = MONTHS.index(first), MONTHS.index(last or first)
        # November to February runs over the new year.
        found += [MONTHS[number % 12] for number in range(start, end + 1 + 12 * (end < start))]
    return found
