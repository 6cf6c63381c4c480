"""What questions are of our kind is learned from the pages and the tuning half, and from nothing else."""

import numpy as np
import pytest

from app.config import PROJECT_ROOT, Settings
from assistant.chunking import chunks
from assistant.pages import read_content
from scripts.evaluate import golden_questions
from scripts.logistic_regression import logistic_regression
from scripts.train_scope import Example, examples, train

PENALTY = 0.5


@pytest.fixture
def rows():
    random = np.random.default_rng(7)
    matrix = random.normal(size=(200, 3))
    return matrix, (matrix @ [2.0, -1.0, 0.0] + random.normal(size=200) > 0).astype(float)


def test_the_weights_make_the_penalised_likelihood_greatest(rows):
    """Where it is greatest its slope is 0, and it is concave: there is one such place."""
    matrix, labels = rows
    counts = np.where(labels == 1, 3.0, 1.0)

    weights = logistic_regression(matrix, labels, penalty=PENALTY, counts=counts)

    likely = 1 / (1 + np.exp(-(matrix @ weights)))
    slope = matrix.T @ (counts * (labels - likely)) - PENALTY * weights
    assert np.abs(slope).max() < 1e-6
    assert weights[0] > 1 > -0.3 > weights[1]


def test_a_row_that_counts_twice_is_as_good_as_two(rows):
    matrix, labels = rows

    counted = logistic_regression(matrix, labels, penalty=PENALTY, counts=np.full(len(labels), 2.0))
    repeated = logistic_regression(np.vstack([matrix, matrix]), np.hstack([labels, labels]), penalty=PENALTY)

    assert counted == pytest.approx(repeated)


def test_nothing_of_the_reporting_half_is_learned():
    settings = Settings.from_environment({"CONTENT_DIR": str(PROJECT_ROOT / "content")})

    found = list(examples(settings))

    pages = read_content(settings.content_dir).pages
    asked = {question for page in pages for chunk in chunks(page) for question in chunk.asked}
    tuned = {golden.text for golden in golden_questions("tune") if not golden.history}
    assert {one.text for one in found} == asked | tuned
    reported = {golden.text for golden in golden_questions("report") if not golden.history}
    # Two authors asked the same twice.
    assert reported & (tuned - asked) <= {"VHF channel for coast guard", "rescue diver minimum age"}
    assert sum(one.is_answered for one in found) > 5000


def test_answered_questions_come_above_zero():
    vectors = np.array([[1.0, 0.0], [0.9, 0.1], [-1.0, 0.2], [-0.8, 0.1]] * 10, np.float32)
    questions = [Example("?", bool(vector[0] > 0), 1.0) for vector in vectors]

    found = train(questions, vectors)

    scores = vectors @ np.array(found["weights"]) + found["bias"]
    assert scores[::4].min() > 0 > scores[2::4].max()
