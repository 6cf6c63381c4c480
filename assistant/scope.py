"""Tells by its meaning whether a question is of the kind that the library answers.

How near a passage is says nothing of what is asked of it: who wants a phone number, a price of today or a
plan worked out is as near to a page as who wants to know what stands on it. Questions themselves tell them
apart (out-of-scope detection): a logistic regression over the numbers of MiniLM, a sum of 384 products. The
weights are made by `python -m scripts.train_scope` from the questions that the pages answer and the tuning
half of tests/assistant/golden; nobody edits them.
"""

import json
from pathlib import Path
from typing import Self

import numpy as np

from assistant.embedders import Embedder, Vector
from assistant.minilm import MiniLmEmbedder

WEIGHTS_FILE = Path(__file__).with_name("scope_weights.json")


class Scope:
    """Weights, ready to be asked."""

    def __init__(self, weights: Vector, bias: float) -> None:
        """`weights`: shape (n,), one for each of the first n numbers of an embedding."""
        self._weights = weights
        self._bias = bias

    @classmethod
    def load(cls) -> Self:
        """Those for the embeddings of MiniLmEmbedder."""
        found = json.loads(WEIGHTS_FILE.read_text("utf-8"))
        return cls(np.array(found["weights"], np.float32), found["bias"])

    def of(self, question: Vector) -> float:
        """The logarithm of the odds that a question is answered by the library; `question`: its embedding."""
        return float(question[: len(self._weights)] @ self._weights) + self._bias


def scope_of(embedder: Embedder | None) -> Scope | None:
    """None for embedders other than that whose numbers it was learned from."""
    return Scope.load() if isinstance(embedder, MiniLmEmbedder) else None
