"""A short message is looked for as it stands and with what was said before; the best passages of all come back."""

from dataclasses import replace
from uuid import UUID

import pytest

from assistant.language_models import Utterance
from assistant.pages import Destination
from assistant.places import Gazetteer
from assistant.readings import GUESS_PENALTY, Reading, in_context, merged, readings
from assistant.subjects import Subjects
from tests.assistant.scripted import PASSAGE

SUBJECTS = Subjects(
    Gazetteer(
        [
            Destination("malta", "Malta", "Malta", "MT", "Europe"),
            Destination("komodo", "Komodo", "Indonesia", "ID", "Southeast Asia"),
        ],
        {
            "tioman-tiger-reef": "Tiger Reef (Tioman)",
            "koh-tao-white-rock": "White Rock (Koh Tao)",
            "komodo-cannibal-rock": "Cannibal Rock (Pulau Kecil)",
            "komodo-manta-point": "Manta Point (Komodo)",
            "malta-manta-point": "Manta Point (Malta)",
        },
    )
)
LONG = "Which certification do I need so that I can dive the deep wrecks that they have around Koh Tao?"
HERE, ELSEWHERE = Reading("how many days?"), Reading("nitrox?\nhow many days?", is_guess=True)


def passage(number, score, *, similarity=0.9):
    return replace(PASSAGE, id=UUID(int=number), score=score, similarity=similarity, coverage=0.5)


def asked(*questions):
    return [Utterance("user", question) for question in questions]


def read(message, *before):
    """What is looked for, warnings apart."""
    found = readings(message, asked(*before), SUBJECTS)
    return [reading.text for reading in found if not reading.is_warning]


def warned(message, *before):
    found = readings(message, asked(*before), SUBJECTS)
    return [reading.text for reading in found if reading.is_warning]


@pytest.mark.parametrize(
    ("message", "before", "text"),
    [
        ("And how deep is it?", ["What can I see at Tiger Reef?"], "tiger reef tioman"),
        ("which month?", ["Is Komodo cold?"], "komodo"),
        ("minimum age?", ["What is nitrox?"], "nitrox"),
        ("what does it cost?", ["How old for open water?", "how long does it take?"], "open water"),
        ("currents?", ["White Rock level?", "what can I see there?"], "white rock koh tao"),
        ("which suit?", ["How warm is Komodo in May?"], "komodo"),
        ("when?", ["Is Komodo cold in May?"], "komodo"),
        ("when?", ["What is around Pulau Kecil?"], "pulau kecil"),
        ("how deep?", ["can kids dive at 8?"], "child aged 8"),
        ("how deep may she go?", ["My daughter is 12, can she dive?"], "child aged 12"),
    ],
)
def test_who_asks_something_else_means_the_same_subject(message, before, text):
    assert read(message, *before) == [f"{text}\n{message}"]
    assert in_context(message, asked(*before), SUBJECTS) == f"{text}\n{message}"


@pytest.mark.parametrize(
    ("message", "before", "text"),
    [
        ("and in Komodo?", ["How warm is Malta in May?"], "how warm is in may"),
        ("what about July?", ["How warm is Malta in March?"], "How warm is Malta in ?"),
        (
            "and for instructor?",
            ["How many dives do I need for divemaster?"],
            "How many dives do I need for ?",
        ),
        ("and in Iceland?", ["Is Malta cold?", "and Komodo?"], "is cold and"),
        ("is that the same for White Rock?", ["How deep is Tiger Reef?"], "how deep is"),
        ("and Malta?", ["Is November good for Komodo?"], "is november good for"),
        ("and turtles?", ["Where can I see manta rays?"], "Where can I see ?"),
        (
            "and during ascent?",
            ["What helps against ear pain on the way down?"],
            "What helps against ear pain ?",
        ),
        ("and coming up?", ["What helps against ear pain on descent?"], "What helps against ear pain on ?"),
    ],
)
def test_who_names_another_subject_asks_the_same(message, before, text):
    """The subject before is gone, or its page would be the answer once more."""
    found = readings(message, asked(*before), SUBJECTS)

    assert found == [Reading(f"{text}\n{message}")]


def test_what_takes_the_place_of_its_like_is_also_looked_for_alone_where_little_was_asked():
    found = read("what about diabetes?", "I have asthma, may I dive?")

    assert found == ["what about diabetes?", "I have , may I dive?\nwhat about diabetes?"]


