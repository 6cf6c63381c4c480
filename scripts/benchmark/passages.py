"""Synthetic passages that lie as embedded texts do, beside the real library, in a database of real schema."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt
import psycopg
from pgvector.psycopg import register_vector
from psycopg.types.json import Jsonb

from assistant.embedders import DIMENSIONS
from assistant.minilm import MiniLmEmbedder

Floats = npt.NDArray[np.float32]

MODEL = MiniLmEmbedder.name
SEED = 20261120
TOPICS, SUBTOPICS = 200, 2000
PASSAGE_WORDS, QUESTION_WORDS = 80, 8
# What a filter leaves: one passage in so many.
FILTERS = {"a tenth": 10, "a hundredth": 100}

VECTOR_INDEX, WORD_INDEX = "content_embeddings_embedding_idx", "content_embeddings_tsv_idx"
INDEXES = (VECTOR_INDEX, WORD_INDEX)
_COPY = (
    "COPY content_embeddings"
    " (id, content_path, title, heading, chunk_text, embedding, embedding_model, page_hash, metadata)"
    " FROM STDIN (FORMAT BINARY)"
)
_TYPES = ["uuid", "text", "text", "text", "text", "vector", "text", "text", "jsonb"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the search gets it."""

    words: str
    vector: Floats


class Landscape:
    """Unit vectors around subtopics, around topics, around one mean; small topics are many (Zipf)."""

    def __init__(self, seed: int = SEED) -> None:
        self._random = np.random.default_rng(seed)
        normal = self._random.standard_normal
        mean = normal(DIMENSIONS) * 0.8
        topics = mean + normal((TOPICS, DIMENSIONS))
        self._subtopics = (
            topics[self._random.integers(TOPICS, size=SUBTOPICS)] + normal((SUBTOPICS, DIMENSIONS)) * 0.7
        )
        shares = 1 / np.arange(1, SUBTOPICS + 1) ** 0.7
        self._shares = shares / shares.sum()

    def vectors(self, count: int) -> Floats:
        places = self._random.choice(SUBTOPICS, size=count, p=self._shares)
        made = self._subtopics[places] + self._random.standard_normal((count, DIMENSIONS)) * 0.8
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


class Vocabulary:
    """Words of the real library, as often as they occur there, and rare ones that a bigger one would have."""

    def __init__(self, texts: Sequence[str], seed: int = SEED) -> None:
        self._random = random.Random(seed)  # noqa: S311  # nothing is secret
        self._words = [word for text in texts for word in text.split()] or ["reef"]

    def text(self, words: int) -> str:
        rare = f"w{self._random.randrange(20_000):05d}"
        return " ".join([*self._random.choices(self._words, k=words - 1), rare])


def prepare(url: str) -> tuple[list[UUID], Floats, list[str]]:
    """What the library holds already: ids, vectors and texts."""
    with psycopg.connect(url) as connection:
        register_vector(connection)
        rows = connection.execute(
            "SELECT id, embedding, chunk_text FROM content_embeddings"
            " WHERE page_hash IS NOT NULL AND embedding_model = %s",
            [MODEL],
        ).fetchall()
    vectors = np.array([row[1].to_numpy() for row in rows], np.float32).reshape(len(rows), DIMENSIONS)
    return [row[0] for row in rows], vectors, [row[2] for row in rows]


def synthetic_ids(first: int, count: int) -> list[UUID]:
    """Ids tell which vector a passage has, for rows come in any order."""
    return [UUID(int=number) for number in range(first, first + count)]


def add(url: str, first: int, vectors: Floats, vocabulary: Vocabulary) -> None:
    """Copies passages into the table; what the filters look at goes by their number."""
    with psycopg.connect(url) as connection:
        register_vector(connection)
        with connection.cursor().copy(_COPY) as copy:
            copy.set_types(_TYPES)
            for number, vector in enumerate(vectors, first):
                copy.write_row(_row(number, vector, vocabulary))


def _row(number: int, vector: Floats, vocabulary: Vocabulary) -> tuple[object, ...]:
    metadata: dict[str, object] = {
        "doc_type": "benchmark-tenth" if number % FILTERS["a tenth"] == 0 else "benchmark",
        "destination": "benchmark-hundredth" if number % FILTERS["a hundredth"] == 0 else "benchmark",
        "tags": [],
        "chunk_index": 0,
    }
    path, text = f"benchmark/{number}.md", vocabulary.text(PASSAGE_WORDS)
    return (
        UUID(int=number), path, f"Page {number}", "", text, vector, MODEL, "benchmark", Jsonb(metadata),
    )  # fmt: skip


def without_indexes(url: str) -> dict[str, str]:
    """Drops the two that take time to keep; their definitions, to be built again."""
    with psycopg.connect(url) as connection:
        definitions = {}
        for name in INDEXES:
            [definitions[name]] = connection.execute(
                "SELECT pg_get_indexdef(%s::regclass)", [name]
            ).fetchone() or [""]
            connection.execute(f"DROP INDEX {name}")
    return definitions


def build(url: str, definition: str, *, memory: str = "1GB") -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT set_config('maintenance_work_mem', %s, false)", [memory])
        connection.execute(definition.encode())


def finish(url: str) -> None:
    """Statistics and word counts, as an ingest leaves them."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("REFRESH MATERIALIZED VIEW library_lexemes")
        connection.execute("VACUUM ANALYZE content_embeddings")
        connection.execute("ANALYZE library_lexemes")


def megabytes(url: str, relation: str) -> float:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT pg_relation_size(%s::regclass)", [relation]).fetchone()
    return round(found[0] / 2**20, 1) if found else 0.0


def questions(landscape: Landscape, vocabulary: Vocabulary, count: int) -> Iterator[Asked]:
    """Of the same landscape, but none of its passages."""
    for vector in landscape.vectors(count):
        yield Asked(vocabulary.text(QUESTION_WORDS), vector)
