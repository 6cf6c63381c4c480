"""An emergency gets the card, a doubt the banner, and everybody else simply an answer.

The sets in triage/ are messages, each labelled as an emergency or with its topic. The reporting set was written
by somebody who knew neither the rules nor the tuning set, and nothing was changed for its sake. When its misses
have been read it belongs to the tuning set, and somebody else writes another.
"""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.config import PROJECT_ROOT
from assistant.pages import read_content
from assistant.triage import Urgency, triage
from assistant.triage_frames import FRAME_PHRASES
from assistant.triage_likelihood import WEIGHTS_FILE
from assistant.triage_words import DANGER_PHRASES
from scripts.train_triage import train, training_messages

SETS = Path(__file__).parent / "triage"
# As measured. A banner above a question of safety is counted as a false one, though it may be welcome.
MEASURED = {
    "tune": {"recall": 1.0000, "card recall": 0.9971, "false cards": 0.0155, "false banners": 0.1039},
    "report": {"recall": 0.9800, "card recall": 0.9466, "false cards": 0.0133, "false banners": 0.0867},
}
SLACK = 0.01

OWN_EMERGENCIES = [
    "I'm diabetic and feel shaky and confused on the boat",
    "he has a collapsed lung at the surface",
    "my buddy is unresponsive on the boat",
    "diver unresponsive on the surface",
    "my wife is unresponsive to my touch",
    "two advanced open water divers have not surfaced",
    "my daughter is 12, she vomits and is pale",
    "last dive was an hour ago and my shoulder hurts",
    "kaibigan ko hindi humihinga",
    "мой друг не дышит после погружения",
    "I don't want to live anymore",
    "I no longer want to live",
    "I wish I was dead",
    "I was left behind by the boat",
    "My computer is in deco violation and I'm itchy",
    "Can I recompress in water, my arm is numb",
    "I surfaced ten minutes ago and my left arm has gone numb",
    "I can't feel my legs after the second dive today",
    "I have chest pain and I'm coughing up blood since the dive",
    "I came up too fast from 25 m and now I am dizzy and my vision is blurry",
    "A stonefish stung my foot just now and the pain is unbearable",
    "I think I have the bends",
    "I shot up to the surface and now my shoulder hurts badly",
    "A propeller cut my leg and it won't stop bleeding",
    "I got stung by a box jellyfish and my throat is swelling",
    "I dived this morning and since lunch I can't walk straight",
    "I ran out of air, did an emergency ascent and now I'm coughing pink froth",
    "I'm drifting away from the boat, please call the coast guard",
    "My fingers have been tingling since I surfaced an hour ago and it is getting worse",
    "Can I fly tonight? My fingers are tingling since the dive",
]
OTHERS_EMERGENCIES = [
    "We are doing chest compressions on my buddy",
    "We started CPR on a diver",
    "My buddy is unconscious on the deck",
    "My wife is not breathing, we just pulled her out of the water",
    "The other diver never came up",
    "We have lost a diver, he has been under for twenty minutes",
    "Our instructor had a seizure on the boat",
    "A student is foaming at the mouth after surfacing",
    "My friend is confused and slurring his words after the dive",
    "A man is drowning at the jetty right now",
    "My son swallowed a lot of water and his lips are blue",
    "A guest was bitten by a shark and there is blood everywhere",
    "The girl from our group was stung by a jellyfish and cannot breathe",
    "Our divemaster collapsed after the dive and does not answer",
    "We're on the boat and my dad just keeled over",
    "My husband says he can't move his legs since the dive",
    "How do I do CPR, he is not breathing",
]
TYPOS = [
    "my buddy is unconcious",
    "he is not breathng",
    "shes unresponsve after the dive",
    "my freind is bleding badly",
    "diver misssing",
    "my budy had a siezure",
    "heeelp my husband is drowing",
    "cant breath after dive",
]
TELEGRAPHIC = [
    "diver down not breathing",
    "Emergency!",
    "SOS",
    "mayday mayday",
    "diver missing 20 min",
    "no pulse",
    "buddy passed out after dive, need help now",
    "chest pain after ascent",
    "numb legs after dive",
]
OTHER_LANGUAGES = [
    "Mi amigo no respira",
    "Mi novia está inconsciente después de la inmersión",
    "No siento las piernas después de bucear",
    "Falta un buzo, no ha subido",
    "Mon ami ne respire plus",
    "Ma femme est inconsciente après la plongée",
    "Je ne sens plus mes jambes après la plongée",
    "Un plongeur a disparu",
    "Mein Freund atmet nicht",
    "Meine Frau ist nach dem Tauchgang bewusstlos",
    "Ich spüre meine Beine nicht mehr nach dem Tauchgang",
    "Ein Taucher wird vermisst",
    "Kawan saya pengsan selepas menyelam",
    "Kawan saya tidak bernafas",
    "Saya tak dapat rasa kaki selepas menyelam",
    "Tolong, seorang penyelam hilang",
    "我的朋友昏迷了",
    "我的潜伴没有呼吸了",
    "潜水后我的腿麻了",
    "有个潜水员失踪了",
    "友達が意識不明です",
    "友達が息をしていません",
    "潜水後に足がしびれています",
    "ダイバーが行方不明です",
]
EDUCATION = [
    "What are the symptoms of DCS?",
    "What is decompression sickness?",
    "How does an air embolism happen?",
    "How do I treat a jellyfish sting?",
    "Why do divers get nitrogen narcosis?",
    "What should I do if my buddy runs out of air?",
    "What should I do if a diver is unconscious?",
    "How do you rescue a panicking diver?",
    "What is the difference between DCS and an air embolism?",
    "Can you get the bends from snorkelling?",
    "Explain the signs of oxygen toxicity",
    "How do I recognise the symptoms of a stroke in myself?",
    "Which symptoms tell me that I have the bends?",
    "What are the symptoms of DCS that I should watch for in my buddy?",
    "How many divers die each year?",
    "¿Cuáles son los síntomas de la enfermedad descompresiva?",
    "Quels sont les symptômes de la maladie de décompression ?",
    "Was sind die Symptome der Dekompressionskrankheit?",
    "Apakah gejala penyakit dekompresi?",
    "减压病的症状是什么？",
    "減圧症の症状は何ですか？",
    "Pourquoi ne pas remonter trop vite ?",
    "Warum nicht zu schnell aufsteigen?",
]
PLANS = [
    "Where is the nearest recompression chamber to Tioman?",
    "We plan to dive Sipadan in June, is it safe for beginners?",
    "Should I buy dive insurance before my trip?",
    "Is it safe to dive with a cold?",
    "I want to take the rescue diver course, what do we learn about unconscious divers?",
    "I am afraid of drowning, can I still learn to dive?",
    "Ich habe Angst vor dem Ertrinken, kann ich tauchen lernen?",
    "J'ai peur de me noyer, puis-je apprendre à plonger ?",
    "Can I fly home the day after my last dive?",
    "Do I need a first aid kit on a liveaboard?",
    "The dive shop does not answer my emails",
    "I missed the ferry, when does the next one leave?",
    "No quiero vivir en Bali, solo bucear",
    "I don't want to live on a boat, which resort is best?",
]
FIGURES_OF_SPEECH = [
    "I'm dying to dive Sipadan",
    "That reef took my breath away",
    "I nearly died laughing at the briefing",
    "I am drowning in paperwork for the course",
    "The visibility was to die for",
    "I was blown away by the mantas",
    "My phone died on the boat",
    "My camera flooded and is dead",
    "My dive computer is dead, can I rent one?",
    "I lost my mask at the house reef",
]
OLD_HISTORY = [
    "I had DCS in 2015, can I dive again?",
    "Five years ago I passed out on a boat, may I take the course?",
    "My father had a heart attack ten years ago, he wants to snorkel",
    "I was stung by a jellyfish last year, are there many at Tioman?",
    "As a child I nearly drowned, is a try dive a good idea?",
    "My buddy got bent two years ago and dives again",
    "I had ear surgery last year, may I dive?",
    "I used to have seizures as a kid, can I learn to dive?",
]
SOME_WORDS = sorted({*" ".join(OWN_EMERGENCIES + EDUCATION + OLD_HISTORY).split(), ".", ",", "?", "!"})


