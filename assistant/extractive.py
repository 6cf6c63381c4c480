"""Answers without a language model: quotes the library word for word, and says where it stands."""

from collections.abc import AsyncGenerator, Sequence

from assistant.language_models import Account, Piece, Prompt, Quote
from assistant.library import Passage
from assistant.sections import without_links
from assistant.tables import narrowed

QUOTES_MAX = 2
WORDS_MAX = 220
# A second passage helps only when it is nearly as good as the first; otherwise it distracts.
SECOND_BEST_RATIO = 0.9


class ExtractiveAnswerer:
    """The keyless LanguageModel: the best passages whole, in their own words."""

    name = "extractive"
    resting: Sequence[str] = ()

    async def answer(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        for number, passage in enumerate(choose(prompt.passages), start=1):
            yield Quote(passage, passage.text)
            headline, text = section(passage, number, prompt.question)
            yield headline if number == 1 else f"\n\n{headline}"
            yield f"\n\n{text}"
        yield Account(provider=self.name, mode="extractive")

    async def close(self) -> None:
        """Holds nothing."""


def choose(passages: Sequence[Passage]) -> list[Passage]:
    """What warns, and then the best passage; beside that the next of another section, where there is room.

    A second one has to be nearly as good. It is left out where something warns. Of what is compared all stand
    there: who asks for the easier of two has no use for one.
    """
    warnings = [passage for passage in passages if passage.warns][:QUOTES_MAX]
    answers = [passage for passage in passages if not passage.warns]
    compared = [passage for passage in answers if passage.is_compared]
    if len(compared) > 1:
        # What answers of all at once is better than each by itself.
        overall = [one for one in answers if not one.is_compared and one.score > compared[0].score]
        return [*warnings, *overall[:1], *compared]
    if warnings:
        return [*warnings, *answers[:1]]
    best, *others = answers
    chosen, words = [best], len(best.text.split())
    for passage in others:
        words += len(passage.text.split())
        another = (passage.content_path, passage.heading) not in {
            (one.content_path, one.heading) for one in chosen
        }
        # Of two ages the one for another course would be believed, too.
        nearly = passage.score >= SECOND_BEST_RATIO * best.score and passage.doubt <= best.doubt
        if another and nearly and words <= WORDS_MAX and len(chosen) < QUOTES_MAX:
            chosen.append(passage)
    return chosen


def section(passage: Passage, number: int, question: str) -> tuple[str, str]:
    """What stands of a passage in an answer: its headline, marked as the quote of that number, and its text.

    A link to another page of the library leads nowhere from an answer; the quote keeps it, and all rows of
    its tables.
    """
    place = f"{passage.title}: {passage.heading}" if passage.heading else passage.title
    return f"**{place}** [{number}]", without_links(narrowed(passage.text, question))
