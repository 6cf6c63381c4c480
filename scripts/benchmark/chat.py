"""The keyless assistant from end to end on one worker, with the time that each step took."""

import json
import time
from collections.abc import Iterator, Sequence
from statistics import mean, median

import msgspec
import orjson

from app.config import PROJECT_ROOT
from scripts.benchmark.load import Generator, Load, Request
from scripts.benchmark.measurement import OURS, Series
from scripts.benchmark.rounds import Case, Effort, run, series_of
from scripts.benchmark.workshop import Workshop

GOLDEN = PROJECT_ROOT / "tests" / "assistant" / "golden"
GREETING = "hello"
EMERGENCY = "My buddy is unconscious and not breathing after a dive, what do I do?"
CONNECTIONS = (1, 8, 32, 100)
LEARNING_SECONDS = 10
SETTLE_SECONDS = 1.0
STEPS = ("triageMs", "embedMs", "retrieveMs", "composeMs", "storeMs", "totalMs")
# Nothing that is embedded takes less; nothing that is remembered takes as long.
CACHED_MS_MAX = 0.3


def measure(workshop: Workshop, generator: Generator, effort: Effort) -> list[Series]:
    """A library question is measured twice: asked for the first time, by a service that remembers no
    embedding, and asked again and again, by one that does."""
    cases = [
        Case(f"{name}, {connections} at once", requests, connections, STEPS)
        for connections in ((1, 8) if effort.quick else CONNECTIONS)
        for name, requests in kinds()
    ]
    with (
        workshop.service() as remembering,
        workshop.service(settings={"EMBEDDING_CACHE_SIZE": "0"}) as forgetting,
    ):
        learn(remembering.url, generator, effort)
        urls = {case.name: (forgetting if "new" in case.name else remembering).url for case in cases}
        rounds = [
            {case.name: _settled(case, urls[case.name], generator, effort) for case in cases}
            for _ in range(effort.rounds + (0 if effort.quick else 1))  # the first one warms up
        ][-effort.rounds :]
    return [_series(case, [loads[case.name] for loads in rounds]) for case in cases]


def _settled(case: Case, url: str, generator: Generator, effort: Effort) -> Load:
    """After a pause: what the case before has asked and not waited for would be measured with this one."""
    time.sleep(min(SETTLE_SECONDS, effort.seconds))
    return run(case, url, generator, effort.seconds)


def learn(url: str, generator: Generator, effort: Effort) -> None:
    """Asks questions until, by and large, each has been asked once."""
    [known] = [requests for name, requests in kinds() if name == "library, known question"]
    generator.load(url, known, connections=16, seconds=effort.seconds if effort.quick else LEARNING_SECONDS)


def kinds() -> Iterator[tuple[str, list[Request]]]:
    questions = library_questions()
    yield "greeting", [asking(GREETING)]
    yield "emergency", [asking(EMERGENCY)]
    yield "library, new question", [asking(question) for question in questions]
    yield "library, known question", [asking(question) for question in questions]


def asking(message: str) -> Request:
    return Request("POST", "/api/chat", orjson.dumps({"message": message}))


def library_questions() -> list[str]:
    """Those of the golden set that the library answers and that make sense alone."""
    return [
        asked["question"]
        for file in sorted(GOLDEN.glob("*/*.jsonl"))
        for asked in map(json.loads, file.read_text("utf-8").splitlines())
        if asked.get("relevant") and not asked.get("history")
    ]


def _series(case: Case, loads: Sequence[Load]) -> Series:
    series = series_of("chat", case.name, OURS, loads)
    steps = {
        f"{step.removesuffix('Ms')} ms": round(median(means), 2)
        for step in STEPS
        if (means := [mean(load.collected[step]) for load in loads if load.collected.get(step)])
    }
    embedded = [spent for load in loads for spent in load.collected.get("embedMs", ())]
    hits = sum(spent < CACHED_MS_MAX for spent in embedded)
    cache = {"cache hits %": round(100 * hits / len(embedded), 1)} if embedded else {}
    return msgspec.structs.replace(series, more=series.more | steps | cache, at=case.connections)
