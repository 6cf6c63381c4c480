"""The card says what to do and whom to call, and every number on it was given to it.

All contacts here are made up: a wrong number in a test must not look like a right one.
"""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.config import PROJECT_ROOT
from assistant.elsewhere import NAMES_OF_COUNTRIES
from assistant.emergency import EmergencyCard
from assistant.pages import Contact, read_content
from assistant.triage import Urgency, triage

OWN_DIGITS = "100 %"


def contact(area, countries, phone, note=None):
    return Contact(area, countries, "Rescue", phone, note, "A made-up page", date(2026, 11, 20))


WORLD = contact("Worldwide", ("*",), "+00 111", "Day and night.")
MALAYSIA = contact("Malaysia", ("MY",), "222")
AUSTRALIA = contact("Australia", ("AU",), "333", "From inside Australia.")
ISLES = contact("The Isles", ("GB", "IE"), "444")
CONTACTS = (MALAYSIA, WORLD, AUSTRALIA, ISLES)
PLACES = {"Tioman": "MY", "Pulau Redang": "my", "Cairns": "AU"}

WORLD_LINE = "- Rescue, Worldwide: +00 111 (Day and night)"
MALAYSIA_LINE = "- Rescue, Malaysia: 222"
AUSTRALIA_LINE = "- Rescue, Australia: 333 (From inside Australia)"
ISLES_LINE = "- Rescue, The Isles: 444"

MISSING_STEP = "mark the place where the diver was last seen"
BLEEDING_STEP = "press on it firmly with a clean cloth"
STING_STEP = "do not cut, suck or rub the wound"


@pytest.fixture
def card():
    return EmergencyCard(CONTACTS, places=PLACES)


def numbers(text):
    """The lines under "Numbers:"."""
    for part in text.split("\n\n"):
        title, *lines = part.split("\n")
        if title == "Numbers:":
            return lines
    return []


def steps(text):
    return {step for step in (MISSING_STEP, BLEEDING_STEP, STING_STEP) if step in text}


@settings(deadline=None)
@given(
    message=st.text()
    | st.sampled_from(["Call 999 or 112! I am at Tioman, 35 m, +1 555 0100", "紧急 120", "救急 119"]),
    country=st.none() | st.sampled_from(["MY", "AU", "ZZ", "911"]),
)
def test_every_digit_on_the_card_was_given_to_it(message, country):
    text = EmergencyCard(CONTACTS, places=PLACES).text(country, message)

    given_digits = {run for known in CONTACTS for run in re.findall(r"\d+", known.phone)}
    assert set(re.findall(r"\d+", text.replace(OWN_DIGITS, ""))) <= given_digits


def test_the_banner_has_no_number(card):
    assert not re.search(r"\d", card.banner())


def test_the_country_of_the_session_comes_before_the_world(card):
    assert numbers(card.text("MY")) == [MALAYSIA_LINE, WORLD_LINE]


def test_a_country_may_be_written_in_small_letters(card):
    assert card.text("my") == card.text("MY")


def test_a_contact_may_be_for_several_countries(card):
    assert numbers(card.text("IE")) == numbers(card.text("GB")) == [ISLES_LINE, WORLD_LINE]


@pytest.mark.parametrize("message", ["He is unconscious, we are at TIOMAN!", "pulau redang, diver missing"])
def test_a_place_named_in_the_message_comes_before_the_country_of_the_session(card, message):
    assert numbers(card.text("AU", message)) == [MALAYSIA_LINE, WORLD_LINE]


def test_a_place_is_found_only_as_whole_words(card):
    assert numbers(card.text("AU", "My buddy Tiomanson is unconscious")) == [AUSTRALIA_LINE, WORLD_LINE]


@pytest.mark.parametrize(
    ("message", "codes"),
    [
        ("she is unconscious in Dahab", {"EG"}),
        ("Unconscious diver at Koh Phi Phi, Thailand!", {"TH"}),
        ("my buddy Jordan is not breathing", set()),
        ("We are in Jordan, my buddy is not breathing", {"JO"}),
        ("¡Socorro! mi amigo no respira", set()),
        ("He is from Germany and unconscious", set()),
        ("I'm from the UK, my wife was bitten in Egypt", {"EG"}),
        ("we are both from Spain, calling from Dahab, he can't breathe", {"EG"}),
        ("I am calling from Malta", {"MT"}),
    ],
)
def test_a_country_is_told_by_the_names_of_its_diving_areas(message, codes):
    contacts = [contact(code, (code,), f"1{number}") for number, code in enumerate(NAMES_OF_COUNTRIES)]
    places = {name: code for code, names in NAMES_OF_COUNTRIES.items() for name in names.split(",")}

    found = numbers(EmergencyCard(contacts, places=places).text(None, message))

    assert {line.partition(", ")[2].partition(":")[0] for line in found} == codes


