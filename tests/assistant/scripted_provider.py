"""An OpenAI-compatible provider on loopback that answers as it is told, or fails in one of many ways.

The name of the model that is asked for chooses what happens, so one server plays every part.
"""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from assistant.instructions import Script

ANSWER = "An Open Water diver may dive to 18 metres [1]."
WORDS = [word + " " for word in ANSWER.split(" ")]


def chunk(content: str = "", finish: str | None = None, **more: object) -> bytes:
    delta = {"role": "assistant", "content": content} if content else {}
    data = {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        **more,
    }
    return b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n"


USAGE = {"prompt_tokens": 300, "completion_tokens": 12, "total_tokens": 312}
END = chunk(finish="stop", usage=USAGE) + b"data: [DONE]\n\n"


@dataclass
class Call:
    """One connection: what was asked, and a pen to answer with."""

    request: dict
    writer: asyncio.StreamWriter

    async def send(self, *parts: bytes) -> None:
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()

    async def head(self, status: str = "200 OK", kind: str = "text/event-stream", *lines: str) -> None:
        head = [f"HTTP/1.1 {status}", f"content-type: {kind}", "connection: close", *lines]
        await self.send("\r\n".join([*head, "", ""]).encode())

    async def problem(self, status: str, *lines: str) -> None:
        await self.head(status, "application/json", *lines)
        await self.send(b'{"error": {"message": "no", "type": "x", "code": "x"}}')

    def reset(self) -> None:
        self.writer.transport.abort()


async def right(call: Call) -> None:
    await call.head()
    await call.send(*(chunk(word) for word in WORDS), END)


async def hang_before_headers(call: Call) -> None:
    await asyncio.sleep(60)


async def hang_midway(call: Call) -> None:
    await call.head()
    await call.send(chunk("An Open "))
    await asyncio.sleep(60)


async def reset(call: Call) -> None:
    call.reset()


async def reset_midway(call: Call) -> None:
    await call.head()
    await call.send(chunk("An Open "))
    call.reset()


async def unauthorised(call: Call) -> None:
    await call.problem("401 Unauthorized")


async def too_many(call: Call) -> None:
    await call.problem("429 Too Many Requests", "retry-after: 30")


async def broken(call: Call) -> None:
    await call.problem("500 Internal Server Error")


async def overloaded(call: Call) -> None:
    await call.problem("503 Service Unavailable")


async def bad_json(call: Call) -> None:
    await call.head()
    await call.send(chunk("An Open "), b'data: {"choices": [{"delta": {"con\n\n')


async def bad_sse(call: Call) -> None:
    await call.head()
    await call.send(b"\x00\xff garbage without a colon\n\n::::\n\ndata\n\n")


async def split_utf8(call: Call) -> None:
    """Characters of several bytes, cut in the middle: not a fault, and must not become one."""
    await call.head()
    text = chunk("An Open Water diver may dive to 18 metres — été ✓ [1].")
    for byte in text:
        await call.send(bytes([byte]))
    await call.send(END)


async def error_in_200(call: Call) -> None:
    await call.head()
    await call.send(b'data: {"error": {"message": "quota", "code": 429}}\n\n')


async def html_in_200(call: Call) -> None:
    await call.head(kind="text/html")
    await call.send(b"<html><body>It works!</body></html>")


async def empty(call: Call) -> None:
    await call.head()
    await call.send(END)


async def wrong_type(call: Call) -> None:
    await call.head()
    data = {"id": 7, "choices": "none", "model": None}
    await call.send(b"data: " + json.dumps(data).encode() + b"\n\n")


async def ten_megabytes(call: Call) -> None:
    await call.head()
    await call.send(chunk("metres " * 1_500_000), END)


async def drip(call: Call) -> None:
    """A letter now and then, for ever: each wait is short, the whole is not."""
    await call.head()
    while True:
        await call.send(chunk("a"))
        await asyncio.sleep(0.05)


async def cut_without_end(call: Call) -> None:
    """The connection closes in good order, and nobody said that the answer is whole."""
    await call.head()
    await call.send(*(chunk(word) for word in WORDS[:4]))


FAULTS = {
    part.__name__: part
    for part in (
        hang_before_headers, hang_midway, reset, reset_midway, unauthorised, too_many, broken, overloaded, bad_json,
        bad_sse, error_in_200, html_in_200, empty, wrong_type, ten_megabytes, drip, cut_without_end,
    )
}  # fmt: skip
PARTS: dict[str, Callable[[Call], Awaitable[None]]] = {**FAULTS, "right": right, "split_utf8": split_utf8}


@dataclass
class ScriptedProvider:
    """`requests` are the bodies it was sent, `heads` what stood before them, in lower case; `idle` is set
    when the last call has ended. `hung_up`: when a caller left before it had its answer, by the monotonic clock."""

    url: str = ""
    requests: list[dict] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    hung_up: list[float] = field(default_factory=list)
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    parts: dict[str, Callable[[Call], Awaitable[None]]] = field(default_factory=lambda: dict(PARTS))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.idle.clear()
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = int(head.split("content-length:")[1].split("\r\n")[0])
            request = json.loads(await reader.readexactly(length))
            self.requests.append(request)
            self.heads.append(head)
            part = asyncio.create_task(self.parts[request["model"]](Call(request, writer)))
            gone = asyncio.create_task(reader.read())
            ended, _ = await asyncio.wait({part, gone}, return_when=asyncio.FIRST_COMPLETED)
            if part not in ended:
                self.hung_up.append(time.monotonic())
            for task in (part, gone):
                task.cancel()
            await asyncio.gather(part, gone, return_exceptions=True)
        finally:
            self.idle.set()
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


@contextlib.asynccontextmanager
async def scripted_provider() -> AsyncIterator[ScriptedProvider]:
    provider = ScriptedProvider()
    server = await asyncio.start_server(provider.serve, "127.0.0.1", 0, limit=2**24)
    provider.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield provider
    finally:
        server.close()


@contextlib.contextmanager
def provider_in_a_thread() -> Iterator[ScriptedProvider]:
    """For a service in a process of its own, and tests that wait for it."""
    ready, started = threading.Event(), []

    async def serve() -> None:
        async with scripted_provider() as running:
            stop = asyncio.Event()
            started.extend([running, asyncio.get_running_loop(), stop])
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    ready.wait(10)
    running, loop, stop = started
    try:
        yield running
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)


@dataclass
class ScriptedWriter:
    """A Writer that writes what a function makes of the script."""

    says: Callable[[Script], str]
    provider: str = "scripted"
    model: str = "scripted-1"
    scripts: list[Script] = field(default_factory=list)

    async def write(self, script: Script) -> AsyncGenerator[str]:
        self.scripts.append(script)
        for letter in self.says(script):
            yield letter

    async def close(self) -> None:
        """Holds nothing."""
