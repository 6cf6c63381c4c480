"""Cuts text into the word pieces that BERT's uncased models were trained on (Devlin et al. 2018)."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

WORD_CHARS_MAX = 100

# The blocks whose characters BERT treats as words of their own.
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """Text to token ids by longest match first."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._first, self._last = vocabulary["[CLS]"], vocabulary["[SEP]"]

    def ids(self, text: str, *, tokens_max: int) -> list[int]:
        """At most `tokens_max` ids, the marks of beginning and end among them."""
        ids = [self._first]
        for word in _words(text):
            ids += self._pieces(word)
            if len(ids) >= tokens_max:
                break
        return [*ids[: tokens_max - 1], self._last]

    def is_word(self, text: str) -> bool:
        """Whether the vocabulary, which holds the frequent words of English, has it whole."""
        return text in self._vocabulary

    def _pieces(self, word: str) -> list[int]:
        """The ids of one word; one [UNK] when any part of it is not in the vocabulary."""
        if len(word) > WORD_CHARS_MAX:
            return [self._unknown]
        pieces, start = [], 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                piece = self._vocabulary.get(prefix + word[start:end])
                if piece is not None:
                    break
            else:
                return [self._unknown]
            pieces.append(piece)
            start = end
        return pieces


def _words(text: str) -> Iterator[str]:
    spaced = "".join(_spaced(character) for character in text)
    plain = unicodedata.normalize("NFD", spaced.lower())
    word = ""
    for character in plain:
        kind = _kind(character)
        if kind == "letter":
            word += character
        elif kind != "accent":
            if word:
                yield word
            word = ""
            if kind == "punctuation":
                yield character
    if word:
        yield word


@lru_cache(maxsize=4096)
def _spaced(character: str) -> str:
    """Control characters go, white space is one space, and a CJK character stands alone."""
    if character in "\t\n\r" or unicodedata.category(character) == "Zs":
        return " "
    if character in "\0\ufffd" or unicodedata.category(character).startswith("C"):
        return ""
    code = ord(character)
    return f" {character} " if any(low <= code <= high for low, high in _CJK) else character


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    if character == " ":
        return "space"
    category = unicodedata.category(character)
    if category == "Mn":
        return "accent"
    is_ascii_mark = character.isascii() and not character.isalnum()
    return "punctuation" if is_ascii_mark or category.startswith("P") else "letter"
