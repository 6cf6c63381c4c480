"""Passages are exact parts of their page, whole enough to be understood, and nothing of the page is lost."""

import random
import re
from dataclasses import replace

import pytest

from assistant.chunking import TOKENS_MAX, WORDS_PER_TOKEN, chunks
from assistant.pages import Page
from assistant.sections import count_words, plain, sections
from tests.library.shelves import COURSE, shelf_pages

STEPS = "\n".join(f"{n}. Step {n}" + " takes care" * 10 for n in range(1, 16))


def page(body: str) -> Page:
    return replace(next(page for page in shelf_pages() if page.path == COURSE), body=body)


def random_body(seed: int) -> str:
    """Paragraphs, lists and tables of any size in any order."""
    choose = random.Random(seed)
    parts = ["An opening."]
    for n in range(choose.randint(5, 25)):
        words = " ".join(
            choose.choices(
                ["reef", "deep", "current:", "é", "12", "a-b", "**mask**"], k=choose.randint(1, 60)
            )
        )
        parts.append(
            choose.choice(
                [
                    f"## Heading {n}",
                    f"### Part {n}",
                    words,
                    f"{words}:\n\n- one\n  more\n- {words}\n\n- three",
                    f"1. {words}\n2. {words}\n\n   {words}\n3. end",
                    f"| a | b |\n|---|---|\n| {words} | c |",
                ]
            )
        )
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("seed", range(25))
def test_nothing_is_lost_or_said_twice_and_all_is_in_order(seed):
    source = page(random_body(seed))

    text = "\n".join(chunk.text for chunk in chunks(source))
    lines = [line for line in source.body.split("\n") if line and not line.startswith("#")]
    assert [line for line in text.split("\n") if line] == lines


@pytest.mark.parametrize("seed", range(25))
def test_every_passage_stands_in_its_page_word_for_word(seed):
    source = page(random_body(seed))

    assert all(chunk.text and chunk.text in source.body for chunk in chunks(source, tokens_overlap=40))


@pytest.mark.parametrize("seed", range(25))
def test_a_passage_is_longer_than_the_limit_only_when_it_is_one_piece(seed):
    source = page(random_body(seed))

    pieces = {piece.text for section in sections(source.body) for piece in section.pieces}
    too_long = [c.text for c in chunks(source) if count_words(c.text) > TOKENS_MAX * WORDS_PER_TOKEN]
    assert set(too_long) <= pieces


def test_the_real_pages_keep_to_the_limit():
    sizes = [count_words(chunk.text) for page in shelf_pages() for chunk in chunks(page)]

    assert max(sizes) <= TOKENS_MAX * WORDS_PER_TOKEN


def test_a_passage_knows_its_headings():
    found = chunks(next(page for page in shelf_pages() if page.path == COURSE))

    assert [(chunk.index, chunk.heading) for chunk in found] == [
        (0, ""),
        (1, "How deep it goes"),
        (2, "What the course asks for"),
        (3, "What the course asks for > Swimming"),
        (4, "What the course asks for > Health"),
        (5, "Choosing dives"),
    ]


def test_an_embedder_reads_title_and_headings_above_the_plain_words():
    found = chunks(page("Opening.\n\n## Limits\n\n### Depth\n\nNo deeper than [**18 m**](../a.md#b).\n"))

    assert found[1].embedded_text == "Open Water certification > Limits > Depth\nNo deeper than 18 m."
    assert found[0].embedded_text == "Open Water certification\nOpening."


def test_ids_stay_the_same_from_one_reading_to_the_next():
    first, second = ([chunk.id for page in shelf_pages() for chunk in chunks(page)] for _ in range(2))

    assert first == second
    assert len(set(first)) == len(first)


def test_long_instructions_are_cut_between_steps_and_stay_in_order():
    found = chunks(page(f"## Ascent\n\nDo this:\n\n{STEPS}\n"))

    assert len(found) > 1
    assert found[0].text.startswith("Do this:\n\n1. Step 1")
    assert all(re.match(r"\d+\. Step", chunk.text) for chunk in found[1:])
    assert "\n".join(chunk.text.rstrip() for chunk in found).endswith(STEPS.rstrip())


def test_short_instructions_are_not_cut_for_the_sake_of_size():
    steps = "\n".join(f"{n}. " + "breathe " * 20 for n in range(1, 5)).strip()
    found = chunks(page(f"## Ascent\n\n{'Some words. ' * 40}\n\n{steps}\n\n{'More words. ' * 20}\n"))

    assert any(steps in chunk.text for chunk in found)


def test_a_label_stays_with_its_list():
    body = f"## Gear\n\n{'word ' * 40}\n\nYou need {'really ' * 28}:\n\n- {'mask ' * 70}\n"

    assert chunks(page(body))[1].text.startswith("You need")


def test_an_item_keeps_what_is_indented_below_it():
    item = "1. Look up.\n\n   Boats pass here.\n   - fast ones\n\n  - slow ones"
    found = sections(f"{item}\n2. Go up\nslowly.\n\nA paragraph.")[0].pieces

    assert [(piece.kind, piece.text) for piece in found] == [
        ("step", item),
        ("step", "2. Go up\nslowly."),
        ("paragraph", "A paragraph."),
    ]


def test_a_table_stays_with_its_header():
    table = "| Depth | Time |\n|---|---|\n" + "\n".join(f"| {n} m | {n} minutes |" for n in range(20))
    found = chunks(page(f"## Limits\n\n{'Some words. ' * 45}\n\n{table}\n"))

    assert found[1].text == table


def test_neighbours_share_whole_pieces_when_asked_to():
    body = "## Reefs\n\n" + "\n\n".join(f"Paragraph {n} " + "reef " * 28 for n in range(8))
    plain_cut, overlapping = chunks(page(body)), chunks(page(body), tokens_overlap=50)

    assert len(plain_cut) == len(overlapping)
    assert plain_cut[1].text.startswith("Paragraph 2")
    assert overlapping[1].text.startswith("Paragraph 1")


def test_words_are_counted_without_targets_and_marks():
    assert plain("See [the **rules**](../x.md) for `EANx`.") == "See the rules for EANx."
    assert count_words("| a | b |\n|---|---|\n| 1.5 m | don't |") == 5


def test_a_passage_knows_how_divers_ask_for_its_section():
    asked = replace(page("Opening.\n\n## Limits\n\nDepth matters."), asked={"Limits": ("how deep may I go",)})

    assert [chunk.asked for chunk in chunks(asked)] == [(), ("how deep may I go",)]
