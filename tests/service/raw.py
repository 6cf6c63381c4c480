"""Speaks HTTP by hand: what no well-behaved client would send."""

import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

ANSWER_SECONDS_MAX = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        assert self.headers["content-type"] == "application/problem+json"
        document: dict[str, Any] = json.loads(self.body)
        assert document["status"] == self.status
        return document


def send(url: str, *parts: bytes) -> Answer:
    """Sends the bytes and reads one response; TimeoutError when none comes within five seconds."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), ANSWER_SECONDS_MAX) as line:
        for part in parts:
            line.sendall(part)
        return _read(line)


def request(
    url: str, method: bytes, target: bytes, body: bytes = b"", headers: tuple[bytes, ...] = ()
) -> Answer:
    """A request whose head is well formed but for what is given."""
    head = [method + b" " + target + b" HTTP/1.1", b"Host: test", b"Connection: close", *headers]
    if body or method in (b"POST", b"PATCH"):
        head.append(b"Content-Length: %d" % len(body))
    return send(url, b"\r\n".join(head) + b"\r\n\r\n" + body)


def _read(line: socket.socket) -> Answer:
    received = b""
    while b"\r\n\r\n" not in received:
        if not (part := line.recv(65536)):
            break
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    status_line, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line_.partition(":") for line_ in lines)}
    length = int(headers.get("content-length", -1))
    while len(body) < length or length < 0:
        if not (part := line.recv(65536)):
            break
        body += part
    return Answer(int(status_line.split()[1]), headers, body)
