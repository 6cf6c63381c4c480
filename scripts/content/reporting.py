"""Says how much of what the library holds, for each kind of page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.chunking import chunks
from assistant.page_rules import statements
from assistant.pages import Content, Page
from assistant.sections import count_words

_HEAD = ("", "pages", "words", "passages", "asked", "facts", "words a sentence")


@dataclass(frozen=True, slots=True)
class Holding:
    """`asked` counts how else divers ask for passages, `facts` the reviewed facts that the pages state.

    Long sentences are hard to read.
    """

    pages: int
    words: int
    passages: int
    asked: int
    facts: int
    words_per_sentence: float

    @staticmethod
    def of(pages: Sequence[Page]) -> "Holding":
        sentences = [count_words(text) for page in pages for _, text in statements(page)]
        return Holding(
            pages=len(pages),
            words=sum(count_words(page.body) for page in pages),
            passages=sum(len(chunks(page)) for page in pages),
            asked=sum(len(questions) for page in pages for questions in page.asked.values()),
            facts=len({fact for page in pages for fact in page.facts}),
            words_per_sentence=round(sum(sentences) / max(len(sentences), 1), 1),
        )


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """`reviewed_facts` are those of facts.yaml, stated or not."""

    doc_types: Mapping[str, Holding]
    all: Holding
    reviewed_facts: int
    emergency_contacts: int
    chambers: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        rows = [_HEAD, *(_row(name, held) for name, held in self.doc_types.items()), _row("all", self.all)]
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip()
            for row in rows
        ]
        kept = f"{self.reviewed_facts} reviewed facts, {self.emergency_contacts} contacts"
        return "\n".join([*lines, f"{kept}, {self.chambers} chambers"])


def _row(name: str, held: Holding) -> tuple[str, ...]:
    return (name, *map(str, asdict(held).values()))


def library_report(content: Content) -> LibraryReport:
    """What there is of each kind of page, as far as the pages can be read."""
    kinds: dict[str, list[Page]] = defaultdict(list)
    for page in content.pages:
        kinds[page.doc_type].append(page)
    return LibraryReport(
        {name: Holding.of(pages) for name, pages in sorted(kinds.items())},
        Holding.of(content.pages),
        len(content.facts),
        sum(len(page.contacts) for page in content.pages),
        sum(len(page.chambers) for page in content.pages),
    )
