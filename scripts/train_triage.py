"""Learns the weights of triage's second opinion from the tuning half of the labelled messages, and from what
divers tell of themselves before they ask.

The reporting half is never read here: scripts.evaluate reports on it.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from app.config import PROJECT_ROOT
from assistant.triage import read
from assistant.triage_likelihood import WEIGHTS_FILE, features
from scripts.logistic_regression import logistic_regression

_SETS = PROJECT_ROOT / "tests" / "assistant" / "triage"
TRAINING_SETS = (_SETS / "tune.json", _SETS / "statements.json")
# A feature of one message alone says more about its author than about emergencies.
MESSAGES_MIN = 2
# Strength of the pull towards 0; of 0.3, 1 and 3 none was clearly better in ten-fold cross-validation.
PENALTY = 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.train_triage", description=__doc__)
    parser.parse_args(arguments)
    weights = train(training_messages())
    lines = ",\n".join(f"{json.dumps(name)}: {weight}" for name, weight in sorted(weights.items()))
    WEIGHTS_FILE.write_text(f"{{\n{lines}\n}}\n", "utf-8")
    print(f"{len(weights)} weights")
    return 0


def training_messages() -> list[Mapping[str, str]]:
    """Labelled messages, each with a `text` and a `label`."""
    return [message for file in TRAINING_SETS for message in json.loads(file.read_text("utf-8"))]


def train(messages: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """The weight of each feature, three digits each; features without any weight are left out."""
    found = [features(read(message["text"])) for message in messages]
    counts = Counter(name for one in found for name in one)
    names = sorted(name for name, count in counts.items() if count >= MESSAGES_MIN)
    columns = {name: column for column, name in enumerate(names)}
    matrix = np.zeros((len(messages), len(names)))
    for row, one in enumerate(found):
        for name, value in one.items():
            if name in columns:
                matrix[row, columns[name]] = value
    emergency = np.array([message["label"] == "emergency" for message in messages], dtype=float)
    fitted = np.round(logistic_regression(matrix, emergency, penalty=PENALTY), 3)
    return {name: float(weight) for name, weight in zip(names, fitted, strict=True) if weight}


if __name__ == "__main__":
    sys.exit(main())
