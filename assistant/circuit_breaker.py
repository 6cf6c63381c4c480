"""Spares who keeps failing, and whoever would wait for it."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class CircuitBreaker:
    """Open after failures in a row, for `rest_seconds`; the first failure after that opens it again."""

    failures_max: int = 3
    rest_seconds: float = 30.0
    clock: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _rests_until: float = field(default=-math.inf, init=False)

    @property
    def is_open(self) -> bool:
        return self.clock() < self._rests_until

    def note_success(self) -> None:
        self._failures = 0

    def note_failure(self) -> None:
        self._failures += 1
        if self._failures >= self.failures_max:
            self._rests_until = self.clock() + self.rest_seconds
