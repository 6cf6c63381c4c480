"""A search finds by meaning and by words, on an absolute scale, and nothing that is typed breaks it."""

import asyncio
import math
import socket
from contextlib import asynccontextmanager
from dataclasses import fields, replace
from time import monotonic

import numpy as np
import pytest
from sqlalchemy import select, text

from assistant.chunking import chunks
from assistant.embedders import DIMENSIONS
from assistant.library import LibraryUnavailable, Passage, Question
from db import models
from db.engine import Database, DatabaseUnavailable
from db.ingest import ingest
from db.library import LibraryRepository, SearchableLibrary
from db.library_search import LEXICAL_WEIGHT, search_statement
from tests.library.shelves import CONTACTS, COURSE, OVERVIEW, SITE, WordEmbedder, shelf_pages

EMBEDDER = WordEmbedder()
passages = models.ContentEmbedding.__table__


@pytest.fixture
async def library(database):
    """Searched by words alone."""
    await ingest(shelf_pages(), database, EMBEDDER)
    return SearchableLibrary(database, model=None)


@pytest.fixture
def hybrid(library, database):
    return SearchableLibrary(database, model=EMBEDDER.name)


async def by_meaning(words: str, **wanted) -> Question:
    return Question(words, embedding=await EMBEDDER.embed_query(words), **wanted)


@pytest.fixture(params=["words alone", "meaning and words"])
def find(request, library, hybrid):
    """The same promises hold for both ways to search."""

    async def find(words: str, **wanted):
        if request.param == "words alone":
            return await library.search(Question(words, **wanted))
        return await hybrid.search(await by_meaning(words, **wanted))

    return find


@pytest.mark.parametrize(
    ("words", "path", "heading"),
    [
        ("Tiger Reef", SITE, ""),
        ("how deep may an open water diver go?", COURSE, "How deep it goes"),
        ("when do the ferries from Mersing leave", OVERVIEW, "Getting there"),
        ("do I have to swim in the course", COURSE, "What the course asks for > Swimming"),
        ("who can I phone, which numbers", CONTACTS, "The numbers"),
    ],
)
async def test_the_passage_that_answers_comes_first(find, words, path, heading):
    found = await find(words)

    assert (found[0].content_path, found[0].heading) == (path, heading)


async def test_passages_come_best_first_word_for_word_and_no_more_than_asked_for(find):
    found = await find("reef current boat", limit=4)

    texts = {chunk.id: chunk.text for page in shelf_pages() for chunk in chunks(page)}
    assert len(found) == 4
    assert [passage.score for passage in found] == sorted((p.score for p in found), reverse=True)
    assert all(passage.text == texts[passage.id] for passage in found)


async def test_filters_narrow_together(find):
    assert {p.doc_type for p in await find("dive reef", doc_types=["dive_site", "safety"])} == {
        "dive_site",
        "safety",
    }
    assert {p.content_path for p in await find("dive reef", destination="tioman")} == {OVERVIEW, SITE}
    assert {p.content_path for p in await find("dive reef", tags=["pinnacle", "drift"])} == {SITE}
    assert await find("dive reef", tags=["pinnacle", "beginner"]) == []
    assert await find("dive reef", destination="tioman", doc_types=["safety"]) == []


TYPED = [
    "",
    " ",
    "the of and",
    "a & b | !c <-> (d:*",
    "' OR 1=1; -- \\' \\",
    "reef' | 'reef",
    "http://reef.example/a\\b?c='d'",
    "\x00reef\x00",
    "\ud800 reef \udfff",
    "%s %(words)s :words {filters}",
    "😀 ריף 珊瑚礁 ﷽",
    "reef " * 5000,
    "x" * 3000,
]


async def test_nothing_that_is_typed_breaks_a_search(find):
    for words in TYPED:
        assert await find(words, tags=['it\'s \\ "quoted"\x00'], destination="\x00\ud800") == []
        for passage in await find(words):
            assert math.isfinite(passage.score)
            assert 0 <= passage.lexical <= 1
            assert 0 <= passage.coverage <= 1


async def test_coverage_is_the_share_of_the_question_that_the_library_knows(library):
    everything = (await library.search(Question("barracuda trevally")))[0]
    something = (await library.search(Question("barracuda zanzibar")))[0]

    # 20 passages: one has "barracuda", none "zanzibar".
    known, unknown = math.log(1 + 19.5 / 1.5), math.log(1 + 20.5 / 0.5)
    assert everything.coverage == pytest.approx(1)
    assert something.coverage == pytest.approx(known / (known + unknown))


async def test_words_that_nobody_wrote_find_nothing(library):
    assert await library.search(Question("Zanzibar quokka")) == []


async def test_what_points_the_other_way_is_not_found(hybrid):
    away = -(await EMBEDDER.embed_query(" ".join(page.body for page in shelf_pages())))

    assert await hybrid.search(Question("zanzibar", embedding=away)) == []