@pytest.mark.parametrize(
    ("message", "before"),
    [
        ("is it safe?", "Can I dive Tiger Reef with asthma?"),
        ("is it dangerous?", "Can I dive Tiger Reef with a bad cold?"),
        ("how many hours?", "When may I fly home after diving in Komodo?"),
        ("how far is it?", "Where is a chamber in Malta?"),
        ("which month?", "Where in Komodo can I see manta rays?"),
    ],
)
def test_more_than_a_subject_is_not_forgotten(message, before):
    """Without the asthma, the flight, the chamber any page on the place would be the answer."""
    assert read(message, before) == [f"{before}\n{message}"]
    assert in_context(message, asked(before), SUBJECTS) == f"{before}\n{message}"


@pytest.mark.parametrize(
    ("message", "before", "warnings"),
    [
        ("Can I dive Tiger Reef?", ["I have asthma"], ["can I dive with asthma?"]),
        (
            "Is it safe for me to go down to 30 metres on the first day there?",
            ["I have asthma"],
            ["can I dive with asthma?"],
        ),
        ("Can I dive there?", ["I am pregnant", "How warm is Malta?"], ["can I dive with pregnant?"]),
        (
            "and can I dive?",
            ["I have diabetes", "also high blood pressure"],
            ["can I dive with diabetes?", "can I dive with high blood pressure?"],
        ),
        ("Can I dive today?", ["I fly home tomorrow"], ["how long after diving may I fly?"]),
        ("Can I dive there?", ["I am pregnant", *["How warm is Malta?"] * 8], ["can I dive with pregnant?"]),
        ("Can I dive there?", ["My wife is pregnant"], []),
        ("Can she dive there?", ["My wife is pregnant"], ["can I dive with pregnant?"]),
        ("Can we dive there?", ["My wife is pregnant"], ["can I dive with pregnant?"]),
        ("May my friend dive there?", ["I have asthma"], []),
        ("Can I dive Tiger Reef?", ["I had a cold last month, all fine now"], []),
        ("Can I dive Tiger Reef?", ["I had asthma years ago"], ["can I dive with asthma?"]),
        ("My wife with asthma wants to learn it in Malta", [], ["can I dive with asthma?"]),
        ("My wife is expecting", [], ["can I dive with expecting?"]),
        ("my son has epilepsy", [], ["can I dive with epilepsy?"]),
        ("I'm pregnant, seven months", [], ["can I dive with pregnant?"]),
        ("How deep is Tiger Reef?", ["My son is 10"], ["child aged 10\nhow deep may children dive?"]),
        (
            "And for her brother, he's 14?",
            ["My daughter is 11", "Tiger Reef?"],
            ["child aged 14\nhow deep may children dive?"],
        ),
        ("in feet?", ["My son is 13, how deep?"], ["child aged 13\nhow deep may children dive?"]),
        ("Malta with two kids of 10 and 13", [], ["child aged 10 13\nhow deep may children dive?"]),
        ("can we both dive Tiger Reef?", ["My son is 10"], ["child aged 10\nhow deep may children dive?"]),
        ("Can I dive Tiger Reef?", ["My son is 10"], []),
        (
            "Can I dive Tiger Reef?",
            ["I'm 11 years old", "Is it cold?"],
            ["child aged 11\nhow deep may children dive?"],
        ),
        ("How deep may my 10 year old go?", [], []),
        ("How warm is Malta?", ["I have asthma"], []),
        ("and Tiger Reef?", ["I'm pregnant", "Can I dive in Malta?"], ["can I dive with pregnant?"]),
        ("what about Tiger Reef?", ["I'm pregnant"], ["can I dive with pregnant?"]),
        ("what about Tiger Reef?", ["I'm pregant"], ["can I dive with pregant?"]),
        ("and Malta?", ["I'm pregnant", "When is the best time for Tioman?"], []),
        ("And I have asthma", ["Can I dive Tiger Reef?"], ["can I dive with asthma?"]),
        ("and I'm pregnant, seven months", [], ["can I dive with pregnant?"]),
        ("and my wife has a pacemaker", ["Can we dive Tiger Reef?"], ["can I dive with pacemaker?"]),
        (
            "ok, what about Tiger Reef?",
            ["I'm pregnant", "Can I dive in Malta?"],
            ["can I dive with pregnant?"],
        ),
        ("Tiger Reef?", ["I'm pregnant", "Can I dive in Malta?"], ["can I dive with pregnant?"]),
        (
            "and me?",
            ["I'm pregnant", "How much is a course?", "what about my husband, can he dive Tiger Reef?"],
            ["can I dive with pregnant?"],
        ),
        ("is a dive tomorrow morning ok?", ["we fly at 7pm tomorrow"], ["how long after diving may I fly?"]),
        (
            "she wants to do a try dive in Malta",
            ["My wife has epilepsy"],
            ["can I dive with epilepsy?"],
        ),
        ("and who sells masks?", ["I'm pregnant", "Can I dive in Malta?"], []),
        ("and in July?", ["I'm pregnant", "Can I dive in Malta?"], []),
        (
            "what about Tiger Reef instead?",
            ["we fly home tomorrow", "can we do one last dive?"],
            ["how long after diving may I fly?"],
        ),
        (
            "what about the other one?",
            ["My boy is 10", "can he dive Tiger Reef?"],
            ["child aged 10\nhow deep may children dive?"],
        ),
        ("Can I dive Tiger Reef?", ["What is decompression sickness?"], []),
        ("Can I dive Tiger Reef?", ["What should I do if my buddy has a seizure?"], []),
    ],
)
def test_who_told_what_may_forbid_a_dive_is_answered_with_that_in_mind(message, before, warnings):
    assert warned(message, *before) == warnings


