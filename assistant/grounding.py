"""Lets a language model say only what the passages it cites say.

A model's text arrives piece by piece. It is held back until a citation closes a statement; then each
sentence of the statement must be supported by the passages cited there. What is not supported is left out
and counted, and what no citation follows is never said. So whatever a message or a page talks a model into,
a reply holds only what the library holds, and a number only where a cited passage states it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from assistant.language_models import Quote
from assistant.lexicon import words
from assistant.library import Passage
from assistant.page_rules import ADDRESS
from assistant.quantities import unstated
from assistant.sections import without_links

# The share of a sentence's content words that its sources must hold. A paraphrase keeps most of them.
SUPPORT_MIN = 0.5
# So many words in a row of our own instructions are a leak, whatever stands around them.
LEAK_WORDS = 6
# More text than this without a citation is no statement any more; its beginning is let go.
STATEMENT_CHARS_MAX = 2000

_MARK = r"\[\d{1,3}(?:\s*,\s*\d{1,3})*\]"
_MARKS = re.compile(rf"(?:[ \t,]*{_MARK})+[.!?:;)]*")
# A group of marks is complete when what follows cannot belong to it.
_CLOSED_MARKS = re.compile(_MARKS.pattern + r"(?=\n|[ \t]+[^\s,\[]|[^\s,\[.!?:;)])")
_SENTENCE = re.compile(r"\S.*?(?:[.!?]+[*_)\"']*(?=\s|$)|\n+|$)\s*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{4,}")
_ANY_WORD = re.compile(r"\w+")
_HTML = re.compile(r"<\s*/?\s*[A-Za-z!][^>]*>?|&#?\w+;|javascript:|data:", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"\b[a-z0-9-]{1,63}\.[a-z]{2,}\b(?:[/:]|(?<=\.(?:com|net|org|edu|gov))|(?<=\.(?:io|co)))"
)
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s", re.MULTILINE)
# Words that say nothing about diving.
_FUNCTION_WORDS = frozenset(
    words(
        """about above after again also always another because been before being below between both could
        does down during each either every from further have having here however into itself just least less
        like made make many more most much must need never often once only other otherwise over please rather
        same shall should since some such than that their them then there therefore these they this those
        through under until upon usually very were what when where whether which while will with within
        without would your yours"""
    )
)


def holds_link(text: str) -> bool:
    """An address, markup, or anything else that a browser would act on."""
    return any(pattern.search(text) for pattern in (ADDRESS, _HTML, _BARE_HOST))


class Grounding:
    """Reads a model's text and gives what may be said of it; one for each answer.

    `said` counts the statements given; `removed` counts the sentences left out, by reason: invented
    citation, link, leak, number, support, uncited.
    """

    def __init__(self, passages: Sequence[Passage], *, withheld: str = "") -> None:
        """`withheld`: text that must not be repeated, such as the instructions."""
        self._passages = passages
        self._withheld = _runs(withheld) - {run for one in passages for run in _runs(one.text)}
        self._held = ""
        self._numbers: dict[int, int] = {}
        self._last_words: list[str] = []
        self.said = 0
        self.removed: Counter[str] = Counter()

    def read(self, text: str) -> Iterator[str | Quote]:
        """What the text so far allows to be said: new quotes, each before the text that marks it."""
        self._held += text
        while marks := _CLOSED_MARKS.search(self._held):
            statement, self._held = self._held[: marks.start()], self._held[marks.end() :]
            yield from self._say(statement, marks[0])
        if len(self._held) > STATEMENT_CHARS_MAX:
            self._held = self._held[-STATEMENT_CHARS_MAX:]

    def finish(self) -> Iterator[str | Quote]:
        """What the end of the text allows to be said."""
        marks = _MARKS.search(self._held)
        if marks:
            yield from self._say(self._held[: marks.start()], marks[0])
            self._held = self._held[marks.end() :]
        if self._held.strip():
            self.removed["uncited"] += 1
        self._held = ""

    def _say(self, statement: str, marks: str) -> Iterator[str | Quote]:
        cited = list(dict.fromkeys(int(number) for number in re.findall(r"\d+", marks)))
        sources = [number for number in cited if 1 <= number <= len(self._passages)]
        if len(sources) < len(cited):
            self.removed["invented citation"] += 1
            return
        support = _Support([self._passages[number - 1] for number in sources])
        text = without_links(statement)
        if not self.said:
            text = text.lstrip()
        kept = "".join(sentence for sentence in _sentences(text) if self._may_be_said(sentence, support))
        if not kept.strip():
            return
        new = [number for number in sources if number not in self._numbers]
        for number in new:
            self._numbers[number] = len(self._numbers) + 1
            yield Quote(self._passages[number - 1], self._passages[number - 1].text)
        self.said += 1
        self._last_words = [*self._last_words, *_ANY_WORD.findall(kept)][-LEAK_WORDS + 1 :]
        yield kept.rstrip() + _renumbered(marks, self._numbers)

    def _may_be_said(self, sentence: str, support: "_Support") -> bool:
        if not sentence.strip():
            return True
        reason = self._objection(sentence, support)
        if reason:
            self.removed[reason] += 1
        return reason is None

    def _objection(self, sentence: str, support: "_Support") -> str | None:
        if holds_link(sentence):
            return "link"
        if not sentence.isprintable() and not sentence.replace("\n", "").isprintable():
            return "control character"
        # Word by word, each with its own citation, is a leak as well.
        if _runs(" ".join([*self._last_words, sentence])) & self._withheld:
            return "leak"
        if unstated(_LIST_NUMBER.sub("", sentence), support.text):
            return "number"
        return None if support.share(sentence) >= SUPPORT_MIN else "support"


class _Support:
    """What some passages say, page title and heading included."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.text = "\n".join(f"{one.title}\n{one.heading}\n{one.text}" for one in passages)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(_stem(word) for word in _WORD.findall(self.text.lower()))

    def share(self, sentence: str) -> float:
        """How many of the sentence's content words occur in the passages, 0..1."""
        told = [word for word in _WORD.findall(sentence.lower()) if word not in _FUNCTION_WORDS]
        if not told:
            return 1.0
        return sum(_stem(word) in self._stems for word in told) / len(told)


def _sentences(text: str) -> list[str]:
    leading = text[: len(text) - len(text.lstrip())]
    return [leading, *_SENTENCE.findall(text)] if leading else _SENTENCE.findall(text)


def _renumbered(marks: str, numbers: Mapping[int, int]) -> str:
    """The marks by the order in which the reply gives its citations."""
    written = re.sub(r"\d+", lambda number: str(numbers[int(number[0])]), marks)
    return written if written.startswith((" ", "\t", ",")) else f" {written}"


def _stem(word: str) -> str:
    """The first letters: enough to know "descending" and "descend" for one word."""
    return word[:5]


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of LEAK_WORDS words."""
    found = _ANY_WORD.findall(text.lower())
    return {tuple(found[n : n + LEAK_WORDS]) for n in range(len(found) - LEAK_WORDS + 1)}
