"""The command that looks after the library says what it did and what is wrong, and nothing more."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.config import Settings
from assistant.validation import InvalidLibrary
from scripts.content import __main__ as content
from scripts.content import ingest_folder
from tests.library.shelves import COURSE, SHELF, TODAY, WordEmbedder, change


@pytest.fixture
def settings(database, database_url) -> Settings:
    return Settings(database_url=database_url, content_dir=SHELF, embedding_batch_size=8)


def run(settings: Settings, *arguments: str) -> int:
    return content.run(content.parse(arguments, today=TODAY), settings)


async def test_an_ingest_says_what_it_found_and_did(settings, capsys):
    await ingest_folder(settings, WordEmbedder())
    await ingest_folder(settings, WordEmbedder())

    told = re.sub(r"in \d+\.\d s", "in 0.1 s", capsys.readouterr().out).splitlines()
    changes = ("4 pages new, 0 changed, 0 unchanged", "0 pages new, 0 changed, 4 unchanged")
    assert told == [
        "embedding passages: 8 of 20",
        "embedding passages: 16 of 20",
        "embedding passages: 20 of 20",
        f"library: 4 pages, 20 passages ({changes[0]}, 0 removed) in 0.1 s; catalogue: 2 written, 0 retired",
        f"library: 4 pages, 20 passages ({changes[1]}, 0 removed) in 0.1 s; catalogue: 0 written, 0 retired",
    ]


async def test_a_library_with_faults_never_reaches_the_database(shelf: Path):
    change(shelf / COURSE, "doc_type: certification", "doc_type: course")

    with pytest.raises(InvalidLibrary):
        await ingest_folder(Settings(database_url="postgresql://nowhere", content_dir=shelf), None)


def test_validate_lists_faults_as_an_editor_opens_them(shelf: Path, capsys):
    change(shelf / COURSE, "doc_type: certification", "doc_type: course")
    change(shelf / COURSE, "data_quality: compiled", "data_quality: good")

    assert run(Settings(), "validate", "--content-dir", str(shelf)) == 1

    told = capsys.readouterr()
    assert [line.split(": ")[0] for line in told.out.splitlines()] == [
        f"{os.path.relpath(shelf)}/{COURSE}:3",
        f"{os.path.relpath(shelf)}/{COURSE}:10",
    ]
    assert told.err == "2 faults; nothing is published\n"


def test_validate_is_content_with_a_library_that_keeps_the_rules(capsys):
    assert run(Settings(), "validate", "--content-dir", str(SHELF)) == 0

    assert capsys.readouterr().out.startswith("4 pages keep the rules\n")


def test_clear_removes_what_ingest_made_and_needs_a_yes(settings, capsys):
    assert run(replace(settings, embedding_provider="none"), "ingest") == 0
    capsys.readouterr()

    assert run(settings, "clear") == 1
    assert run(settings, "clear", "--yes") == 0
    told = capsys.readouterr()
    assert told.err == "clear needs --yes when nobody can be asked\n"
    assert told.out == "library: 20 passages removed; catalogue: 2 destinations and dive sites removed\n"


def test_help_explains_the_commands(capsys):
    with pytest.raises(SystemExit):
        content.parse(["--help"], today=TODAY)

    told = " ".join(capsys.readouterr().out.split())
    assert "list all that is wrong, as path:line: message" in told
