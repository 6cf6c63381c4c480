"""Reads a message as sentences of concepts, so that rules speak of meaning and not of spelling.

Every step is linear in the length of the message and bounded for each word, whatever somebody sends us.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

# A longer word is no misspelling of anything we look for, and a shorter one is too easily something else.
_TYPO_CHARS_MIN, _TYPO_CHARS_MAX = 4, 16

# The concept that every comma, dash and bracket has.
PAUSE = "PAUSE"

# What comes after so many sentences is read as one: nobody writes that, and it must not cost us time.
_SENTENCES_MAX = 40

_RUN_OF_SPACE = re.compile(r"(\s)\s{2,}")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_ELISION = re.compile(r"\b(n|j|l|d|s|m|t|c|qu|un|all|dell|nell)'(?=\w\w)")
_POSSESSIVE = re.compile(r"'s\b")
_SHORT_VERB = re.compile(r"'(re|ll|ve)\b")
_LATIN_ACCENT = re.compile(r"[\u0300-\u036f]")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
# Scripts without spaces are read character by character; the lexicon joins them to words again.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+|[.!?;。！？；\n]+|[,:、，…(/-]")
# Within a word it is no pause: "no-deco".
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_SENTENCE_END = frozenset(".!?;。！？；\n")
_PAUSES = frozenset(",:、，…(/-")
_PUNCTUATION = _SENTENCE_END | _PAUSES


def without_runs_of_space(text: str) -> str:
    """With no three spaces in a row: expressions that look for where a question begins would read two
    thousand of them again from each."""
    return _RUN_OF_SPACE.sub(r"\1", text)


def normalise(text: str) -> str:
    """Lower case, no accents; "can't" becomes "cant", "buddy's" becomes "buddy", "heeelp" becomes "help"."""
    text = _APOSTROPHES.sub("'", text).casefold()
    text = _SHORT_VERB.sub(r" \1", _POSSESSIVE.sub("", _ELISION.sub(r"\1 ", text))).replace("'", "")
    decomposed = _LATIN_ACCENT.sub("", unicodedata.normalize("NFKD", text.replace("🆘", " sos ")))
    return _DRAWN_OUT.sub(r"\1", unicodedata.normalize("NFC", decomposed))


def words(text: str) -> list[str]:
    """The words of a text, normalised; no punctuation."""
    return _words(normalise(text))


def _words(normalised: str) -> list[str]:
    return [token for token in _TOKEN.findall(normalised) if token[0] not in _PUNCTUATION]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where each concept stands: bit n of a concept's number is set when the n-th word means it."""

    positions: Mapping[str, int]
    length: int
    ending: str

    def has(self, *concepts: str) -> bool:
        return any(concept in self.positions for concept in concepts)

    def places(self, *concepts: str) -> int:
        """The positions, as bits, of any of these concepts."""
        found = 0
        for concept in concepts:
            found |= self.positions.get(concept, 0)
        return found

    def starts_with(self, concept: str) -> bool:
        return bool(self.places(concept) & 1)

    def follows(self, concept: str, *, words_max: int) -> int:
        """The positions, as bits, of so many words after each place of the concept."""
        return _reach(self.places(concept), words_max)

    def without(self, concepts: Iterable[str], places: int) -> "Sentence":
        """The same sentence, had these concepts not been at these places (bits)."""
        left = {concept: self.places(concept) & ~places for concept in concepts}
        kept = {concept: left.get(concept, found) for concept, found in self.positions.items()}
        return replace(self, positions={concept: found for concept, found in kept.items() if found})


def _reach(positions: int, words_max: int) -> int:
    reach = 0
    for distance in range(1, words_max + 1):
        reach |= positions << distance
    return reach


@dataclass(frozen=True, slots=True)
class Step:
    """One of these concepts, with at most so many other words before it."""

    concepts: tuple[str, ...]
    words_between_max: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Concepts in order. "NOT .2 BREATHE" allows two words between; "A|B" is either."""

    steps: tuple[Step, ...]

    @classmethod
    def read(cls, written: str) -> "Pattern":
        steps, words_between_max = [], 0
        for part in written.split():
            if part.startswith("."):
                words_between_max = int(part[1:])
            else:
                steps.append(Step(tuple(part.split("|")), words_between_max))
                words_between_max = 0
        return cls(tuple(steps))

    def ends_in(self, sentence: Sentence) -> int:
        """The positions, as bits, at which the pattern is complete; 0 when it does not occur."""
        first, *others = self.steps
        reached = sentence.places(*first.concepts)
        for step in others:
            reached = sentence.places(*step.concepts) & _reach(reached, step.words_between_max + 1)
        return reached


class Patterns:
    """A table of patterns, one a line; what follows a # is a remark."""

    def __init__(self, table: str) -> None:
        lines = (line.partition("#")[0].strip() for line in table.splitlines())
        # By their first concept: most patterns cannot occur in a given sentence and are not tried.
        self._beginning_with: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in (Pattern.read(line) for line in lines if line):
            for concept in pattern.steps[0].concepts:
                self._beginning_with[concept].append(pattern)

    def ends_in(self, sentence: Sentence) -> int:
        """The positions, as bits, at which any of them is complete."""
        ends = 0
        for concept in sentence.positions:
            for pattern in self._beginning_with.get(concept, ()):
                ends |= pattern.ends_in(sentence)
        return ends


