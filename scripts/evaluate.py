"""Measures the assistant on the questions of tests/assistant: what it finds and refuses, what alarms it and
who answers.

The golden questions (tests/assistant/golden) name the sections that answer them, graded 1 to 3. Those in
tune/ were read by whoever tuned; those in report/ were written by somebody who saw only the pages, and are
for reporting; so are tune.json and report.json of tests/assistant/triage. The library is the one that
CONTENT_DIR names, in the database that DATABASE_URL names or in the embedded one.
"""

import argparse
import asyncio
import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any, Literal, get_args

from rich.console import Console
from rich.table import Table

from app.config import PROJECT_ROOT, Settings
from app.services import gazetteer, load_embedder, vocabulary, words_decide
from assistant.embedders import Embedder
from assistant.evidence import sufficient
from assistant.language_models import Utterance
from assistant.library import Passage, Question
from assistant.retrieval import Retrieval
from assistant.routing import Specialist, is_greeting, route
from assistant.scope import scope_of
from assistant.stopwatch import Stopwatch
from assistant.triage import Urgency, triage
from db.engine import Database
from db.library import SearchableLibrary
from scripts.content import ingest_folder
from scripts.database import FAILURES, migrated_database

GOLDEN = PROJECT_ROOT / "tests" / "assistant" / "golden"
TRIAGE = PROJECT_ROOT / "tests" / "assistant" / "triage"
TOPICS = ("greeting", *Specialist)
PASSAGES = 10

# Questions without a common word with their page, and questions that a page nearly answers. Their figures
# stand by themselves, because how many there are of them says nothing of what divers ask.
HARDER = ("indirect", "near_misses")

Half = Literal["tune", "report"]
HALVES: tuple[Half, ...] = get_args(Half)


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """`relevant`: `content path#heading` -> grade 1..3; none when the library does not answer it."""

    id: str
    half: Half
    group: str
    text: str
    history: Sequence[Utterance]
    relevant: Mapping[str, int]

    @property
    def collection(self) -> str:
        """What its figures are told with: those of its half, or those of a harder kind by themselves."""
        harder = next((kind for kind in HARDER if self.group.startswith(kind)), None)
        return f"{self.half}: {harder}" if harder else self.half


@dataclass(frozen=True, slots=True)
class Found:
    """A question and what was found for it."""

    question: GoldenQuestion
    passages: Sequence[Passage]
    words_decide: bool = False

    @property
    def grades(self) -> list[int]:
        """Of the sections found, in their order, each once: a long section is several passages."""
        sections = dict.fromkeys(section for passage in self.passages for section in [self._section(passage)])
        return [self.question.relevant.get(section, 0) for section in sections]

    def _section(self, passage: Passage) -> str:
        """A passage below a `###` counts for the `##` above it, unless it is named itself."""
        whole = f"{passage.content_path}#{passage.heading}"
        return whole if whole in self.question.relevant else whole.partition(" > ")[0]

    @property
    def ndcg(self) -> float:
        """Normalised discounted cumulative gain of the first ten, with gains of 2^grade - 1."""
        ideal = sorted(self.question.relevant.values(), reverse=True)
        return _dcg(self.grades[:PASSAGES]) / _dcg(ideal[:PASSAGES])

    @property
    def recall(self) -> float:
        """1 when a section that answers, in full or in part, is among the first five."""
        return float(any(grade >= 2 for grade in self.grades[:5]))  # noqa: PLR2004  # 2: answers in part

    @property
    def reciprocal_rank(self) -> float:
        """1 / the rank of the first section that answers."""
        ranks = (rank for rank, grade in enumerate(self.grades, start=1) if grade >= 2)  # noqa: PLR2004
        return 1 / next(ranks, math.inf)

    @property
    def is_answered(self) -> bool:
        return bool(sufficient(self.passages[:5], words_decide=self.words_decide))


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def golden_questions(*halves: Half) -> list[GoldenQuestion]:
    """Those of these halves, or all."""
    return [
        GoldenQuestion(
            line["id"],
            half,
            file.stem,
            line["question"],
            tuple(Utterance("user", said) for said in line.get("history", ())),
            line.get("relevant", {}),
        )
        for half in halves or HALVES
        for file in sorted((GOLDEN / half).glob("*.jsonl"))
        for line in map(json.loads, file.read_text("utf-8").splitlines())
    ]


async def ask(
    questions: Iterable[GoldenQuestion], retrieval: Retrieval, *, words_decide: bool = False
) -> list[Found]:
    return [
        Found(
            question,
            (
                await retrieval.find(Question(question.text, limit=PASSAGES), Stopwatch(), question.history)
            ).passages,
            words_decide,
        )
        for question in questions
    ]


def retrieval_figures(found: Sequence[Found]) -> dict[str, float]:
    """Over the questions that the library answers."""
    answerable = [one for one in found if one.question.relevant]
    return {
        "questions": len(answerable),
        "nDCG@10": fmean(one.ndcg for one in answerable),
        "recall@5": fmean(one.recall for one in answerable),
        "MRR": fmean(one.reciprocal_rank for one in answerable),
    }


