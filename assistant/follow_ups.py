"""Chooses the question that helps the next answer most: what the assistant does not know of the diver yet."""

from collections.abc import Mapping
from typing import Any

from assistant.routing import Specialist

# For each specialist: what it would like to know, in order, and a question for when all is known.
_WANTED: Mapping[Specialist, tuple[tuple[str, str], ...]] = {
    Specialist.CERTIFICATION: (
        ("certification_level", "Which certification do you have now, if any?"),
        ("logged_dives", "How many dives have you logged?"),
        ("certification_agency", "Do you prefer a particular agency, such as PADI or SSI?"),
    ),
    Specialist.TRIP: (
        ("certification_level", "What is your certification level, so that I can point out sites that fit?"),
        ("logged_dives", "How many dives have you logged?"),
        ("interests", "What would you most like to see or do on the trip?"),
    ),
    Specialist.SAFETY: (
        ("logged_dives", "How many dives have you logged?"),
        ("last_dive_on", "When was your last dive?"),
        ("concerns", "Is there anything about diving that worries you?"),
    ),
    Specialist.GENERAL: (
        ("certification_level", "Are you certified already, or thinking about a first course?"),
        ("interests", "What interests you most about diving?"),
    ),
}
_LAST: Mapping[Specialist, str] = {
    Specialist.CERTIFICATION: "Would you like to know what a course asks of you beforehand?",
    Specialist.TRIP: "Would you like to know the seasons, or the dive sites?",
    Specialist.SAFETY: "Shall I tell you what else the library says about staying safe?",
    Specialist.GENERAL: "What else would you like to know about diving?",
}
GREETING = "Are you already certified, or thinking about your first course?"


def follow_up(specialist: Specialist, profile: Mapping[str, Any]) -> str:
    """The first question whose answer is not in the diver's profile (snake_case keys)."""
    unknown = (question for key, question in _WANTED[specialist] if profile.get(key) in (None, [], ""))
    return next(unknown, _LAST[specialist])
