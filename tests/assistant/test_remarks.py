"""What the library says in other units, or leaves out on purpose, is said below the answer."""

import pytest

from assistant.remarks import remarks

DEPTH = "Children of 10 dive to 12 metres."
IN_FEET = "In feet, 18 metres are about 60 feet."
WARM = "The sea is about 26 degrees Celsius."
WEIGHT = "Take off 2 kg in fresh water."
GAS = "End the dive with 50 bar."
COURSE = "A fair price names everything."


@pytest.mark.parametrize(
    ("question", "quotes", "begins"),
    [
        ("in feet?", [DEPTH], "The library gives depths in metres; one metre is about 3.28 feet"),
        ("How many ft is that?", [DEPTH, IN_FEET], "The library gives depths"),
        ("How warm in Fahrenheit?", [WARM], "The library gives temperatures"),
        ("How many pounds of lead?", [WEIGHT], "The library gives weights"),
        ("how much psi should be left", [GAS], "The library gives pressures"),
        ("How much does a course cost?", [COURSE], "The library names no prices"),
        ("how much is an open water course", [COURSE], "The library names no prices"),
        ("price of a liveaboard", [COURSE], "The library names no prices"),
    ],
)
def test_who_asks_in_other_terms_is_told(question, quotes, begins):
    (remark,) = remarks(question, quotes)

    assert remark.startswith(begins)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("How deep may my child go?", [DEPTH]),
        ("How deep in feet?", [IN_FEET]),
        ("How many feet?", [COURSE]),
        ("How much weight do I need?", [WEIGHT]),
        ("How much does it cost?", ["It costs 20 euros."]),
        ("how much is a safety stop", [DEPTH]),
        ("feet first entry?", []),
        ("I stepped on an urchin with my foot", [DEPTH]),
        ("I am 6 ft tall, which suit?", [DEPTH]),
        ("How much would the ascent rate be?", [DEPTH]),
        ("what does skipping the safety stop cost me?", [DEPTH]),
        ("How much does it cost?", ["It costs 400 MYR."]),
    ],
)
def test_nothing_is_said_where_nothing_is_left_open(question, quotes):
    assert remarks(question, quotes) == []
