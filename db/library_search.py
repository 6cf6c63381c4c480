"""The search of the library: one statement that looks by meaning and by words, and scores both exactly.

score = cosine + LEXICAL_WEIGHT * BM25 / ceiling, where the ceiling is what BM25 could reach for the question.
Neither part is scaled per question, so that scores can be compared between questions (measured: nDCG .75,
against .67 for the vectors alone, .63 for BM25 alone, and .67 for a fusion of ranks).
"""

from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Double, Integer, Text, TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from assistant.embedders import DIMENSIONS
from assistant.library import Passage, Question
from db.models import EmbeddingVector

LEXICAL_WEIGHT = 0.5
# An approximate index finds its best ones reliably only when asked for many more.
NEAR_CANDIDATES = 40
# Passages that are looked at word by word: many where words alone find them (measured: nDCG .58 with 100, .59
# with 200), few beside those that meaning finds (with 40 the figures are those of 100, in a fifth less time).
WORDED_CANDIDATES = 200
WORDED_BESIDE_NEAR = 50
QUESTION_CHARS_MAX = 4000

# Settings of the transaction, not of the connection, which a pooler may hand to somebody else.
# Without relaxed_order a filter silently leaves too few candidates; the statement orders them again.
# The planner does not know what it costs to fetch a vector and to cast it, and would read a library of a few
# thousand passages from end to end.
SEARCH_SETTINGS = text(
    "SELECT set_config('hnsw.ef_search', '200', true) AS ef_search,"
    " set_config('hnsw.iterative_scan', 'relaxed_order', true) AS iterative_scan,"
    " set_config('hnsw.max_scan_tuples', '100000', true) AS max_scan_tuples,"
    " set_config('enable_seqscan', 'off', true) AS enable_seqscan"
)

# BM25 with the customary k1 = 1.2 and b = 0.75; a term that cannot be more frequent counts k1 + 1 = 2.2.
# The length of a passage is its number of different words, of which the ingest has counted the mean.
# A word of the title or a heading counts twice more: passages are asked for by name. They stand first in
# the vector, and so are known by their position.
# Rare words find and all words score: to unpack the words of a passage takes the most time, and what has
# only the frequent words of a question does not come first.
_WORDS = r"""
WITH library AS MATERIALIZED (
    SELECT passages::float8, words::float8 FROM library_size
),
terms AS MATERIALIZED (
    SELECT asked.lexeme, counted.document_count,
           ln(1 + (library.passages - coalesce(counted.document_count, 0) + 0.5)
                  / (coalesce(counted.document_count, 0) + 0.5)) AS idf
    FROM library
    CROSS JOIN unnest(tsvector_to_array(to_tsvector('english', :words))) AS asked(lexeme)
    LEFT JOIN library_lexemes AS counted ON counted.lexeme = asked.lexeme
),
known AS (
    SELECT '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''' AS quoted, document_count,
           sum(document_count) OVER (ORDER BY document_count, lexeme) AS document_count_so_far
    FROM terms
    WHERE document_count IS NOT NULL
),
asked AS MATERIALIZED (
    SELECT (SELECT sum(idf) FROM terms) AS mass,
           (SELECT string_agg(quoted, ' | ') FROM known
            WHERE document_count_so_far <= :worded OR document_count_so_far = document_count
           )::tsquery AS query
),
worded AS MATERIALIZED (
    SELECT passage.id
    FROM content_embeddings AS passage CROSS JOIN asked
    WHERE passage.page_hash IS NOT NULL AND passage.tsv @@ (SELECT query FROM asked) {filters}
    ORDER BY ts_rank(passage.tsv, asked.query) DESC, passage.id
    LIMIT :worded
)"""

# The order-by expression is the index's own, letter for letter, or the index is not used. The question's
# vector is a SELECT of its own, or it would be cast again for each row that is compared.
_MEANING = """,
near AS MATERIALIZED (
    SELECT passage.id
    FROM content_embeddings AS passage
    WHERE passage.page_hash IS NOT NULL AND passage.embedding_model = :model {filters}
    ORDER BY passage.embedding::halfvec({dimensions})
             <=> (SELECT CAST(CAST(:embedding AS vector) AS halfvec({dimensions})))
    LIMIT :near
)"""

_NOTHING_BY_MEANING = ", near AS (SELECT NULL::uuid AS id WHERE false)"

_SIMILARITY = """
CASE WHEN passage.embedding_model = :model
     THEN 1 - (passage.embedding <=> (SELECT CAST(:embedding AS vector))) END"""