def test_the_card_can_be_asked_for_every_country_that_has_a_reviewed_number():
    pages = read_content(PROJECT_ROOT / "content").pages

    reviewed = {code for page in pages for known in page.contacts for code in known.countries}

    assert reviewed - {"*"} == NAMES_OF_COUNTRIES.keys()


@pytest.mark.parametrize("country", [None, "", "ZZ"])
def test_without_a_known_country_the_world_comes_first_and_then_what_helps_in_most_countries(card, country):
    """The number of one country would be dialled in another."""
    assert numbers(card.text(country)) == [WORLD_LINE, ISLES_LINE]


@pytest.mark.parametrize(("country", "is_asked"), [(None, True), ("", True), ("MY", False), ("ZZ", False)])
def test_who_said_no_place_is_asked_for_it_below_the_numbers(card, country, is_asked):
    asked = "Tell me the country or the island, and I name the numbers that I know there."

    assert (f"\n\n{asked}\n\n" in card.text(country)) is is_asked


def test_nobody_has_to_read_more_than_eight_numbers():
    many = EmergencyCard(contact(f"Region {n}", ("XX", "YY"), str(n)) for n in range(50))

    assert len(numbers(many.text("XX"))) == len(numbers(many.text())) == 8


def test_without_contacts_the_steps_are_still_told():
    text = EmergencyCard().text("MY", "My buddy is unconscious at Tioman")

    assert numbers(text) == []
    assert "Numbers:" not in text
    assert "Call the local emergency services or the coast guard NOW." in text
    assert "start CPR if you are trained" in text


def test_the_call_stands_above_the_numbers_and_these_above_the_first_aid(card):
    text = card.text("MY")

    order = [text.index(part) for part in ("EMERGENCY", "Call the local", MALAYSIA_LINE, "Until help comes:")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("message", "special"),
    [
        ("A diver is missing", {MISSING_STEP}),
        ("The other diver never came up", {MISSING_STEP}),
        ("My leg won't stop bleeding", {BLEEDING_STEP}),
        ("I was stung by a stonefish and the pain is unbearable", {STING_STEP}),
        ("One diver has not come up and another is bleeding badly", {MISSING_STEP, BLEEDING_STEP}),
        ("My arm is numb after the dive", set()),
        ("", set()),
    ],
)
def test_the_missing_the_bleeding_and_the_stung_get_steps_of_their_own(card, message, special):
    assert steps(card.text(message=message)) == special


def test_first_the_missing_diver_is_looked_for_and_then_helped(card):
    text = card.text(message="A diver is missing")

    assert text.index(MISSING_STEP) < text.index("When the diver is found:") < text.index("start CPR")


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("Mi amigo no respira", "¿Emergencia? Llame ahora mismo a los servicios de emergencia locales."),
        ("Mon ami ne respire plus", "Urgence ? Appelez tout de suite les secours locaux."),
        ("Mein Freund atmet nicht", "Notfall? Rufen Sie sofort den örtlichen Notruf an."),
        ("Kawan saya pengsan, tolong", "Kecemasan? Hubungi perkhidmatan kecemasan tempatan sekarang."),
        ("我的朋友昏迷了", "紧急情况？请立即拨打当地急救电话。"),
        ("友達が意識不明です", "緊急ですか？今すぐ現地の救急に電話してください。"),
    ],
)
def test_one_line_is_in_the_language_of_the_message(card, message, line):
    text = card.text(message=message)

    assert triage(message) is Urgency.EMERGENCY
    assert text.split("\n")[1] == line


def test_an_english_message_needs_no_such_line(card):
    assert card.text(message="My arm is numb after the dive") == card.text()


def test_the_same_message_always_gets_the_same_card(card):
    message = "Falta un buzo en Tioman, no ha subido"

    first = card.text("AU", message)

    assert card.text("AU", message) == first
    assert EmergencyCard(CONTACTS, places=PLACES).text("AU", message) == first


def test_who_means_to_harm_themselves_is_told_not_to_stay_alone(card):
    text = card.text("MY", "I don't want to come up from the next one")

    assert "do not stay alone with it" in text
    assert numbers(text) == [MALAYSIA_LINE, WORLD_LINE]
