"""What the running service finds and refuses, on questions written by hand; a loss of more than 0.01 fails.

`python -m scripts.evaluate` shows the same figures of each half, and by group. After a
change for the better, write the new ones into measured.json.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import NAMESPACE_URL, uuid5

import httpx
import pytest

from app.config import PROJECT_ROOT, Settings
from app.services import gazetteer
from assistant.lexicon import words
from assistant.library import Passage
from assistant.pages import read_page
from assistant.readings import merged, readings
from assistant.sections import sections
from assistant.subjects import Subjects
from scripts.evaluate import GOLDEN, Found, golden_questions, refusal_figures, retrieval_figures
from scripts.trial import running_service
from tests.conftest import UNMEASURED

MEASURED = json.loads((GOLDEN / "measured.json").read_text())
SLACK = 0.01
ASKED_AT_ONCE = 8


@pytest.fixture(scope="module")
def client(tmp_path_factory, library_url) -> Iterator[httpx.Client]:
    """Of a service of its own: two thousand searches would take three times as long in one that is measured."""
    data_dir = tmp_path_factory.mktemp("golden") / "data"
    with (
        running_service(data_dir, {"DATABASE_URL": library_url, **UNMEASURED}) as trial,
        httpx.Client(base_url=trial.url, timeout=30) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def found(client) -> dict[str, list[Found]]:
    """By the collection that its figures are told with."""
    subjects = Subjects(gazetteer(Settings.from_environment({"CONTENT_DIR": str(PROJECT_ROOT / "content")})))
    found = defaultdict(list)
    questions = golden_questions()
    # Together, because those that wait for the embedder are embedded at once.
    with ThreadPoolExecutor(ASKED_AT_ONCE) as asking:
        passages = asking.map(lambda question: search(client, subjects, question), questions)
        for question, one in zip(questions, passages, strict=True):
            found[question.collection].append(Found(question, one))
    return found


def search(client, subjects, question):
    understood = readings(question.text, question.history, subjects)
    return merged(understood, [hits(client, reading.text) for reading in understood], limit=10)


def hits(client, text):
    found = client.get("/api/search", params={"q": text, "limit": 10}).json()
    return [
        Passage(
            uuid5(NAMESPACE_URL, hit["contentPath"] + hit["text"]), hit["contentPath"], hit["title"], hit["heading"], hit["docType"], hit["text"], hit["score"],
            hit["similarity"], 0.0, hit["coverage"], hit["doubt"],
            len(frozenset(words(text))), found.get("questionScope"),
        )
        for hit in found["items"]
    ]  # fmt: skip


def test_every_section_that_a_question_names_is_in_the_library():
    """A renamed heading would make its questions unanswerable without anybody noticing."""
    known = set()
    for file in (PROJECT_ROOT / "content").glob("*/**/*.md"):
        path = file.relative_to(PROJECT_ROOT / "content").as_posix()
        page = read_page(path, file.read_text("utf-8"), [])
        known |= {f"{path}#{section.heading.partition(' > ')[0]}" for section in sections(page.body)}

    assert {key for question in golden_questions() for key in question.relevant} - known == set()


@pytest.mark.parametrize("collection", MEASURED)
@pytest.mark.parametrize("figure", ["nDCG@10", "recall@5", "MRR"])
def test_what_is_asked_is_found(found, collection, figure):
    assert retrieval_figures(found[collection])[figure] >= MEASURED[collection][figure] - SLACK


@pytest.mark.parametrize("collection", MEASURED)
def test_what_the_library_does_not_answer_is_refused(found, collection):
    refused = refusal_figures(found[collection])["unanswerable refused"]

    assert refused >= MEASURED[collection]["unanswerable refused"] - SLACK


@pytest.mark.parametrize("collection", MEASURED)
def test_what_it_does_answer_is_not(found, collection):
    refused = refusal_figures(found[collection])["answerable refused"]

    assert refused <= MEASURED[collection]["answerable refused"] + SLACK