@cache
def rates(name):
    """What share of the emergencies and of the other messages of a set get the card, or the banner."""
    messages = json.loads((SETS / f"{name}.json").read_text())
    urgent = [triage(message["text"]) for message in messages if message["label"] == "emergency"]
    harmless = [triage(message["text"]) for message in messages if message["label"] != "emergency"]
    return {
        "recall": 1 - urgent.count(Urgency.NONE) / len(urgent),
        "card recall": urgent.count(Urgency.EMERGENCY) / len(urgent),
        "false cards": harmless.count(Urgency.EMERGENCY) / len(harmless),
        "false banners": harmless.count(Urgency.CAUTION) / len(harmless),
    }


@pytest.mark.no_cover  # thousands of messages
@pytest.mark.parametrize("name", MEASURED)
def test_emergencies_are_found_as_often_as_measured(name):
    expected = MEASURED[name]

    found = rates(name)

    assert found["recall"] >= expected["recall"] - SLACK, f"{found}, measured before: {expected}"
    assert found["card recall"] >= expected["card recall"] - SLACK, f"{found}, measured before: {expected}"


@pytest.mark.no_cover
@pytest.mark.parametrize("name", MEASURED)
def test_nobody_is_alarmed_for_nothing_more_often_than_measured(name):
    expected = MEASURED[name]

    found = rates(name)

    assert found["false cards"] <= expected["false cards"] + SLACK, f"{found}, measured before: {expected}"
    assert found["false banners"] <= expected["false banners"] + SLACK, (
        f"{found}, measured before: {expected}"
    )


