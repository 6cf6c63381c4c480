"""Of passages that say similar things, the one that is about the question comes first."""

from dataclasses import replace

import pytest

from assistant.content_words import content_words
from assistant.courses import courses
from assistant.other_subjects import other_subjects
from assistant.places import NO_PLACES, NamedPlaces
from assistant.ranking import (
    CONTACTS_PENALTY,
    GENERAL_PENALTY,
    INTRODUCTION_DOUBT,
    MISSING_DETAIL_PENALTY,
    NAME_WEIGHT,
    OTHER_AGE_PENALTY,
    OTHER_CONDITION_PENALTY,
    OTHER_COURSE_PENALTY,
    OTHER_LIMIT_PENALTY,
    OTHER_PHASE_PENALTY,
    OTHER_PLACE_PENALTY,
    OTHER_SITE_PENALTY,
    OTHER_SUBJECT_PENALTY,
    RARE_COURSE_PENALTY,
    SAME_WORDS_BONUS,
    SILENT_ON_HEALTH_PENALTY,
    STRANGE_NAME_PENALTY,
    Asked,
    ranked,
)
from scripts.evaluate import golden_questions
from tests.assistant.scripted import PASSAGE

KOH_TAO = NamedPlaces(destinations=frozenset({"koh-tao"}))
MALDIVES = NamedPlaces(elsewhere=frozenset({"maldives"}))
OPEN_WATER = replace(PASSAGE, title="Open Water Diver certification", heading="How deep may I go?")
ADVANCED = replace(PASSAGE, title="Advanced Open Water certification", heading="How deep may I go?")


def test_a_qualifier_that_was_not_asked_for_counts_against_a_passage():
    found = ranked(Asked.read("How deep may an Open Water diver go?"), [ADVANCED, OPEN_WATER], 2)

    assert [passage.title for passage in found] == [OPEN_WATER.title, ADVANCED.title]


def test_a_qualifier_that_was_asked_for_counts_for_it():
    found = ranked(Asked.read("How deep may an Advanced Open Water diver go?"), [OPEN_WATER, ADVANCED], 2)

    assert found[0].title == ADVANCED.title


def test_names_do_not_outweigh_what_a_passage_says():
    named = replace(PASSAGE, title="Currents", heading="What is a current?")
    better = replace(PASSAGE, title="Drift", heading="Where to?", score=named.score + NAME_WEIGHT + 0.01)

    assert ranked(Asked.read("current"), [named, better], 1)[0].title == "Drift"


def test_scores_are_in_the_order_of_the_passages():
    found = ranked(
        Asked.read("Open Water diver depth"), [ADVANCED, OPEN_WATER, replace(ADVANCED, score=0.1)], 3
    )

    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def test_passages_that_are_alike_keep_the_order_of_the_search():
    first, second = replace(PASSAGE, content_path="a.md"), replace(PASSAGE, content_path="b.md")

    assert [p.content_path for p in ranked(Asked.read("depth"), [first, second], 2)] == ["a.md", "b.md"]


def test_a_question_of_empty_words_ranks_as_the_search_did():
    assert ranked(Asked.read("what is it?"), [PASSAGE], 5)[0].score == PASSAGE.score


def test_a_section_comes_before_an_introduction_that_is_as_good():
    introduction = replace(PASSAGE, heading="")

    assert ranked(Asked.read("what is it?"), [introduction, PASSAGE], 1)[0].heading == PASSAGE.heading


def test_words_are_compared_without_their_endings():
    assert content_words("Diving with sharks") == content_words("a dive with the shark")


def test_an_answer_about_another_course_comes_after_one_about_the_course_asked_for():
    other = replace(
        PASSAGE, title="Advanced Open Water certification", heading="How old must I be?", score=1.0
    )
    asked_for = replace(PASSAGE, title="Age limits", heading="How old must I be for each course?", score=0.9)

    assert ranked(Asked.read("minimum age for open water"), [other, asked_for], 1)[0].title == "Age limits"


