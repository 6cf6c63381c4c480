"""The search of the library as it grows: time, recall, and what its index costs.

`vectors` is our own statement for a question without words, whose answer is the nearest passages by meaning;
the others find the same ten. `hybrid` is the statement as the assistant sends it.
"""

import asyncio
import contextlib
import importlib
import importlib.util
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any
from uuid import UUID

import numpy as np
import psycopg
from pgvector.psycopg import register_vector_async
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier
from sqlalchemy import text

from assistant.library import Question
from assistant.ranking import DEPTH
from db.cluster import NAME
from db.engine import Database
from db.library import SearchableLibrary
from db.library_search import SEARCH_SETTINGS, search_statement
from scripts.benchmark import passages
from scripts.benchmark.measurement import OURS, Series, percentile
from scripts.benchmark.passages import MODEL, VECTOR_INDEX, WORD_INDEX, Asked, Floats
from scripts.benchmark.rounds import Effort
from scripts.benchmark.servers import Notice
from scripts.benchmark.workshop import Workshop

SIZES = (1_000, 10_000, 100_000)
LARGE = 300_000
NEAREST = 10
# As many as the assistant asks for.
HYBRID_LIMIT = DEPTH * 5
QUESTIONS = 60
# A scan of everything takes most of a second at the biggest size.
SCANNED_QUESTIONS = 10
HNSWLIB = "hnswlib, in process"
HNSW = {"M": 16, "ef_construction": 64, "ef": 100}

Search = Callable[[Asked], Awaitable[list[UUID]]]


@dataclass(frozen=True, slots=True)
class Subject:
    """A way to search; `questions_max` bounds what is slow."""

    case: str
    name: str
    search: Search
    exact: Callable[[Asked], list[UUID]] | None
    questions_max: int = QUESTIONS


@dataclass(slots=True)
class Grown:
    """The library at one size: its ids and vectors, in the same order."""

    ids: list[UUID]
    vectors: Floats
    size: int = 0
    """Synthetic passages, beside the real ones."""

    def nearest(self, asked: Asked, *, every: int = 1, count: int = NEAREST) -> list[UUID]:
        """The exact answer: of all, or of the synthetic passages whose number is a multiple of `every`."""
        likeness = self.vectors @ asked.vector
        if every > 1:
            others = [not one.int < 2**64 or one.int % every != 0 for one in self.ids]
            likeness[others] = -2
        best = np.argpartition(-likeness, count)[:count]
        return [self.ids[index] for index in best[np.argsort(-likeness[best])]]


def measure(workshop: Workshop, effort: Effort, notice: Notice, *, large: bool = False) -> list[Series]:
    sizes = (1_000, 2_000) if effort.quick else (*SIZES, LARGE) if large else SIZES
    series = list[Series]()
    with workshop.database() as url, scratch_copy(url) as scratch:
        ids, vectors, texts = passages.prepare(scratch)
        landscape, vocabulary = passages.Landscape(), passages.Vocabulary(texts)
        asked = list(passages.questions(landscape, vocabulary, 5 if effort.quick else QUESTIONS))
        grown = Grown(ids, vectors)
        for size in sizes:
            definitions = passages.without_indexes(scratch)
            more = landscape.vectors(size - grown.size)
            passages.add(scratch, grown.size, more, vocabulary)
            ids = grown.ids + passages.synthetic_ids(grown.size, len(more))
            grown = Grown(ids, np.vstack([grown.vectors, more]), size)
            series += _building(scratch, size, definitions)
            peers, built = _hnswlib(grown, notice)
            series += built
            series += asyncio.run(_searching(scratch, grown, asked, peers, effort, notice))
    return series


@contextlib.contextmanager
def scratch_copy(url: str) -> Iterator[str]:
    """The URL of a copy of the service's database, which nothing may be using now."""
    name = f"{NAME}_benchmark"
    drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
    with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as server:
        server.execute(drop)
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(NAME)))
    try:
        yield url.replace(f"/{NAME}?", f"/{name}?")
    finally:
        with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as server:
            server.execute(drop)


def _building(url: str, size: int, definitions: Mapping[str, str]) -> list[Series]:
    """The indexes anew, and what they took."""
    series = []
    for index, definition in definitions.items():
        began = time.perf_counter()
        passages.build(url, definition)
        name = index.removeprefix("content_embeddings_").removesuffix("_idx")
        built = _built(name, size, OURS, time.perf_counter() - began)
        built.more["MB"] = passages.megabytes(url, index)
        series.append(built)
    passages.finish(url)
    return sorted(series, key=lambda one: one.case, reverse=True)  # what hnswlib also builds comes last


def _built(index: str, size: int, subject: str, seconds: float) -> Series:
    case = _case(f"build {index} index", size)
    return Series(
        suite="retrieval", case=case, subject=subject, unit="s", at=size, values=[round(seconds, 2)]
    )


def _case(name: str, size: int) -> str:
    return f"{name}, {size:,} passages"


async def _searching(
    url: str,
    grown: Grown,
    asked: Sequence[Asked],
    peers: Sequence[Subject],
    effort: Effort,
    notice: Notice,
) -> list[Series]:
    database = Database(url, pool_size=1, max_overflow=0)
    scanning = await _scanner(url)
    try:
        subjects = [
            Subject("vectors", "numpy, exact", _at_once(grown.nearest), grown.nearest),
            Subject("vectors", "SQL without an index", scanning.search, grown.nearest, SCANNED_QUESTIONS),
            *peers,
            *_ours(SearchableLibrary(database, model=MODEL), grown),
        ]
        series = await _in_turn(subjects, asked, grown.size, effort)
        plan = await explain(database, asked[0])
    finally:
        await scanning.connection.close()
        await database.dispose()
    used = [index for index in (VECTOR_INDEX, WORD_INDEX) if index in plan]
    notice(
        f"retrieval at {grown.size:,}: the hybrid statement's plan uses {' and '.join(used) or 'no index'}"
    )
    return series