def test_what_divers_tell_of_themselves_seldom_alarms():
    """ "My son is 10": told so that an answer may fit. Trained on, and so not reported."""
    told = json.loads((SETS / "statements.json").read_text("utf-8"))
    found = {one["text"]: triage(one["text"]) for one in told if one["label"] != "emergency"}
    missed = [
        one["text"] for one in told if one["label"] == "emergency" and triage(one["text"]) < Urgency.EMERGENCY
    ]

    cards = [text for text, urgency in found.items() if urgency is Urgency.EMERGENCY]
    banners = [text for text, urgency in found.items() if urgency is Urgency.CAUTION]

    assert missed == []
    assert len(cards) <= 0.04 * len(found), cards
    assert len(banners) <= 0.12 * len(found), banners


def test_what_somebody_is_hides_nothing_that_is_wrong_with_them():
    """An age, a level or an illness beside a sign of an emergency. 150 of the 1,800 are trained on, and left
    out here."""
    who = ["my buddy", "my son", "my wife", "my husband", "he", "she", "my friend", "a guest on our boat"]
    traits = ["is an advanced diver", "is diabetic", "has asthma", "is 12", "is pregnant", "is a divemaster"]
    signs = [
        "has not surfaced",
        "is sweating and pale",
        "is vomiting since the dive",
        "needs help right now",
        "has blood coming out of the ear",
        "is bleeding badly",
        "feels numb after the dive",
        "can't breathe properly",
        "passed out on the boat",
        "is confused after the dive",
    ]
    trained = {message["text"] for message in training_messages()}
    messages = {f"{one} {trait} and {sign}" for one in who for trait in traits for sign in signs} - trained

    urgencies = [triage(message) for message in messages]

    assert len(messages) > 400
    assert urgencies.count(Urgency.EMERGENCY) >= 0.97 * len(messages)
    assert urgencies.count(Urgency.NONE) == 0


@pytest.mark.parametrize("concepts", [DANGER_PHRASES, FRAME_PHRASES])
def test_no_phrase_stands_twice_for_a_concept(concepts):
    twice = {}
    for concept, listed in concepts.items():
        phrases = [" ".join(phrase.split()) for phrase in listed.split(",")]
        twice[concept] = [phrase for phrase in dict.fromkeys(phrases) if phrases.count(phrase) > 1]

    assert {concept: phrases for concept, phrases in twice.items() if phrases} == {}


