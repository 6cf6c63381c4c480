"""Operations that are mostly database: ours against the same work on the same tables by others."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import orjson

from scripts.benchmark.load import Generator, Request
from scripts.benchmark.measurement import OURS, Series
from scripts.benchmark.rounds import Case, Effort, interleaved
from scripts.benchmark.servers import Notice, Peer, installed, serving
from scripts.benchmark.workshop import Workshop

_HERE = "scripts.benchmark.peers"
PEERS = (
    Peer("Starlette + psycopg", f"{_HERE}.psycopg_app:app", ("psycopg_pool",)),
    Peer("FastAPI + SQLAlchemy", f"{_HERE}.sqlalchemy_app:app", ("fastapi", "email_validator")),
)
# Ours again, with other pools than the default: pool size and what may be opened beyond it.
POOLS = ((5, 0), (10, 0), (20, 0))
SESSIONS = 200
CONNECTIONS = (1, 32)
PROFILE = {"certificationLevel": "OW", "loggedDives": 14, "interests": ["wrecks", "turtles"]}
LEAD = {
    "type": "training",
    "name": "Aisha Tan",
    "email": "aisha.tan@example.com",
    "message": "I would like to take the advanced course in June, if the sea is calm by then. " * 5,
    "interestedCertification": "AOW",
    "preferredLocation": "Tioman",
}
SITES = "/api/dive-sites?certification=OW&maxDepthM=20&limit=50"

Comparable = Callable[[Any], Any]


def measure(workshop: Workshop, generator: Generator, effort: Effort, notice: Notice) -> list[Series]:
    peers, series = installed(PEERS, notice), list[Series]()
    with contextlib.ExitStack() as stack:
        servers = {OURS: stack.enter_context(workshop.service()).url}
        database_url = stack.enter_context(workshop.database())
        servers |= stack.enter_context(serving(peers, settings={"DATABASE_URL": database_url}))
        for size, overflow in () if effort.quick else POOLS:
            pool = {"DB_POOL_SIZE": str(size), "DB_MAX_OVERFLOW": str(overflow)}
            servers[f"{OURS}, pool {size}+{overflow}"] = stack.enter_context(
                workshop.service(settings=pool)
            ).url
        sessions = begin_sessions(servers[OURS], 10 if effort.quick else SESSIONS)
        for connections in CONNECTIONS[-1:] if effort.quick else CONNECTIONS:
            cases = [
                Case(f"{name}, {connections} at once", requests, connections, comparable=comparable)
                for name, requests, comparable in operations(sessions)
            ]
            series += interleaved("database", servers, cases, generator, effort)
    return series


def begin_sessions(url: str, count: int) -> list[str]:
    """The ids of new conversations, each with a profile."""
    body = {"diverProfile": PROFILE}
    with httpx.Client(base_url=url) as client:
        answers = [client.post("/api/session", json=body).raise_for_status() for _ in range(count)]
    return [answer.json()["id"] for answer in answers]


def operations(sessions: list[str]) -> Iterator[tuple[str, list[Request], Comparable]]:
    """Name, requests, and what all must answer alike: times, ids of new things and timings are left out."""
    turns = [orjson.dumps({"message": "hello", "sessionId": session}) for session in sessions]
    yield "get session", [Request("GET", f"/api/session/{session}") for session in sessions], _whole
    yield "append a turn", [Request("POST", "/api/chat", turn) for turn in turns], _without("metadata")
    yield "create a lead", [Request("POST", "/api/lead", orjson.dumps(LEAD))], _without("id", "createdAt")
    yield "list dive sites", [Request("GET", SITES)], _whole


def _whole(answer: Any) -> Any:
    return answer


def _without(*names: str) -> Comparable:
    return lambda answer: {name: value for name, value in answer.items() if name not in names}