def test_the_longer_name_of_a_course_is_not_the_shorter_one_as_well():
    assert courses("Advanced Open Water, then nitrox") == {"advanced", "nitrox"}


def test_an_answer_about_another_place_comes_last():
    elsewhere = replace(PASSAGE, content_path="destinations/komodo/overview.md", score=1.2)
    anywhere = replace(PASSAGE, content_path="faq/a-day-of-diving.md", score=1.0)

    found = ranked(Asked.read("currents off Koh Tao", KOH_TAO), [elsewhere, anywhere], 2)

    assert [passage.content_path for passage in found] == [anywhere.content_path, elsewhere.content_path]


def test_a_place_without_pages_is_not_answered_with_another_that_does_not_name_it():
    page = replace(PASSAGE, content_path="destinations/moalboal/seasons.md", text="January is dry.")
    asked = Asked.read("Is January good for the Maldives?", MALDIVES)

    (other,) = ranked(asked, [page], 1)
    (names_it,) = ranked(asked, [replace(page, text="January is dry here and in the Maldives.")], 1)

    assert (other.doubt, names_it.doubt) == (OTHER_PLACE_PENALTY, 0)


def test_a_heading_in_the_questions_own_words_is_its_answer():
    avoid = replace(PASSAGE, title="Lost buddy", heading="How do we avoid losing each other?", score=1.08)
    search = replace(PASSAGE, title="Lost buddy", heading="What do I do if I lose my buddy?", score=1.0)

    assert ranked(Asked.read("what should I do if I lose my buddy"), [avoid, search], 1) == [
        replace(search, score=search.score + NAME_WEIGHT * 2 / 3 + SAME_WORDS_BONUS, question_words=8)
    ]


def test_a_mixture_is_nitrox():
    assert courses("How deep may I dive with EANx32?") == courses("EAN36 limits") == {"nitrox"}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How deep may my 11-year-old dive?", "Can my 10 or 11 year old get certified?"),
        ("my daughter is 13, how deep", "What may a 12, 13 or 14 year old do?"),
    ],
)
def test_the_limits_of_another_age_never_come_first(question, first):
    found = [
        replace(PASSAGE, heading="What may a 12, 13 or 14 year old do?", score=1.1),
        replace(PASSAGE, heading="Can my 10 or 11 year old get certified?", score=1.05),
    ]

    assert ranked(Asked.read(question), found, 1)[0].heading == first


def test_the_depth_of_another_site_is_in_doubt():
    tiger = replace(PASSAGE, title="Tiger Reef (Tioman)", doc_type="dive_site")
    elsewhere = NamedPlaces(unknown_sites=frozenset({"zorblax reef"}))

    (other,) = ranked(Asked.read("How deep is Zorblax Reef on Tioman?", elsewhere), [tiger], 1)
    (named,) = ranked(Asked.read("Is Zorblax Reef deeper than Tiger Reef?", elsewhere), [tiger], 1)

    assert (other.doubt, named.doubt) == (OTHER_SITE_PENALTY, 0)


def test_what_holds_everywhere_holds_for_a_place_without_pages():
    asked = Asked.read("Do I need insurance in Norway?", NamedPlaces(elsewhere=frozenset({"norway"})))

    assert ranked(asked, [PASSAGE], 1)[0].doubt == 0


@pytest.mark.parametrize(
    ("question", "doubt"),
    [
        ("How deep is Zorblax Reef on Tioman?", OTHER_SITE_PENALTY),
        ("How warm is the water at Zorblax Reef on Tioman?", 0),
    ],
)
def test_what_holds_for_a_place_says_nothing_on_the_depth_of_a_site(question, doubt):
    visibility = replace(PASSAGE, content_path="destinations/tioman/seasons.md")
    unknown = NamedPlaces(destinations=frozenset({"tioman"}), unknown_sites=frozenset({"zorblax reef"}))

    assert ranked(Asked.read(question, unknown), [visibility], 1)[0].doubt == doubt


