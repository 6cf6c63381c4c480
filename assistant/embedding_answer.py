"""Reads what an OpenAI-compatible provider answers to texts: bytes in, unit vectors out."""

from collections.abc import Sequence

import msgspec
import numpy as np

from assistant.embedders import DIMENSIONS, Vector

# A number takes some 22 bytes. Room for a model that knows no `dimensions`, so that it is told by its width.
_NUMBERS_MAX = 4 * DIMENSIONS
_NUMBER_BYTES_MAX = 32
_FRAME_BYTES_MAX = 65_536


class UnusableAnswer(Exception):
    """What came holds no vector for each text; the message goes on after "gave"."""


class _Embedding(msgspec.Struct):
    embedding: list[float]
    index: int | None = None


class _Answer(msgspec.Struct):
    data: list[_Embedding]


def bytes_max(count: int) -> int:
    """The longest answer that `count` vectors may take."""
    return _FRAME_BYTES_MAX + count * _NUMBERS_MAX * _NUMBER_BYTES_MAX


def unit_vectors(answer: bytes, count: int) -> Vector:
    """Shape (count, 768), each of length 1, in the order of the texts. Raises UnusableAnswer."""
    try:
        data = msgspec.json.decode(answer, type=_Answer).data
    except msgspec.DecodeError as error:
        raise UnusableAnswer("an answer that is not a list of vectors") from error
    if len(data) != count:
        raise UnusableAnswer(f"{len(data)} vectors for {count} texts")
    found = _in_order(data)
    widths = {len(vector) for vector in found}
    if max(widths) > DIMENSIONS:
        raise UnusableAnswer(f"vectors of {max(widths)} numbers; the library holds at most {DIMENSIONS}")
    if len(widths) > 1 or 0 in widths:
        raise UnusableAnswer("vectors that cannot be compared")
    return _normalised(found)


def _in_order(data: Sequence[_Embedding]) -> list[list[float]]:
    """By `index`. Gemini leaves out an index of 0, and others leave out all."""
    if any(one.index is not None for one in data):
        data = sorted(data, key=lambda one: one.index or 0)
        if [one.index or 0 for one in data] != list(range(len(data))):
            raise UnusableAnswer("vectors that are not numbered as the texts are")
    return [one.embedding for one in data]


def _normalised(found: Sequence[Sequence[float]]) -> Vector:
    """Length 1, padded with zeros, which leaves every cosine as it is."""
    vectors = np.array(found, np.float64)
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    if not largest.all():
        raise UnusableAnswer("a vector of zeros, which has no direction")
    vectors /= largest  # or squares of the very large would overflow
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    padded = np.zeros((len(vectors), DIMENSIONS), np.float32)
    padded[:, : vectors.shape[1]] = vectors
    return padded
