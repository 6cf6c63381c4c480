"""The rules that read sentences and tables know the ways people write, and the ways that only look wrong."""

import math
from dataclasses import replace

import pytest

from assistant.fact_rules import FACT_RULES
from assistant.library_rules import distance_km
from assistant.likeness import likenesses
from assistant.page_rules import statements
from assistant.pages import Content, Coordinates, Fact, Page, read_facts, read_page
from assistant.site_rules import SITE_RULES
from assistant.text_rules import MONTHS, TEXT_RULES, months_of
from tests.library.shelves import COURSE, SHELF, SITE, shelf_pages

FACTS = """
- {id: %s, value: %s, phrases: [x], statement: It is., source: {kind: agency standard, name: x}, reviewed: 2026-11-20}
"""


def page(text: str, path: str = COURSE) -> Page:
    return replace(next(page for page in shelf_pages() if page.path == path), body=text)


def text_faults(text: str) -> list[str]:
    return [fault.message for rule in TEXT_RULES for fault in rule(page(text))]


def fact(name: str, value: str) -> Fact:
    return read_facts("facts.yaml", FACTS % (name, value), [])[0]


def contradictions(text: str, *facts: Fact) -> list[str]:
    content = Content((page(text),), facts, ())
    return [fault.message for rule in FACT_RULES for fault in rule(content) if "says" in fault.message]


@pytest.mark.parametrize(
    "text",
    [
        "It lies between 18 and 30 metres.",
        "Ascend from 30 to 18 metres first.",
        "The sea cools from 29 to 26 degrees Celsius.",
        "Dives last 30 minutes to 2 hours.",
        "Cabins are at 600 to 2,400 metres.",
        "The standard ISO 24801-3 describes metres.",
        "The boat leaves at 10-12 o'clock on 29 February or March 31.",
        "The wreck is 130 years old, and 100 percent of it is iron.",
        "Visibility is 20 metres, and the water has -1 degrees Celsius.",
        "Divers aged 10 to 14 turn 120 degrees and read 200 bar.",
        "Nitrox 32 and EAN36 are common.",
    ],
)
def test_what_can_be_is_not_flagged(text):
    assert text_faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lies from 30 to 18 metres.", "'30 to 18 metres' runs backwards"),
        ("It lies at 30-18 m.", "'30-18 m' runs backwards"),
        ("It lies between 30 and 18 metres.", "'between 30 and 18 metres' runs backwards"),
        ("Stay 5 minutes to 3 minutes.", "runs backwards"),
        ("The water has 26 to 290 degrees Celsius.", "cannot be a temperature"),
        ("The water has 290 °C.", "cannot be a temperature"),
        ("The minimum age: 115 for all.", "cannot be an age"),
        ("Divers of 1 years and older.", "cannot be an age"),
        ("It holds 121 percent oxygen.", "cannot be a share"),
        ("Visibility on most days of the year is 200 m.", "cannot be a visibility"),
        ("Nitrox 12 is common.", "cannot be nitrox"),
        ("It opens on 31 June.", "'31 June' is no day"),
        ("It opens on the 32nd of March.", "'32nd of March' is no day"),
    ],
)
def test_what_cannot_be_is_flagged(text, expected):
    (message,) = text_faults(text)

    assert expected in message


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("January", ["January"]),
        ("January, February", ["January", "February"]),
        ("July and August", ["July", "August"]),
        ("March to May", ["March", "April", "May"]),
        ("October–December", ["October", "November", "December"]),
        ("November to January", ["November", "December", "January"]),
        ("March to April, June", ["March", "April", "June"]),
        ("All year", list(MONTHS)),
        ("Jan", None),
        ("Febuary", None),
        ("mid October", None),
        ("May to Octember", None),
        ("", None),
    ],
)
def test_months_are_read_in_the_ways_people_write_them(cell, months):
    assert months_of(cell) == months


def test_other_tables_than_those_of_months_may_leave_months_out():
    assert text_faults("| Day | What |\n|---|---|\n| January | cold |\n") == []


def test_a_statement_knows_its_line():
    text = "One sentence. Another\nthat goes on. A third.\n\n| a | b |\n|---|---|\n| c | d |\n"
    found = page(f"## Heading\n\n{text}")

    first = found.body_line + 2
    assert statements(found)[1:] == (
        (first, "One sentence."),
        (first, "Another that goes on."),
        (first + 1, "A third."),
        (first + 3, "| a | b |"),
        (first + 4, ""),
        (first + 5, "| c | d |"),
    )


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("ascent-rate", "9", "Ascend at 10 metres per minute."),
        ("no-fly-single", "12", "Divers wait eleven hours after a dive."),
        ("no-fly-repetitive", "18", "Leave 6 hours between the last dive and before you fly."),
        ("no-fly-repetitive", "18", "The no-fly time is 6 hours."),
        ("safety-stop-minutes", "3", "A safety stop lasts five minutes."),
        ("safety-stop-depth", "5", "A safety stop is made at 8 metres."),
        ("surface-reserve", "50", "Be back on the boat with 20 bar."),
        ("po2-working", "1.4", "The limit is 1.5 bar of oxygen."),
        ("po2-working", "1.4", "A partial pressure of 1.8 bar is common."),
        ("nitrox-recreational-max", "40", "Recreational nitrox holds up to 50 percent."),
        ("hot-water-temperature", "45", "Put the foot in hot water of 60 degrees Celsius."),
        ("depth-recreational-limit", "40", "Recreational divers go no deeper than 50 metres."),
        ("depth-recreational-limit", "40", "A Deep Diver may go to 50 m."),
        ("depth-try-dive", "12", "A try dive goes to 20 metres."),
        ("depth-open-water", "18", "Open Water divers stay above 20 metres."),
        ("depth-advanced", "30", "With Advanced Open Water you dive to 40 metres."),
        ("depth-advanced", "30", "Anything below 35 metres asks for deep training."),
        ("age-open-water-junior", "10", "Junior Open Water is open from 8 years."),
        ("age-divemaster", "18", "A divemaster is at least 16 years old."),
    ],
)
def test_another_number_than_the_reviewed_one_is_a_contradiction(name, value, text):
    (message,) = contradictions(text, fact(name, value))

    assert f"where the reviewed facts say {value} ({name})" in message


