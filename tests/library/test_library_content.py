"""The library that we publish keeps the rules, and each of its pages can be found by its name."""

from datetime import UTC, datetime
from pathlib import Path

from assistant.pages import read_content
from assistant.validation import validate

CONTENT = Path(__file__).parents[2] / "content"


def test_our_library_keeps_the_rules():
    faults = validate(read_content(CONTENT), today=datetime.now(UTC).date())

    assert [str(fault) for fault in faults] == []
