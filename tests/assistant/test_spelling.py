"""A mistyped word is read as the library's; a word that is none of the library's is left alone."""

import pytest

from assistant.spelling import Vocabulary

LIBRARY = [
    "A certification for nitrox diving. Wait before flying.",
    "The current, the currents and the current.",
]
ENGLISH = frozenset({"tyres", "currant"})


@pytest.fixture
def vocabulary():
    return Vocabulary.of(LIBRARY, ENGLISH.__contains__)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("which certifcation do I need", "certification"),
        ("which certiification do I need", "certification"),
        ("which certificatoin do I need", "certification"),
        ("which certificetion do I need", "certification"),
        ("NITRXO?", "nitrox"),
        ("ertification", "certification"),
        ("certificatio", "certification"),
    ],
)
def test_a_word_with_one_wrong_letter_is_added_as_it_was_meant(vocabulary, asked, meant):
    assert vocabulary.corrected(asked) == f"{asked} {meant}"


def test_the_more_frequent_word_is_the_likelier(vocabulary):
    assert vocabulary.corrected("strong currentz") == "strong currentz current"


def test_a_word_is_added_once(vocabulary):
    assert vocabulary.corrected("nitrx, nitrxo") == "nitrx, nitrxo nitrox"


@pytest.mark.parametrize(
    "text",
    ["", "wait for nitrox", "winter tyres", "red currant", "waut", "nytrux", "12345", "x" * 5000],
)
def test_everything_else_stays_as_it_is(vocabulary, text):
    assert vocabulary.corrected(text) == text


def test_what_is_neither_a_word_nor_nearly_one_is_a_name(vocabulary):
    assert vocabulary.names_in("nitrxo at Fuvahmulah, winter tyres?") == {"fuvahmulah", "winter"}


def test_what_the_thesaurus_knows_is_no_name(vocabulary):
    assert vocabulary.names_in("Lasered at Fuvahmulah") == {"fuvahmulah"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the guide called Ketut, of Zorb", {"ketut", "zorb"}),
        ("We fly from London to Rome, home in Leeds", set()),
        ("I take Ritalin, she is on Prozac; is Henry's law true?", set()),
        ("Ketut, are you there?", set()),
        ("is Nitrox better, and Nitrxo?", set()),
        ("my son Leo, my wife Anna and my daughter Mia", set()),
        ("as a Dutch diver, in August, on a Friday", set()),
        ("WHERE IS KETUT, what about GUE", set()),
        ("", set()),
    ],
)
def test_a_name_that_no_page_has_is_strange(vocabulary, text, names):
    assert vocabulary.strange_names_in(text) == names