@pytest.mark.parametrize(
    "text",
    [
        "Ascend at 9 metres per minute.",
        "A safety stop lasts three minutes at 5 metres.",
        "The flight takes 14 hours.",
        "Advanced Open Water divers may go to 30 metres.",
        "Open Water divers swim 200 metres.",
        "Open Water divers stay within 50 metres of the boat.",
        "Advanced Open Water divers with deep training go to 40 metres.",
        "Advanced Open Water divers and others may join within 18 metres.",
        "At 5 metres the pressure is 1.5 bar.",
    ],
)
def test_the_reviewed_number_and_other_things_are_no_contradiction(text):
    facts = [("ascent-rate", "9"), ("safety-stop-minutes", "3"), ("no-fly-single", "12"), ("depth-advanced", "30"),
             ("depth-open-water", "18"), ("po2-working", "1.4")]  # fmt: skip

    assert contradictions(text, *(fact(*known) for known in facts)) == []


def test_a_fact_that_rules_count_with_is_a_number():
    content = Content(
        (), (fact("depth-open-water", "eighteen"), fact("certification-validity", "lifelong")), ()
    )

    assert [str(fault) for rule in FACT_RULES for fault in rule(content)] == [
        "facts.yaml:2: the fact 'depth-open-water' needs a number as its `value`, not 'eighteen'"
    ]


def test_a_number_that_nobody_reviewed_contradicts_nothing():
    assert contradictions("Ascend at 30 metres per minute.") == []


@pytest.mark.parametrize(
    ("text", "is_flagged"),
    [
        ("The reef ends at 25 metres.", False),
        ("The reef goes down to 52 metres.", True),
        ("A ship of 109 metres, long gone.", False),
        ("The wall drops to 90 metres.", False),
        ("Visibility reaches 30 metres.", False),
    ],
)
def test_a_depth_in_a_sites_text_is_that_of_the_catalogue_or_says_what_it_is(text, is_flagged):
    found = [
        fault for rule in SITE_RULES for fault in rule(page(text, SITE)) if "deeper than" in fault.message
    ]

    assert bool(found) is is_flagged


def test_pages_are_alike_by_the_runs_of_words_that_both_have():
    one, other = page("a b c d e f g h"), page("a b c d e x g h")

    ((_, _, share),) = likenesses([one, other], at_least=0.1)
    assert math.isclose(share, 2 / 8)
    assert list(likenesses([one, other], at_least=0.3)) == []
    assert list(likenesses([page("too short"), page("too short")], at_least=0.1)) == []


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (Coordinates(0, 0), Coordinates(0, 0), 0),
        (Coordinates(0, 0), Coordinates(0, 1), 111),
        (Coordinates(0, 179.5), Coordinates(0, -179.5), 111),
        (Coordinates(90, 0), Coordinates(-90, 0), 20015),
    ],
)
def test_a_distance_goes_along_the_surface(one, other, km):
    assert round(distance_km(one, other)) == km


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("difficulty: 4", "difficulty: yes", ":16: `site.difficulty` must be a whole number from 1 to 5"),
        ("difficulty: 4", "difficulty: 1_0", ":16: `site.difficulty` must be a whole number from 1 to 5"),
        ("difficulty: 4", "difficulty:", ":16: `site.difficulty` is empty"),
        ("  slug: tiger-reef\n", "", ":11: `site.slug` is missing"),
        ("summary: A", "summary: |\n  First.\n  A", ":4: `summary` must be a sentence"),
        ("tags: [pinnacle, current]", "tags: &t [*t]", ":5: is an alias"),
        ("site:", "site: reef\nplace:", ":11: `site` must be a mapping of keys to values"),
        ("destination: tioman", "destination: [tioman]", ":10: `destination` must be lower-case words"),
    ],
)
def test_yaml_that_people_read_differently_is_refused_at_its_line(old, new, expected):
    text = (SHELF / SITE).read_text("utf-8")
    assert old in text
    found = []

    assert read_page(SITE, text.replace(old, new, 1), found) is None
    assert any(str(fault).startswith(SITE + expected) for fault in found), found


def test_a_whole_number_may_be_written_with_a_point():
    text = (SHELF / SITE).read_text("utf-8").replace("difficulty: 4", "difficulty: 4.0")

    assert read_page(SITE, text, []).site.difficulty == 4


def test_a_facts_value_stays_as_it_is_written():
    assert fact("po2-working", "1.40").value == "1.40"
    assert fact("validity", "lifelong").value == "lifelong"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("facts: []", ["facts.yaml:1: must be a list of facts"]),
        ("", ["facts.yaml:1: must be a list of facts"]),
        ("- x", ["facts.yaml:1: `facts[0]` must be a mapping of keys to values"]),
        ("- [", ["facts.yaml:2: is not YAML"]),
    ],
)
def test_facts_that_cannot_be_read_are_refused_once(text, expected):
    found = []

    assert read_facts("facts.yaml", text, found) == []
    assert [str(fault)[: len(start)] for fault, start in zip(found, expected, strict=True)] == expected
