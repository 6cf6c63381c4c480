"""The rules for one page: each reads a page and yields what is wrong with it.

They are many because a wrong depth, a step out of order or a number without a source in this library
is something that a diver may act on.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from assistant.chunking import chunks
from assistant.front_matter import Fault
from assistant.pages import Page
from assistant.sections import Piece, Section, count_words, plain, sections

PAGE_WORDS_MIN, PAGE_WORDS_MAX = 200, 900
SECTION_WORDS_MIN, SECTION_WORDS_MAX = 12, 300
# A piece is quoted whole, so it must fit in a passage.
PIECE_WORDS_MAX = 110
# What search finds and divers are shown: the passage with its title and headings.
PASSAGE_WORDS_MIN = 20
HEADING_LEVEL_MAX = 3
# What operators do and what everybody knows is no ground for advice that a diver's life hangs on.
SERIOUS_SOURCES = ("agency standard", "DAN guideline", "medical guideline", "national authority")

_HTML = re.compile(r"<(?:[A-Za-z/!][^>]*)>")
ADDRESS = re.compile(r"https?://|www\.|mailto:", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_LINK_ELSEWHERE = re.compile(r"\s*\[[^\]]+\]:\s")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]")
_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s)|\Z)", re.DOTALL)
_ROW = re.compile(r"\S.*")

PageRule = Callable[[Page], Iterator[Fault]]


def fault(page: Page, line: int, message: str) -> Fault:
    return Fault(page.path, line, message)


def numbered_lines(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of the body with their numbers in the file."""
    return enumerate(page.body.split("\n"), page.body_line)


def one_line(text: str) -> str:
    return " ".join(text.split())


# The rules ask for the same page one after the other.
@lru_cache(maxsize=1)
def page_sections(page: Page) -> tuple[Section, ...]:
    """The sections of a page, their lines those of its file; nobody changes them."""
    return tuple(sections(page.body, first_line=page.body_line))


@lru_cache(maxsize=1)
def statements(page: Page) -> tuple[tuple[int, str], ...]:
    """The sentences and the rows of tables that a page tells divers, each with its line."""
    found = [(page.line_of("summary"), page.summary)]
    for section in page_sections(page):
        for piece in section.pieces:
            for match in (_ROW if piece.kind == "table" else _SENTENCE).finditer(piece.text):
                line = piece.line + piece.text.count("\n", 0, match.start())
                found.append((line, one_line(plain(match[0]))))
    return tuple(found)


def _place_and_kind(page: Page) -> Iterator[Fault]:
    """The folder tells the kind of a page."""
    area, *folders, name = page.path.split("/")
    line = page.line_of("doc_type")
    if area != "destinations":
        if page.doc_type in {"destination", "dive_site"}:
            yield fault(page, line, f"`doc_type` {page.doc_type} belongs below destinations/")
        if page.destination is not None:
            yield fault(page, page.line_of("destination"), "`destination` is for pages below destinations/")
        return
    is_site = folders[1:] == ["sites"]
    if not is_site and len(folders) != 1:
        yield fault(page, 1, "must be destinations/<slug>/<page>.md or destinations/<slug>/sites/<page>.md")
        return
    expected = "dive_site" if is_site else "destination"
    if page.doc_type != expected:
        yield fault(page, line, f"`doc_type` must be {expected} here, not {page.doc_type}")
    if page.destination != folders[0]:
        yield fault(page, page.line_of("destination"), f"`destination` must be {folders[0]}, as its folder")
    if (page.place is not None) != (name == "overview.md" and not is_site):
        message = "`destination` must be a mapping in overview.md, and a slug on every other page"
        yield fault(page, page.line_of("destination"), message)


def _plain_markdown(page: Page) -> Iterator[Fault]:
    for line, text in numbered_lines(page):
        html = _HTML.search(text)
        if html:
            yield fault(page, line, f"HTML is not allowed: {html[0]}")
        if ADDRESS.search(text):
            yield fault(page, line, "addresses of the web are not allowed, name the source in `sources`")
        if _FENCE.match(text):
            yield fault(page, line, "code blocks are not allowed")
        if _UNDERLINE.match(text):
            yield fault(page, line, "rules and underlined headings are not allowed")
        if _LINK_ELSEWHERE.match(text) or "][" in text:
            yield fault(page, line, "a link has its target beside its text, as in [text](page.md)")
        if _CONTROL.search(text):
            yield fault(page, line, "holds a character that cannot be seen")


def _opening(page: Page) -> Iterator[Fault]:
    opening = page_sections(page)[0]
    if [piece.kind for piece in opening.pieces] != ["paragraph"]:
        yield fault(page, opening.line, "must open with one short paragraph above the first heading")


