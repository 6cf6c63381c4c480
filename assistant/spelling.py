"""Adds the word that was probably meant where a diver mistyped one.

Neither half of the search survives a wrong letter: the words differ, and the embedder reads other pieces.
"""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Self

from assistant.lexicon import words
from assistant.persons import CHILDREN, RELATIVES
from assistant.thesaurus import KNOWN_FORMS

# Shorter words have too many neighbours that are words, too; what is longer is no word.
LETTERS_MIN, LETTERS_MAX = 5, 20
# A capital after a word that ends no sentence, but for home towns, medicines, "my son Leo", "Henry's law" and
# "as a Dutch diver".
_BEFORE_NO_PLACE = (
    *RELATIVES, *CHILDREN.split(), "kids", "name is", "i'm", "am", "from", "to", "in", "take", "taking", "on",
)  # fmt: skip
_WRITTEN_AS_A_NAME = re.compile(
    r"(?<=[a-z0-9,] )"
    + "".join(rf"(?<!\b{before} )" for before in _BEFORE_NO_PLACE)
    + r"(?!\w+(?:ish|ese|ian|ch)\b|German|American|Swiss)[A-Z][a-z]{2,}\b(?!['’]s)"
)
_CALENDAR = frozenset(name.lower() for name in (*day_name, *month_name, *day_abbr, *month_abbr))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Vocabulary:
    """The words of a library, with how often each occurs."""

    def __init__(self, counts: Counter[str], is_word: Callable[[str], bool]) -> None:
        """`is_word` knows the words that are no typing errors though the library does not use them."""
        self._counts = counts
        self._is_word = is_word
        self._meant = lru_cache(maxsize=4096)(self._probably_meant)

    @classmethod
    def of(cls, texts: Iterable[str], is_word: Callable[[str], bool]) -> Self:
        return cls(Counter(word for text in texts for word in words(text)), is_word)

    def corrected(self, text: str) -> str:
        """The text, and at its end what its unknown words were probably meant to be."""
        found = dict.fromkeys(meant for word in words(text) if (meant := self._meant(word)))
        return " ".join([text, *found]) if found else text

    def names_in(self, text: str) -> frozenset[str]:
        """Words that are neither the library's, nor English, nor a misspelling: as a rule names."""
        return frozenset(word for word in words(text) if self._is_unknown(word) and not self._meant(word))

    def strange_names_in(self, text: str) -> frozenset[str]:
        """What is written as a name within a sentence, and occurs on no page: "Ketut" of "our guide Ketut".

        Not those of relatives, of peoples and of days, which questions on anything may have.
        """
        said = (found[0].lower() for found in _WRITTEN_AS_A_NAME.finditer(text))
        return frozenset(
            name
            for name in said
            if name not in self._counts and not self._meant(name) and name not in _CALENDAR
        )

    def _is_unknown(self, word: str) -> bool:
        is_readable = LETTERS_MIN <= len(word) <= LETTERS_MAX and word.isascii() and word.isalpha()
        is_known = word in self._counts or word in KNOWN_FORMS or self._is_word(word)
        return is_readable and not is_known

    def _probably_meant(self, word: str) -> str | None:
        """The most frequent word of the library at one letter's distance."""
        if not self._is_unknown(word):
            return None
        known = (near for near in _neighbours(word) if near in self._counts)
        return max(known, key=lambda near: (self._counts[near], near), default=None)


def _neighbours(word: str) -> Iterator[str]:
    """All that comes of one letter dropped, exchanged with the next, replaced or added."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield before + after[1:2] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after[1:]
            yield before + letter + after