def test_what_says_nothing_alone_is_not_looked_for_alone():
    assert read("can I dive?", "I had a hip replacement") == ["I had a hip replacement\ncan I dive?"]


def test_the_nearest_is_that_of_the_place_that_was_named():
    before = "I have pins and needles in my foot after diving today in Malta"

    assert read("where is the nearest chamber?", before) == ["where is the nearest chamber?\nmalta"]


def test_what_the_profile_tells_of_is_kept_in_mind():
    (reading,) = [one for one in readings("Can I dive there?", [], SUBJECTS, ["asthma"]) if one.is_warning]

    assert reading.text == "can I dive with asthma?"


def test_a_warning_comes_first_where_the_library_has_one():
    calm, warning = Reading("Can I dive there?"), Reading("can I dive with asthma?", is_warning=True)

    sure = merged([calm, warning], [[passage(1, 1.2)], [passage(2, 0.8)]], limit=2)
    unlike = replace(passage(2, 0.8), coverage=0.05)
    unsure = merged([calm, warning], [[passage(1, 1.2)], [unlike]], limit=2)

    assert [(one.id.int, one.score) for one in sure] == [(2, 0.8), (1, 1.2)]
    assert [one.id.int for one in unsure] == [1]


@pytest.mark.parametrize(
    ("message", "before"),
    [
        ("how deep may I go?", "I am 12 years old, can I dive?"),
        ("can I do nitrox?", "I'm 10 years old"),
        ("must I be there?", "May my 11 year old dive?"),
    ],
)
def test_who_speaks_of_their_own_age_or_comes_along_keeps_the_age(message, before):
    assert read(message, before)[-1] == f"{before}\n{message}"


@pytest.mark.parametrize(
    ("message", "before"),
    [
        ("and if I take a cold shower?", "I have asthma, may I dive?"),
        ("I also have a cold, may I dive?", "I am pregnant"),
        ("also high blood pressure", "I have diabetes"),
    ],
)
def test_a_second_condition_does_not_make_forget_the_first(message, before):
    assert read(message, before)[-1] == f"{before}\n{message}"


def test_an_adult_is_no_child():
    assert read("how deep?", "Can a 70 year old dive?") == ["aged 70\nhow deep?"]


def test_a_site_of_that_name_there_is_still_asked_about():
    assert read("and in Malta?", "How deep is Manta Point in Komodo?") == [
        "how deep is manta point in\nand in Malta?"
    ]


@pytest.mark.parametrize(
    ("message", "before", "text"),
    [
        ("and me?", "How deep may my 10 year old dive?", "How deep may my dive?"),
        (
            "how deep may I go?",
            "My daughter is 10. I am an Open Water diver, may we dive together?",
            "is . I am an Open Water diver, may we dive together?",
        ),
    ],
)
def test_the_limits_of_a_child_are_not_those_of_who_asks(message, before, text):
    assert read(message, before) == [f"{text}\n{message}"]


def test_a_whole_question_for_oneself_stands_alone_after_one_for_a_child():
    assert read("how deep may I go?", "How deep may my son of 10 years dive?") == ["how deep may I go?"]


@pytest.mark.parametrize(
    ("message", "before", "texts"),
    [
        ("and can I dive Tiger Reef?", "My wife is pregnant, may she dive?", ["and can I dive Tiger Reef?"]),
        (
            "Can I dive Tiger Reef?",
            "I have asthma",
            ["Can I dive Tiger Reef?", "i have\nCan I dive Tiger Reef?"],
        ),
        (
            "which sites there?",
            "My son with asthma comes to Malta",
            ["My son with comes to Malta\nwhich sites there?"],
        ),
    ],
)
def test_what_warns_of_somebody_is_not_part_of_the_question(message, before, texts):
    assert read(message, before) == texts


