"""Reads the pages of the library: YAML front matter with types, and a Markdown body kept word for word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import yaml

from assistant.front_matter import (
    DAY,
    TEXT,
    WRITTEN,
    Fault,
    Fields,
    Report,
    compose,
    matching,
    number,
    one_of,
    whole,
)

DOC_TYPES = ("certification", "safety", "gear", "faq", "planning", "destination", "dive_site")
SOURCE_KINDS = (
    "agency standard",
    "DAN guideline",
    "medical guideline",
    "national authority",
    "operator consensus",
    "manufacturer guidance",
    "general knowledge",
)
DATA_QUALITIES = ("verified", "compiled")
# In rising order, as the catalogue compares them.
CERTIFICATION_LEVELS = ("none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR")
ACCESS_TYPES = ("boat", "shore", "boat-or-shore")
# Below this no site of a catalogue for recreational divers begins or ends; 116 for 16 is the slip it catches.
DEPTH_MAX_M = 60

# Facts are in this file, and where there are many in facts/<area>.yaml beside it.
FACTS_PATH = "facts.yaml"
_FACTS_FILES = re.compile(r"facts\.yaml|facts/[a-z-]+\.yaml")
EMERGENCY_CONTACTS_PATH = "safety/emergency-contacts.md"

SLUG = matching(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens")
COUNTRY_CODE = matching(r"[A-Z]{2}", "an ISO 3166-1 alpha-2 code")
COUNTRY_CODE_OR_ANY = matching(r"[A-Z]{2}|\*", "an ISO 3166-1 alpha-2 code, or *")
PHONE = matching(r"\+?[0-9][0-9 ()-]{1,22}[0-9]", "a telephone number")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from: a kind and a name, never an address."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Destination:
    slug: str
    name: str
    country: str
    country_code: str
    region: str


@dataclass(frozen=True, slots=True)
class Site:
    """A dive site's facts; what is not known is None."""

    slug: str
    name: str
    min_certification: str | None
    min_logged_dives: int | None
    difficulty: int | None
    depth_min_m: float | None
    depth_max_m: float | None
    access: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call in an emergency; `countries` are ISO codes, or `*` for everywhere."""

    area: str
    countries: tuple[str, ...]
    service: str
    phone: str
    note: str | None
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that divers act on, reviewed once; a page that states it uses one of the phrases."""

    id: str
    value: str
    unit: str | None
    phrases: tuple[str, ...]
    statement: str
    source: Source
    reviewed: date
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `path` is relative to the content folder, `lines` tells where each key is."""

    path: str
    title: str
    doc_type: str
    summary: str
    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    last_updated: date
    data_quality: str
    facts: tuple[str, ...]
    destination: str | None
    place: Destination | None
    site: Site | None
    contacts: tuple[Contact, ...]
    body: str
    body_line: int
    digest: str
    lines: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    def line_of(self, key: str) -> int:
        return self.lines.get(key, 1)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything below a content folder, as far as it could be read."""

    pages: tuple[Page, ...]
    facts: tuple[Fact, ...]
    faults: tuple[Fault, ...]


def read_content(folder: Path) -> Content:
    """The pages (in order of their paths) and facts below `folder`; what cannot be read is in `faults`."""
    pages: list[Page] = []
    facts: list[Fact] = []
    faults: list[Fault] = []
    for file in _files(folder):
        path = file.relative_to(folder).as_posix()
        is_page = path.endswith(".md") and "/" in path
        if not is_page and not _FACTS_FILES.fullmatch(path):
            faults.append(Fault(path, 1, "is neither facts nor a page in the folder of its area"))
            continue
        text = _read_text(file, path, faults)
        if text is not None and is_page:
            pages.extend(filter(None, [read_page(path, text, faults)]))
        elif text is not None:
            facts.extend(read_facts(path, text, faults))
    return Content(tuple(pages), tuple(facts), tuple(faults))


def _files(folder: Path) -> list[Path]:
    """Every file that is not hidden, nor in a hidden folder; a README beside the areas is for editors."""
    files = (file for file in folder.rglob("*") if file.is_file() and file != folder / "README.md")
    return sorted(
        file for file in files if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def _read_text(file: Path, path: str, faults: list[Fault]) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(path, line, "is not UTF-8"))
        return None


def read_page(path: str, text: str, faults: list[Fault]) -> Page | None:
    """The page in `text`; None, and everything that is wrong added to `faults`, when it cannot be read."""
    found_before = len(faults)

    def report(line: int, message: str) -> None:
        faults.append(Fault(path, line, message))

    parts = _split(text, report)
    if parts is None:
        return None
    front, body, body_line = parts
    node = compose(front, report, line=2)
    if not isinstance(node, yaml.MappingNode):
        if node is not None or len(faults) == found_before:
            report(2, "the front matter must be a mapping of keys to values")
        return None
    page = _page(path, Fields(node, report, line=2), body, body_line, digest=digest_of(text))
    return page if len(faults) == found_before else None


