"""Mistakes in pages: each is refused with its file and line, and what is no mistake is left alone.

The copy holds a few real pages and all that they lead to, so that an edit is judged among its neighbours.
"""

import posixpath
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.config import PROJECT_ROOT
from assistant.pages import read_content
from assistant.validation import validate

CONTENT = PROJECT_ROOT / "content"
TODAY = datetime.now(UTC).date()

FACTS, CONTACTS = "facts.yaml", "safety/emergency-contacts.md"
ASIA = "safety/emergency-contacts-southeast-asia.md"
ASCENT, FLYING, OXYGEN = (
    "safety/ascent-and-safety-stops.md",
    "safety/flying-after-diving.md",
    "safety/oxygen-and-nitrox-limits.md",
)
AIR, STINGS = "safety/out-of-air.md", "safety/marine-injuries.md"
ADVANCED, JUNIOR = "certification/advanced-open-water.md", "certification/junior-divers.md"
MALTA, SEASONS = "destinations/malta/overview.md", "destinations/malta/seasons.md"
HOLE, WRECK = "destinations/malta/sites/malta-blue-hole.md", "destinations/malta/sites/malta-um-el-faroud.md"
MAORI = "destinations/malta/sites/malta-hms-maori.md"
PAGES = (CONTACTS, ASCENT, FLYING, OXYGEN, AIR, ADVANCED, JUNIOR, MALTA)


@dataclass(frozen=True)
class Planted:
    """`old` becomes `new`; the fault says `says` at the line of `new`, or of `at` when it is told elsewhere."""

    file: str
    old: str
    new: str
    says: str
    at: str = ""


