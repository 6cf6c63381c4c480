"""Whatever a provider of embeddings does: unit vectors in the order of the texts, or a refusal in time."""

import asyncio
import time
from contextlib import asynccontextmanager
from email.utils import formatdate
from itertools import pairwise

import numpy as np
import pytest

from assistant.circuit_breaker import CircuitBreaker
from assistant.embedders import DIMENSIONS, EmbedderUnavailable
from assistant.embedding_cache import EmbeddingCache
from assistant.library import Question
from assistant.openai_embeddings import OpenAIEmbedder, WaitingTimes, _retry_after_seconds
from assistant.openai_endpoint import Address
from assistant.retrieval import Retrieval
from assistant.stopwatch import Stopwatch
from tests.assistant import scripted_embeddings as parts
from tests.assistant.scripted import ScriptedLibrary
from tests.assistant.scripted_embeddings import EMBEDDING_FAULTS
from tests.assistant.scripted_provider import scripted_provider
from tests.library.shelves import WordEmbedder

TEXTS = ["How deep may I dive?", "What is nitrox?", "Which reef has barracudas?"]
# Of a fault that answers nothing; a busy machine is given far longer.
QUESTION_SECONDS = 0.5
TIMES = WaitingTimes(
    question_seconds=QUESTION_SECONDS, documents_seconds=QUESTION_SECONDS, retry_delays_seconds=()
)
# Of whoever answers, however busy the machine is: the first request of a process alone may take half a second.
PATIENT = WaitingTimes(question_seconds=10, documents_seconds=10, retry_delays_seconds=())


@pytest.fixture
async def provider():
    async with scripted_provider() as running:
        running.parts |= EMBEDDING_FAULTS | {"right": parts.right}
        yield running


@asynccontextmanager
async def embedder_of(provider, model="right", *, url=None, cache=None, circuit=None, times=None):
    times = times or (TIMES if model in EMBEDDING_FAULTS else PATIENT)
    address = Address(model, url or provider.url, "the-key")
    embedder = OpenAIEmbedder.connect("openai", address, cache, times=times, circuit=circuit)
    yield embedder
    await embedder.close()


async def failures(embedder, count):
    """How many of so many different questions failed."""
    asked = [embedder.embed_query(f"question {number}") for number in range(count)]
    return sum([isinstance(await _outcome(one), EmbedderUnavailable) for one in asked])


async def _outcome(call):
    try:
        return await call
    except EmbedderUnavailable as error:
        return error


@pytest.mark.parametrize("part", [parts.right, parts.shuffled, parts.as_gemini, parts.without_index])
async def test_vectors_come_in_the_order_of_the_texts_and_of_length_one(provider, part):
    provider.parts["m"] = part
    async with embedder_of(provider, "m") as embedder:
        vectors = await embedder.embed_documents(TEXTS)

    assert np.abs(vectors - await WordEmbedder().embed_documents(TEXTS)).max() < 1e-6
    assert (vectors.dtype, vectors.shape) == (np.float32, (3, DIMENSIONS))


async def test_the_provider_is_asked_for_floats_of_our_width_with_the_key(provider):
    async with embedder_of(provider) as embedder:
        await embedder.embed_documents(TEXTS)

    assert provider.requests == [
        {"model": "right", "input": TEXTS, "dimensions": DIMENSIONS, "encoding_format": "float"}
    ]
    assert provider.heads[0].startswith("post /v1/embeddings ")
    assert "authorization: bearer the-key" in provider.heads[0]
    assert embedder.name == "openai:right"


async def test_short_vectors_are_padded_with_zeros(provider):
    provider.parts["m"] = parts.short
    async with embedder_of(provider, "m") as embedder:
        vector = await embedder.embed_query("short")

    assert vector[:3].tolist() == pytest.approx([0.6, 0.8, 0.0])
    assert vector.shape == (DIMENSIONS,)


async def test_very_large_and_very_small_numbers_keep_their_direction(provider):
    async def extreme(call):
        await parts.answer(call, parts.numbered([[1e300, 1e300], [5e-324, 5e-324]]))

    provider.parts["m"] = extreme
    async with embedder_of(provider, "m") as embedder:
        vectors = await embedder.embed_documents(TEXTS[:2])

    assert vectors[:, :2].ravel().tolist() == pytest.approx([0.5**0.5] * 4)


async def test_nothing_is_sent_for_no_texts_and_halves_of_characters_are_replaced(provider):
    async with embedder_of(provider) as embedder:
        assert (await embedder.embed_documents([])).shape == (0, DIMENSIONS)
        await embedder.embed_query("half \ud83d of a fish")

    assert [request["input"] for request in provider.requests] == [["half ? of a fish"]]


@pytest.mark.parametrize("fault", EMBEDDING_FAULTS)
async def test_no_fault_passes_for_a_vector_or_takes_longer_than_it_may(provider, fault):
    async with embedder_of(provider, fault) as embedder, asyncio.timeout(20 * QUESTION_SECONDS):
        asked = await _outcome(embedder.embed_query("How deep?"))
        embedded = await _outcome(embedder.embed_documents(TEXTS))

    assert isinstance(asked, EmbedderUnavailable)
    assert isinstance(embedded, EmbedderUnavailable)
    assert str(asked).startswith(f"openai:{fault} gave ")
    assert "\n" not in str(asked)