def _split(text: str, report: Report) -> tuple[str, str, int] | None:
    """Front matter, body, and the line that the body begins at."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        report(1, "must begin with front matter between --- lines")
        return None
    for number_of_lines, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            front, body = lines[1:number_of_lines], lines[number_of_lines + 1 :]
            return "\n".join(front), "\n".join(body), number_of_lines + 2
    report(1, "the front matter has no closing --- line")
    return None


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _page(path: str, fields: Fields, body: str, body_line: int, *, digest: str) -> Page:
    place = _destination(fields) if fields.holds_mapping("destination") else None
    slug = place.slug if place else fields.optional("destination", SLUG)
    page = Page(
        path=path,
        title=fields.required("title", TEXT),
        doc_type=fields.required("doc_type", one_of(*DOC_TYPES)),
        summary=fields.required("summary", TEXT),
        tags=fields.many("tags", SLUG),
        sources=tuple(_source(source) for source in fields.mappings("sources")),
        last_updated=fields.required("last_updated", DAY),
        data_quality=fields.required("data_quality", one_of(*DATA_QUALITIES)),
        facts=fields.many("facts", SLUG, required=False),
        destination=slug,
        place=place,
        site=_site(fields),
        contacts=tuple(_contact(contact) for contact in fields.mappings("contacts", required=False)),
        body=body,
        body_line=body_line,
        digest=digest,
        lines=fields.lines,
    )
    fields.finish()
    return page


def _source(fields: Fields) -> Source:
    source = Source(kind=fields.required("kind", one_of(*SOURCE_KINDS)), name=fields.required("name", TEXT))
    fields.finish()
    return source


def _destination(parent: Fields) -> Destination | None:
    fields = parent.mapping("destination")
    if fields is None:
        return None
    destination = Destination(
        slug=fields.required("slug", SLUG),
        name=fields.required("name", TEXT),
        country=fields.required("country", TEXT),
        country_code=fields.required("country_code", COUNTRY_CODE),
        region=fields.required("region", TEXT),
    )
    fields.finish()
    return destination


def _site(parent: Fields) -> Site | None:
    fields = parent.mapping("site", required=False)
    if fields is None:
        return None
    site = Site(
        slug=fields.required("slug", SLUG),
        name=fields.required("name", TEXT),
        min_certification=fields.optional("min_certification", one_of(*CERTIFICATION_LEVELS)),
        min_logged_dives=fields.optional("min_logged_dives", whole(0, 1000)),
        difficulty=fields.optional("difficulty", whole(1, 5)),
        depth_min_m=fields.optional("depth_min_m", number(0, DEPTH_MAX_M, "metres")),
        depth_max_m=fields.optional("depth_max_m", number(0, DEPTH_MAX_M, "metres")),
        access=fields.optional("access", one_of(*ACCESS_TYPES)),
        tags=fields.many("tags", SLUG, required=False),
    )
    fields.finish()
    parent.lines.update(fields.lines)
    return site


def _contact(fields: Fields) -> Contact:
    contact = Contact(
        area=fields.required("area", TEXT),
        countries=fields.many("countries", COUNTRY_CODE_OR_ANY),
        service=fields.required("service", TEXT),
        phone=fields.required("phone", PHONE),
        note=fields.optional("note", TEXT),
        source=fields.required("source", TEXT),
        checked=fields.required("checked", DAY),
    )
    fields.finish()
    return contact


def read_facts(path: str, text: str, faults: list[Fault]) -> list[Fact]:
    """The facts in `text`; what is wrong is added to `faults`."""

    def report(line: int, message: str) -> None:
        faults.append(Fault(path, line, message))

    # Read as one key of a mapping, a list of mappings needs no code of its own.
    node = compose(text, report)
    if not isinstance(node, yaml.SequenceNode):
        report(1, "must be a list of facts")
        return []
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "facts", node.start_mark, node.start_mark)
    wrapped = yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)
    fields = Fields(wrapped, report, line=node.start_mark.line + 1)
    return [_fact(path, fact) for fact in fields.mappings("facts")]


def _fact(path: str, fields: Fields) -> Fact:
    source = fields.mapping("source")
    fact = Fact(
        id=fields.required("id", SLUG),
        value=fields.required("value", WRITTEN),
        unit=fields.optional("unit", TEXT),
        phrases=fields.many("phrases", TEXT),
        statement=fields.required("statement", TEXT),
        source=_source(source) if source is not None else Source("", ""),
        reviewed=fields.required("reviewed", DAY),
        path=path,
        line=fields.line,
    )
    fields.finish()
    return fact
