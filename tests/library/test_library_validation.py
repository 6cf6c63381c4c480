"""A library that breaks a rule is refused, with path and line of each place."""

from datetime import date
from pathlib import Path

import pytest

from assistant.pages import read_content
from assistant.site_rules import depths_in
from assistant.validation import InvalidLibrary, load_pages, validate
from tests.library.shelves import CONTACTS, COURSE, OVERVIEW, SHELF, SITE, TODAY, change, faults, shelf_pages

FRONT_MATTER = [
    (
        COURSE,
        "doc_type: certification",
        "doc_type: course",
        ":3: `doc_type` must be one of certification, safety",
    ),
    (
        COURSE,
        "data_quality: compiled",
        "data_quality: good",
        ":10: `data_quality` must be one of verified, compiled",
    ),
    (COURSE, "title: Open Water certification\n", "", ":2: `title` is missing"),
    (COURSE, "title: Open Water certification", "title:", ":2: `title` is empty"),
    (COURSE, "title: Open Water certification", "title: [Open]", ":2: `title` must be text"),
    (COURSE, "title: Open Water certification", "title: 18", ":2: `title` must be text (in quotes"),
    (
        COURSE,
        "title: Open Water certification",
        "titel: x\ntitle: Open Water",
        ":2: `titel` is no key known here",
    ),
    (COURSE, "data_quality: compiled", "data_quality: compiled\ntitle: x", ":11: `title` is given twice"),
    (COURSE, "title: Open Water certification", "title: " + "x" * 101, ":2: `title` is longer than 100"),
    (COURSE, "allows a diver to go.", "allows a diver to go", ":4: `summary` must be a sentence"),
    (COURSE, "tags: [open-water, beginner]", "tags: [Open Water]", ":5: `tags[0]` must be lower-case words"),
    (
        COURSE,
        "tags: [open-water, beginner]",
        "tags: [beginner, beginner]",
        ":5: `tags` says 'beginner' twice",
    ),
    (COURSE, "tags: [open-water, beginner]", "tags: beginner", ":5: `tags` must be a list"),
    (COURSE, "tags: [open-water, beginner]", "tags: []", ":5: `tags` is an empty list"),
    (
        COURSE,
        "  - {kind: operator consensus, name: Common course schedules}",
        "  - x",
        ":8: `sources[1]` must be",
    ),
    (COURSE, "kind: operator consensus", "kind: hearsay", ":8: `sources[1].kind` must be one of"),
    (
        COURSE,
        "{kind: operator consensus, name: Common course schedules}",
        "{kind: general knowledge}",
        ":8: `sources[",
    ),
    (
        COURSE,
        "Common course schedules",
        "see https://example.org",
        ":8: `sources[1].name` must be the name of a source, never its address",
    ),
    (COURSE, "last_updated: 2026-11-20", "last_updated: 2026-02-30", ":9: `last_updated` must be a day"),
    (COURSE, "last_updated: 2026-11-20", "last_updated: 20 November", ":9: `last_updated` must be a day"),
    (
        COURSE,
        "last_updated: 2026-11-20",
        "last_updated: 2026-11-24",
        ":9: `last_updated`: 2026-11-24 is yet to come",
    ),
    (COURSE, "tags: [open-water, beginner]", "tags: [open-water", ":6: is not YAML"),
    (
        COURSE,
        "facts: [depth-open-water]",
        "facts: [depth-ow]",
        ":11: 'depth-ow' is no fact that was reviewed",
    ),
    (COURSE, "18 metres", "twenty metres", ":11: the fact 'depth-open-water' is not stated: say \"18 m\" or"),
    (
        COURSE,
        "doc_type: certification",
        "doc_type: dive_site",
        ":3: `doc_type` dive_site belongs below destinations/",
    ),
    (COURSE, "facts: [depth-open-water]", "destination: tioman", ":11: `destination` is for pages below"),
]