async def test_nobody_listens_where_the_provider_should_be(provider):
    async with embedder_of(provider, url="http://127.0.0.1:9/v1") as embedder:
        failed = await _outcome(embedder.embed_query("How deep?"))

    assert str(failed) == "openai:right gave no vectors: APIConnectionError"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("too_wide", "openai:too_wide gave vectors of 3072 numbers; the library holds at most 768"),
        ("unauthorised", "openai:unauthorised gave no vectors: AuthenticationError 401"),
        ("too_many", "openai:too_many gave no vectors: RateLimitError 429; ask again in 30 s"),
        ("drip", "openai:drip gave no answer within 0.5 s"),
        ("wrong_count", "openai:wrong_count gave 2 vectors for 1 texts"),
        ("html_in_200", "openai:html_in_200 gave an answer that is not a list of vectors"),
        ("zeros", "openai:zeros gave a vector of zeros, which has no direction"),
        ("ten_megabytes", "openai:ten_megabytes gave an answer of more than 163840 bytes"),
    ],
)
async def test_what_went_wrong_is_said_in_a_line(provider, fault, told):
    async with embedder_of(provider, fault) as embedder:
        assert str(await _outcome(embedder.embed_query("How deep?"))) == told


@pytest.mark.parametrize("fault", ["hang_before_headers", "drip", "unauthorised", "nan"])
async def test_a_turn_goes_on_by_words_alone(provider, fault):
    library = ScriptedLibrary()
    async with embedder_of(provider, fault) as embedder, asyncio.timeout(20 * QUESTION_SECONDS):
        found = await Retrieval(library, embedder).find(Question("depth"), Stopwatch())

    assert (found.degraded, library.asked[0].embedding, len(found.passages)) == (True, None, 1)


async def test_equal_questions_at_once_are_one_call_and_then_none(provider):
    async with embedder_of(provider) as embedder:
        vectors = await asyncio.gather(*(embedder.embed_query("How deep?") for _ in range(20)))
        again = await embedder.embed_query("How deep?")

    assert len(provider.requests) == 1
    assert all(vector is again for vector in vectors)


async def test_equal_questions_at_once_fail_together_and_are_asked_again_later(provider):
    provider.parts["m"] = parts.broken
    async with embedder_of(provider, "m") as embedder:
        failed = await asyncio.gather(*(_outcome(embedder.embed_query("How deep?")) for _ in range(20)))
        provider.parts["m"] = parts.right
        vector = await embedder.embed_query("How deep?")

    assert len(provider.requests) == 2
    assert {type(one) for one in failed} == {EmbedderUnavailable}
    assert np.linalg.norm(vector) == pytest.approx(1)


async def test_who_fails_again_and_again_rests_and_then_gets_one_try(provider):
    clock = [0.0]
    circuit = CircuitBreaker(clock=lambda: clock[0])
    calls = []
    async with embedder_of(provider, "broken", circuit=circuit) as embedder:
        assert (await failures(embedder, 5), embedder.resting) == (5, True)
        for clock[0] in (29, 30, 31):
            await failures(embedder, 1)
            calls.append(len(provider.requests))

    assert (calls, embedder.resting) == ([3, 4, 4], True)


async def test_who_rests_still_answers_what_it_knows(provider):
    provider.parts["m"] = parts.right
    async with embedder_of(provider, "m") as embedder:
        known = await embedder.embed_query("How deep?")
        provider.parts["m"] = parts.broken
        assert await failures(embedder, 3) == 3

        assert await embedder.embed_query("How deep?") is known


async def test_a_question_that_is_refused_lets_nobody_rest(provider):
    """A diver who sends what no model takes must not take the embedder from everybody."""

    async def refuse(call):
        await call.problem("400 Bad Request")

    provider.parts["m"] = refuse
    async with embedder_of(provider, "m") as embedder:
        assert await failures(embedder, 5) == 5

    assert (len(provider.requests), embedder.resting) == (5, False)


async def test_documents_are_tried_again_when_the_provider_says(provider):
    asked = []

    async def busy_twice(call):
        asked.append(time.monotonic())
        if len(asked) < 3:
            await call.problem("429 Too Many Requests", "retry-after: 0.3")
        else:
            await parts.right(call)

    provider.parts["m"] = busy_twice
    times = WaitingTimes(retry_delays_seconds=(0.0, 0.0))
    async with embedder_of(provider, "m", times=times) as embedder:
        await embedder.embed_documents(TEXTS)

    assert len(asked) == 3
    assert min(later - earlier for earlier, later in pairwise(asked)) >= 0.3


@pytest.mark.parametrize(
    ("fault", "calls"),
    [
        ("broken", 3),
        ("reset", 3),
        ("reset_midway", 3),
        ("drip", 3),
        ("unauthorised", 1),
        ("nan", 1),
        ("too_many", 1),
    ],
)
async def test_only_what_may_pass_is_tried_again(provider, fault, calls):
    """A wrong key stays wrong, and nobody waits as long as some providers ask for."""
    times = WaitingTimes(documents_seconds=1.5, retry_delays_seconds=(0, 0), retry_after_seconds_max=29)
    async with embedder_of(provider, fault, times=times) as embedder:
        await _outcome(embedder.embed_documents(TEXTS))

    assert len(provider.requests) == calls


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7), ("0.5", 0.5), ("-1", 0), ("soon", 0), ("", 0)],
)
def test_retry_after_is_seconds(said, seconds):
    assert _retry_after_seconds({"retry-after": said}) == seconds


def test_retry_after_may_be_a_date():
    said = formatdate(time.time() + 100, usegmt=True)

    assert _retry_after_seconds({"retry-after": said}) == pytest.approx(100, abs=30)


async def test_who_no_longer_waits_takes_the_answer_from_nobody(provider):
    async with embedder_of(provider, cache=EmbeddingCache()) as embedder:
        gone = asyncio.create_task(embedder.embed_query("How deep?"))
        await asyncio.sleep(0)
        stayed = asyncio.create_task(embedder.embed_query("How deep?"))
        await asyncio.sleep(0)
        gone.cancel()

        assert np.linalg.norm(await stayed) == pytest.approx(1)
    assert len(provider.requests) == 1
