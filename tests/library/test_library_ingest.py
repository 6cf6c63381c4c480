"""An ingest makes the database hold exactly the pages: all at once, and without work for what is there."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import func, insert, select, text

from assistant.chunking import chunks
from assistant.embedders import DIMENSIONS
from assistant.library import Question
from db import models
from db.engine import Database
from db.ingest import ASKED_WEIGHT, IngestOptions, IngestReport, UnusableEmbedding, ingest
from db.library import LibraryRepository, LibraryStatistics, SearchableLibrary
from tests.library.shelves import COURSE, SITE, WordEmbedder, edition, shelf_pages

passages = models.ContentEmbedding.__table__


async def rows(database: Database, *columns) -> list:
    async with database.autocommit() as connection:
        return list(await connection.execute(select(*columns).order_by(*columns)))


async def kinds(database: Database, *columns) -> list:
    async with database.autocommit() as connection:
        return list(await connection.execute(select(*columns).distinct().order_by(*columns)))


async def versions(database: Database) -> list:
    """The version of each row: it changes with every write, even one that changes nothing."""
    query = """
        SELECT id, xmin::text, xmax::text FROM content_embeddings
        UNION ALL SELECT id, xmin::text, xmax::text FROM destinations
        UNION ALL SELECT id, xmin::text, xmax::text FROM dive_sites ORDER BY id"""
    async with database.autocommit() as connection:
        return list(await connection.execute(text(query)))


async def titles(database: Database) -> list[str]:
    return [title for (title,) in await kinds(database, passages.c.title)]


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.removed


async def test_every_passage_of_every_page_is_there(database):
    expected = [chunk for page in shelf_pages() for chunk in chunks(page)]

    report = await ingest(shelf_pages(), database, WordEmbedder())

    assert (report.pages, report.passages, counts(report)) == (4, len(expected), (4, 0, 0, 0))
    found = await rows(database, passages.c.id, passages.c.title, passages.c.heading, passages.c.chunk_text)
    assert sorted(found) == sorted((chunk.id, chunk.title, chunk.heading, chunk.text) for chunk in expected)


async def test_passages_carry_what_they_are_filtered_by(database):
    await ingest(shelf_pages(), database, None)

    found = await kinds(database, passages.c.doc_type, passages.c.destination, passages.c.metadata["tags"])
    assert [tuple(row) for row in found] == [
        ("certification", None, ["beginner", "open-water"]),
        ("destination", "tioman", ["island", "malaysia"]),
        ("dive_site", "tioman", ["current", "drift", "pinnacle"]),
        ("safety", None, ["contacts", "emergency"]),
    ]


def asked_for(heading: str, *questions: str) -> list:
    """The shelf with questions on the page of the dive site, which so becomes another edition."""
    return [
        replace(page, asked={heading: questions}, digest=f"{page.digest}asked") if page.path == SITE else page
        for page in shelf_pages()
    ]


async def test_a_passage_is_found_by_how_divers_ask_for_it(database):
    question = "gorgonians in a gale"
    library = SearchableLibrary(database, model=None)
    await ingest(shelf_pages(), database, WordEmbedder())
    assert await library.search(Question(question)) == []

    await ingest(asked_for("The dive", question), database, WordEmbedder())

    (found, *_) = await library.search(Question(question))
    assert (found.content_path, found.heading, found.coverage) == (SITE, "The dive", 1)
    assert "gorgonians" not in found.text


async def test_questions_turn_a_passages_vector_towards_them(database):
    embedder, question = WordEmbedder(), "gorgonians in a gale"
    asked = Question("zanzibar", embedding=await embedder.embed_query(question))
    library = SearchableLibrary(database, model=embedder.name)
    await ingest(asked_for("The dive", question), database, embedder)

    (found, *_) = await library.search(asked)
    (page,) = (page for page in shelf_pages() if page.path == SITE)
    (passage,) = (chunk for chunk in chunks(page) if chunk.heading == "The dive")
    own = await embedder.embed_query(passage.embedded_text)
    turned = own + ASKED_WEIGHT * asked.embedding
    assert found.heading == "The dive"
    assert found.similarity == pytest.approx(turned @ asked.embedding / np.linalg.norm(turned), abs=1e-5)
    assert found.similarity > own @ asked.embedding


async def test_a_second_ingest_embeds_nothing_and_writes_no_row(database, statements):
    embedder = WordEmbedder()
    await ingest(shelf_pages(), database, embedder)
    before, embedded = await versions(database), len(embedder.texts)
    statements.clear()

    report = await ingest(shelf_pages(), database, embedder)

    assert counts(report) == (0, 0, 4, 0)
    assert len(embedder.texts) == embedded
    assert {sent.split()[0] for sent in statements} == {"BEGIN", "SELECT", "COMMIT"}
    assert await versions(database) == before


async def test_a_changed_page_is_embedded_alone(database):
    embedder = WordEmbedder()
    pages = shelf_pages()
    await ingest(pages, database, embedder)
    before = await rows(database, passages.c.content_path, text("xmin::text"))
    embedder.texts.clear()

    changed = [
        replace(page, title="Entry level", digest="new") if page.path == COURSE else page for page in pages
    ]
    report = await ingest(changed, database, embedder)

    after = await rows(database, passages.c.content_path, text("xmin::text"))
    assert counts(report) == (0, 1, 3, 0)
    assert all(text.startswith("Entry level") for text in embedder.texts)
    assert {path for path, _ in set(before) ^ set(after)} == {COURSE}


async def test_a_page_that_left_is_no_longer_found(database):
    await ingest(shelf_pages(), database, None)

    report = await ingest([page for page in shelf_pages() if page.path != SITE], database, None)

    assert counts(report) == (0, 0, 3, 1)
    assert SITE not in {path for (path,) in await rows(database, passages.c.content_path)}
    assert await SearchableLibrary(database, model=None).search(Question("barracuda trevally")) == []


async def test_pages_are_cut_anew_when_the_size_of_passages_changes(database):
    await ingest(shelf_pages(), database, None)

    report = await ingest(shelf_pages(), database, None, options=IngestOptions(tokens_max=60))

    assert counts(report) == (0, 4, 0, 0)


async def test_another_embedder_embeds_everything_anew(database):
    await ingest(shelf_pages(), database, None)
    assert await kinds(database, passages.c.embedding_model) == [(None,)]

    for name in ("words-1", "words-2"):
        report = await ingest(shelf_pages(), database, WordEmbedder(name))
        assert counts(report) == (0, 4, 0, 0)
        assert await kinds(database, passages.c.embedding_model) == [(name,)]


async def test_a_reader_sees_the_old_library_or_the_new_one_and_never_a_mixture(database):
    await ingest(edition(0), database, None)
    seen, done = [], asyncio.Event()

    async def read() -> None:
        while not done.is_set():
            seen.append(frozenset(title[-1] for title in await titles(database)))

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(read())
        for number in range(1, 6):
            await ingest(edition(number), database, None)
        done.set()

    assert {len(found) for found in seen} == {1}
    assert len(set(seen)) > 1


async def test_searches_go_on_while_an_ingest_is_about_to_commit(database):
    await ingest(edition(1), database, None)
    library = SearchableLibrary(database, model=None)

    async with database.begin() as transaction:
        repository = LibraryRepository(transaction)
        await repository.clear()
        meanwhile = await library.search(Question("Tiger Reef"))

    assert meanwhile[0].title == "Tiger Reef 1"
    assert await library.search(Question("Tiger Reef")) == []


async def test_two_ingests_at_once_leave_the_pages_of_one_of_them(database):
    meeting = asyncio.Barrier(2)
    first, second = (WordEmbedder(name, before=meeting.wait) for name in ("words-1", "words-2"))
    options = IngestOptions(batch=1000)

    async def run(pages, embedder):
        report = await ingest(pages, database, embedder, options=options)
        return report, embedder.name

    # Both have read the empty database before either writes. The barrier lets pairs pass, so the loser of
    # a race that had to embed again would wait for ever; what it lacks is prepared already.
    reports = await asyncio.gather(run(edition(1), first), run(edition(2), second))

    last = max(reports, key=lambda report: report[0].changed)[1]
    assert sorted(counts(report) for report, _ in reports) == [(0, 4, 0, 0), (4, 0, 0, 0)]
    assert await kinds(database, passages.c.embedding_model) == [(last,)]
    assert {title[-1] for title in await titles(database)} == {last[-1]}


async def test_an_ingest_that_is_overtaken_brings_back_what_it_took_for_unchanged(database):
    ours, theirs = shelf_pages(), edition(2)
    await ingest(ours, database, None)
    embedder = WordEmbedder()
    await ingest(ours, database, embedder)

    async def overtake() -> None:
        embedder.before = WordEmbedder().before
        await ingest(theirs, database, WordEmbedder("words-2"))

    changed = [replace(page, digest="new") if page.path == COURSE else page for page in ours]
    embedder.before = overtake
    report = await ingest(changed, database, embedder)

    assert counts(report) == (0, 4, 0, 0)
    assert await titles(database) == sorted(page.title for page in ours)
    assert await kinds(database, passages.c.embedding_model) == [(embedder.name,)]


async def test_no_connection_is_held_while_the_embedder_works(database_url, database):
    only_one = Database(database_url, pool_size=1, max_overflow=0)

    async def use_the_connection() -> None:
        async with only_one.begin() as transaction:
            await transaction.execute(text("SELECT 1"))

    report = await ingest(shelf_pages(), only_one, WordEmbedder(before=use_the_connection))
    await only_one.dispose()

    assert report.new == 4


@pytest.mark.parametrize("fill", [0.0, np.nan, np.inf])
async def test_vectors_that_cannot_be_compared_are_refused_and_the_library_stays(database, fill):
    class Broken(WordEmbedder):
        async def embed_documents(self, texts):
            return np.full((len(texts), DIMENSIONS), fill, dtype=np.float32)

    await ingest(edition(1), database, None)
    before = await versions(database)

    with pytest.raises(
        UnusableEmbedding, match=f"words-1 gave a vector that is not {DIMENSIONS} finite numbers"
    ):
        await ingest(edition(2), database, Broken())
    assert await versions(database) == before


async def test_progress_is_told_up_to_the_last_passage(database):
    told = []

    await ingest(
        shelf_pages(),
        database,
        WordEmbedder(),
        options=IngestOptions(batch=8),
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(8, 20), (16, 20), (20, 20)]


async def inherited_passage(database: Database) -> None:
    async with database.begin() as transaction:
        row = {
            "content_path": COURSE,
            "chunk_text": "An inherited passage on barracuda.",
            "embedding": np.ones(DIMENSIONS, dtype=np.float32),
            "embedding_model": "legacy:unknown",
            "metadata": {"doc_type": "certification"},
        }
        await transaction.execute(insert(passages).values(row))


async def test_inherited_passages_are_neither_searched_nor_counted_nor_removed(database):
    await inherited_passage(database)

    await ingest(shelf_pages(), database, WordEmbedder())
    found = await SearchableLibrary(database, model="legacy:unknown").search(
        Question("barracuda", embedding=np.ones(DIMENSIONS, dtype=np.float32))
    )
    await ingest([], database, WordEmbedder())

    assert [passage.content_path for passage in found] == [SITE]
    async with database.begin() as transaction:
        repository = LibraryRepository(transaction)
        assert await repository.statistics() == LibraryStatistics(0, 0, frozenset())
        assert await repository.clear() == 0
        assert await transaction.scalar(select(func.count()).select_from(passages)) == 1


async def test_clear_removes_what_ingest_made(database):
    await ingest(shelf_pages(), database, None)

    async with database.begin() as transaction:
        removed = await LibraryRepository(transaction).clear()

    assert removed == 20
    assert await rows(database, models.LibraryLexeme.__table__.c.lexeme) == []


async def test_statistics_count_pages_passages_and_name_the_embedders(database):
    await ingest(shelf_pages(), database, WordEmbedder())

    async with database.begin() as transaction:
        found = await LibraryRepository(transaction).statistics()

    assert found == LibraryStatistics(pages=4, passages=20, embedding_models=frozenset({"words-1"}))
