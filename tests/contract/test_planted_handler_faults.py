"""Mistakes in handlers and models: each is told with its file and line, before anything is started."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.contract.planted import CopyOftenChecked

SPEC, SEARCH, CHAT, LEADS = "spec/openapi.yaml", "handlers/search.py", "handlers/chat.py", "handlers/leads.py"
SESSIONS, CATALOGUE, MODELS = "handlers/sessions.py", "handlers/catalogue.py", "generated/models.py"
# The file, what is replaced, by what, where the complaint points, and what it says.
STREAMING = """    if last_event_id is not None:
        async with aclosing(events_after(services, last_event_id)) as events:
            async for event in events:
                yield event
        return
    turn = await _recall(services, body)
    async with recording(services) as stream, aclosing(services.assistant.converse(turn)) as steps:
        async for step in steps:
            if isinstance(step, Reply):
                reply = await _remember(services, body, turn, step)
                yield await stream.keep(FinalEvent(id=stream.next_id(), reply=reply))
            else:
                yield await stream.keep(_event(step, stream.next_id()))
"""
FAULTS = {
    "an operation without handler": (SEARCH, "def search_content", "def find_content", SPEC, "no function handlers.search.search_content"),
    "a handler without operation": (SEARCH, "def search_content", "def find_content", SEARCH, "find_content: no operation"),
    "a second public function": (SEARCH, "async def search_content", "def spare() -> None: ...\n\n\nasync def search_content", SEARCH, "spare: no operation"),
    "an argument is missing": (SEARCH, "    destination: str | None,\n", "", SEARCH, "lacks the argument destination"),
    "an argument is too many": (SEARCH, "    limit: int,\n", "    limit: int,\n    page: int,\n", SEARCH, "asks for page"),
    "an argument has another type": (SEARCH, "    limit: int,\n", "    limit: float,\n", SEARCH, "limit is float, in the contract int"),
    "an optional argument is taken for certain": (SEARCH, "destination: str | None", "destination: str", SEARCH, "destination is str, in the contract"),
    "a certain argument is taken for optional": (SEARCH, "    q: str,\n", "    q: str | None,\n", SEARCH, "q is str | None, in the contract str"),
    "an argument has no type": (SEARCH, "    limit: int,\n", "    limit,\n", SEARCH, "limit is without a type"),
    "a list of other things": (SEARCH, "tag: list[str] | None", "tag: list[int] | None", SEARCH, "tag is"),
    "an id is a text": (SESSIONS, "async def get_session(services: Services, session_id: UUID)", "async def get_session(services: Services, session_id: str)", SESSIONS, "session_id is str, in the contract UUID"),
    "another body": (SESSIONS, "session_id: UUID, body: SessionUpdate", "session_id: UUID, body: SessionRequest", SESSIONS, "body is SessionRequest, in the contract SessionUpdate"),
    "an optional body is taken for certain": (SESSIONS, "body: SessionRequest | None", "body: SessionRequest", SESSIONS, "body is SessionRequest, in the contract"),
    "another model is returned": (SESSIONS, "session_id: UUID) -> Session:", "session_id: UUID) -> MessagePage:", SESSIONS, "return is MessagePage, in the contract Session"),
    "nothing is returned": (SESSIONS, "session_id: UUID) -> Session:", "session_id: UUID) -> None:", SESSIONS, "return is NoneType, in the contract Session"),
    "something is returned with a 204": (SESSIONS, "session_id: UUID) -> None:", "session_id: UUID) -> Session:", SESSIONS, "return is Session, in the contract NoneType"),
    "no return type": (SESSIONS, "session_id: UUID) -> Session:", "session_id: UUID):", SESSIONS, "lacks a return type"),
    "a handler that is not async": ("handlers/health.py", "async def get_health", "def get_health", "handlers/health.py", "is not async"),
    "an operationId twice": (SPEC, "operationId: getReadiness", "operationId: getHealth", SPEC, "is taken by"),
    "a stream that is no generator": (CHAT, STREAMING, "    print(last_event_id, body)\n", CHAT, "is not an asynchronous generator"),
    "a handler that takes no services": (SEARCH, "    services: Services,\n    q: str,", "    q: str,", SEARCH, "does not take the services first"),
    "a name that Python does not know": (SEARCH, "    limit: int,\n", "    limit: integer,\n", SEARCH, "NameError"),
    "no Python": (SEARCH, "    limit: int,\n", "    limit: int,,\n", SEARCH, "SyntaxError"),
    "an import of nothing": (SEARCH, "from assistant.library import Passage, Question", "from assistant.library import Passage, Query", SEARCH, "ImportError"),
    "a model that is gone": (SEARCH, "from generated.models import DocType,", "from generated.models import DockType,", SEARCH, "ImportError"),
    "models edited by hand": (MODELS, "max_length=2000", "max_length=1999", MODELS, "stale"),
    "a limit changed and models not generated": (SPEC, "maxLength: 2000, description", "maxLength: 1999, description", MODELS, "stale"),
    "a property changed its name and models not generated": (SPEC, "        travelDates: {type", "        travelDays: {type", MODELS, "stale"),
    "a property came and models not generated": (SPEC, "        budget: {", "        vegetarian: {type: boolean, description: No meat.}\n        budget: {", MODELS, "stale"),
    "a choice came and models not generated": (SPEC, "enum: [new, contacted, closed]", "enum: [new, contacted, lost, closed]", MODELS, "stale"),
    "a parameter came and the handler does not know": (SPEC, "        - name: maxDifficulty\n", "        - {name: country, in: query, description: Where., schema: {type: string, maxLength: 2}}\n        - name: maxDifficulty\n", CATALOGUE, "lacks the argument country"),
    "a parameter changed its name": (SPEC, "        - name: maxDifficulty\n", "        - name: hardest\n", CATALOGUE, "lacks the argument hardest"),
    "a parameter changed its type": (SPEC, "          schema: {type: integer, minimum: 1, maximum: 5}\n", "          schema: {type: string, maxLength: 5}\n", CATALOGUE, "max_difficulty is"),
    "an operation moved to another tag": (SPEC, "      tags: [search]\n", "      tags: [catalogue]\n", SPEC, "no function handlers.catalogue.search_content"),
    "an operation changed its id": (SPEC, "      operationId: searchContent\n", "      operationId: searchLibrary\n", SPEC, "no function handlers.search.search_library"),
    "an answer became another model": (SPEC, "              schema: {$ref: '#/components/schemas/Health'}\n", "              schema: {$ref: '#/components/schemas/Readiness'}\n", "handlers/health.py", "return is Health, in the contract Readiness"),
    "a class that the app needs has another name": ("handlers/health.py", "class NotReady(", "class NotRaedy(", "handlers/health.py", "ImportError"),
    "no Python where the app needs it": ("handlers/health.py", "class NotReady(", "class NotReady((", "handlers/health.py", "SyntaxError"),
    "a model has another name": (MODELS, "class Health(", "class Helth(", "handlers/health.py", "ImportError"),
}  # fmt: skip
HARMLESS = {
    "a comment": (SEARCH, "async def search_content", "# why\nasync def search_content"),
    "another docstring": (SEARCH, '"""The best passages', '"""Good passages'),
    "a private function": (LEADS, "def _type(", "def _spare() -> None: ...\n\n\ndef _type("),
    "an import": (SEARCH, "from assistant.library", "import os\nfrom assistant.library"),
    "another order of arguments": (SEARCH, "    destination: str | None,\n    tag: list[str] | None,\n", "    tag: list[str] | None,\n    destination: str | None,\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Iterator[CopyOftenChecked]:
    with closing(CopyOftenChecked(tmp_path_factory.mktemp("handlers"))) as copy:
        yield copy


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_in_the_code_is_told_with_its_place(project, name):
    file, old, new, where, expected = FAULTS[name]

    with project.edited(file, old, new):
        complaints = project.check()

    assert [line for line in complaints if line.startswith(f"{where}:") and expected in line], complaints


@pytest.mark.parametrize("name", HARMLESS)
def test_an_edit_that_changes_no_promise_is_not_flagged(project, name):
    file, old, new = HARMLESS[name]

    with project.edited(file, old, new):
        assert project.check() == []
