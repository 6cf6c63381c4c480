"""Numbers are compared with their units: 18 m is not 18 minutes."""

import pytest

from assistant.quantities import quantities, unstated


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("down to 18 metres", [(18, "m")]),
        ("18m, or 60 ft", [(18, "m"), (60, "ft")]),
        ("between 6 and 12 metres", [(6, "m"), (12, "m")]),
        ("5-30 m", [(5, "m"), (30, "m")]),
        ("a 10-year-old", [(10, "year")]),
        ("three minutes at 5 m", [(3, "min"), (5, "m")]),
        ("an 18-hour wait, 18 hours", [(18, "h"), (18, "h")]),
        ("32 % oxygen, 32 percent", [(32, "%"), (32, "%")]),
        ("1.4 bar", [(1.4, "bar")]),
        ("27 to 30 degrees Celsius", [(27, "°C"), (30, "°C")]),
        ("four open water dives, 50 logged dives", [(4, "dive"), (50, "dive")]),
        ("$1,200", [(1200, "money")]),
        ("call 112", [(112, None)]),
        ("the B-17 and DAN", [(17, None)]),
        ("no number", []),
    ],
)
def test_a_number_is_read_with_its_unit(text, found):
    assert [(one.value, one.unit) for one in quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The limit is 18 m.", "to 18 metres"),
        ("Wait eighteen hours.", "at least 18 hours"),
        ("It is 6 m to 12 m deep.", "6 to 12 metres"),
        ("One of the two kinds is nitrox.", "nitrox"),
    ],
)
def test_what_the_source_states_in_other_words_is_stated(text, source):
    assert unstated(text, source) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The limit is 30 m.", "to 18 metres"),
        ("Wait 18 minutes.", "wait 18 hours"),
        ("The limit is 18 ft.", "to 18 metres"),
        ("Call 555 1234.", "call 112"),
        ("From eight years.", "from ten years"),
    ],
)
def test_what_the_source_does_not_state_is_told(text, source):
    assert unstated(text, source)