SITES = [
    ("depth_min_m: 9", "depth_min_m: 26", ":17: `site.depth_min_m` 26 is deeper than `site.depth_max_m` 25"),
    ("depth_max_m: 25", "depth_max_m: 116", ":18: `site.depth_max_m` must be a number from 0 to 60 metres"),
    ("depth_min_m: 9", "depth_min_m: -1", ":17: `site.depth_min_m` must be a number from 0 to 60 metres"),
    ("depth_min_m: 9", "depth_min_m: .nan", ":17: `site.depth_min_m` must be a number"),
    ("depth_min_m: 9", "depth_min_m: 011", ":17: `site.depth_min_m` must be a number"),
    ("difficulty: 4", "difficulty: 6", ":16: `site.difficulty` must be a whole number from 1 to 5"),
    ("difficulty: 4", "difficulty: 2.5", ":16: `site.difficulty` must be a whole number from 1 to 5"),
    (
        "min_certification: AOW",
        "min_certification: PRO",
        ":14: `site.min_certification` must be one of none, OW",
    ),
    ("access: boat", "access: bus", ":19: `site.access` must be one of boat, shore, boat-or-shore"),
    ("  name: Tiger Reef", "  name: Tiger Reef\n  depth: 3", ":14: `site.depth` is no key known here"),
    (
        "slug: tiger-reef",
        "slug: lion-reef",
        ":12: `site.slug` must be tiger-reef or tioman-tiger-reef, as its file",
    ),
    ("destination: tioman", "destination: bali", ":10: `destination` must be tioman, as its folder"),
    (
        "doc_type: dive_site",
        "doc_type: destination",
        ":3: `doc_type` must be dive_site here, not destination",
    ),
    ("at about 25 m", "at some depth", ":18: the text does not say `site.depth_max_m`: 25 m"),
    (
        "an Advanced Open Water",
        "a fitting",
        ":14: the text does not say `site.min_certification`: advanced open",
    ),
    (
        "least 20 logged dives",
        "least some dives",
        ":15: the text does not say `site.min_logged_dives`: 20 logged",
    ),
    ("access: boat", "access: shore", ":19: the text does not say `site.access`: by shore"),
]

MARKDOWN = [
    ("## How deep it goes", "# How deep it goes", ":15: the title is in the front matter"),
    ("## How deep it goes", "#### How deep it goes", ":15: headings go no deeper than ###"),
    ("## How deep it goes", "### How deep it goes", ":15: a ### heading needs a ## heading above it"),
    ("## How deep it goes", "## Choosing dives", ":35: the heading 'Choosing dives' is there twice"),
    ("## How deep it goes", "How deep\n-----", ":16: rules and underlined headings are not allowed"),
    ("Swimming\n", "<b>Swimming</b>\n", ":26: HTML is not allowed: <b>"),
    (
        "Swimming\n",
        "Swimming\n\nSee www.example.org about all this.\n",
        ":28: addresses of the web are not allowed",
    ),
    ("### Swimming", "```", ":26: code blocks are not allowed"),
    ("### Swimming", "### Swim\u200b\x07", ":26: holds a character that cannot be seen"),
    (
        "(#choosing-dives)",
        "(#picking-dives)",
        ":18: links to #picking-dives, but that page has no such heading",
    ),
    (
        "sites/tiger-reef.md)",
        "sites/lion-reef.md)",
        ":42: links to ../destinations/tioman/sites/lion-reef.md, which",
    ),
    ("[Tiger Reef]", "[Tiger\nReef][site]", ":43: a link has its target beside its text"),
    (
        "[Tiger Reef](../destinations",
        "[Tiger\nReef](../dest",
        ":42: links to ../dest/tioman/sites/tiger-reef.md",
    ),
    (
        "### Swimming",
        "[site]: ../destinations/tioman/overview.md",
        ":26: a link has its target beside its text",
    ),
    ("[Tiger Reef]", "![Tiger Reef]", ":42: images are not allowed"),
    ("[Tiger Reef]", "[ ]", ":42: the link to ../destinations/tioman/sites/tiger-reef.md has no text"),
    ("2. Ask the operator", "3. Ask the operator", ":38: step 3 stands where step 2 belongs"),
    ("Swimming\n", "Swimming\n\n| Skill | Metres |\n| Swim | 200 |\n", ":28: a table needs a header"),
    (
        "Swimming\n",
        "Swimming\n\nCall 112 at once.\n",
        ":28: the phone number Call 112 is not in the `contacts`",
    ),
    (
        "Swimming\n",
        "Swimming\n\nTelephone +60 12-345 6789.\n",
        ":28: the phone number +60 12-345 6789 is not in",
    ),
    (
        "Swimming\n",
        "Swimming\n\n" + "word " * 111 + "\n",
        ":28: a paragraph of 111 words cannot be quoted whole",
    ),
    ("Swimming\n", "Swimming\n\n" + "many words\n\n" * 160, ":26: a section of 341 words is too long"),
    ("Swimming\n", "Swimming\n\nSoon.\n\n### Floating\n", ":26: a section of 1 words says too little alone"),
    ("Open Water is the first", "- Open Water is the first", ":13: must open with one short paragraph"),
    ("Plan the dive", "word " * 800, ":13: 1022 words are too many for a page"),
]

