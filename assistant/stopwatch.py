"""Measures how long each step of a turn takes."""

import contextlib
import time
from collections.abc import Iterator


class Stopwatch:
    """Milliseconds for each named step, and since the beginning."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self.steps: dict[str, float] = {}

    @contextlib.contextmanager
    def measure(self, step: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.steps[step] = round((time.perf_counter() - began) * 1000, 3)

    @property
    def total(self) -> float:
        return round((time.perf_counter() - self._began) * 1000, 3)
