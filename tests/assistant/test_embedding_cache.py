"""Questions are embedded once, for a while."""

import numpy as np
import pytest

from assistant.embedding_cache import EmbeddingCache


class Counting:
    """Embeds, and keeps what it was asked."""

    def __init__(self):
        self.asked = []

    async def __call__(self, text):
        self.asked.append(text)
        return np.ones(3, np.float32)


async def asked(cache, *texts):
    """Which of these questions, one after the other, had to be embedded."""
    embed = Counting()
    for text in texts:
        await cache.vector(text, embed)
    return embed.asked


async def test_the_question_asked_longest_ago_makes_room():
    cache = EmbeddingCache(size=2)

    assert await asked(cache, "a", "b", "a", "c", "a", "b") == ["a", "b", "c", "b"]


async def test_an_embedding_is_kept_for_a_while():
    now = [0.0]
    cache = EmbeddingCache(seconds=60, clock=lambda: now[0])
    await asked(cache, "a")

    now[0] = 60
    assert await asked(cache, "a") == []
    now[0] = 61
    assert await asked(cache, "a", "a") == ["a"]


async def test_a_cache_of_no_size_keeps_nothing():
    assert await asked(EmbeddingCache(size=0), "a", "a") == ["a", "a"]


async def test_a_failure_is_not_kept():
    cache = EmbeddingCache()

    async def fail(text):
        raise LookupError(text)

    with pytest.raises(LookupError):
        await cache.vector("a", fail)
    assert await asked(cache, "a") == ["a"]
