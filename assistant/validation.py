"""Publishes nothing of a library that breaks its rules, and tells all that is wrong with it at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from assistant.emergency_rules import EMERGENCY_LIBRARY_RULES, EMERGENCY_PAGE_RULES
from assistant.fact_rules import FACT_RULES
from assistant.front_matter import Fault
from assistant.library_rules import LIBRARY_RULES
from assistant.page_rules import PAGE_RULES
from assistant.pages import Content, Page, read_content
from assistant.site_rules import SITE_RULES
from assistant.text_rules import TEXT_RULES


class InvalidLibrary(Exception):
    """The library breaks its rules, so nothing of it is published; one line for each fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def load_pages(folder: Path, *, today: date) -> list[Page]:
    """The pages below `folder` once every rule is kept. Raises InvalidLibrary with all faults."""
    content = read_content(folder)
    faults = validate(content, today=today)
    if faults:
        raise InvalidLibrary(faults)
    return list(content.pages)


def validate(content: Content, *, today: date) -> list[Fault]:
    """Everything that is wrong, in the order of paths and lines."""
    faults = set(content.faults)
    for page in content.pages:
        for rule in (*PAGE_RULES, *SITE_RULES, *TEXT_RULES, *EMERGENCY_PAGE_RULES):
            faults.update(rule(page))
    for library_rule in (*LIBRARY_RULES, *FACT_RULES, *EMERGENCY_LIBRARY_RULES):
        faults.update(library_rule(content))
    faults.update(_days_to_come(content, today))
    return sorted(faults)


def _days_to_come(content: Content, today: date) -> Iterator[Fault]:
    """A review that has not happened yet is a slip of the pen."""
    for page in content.pages:
        days = [("last_updated", page.last_updated)]
        days += [("contacts", contact.checked) for contact in page.contacts]
        days += [("chambers", chamber.checked) for chamber in page.chambers]
        for key, day in days:
            if day > today:
                yield Fault(page.path, page.line_of(key), f"`{key}`: {day} is yet to come")
    for fact in content.facts:
        if fact.reviewed > today:
            yield Fault(fact.path, fact.line, f"`reviewed`: {fact.reviewed} is yet to come")