def _ours(library: SearchableLibrary, grown: Grown) -> list[Subject]:
    def searching(question: Question) -> Search:
        async def search(asked: Asked) -> list[UUID]:
            words = asked.words if question.text else ""
            found = await library.search(replace(question, text=words, embedding=asked.vector))
            return [passage.id for passage in found]

        return search

    def of_every(number: int) -> Callable[[Asked], list[UUID]]:
        return lambda asked: grown.nearest(asked, every=number)

    tenth, hundredth = (
        Question("", doc_types=["benchmark-tenth"], limit=NEAREST),
        Question("", destination="benchmark-hundredth", limit=NEAREST),
    )
    return [
        Subject("vectors", OURS, searching(Question("", limit=NEAREST)), grown.nearest),
        Subject("vectors, filter leaves a tenth", OURS, searching(tenth), of_every(10)),
        Subject("vectors, filter leaves a hundredth", OURS, searching(hundredth), of_every(100)),
        Subject("hybrid", OURS, searching(Question("words", limit=HYBRID_LIMIT)), None),
        Subject(
            "hybrid, filter leaves a tenth",
            OURS,
            searching(replace(tenth, text="words", limit=HYBRID_LIMIT)),
            None,
        ),
    ]


def _at_once(search: Callable[[Asked], list[UUID]]) -> Search:
    async def found(asked: Asked) -> list[UUID]:
        return search(asked)

    return found


@dataclass(frozen=True, slots=True)
class _Scanner:
    """The plain statement, with every index out of use."""

    connection: psycopg.AsyncConnection[Any]

    async def search(self, asked: Asked) -> list[UUID]:
        rows = await self.connection.execute(
            "SELECT id FROM content_embeddings WHERE page_hash IS NOT NULL AND embedding_model = %s"
            " ORDER BY embedding <=> %s::vector LIMIT %s",
            [MODEL, asked.vector, NEAREST],
        )
        return [row[0] for row in await rows.fetchall()]


async def _scanner(url: str) -> _Scanner:
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    await register_vector_async(connection)
    await connection.execute("SET enable_indexscan = off")
    return _Scanner(connection)


def _hnswlib(grown: Grown, notice: Notice) -> tuple[list[Subject], list[Series]]:
    """The same kind of graph in memory, and what it took to build."""
    if importlib.util.find_spec("hnswlib") is None:
        notice("hnswlib is left out: not installed (requirements-benchmark.lock)")
        return [], []
    began = time.perf_counter()
    index = importlib.import_module("hnswlib").Index(space="cosine", dim=grown.vectors.shape[1])
    index.init_index(max_elements=len(grown.ids), M=HNSW["M"], ef_construction=HNSW["ef_construction"])
    index.set_num_threads(1)
    index.add_items(grown.vectors)
    index.set_ef(HNSW["ef"])
    built = _built("embedding", grown.size, HNSWLIB, time.perf_counter() - began)

    def search(asked: Asked) -> list[UUID]:
        labels, _ = index.knn_query(asked.vector, k=NEAREST)
        return [grown.ids[label] for label in labels[0]]

    return [Subject("vectors", HNSWLIB, _at_once(search), grown.nearest)], [built]


async def _in_turn(
    subjects: Sequence[Subject], asked: Sequence[Asked], size: int, effort: Effort
) -> list[Series]:
    """Each question to each subject before the next question; the first round only warms up."""
    medians: dict[int, list[float]] = {number: [] for number in range(len(subjects))}
    slowest: dict[int, list[float]] = {number: [] for number in range(len(subjects))}
    recalls: dict[int, list[float]] = {number: [] for number in range(len(subjects))}
    for turn in range(effort.rounds + 1):
        spent: dict[int, list[float]] = {number: [] for number in range(len(subjects))}
        for place, one in enumerate(asked):
            for number, subject in enumerate(subjects):
                if place >= subject.questions_max:
                    continue
                began = time.perf_counter()
                found = await subject.search(one)
                spent[number].append((time.perf_counter() - began) * 1000)
                if turn == 0 and subject.exact:
                    recalls[number].append(len({*found[:NEAREST]} & {*subject.exact(one)}) / NEAREST)
        for number, milliseconds in spent.items() if turn else ():
            medians[number].append(round(median(milliseconds), 3))
            slowest[number].append(percentile(milliseconds, 0.95))
    return [
        Series(
            suite="retrieval",
            case=_case(subject.case, size),
            subject=subject.name,
            unit="ms",
            at=size,
            values=medians[number],
            more={"p95 ms": round(median(slowest[number]), 2)}
            | ({"recall@10": round(float(np.mean(recalls[number])), 3)} if recalls[number] else {}),
        )
        for number, subject in enumerate(subjects)
    ]


async def explain(database: Database, asked: Asked) -> str:
    """PostgreSQL's plan of the statement that the assistant would send."""
    statement, values = search_statement(
        Question(asked.words, embedding=asked.vector, limit=HYBRID_LIMIT), MODEL
    )
    async with database.begin(timeout_seconds=None) as transaction:
        await transaction.execute(SEARCH_SETTINGS)
        explained = text(f"EXPLAIN {statement.text}").bindparams(*statement.compile().binds.values())
        return "\n".join(row[0] for row in await transaction.execute(explained, values))
