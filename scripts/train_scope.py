"""Learns which questions are of the kind that the library answers, from the questions that its pages say to
answer and from the tuning half of the golden questions.

The reporting half is never read here: scripts.evaluate reports on it. A page that comes or changes needs no
training; do it again when the golden questions grow.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.config import Settings
from assistant.chunking import chunks
from assistant.embedders import Vector
from assistant.minilm import WIDTH, MiniLmEmbedder
from assistant.pages import read_content
from assistant.scope import WEIGHTS_FILE
from assistant.thesaurus import in_the_librarys_words
from scripts.evaluate import golden_questions
from scripts.logistic_regression import logistic_regression

# Strength of the pull towards 0; of 1, 3, 6, 10 and 30 this was best in ten-fold cross-validation. Smaller
# ones would learn the questions by heart.
PENALTY = 1.0
# What people asked counts more than what was written for a page. All that is not answered counts half as much
# as there are questions that are, whoever asked them.
ASKED_WEIGHT, GOLDEN_WEIGHT, UNANSWERABLE_SHARE = 1.0, 3.0, 0.5
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A question and whether the library answers it."""

    text: str
    is_answered: bool
    weight: float


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.train_scope", description=__doc__)
    parser.parse_args(arguments)
    found = list(examples(Settings.from_environment()))
    weights = train(found, asyncio.run(embedded(found)))
    WEIGHTS_FILE.write_text(json.dumps(weights) + "\n", "utf-8")
    print(f"{len(found)} questions, {sum(not one.is_answered for one in found)} of them not answered")
    return 0


def examples(settings: Settings) -> Iterator[Example]:
    """Each question once; of a conversation's, only the first can be understood alone."""
    pages = read_content(settings.content_dir).pages
    asked = (question for page in pages for chunk in chunks(page) for question in chunk.asked)
    for question in dict.fromkeys(asked):
        yield Example(question, True, ASKED_WEIGHT)
    for golden in golden_questions():
        if golden.half == "tune" and not golden.history:
            yield Example(golden.text, bool(golden.relevant), GOLDEN_WEIGHT)


async def embedded(questions: Sequence[Example]) -> Vector:
    """Shape (len(questions), 384), in the library's words as the search has them."""
    embedder = MiniLmEmbedder.load()
    try:
        vectors = await embedder.embed_documents([in_the_librarys_words(one.text) for one in questions])
    finally:
        await embedder.close()
    return vectors[:, :WIDTH]


def train(questions: Sequence[Example], vectors: Vector) -> dict[str, object]:
    """`weights`, one for each column of the vectors, and `bias`."""
    is_answered = np.array([one.is_answered for one in questions])
    counts = np.array([one.weight for one in questions])
    counts[~is_answered] = UNANSWERABLE_SHARE * is_answered.sum() / (~is_answered).sum()
    with_bias = np.hstack([vectors, np.ones((len(vectors), 1))])
    *weights, bias = logistic_regression(with_bias, is_answered, penalty=PENALTY, counts=counts)
    return {"bias": round(float(bias), DIGITS), "weights": [round(float(one), DIGITS) for one in weights]}


if __name__ == "__main__":
    sys.exit(main())
