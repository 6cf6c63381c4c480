"""What was embedded once is not embedded again, whatever happens to the file."""

import numpy as np
import pytest

from assistant.embedders import DIMENSIONS
from assistant.kept_embeddings import KeptEmbeddings

TEXTS = ["a reef", "a wreck", "a reef"]


class Counting:
    """Vectors that tell their text; keeps what it was asked."""

    resting = False

    def __init__(self, name="one"):
        self.name = name
        self.asked = []
        self.closed = False

    async def embed_query(self, text):
        return self.vector(text)

    async def embed_documents(self, texts):
        self.asked += texts
        return np.stack([self.vector(text) for text in texts])

    async def close(self):
        self.closed = True

    def vector(self, text):
        vector = np.zeros(DIMENSIONS, np.float32)
        vector[len(text)] = np.float32(1 / 3)
        return vector


async def test_what_was_embedded_is_read_from_the_file_the_same(tmp_path):
    first, second = Counting(), Counting()
    file = tmp_path / "new" / "kept"

    made = await KeptEmbeddings(first, file).embed_documents(TEXTS)
    read = await KeptEmbeddings(second, file).embed_documents([*TEXTS, "a wall"])

    assert first.asked == ["a reef", "a wreck"]
    assert second.asked == ["a wall"]
    assert np.array_equal(read[:3], made)
    assert np.array_equal(made, [first.vector(text) for text in TEXTS])


async def test_another_embedder_has_vectors_of_its_own(tmp_path):
    other = Counting("two")
    await KeptEmbeddings(Counting("one"), tmp_path / "kept").embed_documents(TEXTS)

    await KeptEmbeddings(other, tmp_path / "kept").embed_documents(TEXTS)

    assert other.asked == ["a reef", "a wreck"]


async def test_nothing_is_asked_for_nothing(tmp_path):
    assert (await KeptEmbeddings(Counting(), tmp_path / "kept").embed_documents([])).shape == (0, DIMENSIONS)


@pytest.mark.parametrize("spoil", ["no database", "short vectors", "a folder"])
async def test_a_spoilt_file_costs_time_and_nothing_else(tmp_path, spoil):
    file, embedder = tmp_path / "kept", Counting()
    kept = KeptEmbeddings(embedder, file)
    if spoil == "a folder":
        file.mkdir()
    elif spoil == "no database":
        file.write_bytes(b"not a database, and long enough to be seen as none" * 100)
    else:
        await kept.embed_documents(TEXTS)
        with kept._opened() as connection:
            connection.execute("UPDATE embeddings SET vector = x'00000000'")

    vectors = await kept.embed_documents(TEXTS)

    assert np.array_equal(vectors, [embedder.vector(text) for text in TEXTS])


async def test_a_question_is_asked_of_the_embedder_and_it_is_closed(tmp_path):
    embedder = Counting()
    kept = KeptEmbeddings(embedder, tmp_path / "kept")

    assert np.array_equal(await kept.embed_query("a reef"), embedder.vector("a reef"))
    assert (kept.name, kept.resting) == ("one", False)
    await kept.close()
    assert embedder.closed
