"""The way down is not the way up, and a dive before a flight is not one after it."""

import pytest

from assistant.phases import Phase, flies_before_diving, phase_of


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("My ears hurt on descent", Phase.DESCENT),
        ("descending slowly", Phase.DESCENT),
        ("pain when going up", Phase.ASCENT),
        ("How fast may I ascend?", Phase.ASCENT),
        ("and coming up?", Phase.ASCENT),
        ("on my way up", Phase.ASCENT),
        ("coming back down", Phase.DESCENT),
        ("from descent to ascent", None),
        ("My ears hurt", None),
        ("I slowed down", None),
    ],
)
def test_a_text_names_a_phase_of_the_dive(text, phase):
    assert phase_of(text) is phase


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I land at noon, can I dive the same day?", True),
        ("Can I dive after flying?", True),
        ("diving right from the plane", True),
        ("jet lag and diving", True),
        ("Can I fly after diving?", False),
        ("How long before my flight home must I stop?", False),
        ("Can I fly the day after?", False),
        ("We fly in at noon, can we dive then?", True),
        ("How long after diving from a liveaboard must I wait before flying?", False),
        ("My flight lands at 8 pm after my dive: how long must I wait before flying?", False),
        ("We land in Bali on Monday and fly home on Friday, when is the last dive?", False),
        ("How long after arriving at the surface may I fly?", False),
        ("Flying after diving", False),
        ("Last dive Friday after lunch, plane Saturday morning ok?", False),
        ("Can I dive after breakfast and take a plane in the evening?", False),
        ("After landing from my dive trip when can I board a plane?", False),
        ("I've flown 12 hours after diving before. OK?", False),
        ("How long after diving may I surface?", None),
        ("Is the reef deep?", None),
    ],
)
def test_in_doubt_the_flight_comes_after_the_dive(text, first):
    """The wait before flying home is the longer one: too long a wait harms nobody."""
    assert flies_before_diving(text) is first
