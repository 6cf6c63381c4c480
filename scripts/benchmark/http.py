"""Contract in, contract out, without a database: what the layers themselves cost."""

from urllib.parse import quote

import orjson

from scripts.benchmark.load import Generator, Request
from scripts.benchmark.measurement import OURS, Series
from scripts.benchmark.peers.example import SITE, TRIP
from scripts.benchmark.rounds import Case, Effort, interleaved
from scripts.benchmark.servers import Notice, Peer, installed, serving

_HERE = "scripts.benchmark.peers"
PEERS = (
    Peer(OURS, f"{_HERE}.dovvybuddy_app:app"),
    Peer("Starlette, nothing validated", f"{_HERE}.starlette_app:app"),
    Peer("FastAPI", f"{_HERE}.fastapi_app:app", ("fastapi", "email_validator")),
    Peer("FastAPI, e-mail unchecked", f"{_HERE}.fastapi_app:unchecked_email", ("fastapi", "email_validator")),
    Peer("Litestar", f"{_HERE}.litestar_app:app", ("litestar",)),
    Peer("connexion", f"{_HERE}.connexion_app:app"),
    Peer("connexion, answers validated", f"{_HERE}.connexion_app:validating"),
)
REQUESTS = {
    "health": Request("GET", "/health"),
    "get by id": Request("GET", f"/api/dive-sites/{quote(SITE['id'])}"),
    "POST 1 KB, answer 2 KB": Request("POST", "/api/lead", orjson.dumps(TRIP)),
}
WORKERS = (1, 2)


def measure(generator: Generator, effort: Effort, notice: Notice) -> list[Series]:
    peers, series = installed(PEERS, notice), list[Series]()
    for workers in WORKERS[:1] if effort.quick else WORKERS:
        plural = "worker" if workers == 1 else "workers"
        cases = [Case(f"{name}, {workers} {plural}", [request]) for name, request in REQUESTS.items()]
        with serving(peers, workers=workers) as servers:
            series += interleaved("http", servers, cases, generator, effort)
    return series
