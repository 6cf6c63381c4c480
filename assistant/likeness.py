"""Finds pages that say the same in the same words: copies answer a question twice, and grow apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.pages import Page
from assistant.sections import plain

# Runs of this many words; shorter ones are the common coin of all pages about diving.
SHINGLE_WORDS = 4

_WORD = re.compile(r"\w+")


def likenesses(pages: Sequence[Page], *, at_least: float) -> Iterator[tuple[Page, Page, float]]:
    """Pairs of pages with the share of their runs of words that both have (Jaccard), when it is so high."""
    shingles = [_shingles(page) for page in pages]
    holders = defaultdict[tuple[str, ...], list[int]](list)
    for number, found in enumerate(shingles):
        for shingle in found:
            holders[shingle].append(number)
    # Most runs are on one page only, so counting the shared ones is much faster than comparing all pairs.
    shared = Counter(pair for numbers in holders.values() for pair in combinations(numbers, 2))
    for (first, second), count in shared.items():
        share = count / (len(shingles[first]) + len(shingles[second]) - count)
        if share >= at_least:
            yield pages[first], pages[second], share


def _shingles(page: Page) -> set[tuple[str, ...]]:
    words = _WORD.findall(plain(page.body).lower())
    return set(zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False))
