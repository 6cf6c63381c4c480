"""The rules for telephone numbers and chambers: each stands in one place, with its source and its day."""

import re
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch

from assistant.front_matter import Fault
from assistant.page_rules import fault, numbered_lines, page_sections
from assistant.pages import EMERGENCY_CONTACTS_PATH, EMERGENCY_PAGES, Content, Page

WORLDWIDE = "*"

_PHONE = re.compile(
    r"\+\d[\d ()-]{6,}\d|\b\d{3,4}[- ]\d{3,4}[- ]\d{3,4}\b|\b(?:[Cc]all|[Dd]ial|[Rr]ing) \*{0,2}\d{3,6}\b"
)
_ONLY_A_NUMBER = re.compile(r"\+?\d[\d ()-]+\d")


def _places(page: Page) -> Iterator[Fault]:
    """Contacts are on the pages for emergencies, chambers on those of a region."""
    if not fnmatch(page.path, EMERGENCY_PAGES):
        for key in ("contacts", "chambers"):
            if getattr(page, key):
                yield fault(page, page.line_of(key), f"`{key}` belong in {EMERGENCY_PAGES}")
    elif not page.contacts:
        message = "`contacts` is missing: divers in trouble are told whom to call"
        yield fault(page, page.line_of("contacts"), message)
    elif page.path == EMERGENCY_CONTACTS_PATH:
        if not any(WORLDWIDE in contact.countries for contact in page.contacts):
            message = "`contacts` needs one for every country: countries ['*']"
            yield fault(page, page.line_of("contacts"), message)
        if page.chambers:
            yield fault(page, page.line_of("chambers"), "`chambers` belong in the page of their region")


def _phone_numbers(page: Page) -> Iterator[Fault]:
    """One place for telephone numbers: two of them would disagree one day."""
    known = {_digits(contact.phone) for contact in page.contacts}
    for line, text in numbered_lines(page):
        cells = [cell for cell in _cells(text) if _ONLY_A_NUMBER.fullmatch(cell)] if known else []
        for number in dict.fromkeys([*(match[0] for match in _PHONE.finditer(text)), *cells]):
            if _digits(number) not in known:
                message = f"the phone number {number} is not in the `contacts` of {EMERGENCY_CONTACTS_PATH}"
                if page.contacts:
                    message = f"the phone number {number} is not in the `contacts` of this page"
                yield fault(page, line, message)


def _told(page: Page) -> Iterator[Fault]:
    """Each contact and each chamber is a row of a table, with its day, so that nobody quotes it without."""
    rows = [
        _cells(row)
        for section in page_sections(page)
        for piece in section.pieces
        if piece.kind == "table"
        for row in piece.text.split("\n")
    ]
    for name, said, checked in _entries(page):
        if not any(set(said) <= set(row) and any(str(checked) in cell for cell in row) for row in rows):
            message = f"`{name}` is told in no row of a table: {', '.join(said)}, {checked}"
            yield fault(page, page.line_of(name), message)


def _entries(page: Page) -> Iterator[tuple[str, list[str], date]]:
    """The name of each contact and chamber, the cells that tell it, and its day."""
    for n, contact in enumerate(page.contacts):
        yield f"contacts[{n}]", [contact.area, contact.service, contact.phone], contact.checked
    for n, chamber in enumerate(page.chambers):
        told = [chamber.place, *([chamber.institution] if chamber.institution else [])]
        yield f"chambers[{n}]", told, chamber.checked


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")] if "|" in row else []


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def one_page_for_a_country(content: Content) -> Iterator[Fault]:
    """Who looks a country up finds all of its lines together, and no other page says something else."""
    first: dict[str, str] = {}
    for page in content.pages:
        for n, contact in enumerate(page.contacts):
            for country in contact.countries:
                elsewhere = first.setdefault(country, page.path)
                if elsewhere != page.path and country != WORLDWIDE:
                    message = f"`contacts[{n}].countries`: {country} has its contacts in {elsewhere}"
                    yield fault(page, page.line_of(f"contacts[{n}].countries"), message)


def every_destination_has_a_number(content: Content) -> Iterator[Fault]:
    """The card of an emergency names the numbers of the country where divers are."""
    known = {country for page in content.pages for contact in page.contacts for country in contact.countries}
    for page in content.pages:
        if page.place and page.place.country_code not in known and known - {WORLDWIDE}:
            message = f"{page.place.country_code} has no `contacts` in any {EMERGENCY_PAGES}"
            yield fault(page, page.line_of("destination.country_code"), message)


EMERGENCY_PAGE_RULES = (_places, _phone_numbers, _told)
EMERGENCY_LIBRARY_RULES = (one_page_for_a_country, every_destination_has_a_number)
