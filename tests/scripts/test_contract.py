"""`python -m scripts.contract` leads from an edit of the contract to a handler that is only to be written."""

import os
import re
import subprocess
import sys

import pytest
from starlette.testclient import TestClient

from app.config import PROJECT_ROOT
from app.contract import SPECIFICATION, Contract
from app.schemas import Schemas
from scripts.contract.__main__ import main
from scripts.contract.examples import example_of
from scripts.contract.mocking import OPERATOR_KEY, mock_app
from tests.conftest import UNMEASURED
from tests.contract.planted import Copy

CONTRACT = Contract.load(SPECIFICATION)
NEW_OPERATION = """
  /api/dive-sites/{diveSiteId}/neighbours:
    get:
      tags: [catalogue]
      operationId: listNeighbours
      summary: List the dive sites nearby
      description: The dive sites of the same destination.
      security: []
      parameters:
        - name: diveSiteId
          in: path
          required: true
          description: The dive site's id.
          schema: {type: string, format: uuid}
        - name: certification
          in: query
          description: The diver's level.
          schema: {$ref: '#/components/schemas/CertificationLevel'}
        - {$ref: '#/components/parameters/Limit'}
      responses:
        '200':
          description: The sites.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/DiveSitePage'}
        '400': {$ref: '#/components/responses/Unreadable'}
        '404': {$ref: '#/components/responses/NotFound'}
        '422': {$ref: '#/components/responses/Invalid'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /api/search:
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("project"))
    (copy.folder / "tests" / "service").mkdir(parents=True)
    return copy


def run(project: Copy, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    environment = {**os.environ, **UNMEASURED}
    return subprocess.run(
        command, cwd=project.folder, env=environment, capture_output=True, text=True, check=False
    )


def test_contract_models_and_handlers_agree(capsys):
    status = main(["check"])

    assert (status, capsys.readouterr().out) == (0, "contract, models and handlers agree\n")


def test_from_a_new_promise_to_a_handler_to_be_written(project):
    """The loop of the README: edit, check, generate, scaffold, check."""
    with project.edited("spec/openapi.yaml", "\n  /api/search:\n", NEW_OPERATION):
        missing = project.check()
        generated = run(project, "-m", "scripts.contract", "generate")
        written = run(project, "-m", "scripts.contract", "scaffold")

        assert any("no function handlers.catalogue.list_neighbours" in line for line in missing)
        assert any("needs an example" in line for line in missing)
        assert (generated.returncode, written.returncode) == (0, 0), written.stderr
        assert [line.partition(":")[0] for line in written.stdout.splitlines()] == [
            "spec/openapi.yaml",
            "handlers/catalogue.py",
            "tests/service/test_list_neighbours.py",
        ]
        assert project.check() == []
    handler = (project.folder / "handlers/catalogue.py").read_text()
    assert (
        "async def list_neighbours(\n"
        "    services: Services, dive_site_id: UUID, certification: CertificationLevel | None, limit: int\n"
        ") -> DiveSitePage:\n"
        '    """List the dive sites nearby."""\n'
        "    raise NotImplementedError\n"
    ) in handler
    test = (project.folder / "tests/service/test_list_neighbours.py").read_text()
    compile(test, "test_list_neighbours.py", "exec")
    assert 'ask_as_shown(client, "listNeighbours")' in test


def test_scaffold_leaves_what_is_there_alone(capsys):
    assert (main(["scaffold"]), capsys.readouterr().out) == (0, "every operation has its handler\n")


def test_the_service_does_not_start_with_a_promise_unkept(project):
    code = (
        "from app.factory import create_app; from app.config import Settings;"
        "create_app(Settings.read({'DATABASE_URL': 'postgresql:///none', 'EMBEDDING_PROVIDER': 'none'}))"
    )

    with project.edited("handlers/search.py", "def search_content", "def find_content"):
        started = run(project, "-c", code)

    assert started.returncode == 1
    assert "no function handlers.search.search_content" in started.stderr


@pytest.mark.parametrize("name", CONTRACT.components)
def test_an_example_that_is_made_fits_its_schema(name):
    reference = {"$ref": f"#/components/schemas/{name}"}

    example = example_of(reference, CONTRACT)

    assert Schemas(CONTRACT).validator(reference, "response").is_valid(example), example


@pytest.mark.parametrize("promise", list(CONTRACT.promises()), ids=lambda promise: promise.operation_id)
def test_the_mock_answers_every_operation_with_an_example(promise):
    client = TestClient(mock_app(CONTRACT), base_url="http://localhost")
    parameters = {p["name"]: p.get("example", example_of(p["schema"], CONTRACT)) for p in promise.parameters}
    path = promise.path.format_map(parameters)
    query = {p["name"]: parameters[p["name"]] for p in promise.parameters if p["in"] == "query"}
    body = promise.body and example_of(promise.body["content"]["application/json"]["schema"], CONTRACT)

    answer = client.request(
        promise.method, path, params=query, json=body, headers={"X-API-Key": OPERATOR_KEY}
    )

    assert answer.status_code == promise.success_status, answer.text


def test_the_mock_validates_like_the_service():
    answer = TestClient(mock_app(CONTRACT)).post("/api/chat", json={"message": ""})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/body/message")


def test_every_command_explains_itself():
    told = subprocess.run(
        [sys.executable, "-m", "scripts.contract", "--help"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert all(name in told for name in ("generate", "check", "scaffold", "lint", "diff", "mock"))


@pytest.mark.parametrize("command", ["generate", "scaffold"])
def test_nothing_is_made_of_a_contract_that_cannot_be_read(project, command):
    with project.edited(
        "spec/openapi.yaml", "'#/components/schemas/ChatReply'", "'#/components/schemas/Nowhere'"
    ):
        done = run(project, "-m", "scripts.contract", command)

    assert done.returncode == 1
    assert re.fullmatch(r"spec/openapi.yaml:\d+: #/components/schemas/Nowhere leads nowhere\n", done.stderr)