@pytest.mark.parametrize("message", OWN_EMERGENCIES)
def test_who_is_in_danger_gets_the_card(message):
    assert triage(message) is Urgency.EMERGENCY


@pytest.mark.parametrize("message", OTHERS_EMERGENCIES)
def test_who_tells_of_somebody_in_danger_gets_the_card(message):
    assert triage(message) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "message",
    [
        "Should I go back down to fix the tingling?",
        "How do I get out of this current right now?",
        "My BCD is stuck inflating, I'm shooting up",
        "I'd rather not come back up",
        "He's dead tired after diving and wants to sleep, is that normal?",
        "he is diving in the Blue Hole and is out of air",
        "my wife is diving in the Blue Hole and is in trouble",
        "my dad is diving in the Blue Hole and is sick",
        "he is diving at Sail Rock and is overdue, what do we do?",
        "my son is diving in agony",
    ],
)
def test_a_question_that_sounds_like_more_gets_the_banner_at_least(message):
    assert triage(message) is not Urgency.NONE


@pytest.mark.parametrize("message", TYPOS)
def test_shaking_hands_are_understood(message):
    assert triage(message) is Urgency.EMERGENCY


@pytest.mark.parametrize("message", TELEGRAPHIC)
def test_few_words_are_enough(message):
    assert triage(message) is Urgency.EMERGENCY


@pytest.mark.parametrize("message", OTHER_LANGUAGES)
def test_nobody_needs_english_to_get_the_card(message):
    assert triage(message) is Urgency.EMERGENCY


@pytest.mark.parametrize("message", OWN_EMERGENCIES + OTHERS_EMERGENCIES)
def test_an_emergency_is_found_in_capitals_and_beside_other_matters(message):
    in_company = f"Hello! We are four divers at Tioman. {message}. Where is the nearest hotel?"

    assert triage(message.upper()) is Urgency.EMERGENCY
    assert triage(in_company) is Urgency.EMERGENCY


def test_an_emergency_is_found_at_the_end_of_a_very_long_message():
    assert triage("Hello there. " * 100 + "My buddy is unconscious") is Urgency.EMERGENCY


@pytest.mark.parametrize("message", EDUCATION)
def test_a_question_of_theory_is_no_emergency(message):
    assert triage(message) is Urgency.NONE


@pytest.mark.parametrize("message", PLANS)
def test_who_plans_is_not_alarmed(message):
    assert triage(message) is Urgency.NONE


@pytest.mark.parametrize("message", FIGURES_OF_SPEECH)
def test_a_figure_of_speech_is_not_taken_at_its_word(message):
    assert triage(message) is Urgency.NONE


@pytest.mark.parametrize(
    "message",
    [
        "My dive buddy lost her logbook",
        "My buddy lost her certification card",
        "A diver lost his computer at the wreck",
    ],
)
def test_to_lose_a_thing_is_not_to_be_lost(message):
    assert triage(message) is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    "message",
    [
        "I only did one shallow no-deco dive, out of the water at 9. My plane goes at 23:00. Long enough?",
        "I had a spontaneous pneumothorax at 19. I'm 30 now and super fit, can I learn to dive?",
        "We did a no-stop dive at a shallow reef this morning, may I fly tonight?",
    ],
)
def test_no_card_stands_between_a_planner_and_the_answer(message):
    assert triage(message) is not Urgency.EMERGENCY


@pytest.mark.parametrize("message", OLD_HISTORY)
def test_what_is_long_over_is_no_emergency(message):
    assert triage(message) is Urgency.NONE


@pytest.mark.parametrize("message", ["", " ", "\n\n", "?!", "🤿", "\x00", "\ud800", "-" * 50])
def test_a_message_that_says_nothing_is_no_emergency(message):
    assert triage(message) is Urgency.NONE


@settings(deadline=None)
@given(st.text())
def test_whatever_is_written_gets_one_of_the_three_answers(message):
    assert triage(message) in Urgency


