"""A question in a diver's words finds what the library calls something else."""

import pytest

from assistant.lexicon import words
from assistant.thesaurus import SAID_FOR, in_the_librarys_words, plainly_asked


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("EANx min age?", "nitrox"),
        ("what is dsd", "try dive"),
        ("My wife is expecting, can she dive?", "pregnant"),
        ("I can't swim", "swim"),
        ("How do I equalize?", "equalise ears"),
        ("Can I dive with a cold?", "congested"),
        ("which suit for Komodo?", "wetsuit water temperature"),
        ("Do I need a c card?", "certification card"),
        ("Will hand-luggage do for my reg?", "luggage packing regulator"),
    ],
)
def test_the_librarys_words_are_added(question, word):
    found = in_the_librarys_words(question)

    assert found.startswith(f"{question}\n")
    assert word in found.partition("\n")[2]


@pytest.mark.parametrize(
    "question", ["What should I pack?", "Is it owed to me?", "beautiful bodies of water"]
)
def test_a_question_without_such_words_stays_as_it_is(question):
    """Whole words only: `ow` is not in `owed`."""
    assert in_the_librarys_words(question) == question


def test_symptoms_that_somebody_has_not_are_not_asked_about():
    question = "Deco yesterday, no symptoms at all. When can I fly?"

    assert plainly_asked(question).split() == ["Deco", "yesterday,", ".", "When", "can", "I", "fly?"]


def test_words_are_written_as_the_library_writes_them():
    assert plainly_asked("Bonaire Coastguard phone nr") == "Bonaire coast guard phone number"


def test_no_form_has_two_meanings():
    """The later would hide the earlier."""
    forms = [tuple(words(form)) for listed in SAID_FOR for form in listed.split(",")]

    assert [form for form in dict.fromkeys(forms) if forms.count(form) > 1] == []
