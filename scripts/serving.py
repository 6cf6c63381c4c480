"""Serves the API: starts the embedded PostgreSQL unless DATABASE_URL names another, brings schema and
library up to date, and runs the workers until Ctrl-C or SIGTERM, which stop everything it started."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.supervisors import ChangeReload, Multiprocess

from app.binding import ContractBroken, bind
from app.config import PROJECT_ROOT, ConfigurationError, Settings
from app.contract import SPECIFICATION, Contract
from app.factory import Application, create_app, log_to_standard_error
from scripts.content import ingest_library
from scripts.database import FAILURES, migrated_database
from scripts.demo import OPERATOR_KEY, counted_ids, counted_seconds, demo_settings, fresh_copy

GRACEFUL_SHUTDOWN_SECONDS = 10
RELOADED = ("spec", "generated", "handlers", "app", "assistant", "db")


def main() -> int:
    arguments = _parse(sys.argv[1:])
    # SIGTERM ends `with` blocks the way Ctrl-C does, so that the database is stopped, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        settings = _settings(arguments)
        if not arguments.reload:  # which waits for the next edit instead
            bind(Contract.load(SPECIFICATION))
        with _listening(settings) as listener:
            if arguments.demo:
                _serve_demo(demo_settings(settings), listener)
                return _stopped()
            if not settings.database_url:
                print(f"database: embedded PostgreSQL in {settings.data_dir}", flush=True)
            with migrated_database(settings) as url:
                settings = replace(settings, database_url=url)
                asyncio.run(ingest_library(settings))
                _serve(settings, listener, reload=arguments.reload)
        return _stopped()
    except KeyboardInterrupt:
        return _stopped()
    except (ContractBroken, *FAILURES) as error:
        print(error, file=sys.stderr)
        return 1


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./scripts/serve",
        description=__doc__,
        epilog="Every other setting is an environment variable; .env.example lists them all.",
    )
    parser.add_argument("--host", help="address to listen on (API_HOST, 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on, 0 for a free one (API_PORT, 8000)")
    parser.add_argument("--workers", type=int, help="worker processes (API_WORKERS, 1)")
    parser.add_argument(
        "--data-dir", type=Path, help="where the embedded PostgreSQL keeps its files (DATA_DIR, .data)"
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        help="for front ends: begins anew at each start, with counted ids and times, on a database of its own"
        f" and without keys; the operator's key is {OPERATOR_KEY}",
    )
    parser.add_argument(
        "--reload", action="store_true", help="for developers: start again when the contract or code changes"
    )
    given = parser.parse_args(arguments)
    if given.reload and (given.demo or (given.workers or 1) > 1):
        parser.error("--reload goes with one worker and without --demo")
    return given


def _settings(arguments: argparse.Namespace) -> Settings:
    """The command line counts before the environment, and is judged by the same rules."""
    given = {"API_HOST": arguments.host, "API_PORT": arguments.port, "API_WORKERS": arguments.workers}
    given["DATA_DIR"] = arguments.data_dir and arguments.data_dir.resolve()
    return Settings.from_environment({name: str(value) for name, value in given.items() if value is not None})


def _serve_demo(settings: Settings, listener: socket.socket) -> None:
    with migrated_database(settings) as url:
        asyncio.run(ingest_library(replace(settings, database_url=url)))
        with fresh_copy(url) as copy:
            settings = replace(settings, database_url=copy)
            app = create_app(settings, clock=counted_seconds(), new_id=counted_ids())
            print(f"demo: nothing that you send is kept; the operator's key is {OPERATOR_KEY}")
            _serve(settings, listener, app)


def _stopped() -> int:
    """Told last, so that nobody wonders whether the database runs on."""
    print("stopped, with everything that was started", flush=True)
    return 0


def _serve(
    settings: Settings, listener: socket.socket, app: Application | None = None, *, reload: bool = False
) -> None:
    _say_where(settings.api_host, listener.getsockname()[1])
    # Workers of their own read their own settings.
    os.environ["DATABASE_URL"] = settings.database_url or ""
    log_to_standard_error(settings)
    if reload:
        _run_reloading(settings, listener)
    elif settings.api_workers > 1:
        Multiprocess(_configuration(settings, workers=settings.api_workers), sockets=[listener]).run()
    else:
        # In this process, which has imported everything already.
        uvicorn.Server(_configuration(settings, app or create_app(settings))).run(sockets=[listener])


@contextlib.contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """Bound here and handed on, so that port 0 works and a taken port is told before anything waits."""
    family = socket.AF_INET6 if ":" in settings.api_host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.api_host, settings.api_port))
        except OSError as error:
            raise ConfigurationError(
                f"cannot listen on {settings.api_host}:{settings.api_port}: {error.strerror}"
            ) from error
        yield listener


def _run_reloading(settings: Settings, listener: socket.socket) -> None:
    """A start that fails - contract and code disagree, say - waits for the next change."""
    watched = [str(PROJECT_ROOT / room) for room in RELOADED]
    options: dict[str, Any] = {"reload": True, "reload_dirs": watched, "reload_includes": ["*.py", "*.yaml"]}
    config = _configuration(settings, **options)
    ChangeReload(config, target=uvicorn.Server(config).run, sockets=[listener]).run()


def _configuration(settings: Settings, app: Application | None = None, **options: Any) -> uvicorn.Config:
    # The socket itself goes to the server, not its number: uvicorn would take that for a Unix socket, which
    # knows no TCP_NODELAY, and every answer would wait 40 ms for an acknowledgement.
    return uvicorn.Config(
        app or "app.factory:application",
        factory=app is None,
        lifespan="on",
        access_log=False,
        server_header=False,
        log_level="debug" if settings.debug else "warning",
        # Requests that are being answered when we are asked to stop get some seconds more.
        timeout_graceful_shutdown=GRACEFUL_SHUTDOWN_SECONDS,
        **options,
    )


def _say_where(host: str, port: int) -> None:
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    print(
        f"""
DovvyBuddy API is at {address}
  try it in a browser:  {address}/docs
  or ask a question:    curl -s {address}/api/chat -H 'Content-Type: application/json' \\
                          -d '{{"message": "How deep may I dive with an Open Water certification?"}}'
  stop with Ctrl-C
""",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