@settings(deadline=None)
@given(st.lists(st.sampled_from(SOME_WORDS)).map(" ".join))
def test_our_own_words_in_any_order_get_one_of_the_three_answers(message):
    assert triage(message) in Urgency


@pytest.mark.parametrize("who", ["I can't", "he cannot", "she isn't able to", "my buddy can't"])
@pytest.mark.parametrize("how", ["properly", "normally", "deeply", ""])
def test_not_to_breathe_as_one_should_is_an_emergency(who, how):
    assert triage(f"{who} breathe {how}".strip()) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "message",
    [
        "How do I breathe properly with a regulator?",
        "Is breathing underwater hard?",
        "I normally breathe slowly.",
    ],
)
def test_to_ask_how_to_breathe_is_none(message):
    assert triage(message) is Urgency.NONE


def test_the_weights_are_those_that_training_makes():
    """Nobody edits them; after a change of words or messages: python -m scripts.train_triage."""
    trained = train(training_messages())

    # Another machine's arithmetic may differ in the last digit.
    kept = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    assert trained.keys() ^ kept.keys() <= {
        name for name in trained | kept if abs((trained | kept)[name]) < 0.005
    }
    assert all(abs(weight - kept.get(name, 0)) < 0.005 for name, weight in trained.items())


@pytest.mark.parametrize(
    "message",
    [
        "I don't want to come up from the next one. I've got it planned.",
        "everyone would be better off if I stayed down there, I have my gear on right now",
        "I want to die",
        "If I take my own life under water it looks like an accident",
    ],
)
def test_who_means_to_harm_themselves_is_an_emergency_however_calmly_it_is_said(message):
    assert triage(message) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "message",
    [
        "We don't want to come up too fast",
        "Should I take the reg out for a photo?",
        "Would I be better off with nitrox?",
        "I nearly killed myself laughing at the briefing",
    ],
)
def test_words_like_theirs_are_none(message):
    assert triage(message) is Urgency.NONE


@pytest.mark.parametrize(
    "message",
    [
        "my brother is diving in Egypt this week",
        "My husband is diving in Malta today.",
        "my wife is on a boat",
        "our kids are on a liveaboard in the Red Sea right now",
        "my daughter is doing her open water",
    ],
)
def test_who_says_where_somebody_dives_and_no_more_is_in_no_emergency(message):
    assert triage(message) is Urgency.NONE


def test_no_destination_of_the_library_is_an_alarm():
    pages = read_content(PROJECT_ROOT / "content").pages
    names = [page.place.name for page in pages if page.place]

    alarming = [name for name in names if triage(f"My brother is diving in {name} this week")]

    assert (len(names) > 10, alarming) == (True, [])


@pytest.mark.parametrize("place", ["the US", "the Baltic Sea", "the UK", "the sea", "Sharm", "Tioman Island"])
def test_a_place_that_is_known_is_no_alarm(place):
    assert triage(f"My brother is diving in {place} this week") is Urgency.NONE


@pytest.mark.parametrize("place", ["Sail Rock", "Zorblax Reef", "Misool"])
def test_a_place_that_is_not_known_is_no_card(place):
    assert triage(f"My brother is diving at {place} today") is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    "message",
    [
        "my friend is on the boat and he needs oxygen now",
        "my friend is on the boat and is dying",
        "my wife is on the boat and screaming in agony",
        "my husband is out diving and was due back at noon",
        "my son is diving right now and is in trouble",
        "my friend is on the boat and needs a doctor now",
        "my wife is diving today and she went to the surface too fast",
        "my kids are on a boat taking water",
        "my husband is on a boat and fell into the water",
        "my husband is out diving and hasn't returned",
        "my buddy is on a dive and is dead",
        "my wife is diving today, has not come back",
        "my son is diving in egypt now in trouble",
        "he is diving in Bali and is missing",
        "he is diving in Bali and is overdue",
        "she is diving at Sail Rock and is missing",
        "my buddy is diving in the Blue Hole and lost the group",
        "my son is diving in the Blue Hole and panicked",
    ],
)
def test_a_word_more_is_the_emergency_that_it_tells(message):
    assert triage(message) is Urgency.EMERGENCY