def test_a_child_that_is_spoken_of_is_still_meant():
    before = "My daughter is 10, may she dive?"

    assert read("may I take her to 12 m?", before)[-1] == f"{before}\nmay I take her to 12 m?"


@pytest.mark.parametrize(
    ("message", "before"),
    [
        ("and at 10?", "My 12 year old went to 12 m, was that ok?"),
        ("and 18?", "Can my 12 year old dive to 12 m?"),
        ("and 2?", "How many dives a day may my 12 year old do?"),
    ],
)
def test_a_number_that_may_be_a_depth_is_not_taken_for_an_age(message, before):
    assert read(message, before) == [message, f"{before}\n{message}"]


def test_a_number_that_is_no_childs_age_is_none():
    assert read("and 50?", "can kids dive at 8?") == ["and 50?", "can kids dive at 8?\nand 50?"]


def test_another_age_takes_the_place_of_the_one_before():
    assert read("and at 12?", "can kids dive at 8?") == ["can kids dive at ?\naged 12"]
    assert read("how deep?", "can kids dive at 8?", "and at 12?") == ["child aged 12\nhow deep?"]


def test_a_message_that_cannot_stand_alone_is_not_looked_for_alone():
    """Whatever site has a depth on its page would be the answer."""
    assert read("how deep?", "When is a safety stop due?") == ["When is a safety stop due?\nhow deep?"]


def test_who_compares_speaks_of_both():
    message = "is it warmer than Komodo?"

    assert read(message, "How cold is Malta?") == [message, f"How cold is Malta?\n{message}"]


@pytest.mark.parametrize("message", ["how do I book that?", "and my sister?", "what about the mask"])
def test_a_message_that_points_back_belongs_to_the_question_before_it(message):
    before = "Can I rent equipment?"

    assert readings(message, asked(before), SUBJECTS) == [Reading(message), Reading(f"{before}\n{message}")]
    assert in_context(message, asked(before), SUBJECTS) == f"{before}\n{message}"


def test_a_short_message_may_belong_to_the_question_before_it():
    found = readings("how many people?", asked("Can I rent equipment?"), SUBJECTS)

    assert found == [
        Reading("how many people?"),
        Reading("Can I rent equipment?\nhow many people?", is_guess=True),
    ]
    assert in_context("how many people?", asked("Can I rent equipment?"), SUBJECTS) == "how many people?"


def test_a_subject_may_lie_two_questions_back():
    (*_, last) = read("is that enough?", "liveaboard or resort?", "I only speak English")

    assert last == "liveaboard or resort?\nI only speak English\nis that enough?"


def test_a_place_that_was_left_is_not_taken_up_again():
    """The question on Malta is two back, and Komodo was asked about since."""
    found = read("phone number?", "Where is a chamber in Malta?", "and in Komodo?")

    assert found == ["phone number?", "where is a chamber in\nand in Komodo?\nphone number?"]


@pytest.mark.parametrize(("message", "before"), [(LONG, ["Is Komodo cold?"]), ("How deep is it?", [])])
def test_a_long_message_and_the_first_one_stand_alone(message, before):
    assert read(message, *before) == [message]
    assert in_context(message, asked(*before), SUBJECTS) == message


def test_what_the_assistant_said_is_not_a_question():
    history = [Utterance("assistant", "Hello from Komodo!")]

    assert readings("and it?", history, SUBJECTS) == [Reading("and it?")]


def test_only_the_end_of_a_conversation_is_read():
    found = read("how deep is it?", "Is Tiger Reef good?", *["is it fun?"] * 6)

    assert not any("tiger" in text.lower() for text in found)


def test_each_passage_comes_once_as_the_reading_found_it_that_it_fits_best():
    found = merged(
        [Reading("there?"), Reading("Tiger Reef?\nthere?")],
        [[passage(1, 0.4), passage(2, 0.3)], [passage(2, 0.9), passage(3, 0.2)]],
        limit=2,
    )

    assert [(one.id.int, one.score) for one in found] == [(2, 0.9), (1, 0.4)]


def test_what_only_a_guess_brings_stands_behind():
    found = merged([HERE, ELSEWHERE], [[passage(1, 0.8)], [passage(2, 0.9)]], limit=5)

    assert [(one.id.int, one.score) for one in found] == [(1, 0.8), (2, pytest.approx(0.9 - GUESS_PENALTY))]