FAULTS = {
    # The front matter
    "no title": Planted(ASCENT, 'title: "Ascents and safety stops"\n', "", "`title` is missing", at="doc_type: safety"),
    "an endless title": Planted(ASCENT, "Ascents and safety stops", "Ascents " * 15, "`title` is longer than 100 characters"),
    "a kind of page that is none": Planted(ASCENT, "doc_type: safety", "doc_type: safty", "`doc_type` must be one of"),
    "a kind of another folder": Planted(ASCENT, "doc_type: safety", "doc_type: dive_site", "belongs below destinations/"),
    "a summary without full stop": Planted(ASCENT, 'on the way."', 'on the way"', "`summary` must be a sentence"),
    "a tag with a capital": Planted(ASCENT, "tags: [ascent,", "tags: [Ascent,", "`tags[0]` must be lower-case words"),
    "a tag twice": Planted(ASCENT, "tags: [ascent,", "tags: [rate,", "`tags` says 'rate' twice"),
    "a misspelt key": Planted(ASCENT, "data_quality:", "data_qualty:", "`data_qualty` is no key known here"),
    "a key twice": Planted(ASCENT, "data_quality:", "data_quality: verified\ndata_quality:", "is given twice", at="data_quality: compiled"),
    "a source of no kind": Planted(ASCENT, "kind: agency standard", "kind: a friend", "`sources[0].kind` must be one of"),
    "a source with an address": Planted(ASCENT, '"Divers Alert Network guidance for recreational divers"', '"www.dan.org"', "`sources[1].name` must be the name"),
    "a safety page on hearsay": Planted(AIR, "kind: agency standard", "kind: operator consensus", "`sources` of a safety page need one", at="sources:"),
    "a day that is none": Planted(ASCENT, "last_updated: 2026-11-27", "last_updated: 2026-11-31", "`last_updated` must be a day of the calendar"),
    "a review in the future": Planted(ASCENT, "last_updated: 2026-11-27", "last_updated: 2126-11-20", "is yet to come"),
    "an alias": Planted(MALTA, "sources:\n", "sources: &all\n  - *all\n", "is an alias", at="sources: &all"),
    "a part still to be written": Planted(ASCENT, "## What is a safety stop?\n", "## What is a safety stop?\n\nTODO why it helps\n", "is still to be written: why it helps", at="TODO"),
    # Sites and destinations
    "a depth out of reach": Planted(WRECK, "depth_max_m: 36", "depth_max_m: 116", "`site.depth_max_m` must be a number from 0 to 60 metres"),
    "a depth beyond recreational diving": Planted(HOLE, "depth_max_m: 40", "depth_max_m: 52", "deeper than recreational diving goes (40 m)"),
    "a site upside down": Planted(WRECK, "depth_min_m: 18, depth_max_m: 36", "depth_min_m: 36, depth_max_m: 18", "is deeper than `site.depth_max_m`"),
    "a level that cannot go there": Planted(WRECK, "min_certification: AOW, difficulty: 4, depth_min_m: 18", "min_certification: OW, difficulty: 4, depth_min_m: 24", "OW goes to 18 m, but the dive begins at 24 m"),
    "a text deeper than its catalogue": Planted(WRECK, "lies between about 18 and 36 metres", "lies between about 18 and 116 metres", "116 metres are deeper than `site.depth_max_m` 36"),
    "a catalogue that the text does not tell": Planted(WRECK, "between about 18 and 36", "between about 18 and 34", "the text does not say `site.depth_max_m`: 36 m", at="site: {"),
    "an access that the text does not tell": Planted(HOLE, "access: shore", "access: boat", "the text does not say `site.access`: by boat"),
    "a difficulty off the scale": Planted(WRECK, "difficulty: 4", "difficulty: 9", "`site.difficulty` must be a whole number from 1 to 5"),
    "half a position": Planted(WRECK, "latitude: 35.82, longitude: 14.45", "latitude: 35.82", "`site.coordinates.longitude` is missing", at="site: {"),
    "a latitude beyond the pole": Planted(WRECK, "latitude: 35.82", "latitude: 135.82", "`site.coordinates.latitude` must be a number from -90 to 90 degrees"),
    "a position more exact than anybody measured": Planted(WRECK, "latitude: 35.82", "latitude: 35.8194", "`site.coordinates` have at most two decimals"),
    "a position on another sea": Planted(WRECK, "latitude: 35.82, longitude: 14.45", "latitude: 14.45, longitude: 35.82", "`site.coordinates` are 3", at="site: {"),
    "questions for a heading that is not there": Planted(ASCENT, '  "What is a safety stop?":', '  "What is a safety halt?":', "`asked`: no section with text is called 'What is a safety halt?'"),
    "a question that two sections answer": Planted(ASCENT, "Why do divers pause for a few minutes near the surface before getting out?", "AGE diving definition", "`asked`: 'AGE diving definition' is asked for safety/"),
    "a question of one word": Planted(ASCENT, "Why do divers pause for a few minutes near the surface before getting out?", "Stop?", "must be a question of 2 to 20 words on one line, not 'Stop?'"),
    "another site's slug": Planted(MAORI, "slug: malta-hms-maori", "slug: malta-blue-hole", "`site.slug` 'malta-blue-hole' is taken by"),
    "another page's title": Planted(MAORI, 'title: "HMS Maori (Malta)"', 'title: "Blue Hole (Gozo)"', "`title` 'blue hole (gozo)' is taken by"),
    "another folder's destination": Planted(MAORI, "destination: malta", "destination: gozo", "`destination` must be malta, as its folder"),
    # What the text says
    "a range upside down": Planted(SEASONS, "commonly 20 to 30 metres", "commonly 30 to 20 metres", "'30 to 20 metres' runs backwards"),
    "a range between, upside down": Planted(WRECK, "between about 18 and 36 metres. The", "between 36 and 18 metres. The", "'between 36 and 18 metres' runs backwards"),
    "a sea that boils": Planted(SEASONS, "about 26 degrees Celsius", "about 126 degrees Celsius", "cannot be a temperature"),
    "a child too young": Planted(JUNIOR, "| 15 and older |", "| 2 years and older |", "cannot be an age"),
    "more than all": Planted(OXYGEN, "| EAN32 | 32 percent |", "| EAN32 | 132 percent |", "cannot be a share"),
    "a visibility of no sea": Planted(SEASONS, "commonly 20 to 30 metres", "commonly 20 to 300 metres", "cannot be a visibility"),
    "a cylinder that bursts": Planted(AIR, "with 50 bar", "with 500 bar", "cannot be a cylinder's pressure"),
    "a day of no month": Planted(SEASONS, "Winter is quiet, with", "From 31 November on winter is quiet, with", "'31 November' is no day of the calendar"),
    "a misspelt month": Planted(SEASONS, "| January, February, March |", "| January, Febuary, March |", "'January, Febuary, March' names no months"),
    "a month twice": Planted(SEASONS, "| April, May |", "| March, April, May |", "March is in the table twice"),
    "a month nowhere": Planted(SEASONS, "| July, August |", "| July |", "says nothing of August", at="| Months |"),
    # What was reviewed
    "a fact that is none": Planted(ASCENT, "facts: [ascent-rate,", "facts: [ascent-speed,", "'ascent-speed' is no fact that was reviewed"),
    "a fact that is not said": Planted(AIR, "with 50 bar", "with some gas", "the fact 'surface-reserve' is not stated", at="facts:"),
    "another ascent rate": Planted(ASCENT, "9 metres per minute", "18 metres per minute", "says 18 where the reviewed facts say 9 metres per minute"),
    "another safety stop": Planted(ASCENT, "If you missed a safety stop,", "A safety stop of 5 minutes is better. If you missed one,", "says 5 where the reviewed facts say 3 minutes"),
    "another wait before a flight": Planted(FLYING, "A longer wait lowers the risk further.", "Wait 6 hours before flying.", "says 6 where the reviewed facts say 12 hours"),
    "another limit of a level": Planted(HOLE, "suits Open Water divers with a guide on a calm day, within 18", "suits Open Water divers who stay within 25", "says 25 where the reviewed facts say 18 m"),
    "another limit of a course": Planted(ADVANCED, "An Advanced Open Water diver may go to 30", "An Advanced Open Water diver may go to 39", "says 39 where the reviewed facts say 30 m"),
    "another limit of recreational diving": Planted(HOLE, "go down to 40 metres, the limit", "go down to 40 metres. Recreational diving ends at 50 metres, the limit", "says 50 where the reviewed facts say 40 m"),
    "another depth of a mix": Planted(OXYGEN, "| EAN36 | 36 percent | 28 metres |", "| EAN36 | 36 percent | 38 metres |", "says 38 where the reviewed facts say 28 metres"),
    "a fact twice": Planted(FACTS, "- id: no-fly-repetitive", "- id: no-fly-single", "the fact 'no-fly-single' is there 2 times"),
    "a fact whose sentence says another number": Planted(FACTS, "wait at least 12 hours before flying", "wait at least 6 hours before flying", "does not name its `value` 12", at="- id: no-fly-single"),
    "a fact without source": Planted(FACTS, "{kind: DAN guideline, name: \"Flying after recreational diving workshop, 2002\"}", "{kind: DAN guideline}", "`facts[0].source.name` is missing"),
    "a telephone number elsewhere": Planted(FLYING, "first; see", "first, under +1 919 684 9112; see", "the phone number +1 919 684 9112 is not in the `contacts`"),
    "a telephone number that differs": Planted(CONTACTS, "hotline is +1 919 684 9111", "hotline is +1 919 684 9211", "the phone number +1 919 684 9211 is not in"),
    "a contact without its day": Planted(CONTACTS, ", source: Emergency assistance page of Divers Alert Network, checked: 2026-11-20}", ", source: Emergency assistance page of Divers Alert Network}", "`contacts[0].checked` is missing"),
    "a number of a table that differs": Planted(ASIA, "| Malaysia | Emergency services | 999 |", "| Malaysia | Emergency services | 998 |", "the phone number 998 is not in the `contacts` of this page"),
    "a contact that is told nowhere": Planted(ASIA, "area: Malaysia, countries: [MY], service: Emergency services", "area: Malaysia, countries: [MY], service: Ambulance", "`contacts[0]` is told in no row of a table: Malaysia, Ambulance, 999"),
    "a contact of another day": Planted(ASIA, 'phone: "1669", source: "Travel advice of the Australian government", checked: 2026-11-23', 'phone: "1669", source: "Travel advice of the Australian government", checked: 2026-11-20', "`contacts[1]` is told in no row of a table"),
    "a country on two pages": Planted(ASIA, "countries: [MY]", "countries: [EG]", "`contacts[0].countries`: EG has its contacts in safety/emergency-contacts-red-sea.md"),
    "a country without a number": Planted(MALTA, "country_code: MT", "country_code: SM", "SM has no `contacts` in any safety/emergency-contacts*.md"),
    "a chamber that is told nowhere": Planted(ASIA, 'place: "Kuantan"', 'place: "Kuala Lumpur"', "`chambers[2]` is told in no row of a table: Kuala Lumpur, naval base"),
    "a chamber without source": Planted(ASIA, 'institution: "Dr. Mintohardjo Naval Hospital", source: "Reports of patients"', 'institution: "Dr. Mintohardjo Naval Hospital"', "`chambers[10].source` is missing"),
    "a chamber on another page": Planted(FLYING, "data_quality:", 'chambers: [{country: MY, place: Lumut, source: x, checked: 2026-11-20}]\ndata_quality:', "`chambers` belong in safety/emergency-contacts*.md", at="chambers:"),
    "a contact on another page": Planted(FLYING, "data_quality:", 'contacts: [{area: A, countries: [MY], service: S, phone: "999", source: x, checked: 2026-11-20}]\ndata_quality:', "`contacts` belong in safety/emergency-contacts*.md", at="contacts:"),
    # Structure
    "a link to no page": Planted(ASCENT, "(decompression-sickness.md)", "(decompression-illness.md)", "links to decompression-illness.md, which is not a page"),
    "a link to no heading": Planted(ASCENT, "(decompression-sickness.md)", "(decompression-sickness.md#chambers)", "that page has no such heading"),
    "a heading twice": Planted(ASCENT, "## What if I miss the safety stop?", "## What is a safety stop?", "'What is a safety stop?' is there twice", at="## What is a safety stop?"),
    "a step out of order": Planted(ASCENT, "3. Stop at 5 metres", "4. Stop at 5 metres", "step 4 stands where step 3 belongs"),
    "a table with a hole": Planted(SEASONS, "| June | good, often calm, water getting warm |", "| June |", "a table needs a header", at="| Months |"),
    "a passage that says nothing alone": Planted(FLYING, "Many divers wait 24 hours after any dive, and many dive centres advise it. A longer wait lowers the risk further. Plan the last day of a holiday without diving.", "Many divers wait for 24 hours, and many centres agree with them.", "cannot stand alone"),
    "an address": Planted(ASCENT, "see [decompression", "see www.dan.org or [decompression", "addresses of the web are not allowed"),
    "HTML": Planted(ASCENT, "do not go back down.", "do <b>not</b> go back down.", "HTML is not allowed: <b>"),
}  # fmt: skip
HARMLESS = {
    "another word": (ASCENT, "A slow ascent with a stop", "A slow ascent with one stop"),
    "another title": (ASCENT, "Ascents and safety stops", "Coming up and safety stops"),
    "one more tag": (ASCENT, "tags: [ascent,", "tags: [ascent, surfacing,"),
    "another order of keys": (ASCENT, "last_updated: 2026-11-27\ndata_quality: compiled\n", "data_quality: compiled\nlast_updated: 2026-11-27\n"),
    "one more source": (AIR, "sources:\n", "sources:\n  - {kind: general knowledge, name: Guidebooks}\n"),
    "a range of months": (SEASONS, "| January, February, March |", "| January to March |"),
    "months joined by and": (SEASONS, "| July, August |", "| July and August |"),
    "a length": (WRECK, "about 110 metres long", "about 112 metres long and 16 metres wide"),
    "a wall that goes on": (HOLE, "and the bottom is deeper still", "and the wall drops on to 60 metres"),
    "something that becomes less": (SEASONS, "It warms slowly in spring", "It cools from 26 to 15 degrees Celsius and warms slowly in spring"),
    "no position": (WRECK, ", coordinates: {latitude: 35.82, longitude: 14.45}}", "}"),
    "no position of a country": (MALTA, ", coordinates: {latitude: 35.94, longitude: 14.38}}", "}"),
    "a position in whole degrees": (MALTA, "latitude: 35.94, longitude: 14.38", "latitude: 36, longitude: 14"),
    "a link to a heading": (ASCENT, "(decompression-sickness.md)", "(ascent-and-safety-stops.md#what-is-a-safety-stop)"),
    "a stop that is not this one": (ASCENT, "Slower is fine,", "A stop of 1 minute at half the depth is taught by some. Slower is fine,"),
    "a long journey": (MALTA, "Roads are short,", "From far away the flight takes 14 hours. Roads are short,"),
    "an empty line": (ASCENT, "## What is a safety stop?\n", "\n## What is a safety stop?\n"),
    "quotes": (ASCENT, "data_quality: compiled", 'data_quality: "compiled"'),
    "a comment": (ASCENT, "data_quality: compiled", "data_quality: compiled  # read again in spring"),
}  # fmt: skip


