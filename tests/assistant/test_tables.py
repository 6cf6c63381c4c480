"""Who asks about December is shown December."""

import pytest

from assistant.tables import months_in, narrowed

SEASON = """The season is long.

| Months | Diving |
|---|---|
| March to October | open |
| November, December | closed |
| January to February | closed |

Ask again."""
AGES = """| Age | What |
|---|---|
| Under 8 | no scuba |
| 8 or 9 | pool |
| 10 to 14 | junior courses |
| 15 and older | all courses |
"""
LEVELS = "| Level | Depth |\n|---|---|\n| Open Water | 18 metres |\n| Advanced | 30 metres |\n"


def rows(text):
    return [line.strip("|").split("|")[0].strip() for line in text.splitlines() if line.startswith("|")][2:]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Can I dive there in December?", ["November, December"]),
        ("is august good", ["March to October"]),
        ("from Oct to Nov", ["March to October", "November, December"]),
        ("in May or in January", ["March to October", "January to February"]),
        ("When may I go?", ["March to October", "November, December", "January to February"]),
        ("Is it open?", ["March to October", "November, December", "January to February"]),
    ],
)
def test_a_month_chooses_its_rows(question, found):
    assert rows(narrowed(SEASON, question)) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("My 7 year old", ["Under 8"]),
        ("my daughter is 9 years old", ["8 or 9"]),
        ("a 12-year-old boy", ["10 to 14"]),
        ("can a 40 year old learn", ["15 and older"]),
        ("for children aged 8 and my son of 14 years", ["8 or 9", "10 to 14"]),
        ("My daughter is 8, what can she do?", ["8 or 9"]),
        ("my kids who just turned 11", ["10 to 14"]),
        ("How deep can my 8 and 11 year olds go?", ["8 or 9", "10 to 14"]),
        ("My daughter is 8, her brother 13", ["8 or 9", "10 to 14"]),
        ("my 9-11 year old", ["8 or 9", "10 to 14"]),
        ("children between 8 and 12 years", ["8 or 9", "10 to 14"]),
        ("aged 7 and 15", ["Under 8", "15 and older"]),
        ("I have 10 years of experience", ["Under 8", "8 or 9", "10 to 14", "15 and older"]),
        ("certified for 8 years", ["Under 8", "8 or 9", "10 to 14", "15 and older"]),
        ("my son is 8 m below me", ["Under 8", "8 or 9", "10 to 14", "15 and older"]),
        ("How deep is 12 metres?", ["Under 8", "8 or 9", "10 to 14", "15 and older"]),
    ],
)
def test_an_age_chooses_its_rows(question, found):
    assert rows(narrowed(AGES, question)) == found


def test_a_table_without_such_rows_stays_whole():
    assert narrowed(LEVELS, "Can I dive to 18 metres in December with my 9 year old?") == LEVELS


def test_what_stands_around_a_table_stays():
    assert narrowed(SEASON, "in December").startswith("The season is long.\n\n| Months")
    assert narrowed(SEASON, "in December").endswith("|\n\nAsk again.")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("November to February", [11, 12, 1, 2]),
        ("March – May", [3, 4, 5]),
        ("June, July", [6, 7]),
        ("you may marry a decent janitor", []),
        ("sept", [9]),
    ],
)
def test_months_are_read_with_their_ranges(text, months):
    assert sorted(months_in(text), key=[*range(3, 13), 1, 2].index) == months


NUMBERS = """| Where | Number |
|---|---|
| Malaysia | 1 |
| Thailand | 2 |
| Indonesia | 3 |
| Indonesia | 4 |
"""


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("the ambulance in INDONESIA?", ["Indonesia", "Indonesia"]),
        ("Malaysia or Thailand", ["Malaysia", "Thailand"]),
        ("in the Philippines", ["Malaysia", "Thailand", "Indonesia", "Indonesia"]),
        ("My 7 year old in Malaysia", ["Malaysia"]),
    ],
)
def test_a_name_chooses_its_rows(question, found):
    assert rows(narrowed(NUMBERS, question)) == found


def test_of_a_short_table_nothing_is_left_out_for_a_name():
    assert rows(narrowed(LEVELS, "How deep may an advanced diver go?")) == ["Open Water", "Advanced"]


def test_an_age_is_no_temperature():
    suits = "| Water temperature | Suit |\n|---|---|\n| 24 to 27 °C | 3 mm |\n| 16 to 19 °C | 7 mm |\n"

    assert len(rows(narrowed(suits, "Which suit does my 16 year old son need at 25 degrees?"))) == 2
