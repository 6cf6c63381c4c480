"""The rules between pages: links, facts, names, and the pages that must be there."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator

from assistant.front_matter import Fault
from assistant.page_rules import ADDRESS, fault, one_line
from assistant.pages import EMERGENCY_CONTACTS_PATH, FACTS_PATH, Content, Page
from assistant.sections import plain, sections

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


def _stated_facts(content: Content) -> Iterator[Fault]:
    facts = {fact.id: fact for fact in content.facts}
    unreadable = not content.facts or any(fault.path.endswith(".yaml") for fault in content.faults)
    for page in content.pages:
        text = one_line(plain(page.body)).casefold()
        for name in page.facts:
            fact = facts.get(name)
            if fact is None and not unreadable:
                yield fault(page, page.line_of("facts"), f"{name!r} is no fact that was reviewed")
            elif fact is not None and not any(one_line(phrase).casefold() in text for phrase in fact.phrases):
                wanted = " or ".join(f'"{phrase}"' for phrase in fact.phrases)
                yield fault(page, page.line_of("facts"), f"the fact {name!r} is not stated: say {wanted}")


def _unique_facts(content: Content) -> Iterator[Fault]:
    counted = Counter(fact.id for fact in content.facts)
    for fact in content.facts:
        if counted[fact.id] > 1:
            yield Fault(fact.path, fact.line, f"the fact {fact.id!r} is there {counted[fact.id]} times")


LIBRARY_RULES: tuple[LibraryRule, ...] = (
    _there_are_pages,
    _overviews,
    _unique,
    _links,
    _stated_facts,
    _unique_facts,
)