class _Node:
    __slots__ = ("concepts", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.concepts: tuple[str, ...] = ()


class Lexicon:
    """Phrases and what they mean. The longest phrase wins: "took my breath away" is not about breathing."""

    def __init__(
        self, phrases: Mapping[str, str], *, often_misspelt: str = "", look_alikes: str = ""
    ) -> None:
        """`phrases`: concept -> comma-separated phrases; `look_alikes`: one slip away, but meant."""
        self._root = _Node()
        self._known: set[str] = set(look_alikes.split())
        for concept, listed in phrases.items():
            for phrase in normalise(listed).split(","):  # as one text, which takes a third of the time
                self._add(_words(phrase), concept)
        self._misspellings = _without_one_letter(often_misspelt.split())

    def read(self, message: str) -> list[Sentence]:
        """The sentences of a message. Pauses keep a place, so that patterns reach less far across them."""
        sentences, tokens = list[Sentence](), list[str]()
        for token in _TOKEN.findall(_HYPHEN.sub(" ", normalise(message))):
            if token[0] in _SENTENCE_END:
                if len(sentences) + 1 >= _SENTENCES_MAX:
                    continue
                if tokens:
                    sentences.append(self._sentence(tokens, token))
                tokens = []
            else:
                tokens.append(token if token in self._known else self._corrected(token))
        if tokens:
            sentences.append(self._sentence(tokens, ""))
        return sentences

    def _add(self, phrase: Sequence[str], concept: str) -> None:
        node = self._root
        for word in phrase:
            self._known.add(word)
            node = node.following.setdefault(word, _Node())
        node.concepts = (*node.concepts, concept)

    def _sentence(self, tokens: Sequence[str], ending: str) -> Sentence:
        positions: dict[str, int] = defaultdict(int)
        place = start = 0
        while start < len(tokens):
            if tokens[start] in _PAUSES:
                positions[PAUSE] |= 1 << place
            concepts, start = self._longest(tokens, start)
            for concept in concepts:
                positions[concept] |= 1 << place
            place += 1
        return Sentence(dict(positions), place, ending)

    def _longest(self, tokens: Sequence[str], start: int) -> tuple[tuple[str, ...], int]:
        """The concepts of the longest phrase that begins here, and where the next one begins."""
        node: _Node | None = self._root
        concepts: tuple[str, ...] = ()
        end = start + 1
        for place in range(start, len(tokens)):
            node = node.following.get(tokens[place]) if node else None
            if node is None:
                break
            if node.concepts:
                concepts, end = node.concepts, place + 1
        return concepts, end

    def _corrected(self, word: str) -> str:
        """The word we know that is one slip of the finger away and begins alike, if there is one."""
        if not _TYPO_CHARS_MIN <= len(word) <= _TYPO_CHARS_MAX:
            return word
        for shorter in (word, *_shortened(word)):
            for known in self._misspellings.get(shorter, ()):
                if known[0] == word[0] and _one_slip(word, known):
                    return known
        return word


def _shortened(word: str) -> Iterator[str]:
    return (word[:n] + word[n + 1 :] for n in range(len(word)))


def _without_one_letter(vocabulary: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each word under itself and under all spellings that lack one letter: two slips meet in the middle."""
    index: dict[str, list[str]] = defaultdict(list)
    for word in sorted(vocabulary):
        for shorter in {word, *_shortened(word)}:
            index[shorter].append(word)
    return {shorter: tuple(listed) for shorter, listed in index.items()}


def _one_slip(word: str, known: str) -> bool:
    """A letter too many, too few, wrong, or two swapped."""
    same = 0
    while same < min(len(word), len(known)) and word[same] == known[same]:
        same += 1
    rest, expected = word[same:], known[same:]
    return (
        rest[1:] == expected
        or rest == expected[1:]
        or rest[1:] == expected[1:]
        or (rest[:2] == expected[1::-1] and rest[2:] == expected[2:])
    )
