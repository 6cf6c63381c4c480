"""Keeps the embeddings of passages in a file: a library is embedded once, not for each database."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from assistant.embedders import DIMENSIONS, Embedder, Vector

# Who waits longer for another process embeds it again.
_WAIT_SECONDS_MAX = 10

logger = logging.getLogger(__name__)


class KeptEmbeddings:
    """An embedder that looks into the file before it embeds passages, and keeps there what it made.

    Only for an embedder that gives the same vector for the same text for as long as its name is the same.
    A file that cannot be read or written costs time and nothing else.
    """

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self._embedder = embedder
        self._file = file

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def resting(self) -> bool:
        return self._embedder.resting

    async def embed_query(self, text: str) -> Vector:
        """Shape (768,), asked of the embedder."""
        return await self._embedder.embed_query(text)

    async def embed_documents(self, texts: Sequence[str]) -> Vector:
        """Shape (len(texts), 768), in the order of the texts. Raises EmbedderUnavailable."""
        known = await asyncio.to_thread(self._read, texts)
        lacking = [text for text in dict.fromkeys(texts) if text not in known]
        if lacking:
            made = dict(zip(lacking, await self._embedder.embed_documents(lacking), strict=True))
            await asyncio.to_thread(self._write, made)
            known |= made
        return np.stack([known[text] for text in texts]) if texts else np.zeros((0, DIMENSIONS), np.float32)

    async def close(self) -> None:
        await self._embedder.close()

    def _read(self, texts: Sequence[str]) -> dict[str, Vector]:
        found = {}
        with _told("read"), self._opened() as connection:
            for text in texts:
                row = connection.execute("SELECT vector FROM embeddings WHERE id = ?", [self._id(text)])
                for (vector,) in row:
                    found[text] = np.frombuffer(vector, np.float32)
        return {text: vector for text, vector in found.items() if vector.shape == (DIMENSIONS,)}

    def _write(self, made: Mapping[str, Vector]) -> None:
        rows = [(self._id(text), vector.astype(np.float32).tobytes()) for text, vector in made.items()]
        with _told("written"), self._opened() as connection:
            connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?)", rows)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction on the file, which is made when it is not there."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._file, timeout=_WAIT_SECONDS_MAX)
        try:
            with connection:
                connection.execute("CREATE TABLE IF NOT EXISTS embeddings (id BLOB PRIMARY KEY, vector BLOB)")
                yield connection
        finally:
            connection.close()

    def _id(self, text: str) -> bytes:
        return sha256(f"{self.name}\n{text}".encode()).digest()


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, ValueError) as error:
        logger.warning("kept embeddings cannot be %s: %s", what, error)