EMERGENCY = [
    ('    countries: ["*"]', "    countries: [MY]", ":10: `contacts` needs one for every country"),
    (
        '    countries: ["*"]',
        "    countries: [Malaysia]",
        ":12: `contacts[0].countries[0]` must be an ISO 3166-1",
    ),
    ('    phone: "999"', "    phone: 999", ":21: `contacts[1].phone` must be text (in quotes"),
    ('    phone: "999"', '    phone: "ask"', ":21: `contacts[1].phone` must be a telephone number"),
    ('    phone: "999"\n', "", ":18: `contacts[1].phone` is missing"),
    ("| +1 555 010 0100 |", "| +1 555 010 0101 |", ":41: the phone number +1 555 010 0101 is not in the"),
]


def test_a_library_that_keeps_the_rules_has_no_faults():
    assert faults(SHELF) == []


@pytest.mark.parametrize(("path", "old", "new", "expected"), FRONT_MATTER)
def test_a_wrong_front_matter_is_refused_at_its_line(shelf: Path, path, old, new, expected):
    change(shelf / path, old, new)

    assert any(fault.startswith(path + expected) for fault in faults(shelf)), faults(shelf)


@pytest.mark.parametrize(("old", "new", "expected"), SITES)
def test_a_dive_site_that_cannot_be_true_is_refused_at_its_line(shelf: Path, old, new, expected):
    change(shelf / SITE, old, new)

    assert any(fault.startswith(SITE + expected) for fault in faults(shelf)), faults(shelf)


@pytest.mark.parametrize(("old", "new", "expected"), MARKDOWN)
def test_markdown_that_cannot_be_quoted_is_refused_at_its_line(shelf: Path, old, new, expected):
    change(shelf / COURSE, old, new)

    assert any(fault.startswith(COURSE + expected) for fault in faults(shelf)), faults(shelf)


@pytest.mark.parametrize(("old", "new", "expected"), EMERGENCY)
def test_a_malformed_emergency_contact_is_refused_at_its_line(shelf: Path, old, new, expected):
    change(shelf / CONTACTS, old, new)

    assert any(fault.startswith(CONTACTS + expected) for fault in faults(shelf)), faults(shelf)


def test_a_library_without_emergency_contacts_is_refused(shelf: Path):
    (shelf / CONTACTS).unlink()

    assert faults(shelf) == [f"{CONTACTS}:1: is missing: divers in trouble are told whom to call"]


def test_emergency_contacts_without_numbers_are_refused(shelf: Path):
    text = (shelf / CONTACTS).read_text(encoding="utf-8")
    start, end = text.index("contacts:\n"), text.index("---\nThis page")
    (shelf / CONTACTS).write_text(text[:start] + text[end:], encoding="utf-8")

    assert f"{CONTACTS}:1: `contacts` is missing: divers in trouble are told whom to call" in faults(shelf)


def test_a_destination_without_an_overview_is_refused(shelf: Path):
    (shelf / OVERVIEW).unlink()

    assert faults(shelf) == [f"{OVERVIEW}:1: is missing: {SITE} belongs to this destination"]


def test_a_library_without_reviewed_facts_is_refused(shelf: Path):
    (shelf / "facts.yaml").unlink()

    assert faults(shelf) == [
        "facts.yaml:1: is missing or empty: the numbers that divers act on are reviewed there"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  value: 12\n", "", "facts.yaml:1: `facts[0].value` is missing"),
        ('["12 hours"]', "[]", "facts.yaml:4: `facts[0].phrases` is an empty list"),
        (
            "id: no-fly-single",
            "id: depth-open-water",
            "facts.yaml:1: the fact 'depth-open-water' is there 2 times",
        ),
        (
            "\n  reviewed: 2026-11-20\n- id",
            "\n  reviewed: 2027-01-01\n- id",
            "facts.yaml:1: `reviewed`: 2027-01-01",
        ),
    ],
)
def test_a_wrong_fact_is_refused_at_its_line(shelf: Path, old, new, expected):
    change(shelf / "facts.yaml", old, new)

    assert any(fault.startswith(expected) for fault in faults(shelf)), faults(shelf)


def test_a_file_that_would_be_overlooked_is_refused(shelf: Path):
    (shelf / "gear.md").touch()
    (shelf / "safety" / "oxygen.markdown").touch()
    (shelf / "README.md").touch()
    (shelf / ".draft.md").touch()

    assert faults(shelf) == [
        "gear.md:1: is neither facts nor a page in the folder of its area",
        "safety/oxygen.markdown:1: is neither facts nor a page in the folder of its area",
    ]


