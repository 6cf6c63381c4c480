"""The rules between pages: links, names, distances, copies, and the pages that must be there."""

import posixpath
import re
from collections.abc import Callable, Iterator
from math import asin, cos, radians, sin, sqrt

from assistant.front_matter import Fault
from assistant.lexicon import words
from assistant.likeness import likenesses
from assistant.page_rules import ADDRESS, fault
from assistant.pages import EMERGENCY_CONTACTS_PATH, FACTS_PATH, Content, Coordinates, Page
from assistant.sections import sections

# Measured on 153 pages: those written apart share at most 0.10 of their runs of four words; a copy in which
# every sixth word is another still shares 0.19, every eighth 0.32.
LIKENESS_MAX = 0.18
# A liveaboard's area is wide; a wrong sign or exchanged numbers lead much farther away.
SITE_DISTANCE_MAX_KM = 300
EARTH_RADIUS_KM = 6371

_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)]*)\)")

LibraryRule = Callable[[Content], Iterator[Fault]]


def _there_are_pages(content: Content) -> Iterator[Fault]:
    # A page that cannot be read has been reported already; it is not missing.
    known = {page.path for page in content.pages} | {fault.path for fault in content.faults}
    if EMERGENCY_CONTACTS_PATH not in known:
        yield Fault(EMERGENCY_CONTACTS_PATH, 1, "is missing: divers in trouble are told whom to call")
    if not content.facts and FACTS_PATH not in known:
        yield Fault(FACTS_PATH, 1, "is missing or empty: the numbers that divers act on are reviewed there")


def _overviews(content: Content) -> Iterator[Fault]:
    known = {page.path for page in content.pages} | {fault.path for fault in content.faults}
    reported: set[str] = set()
    for page in content.pages:
        overview = posixpath.join("destinations", page.destination or "", "overview.md")
        if page.destination and overview not in known | reported:
            reported.add(overview)
            yield Fault(overview, 1, f"is missing: {page.path} belongs to this destination")


def _unique(content: Content) -> Iterator[Fault]:
    """A title names one page, and a slug one site or destination."""
    names: dict[tuple[str, str], str] = {}
    for page in content.pages:
        keys = [("title", page.title.casefold())]
        keys += [("site.slug", page.site.slug)] if page.site else []
        keys += [("destination.slug", page.place.slug)] if page.place else []
        for key in keys:
            first = names.setdefault(key, page.path)
            if first != page.path:
                line = page.line_of(key[0].replace("destination.slug", "destination"))
                yield fault(page, line, f"`{key[0]}` {key[1]!r} is taken by {first}")


def _asked(content: Content) -> Iterator[Fault]:
    """A question leads to one section, or search could not tell which of them answers it."""
    answered: dict[tuple[str, ...], str] = {}
    for page in content.pages:
        headings = {section.heading for section in sections(page.body)[1:] if section.pieces}
        for heading, questions in page.asked.items():
            if heading not in headings:
                line = page.line_of(f"asked.{heading}")
                yield fault(page, line, f"`asked`: no section with text is called {heading!r}")
            for number, question in enumerate(questions):
                here = f"{page.path}#{heading}"
                first = answered.setdefault(tuple(words(question)), here)
                if first != here:
                    line = page.line_of(f"asked.{heading}[{number}]")
                    yield fault(page, line, f"`asked`: {question!r} is asked for {first} as well")


def _links(content: Content) -> Iterator[Fault]:
    anchors = {page.path: _anchors(page) for page in content.pages}
    unreadable = {fault.path for fault in content.faults}
    for page in content.pages:
        for link in _LINK.finditer(page.body):
            image, label, target = link.groups()
            message = _link_fault(page, image, label, target, anchors)
            if message and _resolved(page, target) not in unreadable:
                line = page.body_line + page.body.count("\n", 0, link.start())
                yield fault(page, line, message)


def _resolved(page: Page, target: str) -> str:
    path = target.partition("#")[0]
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path


def _link_fault(page: Page, image: str, label: str, target: str, anchors: dict[str, set[str]]) -> str | None:
    if image:
        return "images are not allowed"
    if not label.strip():
        return f"the link to {target} has no text"
    if ADDRESS.match(target):
        return None  # reported as an address already
    path = _resolved(page, target)
    if path not in anchors:
        return f"links to {target}, which is not a page"
    anchor = target.partition("#")[2]
    if anchor and anchor not in anchors[path]:
        return f"links to {target}, but that page has no such heading"
    return None


def _anchors(page: Page) -> set[str]:
    """What a heading is called in a link: as on the sites that show Markdown."""
    headings = (section.headings[-1] for section in sections(page.body)[1:])
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _copies(content: Content) -> Iterator[Fault]:
    for first, second, share in likenesses(content.pages, at_least=LIKENESS_MAX):
        message = f"says the same as {first.path} ({share:.0%} of its words in the same order)"
        yield fault(second, second.body_line, f"{message}: keep one of them, or write what is different")


def _distances(content: Content) -> Iterator[Fault]:
    middles = {page.place.slug: page.place.coordinates for page in content.pages if page.place}
    for page in content.pages:
        here, middle = page.site and page.site.coordinates, middles.get(page.destination or "")
        if here and middle and (km := distance_km(here, middle)) > SITE_DISTANCE_MAX_KM:
            message = f"`site.coordinates` are {km:.0f} km from those of {page.destination}"
            limit = f"(at most {SITE_DISTANCE_MAX_KM}): is a sign wrong, or are the two numbers exchanged?"
            yield fault(page, page.line_of("site.coordinates"), f"{message} {limit}")


def distance_km(one: Coordinates, other: Coordinates) -> float:
    """Along the surface, by the haversine formula."""
    phi, theta = radians(one.latitude), radians(other.latitude)
    across = sin(radians(other.longitude - one.longitude) / 2) ** 2
    half = sin((theta - phi) / 2) ** 2 + cos(phi) * cos(theta) * across
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


LIBRARY_RULES: tuple[LibraryRule, ...] = (
    _there_are_pages,
    _overviews,
    _unique,
    _asked,
    _links,
    _copies,
    _distances,
)
