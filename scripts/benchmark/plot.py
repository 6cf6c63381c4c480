"""Draws a run: ratios as bars, growth as lines. Needs matplotlib."""

import importlib
import importlib.util
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from scripts.benchmark.measurement import OURS, Ratio, Run, Series, ratios
from scripts.benchmark.servers import Notice

INCHES_WIDE, INCHES_EACH, INCHES_A_BAR = 11, 4.5, 0.22


def draw(run: Run, file: Path, notice: Notice) -> None:
    """The format is what the file's name ends with: .svg or .png."""
    if importlib.util.find_spec("matplotlib") is None:
        notice("no plot: matplotlib is not installed (requirements-benchmark.lock)")
        return
    panels = _panels(run)
    if not panels:
        return
    heights = [max(INCHES_EACH, INCHES_A_BAR * len(bars)) for _, bars, _ in panels]
    figure = importlib.import_module("matplotlib.figure").Figure(
        figsize=(INCHES_WIDE, sum(heights)), layout="constrained"
    )
    axes = figure.subplots(len(panels), squeeze=False, height_ratios=heights)[:, 0]
    for axis, (suite, bars, lines) in zip(axes, panels, strict=True):
        _draw_growth(axis, suite, lines) if lines else _draw_ratios(axis, suite, bars)
    figure.savefig(file)


Bars = list[tuple[Series, Ratio]]


def _panels(run: Run) -> list[tuple[str, Bars, list[Series]]]:
    """By suite: its ratios, and what of it grows. A suite with neither is in the table only."""
    found = []
    for suite, grouped in groupby(run.series, key=lambda one: one.suite):
        series = list(grouped)
        growing = [one for one in series if one.at is not None and "p95 ms" in one.more]
        bars = [] if growing else list(ratios(series))
        if growing or bars:
            found.append((suite, bars, growing))
    return found


def _draw_ratios(axis: Any, suite: str, bars: Bars) -> None:
    names = [f"{one.case}: {one.subject}" for one, _ in bars]
    medians = [ratio.median for _, ratio in bars]
    apart = [
        [ratio.median - ratio.least for _, ratio in bars],
        [ratio.most - ratio.median for _, ratio in bars],
    ]
    axis.barh(names, medians, xerr=apart, color="#4c78a8", ecolor="#333333", capsize=2)
    axis.axvline(1, color="#c44e52")
    axis.invert_yaxis()
    axis.tick_params(axis="y", labelsize=7)
    axis.set_title(f"{suite}: how many times as fast {OURS} is (median of rounds, least and most)")


def _draw_growth(axis: Any, suite: str, series: Sequence[Series]) -> None:
    lines: dict[tuple[str, str], list[Series]] = {}
    for one in series:
        lines.setdefault((one.grows, one.subject), []).append(one)
    for (case, subject), points in lines.items():
        places = [one.at for one in points]
        label = case if subject == OURS else f"{case}: {subject}"
        style = "-o" if subject == OURS else "--s"
        axis.plot(places, [one.more["p95 ms"] for one in points], style, label=label, markersize=3)
    axis.set_xscale("log")
    axis.set_yscale("log")
    axis.set_ylabel("p95, ms")
    axis.set_xlabel("passages" if suite == "retrieval" else "requests at once")
    axis.legend(fontsize=7)
    axis.grid(visible=True, which="major", alpha=0.3)
    axis.set_title(f"{suite}: how it grows")
