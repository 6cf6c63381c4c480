"""Nothing acknowledged is lost, whatever is killed; and what cannot be served is said in time."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from scripts.trial import Trial, running_service
from tests.conftest import UNMEASURED
from tests.library.shelves import SHELF
from tests.service.conftest import OPERATOR_KEY

LEAD = {"type": "trip", "name": "Li Wei", "email": "li.wei@example.org"}
OPERATOR = {"X-API-Key": OPERATOR_KEY}
# Whoever is killed tells nothing of what was covered.
SETTINGS = {
    "ADMIN_API_KEY": OPERATOR_KEY,
    "CONTENT_DIR": str(SHELF),
    "EMBEDDING_PROVIDER": "none",
    **UNMEASURED,
}
ANSWER_SECONDS_MAX = 2.5
# A generous bound for a busy machine: it takes about two seconds.
BACK_SECONDS_MAX = 60


def descendants(pid: int) -> list[int]:
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    return [int(child) for child in children] + [d for child in children for d in descendants(int(child))]


def postmaster(data_dir: Path) -> int:
    (pid_file,) = data_dir.rglob("postmaster.pid")
    return int(pid_file.read_text().splitlines()[0])


def is_running(pid: int) -> bool:
    """A process that has ended may wait to be reaped by whoever adopted it."""
    with contextlib.suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@contextlib.contextmanager
def writing(url: str) -> Iterator[list[str]]:
    """Leads and turns written by four clients until the end; gives what was acknowledged."""
    acknowledged: list[str] = []
    stop = threading.Event()

    def write() -> None:
        with httpx.Client(base_url=url, timeout=5) as client:
            while not stop.is_set():
                with contextlib.suppress(httpx.HTTPError):
                    lead = client.post("/api/lead", json=LEAD)
                    if lead.status_code == 201:
                        acknowledged.append(f"/api/lead/{lead.json()['id']}")
                    turn = client.post("/api/chat", json={"message": "hello"})
                    if turn.status_code == 200:
                        acknowledged.append(f"/api/session/{turn.json()['sessionId']}")

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    try:
        yield acknowledged
    finally:
        stop.set()
        for writer in writers:
            writer.join()


def lost(trial: Trial, acknowledged: list[str]) -> list[str]:
    with httpx.Client(base_url=trial.url, headers=OPERATOR, timeout=5) as client:
        return [path for path in acknowledged if client.get(path).status_code != 200]


def test_a_killed_service_loses_nothing_acknowledged(tmp_path):
    data_dir = tmp_path / "data"
    with running_service(data_dir, SETTINGS) as trial, writing(trial.url) as acknowledged:
        time.sleep(2)
        for pid in [*descendants(trial.process.pid), trial.process.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    with running_service(data_dir, SETTINGS) as trial:
        assert len(acknowledged) > 20
        assert lost(trial, acknowledged) == []


def test_a_killed_database_comes_back_and_loses_nothing_acknowledged(tmp_path):
    """Meanwhile whatever needs it is a 503 in time, and the emergency card needs nothing."""
    data_dir, answers, cards = tmp_path / "data", list[httpx.Response](), list[httpx.Response]()
    with running_service(data_dir, SETTINGS) as trial, writing(trial.url) as acknowledged:
        time.sleep(2)
        killed = postmaster(data_dir)
        os.kill(killed, signal.SIGKILL)
        until = time.monotonic() + BACK_SECONDS_MAX
        while not is_back(data_dir, killed, answers) and time.monotonic() < until:
            answers.append(httpx.post(f"{trial.url}/api/lead", json=LEAD, timeout=10))
            cards.append(httpx.post(f"{trial.url}/api/chat", json={"message": "my buddy is not breathing"}))
        time.sleep(1)

    assert answers[-1].status_code == 201
    refused = [answer for answer in answers if answer.status_code != 201]
    assert {(one.status_code, one.json()["code"]) for one in refused} <= {(503, "unavailable")}
    assert all(int(one.headers["retry-after"]) >= 1 for one in refused)
    assert max(one.elapsed.total_seconds() for one in answers) < ANSWER_SECONDS_MAX
    assert {card.json()["outcome"] for card in cards} == {"emergency"}

    with running_service(data_dir, SETTINGS) as trial:
        assert len(acknowledged) > 20
        assert lost(trial, acknowledged) == []


def is_back(data_dir: Path, killed: int, answers: list[httpx.Response]) -> bool:
    """Another server answers for the one that was killed."""
    stored = bool(answers) and answers[-1].status_code == 201
    return stored and any(data_dir.rglob("postmaster.pid")) and postmaster(data_dir) != killed


def test_stopping_the_service_stops_everything_it_started(tmp_path):
    with running_service(tmp_path / "data", SETTINGS) as trial:
        started = [*descendants(trial.process.pid), postmaster(tmp_path / "data")]

    assert started
    assert [pid for pid in started if is_running(pid)] == []
    assert trial.process.returncode == 0


def test_a_wrong_setting_is_one_clear_line(tmp_path):
    settings = {**os.environ, "API_WORKERS": "many"}

    stopped = subprocess.run(
        [sys.executable, "-m", "scripts.serving"], env=settings, capture_output=True, text=True, check=False
    )

    assert (stopped.returncode, stopped.stderr) == (1, "API_WORKERS: must be a whole number from 1 to 64\n")


def test_a_taken_port_is_one_clear_line(service, tmp_path):
    port = service.url.rpartition(":")[2]

    stopped = subprocess.run(
        [sys.executable, "-m", "scripts.serving", "--port", port, "--data-dir", str(tmp_path / "data")],
        env={**os.environ, **SETTINGS},
        capture_output=True,
        text=True,
        check=False,
    )

    assert stopped.returncode == 1
    assert stopped.stderr.splitlines()[-1] == f"cannot listen on 127.0.0.1:{port}: Address already in use"


@pytest.mark.parametrize("pool", [{"DB_POOL_SIZE": "1", "DB_MAX_OVERFLOW": "0"}])
def test_more_divers_than_connections_are_all_answered(tmp_path, pool):
    """The predecessor's pool deadlocked at 15 at once: it held connections while it thought."""
    with running_service(tmp_path / "data", {**SETTINGS, **pool}) as trial:
        answers: list[int] = []

        def ask() -> None:
            message = {"message": "How deep may I dive with Open Water?"}
            answers.append(httpx.post(f"{trial.url}/api/chat", json=message, timeout=20).status_code)

        divers = [threading.Thread(target=ask) for _ in range(15)]
        for diver in divers:
            diver.start()
        for diver in divers:
            diver.join()

    assert answers == [200] * 15
