"""The embedder gives what sentence-transformers/all-MiniLM-L6-v2 gives, and keeps out of everybody's way.

`minilm_reference.json` was computed with torch 2.13 (BertModel, mean pooling) and the `tokenizers` package
from the same weights.
"""

import asyncio
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.embedders import DIMENSIONS, EmbedderUnavailable
from assistant.embedding_cache import EmbeddingCache
from assistant.minilm import MiniLmEmbedder, _package_folder
from assistant.wordpiece import WordPieces

REFERENCE = json.loads((Path(__file__).parent / "minilm_reference.json").read_text())


@pytest.fixture(scope="module")
async def embedder():
    embedder = MiniLmEmbedder.load()
    yield embedder
    await embedder.close()


@pytest.fixture(scope="module")
def pieces():
    lines = (_package_folder() / "vocab.txt").read_text().splitlines()
    return WordPieces({piece: number for number, piece in enumerate(lines)})


@pytest.mark.parametrize("known", REFERENCE, ids=lambda known: known["text"][:20] or "empty")
def test_text_is_cut_into_the_same_pieces(pieces, known):
    assert pieces.ids(known["text"], tokens_max=256) == known["ids"]


async def test_vectors_are_the_same(embedder):
    vectors = await embedder.embed_documents([known["text"] for known in REFERENCE])

    expected = np.array([known["vector"] for known in REFERENCE])
    assert np.abs(vectors[:, : expected.shape[1]] - expected).max() < 2e-5


async def test_a_vector_has_length_one_and_is_padded_with_zeros(embedder):
    vector = await embedder.embed_query("How deep may I dive?")

    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert not vector[384:].any()


async def test_a_text_means_the_same_alone_and_in_company(embedder):
    """Padding is never read."""
    texts = ["short", "a much longer text about decompression sickness and its symptoms", ""]

    together = await embedder.embed_documents(texts)

    for text, vector in zip(texts, together, strict=True):
        assert float(vector @ await embedder.embed_query(text)) == pytest.approx(1, abs=1e-5)


async def test_texts_of_every_length_at_once_keep_their_order(embedder):
    texts = [f"{number} " + "reef " * (number * 37 % 90) for number in range(120)]

    together = await embedder.embed_documents(texts)

    for place in (0, 1, 59, 60, 119):
        (alone,) = await embedder.embed_documents([texts[place]])
        assert np.abs(together[place] - alone).max() < 1e-5


async def test_a_long_text_is_cut(embedder, pieces):
    assert len(pieces.ids("dive " * 5000, tokens_max=256)) == 256
    assert np.isfinite(await embedder.embed_query("dive " * 5000)).all()


async def test_a_word_without_end_is_one_unknown(pieces):
    assert pieces.ids("x" * 100_000, tokens_max=256) == [101, 100, 102]


async def test_a_question_is_embedded_once():
    embedder = MiniLmEmbedder.load(EmbeddingCache(size=2))
    first = await embedder.embed_query("one")

    again = await embedder.embed_query("one")
    await embedder.embed_query("two")
    await embedder.embed_query("three")
    forgotten = await embedder.embed_query("one")

    assert again is first
    assert forgotten is not first
    await embedder.close()


async def test_questions_at_once_get_their_own_vectors(embedder):
    questions = [f"question number {number} about diving" for number in range(40)]

    vectors = await asyncio.gather(*map(embedder.embed_query, questions))

    alone = await embedder.embed_documents(questions)
    assert np.abs(np.array(vectors) - alone).max() < 1e-5


async def test_the_event_loop_goes_on_meanwhile(embedder):
    work = asyncio.create_task(embedder.embed_documents(["a text of some length about diving " * 8] * 32))
    ticks = 0

    while not work.done():
        await asyncio.sleep(0.001)
        ticks += 1

    assert ticks > 20


async def test_a_question_does_not_wait_for_a_whole_library(embedder):
    library = asyncio.create_task(embedder.embed_documents(["a text of some length about diving " * 8] * 96))
    await asyncio.sleep(0)

    await embedder.embed_query("what is nitrox, while you are busy?")

    assert not library.done()
    await library


async def test_who_no_longer_waits_stops_nobody(embedder):
    gone = asyncio.create_task(embedder.embed_query("asked and left"))
    await asyncio.sleep(0)
    gone.cancel()

    assert np.isfinite(await embedder.embed_query("asked and stayed")).all()


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.txt"])
def test_weights_that_are_not_the_ones_are_not_used(tmp_path, name):
    for file in ("model.safetensors", "vocab.txt"):
        shutil.copy(_package_folder() / file, tmp_path)
    with (tmp_path / name).open("ab") as file:
        file.write(b"!")

    with pytest.raises(EmbedderUnavailable, match=f"^{name} is not the file"):
        MiniLmEmbedder.load(folder=tmp_path)


def test_missing_weights_are_said(tmp_path):
    with pytest.raises(EmbedderUnavailable, match=r"^model\.safetensors cannot be read"):
        MiniLmEmbedder.load(folder=tmp_path)


async def test_who_waits_is_told_when_embedding_fails():
    """And the same question asked again is embedded again."""

    class Broken:
        width = 384

        def embed(self, _batch):
            raise MemoryError("no room")

    broken = MiniLmEmbedder.load()
    network, broken._network = broken._network, Broken()
    async with asyncio.timeout(10):
        with pytest.raises(EmbedderUnavailable, match="no room"):
            await broken.embed_query("How deep?")
        broken._network = network
        assert np.linalg.norm(await broken.embed_query("How deep?")) == pytest.approx(1, abs=1e-5)
    await broken.close()
