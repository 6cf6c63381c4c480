"""`python -m scripts.content` leads an author from an empty file to a page that is published."""

import json
import os
import re
from pathlib import Path

import jsonschema_rs
import pytest

from app.config import PROJECT_ROOT, Settings
from assistant.schema import SCHEMA
from scripts.content import __main__ as content
from scripts.content.front_matter_table import front_matter_table
from tests.library.shelves import COURSE, TODAY, change, faults
from tests.library.shelves import shelf_pages as pages_of_the_shelf

TEXT = (
    "Green Rock lies between about 5 and 22 metres and is reached by boat. Operators ask for an Open Water"
    " certification and 10 logged dives, and the guide shows the way around the boulders at any time of the year."
)


def run(shelf: Path, *arguments: str) -> int:
    return content.run(content.parse([*arguments, "--content-dir", str(shelf)], today=TODAY), Settings())


def to_do(shelf: Path) -> list[str]:
    """The places that hold TODO, as the validator should tell them."""
    return [
        f"{file.relative_to(shelf).as_posix()}:{line}"
        for file in sorted(shelf.rglob("*.md"))
        for line, text in enumerate(file.read_text("utf-8").split("\n"), 1)
        if "TODO" in text
    ]


def write(file: Path, values: dict[str, str]) -> None:
    """Does what the author does: `values` for keys of the front matter, a text for each part of the body."""
    written = []
    for number, line in enumerate(file.read_text("utf-8").split("\n")):
        key = line.split(":")[0].strip(" -{")
        if "TODO" not in line:
            written.append(line)
        elif key in values:
            written.append(line[: line.index(key)] + f"{key}: {values[key]}")
        elif line.startswith("## "):
            written.append(f"## Is part {number} of it good?")
        elif line.startswith("| "):
            written.append(re.sub(r"TODO.*", "as it comes |", line))
        else:
            written.append(
                f"{TEXT} Part {number} says a little more of what divers see there on a good day in the middle of a calm and dry season."
            )
    file.write_text("\n".join(written), "utf-8")


def places(told: list[str]) -> list[str]:
    return [fault.split(": ")[0] for fault in told]


SITE = ("new-site", "tioman", "Green Rock")
KNOWN = ("--min-certification", "OW", "--min-logged-dives", "10", "--difficulty", "2", "--depth-min-m", "5",
         "--depth-max-m", "22", "--access", "boat")  # fmt: skip
SUMMARY = {"summary": "What divers find there."}


@pytest.mark.parametrize(
    "arguments",
    [
        ("new-page", "gear/torches", "--title", "Torches and lights"),
        ("new-page", "safety/Cold Water.md"),
        ("new-page", "destinations/tioman/getting-there"),
        SITE,
        (*SITE, *KNOWN),
        ("new-destination", "sipadan"),
        ("new-destination", "Sipadan", "--name", "Sipadan", "--country", "Malaysia", "--country-code", "MY",
         "--region", "Celebes Sea"),
    ],
)  # fmt: skip
def test_a_new_page_lacks_only_what_its_author_has_to_write(shelf: Path, arguments, capsys):
    assert run(shelf, *arguments) == 0

    told = [
        line for line in capsys.readouterr().out.splitlines() if not line.endswith("still to be written:")
    ]
    expected = to_do(shelf)
    assert expected
    assert places(faults(shelf)) == expected
    assert [line.split(": ")[0] for line in told] == [
        f"{os.path.relpath(shelf)}/{place}" for place in expected
    ]


def test_a_new_page_that_is_written_is_published(shelf: Path):
    run(shelf, "new-page", "gear/torches")

    write(shelf / "gear/torches.md", {**SUMMARY, "kind": "general knowledge, name: Guidebooks}"})
    assert faults(shelf) == []


def test_a_new_site_that_is_written_is_published(shelf: Path):
    run(shelf, *SITE, *KNOWN)

    write(
        shelf / "destinations/tioman/sites/tioman-green-rock.md",
        {**SUMMARY, "tags": "[reef]"},
    )
    assert faults(shelf) == []