def test_the_depth_of_a_name_that_nobody_knows_is_not_that_of_another_site():
    tiger = replace(PASSAGE, title="Tiger Reef (Tioman)", doc_type="dive_site", text="It begins at 5 metres.")

    (other,) = ranked(Asked.read("How deep is the Thistlegorm?"), [tiger], 1)
    (any_site,) = ranked(Asked.read("How deep is the reef?"), [tiger], 1)

    assert (other.doubt, any_site.doubt) == (OTHER_SITE_PENALTY, 0)


def test_nobody_is_shown_the_chambers_of_another_country():
    chambers = replace(
        PASSAGE,
        content_path="safety/emergency-contacts-southeast-asia.md",
        text="Chambers in Malaysia: Lumut.",
    )
    raja_ampat = NamedPlaces(destinations=frozenset({"raja-ampat"}), countries=frozenset({"Indonesia"}))
    sipadan = NamedPlaces(destinations=frozenset({"sipadan"}), countries=frozenset({"Malaysia"}))

    doubts = [
        ranked(Asked.read("nearest chamber?", place), [chambers], 1)[0].doubt
        for place in (raja_ampat, sipadan)
    ]

    assert doubts == [OTHER_PLACE_PENALTY, 0]


def test_the_age_for_another_course_is_in_more_doubt_than_its_description():
    try_dive = replace(PASSAGE, title="Try diving", heading="How old must I be for a try dive?")

    (age,) = ranked(Asked.read("how old must I be for divemaster"), [try_dive], 1)
    (other,) = ranked(Asked.read("what is a divemaster"), [try_dive], 1)

    assert (age.doubt, other.doubt) == (OTHER_LIMIT_PENALTY, OTHER_COURSE_PENALTY)


def test_what_each_place_has_its_own_of_is_not_told_in_general():
    asked = Asked.read("Best month for Norway?", NamedPlaces(elsewhere=frozenset({"norway"})))
    of_norway = replace(PASSAGE, text="In Norway the water is clearest in March.")

    found = ranked(asked, [PASSAGE, of_norway], 2)

    assert {passage.doubt for passage in found} == {GENERAL_PENALTY, 0}


def test_a_passage_without_the_detail_that_is_asked_for_is_in_doubt():
    (found,) = ranked(Asked.read("How heavy is an Open Water diver?"), [PASSAGE], 1)

    assert found.doubt == MISSING_DETAIL_PENALTY


def test_the_name_of_an_unknown_site_does_not_speak_for_another():
    """Of "Shark Point" only "Point" is left, which any site may be called."""
    shark_fin = replace(PASSAGE, title="Shark Fin Reef (Similan Islands)", doc_type="dive_site")
    asked = Asked.read("How deep is Shark Point?", NamedPlaces(unknown_sites=frozenset({"shark point"})))

    assert ranked(asked, [shark_fin], 1)[0].doubt == OTHER_SITE_PENALTY


def test_chambers_are_for_those_who_speak_of_help():
    contacts = replace(PASSAGE, content_path="safety/emergency-contacts.md", heading="Thailand")

    (season,) = ranked(Asked.read("When should I go to Thailand?"), [contacts], 1)
    (chamber,) = ranked(Asked.read("Where is a chamber in Thailand?"), [contacts], 1)

    assert (season.doubt, chamber.doubt) == (CONTACTS_PENALTY, 0)


@pytest.mark.parametrize(
    ("question", "heading", "doubt"),
    [
        ("ear pain during ascent", "What if my ears hurt on descent?", OTHER_PHASE_PENALTY),
        ("ear pain on the way down", "What if my ears hurt on descent?", 0),
        ("ear pain", "What if my ears hurt on descent?", 0),
        ("When may I fly home?", "May I dive after a flight?", OTHER_PHASE_PENALTY),
        ("I landed today, may I dive?", "May I dive after a flight?", 0),
        ("When may I fly home?", "How long before a flight must I stop?", 0),
    ],
)
def test_help_for_the_other_way_is_in_doubt(question, heading, doubt):
    (found,) = ranked(Asked.read(question), [replace(PASSAGE, heading=heading)], 1)

    assert found.doubt == doubt


