"""Makes load: with wrk where it is installed, in Python otherwise."""

import asyncio
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from scripts.benchmark.measurement import percentile

SCRIPT = Path(__file__).with_name("wrk.lua")
ANSWER_SECONDS_MAX = 20
_ERROR = 400


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent. A body is JSON."""

    method: str
    path: str
    body: bytes | None = None

    @property
    def headers(self) -> dict[str, str]:
        return {} if self.body is None else {"Content-Type": "application/json"}


class Load(msgspec.Struct, frozen=True):
    """What came of it. An error is a status of 400 or more, a broken connection, or no answer in time."""

    requests: int
    seconds: float
    errors: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    collected: dict[str, list[float]] = {}

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


class LoadFailed(Exception):
    """The load generator itself did not work."""


class Generator(Protocol):
    """Keeps `connections` busy for some seconds, each sending the next request when it has its answer."""

    @property
    def name(self) -> str: ...

    def load(
        self,
        url: str,
        requests: Sequence[Request],
        *,
        connections: int,
        seconds: float,
        collect: Sequence[str] = (),
    ) -> Load:
        """`collect` names JSON numbers of the answers that are wanted, such as embedMs."""
        ...


def load_generator() -> Generator:
    program = shutil.which("wrk")
    return Wrk(program) if program else PythonClient()


@dataclass(frozen=True, slots=True)
class Wrk:
    """One thread of wrk, so that the servers have the rest of the machine."""

    program: str
    name: str = "wrk"

    def load(
        self,
        url: str,
        requests: Sequence[Request],
        *,
        connections: int,
        seconds: float,
        collect: Sequence[str] = (),
    ) -> Load:
        with tempfile.TemporaryDirectory(prefix="dovvy-wrk-") as folder:
            sent, collected = Path(folder) / "requests.lua", Path(folder) / "collected"
            sent.write_text(_lua(requests), "ascii")
            wanted = (str(collected), *collect) if collect else ()
            command = [
                self.program, "--threads", "1", "--connections", str(connections),
                "--duration", f"{max(1, round(seconds))}s", "--timeout", f"{ANSWER_SECONDS_MAX}s",
                "--script", str(SCRIPT), url, "--", str(sent), *wanted,
            ]  # fmt: skip
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise LoadFailed(f"wrk ended with {done.returncode}: {done.stderr or done.stdout}")
            load = msgspec.json.decode(done.stdout.splitlines()[-1], type=Load)
            return (
                msgspec.structs.replace(load, collected=_collected(collected, collect)) if collect else load
            )


def _collected(file: Path, names: Sequence[str]) -> dict[str, list[float]]:
    values: dict[str, list[float]] = {name: [] for name in names}
    for line in file.read_text().splitlines():
        name, _, value = line.partition(" ")
        values[name].append(float(value))
    return values


def _lua(requests: Sequence[Request]) -> str:
    """The requests as a Lua table; every byte beyond plain letters is escaped."""

    def quoted(raw: bytes) -> str:
        return '"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03d}" for b in raw) + '"'  # noqa: PLR2004  # printable ASCII

    def table(one: Request) -> str:
        headers = ",".join(f"[{quoted(n.encode())}]={quoted(v.encode())}" for n, v in one.headers.items())
        body = "nil" if one.body is None else quoted(one.body)
        method, path = quoted(one.method.encode()), quoted(one.path.encode())
        return f"{{method={method},path={path},headers={{{headers}}},body={body}}}"

    return "return {\n" + ",\n".join(map(table, requests)) + "\n}\n"


@dataclass(frozen=True, slots=True)
class PythonClient:
    """Enough of HTTP/1.1 to keep servers busy. It is slower than wrk, which makes fast servers look alike."""

    name: str = "python"

    def load(
        self,
        url: str,
        requests: Sequence[Request],
        *,
        connections: int,
        seconds: float,
        collect: Sequence[str] = (),
    ) -> Load:
        seen = _Seen({name: [] for name in collect})
        began = time.perf_counter()
        asyncio.run(_keep_busy(url, [_raw(url, one) for one in requests], connections, began + seconds, seen))
        spent = time.perf_counter() - began
        waits = seen.milliseconds or [0.0]
        p50, p95, p99 = (round(percentile(waits, share), 3) for share in (0.5, 0.95, 0.99))
        return Load(len(seen.milliseconds), spent, seen.errors, p50, p95, p99, seen.collected)


@dataclass(slots=True)
class _Seen:
    collected: dict[str, list[float]]
    milliseconds: list[float] = field(default_factory=list)
    errors: int = 0
    turn: int = -1


def _raw(url: str, one: Request) -> bytes:
    headers = {"Host": urlsplit(url).netloc, **one.headers, "Content-Length": str(len(one.body or b""))}
    lines = [f"{one.method} {one.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + (one.body or b"")


async def _keep_busy(
    url: str, requests: Sequence[bytes], connections: int, until: float, seen: _Seen
) -> None:
    address = urlsplit(url)

    async def one_after_the_other() -> None:
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        while True:  # once at least, however short the time is
            began = time.perf_counter()
            seen.turn += 1
            writer.write(requests[seen.turn % len(requests)])
            try:
                status, body = await asyncio.wait_for(_answer(reader), ANSWER_SECONDS_MAX)
            except (OSError, EOFError, TimeoutError):
                seen.errors += 1
                break
            seen.milliseconds.append((time.perf_counter() - began) * 1000)
            seen.errors += status >= _ERROR
            for name, values in seen.collected.items():
                if found := re.search(rb'"%b":([0-9.]+)' % name.encode(), body):
                    values.append(float(found[1]))
            if time.perf_counter() >= until:
                break
        writer.close()

    await asyncio.gather(*(one_after_the_other() for _ in range(connections)))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and body of an answer that says how long it is."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = re.search(rb"content-length: (\d+)", head)
    return int(head.split(b" ", 2)[1]), await reader.readexactly(int(length[1]) if length else 0)
