"""The index on embeddings is there to be used: by the planner, and with the right answers."""

import numpy as np
import psycopg
import pytest
from pgvector.psycopg import register_vector
from psycopg.sql import SQL, Literal
from sqlalchemy import text

from assistant.library import Question
from db.engine import Database
from db.library_search import SEARCH_SETTINGS, search_statement
from tests.migrations.conftest import rows

ROWS, CLUSTERS, DIMENSIONS = 10_000, 100, 768
INDEX = "content_embeddings_embedding_idx"

COPY = """
COPY content_embeddings (content_path, chunk_text, page_hash, embedding_model, embedding)
FROM STDIN (FORMAT BINARY)
"""
# As a search has to spell it: the index's own expression, and only rows of our library.
NEAREST = SQL("""
SELECT chunk_text FROM content_embeddings WHERE page_hash IS NOT NULL AND embedding_model = 'test'
ORDER BY embedding::halfvec(768) <=> {question}::halfvec(768) LIMIT 40
""")


def clustered_vectors():
    """Unit vectors around some topics, as embeddings of texts lie."""
    random = np.random.default_rng(20261120)
    topics = random.standard_normal((CLUSTERS, DIMENSIONS))
    vectors = topics[random.integers(CLUSTERS, size=ROWS)] + random.standard_normal((ROWS, DIMENSIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def vectors(migrated):
    """10,000 of them, in the database too; the index is built after the rows, which is far quicker."""
    made = clustered_vectors()
    with psycopg.connect(migrated) as connection:
        register_vector(connection)
        [definition] = connection.execute("SELECT pg_get_indexdef(%s::regclass)", [INDEX]).fetchone()
        connection.execute(f"DROP INDEX {INDEX}")
        with connection.cursor().copy(COPY) as copy:
            copy.set_types(["text", "text", "text", "text", "vector"])
            for number, vector in enumerate(made):
                copy.write_row(("page.md", str(number), "x", "test", vector))
        connection.execute(definition)
    with psycopg.connect(migrated, autocommit=True) as connection:
        connection.execute("ANALYZE content_embeddings")
    return made


def test_ten_thousand_passages_are_searched_by_the_index_and_the_nearest_are_found(migrated, vectors):
    question = vectors[77] + 0.01
    nearest = NEAREST.format(question=Literal(str(question.tolist())))

    plan = "\n".join(line for (line,) in rows(migrated, SQL("EXPLAIN ") + nearest))
    found = [int(number) for (number,) in rows(migrated, nearest)]

    exact = np.argsort(-(vectors @ question))
    assert INDEX in plan
    assert found[0] == exact[0] == 77
    assert len(set(found[:10]) & set(exact[:10])) >= 9


async def test_the_whole_search_of_ten_thousand_passages_reads_no_table_from_end_to_end(migrated, vectors):
    """With the planner left alone: at this size a sequential scan takes most of a second."""
    with psycopg.connect(migrated, autocommit=True) as connection:
        for view in ("library_lexemes", "library_size"):
            connection.execute(f"REFRESH MATERIALIZED VIEW {view}")
    statement, values = search_statement(Question("passage 77", embedding=vectors[77]), "test")
    explained = text("EXPLAIN " + statement.text).bindparams(*statement._bindparams.values())
    database = Database(migrated, pool_size=1, max_overflow=0)

    async with database.begin(timeout_seconds=None) as transaction:
        await transaction.execute(SEARCH_SETTINGS)
        plan = "\n".join(line for (line,) in await transaction.execute(explained, values))
    await database.dispose()

    assert f"Index Scan using {INDEX}" in plan
    assert "Bitmap Index Scan on content_embeddings_tsv_idx" in plan
    assert "Seq Scan on content_embeddings" not in plan
