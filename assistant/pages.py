"""Reads the pages of the library: YAML front matter with types, and a Markdown body kept word for word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec
import yaml

from assistant.front_matter import Entry, Fault, Report, compose, read_entry
from assistant.schema import FACT, PAGE

# Facts are in this file, and where there are many in facts/<area>.yaml beside it.
FACTS_PATH = "facts.yaml"
_FACTS_FILES = re.compile(r"facts\.yaml|facts/[a-z-]+\.yaml")
# What a template leaves for its author; a page that holds it is not published.
TO_DO = "TODO"
# Whom to call everywhere; what belongs to one region is in emergency-contacts-<region>.md beside it.
EMERGENCY_CONTACTS_PATH = "safety/emergency-contacts.md"
EMERGENCY_PAGES = "safety/emergency-contacts*.md"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from: a kind and a name, never an address."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A place on the earth, in decimal degrees; south and west are negative."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Destination:
    slug: str
    name: str
    country: str
    country_code: str
    region: str
    coordinates: Coordinates | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A dive site's facts; what is not known is None."""

    slug: str
    name: str
    min_certification: str | None = None
    min_logged_dives: int | None = None
    difficulty: int | None = None
    depth_min_m: float | None = None
    depth_max_m: float | None = None
    access: str | None = None
    tags: tuple[str, ...] = ()
    coordinates: Coordinates | None = None


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
class Chamber:
    """Where a recompression chamber is. Whether it is open only those know who are called first."""

    country: str
    place: str
    institution: str | None
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
    """One page; `path` is relative to the content folder, `lines` tells where each key is.

    `asked`: by heading, how else divers ask for what stands below it.
    """

    path: str
    title: str
    doc_type: str
    summary: str
    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    last_updated: date
    data_quality: str
    facts: tuple[str, ...]
    asked: Mapping[str, tuple[str, ...]] = field(hash=False)
    destination: str | None
    place: Destination | None
    site: Site | None
    contacts: tuple[Contact, ...]
    chambers: tuple[Chamber, ...]
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
    unwritten = still_to_write(text)
    faults.extend(Fault(path, line, f"is still to be written: {note}") for line, note in unwritten.items())

    def report(line: int, message: str) -> None:
        # What is wrong with a value that is still to be written says nothing new.
        if line not in unwritten:
            faults.append(Fault(path, line, message))

    parts = _split(text, report)
    if parts is None:
        return None
    front, body, body_line = parts
    entry = _front_matter(front, report)
    if entry is None or unwritten:
        return None
    return _page(path, entry, body, body_line, digest=digest_of(text))


def still_to_write(text: str) -> dict[int, str]:
    """What a template left for the author: lines and notes."""
    lines = enumerate(text.split("\n"), 1)
    return {line: note.partition(TO_DO)[2].strip(" :#|]}") for line, note in lines if TO_DO in note}


def _front_matter(front: str, report: Report) -> Entry | None:
    node = compose(front, report, line=2)
    if isinstance(node, yaml.MappingNode):
        return read_entry(node, PAGE, report, line=2)
    if node is not None:
        report(2, "the front matter must be a mapping of keys to values")
    return None


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


def _page(path: str, entry: Entry, body: str, body_line: int, *, digest: str) -> Page:
    front = entry.value
    destination = front.get("destination")
    place = msgspec.convert(destination, Destination) if isinstance(destination, dict) else None
    return Page(
        path=path,
        title=front["title"],
        doc_type=front["doc_type"],
        summary=front["summary"],
        tags=tuple(front["tags"]),
        sources=msgspec.convert(front["sources"], tuple[Source, ...]),
        last_updated=date.fromisoformat(front["last_updated"]),
        data_quality=front["data_quality"],
        facts=tuple(front.get("facts", ())),
        asked={heading: tuple(questions) for heading, questions in front.get("asked", {}).items()},
        destination=place.slug if place else destination,
        place=place,
        site=msgspec.convert(front.get("site"), Site | None),
        contacts=tuple(
            msgspec.convert({"note": None, **contact}, Contact) for contact in front.get("contacts", ())
        ),
        chambers=tuple(
            msgspec.convert({"institution": None, **chamber}, Chamber)
            for chamber in front.get("chambers", ())
        ),
        body=body,
        body_line=body_line,
        digest=digest,
        lines=entry.lines,
    )


def read_facts(path: str, text: str, faults: list[Fault]) -> list[Fact]:
    """The facts in `text` that can be read; what is wrong is added to `faults`."""

    def report(line: int, message: str) -> None:
        faults.append(Fault(path, line, message))

    node = compose(text, report)
    if not isinstance(node, yaml.SequenceNode):
        if node is not None:
            report(1, "must be a list of facts")
        return []
    entries = (
        read_entry(item, FACT, report, line=1, name=f"facts[{position}]")
        for position, item in enumerate(node.value)
    )
    return [_fact(path, entry, f"facts[{n}]") for n, entry in enumerate(entries) if entry is not None]


def _fact(path: str, entry: Entry, name: str) -> Fact:
    # As it is written: 1.40 does not become 1.4.
    written = {"value": entry.text[f"{name}.value"], "path": path, "line": entry.lines[name]}
    return msgspec.convert({"unit": None, **entry.value, **written}, Fact)
