"""Two workers behind PgBouncer in transaction mode: a mixed load, which must bring no error."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg

from scripts.benchmark import chat, database
from scripts.benchmark.load import Generator, Request
from scripts.benchmark.measurement import OURS, Series
from scripts.benchmark.processes import end
from scripts.benchmark.rounds import Case, Effort, run, series_of
from scripts.benchmark.servers import Notice
from scripts.benchmark.workshop import Workshop
from scripts.trial import free_port

CONNECTIONS = 32
WORKERS = 2
# Fewer than the workers ask for together, so that transactions have to share them.
SERVER_CONNECTIONS = 6
START_SECONDS_MAX = 10


class PoolerFailed(Exception):
    """PgBouncer did not start; the message holds what it said."""


def measure(workshop: Workshop, generator: Generator, effort: Effort, notice: Notice) -> list[Series]:
    program = shutil.which("pgbouncer")
    if program is None:
        notice("pooler is left out: pgbouncer is not installed (apt-get install pgbouncer)")
        return []
    with workshop.database() as direct, pooling(program, direct) as pooled:
        # Before version 1.21 PgBouncer does not know prepared statements.
        settings = {"DATABASE_URL": pooled, "DATABASE_PREPARE": "false"}
        with workshop.service(workers=WORKERS, settings=settings) as behind:
            loads = [
                run(Case("", mixed(behind.url), CONNECTIONS), behind.url, generator, effort.seconds)
                for _ in range(effort.rounds)
            ]
            used = server_connections(pooled)
    case = f"mixed load, {WORKERS} workers, {CONNECTIONS} at once"
    series = series_of("pooler", case, OURS, loads)
    series.more["server connections"] = used
    return [series]


def mixed(url: str) -> list[Request]:
    """Everything that a diver does, in one order again and again."""
    sessions = database.begin_sessions(url, 20)
    questions = [chat.asking(question) for question in chat.library_questions()[:40]]
    others = [list(requests) for _, requests, _ in database.operations(sessions)]
    search = Request("GET", "/api/search?q=flying+after+diving")
    return [
        one
        for number, question in enumerate(questions)
        for one in (question, search, *(requests[number % len(requests)] for requests in others))
    ]


@contextlib.contextmanager
def pooling(program: str, url: str) -> Iterator[str]:
    """The URL of the same database behind a pooler in transaction mode."""
    address = urlsplit(url)
    server, port = parse_qs(address.query), free_port()
    with tempfile.TemporaryDirectory(prefix="dovvy-pooler-") as folder:
        configuration, log = Path(folder) / "pgbouncer.ini", Path(folder) / "log"
        configuration.write_text(
            "[databases]\n"
            f"* = host={server['host'][0]} port={server['port'][0]} user={address.username}\n"
            "[pgbouncer]\n"
            f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = any\npool_mode = transaction\ndefault_pool_size = {SERVER_CONNECTIONS}\n"
            f"max_client_conn = 200\nadmin_users = {address.username}\n"
        )
        # PgBouncer does not run as root, and must reach the server's socket, which is its user's alone.
        owner = pwd.getpwuid(Path(server["host"][0]).stat().st_uid) if os.geteuid() == 0 else None
        if owner:
            for path in (Path(folder), configuration):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        command = [program, *(("--user", owner.pw_name) if owner else ()), str(configuration)]
        with log.open("w") as output:
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        pooled = f"postgresql://{address.username}@127.0.0.1:{port}{address.path}"
        try:
            _wait_until_pooling(pooled, process, log)
            yield pooled
        finally:
            end(process)


def _wait_until_pooling(url: str, process: "subprocess.Popen[Any]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2):
            return
        time.sleep(0.1)
    raise PoolerFailed(log.read_text())


def server_connections(pooled: str) -> int:
    """How many connections the pooler has to the server."""
    admin = urlsplit(pooled)._replace(path="/pgbouncer").geturl()
    # The console speaks the simple protocol only, which psycopg's client-side cursor uses.
    with (
        psycopg.connect(admin, autocommit=True) as connection,
        psycopg.ClientCursor(connection) as cursor,
    ):
        return len(cursor.execute("SHOW SERVERS").fetchall())
