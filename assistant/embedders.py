"""What the assistant asks of an embedder: text in, unit vectors of `DIMENSIONS` numbers out."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

DIMENSIONS = 768

Vector = npt.NDArray[np.float32]


class EmbedderUnavailable(Exception):
    """The embedder cannot be loaded or asked; retrieval goes on by words alone.

    `retry_after_seconds`: when another try may help, None when it will not.
    """

    def __init__(self, message: str = "", *, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class Embedder(Protocol):
    """Turns text into unit vectors; `name` is stored with each row and must match at search time."""

    @property
    def name(self) -> str: ...

    @property
    def resting(self) -> bool:
        """Is it not asked at the moment because it failed again and again?"""
        ...

    async def embed_query(self, text: str) -> Vector:
        """One vector of shape (768,). Raises EmbedderUnavailable."""
        ...

    async def embed_documents(self, texts: Sequence[str]) -> Vector:
        """Vectors of shape (len(texts), 768), in the order of the texts. Raises EmbedderUnavailable."""
        ...

    async def close(self) -> None:
        """Lets go of threads or connections."""
        ...
