"""The words of a text that carry a meaning, compared without common endings."""

from collections.abc import Iterable
from functools import lru_cache

from assistant.lexicon import words

# Here everybody dives.
_WORDS_THAT_SAY_NOTHING = """
    a about after an and any are as at be been before by can could did do does for from get go goes good
    had has have how i if in is it its like many may me more much my need of on one or should so some
    tell than that the their them then there they this to too up us want was we what when where which
    while who why will with would you your dive diver divers diving scuba
"""
SAYS_NOTHING = frozenset(_WORDS_THAT_SAY_NOTHING.split())


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The words that carry a meaning, without common endings."""
    return frozenset(stems(words(text)))


def stems(said: Iterable[str]) -> list[str]:
    """Of normalised words those that carry a meaning, in their order, without common endings."""
    return [_stem(word) for word in said if word not in SAYS_NOTHING]


def _stem(word: str) -> str:
    for ending, least in (("ing", 6), ("ies", 5), ("es", 5), ("s", 4), ("e", 4)):
        if word.endswith(ending) and len(word) >= least:
            return word.removesuffix(ending)
    return word
