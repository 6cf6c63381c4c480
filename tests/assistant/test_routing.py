"""Each question goes to the specialist whose words it has, and a greeting to nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.routing import Specialist, is_greeting, route

CERTIFICATION = [
    "Which course comes after Open Water?",
    "How old must my son be for a junior course?",
    "What is the difference between PADI and SSI?",
    "How many dives do I need to become a divemaster?",
    "My certification is ten years old, do I need a refresher?",
    "Is my CMAS licence accepted by a PADI school?",
    "¿Cuánto cuesta el curso de buceo?",
    "Wie lange dauert der Tauchkurs?",
    "Quel niveau faut-il pour plonger à 40 mètres ?",
    "我想考潜水证",
    "ライセンスを取りたいです",
]
TRIP = [
    "When is the best time to visit Tioman?",
    "How do I get to Redang from Kuala Lumpur?",
    "Which dive sites in Tioman have turtles?",
    "Is there a liveaboard to Tubbataha in April?",
    "How is the visibility at Tiger Reef in June?",
    "Where can I see manta rays?",
    "Which resort on Mabul is near the jetty?",
    "¿Cuál es la mejor época para viajar a Malasia?",
    "Wo kann man auf der Insel tauchen?",
    "Quelle est la meilleure saison à Redang ?",
    "刁曼岛什么时候去最好？",
    "ティオマン島のホテルはどこがいいですか",
]
SAFETY = [
    "What are the symptoms of decompression sickness?",
    "How long should I wait before flying?",
    "How do I equalize my ears?",
    "Can I dive with asthma?",
    "What is nitrogen narcosis?",
    "Why do we make a safety stop?",
    "What do I do when I run out of air?",
    "How do I treat a jellyfish sting?",
    "¿Puedo bucear embarazada?",
    "Kann ich nach dem Tauchen fliegen?",
    "Bahayakah menyelam semasa hamil?",
    "潜水后多久可以坐飞机？",
    "減圧症の症状は何ですか？",
]
GENERAL = [
    "How do I choose a wetsuit?",
    "Should I buy a regulator or rent one?",
    "How do I stop my mask from fogging?",
    "Which dive computer is easy to read?",
    "What is a BCD?",
    "Who invented the regulator?",
    "Tell me a joke",
    "面镜起雾怎么办？",
]
WORDS_WITH_AN_EAR = [
    "gear",
    "year",
    "clear",
    "near",
    "early",
    "bear",
    "wear",
    "hear",
    "dear",
    "search",
    "heard",
]
GREETINGS = [
    "Hi",
    "HELLO",
    "heyyy",
    "Good morning, Dovvy",
    "Hello, how are you?",
    "Thank you so much for your help",
    "hi, anyone there?",
    "Hi! I have a question",
    "thanks a million, you're a lifesaver",
    "hey, new here!",
    "ok thanks 👋",
    "Bye",
    "hola",
    "Bonjour",
    "Guten Tag",
    "selamat pagi",
    "你好",
    "こんにちは",
]
NO_GREETINGS = [
    "Hi, which course comes first?",
    "Hi! How deep is it?",
    "Hello, my buddy is unconscious",
    "thanks but my arm is numb",
    "Thanks, and what about Redang?",
    "Good morning Tioman",
    "high tide",
    "history",
    "ok",
    "yes",
    "?",
    "",
]


@pytest.mark.parametrize("message", CERTIFICATION)
def test_courses_and_cards_are_for_certification(message):
    assert route(message) is Specialist.CERTIFICATION


@pytest.mark.parametrize("message", TRIP)
def test_places_and_seasons_are_for_the_trip(message):
    assert route(message) is Specialist.TRIP


@pytest.mark.parametrize("message", SAFETY)
def test_health_and_dangers_are_for_safety(message):
    assert route(message) is Specialist.SAFETY


@pytest.mark.parametrize("message", GENERAL)
def test_everything_else_is_for_the_generalist(message):
    assert route(message) is Specialist.GENERAL


@pytest.mark.parametrize("word", WORDS_WITH_AN_EAR)
def test_a_word_with_an_ear_in_it_is_no_matter_of_safety(word):
    """The predecessor looked for "ear" anywhere, and sent everybody's gear to the doctor."""
    assert "ear" in word
    assert route(word) is Specialist.GENERAL
    assert route(f"Tell me something about the word {word}") is Specialist.GENERAL


@pytest.mark.parametrize(
    "message",
    [
        "What gear do I need?",
        "Which year was the aqualung invented?",
        "Is it clear what the price includes?",
        "How early must I be up?",
        "Bear with me, what is a BCD?",
        "How do I wear a weight belt?",
    ],
)
def test_gear_and_years_are_for_the_generalist(message):
    assert route(message) is Specialist.GENERAL


def test_a_place_beside_such_a_word_is_still_for_the_trip():
    assert route("How near is the jetty, and is the water clear early in the year?") is Specialist.TRIP


def test_an_ear_is_a_matter_of_safety():
    assert route("Why does my ear hurt?") is Specialist.SAFETY


def test_in_a_tie_the_course_or_the_place_comes_before_the_danger():
    assert route("course, danger") is Specialist.CERTIFICATION
    assert route("Tioman, danger") is Specialist.TRIP
    assert route("danger, fins") is Specialist.SAFETY


def test_a_danger_told_without_any_word_of_a_topic_is_for_safety():
    assert route("We can't find our buddy") is Specialist.SAFETY


@pytest.mark.parametrize("message", GREETINGS)
def test_a_greeting_is_only_a_greeting(message):
    assert is_greeting(message)


@pytest.mark.parametrize("message", NO_GREETINGS)
def test_whoever_says_or_asks_something_more_is_not_merely_greeted(message):
    assert not is_greeting(message)


@settings(deadline=None)
@given(st.text())
def test_whatever_is_written_has_somebody_to_answer_it(message):
    assert route(message) in Specialist
    assert is_greeting(message) in (True, False)
