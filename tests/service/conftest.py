"""The real service, started once as an operator would, and spoken to over sockets."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from app.config import PROJECT_ROOT, Settings
from migrations.commands import upgrade
from scripts.content import ingest_library
from scripts.trial import Trial, running_service
from tests.conftest import copy_of_template

OPERATOR_KEY = "test-operator-key"


@pytest.fixture(scope="session")
def library_url(server_url: str, testrun_uid: str, worker_id: str) -> Iterator[str]:
    """A database with the project's library, which takes a minute to embed and so is embedded once a run."""
    with copy_of_template(server_url, f"dovvy_library_{testrun_uid[:12]}", worker_id, _with_library) as url:
        yield url


def _with_library(url: str) -> None:
    upgrade(url)
    settings = Settings.read({"CONTENT_DIR": str(PROJECT_ROOT / "content")})
    asyncio.run(ingest_library(replace(settings, database_url=url)))


@pytest.fixture(scope="session")
def service(tmp_path_factory, library_url) -> Iterator[Trial]:
    """The running service with the project's library."""
    data_dir = tmp_path_factory.mktemp("service") / "data"
    origins = "https://dive.example,http://localhost:3000"
    settings = {"ADMIN_API_KEY": OPERATOR_KEY, "CORS_ORIGINS": origins, "DATABASE_URL": library_url}
    with running_service(data_dir, settings) as trial:
        yield trial


@pytest.fixture(scope="session")
def client(service) -> Iterator[httpx.Client]:
    # Threads share it, and httpcore closes connections above a limit although one was just given to another thread.
    limits = httpx.Limits(max_keepalive_connections=None)
    with httpx.Client(base_url=service.url, timeout=10, limits=limits) as client:
        yield client
