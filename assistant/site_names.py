"""Notices that a question names a dive site the library does not know.

"How deep is Zorblax Reef on Tioman?" is near to everything that pages on Tioman say of reefs and depth, and
the depth of another site is a dangerous answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice, pairwise
from typing import Self

from assistant.content_words import SAYS_NOTHING
from assistant.lexicon import words

# What sites are called after; the word before it is the name.
_FEATURE_WORDS = """
    bank banks bay beach bommie canyon canyons cave caves cavern caverns channel corner garden gardens hole
    holes island islands jetty passage pier pinnacle pinnacles point reef reefs rock rocks seamount shoal
    tunnel tunnels wall walls wreck wrecks
"""
FEATURES = frozenset(_FEATURE_WORDS.split())
# These only where both have a capital: "our local lake" is no name.
_WATER_WORDS = """
    atoll cape cenote cove fjord harbor harbour lagoon lake loch quarry ridge river shoals springs strait
    straits
"""
_WATERS = frozenset(_WATER_WORDS.split())
_ALL_FEATURES = FEATURES | _WATERS
# And what stands before the name of a wreck that was a ship,
_SHIPS = frozenset({"ss", "mv", "rms", "hms", "hmas", "htms", "uss", "usat", "uscgc"})
# or, with capitals, before that of a lake or an island.
_BEFORE_A_NAME = frozenset(
    {"cape", "cenote", "gili", "isla", "ko", "koh", "lake", "loch", "nusa", "pulau", "ras"}
)
_PREFIXES = _SHIPS | _BEFORE_A_NAME
_AFTER = "after"
# After these a word describes ("a steep wall", "the nearest reef") unless it is written as a name is.
_WORDS_BEFORE_A_DESCRIPTION = """
    a an another any best big deepest each every first good her his last little many more most my nearest
    next nice no one other our same second shallow some that the their these this those what which your
"""
_DETERMINERS = frozenset(_WORDS_BEFORE_A_DESCRIPTION.split())
# "Deep wall diving" and "reef fish" are no places.
_NO_PLACE_BEFORE = frozenset(
    {"course", "courses", "dive", "dives", "diver", "divers", "diving", "fish", "life", "specialty"}
)
_SAYS_NO_NAME = SAYS_NOTHING | _DETERMINERS
_LETTERS_MIN = 3
# Nobody asks about more, and each is compared with all names of its kind.
_NAMES_MAX = 5
# As alike as "richeleu" and "richelieu", not as "green" and "great".
_LIKENESS_OF_A_MISTAKE = 0.75
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class SiteNames:
    """The names before reefs, rocks and wrecks that the library's pages use."""

    def __init__(self, named: Mapping[str, Iterable[str]] | None = None) -> None:
        """`named`: feature -> the words that stand before it. To none of them nothing is unknown."""
        self._named = {feature: frozenset(names) for feature, names in (named or {}).items()}
        # A question is read more than once, and to compare a name with all others takes a millisecond.
        self._knows = lru_cache(maxsize=4096)(self._is_known)

    @classmethod
    def of(cls, pages: Iterable[tuple[str, str]]) -> Self:
        """Of the slugs and texts of pages; a site is known by any word of its slug."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for slug, text in pages:
            for name, following in pairwise(_words(text)):
                if following in _ALL_FEATURES:
                    named[following].add(name)
                if name in _PREFIXES:
                    named[_AFTER].add(following)
            for feature in (*_words(slug), _AFTER):
                named[feature].update(_words(slug))
        return cls({feature: named[feature] for feature in (_ALL_FEATURES | {_AFTER}) & named.keys()})

    def unknown_in(self, text: str) -> frozenset[str]:
        """Names of sites, as "zorblax reef", that a text has and no page; a misspelt name is not unknown."""
        if not self._named:
            return frozenset()
        sites = islice(_site_names(text), _NAMES_MAX)
        prefixed = islice(_prefixed_names(text), _NAMES_MAX)
        return frozenset(
            [f"{name} {feature}" for name, feature in sites if not self._knows(name, feature)]
            + [f"{prefix} {name}" for prefix, name in prefixed if not self._knows(name, _AFTER)]
        )

    def _is_known(self, name: str, feature: str) -> bool:
        names = self._named.get(feature, frozenset())
        return name in names or bool(get_close_matches(name, names, 1, _LIKENESS_OF_A_MISTAKE))


def _words(text: str) -> list[str]:
    return words(text.replace("-", " "))


def _prefixed_names(text: str) -> Iterator[tuple[str, str]]:
    for prefix, name in pairwise(_WORD.findall(text.replace("-", " "))):
        is_written_as_a_name = prefix[0].isupper() and name[0].isupper()
        before = prefix.lower()
        if before in _SHIPS or (before in _BEFORE_A_NAME and is_written_as_a_name):
            (named, *_) = words(name) or [""]
            if len(named) >= _LETTERS_MIN and named not in SAYS_NOTHING:
                yield before, named


def _site_names(text: str) -> Iterator[tuple[str, str]]:
    said = ["", *_WORD.findall(text.replace("-", " ")), ""]
    for before, name, feature, after in zip(said, said[1:], said[2:], [*said[3:], ""], strict=False):
        is_feature = feature.lower() in _ALL_FEATURES and after.lower() not in _NO_PLACE_BEFORE
        if not is_feature or len(name) < _LETTERS_MIN or not name[0].isalpha():
            continue
        says_no_name = name.lower() in _SAYS_NO_NAME
        is_written_as_a_name = name[0].isupper() and feature[0].isupper() and not says_no_name
        # A VHF channel is no channel between reefs.
        describes = before.lower() in _DETERMINERS or says_no_name or name.isupper()
        if is_written_as_a_name or not (describes or feature.lower() in _WATERS):
            yield " ".join(words(name)), feature.lower()
