"""What was measured, and what may be concluded from it: ratios between subjects of the same round."""

import math
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

OURS = "dovvybuddy"
# Of every other unit less is better.
_MORE_IS_BETTER = ("requests/s", "chunks/s", "recall@10")


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One subject in one case: a value for each round, the rounds in order."""

    suite: str
    case: str
    subject: str
    unit: str
    values: list[float]
    more: dict[str, float] = {}
    """What else is worth knowing, by name and unit ("p95 ms"); medians, but for errors, which are summed."""
    at: int | None = None
    """Where it stands on the axis along which the case grows: passages, or requests at once."""

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def grows(self) -> str:
        """The case without its size."""
        return self.case if self.at is None else self.case.rpartition(", ")[0]


class Ratio(msgspec.Struct, frozen=True):
    """How many times as fast one is as another: the median over rounds, the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, ours: Series, theirs: Series) -> "Ratio":
        """Above 1 means that ours is faster, whatever the unit. Each round is compared with itself."""
        pairs = [
            (a, b) if is_rate(ours.unit) else (b, a) for a, b in zip(ours.values, theirs.values, strict=True)
        ]
        ratios = [above / below for above, below in pairs if below > 0]
        return cls(median(ratios), min(ratios), max(ratios)) if ratios else cls(0.0, 0.0, 0.0)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """All that one call of the command measured, and on what."""

    made_at: datetime
    machine: dict[str, Any]
    options: dict[str, Any]
    notices: list[str]
    series: list[Series]

    @classmethod
    def read(cls, file: Path) -> "Run":
        return msgspec.json.decode(file.read_bytes(), type=cls)

    def write(self, file: Path) -> None:
        file.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n")


def is_rate(unit: str) -> bool:
    return unit in _MORE_IS_BETTER


def ratios(series: Iterable[Series]) -> Iterator[tuple[Series, Ratio]]:
    """Every series of another subject, with how many times as fast ours is in the same case."""
    listed = list(series)
    ours = {(one.suite, one.case, one.unit): one for one in listed if one.subject == OURS}
    for one in listed:
        mine = ours.get((one.suite, one.case, one.unit))
        if one.subject != OURS and mine is not None and len(mine.values) == len(one.values):
            yield one, Ratio.of(mine, one)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all do not exceed."""
    ordered = sorted(values)
    # Rounded, because 0.95 * 20 is a little more than 19.
    return ordered[max(0, math.ceil(round(share * len(ordered), 6)) - 1)]


def this_machine() -> dict[str, Any]:
    return {
        "cpus": os.cpu_count(),
        "system": platform.platform(),
        "python": sys.version.split()[0],
        "load": [round(one, 2) for one in os.getloadavg()],
    }


def now() -> datetime:
    return datetime.now(UTC)