def test_a_rare_course_is_not_answered_with_a_common_one():
    ages = replace(PASSAGE, title="Depth and age limits", heading="How old must I be for each course?")
    mentioned = replace(ages, text="For cave diving ask a cave diving instructor.")

    found = ranked(Asked.read("minimum age for a cave diver course"), [ages, mentioned], 2)

    assert {passage.doubt for passage in found} == {RARE_COURSE_PENALTY, 0}


@pytest.mark.parametrize(
    "question",
    [
        "How old must I be to go skydiving?",
        "My fish tank is green, how often should I change the water?",
        "How sharp may the bends in a mountain road be?",
        "How long do I wait after a tattoo?",
        "How do I hold my breath for four minutes?",
        "Which ear problems has a saturation diver?",
        "Can I eat fish from spearfishing before flying?",
    ],
)
def test_what_shares_its_words_with_diving_is_answered_only_by_a_page_on_it(question):
    of_diving = replace(PASSAGE, text="Divers wait, hold on to the tank, and mind the bends.")
    of_it = replace(PASSAGE, text=f"This page says: {question}")

    found = ranked(Asked.read(question), [of_diving, of_it], 2)

    assert [passage.doubt for passage in found] == [0, OTHER_SUBJECT_PENALTY]


def test_no_question_that_the_library_answers_is_of_another_subject():
    asked = [question.text for question in golden_questions() if question.relevant]

    assert [text for text in asked if other_subjects(text)] == []
    assert len(asked) > 500


def test_a_name_that_no_page_has_makes_every_passage_doubtful():
    (strange,) = ranked(Asked.read("where is Ketut", strange_names=frozenset({"ketut"})), [PASSAGE], 1)

    assert strange.doubt == STRANGE_NAME_PENALTY


@pytest.mark.parametrize("question", ["can I snorkel?", "is snorkelling allowed", "I want to snorkel"])
def test_who_wants_to_snorkel_does_not_ask_for_the_snorkel(question):
    gear = replace(PASSAGE, heading="Do I need a snorkel for scuba diving?")
    activity = replace(PASSAGE, heading="Can non-swimmers go snorkelling?")

    doubts = [ranked(Asked.read(question), [one], 1)[0].doubt for one in (gear, activity)]

    assert doubts == [OTHER_SUBJECT_PENALTY, 0]
    assert ranked(Asked.read("do I need a snorkel?"), [gear], 1)[0].doubt == 0


def test_a_site_that_tells_no_month_is_no_answer_to_when():
    depth = replace(PASSAGE, doc_type="dive_site", title="Tiger Reef (Tioman)", heading="How deep is it?")
    tiger = NamedPlaces(sites=frozenset({"open-water"}))
    asked = Asked.read("When is the best time for Tiger Reef?", tiger)

    doubts = [
        ranked(asked, [one], 1)[0].doubt
        for one in (depth, replace(depth, text="It is calm in May."), replace(depth, doc_type="faq"))
    ]

    assert doubts == [MISSING_DETAIL_PENALTY, 0, 0]


def test_one_word_of_a_sites_name_is_not_enough_beside_a_site_that_nobody_knows():
    pit = replace(PASSAGE, title="Shark Pit (Mauritius)", doc_type="dive_site", content_path="x/shark-pit.md")
    unknown = NamedPlaces(unknown_sites=frozenset({"protea banks"}))

    (other,) = ranked(Asked.read("level for the shark dives at Protea Banks", unknown), [pit], 1)

    assert other.doubt >= OTHER_SITE_PENALTY