def _headings(page: Page) -> Iterator[Fault]:
    level, seen = 1, set[tuple[str, ...]]()
    found = page_sections(page)[1:]
    if not found:
        yield fault(page, page.body_line, "has no ## heading")
    for section in found:
        if section.level == 1:
            yield fault(page, section.line, "the title is in the front matter: begin with ##")
        elif section.level > HEADING_LEVEL_MAX:
            yield fault(page, section.line, "headings go no deeper than ###")
        elif section.level > level + 1:
            yield fault(page, section.line, "a ### heading needs a ## heading above it")
        if section.headings in seen:
            yield fault(page, section.line, f"the heading {section.heading!r} is there twice")
        seen.add(section.headings)
        level = section.level


def _section_sizes(page: Page) -> Iterator[Fault]:
    found = page_sections(page)
    for section, following in zip(found, [*found[1:], None], strict=True):
        is_parent = following is not None and following.level > section.level > 1
        if not section.pieces and is_parent:
            continue
        sizes = [piece.words for piece in section.pieces]
        words = sum(sizes)
        if words < SECTION_WORDS_MIN:
            message = f"a section of {words} words says too little alone (at least {SECTION_WORDS_MIN})"
            yield fault(page, section.line, message)
        if words > SECTION_WORDS_MAX:
            message = f"a section of {words} words is too long (at most {SECTION_WORDS_MAX})"
            yield fault(page, section.line, message)
        for piece, size in zip(section.pieces, sizes, strict=True):
            if size > PIECE_WORDS_MAX:
                message = f"a {piece.kind} of {size} words cannot be quoted whole (at most {PIECE_WORDS_MAX})"
                yield fault(page, piece.line, message)


def _passages(page: Page) -> Iterator[Fault]:
    start = 0
    for chunk in chunks(page):
        start = page.body.index(chunk.text, start)
        words = count_words(chunk.embedded_text)
        if words < PASSAGE_WORDS_MIN:
            line = page.body_line + page.body.count("\n", 0, start)
            message = (
                f"a passage of {words} words, headings included, cannot stand alone: say more, or join it"
            )
            yield fault(page, line, f"{message} to another (at least {PASSAGE_WORDS_MIN})")


def _safety_sources(page: Page) -> Iterator[Fault]:
    if page.doc_type == "safety" and not any(source.kind in SERIOUS_SOURCES for source in page.sources):
        message = f"`sources` of a safety page need one of the kind {', '.join(SERIOUS_SOURCES[:-1])}"
        yield fault(page, page.line_of("sources"), f"{message} or {SERIOUS_SOURCES[-1]}")


def _lists_and_tables(page: Page) -> Iterator[Fault]:
    for section in page_sections(page):
        expected = 1
        for piece in section.pieces:
            if piece.kind == "table" and not _is_table(piece):
                yield fault(
                    page, piece.line, "a table needs a header, a rule below it, and rows of as many cells"
                )
            if piece.kind != "step":
                expected = 1
                continue
            number = int(re.match(r"\s*(\d+)", piece.text)[1])  # type: ignore[index]  # a step begins so
            if number != expected:
                yield fault(page, piece.line, f"step {number} stands where step {expected} belongs")
            expected = number + 1


def _is_table(piece: Piece) -> bool:
    rows = [row.strip().strip("|").split("|") for row in piece.text.split("\n")]
    _header, rule, *entries = rows if len(rows) > 1 else [[], []]
    has_rule = all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in rule)
    return has_rule and bool(entries) and len({len(row) for row in rows}) == 1


def _rounded_coordinates(page: Page) -> Iterator[Fault]:
    """Divers are told that a place is right to a hundredth of a degree: more decimals would promise more."""
    for name, described in (("destination", page.place), ("site", page.site)):
        place = described and described.coordinates
        if place and (round(place.latitude, 2), round(place.longitude, 2)) != (
            place.latitude,
            place.longitude,
        ):
            line = page.line_of(f"{name}.coordinates")
            yield fault(page, line, f"`{name}.coordinates` have at most two decimals, about a kilometre")


def _page_size(page: Page) -> Iterator[Fault]:
    words = count_words(page.body)
    if words < PAGE_WORDS_MIN:
        yield fault(page, page.body_line, f"{words} words are too few for a page (at least {PAGE_WORDS_MIN})")
    if words > PAGE_WORDS_MAX:
        yield fault(page, page.body_line, f"{words} words are too many for a page (at most {PAGE_WORDS_MAX})")


PAGE_RULES: tuple[PageRule, ...] = (
    _place_and_kind,
    _plain_markdown,
    _opening,
    _headings,
    _section_sizes,
    _passages,
    _lists_and_tables,
    _rounded_coordinates,
    _page_size,
    _safety_sources,
)
