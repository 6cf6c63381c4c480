"""A site fits a diver by plain rules; what is not known is never taken for good."""

import pytest

from app.config import PROJECT_ROOT
from assistant.pages import read_facts
from assistant.site_fit import Diver, Requirements, depth_limits, fit

FACTS = read_facts("facts.yaml", (PROJECT_ROOT / "content" / "facts.yaml").read_text(), [])
LIMITS = depth_limits(FACTS)
REEF = Requirements("OW", None, 3, 16)
PINNACLE = Requirements("AOW", 20, 9, 25)
WRECK = Requirements("OW", None, 20, 30)
WALL = Requirements("OW", None, 5, 40)


def test_the_limits_are_those_of_the_reviewed_facts():
    assert LIMITS == {"none": 12, "OW": 18, "AOW": 30, "RESCUE": 30, "DM": 30, "INSTRUCTOR": 30}


@pytest.mark.parametrize(
    ("site", "diver", "verdict"),
    [
        (REEF, Diver("OW", 4), "fits"),
        (REEF, Diver("AOW", None), "fits"),
        (REEF, Diver("none", 0), "doesNotFit"),
        (REEF, Diver(None, 4), "unknown"),
        (PINNACLE, Diver("AOW", 20), "fits"),
        (PINNACLE, Diver("AOW", 19), "doesNotFit"),
        (PINNACLE, Diver("AOW", None), "unknown"),
        (PINNACLE, Diver("OW", 100), "doesNotFit"),
        (WRECK, Diver("OW", 50), "doesNotFit"),
        (WRECK, Diver("AOW", 50), "fits"),
        (WALL, Diver("OW", 50), "fitsWithLimits"),
        (WALL, Diver("INSTRUCTOR", 500), "fitsWithLimits"),
        (Requirements(None, None, None, None), Diver("INSTRUCTOR", 500), "unknown"),
        (Requirements("OW", None, None, 30), Diver("OW", 50), "unknown"),
        (Requirements("none", None, 0, 10), Diver("none", None), "fits"),
        (Requirements("odd", None, 0, 10), Diver("OW", None), "unknown"),
    ],
)
def test_the_verdict_is_that_of_the_strictest_rule(site, diver, verdict):
    assert fit(site, diver, LIMITS)[0] == verdict


def test_every_rule_tells_its_reason_with_the_facts_it_used():
    _, reasons = fit(WALL, Diver("OW", 12), LIMITS)

    assert [(reason.rule, reason.verdict) for reason in reasons] == [
        ("certification", "fits"),
        ("loggedDives", "fits"),
        ("depth", "fitsWithLimits"),
    ]
    assert reasons[2].reason == "The site goes to 40 m; this diver stays above 18 m (Open Water)."
    assert reasons[2].depth_limit_m == 18


def test_without_reviewed_limits_no_depth_is_said_to_fit():
    assert fit(REEF, Diver("OW", 4), {})[0] == "unknown"