def test_a_folder_that_is_not_there_is_no_library(tmp_path: Path):
    assert faults(tmp_path / "nowhere") == [
        "facts.yaml:1: is missing or empty: the numbers that divers act on are reviewed there",
        "safety/emergency-contacts.md:1: is missing: divers in trouble are told whom to call",
    ]


def test_facts_may_have_a_file_for_each_area(shelf: Path):
    text = (shelf / "facts.yaml").read_text(encoding="utf-8")
    (shelf / "facts").mkdir()
    (shelf / "facts" / "certification.yaml").write_text(text[text.index("- id: depth") :], encoding="utf-8")
    (shelf / "facts.yaml").write_text(text[: text.index("- id: depth")], encoding="utf-8")

    assert faults(shelf) == []
    change(shelf / "facts" / "certification.yaml", "reviewed: 2026-11-20", "reviewed: soon")
    assert faults(shelf) == [
        "facts/certification.yaml:7: `facts[0].reviewed` must be a day of the calendar, as YYYY-MM-DD"
    ]


def test_titles_slugs_and_texts_are_those_of_one_page_each(shelf: Path):
    copy = "destinations/tioman/sites/tioman-tiger-reef.md"
    text = (shelf / SITE).read_text(encoding="utf-8").replace("slug: tiger-reef", "slug: tioman-tiger-reef")
    (shelf / copy).write_text(text, encoding="utf-8")
    change(shelf / SITE, "slug: tiger-reef", "slug: tioman-tiger-reef")
    advice = "keep one of them, or write what is different"

    assert faults(shelf) == [
        f"{copy}:2: `title` 'tiger reef' is taken by {SITE}",
        f"{copy}:12: `site.slug` 'tioman-tiger-reef' is taken by {SITE}",
        f"{copy}:23: says the same as {SITE} (100% of its words in the same order): {advice}",
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"no front matter", ":1: must begin with front matter between --- lines"),
        (b"---\ntitle: x\n", ":1: the front matter has no closing --- line"),
        (b"---\n- x\n---\n", ":2: the front matter must be a mapping of keys to values"),
        (b"---\n---\n", ":2: the front matter must be a mapping of keys to values"),
        (b"---\ntitle: x\n---\nCaf\xe9\n", ":4: is not UTF-8"),
        (b"---\ntitle: \x00\n---\n", ":2: is not YAML: holds a character that YAML does not allow"),
    ],
)
def test_a_page_that_cannot_be_read_is_one_fault_and_breaks_no_links_to_it(shelf: Path, data, expected):
    (shelf / SITE).write_bytes(data)

    assert faults(shelf) == [SITE + expected]


def test_every_fault_is_told_at_once_in_order(shelf: Path):
    change(shelf / SITE, "difficulty: 4", "difficulty: 9")
    change(shelf / COURSE, "doc_type: certification", "doc_type: course")
    change(shelf / COURSE, "data_quality: compiled", "data_quality: good")

    assert [fault.split(": ")[0] for fault in faults(shelf)] == [f"{COURSE}:3", f"{COURSE}:10", f"{SITE}:16"]


def test_a_library_with_faults_publishes_no_page(shelf: Path):
    change(shelf / SITE, "difficulty: 4", "difficulty: 9")

    with pytest.raises(
        InvalidLibrary, match=f"^{SITE}:16: `site.difficulty` must be a whole number from 1 to 5$"
    ):
        load_pages(shelf, today=TODAY)


def test_yesterday_todays_review_is_yet_to_come():
    found = validate(read_content(SHELF), today=date(2026, 11, 19))

    assert {fault.path for fault in found} >= {CONTACTS, COURSE, "facts.yaml"}


def test_pages_come_typed_in_the_order_of_their_paths():
    pages = shelf_pages()

    assert [page.path for page in pages] == [COURSE, OVERVIEW, SITE, CONTACTS]
    assert pages[1].place is not None
    assert pages[1].place.country_code == "MY"
    assert pages[2].site is not None
    assert (pages[2].site.depth_min_m, pages[2].site.depth_max_m) == (9.0, 25.0)
    assert [contact.phone for contact in pages[3].contacts] == ["+1 555 010 0100", "999"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 9 to 25 m", {9, 25}),
        ("9–25 metres", {9, 25}),
        ("9 m to 25 m", {9, 25}),
        ("between 5.5 and 12 metres", {5.5, 12}),
        ("an 18-metre dive", {18}),
        ("25 minutes with 9 mm of neoprene", set()),
    ],
)
def test_depths_are_read_in_the_ways_people_write_them(text, expected):
    assert depths_in(text) == expected
