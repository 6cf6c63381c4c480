"""A small library of pages for the tests, ways to damage it, and an embedder that can be watched."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np

from assistant.embedders import DIMENSIONS, Vector
from assistant.pages import Page, read_content
from assistant.validation import load_pages, validate

TODAY = date(2026, 11, 23)
SHELF = Path(__file__).parent / "shelf"

CONTACTS = "safety/emergency-contacts.md"
COURSE = "certification/open-water.md"
OVERVIEW = "destinations/tioman/overview.md"
SITE = "destinations/tioman/sites/tiger-reef.md"


def shelf_pages() -> list[Page]:
    return load_pages(SHELF, today=TODAY)


def edition(number: int) -> list[Page]:
    """The pages with the number in each title, so that editions can be told apart in the database."""
    return [
        replace(page, title=f"{page.title} {number}", digest=f"{page.digest}{number}")
        for page in shelf_pages()
    ]


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in validate(read_content(folder), today=TODAY)]


def change(file: Path, old: str, new: str) -> None:
    """Replaces the one `old` in the file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    file.write_text(text.replace(old, new), encoding="utf-8")


async def _nothing() -> None:
    pass


@dataclass
class WordEmbedder:
    """Texts with the same words have the same direction; `texts` shows what was asked of it."""

    name: str = "words-1"
    before: Callable[[], Awaitable[None]] = _nothing
    texts: list[str] = field(default_factory=list)
    resting: bool = False

    async def embed_query(self, text: str) -> Vector:
        return (await self.embed_documents([text]))[0]

    async def embed_documents(self, texts: Sequence[str]) -> Vector:
        await self.before()
        self.texts.extend(texts)
        return np.stack([_direction(text) for text in texts])

    async def close(self) -> None:
        """Holds nothing."""


def _direction(text: str) -> Vector:
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for word in re.findall(r"\w+", text.lower()):
        vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % DIMENSIONS] += 1
    return vector / max(float(np.linalg.norm(vector)), 1.0)
