"""Fits the weights of the learned parts: what tells emergencies, and what tells questions of our kind."""

from typing import Any

import numpy as np
import numpy.typing as npt

STEPS_MAX = 50
# The error that is left is about the square of the last step.
CONVERGED = 1e-4

Floats = npt.NDArray[Any]


def logistic_regression(
    matrix: Floats, labels: Floats, *, penalty: float, counts: Floats | None = None
) -> Floats:
    """One weight for each column: ridge-penalised maximum likelihood by Newton's method.

    `labels`: 0 or 1 for each row; `counts`: how often each row counts, once by default. After Hastie,
    Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.
    """
    weights: Floats = np.zeros(matrix.shape[1])
    times = np.ones(len(labels)) if counts is None else counts
    ridge = penalty * np.eye(matrix.shape[1])
    for _ in range(STEPS_MAX):
        likely = 1 / (1 + np.exp(-(matrix @ weights)))
        gradient = matrix.T @ (times * (labels - likely)) - penalty * weights
        # A matrix times itself, of which BLAS works out one half only.
        scaled = matrix * np.sqrt(times * likely * (1 - likely))[:, None]
        step = np.linalg.solve(scaled.T @ scaled + ridge, gradient)
        weights = weights + step
        if float(np.abs(step).max()) < CONVERGED:
            break
    return weights