def test_a_new_destination_that_is_written_is_published(shelf: Path):
    place = ("--country", "Malaysia", "--country-code", "MY", "--region", "Celebes Sea")
    run(shelf, "new-destination", "mabul", *place)

    for name in ("overview", "seasons"):
        write(shelf / f"destinations/mabul/{name}.md", {"summary": f"The {name} of it.", "tags": "[mabul]"})
    told = faults(shelf)
    # The two pages were filled with the same words; nothing else is wrong with them.
    assert places(told) == ["destinations/mabul/seasons.md:13"]
    assert "says the same as destinations/mabul/overview.md" in told[0]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ("new-page", "gears/torches"),
            "gears/torches: a page is <area>/<name>, the area one of certification,",
        ),
        (("new-page", "torches"), "torches: a page is <area>/<name>"),
        (("new-page", COURSE), f"{COURSE} is there already"),
        (
            ("new-page", "destinations/sipadan/marine-life"),
            "destinations/sipadan/overview.md is missing: begin with",
        ),
        (("new-site", "sipadan", "Drop Off"), "begin with `new-destination sipadan`"),
        (("new-site", "tioman", "..."), "'...' has no letter or digit to make a file name of"),
        (("new-destination", "tioman"), "destinations/tioman/overview.md is there already"),
    ],
)
def test_a_page_that_cannot_be_begun_is_refused_and_nothing_is_written(
    shelf: Path, arguments, expected, capsys
):
    before = sorted(shelf.rglob("*"))

    assert run(shelf, *arguments) == 1
    assert expected in capsys.readouterr().err
    assert sorted(shelf.rglob("*")) == before


def test_names_become_plain_file_names(shelf: Path):
    run(shelf, "new-site", "tioman", "Anita's Café & Wall")

    text = (shelf / "destinations/tioman/sites/tioman-anitas-cafe-wall.md").read_text("utf-8")
    assert 'title: "Anita\'s Café & Wall (Tioman Island)"' in text
    assert "slug: tioman-anitas-cafe-wall" in text


def test_a_site_of_a_destination_that_is_still_to_be_written_can_be_begun(shelf: Path):
    run(shelf, "new-destination", "mabul")

    assert run(shelf, "new-site", "mabul", "Jetty") == 0
    assert 'title: "Jetty (Mabul)"' in (shelf / "destinations/mabul/sites/mabul-jetty.md").read_text("utf-8")


def test_validate_reports_how_much_of_what_there_is(shelf: Path, capsys):
    assert run(shelf, "validate") == 0

    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["4", "pages", "keep", "the", "rules"],
        [],
        ["pages", "words", "passages", "asked", "facts", "words", "a", "sentence"],
        ["certification", "1", "225", "6", "0", "1", "10.3"],
        ["destination", "1", "205", "5", "0", "0", "14.2"],
        ["dive_site", "1", "231", "5", "0", "0", "15.5"],
        ["safety", "1", "238", "4", "0", "0", "11.0"],
        ["all", "4", "899", "20", "0", "1", "12.4"],
        ["2", "reviewed", "facts,", "2", "contacts,", "0", "chambers"],
    ]


def test_validate_reports_as_json_also_what_is_wrong(shelf: Path, capsys):
    change(shelf / COURSE, "doc_type: certification", "doc_type: course")

    assert run(shelf, "validate", "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["all"]["pages"] == 3
    assert set(report["doc_types"]) == {"destination", "dive_site", "safety"}
    assert [(fault["path"], fault["line"]) for fault in report["faults"]] == [(COURSE, 3)]


def test_the_schema_is_printed_as_it_is_used(shelf: Path, capsys):
    assert run(shelf, "schema") == 0

    assert json.loads(capsys.readouterr().out) == SCHEMA


def test_the_schema_is_one_of_draft_2020_12():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert jsonschema_rs.meta.is_valid(SCHEMA)


def test_every_key_has_a_meaning_for_authors():
    def properties(schema):
        for part in schema.get("properties", {}).values():
            yield part
            yield from properties(part)

    definitions = [SCHEMA, *SCHEMA["$defs"].values()]
    assert [
        part for schema in definitions for part in properties(schema) if not part.get("description")
    ] == []


def test_the_guide_shows_the_schema_as_it_is(shelf: Path, capsys):
    run(shelf, "schema", "--table")

    assert capsys.readouterr().out == front_matter_table()
    guide = (PROJECT_ROOT / "content" / "README.md").read_text("utf-8")
    assert front_matter_table() in guide, (
        "run `python -m scripts.content schema --table`, paste it into content/README.md"
    )


def test_the_guides_commands_exist():
    guide = (PROJECT_ROOT / "content" / "README.md").read_text("utf-8")
    commands = re.findall(r"^python -m scripts\.content (.+)$", guide, re.MULTILINE)

    parsed = [content.parse(re.findall(r'"[^"]+"|\S+', command), today=TODAY) for command in commands]

    assert [arguments.run.__name__ for arguments in parsed] == [
        "_new_page",
        "_new_site",
        "_new_destination",
        "_validate",
    ]


@pytest.mark.parametrize(
    "command", ["validate", "new-page", "new-site", "new-destination", "schema", "ingest", "clear"]
)
def test_help_explains_each_command(command, capsys):
    with pytest.raises(SystemExit):
        content.parse([command, "--help"], today=TODAY)

    assert content._COMMANDS[command][0].__doc__.split(",")[0].split()[0] in capsys.readouterr().out


def test_the_shelf_is_left_as_it_was():
    assert len(pages_of_the_shelf()) == 4
