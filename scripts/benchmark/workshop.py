"""A folder with an embedded PostgreSQL that holds the library, made once for all suites that need one."""

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.config import PROJECT_ROOT
from db.cluster import running_cluster
from scripts.trial import Trial, running_service

# Small enough to be loaded in a moment, for smoke runs.
SMALL_LIBRARY = PROJECT_ROOT / "tests" / "library" / "shelf"


@dataclass(slots=True)
class Workshop:
    """Where the service under measurement lives. `quick` gives it a library of a few pages."""

    folder: Path
    quick: bool = False
    first_start_seconds: float | None = field(default=None, init=False)

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    @property
    def settings(self) -> dict[str, str]:
        """Whatever the environment says, no language model is asked and no key is looked at; and the first
        start finds nothing embedded."""
        unset = dict.fromkeys(("DATABASE_URL", "GEMINI_API_KEY", "GROQ_API_KEY", "LLM_BASE_URL"), "")
        own = {"EMBEDDING_FILE": str(self.folder / "embeddings.sqlite3")}
        return unset | own | ({"CONTENT_DIR": str(SMALL_LIBRARY)} if self.quick else {})

    @contextlib.contextmanager
    def service(self, *, workers: int = 1, settings: Mapping[str, str] | None = None) -> Iterator[Trial]:
        """Our service as an operator starts it, with the library loaded."""
        self._load_library()
        given = self.settings | dict(settings or {})
        with running_service(self.data_dir, given, "--workers", str(workers)) as trial:
            yield trial

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """The URL of the service's own database, for as long as it is needed."""
        self._load_library()
        with running_cluster(self.data_dir) as url:
            yield url

    def _load_library(self) -> None:
        if self.first_start_seconds is None:
            began = time.perf_counter()
            with running_service(self.data_dir, self.settings):
                self.first_start_seconds = time.perf_counter() - began