def test_the_last_answer_does_not_come_again_for_a_question_that_has_none():
    found = merged([HERE, ELSEWHERE], [[passage(1, 0.3)], [passage(2, 0.9, similarity=0.6)]], limit=5)

    assert [one.id.int for one in found] == [1]


def test_words_alone_are_never_certain_of_a_guess():
    assert merged([HERE, ELSEWHERE], [[], [passage(2, 0.5, similarity=None)]], limit=5) == []


def compared(message, *before):
    return [reading.text for reading in readings(message, asked(*before), SUBJECTS) if reading.is_compared]


@pytest.mark.parametrize(
    ("message", "before", "texts"),
    [
        (
            "Is Tiger Reef or White Rock easier?",
            [],
            ["is or easier\ntiger reef", "is or easier\nwhite rock"],
        ),
        ("Malta vs Komodo in May", [], ["vs in may\nmalta", "vs in may\nkomodo"]),
        (
            "which of the two is deeper?",
            ["How is Tiger Reef?", "and White Rock?"],
            ["which of the two is deeper\nwhite rock", "which of the two is deeper\ntiger reef"],
        ),
        ("which of the two is deeper?", ["How is Tiger Reef?"], []),
        ("Which number for an ambulance in Malta and in Komodo?", [], []),
        ("Tiger Reef, White Rock, Cannibal Rock or Malta?", [], []),
        ("Is Tiger Reef deeper than 20 m?", [], []),
    ],
)
def test_who_compares_places_is_answered_of_each(message, before, texts):
    assert compared(message, *before) == texts


def test_the_best_of_each_place_stands_first_in_what_is_compared():
    whole, one, other = Reading("a or b?"), Reading("a", is_compared=True), Reading("b", is_compared=True)

    found = merged([whole, one, other], [[passage(1, 9)], [passage(2, 3), passage(3, 2)], [passage(4, 1)]], 5)

    assert [(found.id.int, found.is_compared) for found in found] == [(2, True), (4, True), (1, False)]


def test_a_long_message_takes_the_place_that_it_points_back_to():
    long = "My wife has Advanced Open Water and sixty dives, can she dive it?"

    assert read(long, "How deep is Tiger Reef?") == [f"tiger reef tioman\n{long}"]
    assert in_context(long, asked("How deep is Tiger Reef?"), SUBJECTS) == f"tiger reef tioman\n{long}"
    assert read(long.replace("it?", "White Rock?"), "How deep is Tiger Reef?") == [
        long.replace("it?", "White Rock?")
    ]


def test_what_is_asked_after_an_illness_was_told_is_also_looked_for_alone():
    assert "how much is a course" in read("how much is a course", "I'm pregnant")
    assert "how long is it?" not in read("how long is it?", "I'm pregnant. What is nitrox?")


def test_who_snorkels_is_warned_of_snorkelling():
    assert warned("can I snorkel?", "I'm pregnant") == [
        "can I snorkel with pregnant?",
        "can I dive with pregnant?",
    ]


@pytest.mark.parametrize(
    ("message", "before", "warnings"),
    [
        ("which sites would you recommend for me?", "I'm pregnant", ["can I dive with pregnant?"]),
        ("any good night dive there tonight?", "I fly home tomorrow", ["how long after diving may I fly?"]),
        ("any trick to clear my ears?", "I have a cold", ["can I dive with a cold?"]),
        ("any trick to clear my ears?", "I have asthma", []),
        ("which sites would you recommend for her?", "I'm pregnant", []),
        (
            "he only wants to snorkel",
            "my dad has a pacemaker",
            ["can I snorkel with pacemaker?", "can I dive with pacemaker?"],
        ),
    ],
)
def test_who_plans_a_dive_is_warned_of_what_was_told(message, before, warnings):
    assert warned(message, before) == warnings


def test_who_had_it_too_is_meant_with_who_had_it():
    together = "how long do I wait after covid\nand my son had it too"

    assert together in read("and my son had it too", "how long do I wait after covid")


def test_with_a_guide_asks_the_same_under_another_condition():
    assert read("with a guide?", "wreck at 36 m, I'm AOW, allowed?") == [
        "wreck at 36 m, I'm AOW, allowed?\nwith a guide?"
    ]


@pytest.mark.parametrize(
    "message",
    [
        "I'm advanced with sixty dives and bought a new computer, can I dive with it?",
        "my chest hurts since I surfaced an hour ago, tell me what is it?",
        "I have asthma and sixty dives and a new inhaler, can I do it?",
    ],
)
def test_what_is_no_site_takes_no_place_from_before(message):
    assert read(message, "How deep is Tiger Reef?") == [message]
