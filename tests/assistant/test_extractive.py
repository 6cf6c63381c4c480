"""The keyless answer is the library's own words, and says where they stand."""

from dataclasses import replace

from assistant.extractive import ExtractiveAnswerer, choose
from assistant.language_models import Prompt, Quote
from assistant.routing import Specialist
from tests.assistant.scripted import PASSAGE

NEXT = replace(PASSAGE, content_path="certification/depth.md", heading="Limits", score=PASSAGE.score)


async def answer(*passages):
    """The text and the quotes of an answer from these passages."""
    prompt = Prompt("How deep?", passages, Specialist.CERTIFICATION, {}, ())
    pieces = [piece async for piece in ExtractiveAnswerer().answer(prompt)]
    return "".join(p for p in pieces if isinstance(p, str)), [p for p in pieces if isinstance(p, Quote)]


async def test_an_answer_is_a_passage_under_its_headline_with_its_number():
    text, quotes = await answer(PASSAGE)

    assert text == "**Open Water: Depth** [1]\n\nAn Open Water diver may dive to 18 metres."
    assert quotes == [Quote(PASSAGE, PASSAGE.text)]


async def test_an_introduction_stands_under_its_title_alone():
    text, _ = await answer(replace(PASSAGE, heading=""))

    assert text.startswith("**Open Water** [1]\n")


async def test_lines_and_lists_stay_as_they_were_written():
    steps = "Do this:\n\n1. Stop.\n2. Think."

    text, _ = await answer(replace(PASSAGE, text=steps))

    assert text.endswith(steps)


async def test_links_lose_their_target_in_the_answer_and_keep_it_in_the_quote():
    linked = replace(PASSAGE, text="See [Nitrox](../certification/nitrox.md).")

    text, (quote,) = await answer(linked)

    assert text.endswith("\n\nSee Nitrox.")
    assert quote.text == linked.text


def test_a_second_passage_joins_when_it_is_nearly_as_good():
    assert choose([PASSAGE, NEXT]) == [PASSAGE, NEXT]
    assert choose([PASSAGE, replace(NEXT, score=PASSAGE.score * 0.85)]) == [PASSAGE]


def test_a_second_passage_is_of_another_section():
    rest_of_it = replace(PASSAGE, text="And so on.")

    assert choose([PASSAGE, rest_of_it, NEXT]) == [PASSAGE, NEXT]


def test_what_is_in_doubt_does_not_join_what_is_not():
    doubtful = replace(NEXT, doubt=0.35)

    assert choose([PASSAGE, doubtful]) == [PASSAGE]
    assert choose([doubtful, PASSAGE]) == [doubtful, PASSAGE]


def test_two_passages_that_are_long_together_are_too_much():
    long = replace(NEXT, text="word " * 215)

    assert choose([PASSAGE, long]) == [PASSAGE]


def test_of_what_is_compared_all_is_shown():
    first, second, third = (
        replace(NEXT, content_path=f"destinations/{n}.md", is_compared=True, score=1 / n) for n in (1, 2, 3)
    )
    warning = replace(PASSAGE, warns=True, score=0.1)

    of_both, worse = replace(PASSAGE, score=1.5), replace(PASSAGE, score=0.5)

    assert choose([first, second, third, worse]) == [first, second, third]
    assert choose([first, second, of_both]) == [of_both, first, second]
    assert choose([warning, first, second]) == [warning, first, second]
    assert choose([first, PASSAGE]) == [first, PASSAGE]


def test_what_warns_stands_before_the_one_best_answer():
    warning = replace(NEXT, content_path="safety/fitness.md", warns=True, score=0.1)
    other = replace(NEXT, content_path="destinations/bali/overview.md")

    assert choose([PASSAGE, NEXT, warning, other]) == [warning, PASSAGE]
    assert choose([warning]) == [warning]