def refusal_figures(found: Sequence[Found]) -> dict[str, float]:
    """What is refused of what the library does not answer, and of what it does."""
    return {
        "unanswerable refused": fmean(not one.is_answered for one in found if not one.question.relevant),
        "answerable refused": fmean(not one.is_answered for one in found if one.question.relevant),
    }


def triage_figures(messages: Sequence[Mapping[str, str]]) -> dict[str, float]:
    judged = [(message["label"], triage(message["text"])) for message in messages]
    emergencies = [urgency for label, urgency in judged if label == "emergency"]
    others = [urgency for label, urgency in judged if label != "emergency"]
    return {
        "messages": len(judged),
        "recall, card or banner": fmean(urgency is not Urgency.NONE for urgency in emergencies),
        "recall, card": fmean(urgency is Urgency.EMERGENCY for urgency in emergencies),
        "false card": fmean(urgency is Urgency.EMERGENCY for urgency in others),
        "false banner": fmean(urgency is Urgency.CAUTION for urgency in others),
    }


def routing_figures(messages: Sequence[Mapping[str, str]]) -> dict[str, dict[str, float]]:
    """By topic: how many messages reach who answers it. Emergencies reach nobody else than the card."""
    asked = [message for message in messages if message["label"] != "emergency"]
    topics = {"all": asked, **{f"  {topic}": [m for m in asked if m["label"] == topic] for topic in TOPICS}}
    return {
        topic: {
            "messages": len(some),
            "right": fmean(_answered_by(message["text"]) == message["label"] for message in some),
        }
        for topic, some in topics.items()
    }


def _answered_by(message: str) -> str:
    return "greeting" if is_greeting(message) else route(message)


async def ingest_and_evaluate(settings: Settings, half: Half) -> dict[str, Any]:
    """In one event loop, to which the connections of an embedder belong."""
    embedder = load_embedder(settings)
    try:
        with redirect_stdout(sys.stderr):  # what --json prints is read by programs
            await ingest_folder(settings, embedder)
        return await evaluate(settings, embedder, half)
    finally:
        if embedder:
            await embedder.close()


async def evaluate(settings: Settings, embedder: Embedder | None, half: Half) -> dict[str, Any]:
    """Every figure of one half: retrieval by method and by group, refusals, triage, routing."""
    database = Database(settings.database_url or "", pool_size=1, max_overflow=0)
    places = gazetteer(settings)
    messages = json.loads((TRIAGE / f"{half}.json").read_text("utf-8"))
    questions = golden_questions(half)
    try:
        by_words = await ask(questions, Retrieval(SearchableLibrary(database, model=None), None, places))
        hybrid = by_words
        if embedder:
            library = SearchableLibrary(database, model=embedder.name)
            retrieval = Retrieval(
                library, embedder, places, vocabulary(settings, embedder), scope_of(embedder)
            )
            hybrid = await ask(questions, retrieval, words_decide=words_decide(embedder))
    finally:
        await database.dispose()
    groups: defaultdict[str, list[Found]] = defaultdict(list)
    collections: defaultdict[str, list[Found]] = defaultdict(list)
    for one in hybrid:
        collections[one.question.collection].append(one)
        if one.question.relevant:
            groups[one.question.group].append(one)
    ordinary = [one for one in by_words if one.question.collection == half]
    of_half = collections.pop(half)
    return {
        "retrieval": {
            "words and meaning": retrieval_figures(of_half),
            "words alone": retrieval_figures(ordinary),
            **{f"  {group}": retrieval_figures(found) for group, found in groups.items()},
        },
        "refusals": {
            "words and meaning": refusal_figures(of_half),
            "words alone": refusal_figures(ordinary),
            **{f"  {name}": refusal_figures(found) for name, found in collections.items()},
        },
        "triage": {half: triage_figures(messages)},
        "routing": routing_figures(messages),
    }


def show(title: str, rows: Mapping[str, Mapping[str, float]], console: Console) -> None:
    columns = list(next(iter(rows.values())))
    table = Table("", *columns, title=title, title_justify="left")
    for name, figures in rows.items():
        table.add_row(name, *(_cell(figures[column]) for column in columns))
    console.print(table)


def _cell(figure: float) -> str:
    return str(figure) if isinstance(figure, int) else f"{figure:.3f}"


def main(show_table: Callable[..., None] = show) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.evaluate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON instead of tables")
    arguments = parser.parse_args()
    settings = Settings.from_environment()
    try:
        with migrated_database(settings) as url:
            settings = replace(settings, database_url=url)
            figures = asyncio.run(ingest_and_evaluate(settings, arguments.half))
    except FAILURES as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        for title, rows in figures.items():
            show_table(title, rows, Console())
    return 0


if __name__ == "__main__":
    sys.exit(main())