async def test_words_of_a_page_that_need_quoting_are_found(database):
    page = shelf_pages()[0]
    odd = replace(
        page, body=page.body + "\nSee http://reef.example/a'b\\c and \\d/'e' there.\n", digest="odd"
    )
    await ingest([odd], database, None)

    found = await SearchableLibrary(database, model=None).search(Question("http://reef.example/a'b\\c"))

    assert "reef.example" in found[0].text


async def test_the_lexical_score_is_bm25_of_its_ceiling(library):
    """Computed by hand: "barracuda" stands once in one passage, neither in its title nor its heading."""
    found = (await library.search(Question("barracuda")))[0]

    async with library._database.autocommit() as connection:
        lengths = dict(
            (await connection.execute(text("SELECT id, length(tsv) FROM content_embeddings"))).all()
        )
    mean = sum(lengths.values()) / len(lengths)
    expected = 1 / (1 + 1.2 * (0.25 + 0.75 * lengths[found.id] / mean))
    assert found.lexical == pytest.approx(expected)
    assert found.score == pytest.approx(LEXICAL_WEIGHT * expected)
    assert found.similarity is None


async def test_a_name_in_the_title_weighs_more_than_one_in_the_text(library):
    """The course mentions Tiger Reef in a passage of its own; the site's own passages come before it."""
    found = await library.search(Question("Tiger Reef", limit=20))

    paths = [passage.content_path for passage in found]
    assert paths.index(COURSE) > max(place for place, path in enumerate(paths) if path == SITE)


async def test_similarity_is_the_cosine_of_the_full_vectors(hybrid):
    question = await by_meaning("soft corals and strong current")

    for passage in await hybrid.search(question):
        chunk = next(c for page in shelf_pages() for c in chunks(page) if c.id == passage.id)
        cosine = float(question.embedding @ await EMBEDDER.embed_query(chunk.embedded_text))
        assert passage.similarity == pytest.approx(cosine, abs=1e-6)
        assert passage.score == pytest.approx(cosine + LEXICAL_WEIGHT * passage.lexical, abs=1e-6)


async def test_meaning_alone_finds_what_no_word_of_the_question_says(hybrid):
    wanted = next(chunk for page in shelf_pages() for chunk in chunks(page) if chunk.heading == "Season")
    embedding = await EMBEDDER.embed_query(wanted.embedded_text)

    found = await hybrid.search(Question("zanzibar", embedding=embedding))

    assert found[0].id == wanted.id
    assert (found[0].similarity, found[0].lexical, found[0].coverage) == (pytest.approx(1), 0, 0)


async def test_words_alone_find_what_has_no_meaning_for_the_embedder(hybrid):
    """A vector of zeros has a cosine with nothing, and would sort above everything."""
    found = await hybrid.search(Question("barracuda", embedding=np.zeros(DIMENSIONS, dtype=np.float32)))

    assert [(passage.content_path, passage.similarity) for passage in found] == [(SITE, None)]


async def test_vectors_of_another_embedder_are_never_compared(library, database):
    other = SearchableLibrary(database, model="words-2")
    wanted = next(chunk for page in shelf_pages() for chunk in chunks(page) if chunk.heading == "Season")
    embedding = await EMBEDDER.embed_query(wanted.embedded_text)

    assert await other.search(Question("zanzibar", embedding=embedding)) == []
    assert [p.similarity for p in await other.search(Question("barracuda", embedding=embedding))] == [None]


async def test_passages_without_a_vector_are_found_by_words_beside_those_with_one(hybrid, database):
    async with database.begin() as transaction:
        no_vector = passages.update().values(embedding=None, embedding_model=None)
        await transaction.execute(no_vector.where(passages.c.content_path == SITE))

    found = await hybrid.search(await by_meaning("barracuda in the reef", limit=20))

    assert {p.content_path for p in found if p.similarity is None} == {SITE}
    assert len({p.content_path for p in found if p.similarity is not None}) > 1


async def test_a_search_is_one_statement_after_one_for_its_settings(hybrid, library, statements):
    question = await by_meaning("Tiger Reef")
    statements.clear()

    await library.search(question)
    assert len(statements) == 1
    statements.clear()
    await hybrid.search(question)
    assert [sent.split()[0] for sent in statements] == ["BEGIN", "SELECT", "WITH", "COMMIT"]


async def test_a_search_never_fetches_the_vectors(hybrid, transaction):
    result = await transaction.execute(*search_statement(await by_meaning("Tiger Reef"), EMBEDDER.name))

    assert list(result.all()[0]._fields) == [field.name for field in fields(Passage)[:6]] + [
        "similarity",
        "lexical",
        "coverage",
        "score",
    ]


async def test_the_settings_of_a_search_end_with_it(hybrid, database_url):
    only_one = Database(database_url, pool_size=1, max_overflow=0)
    await SearchableLibrary(only_one, model=EMBEDDER.name).search(await by_meaning("reef"))

    async with only_one.autocommit() as connection:
        ef_search = await connection.scalar(text("SELECT current_setting('hnsw.ef_search')"))
    await only_one.dispose()

    assert ef_search == "40"


