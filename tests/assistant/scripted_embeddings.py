"""What a provider of embeddings may answer: vectors, or one of many faults. Parts of `scripted_provider`."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from assistant.embedders import DIMENSIONS
from tests.assistant.scripted_provider import Call, hang_before_headers, reset
from tests.library.shelves import WordEmbedder

Part = Callable[[Call], Awaitable[None]]


async def _vectors(call: Call) -> list[list[float]]:
    """Twice as long as they should be: who searches by them makes them unit vectors."""
    return (2 * await WordEmbedder().embed_documents(call.request["input"])).tolist()


async def answer(call: Call, data: object) -> None:
    await call.head(kind="application/json")
    await call.send(json.dumps({"object": "list", "data": data, "model": "m"}).encode())


def numbered(vectors: list[list[float]]) -> list[dict]:
    return [
        {"object": "embedding", "index": index, "embedding": vector} for index, vector in enumerate(vectors)
    ]


async def right(call: Call) -> None:
    await answer(call, numbered(await _vectors(call)))


async def shuffled(call: Call) -> None:
    await answer(call, numbered(await _vectors(call))[::-1])


async def as_gemini(call: Call) -> None:
    """An index of 0 is left out, as its default."""
    first, *rest = numbered(await _vectors(call))
    del first["index"]
    await answer(call, [*rest, first])


async def without_index(call: Call) -> None:
    await answer(call, [{"embedding": vector} for vector in await _vectors(call)])


async def short(call: Call) -> None:
    await answer(call, numbered([[3.0, 4.0] for _ in call.request["input"]]))


async def unauthorised(call: Call) -> None:
    await call.problem("401 Unauthorized")


async def too_many(call: Call) -> None:
    await call.problem("429 Too Many Requests", "retry-after: 30")


async def broken(call: Call) -> None:
    await call.problem("500 Internal Server Error")


async def bad_json(call: Call) -> None:
    await call.head(kind="application/json")
    await call.send(b'{"data": [{"index": 0, "embedding": [0.1, 0.')


async def html_in_200(call: Call) -> None:
    await call.head(kind="text/html")
    await call.send(b"<html><body>It works!</body></html>")


async def empty(call: Call) -> None:
    await answer(call, [])


async def wrong_count(call: Call) -> None:
    await answer(call, numbered([*await _vectors(call), [1.0] * DIMENSIONS]))


async def too_wide(call: Call) -> None:
    await answer(call, numbered([[1.0] * 3072 for _ in call.request["input"]]))


async def uneven(call: Call) -> None:
    await answer(call, numbered([[], *[[1.0] * DIMENSIONS for _ in call.request["input"][1:]]]))


async def no_numbers(call: Call) -> None:
    await answer(call, numbered([["0.1"] * DIMENSIONS for _ in call.request["input"]]))


async def nan(call: Call) -> None:
    await answer(call, numbered([[float("nan")] * DIMENSIONS for _ in call.request["input"]]))


async def infinite(call: Call) -> None:
    await call.head(kind="application/json")
    await call.send(b'{"data": [{"index": 0, "embedding": [1e999, 1]}]}')


async def zeros(call: Call) -> None:
    await answer(call, numbered([[0.0] * DIMENSIONS for _ in call.request["input"]]))


async def misnumbered(call: Call) -> None:
    await answer(call, [{"index": 7, "embedding": vector} for vector in await _vectors(call)])


async def ten_megabytes(call: Call) -> None:
    await call.head(kind="application/json")
    await call.send(b'{"data": [{"index": 0, "embedding": [', b"0.25, " * 1_750_000, b"0.25]}]}")


async def reset_midway(call: Call) -> None:
    await call.head("200 OK", "application/json", "content-length: 9000")
    await call.send(b'{"data": [{"index": 0, "embedding": [')
    call.reset()


async def drip(call: Call) -> None:
    """A digit now and then, for ever: each wait is short, the whole is not."""
    await call.head(kind="application/json")
    await call.send(b'{"data": [{"index": 0, "embedding": [0.')
    while True:
        await call.send(b"1")
        await asyncio.sleep(0.05)


EMBEDDING_FAULTS: dict[str, Part] = {
    part.__name__: part
    for part in (
        hang_before_headers, reset, reset_midway, unauthorised, too_many, broken, bad_json, html_in_200, empty,
        wrong_count, too_wide, uneven, no_numbers, nan, infinite, zeros, misnumbered, ten_megabytes, drip,
    )
}  # fmt: skip
