"""Cuts pages into passages: short enough to be quoted, whole enough to be understood."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from assistant.pages import Page
from assistant.sections import Piece, Section, plain, sections

# Part of every page's digest: raise it when the same page would be cut differently, and an ingest cuts anew.
CHUNKER_VERSION = "2"
# The smallest best: between 100 and 200 tokens retrieval was equally good, and worse above (measured).
TOKENS_MAX = 150
# A word of our pages is about four thirds of a token.
WORDS_PER_TOKEN = 0.75

PASSAGES = UUID("5e4bd5a5-9b0a-5d6c-8a3e-2f1c7c0f4c11")

# What a cut costs, in chunks: one more chunk is cheaper than a procedure in two or a list without its label.
CUT_WITHIN_BULLETS = 0.4
CUT_WITHIN_STEPS = 1.6
CUT_AFTER_LEAD_IN = 2.5


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of a page; `text` stands in the page's body exactly so.

    `asked` is how else divers ask for its section.
    """

    id: UUID
    content_path: str
    title: str
    heading: str
    index: int
    text: str
    asked: tuple[str, ...] = ()

    @property
    def embedded_text(self) -> str:
        """What the embedder reads: the words, below the title and headings that give them their meaning."""
        where = " > ".join(part for part in (self.title, self.heading) if part)
        return f"{where}\n{plain(self.text)}"


def chunks(page: Page, *, tokens_max: int = TOKENS_MAX, tokens_overlap: int = 0) -> list[Chunk]:
    """The passages of a page, in order; `tokens_overlap` lets neighbours of a section share whole pieces."""
    found: list[Chunk] = []
    for section in sections(page.body):
        for start, end in _spans(section, tokens_max, tokens_overlap):
            key = f"{page.path}#{section.heading}#{len(found)}"
            text = page.body[start:end]
            asked = page.asked.get(section.heading, ())
            found.append(
                Chunk(uuid5(PASSAGES, key), page.path, page.title, section.heading, len(found), text, asked)
            )
    return found


def _spans(section: Section, tokens_max: int, tokens_overlap: int) -> list[tuple[int, int]]:
    pieces = section.pieces
    spans = []
    for first, last in _best_cuts(pieces, words_max=int(tokens_max * WORDS_PER_TOKEN)):
        shared = _shared(pieces, first, words=int(tokens_overlap * WORDS_PER_TOKEN))
        spans.append((pieces[shared].start, pieces[last].end))
    return spans


def _best_cuts(pieces: list[Piece], *, words_max: int) -> list[tuple[int, int]]:
    """First and last piece of each chunk: few chunks, cut where it harms least, of similar size."""
    words = [piece.words for piece in pieces]
    # cheapest[n]: the cost of the first n pieces, and where their last chunk begins.
    cheapest: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            size = sum(words[start:end])
            if size > words_max and end - start > 1:
                break
            unevenness = (size / words_max) ** 2 / 100
            cost = cheapest[start][0] + 1 + _cost_of_cut(pieces, start) + unevenness
            choices.append((cost, start))
        cheapest.append(min(choices))
    cuts, end = [], len(pieces)
    while end:
        start = cheapest[end][1]
        cuts.append((start, end - 1))
        end = start
    return cuts[::-1]


def _cost_of_cut(pieces: list[Piece], position: int) -> float:
    """What it harms to begin a chunk at this piece."""
    if position == 0:
        return 0
    before, after = pieces[position - 1], pieces[position]
    if before.text.endswith(":") and after.kind != "paragraph":
        return CUT_AFTER_LEAD_IN
    if before.kind == after.kind == "step":
        return CUT_WITHIN_STEPS
    return CUT_WITHIN_BULLETS if before.kind == after.kind == "bullet" else 0


def _shared(pieces: list[Piece], first: int, *, words: int) -> int:
    """The earliest piece, at or before `first`, from where no more than `words` are said twice."""
    while first and (words := words - pieces[first - 1].words) >= 0:
        first -= 1
    return first
