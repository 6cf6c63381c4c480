"""Brings the database to what the pages say: all at once, and without work where nothing changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic
from typing import Any

import numpy as np

from assistant.chunking import CHUNKER_VERSION, TOKENS_MAX, Chunk, chunks
from assistant.embedders import DIMENSIONS, Embedder, Vector
from assistant.pages import Page
from db.catalogue_loading import CatalogueChanges, CatalogueLoader
from db.engine import Database
from db.library import LibraryRepository

# How far questions turn a passage's vector, fitted on the tuning half of tests/assistant/golden. From 1.5 on
# the figures hardly change, and to compare with the nearest single question is no better.
ASKED_WEIGHT = 1.5
# For waiting until another ingest has published, and indexing a whole library.
PUBLISH_SECONDS_MAX = 300

Progress = Callable[[int, int], None]
"""Told how many of how many texts have been embedded: passages, and how divers ask for them."""


class UnusableEmbedding(Exception):
    """The embedder gave a vector that cannot be compared: wrong shape, not finite, or all zeros."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How pages are cut and embedded; a change of the sizes cuts every page anew."""

    tokens_max: int = TOKENS_MAX
    tokens_overlap: int = 0
    batch: int = 96


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest found and did. All but `passages` and `seconds` count pages."""

    pages: int
    passages: int
    new: int
    changed: int
    unchanged: int
    removed: int
    catalogue: CatalogueChanges
    seconds: float


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The pages to publish, with the digest that tells whether the database has them already."""

    pages: Mapping[str, Page]
    digests: Mapping[str, str]
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def lacking(self, known: Mapping[str, str]) -> list[Page]:
        """Pages that the database does not have as they are, and whose passages are not prepared."""
        return [
            page
            for path, page in self.pages.items()
            if known.get(path) != self.digests[path] and path not in self.rows
        ]


async def ingest(
    pages: Sequence[Page],
    database: Database,
    embedder: Embedder | None,
    *,
    options: IngestOptions | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Makes the library exactly these pages; without an embedder it can be searched by words alone.

    Readers see the old library until the one transaction that replaces it commits. Two ingests at once
    are safe: they publish one after the other, and the last one wins. Raises UnusableEmbedding,
    EmbedderUnavailable and DatabaseUnavailable, all of which leave the library as it was.
    """
    started, options = monotonic(), options or IngestOptions()
    shelf = _Shelf(
        {page.path: page for page in pages}, {page.path: _digest(page, embedder, options) for page in pages}
    )
    async with database.begin() as transaction:
        known = await LibraryRepository(transaction).page_hashes()
    while True:
        # No connection is held here: to embed a library takes seconds.
        await _prepare(shelf, shelf.lacking(known), embedder, options, progress)
        async with database.begin(timeout_seconds=PUBLISH_SECONDS_MAX) as transaction:
            library = LibraryRepository(transaction)
            await library.lock_for_ingest()
            known = await library.page_hashes()
            if not shelf.lacking(known):
                catalogue = await CatalogueLoader(transaction).load(pages)
                counts = await _publish(library, shelf, known)
                break
        # Another ingest published other pages while this one embedded: prepare what is different now.
    return IngestReport(
        pages=len(pages), catalogue=catalogue, seconds=round(monotonic() - started, 3), **counts
    )


def _digest(page: Page, embedder: Embedder | None, options: IngestOptions) -> str:
    """Tells whether the rows of a page would come out the same."""
    maker = (CHUNKER_VERSION, options.tokens_max, options.tokens_overlap, embedder.name if embedder else None)
    return sha256(f"{maker}\n{page.digest}".encode()).hexdigest()


async def _prepare(
    shelf: _Shelf,
    pages: Sequence[Page],
    embedder: Embedder | None,
    options: IngestOptions,
    progress: Progress | None,
) -> None:
    passages = {
        page.path: chunks(page, tokens_max=options.tokens_max, tokens_overlap=options.tokens_overlap)
        for page in pages
    }
    chunks_found = [chunk for found in passages.values() for chunk in found]
    # The parts of a long section share its questions.
    texts = list(
        dict.fromkeys(text for chunk in chunks_found for text in (chunk.embedded_text, *chunk.asked))
    )
    vectors = dict(zip(texts, await _embed(texts, embedder, options.batch, progress), strict=True))
    model = embedder.name if embedder else None
    for page in pages:
        shelf.rows[page.path] = [
            _row(page, chunk, embedding=_aimed(chunk, vectors), model=model, digest=shelf.digests[page.path])
            for chunk in passages[page.path]
        ]


def _aimed(chunk: Chunk, vectors: Mapping[str, Vector | None]) -> Vector | None:
    """The direction of the passage, turned towards how divers ask for it."""
    own = vectors[chunk.embedded_text]
    questions = [vector for question in chunk.asked if (vector := vectors[question]) is not None]
    if own is None or not questions:
        return own
    turned = _unit(own) + ASKED_WEIGHT * np.mean([_unit(question) for question in questions], axis=0)
    return _unit(turned)


def _unit(vector: Vector) -> Vector:
    return vector / np.linalg.norm(vector)


async def _embed(
    texts: Sequence[str], embedder: Embedder | None, batch: int, progress: Progress | None
) -> list[Vector | None]:
    if embedder is None:
        return [None] * len(texts)
    vectors: list[Vector | None] = []
    for start in range(0, len(texts), batch):
        some = texts[start : start + batch]
        vectors.extend(_checked(await embedder.embed_documents(some), len(some), embedder.name))
        if progress is not None:
            progress(len(vectors), len(texts))
    return vectors


def _checked(vectors: Vector, count: int, name: str) -> Vector:
    # The cosine with a vector of zeros is not a number, and sorts above every real one.
    if (
        vectors.shape != (count, DIMENSIONS)
        or not np.isfinite(vectors).all()
        or not vectors.any(axis=1).all()
    ):
        raise UnusableEmbedding(
            f"{name} gave a vector that is not {DIMENSIONS} finite numbers, some not zero"
        )
    return vectors


def _row(
    page: Page, chunk: Chunk, *, embedding: Vector | None, model: str | None, digest: str
) -> dict[str, Any]:
    return {
        "id": chunk.id,
        "content_path": chunk.content_path,
        "title": chunk.title,
        "heading": chunk.heading,
        "chunk_text": chunk.text,
        "asked": "\n".join(chunk.asked),
        "embedding": embedding,
        "embedding_model": model,
        "page_hash": digest,
        "metadata": {
            "doc_type": page.doc_type,
            "destination": page.destination,
            "tags": sorted({*page.tags, *(page.site.tags if page.site else ())}),
            "chunk_index": chunk.index,
        },
    }


async def _publish(library: LibraryRepository, shelf: _Shelf, known: Mapping[str, str]) -> dict[str, int]:
    """Replaces what differs; the counts are of pages, and of the passages that are there afterwards."""
    gone = known.keys() - shelf.digests.keys()
    differing = {path for path, digest in shelf.digests.items() if known.get(path) != digest}
    if gone or differing:
        await library.remove(gone | differing & known.keys())
        await library.add([row for path in sorted(differing) for row in shelf.rows[path]])
        await library.refresh_counts()
    return {
        "passages": (await library.statistics()).passages,
        "new": len(differing - known.keys()),
        "changed": len(differing & known.keys()),
        "unchanged": len(shelf.digests) - len(differing),
        "removed": len(gone),
    }
