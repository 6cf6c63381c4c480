"""The real service, started once as an operator would, and spoken to over sockets."""

from collections.abc import Iterator

import httpx
import pytest

from scripts.trial import Trial, running_service

OPERATOR_KEY = "test-operator-key"


@pytest.fixture(scope="session")
def service(tmp_path_factory) -> Iterator[Trial]:
    """The running service with its own embedded database and the project's library."""
    data_dir = tmp_path_factory.mktemp("service") / "data"
    origins = "https://dive.example,http://localhost:3000"
    with running_service(data_dir, {"ADMIN_API_KEY": OPERATOR_KEY, "CORS_ORIGINS": origins}) as trial:
        yield trial


@pytest.fixture(scope="session")
def client(service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=10) as client:
        yield client
