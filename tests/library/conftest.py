import shutil
from pathlib import Path

import pytest

from tests.library.shelves import SHELF


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the small library, to be damaged."""
    return Path(shutil.copytree(SHELF, tmp_path / "content"))
