"""The library the assistant quotes."""

from assistant.library import Passage, Question
from assistant.stopwatch import Stopwatch
from generated.models import DocType, SearchHit, SearchMode, SearchResult
from handlers._presentation import present
from handlers.services import Services


async def search_content(
    services: Services,
    q: str,
    doc_type: list[DocType] | None,
    destination: str | None,
    tag: list[str] | None,
    limit: int,
) -> SearchResult:
    """The best passages, by the retrieval that the assistant uses."""
    question = Question(q, doc_types=doc_type or (), destination=destination, tags=tag or (), limit=limit)
    evidence = await services.retrieval.find(question, Stopwatch())
    mode: SearchMode = "hybrid" if services.embedder and not evidence.degraded else "lexical"
    scopes = [found.question_scope for found in evidence.passages[:1] if found.question_scope is not None]
    return present(
        SearchResult,
        evidence,
        items=[_hit(passage) for passage in evidence.passages],
        mode=mode,
        question_scope=round(scopes[0], 4) if scopes and mode == "hybrid" else None,
    )


def _hit(passage: Passage) -> SearchHit:
    """Scores to four digits: the rest is noise of the arithmetic."""
    similarity = None if passage.similarity is None else round(passage.similarity, 4)
    return present(
        SearchHit,
        passage,
        score=round(max(passage.score, 0.0), 4),
        similarity=similarity,
        coverage=round(passage.coverage, 4),
        doubt=round(passage.doubt, 4),
    )