async def test_both_indexes_serve_the_search(hybrid, database):
    """Spelled otherwise than the index, the order by distance would read and sort the whole library."""
    statement, values = search_statement(await by_meaning("Tiger Reef"), EMBEDDER.name)

    async with database.begin() as transaction:
        for kind in ("seqscan", "sort", "indexscan"):
            await transaction.execute(
                text(f"SET LOCAL enable_{kind} = {'on' if kind == 'indexscan' else 'off'}")
            )
        explained = text("EXPLAIN " + statement.text).bindparams(*statement._bindparams.values())
        plan = "\n".join(line for (line,) in await transaction.execute(explained, values))

    assert "Index Scan using content_embeddings_embedding_idx" in plan
    assert "Bitmap Index Scan on content_embeddings_tsv_idx" in plan


async def test_without_a_database_the_library_is_unavailable():
    nowhere = Database("postgresql://nobody@127.0.0.1:1/nothing", pool_size=1, max_overflow=0)

    with pytest.raises(LibraryUnavailable):
        await SearchableLibrary(nowhere, model=None).search(Question("reef"))
    await nowhere.dispose()


async def test_more_searches_than_connections_wait_for_each_other(library, database_url):
    """However many divers ask: nobody is refused for it."""
    small = Database(database_url, pool_size=1, max_overflow=0)
    crowded = SearchableLibrary(small, model=None, at_once=1)

    found = await asyncio.gather(*(crowded.search(Question("reef")) for _ in range(100)))

    assert all(passages == found[0] for passages in found)
    await small.dispose()


async def test_who_waits_while_the_database_fails_is_told_with_the_first():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://127.0.0.1:{silent.getsockname()[1]}/nothing"
        database = Database(url, pool_size=1, max_overflow=0)
        crowded = SearchableLibrary(database, model=None, at_once=1)
        started = monotonic()

        failed = await asyncio.gather(
            *(crowded.search(Question("reef")) for _ in range(20)), return_exceptions=True
        )

        assert {type(failure) for failure in failed} == {LibraryUnavailable}
        assert monotonic() - started < 3
        await database.dispose()


async def test_one_search_that_fails_takes_none_of_the_waiting_with_it(library, database):
    class Stumbling:
        """A database that fails once."""

        def __init__(self):
            self.asked = 0

        @asynccontextmanager
        async def autocommit(self):
            self.asked += 1
            if self.asked == 1:
                raise DatabaseUnavailable
            async with database.autocommit() as connection:
                yield connection

    crowded = SearchableLibrary(Stumbling(), model=None, at_once=5)

    found = await asyncio.gather(
        *(crowded.search(Question("reef")) for _ in range(30)), return_exceptions=True
    )

    assert [type(one) for one in found].count(LibraryUnavailable) == 1


@pytest.fixture
async def larger(library, database):
    """180 more passages of one kind, from a page that is there already."""
    base = next(page for page in shelf_pages() if page.path == COURSE)
    copies = [
        replace(base, path=f"certification/copy-{n}.md", title=f"Copy {n}", digest=str(n)) for n in range(30)
    ]
    await ingest([*shelf_pages(), *copies], database, EMBEDDER)


async def test_a_filter_finds_all_that_is_not_among_the_nearest(larger, transaction):
    """An index that stops after its 100 nearest, most of another kind, would find less."""
    for kind in ("seqscan", "bitmapscan", "sort"):
        await transaction.execute(text(f"SET LOCAL enable_{kind} = off"))
    near = await EMBEDDER.embed_query("Open Water diver course")

    found = await LibraryRepository(transaction).search(
        Question("zanzibar", embedding=near, tags=["island"]), model=EMBEDDER.name
    )

    page = next(page for page in shelf_pages() if page.path == OVERVIEW)
    cosines = {chunk.id: near @ await EMBEDDER.embed_query(chunk.embedded_text) for chunk in chunks(page)}
    assert {passage.id for passage in found} == {key for key, cosine in cosines.items() if cosine > 0}


async def test_vectors_of_another_embedder_take_no_place_among_the_nearest(larger, transaction):
    other = passages.update().values(embedding_model="words-2")
    await transaction.execute(other.where(passages.c.content_path != OVERVIEW))
    question = Question("zanzibar", embedding=await EMBEDDER.embed_query("Open Water diver course"))

    found = await LibraryRepository(transaction).search(question, model=EMBEDDER.name)

    assert {passage.content_path for passage in found} == {OVERVIEW}


async def test_statistics_of_an_empty_library_break_nothing(database):
    await ingest([], database, None)

    async with database.begin() as transaction:
        found = await LibraryRepository(transaction).search(await by_meaning("reef"), model=EMBEDDER.name)
        assert await transaction.scalar(select(passages.c.id)) is None

    assert found == []
