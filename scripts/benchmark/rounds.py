"""Runs cases on servers in turn, so that a slow minute of the machine is everybody's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import httpx

from scripts.benchmark.load import Generator, Load, Request
from scripts.benchmark.measurement import OURS, Series

WARM_UP_SECONDS = 1.0


class AnswersDiffer(Exception):
    """A peer does not do the same work; it would be of no use to compare its speed."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done: rounds, and seconds of load on each server in each round."""

    rounds: int
    seconds: float
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Requests that are sent in turn; `comparable` leaves of an answer what all subjects must say alike."""

    name: str
    requests: Sequence[Request]
    connections: int = 32
    collect: Sequence[str] = ()
    comparable: Callable[[Any], Any] = field(default=lambda answer: answer)


def interleaved(
    suite: str, servers: Mapping[str, str], cases: Sequence[Case], generator: Generator, effort: Effort
) -> list[Series]:
    """Each case on each server in each round; who begins changes from round to round."""
    names = list(servers)
    for case in cases:
        check_answers(servers, case)
    loads: dict[tuple[str, str], list[Load]] = {(case.name, name): [] for case in cases for name in names}
    for number in range(1 if effort.quick else 0, effort.rounds + 1):  # number 0 warms up
        seconds = effort.seconds if number else min(WARM_UP_SECONDS, effort.seconds)
        for case in cases:
            for name in names[number % len(names) :] + names[: number % len(names)]:
                loads[case.name, name].append(run(case, servers[name], generator, seconds))
    return [
        series_of(suite, case, subject, measured[-effort.rounds :])
        for (case, subject), measured in loads.items()
    ]


def run(case: Case, url: str, generator: Generator, seconds: float) -> Load:
    return generator.load(
        url, case.requests, connections=case.connections, seconds=seconds, collect=case.collect
    )


def series_of(suite: str, case: str, subject: str, loads: Sequence[Load]) -> Series:
    """Requests per second of each round; latencies are medians over rounds."""
    return Series(
        suite=suite,
        case=case,
        subject=subject,
        unit="requests/s",
        values=[round(load.per_second, 1) for load in loads],
        more={
            "p50 ms": round(median(load.p50_ms for load in loads), 2),
            "p95 ms": round(median(load.p95_ms for load in loads), 2),
            "errors": sum(load.errors for load in loads),
        },
    )


def check_answers(servers: Mapping[str, str], case: Case) -> None:
    """Raises AnswersDiffer. The standard is ours where we take part, the first server otherwise."""
    request = case.requests[0]
    answers = {}
    for name, url in servers.items():
        answer = httpx.request(
            request.method, url + request.path, content=request.body, headers=request.headers, timeout=20
        )
        if not answer.is_success:
            raise AnswersDiffer(f"{case.name}: {name} answers {answer.status_code}: {answer.text[:300]}")
        answers[name] = (answer.status_code, case.comparable(answer.json()))
    standard = answers[OURS if OURS in answers else next(iter(answers))]
    for name, said in answers.items():
        if said != standard:
            raise AnswersDiffer(f"{case.name}: {name} answers\n{said}\ninstead of\n{standard}")
