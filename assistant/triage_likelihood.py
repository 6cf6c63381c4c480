"""A second opinion on urgency, learned from labelled messages: do these concepts mean an emergency?

The rules of triage.py know what their author thought of; this knows which concepts come together in messages
that people labelled. It is a logistic regression over the presence of concepts and of pairs of concepts in a
sentence: a sum of weights, the same for the same message everywhere. The weights are made by
`python -m scripts.train_triage` from the tuning half of tests/assistant/triage; nobody edits them.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from assistant.lexicon import PAUSE, Sentence

WEIGHTS_FILE = Path(__file__).with_name("triage_weights.json")
BIAS, LENGTH, QUESTION = "bias", "length", "question"
# So many concepts in one sentence say little by their pairs, and would cost us time.
_PAIRED_CONCEPTS_MAX = 13
_LENGTH_WORDS_MAX = 40


def features(sentences: Sequence[Sentence]) -> dict[str, float]:
    """The features of a message with their values, 0..1."""
    found = {name: 1.0 for sentence in sentences for name in _of_sentence(sentence)}
    words = sum(sentence.length for sentence in sentences)
    return {**found, BIAS: 1.0, LENGTH: min(words, _LENGTH_WORDS_MAX) / _LENGTH_WORDS_MAX}


def _of_sentence(sentence: Sentence) -> Iterator[str]:
    concepts = sorted(sentence.positions)
    yield from concepts
    if len(concepts) <= _PAIRED_CONCEPTS_MAX:
        yield from (f"{one}+{other}" for one, other in combinations(concepts, 2))
    yield next((mark for mark in "?!" if mark in sentence.ending), ".")
    if sentence.starts_with("QUESTION"):
        yield QUESTION


class Likelihood:
    """Weights, ready to be asked."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    @classmethod
    def load(cls) -> "Likelihood":
        return cls(json.loads(WEIGHTS_FILE.read_text("utf-8")))

    def of_emergency(self, sentences: Sequence[Sentence]) -> float:
        """0..1. A message without a single concept tells nothing: 0."""
        if not any(sentence.positions.keys() - {PAUSE} for sentence in sentences):
            return 0.0
        weights = self._weights
        score = sum(weights.get(name, 0.0) * value for name, value in features(sentences).items())
        return 1 / (1 + math.exp(-score))
