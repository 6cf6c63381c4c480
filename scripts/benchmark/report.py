"""Shows a run on the terminal: what was measured, by how much ours is faster, and what changed since."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from scripts.benchmark.measurement import OURS, Ratio, Run, Series, is_rate, ratios


def show(run: Run, console: Console) -> None:
    for suite, grouped in groupby(run.series, key=lambda one: one.suite):
        console.print(suite_table(suite, list(grouped)))
    for notice in run.notices:
        console.print(f"note: {notice}", style="yellow", highlight=False)


def suite_table(suite: str, series: Sequence[Series]) -> Table:
    """A row for each subject of each case; the ratio says how many times as fast ours is, with its range."""
    columns = list(dict.fromkeys(name for one in series for name in one.more))
    compared = {(one.case, one.subject): ratio for one, ratio in ratios(series)}
    table = _table(suite, "median", "spread", *columns, *(["ours is"] if compared else []))
    for case, subjects in groupby(series, key=lambda one: one.case):
        for number, one in enumerate(subjects):
            more = [_number(one.more[name]) if name in one.more else "" for name in columns]
            ratio = compared.get((one.case, one.subject))
            table.add_row(
                "" if number else case, one.subject, f"{_number(one.median)} {one.unit}", spread(one), *more,
                *([times(ratio) if ratio else ""] if compared else []),
                style="bold" if one.subject == OURS else "",
            )  # fmt: skip
    return table


def _table(title: str, *numbers: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for name in ("case", "subject"):
        table.add_column(name, no_wrap=True)
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def spread(one: Series) -> str:
    """How far the rounds lie from their median, in per cent."""
    if len(one.values) == 1 or not one.median:
        return ""
    least, most = min(one.values) / one.median - 1, max(one.values) / one.median - 1
    return f"{least:+.0%} {most:+.0%}"


def times(ratio: Ratio) -> str:
    return f"{_number(ratio.median)}x ({_number(ratio.least)}-{_number(ratio.most)})"


def compare(before: Run, now: Run, console: Console) -> None:
    """What stands in both runs. Ratios to peers can be compared; other numbers also tell of the machine."""
    table = _table(f"since {before.made_at:%Y-%m-%d %H:%M} UTC", "before", "now", "faster by")
    for row in [*_ratios_in_both(before, now), *_values_in_both(before, now)]:
        table.add_row(*row)
    console.print(table)
    for name in before.options.keys() & now.options.keys() - {"suites"}:
        if before.options[name] != now.options[name]:
            console.print(f"note: {name} was {before.options[name]}, is {now.options[name]}", style="yellow")


def _ratios_in_both(before: Run, now: Run) -> Iterable[tuple[str, ...]]:
    earlier = {_key(one): ratio for one, ratio in ratios(before.series)}
    for one, ratio in ratios(now.series):
        if (then := earlier.get(_key(one))) and then.median:
            change = _change(ratio.median / then.median, (then.least, then.most), (ratio.least, ratio.most))
            yield f"{one.suite}: {one.case}", f"ours to {one.subject}", times(then), times(ratio), change


def _values_in_both(before: Run, now: Run) -> Iterable[tuple[str, ...]]:
    earlier = {_key(one): one for one in before.series if one.subject == OURS}
    for one in now.series:
        then = earlier.get(_key(one))
        if then is None or not then.median or not one.median:
            continue
        faster = one.median / then.median if is_rate(one.unit) else then.median / one.median
        change = _change(faster, (min(then.values), max(then.values)), (min(one.values), max(one.values)))
        yield f"{one.suite}: {one.case}", OURS, _with_unit(then), _with_unit(one), change


def _change(faster: float, before: tuple[float, float], now: tuple[float, float]) -> str:
    """By how much, where the rounds of one run all lie beyond those of the other."""
    if before[0] == before[1] or now[0] == now[1]:
        return "one round only"
    apart = now[0] > before[1] or now[1] < before[0]
    return f"{faster - 1:+.0%}" if apart else "within spread"


def _key(one: Series) -> tuple[str, str, str, str]:
    return one.suite, one.case, one.subject, one.unit


def _with_unit(one: Series) -> str:
    return f"{_number(one.median)} {one.unit}"


def _number(value: float) -> str:
    """Three digits say all that such measurements can."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"  # noqa: PLR2004  # three digits
