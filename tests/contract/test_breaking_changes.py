"""What breaks clients is told; what does not is not; and what breaks them must be announced."""

import copy
import json
import os
from pathlib import Path

import pytest

from app.contract import SPECIFICATION, Contract
from scripts.contract.comparison import (
    NothingToCompare,
    breaking_changes,
    earlier_contract,
    redocly,
    unannounced,
)
from scripts.node_tools import NodeToolMissing
from tests.contract.changes import BREAKING, HARMLESS

DOCUMENT = Contract.load(SPECIFICATION).document
EARLIER = SPECIFICATION.read_text("utf-8")


@pytest.fixture(scope="module", autouse=True)
def _tool():
    """Without npm this cannot be tested; CI must have it."""
    try:
        redocly("--version")
    except NodeToolMissing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


def changed(change, folder: Path) -> Path:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    later = folder / "openapi.yaml"
    later.write_text(json.dumps(document, indent=1))
    return later


def test_as_many_changes_are_planted_as_we_say():
    assert (len(BREAKING) >= 40, len(HARMLESS) >= 20) == (True, True)


@pytest.mark.parametrize("name", BREAKING)
def test_a_change_that_breaks_clients_is_told(name, tmp_path):
    assert breaking_changes(EARLIER, changed(BREAKING[name], tmp_path)) != []


def test_changes_that_break_nobody_are_not_told(tmp_path):
    """All at once, because what is told names its place."""

    def change(document):
        for one in HARMLESS.values():
            one(document)

    assert breaking_changes(EARLIER, changed(change, tmp_path)) == []


def test_a_breaking_change_needs_a_new_version_and_an_entry_in_the_changelog(tmp_path):
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text("## 0.1.0\n")
    later = changed(lambda document: document["info"].update(version="0.2.0"), tmp_path)

    assert len(list(unannounced(EARLIER, SPECIFICATION, changelog))) == 2
    assert [line.partition(": ")[2] for line in unannounced(EARLIER, later, changelog)] == [
        "breaking changes need an entry under a heading of the new version"
    ]

    changelog.write_text("## 0.2.0 - tomorrow\n\n## 0.1.0\n")
    assert list(unannounced(EARLIER, later, changelog)) == []


def test_a_contract_that_is_nowhere_is_told():
    with pytest.raises(NothingToCompare, match="no contract at no-such-revision"):
        earlier_contract("no-such-revision")


def test_an_earlier_contract_may_be_a_file(tmp_path):
    (tmp_path / "earlier.yaml").write_text("openapi: 3.0.3\n")

    assert earlier_contract(str(tmp_path / "earlier.yaml")) == "openapi: 3.0.3\n"
