"""Knows whether a conversation is in an emergency still that was told in it before.

"Should we wait?" and "we are in Bali" belong to the emergency before them. Who is "fine now" may be in one
still, because symptoms that pass are symptoms; only a false alarm ends it.
"""

from collections.abc import Sequence

from assistant.triage import Urgency, is_called_off, is_said_to_be_over, triage

# After an emergency so many messages are read in its light, and those of so few words as a part of it.
LATELY, WORDS_MAX = 3, 12


def lasting_emergency(told: Sequence[str]) -> str | None:
    """The newest emergency that was told lately, unless it was called off since; `told`: oldest first."""
    for said in reversed(told[-LATELY:]):
        if triage(said) is Urgency.EMERGENCY:
            return said
        if is_called_off(said):
            return None
    return None


def gives_the_all_clear(message: str) -> bool:
    """Whether a message says, in few words, that there is no emergency, or none any more."""
    return is_brief(message) and (is_called_off(message) or is_said_to_be_over(message))


def is_brief(message: str) -> bool:
    """Whether a message is too short to be about something else without naming it."""
    return len(message.split()) <= WORDS_MAX
