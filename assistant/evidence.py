"""Decides whether passages carry an answer; without evidence the assistant says so and names near topics."""

from collections.abc import Iterable, Sequence

from assistant.grounding import holds_link
from assistant.library import Passage

# Fitted on the tuning half of tests/assistant/golden; see scripts/evaluate.
CONFIDENCE_MIN = 0.84
COVERAGE_WEIGHT = 0.4
DOUBT_WEIGHT = 1.5
COVERAGE_MIN_WITHOUT_MEANING = 0.66
# Every word of a question makes it less like any passage, be it a good answer (measured: with this the area
# under the curve of answerable against unanswerable ones is .986 instead of .979).
WEIGHT_OF_A_WORD = 0.02
WORDS_MAX = 20
# What kind of question it is counts beside what was found: weight and neutral point by ten-fold
# cross-validation (area under the curve .983 instead of .970).
SCOPE_WEIGHT = 0.06
SCOPE_NEUTRAL = 0.33
SCOPE_MAX = 6.0
NEAR_TOPICS_MAX = 3


def confidence(passage: Passage) -> float:
    """How well a passage fits its question, and whether such questions have an answer at all."""
    return fit(passage) + _of_its_kind(passage)


def fit(passage: Passage) -> float:
    """Meaning and words together: cosine + a part of the share of the question's words that occur + what the
    length of the question takes from both - what speaks against the passage."""
    meaning = passage.similarity or 0.0
    words = COVERAGE_WEIGHT * passage.coverage + _made_up_for_length(passage)
    return meaning + words - DOUBT_WEIGHT * passage.doubt


def carries_evidence(passage: Passage, *, similarity_min: float = 0.0, words_decide: bool = False) -> bool:
    """`similarity_min`: cosine below which no words in common help.

    `words_decide`: what the cosine means is not known, because the limits were fitted with another embedder.
    The library's rules refuse pages with links; a passage that has one came past them and is not quoted.
    """
    if holds_link(passage.text):
        return False
    if passage.warns:  # chosen by another measure
        return True
    if passage.similarity is not None and passage.similarity < similarity_min:
        return False
    if passage.similarity is None or words_decide:
        by_words = passage.coverage + _made_up_for_length(passage) - passage.doubt
        return by_words >= COVERAGE_MIN_WITHOUT_MEANING
    return confidence(passage) >= CONFIDENCE_MIN


def sufficient(
    passages: Sequence[Passage], *, similarity_min: float = 0.0, words_decide: bool = False
) -> list[Passage]:
    """The passages that carry evidence, best first; none means that there is no answer."""
    return [
        found
        for found in passages
        if carries_evidence(found, similarity_min=similarity_min, words_decide=words_decide)
    ]


def _made_up_for_length(passage: Passage) -> float:
    return WEIGHT_OF_A_WORD * min(passage.question_words, WORDS_MAX)


def _of_its_kind(passage: Passage) -> float:
    if passage.question_scope is None:
        return 0.0
    odds = max(-SCOPE_MAX, min(passage.question_scope, SCOPE_MAX))
    return SCOPE_WEIGHT * (odds - SCOPE_NEUTRAL)


def near_topics(passages: Iterable[Passage]) -> list[str]:
    """Titles of the nearest pages, each once. Topics only: what the pages say may not fit the question."""
    return list(dict.fromkeys(passage.title for passage in passages))[:NEAR_TOPICS_MAX]
