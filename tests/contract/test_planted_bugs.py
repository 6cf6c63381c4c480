"""The bugs that `tox -e conformance-bugs` plants still have a place to be planted in."""

import pytest

from app.config import PROJECT_ROOT
from tests.contract.planted_bugs import BUGS


def test_there_are_as_many_as_we_say():
    assert len(BUGS) >= 14


@pytest.mark.parametrize("name", BUGS)
def test_each_has_exactly_one_place(name):
    bug = BUGS[name]

    assert (PROJECT_ROOT / bug.file).read_text("utf-8").count(bug.old) == 1