_SCORES = """,
scored AS (
    SELECT passage.id, passage.content_path, passage.title, passage.heading, passage.doc_type,
           passage.chunk_text AS text,
           {similarity} AS similarity,
           coalesce(counted.bm25 / (2.2 * asked.mass), 0) AS lexical,
           coalesce(counted.mass / asked.mass, 0) AS coverage
    FROM (SELECT id FROM near UNION SELECT id FROM worded) AS candidate
    JOIN content_embeddings AS passage ON passage.id = candidate.id
    CROSS JOIN asked
    CROSS JOIN LATERAL (
        SELECT 0.3 + 0.9 * length(passage.tsv) * library.passages / library.words AS saturation,
               cardinality(string_to_array(passage.title || ' ' || passage.heading, ' ')) AS name_length
        FROM library OFFSET 0
    ) AS measured
    CROSS JOIN LATERAL (
        SELECT sum(idf * 2.2 * frequency / (frequency + saturation)) AS bm25, sum(idf) AS mass
        FROM unnest(passage.tsv) AS word
        JOIN terms ON terms.lexeme = word.lexeme
        CROSS JOIN LATERAL (
            SELECT cardinality(positions) + CASE WHEN positions[1] <= name_length THEN 2 ELSE 0 END
                   AS frequency
        ) AS weighed
    ) AS counted
)
SELECT scored.*, coalesce(similarity, 0) + :lexical_weight * lexical AS score
FROM scored
WHERE coalesce(similarity, 0) + :lexical_weight * lexical > 0
ORDER BY score DESC, id
LIMIT :limit"""

_FILTERS = {
    "doc_types": "AND passage.doc_type = ANY(:doc_types)",
    "destination": "AND passage.destination = :destination",
    "tags": "AND passage.metadata -> 'tags' @> :tags",
}
_TYPES = {
    "words": Text(),
    "embedding": EmbeddingVector(DIMENSIONS),
    "model": Text(),
    "doc_types": ARRAY(Text()),
    "destination": Text(),
    "tags": JSONB(),
    "worded": Integer(),
    "near": Integer(),
    "limit": Integer(),
    "lexical_weight": Double(),
}


def search_statement(question: Question, model: str | None) -> tuple[TextClause, dict[str, Any]]:
    """The statement for a question, and its values; by words alone without an embedding or a model."""
    filters = {
        "doc_types": [_readable(doc_type) for doc_type in question.doc_types],
        "destination": question.destination and _readable(question.destination),
        "tags": [_readable(tag) for tag in question.tags],
    }
    values: dict[str, Any] = {name: value for name, value in filters.items() if value}
    values |= {
        "words": _readable(question.text[:QUESTION_CHARS_MAX]),
        "worded": WORDED_CANDIDATES,
        "lexical_weight": LEXICAL_WEIGHT,
        "limit": question.limit,
    }
    # The cosine with a vector of zeros is not a number.
    if model is not None and question.embedding is not None and question.embedding.any():
        values |= {"embedding": question.embedding, "model": model}
        values["near"] = max(NEAR_CANDIDATES, 2 * question.limit)
        values["worded"] = max(WORDED_BESIDE_NEAR, 2 * question.limit)
    return _statement(frozenset(values)), values


@cache
def _statement(names: frozenset[str]) -> TextClause:
    by_meaning = "embedding" in names
    sql = _WORDS + (_MEANING if by_meaning else _NOTHING_BY_MEANING) + _SCORES
    sql = sql.replace("{filters}", " ".join(_FILTERS[name] for name in sorted(names & _FILTERS.keys())))
    sql = sql.replace("{similarity}", _SIMILARITY if by_meaning else "NULL::float8")
    sql = sql.replace("{dimensions}", str(DIMENSIONS))
    return text(sql).bindparams(*(bindparam(name, type_=_TYPES[name]) for name in sorted(names)))


def _readable(value: str) -> str:
    """The text as PostgreSQL can hold it: no NUL, no halves of characters."""
    return value.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def passage(row: Any) -> Passage:
    """A row of the search, with what rounding put outside its range put back."""
    return Passage(
        id=row.id,
        content_path=row.content_path,
        title=row.title,
        heading=row.heading,
        doc_type=row.doc_type,
        text=row.text,
        score=row.score,
        similarity=None if row.similarity is None else max(-1.0, min(1.0, row.similarity)),
        lexical=min(1.0, row.lexical),
        coverage=min(1.0, row.coverage),
    )
