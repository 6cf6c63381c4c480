"""`./scripts/serve --reload`: an edit of the contract is served a moment later."""

import contextlib
import time

import httpx

from scripts.trial import running_service
from tests.conftest import UNMEASURED
from tests.contract.planted import Copy
from tests.library.shelves import SHELF

SECONDS_MAX = 30
SETTINGS = {"CONTENT_DIR": str(SHELF), "EMBEDDING_PROVIDER": "none", **UNMEASURED}


def until(url: str, expected) -> None:
    """Waits for an answer that is as expected; during a restart there is none."""
    end = time.monotonic() + SECONDS_MAX
    while time.monotonic() < end:
        with contextlib.suppress(httpx.HTTPError):
            if expected(httpx.get(url, timeout=1)):
                return
        time.sleep(0.1)
    raise AssertionError(f"{url} did not become what was expected")


def test_an_edit_is_served_and_a_mistake_waits_for_the_next_edit(tmp_path):
    project = Copy(tmp_path / "project")
    handler = ("handlers/health.py", "async def get_health", "async def get_wealth")

    with running_service(tmp_path / "data", SETTINGS, "--reload", project=project.folder) as trial:
        with project.edited("spec/openapi.yaml", "Is the process alive?", "Does it live?"):
            until(f"{trial.url}/openapi.json", lambda answer: "Does it live?" in answer.text)
        with project.edited(*handler):
            end = time.monotonic() + SECONDS_MAX
            while "no function handlers.health.get_health" not in trial.log.read_text():
                assert time.monotonic() < end, trial.log.read_text()
                time.sleep(0.1)
        until(f"{trial.url}/health", lambda answer: answer.status_code == 200)