def test_words_said_again_and_again_make_no_question_longer():
    (found,) = ranked(Asked.read("bread? . . . bread bread"), [PASSAGE], 1)

    assert found.question_words == 1


def test_divers_words_are_no_other_subjects():
    for question in [
        "My dog bit me, can I dive with the wound?",
        "How big does a parrot fish or a cat shark get?",
        "I fell off a horse and broke a rib, can I dive?",
        "Can I heat the water for a stonefish sting in a kettle?",
        "May I keep my insulin in the fridge of the boat?",
        "I crashed my bicycle and broke my collarbone",
        "Which wreck has motorbikes and tractors in it?",
        "I'm a ski instructor with asthma, can I dive?",
        "Is gym training after diving dangerous?",
        "Does the plane wreck still have its engine?",
        "Is there a bus to the harbour, or must I rent a car?",
        "How much air is in the tank?",
        "Do I need a wetsuit and a mask?",
        "Everybody touches the turtles on instagram, may I?",
        "Are there life rafts on the boat?",
        "Can I surface without a safety stop?",
        "I had the bends on my last trip",
        "My face mask fogs up",
        "Where can I park my car at Tulamben?",
        "Can I kayak to the dive site?",
        "Is there a U-boat wreck to dive?",
        "Open Water skills list",
        "How much is left in the gas tank at 50 bar?",
        "Does my latex neck seal leak on a drysuit?",
    ]:
        assert not other_subjects(question), question


def test_what_introduces_a_site_answers_what_it_is_and_little_else():
    introduction = replace(PASSAGE, doc_type="dive_site", heading="")

    (counted,) = ranked(Asked.read("were there cabins"), [introduction], 1)
    (told,) = ranked(Asked.read("tell me about it"), [introduction], 1)

    assert counted.doubt >= INTRODUCTION_DOUBT
    assert told.doubt == 0


def test_a_number_of_dives_is_no_childs_age():
    page = replace(PASSAGE, heading="What may a 12, 13 or 14 year old do?")

    (of_dives,) = ranked(Asked.read("I have 12 dives, what about me?"), [page], 1)
    (of_a_child,) = ranked(Asked.read("What may my 12 year old do?"), [page], 1)

    assert (of_dives.doubt, of_a_child.doubt) == (OTHER_AGE_PENALTY, 0)


def test_who_had_an_illness_is_not_answered_with_a_page_that_is_silent_on_health():
    page = replace(PASSAGE, title="Refresher", heading="Must I do the course again?", text="No, refresh it.")
    asked = Asked.read("I had a stroke ten years ago, can I dive?")

    (silent,) = ranked(asked, [page], 1)
    after_dcs = replace(page, heading="Can I dive after DCS?", text="A physician decides.")
    (on_another,) = ranked(asked, [after_dcs], 1)
    (in_general,) = ranked(asked, [replace(page, text="Ask a doctor.")], 1)
    (speaks,) = ranked(asked, [replace(page, text="The form asks for strokes; a doctor decides.")], 1)

    assert (silent.doubt, on_another.doubt) == (SILENT_ON_HEALTH_PENALTY, OTHER_CONDITION_PENALTY)
    assert (in_general.doubt, speaks.doubt) == (0, 0)


def test_sinusitis_is_of_the_sinus():
    page = replace(PASSAGE, heading="Sinus problems", text="Ask an ear doctor.")

    assert ranked(Asked.read("Can I dive with sinusitis?"), [page], 1)[0].doubt == 0


def test_the_season_of_a_site_is_not_that_of_another_place():
    season = replace(PASSAGE, content_path="destinations/fiji/seasons.md", title="When to dive")
    asked = Asked.read("is June good for it?", replace(NO_PLACES, sites=frozenset({"palau-blue-corner"})))

    (other,) = ranked(asked, [season], 1)
    (own,) = ranked(asked, [replace(season, content_path="destinations/palau/seasons.md")], 1)

    assert (other.doubt, own.doubt) == (OTHER_PLACE_PENALTY, 0)