class Copy:
    """One folder for many edits, each undone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path in {FACTS, *_reachable(PAGES)}:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CONTENT / path, folder / path)

    @contextmanager
    def edited(self, path: str, old: str, new: str) -> Iterator[str]:
        """The text with `new` where `old` first stood."""
        file = self.folder / path
        before = file.read_text("utf-8")
        assert old in before, f"{old!r} is no longer in {path}: plant something else"
        after = before.replace(old, new, 1)
        file.write_text(after, "utf-8")
        try:
            yield after
        finally:
            file.write_text(before, "utf-8")

    def faults(self) -> list[str]:
        return [str(fault) for fault in validate(read_content(self.folder), today=TODAY)]


def _reachable(paths: tuple[str, ...]) -> set[str]:
    """The pages and all that their links lead to."""
    found: set[str] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            targets = re.findall(r"\]\(([^)#]+)", (CONTENT / path).read_text("utf-8"))
            waiting += [
                posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) for target in targets
            ]
    return found


def line_of(text: str, words: str) -> int:
    """Of two places the second: there it is too much."""
    return text.count("\n", 0, text.rindex(words)) + 1


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Copy:
    return Copy(tmp_path_factory.mktemp("planted") / "content")


def test_the_copy_is_a_library_without_faults(library):
    assert library.faults() == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_is_refused_with_its_file_and_line(library, name):
    planted = FAULTS[name]

    with library.edited(planted.file, planted.old, planted.new) as text:
        faults = library.faults()

    place = f"{planted.file}:{line_of(text, planted.at or planted.new.strip())}: "
    assert [fault for fault in faults if fault.startswith(place) and planted.says in fault], (place, faults)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_no_mistake_is_left_alone(library, name):
    path, old, new = HARMLESS[name]

    with library.edited(path, old, new):
        assert library.faults() == []


@pytest.mark.parametrize("every", [6, 12])
def test_a_copy_with_other_words_here_and_there_is_refused(library, every):
    words = (library.folder / WRECK).read_text("utf-8").split("---\n")
    body = re.sub(rf"(?:\w+\W+){{{every}}}", lambda match: match[0] + "also ", words[2])
    body = body.replace("Um El Faroud", "Um El Faroud two")
    copy = library.folder / "destinations/malta/sites/malta-copy.md"
    front = (
        words[1]
        .replace("Um El Faroud (Malta)", "Copy")
        .replace("slug: malta-um-el-faroud", "slug: malta-copy")
    )
    copy.write_text(f"---\n{front}---\n{body}", "utf-8")
    try:
        faults = library.faults()
    finally:
        copy.unlink()

    assert [
        fault for fault in faults if "says the same as destinations/malta/sites/malta-copy.md" in fault
    ], faults
