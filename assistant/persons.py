"""Tells of whom a text speaks: of who writes it, of somebody else, or of both.

A wife's pregnancy does not forbid her husband's dive, and a child's limits are not those of who asks.
"""

import re

I_AM = r"(?:i am|i'm|i’m|im)"
I_HAVE = r"(?:i have|i've|i’ve)"
CHILDREN = (
    "son daughter child children kid boy girl niece nephew grandson granddaughter grandchild grandchildren"
    " teenager teen toddler"
)
A_CHILD = rf"(?:{CHILDREN.replace(' ', '|')})s?"
CHILD = re.compile(rf"\b(?:(?:my|our|an?|the)\s+)?{A_CHILD}\b", re.IGNORECASE)

RELATIVES = (
    "wife", "husband", "partner", "spouse", "girlfriend", "boyfriend", "fiance", "fiancee", "fiancé",
    "fiancée", "friend", "buddy", "mate", "mother", "mum", "mom", "father", "dad", "brother", "sister",
    "uncle", "aunt", "cousin", "parent",
)  # fmt: skip
A_RELATIVE = rf"(?:{'|'.join(RELATIVES)}|fianc\w+)"

_ONESELF = re.compile(rf"\b(?:i|{I_AM}|{I_HAVE}|me|myself)\b", re.IGNORECASE)
_SOMEBODY_ELSE = re.compile(
    rf"\b(?:my|our|his|her) {A_RELATIVE}s?\b|\b(?:he|she|him|his|her|hers|he's|she's)\b|{CHILD.pattern}",
    re.IGNORECASE,
)
_ALL_OF_US = re.compile(r"\b(?:we|us|our|both|together|everybody|everyone|they|them|their)\b", re.IGNORECASE)
# "And my son had it, too" is of what was told of somebody else.
_HAS_IT_TOO = re.compile(
    r"\b(?:has|had|have|got|takes?) (?:it|that|the same|one)\b.{0,10}\b(?:too|as well|also)\b", re.IGNORECASE
)
_ANYBODY = frozenset({"oneself", "somebody else"})


def persons_of(text: str) -> frozenset[str]:
    """Of whom a text speaks: oneself, somebody else; anybody where it says "we", or nobody."""
    named = {
        person
        for person, said in (("oneself", _ONESELF), ("somebody else", _SOMEBODY_ELSE))
        if said.search(text)
    }
    return frozenset(named) if named and not _ALL_OF_US.search(text) else _ANYBODY


def speaks_of_others(text: str) -> bool:
    """Whether anybody is named but who writes."""
    return bool(_SOMEBODY_ELSE.search(text) or _ALL_OF_US.search(text))


def same_persons(text: str, told: str) -> bool:
    """Whether both may speak of the same."""
    return bool(_HAS_IT_TOO.search(text) or persons_of(text) & persons_of(told))
