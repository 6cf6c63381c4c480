"""A place is known by its name, its slug and its country, as whole words."""

import pytest

from assistant.pages import Destination
from assistant.places import Gazetteer, destination_of
from assistant.site_names import SiteNames

GAZETTEER = Gazetteer(
    [
        Destination("bali", "Bali", "Indonesia", "ID", "Southeast Asia"),
        Destination("koh-tao", "Koh Tao", "Thailand", "TH", "Southeast Asia"),
        Destination("similan", "Similan Islands", "Thailand", "TH", "Southeast Asia"),
        Destination("malta", "Malta and Gozo", "Malta", "MT", "Europe"),
    ],
    {
        "bali-usat-liberty": "USAT Liberty (Tulamben, Bali)",
        "bali-manta-point": "Manta Point (Nusa Penida, Bali)",
        "koh-tao-twins": "Twins (Koh Tao)",
        "malta-blue-hole": "Blue Hole (Gozo)",
    },
    SiteNames.of([("malta-blue-hole", ""), ("bali-manta-point", "")]),
)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Is KOH TAO good in November?", {"koh-tao"}),
        ("koh-tao sites", {"koh-tao"}),
        ("diving in Thailand", {"koh-tao", "similan"}),
        ("wrecks off Gozo", {"malta"}),
        ("Maltab and Thailanders", set()),
        ("Where is it warm?", set()),
        ("reefs of Southeast Asia", {"bali", "koh-tao", "similan"}),
        ("January in the Maldives?", {"maldives"}),
        ("from Malta to the Maldives", {"malta", "maldives"}),
        ("Is the Liberty deep?", {"bali-usat-liberty"}),
        ("What is in Tulamben?", {"bali"}),
        ("blue hole, Gozo", {"malta-blue-hole", "malta"}),
        ("How deep is Twins?", {"koh-tao-twins"}),
        ("the Twins of koh tao", {"koh-tao-twins", "koh-tao"}),
        ("is the liberty wreck deep", {"bali-usat-liberty"}),
        ("Our twins want to dive in Koh Tao", {"koh-tao"}),
        ("May my twins dive at ten?", set()),
        ("Twins of ten want to dive", set()),
    ],
)
def test_the_places_of_a_text_are_found(text, slugs):
    named = GAZETTEER.named_in(text)

    assert named.destinations | named.elsewhere | named.sites == slugs


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("How deep is the Liberty off Koh Tao?", "how deep is the off"),
        ("Zorblax Hole in the Maldives", "in the"),
        ("Is it warm?", "is it warm"),
    ],
)
def test_a_question_without_its_places(text, rest):
    assert " ".join(GAZETTEER.without_places(text).split()) == rest


def test_what_nobody_knows_is_elsewhere_where_a_place_is_named():
    there = GAZETTEER.named_in("the Liberty in Zorblaxia", unheard_of={"zorblaxia"})
    person = GAZETTEER.named_in("I am Zorblax, how deep is the Liberty?", unheard_of={"zorblax"})

    assert (there.sites, there.elsewhere, there.unknown_sites) == (set(), {"zorblaxia"}, {"liberty"})
    assert (person.sites, person.unknown) == ({"bali-usat-liberty"}, set())


def test_sites_of_a_place_can_be_kept():
    text = "Manta Point in Bali or the Blue Hole?"

    kept = GAZETTEER.without_places(text, but_for_sites_of={"bali"})

    assert kept.split() == ["manta", "point", "in", "or", "the"]


@pytest.mark.parametrize("text", ["Is there a blue hole in the Maldives?", "the blue hole of Bali"])
def test_a_site_is_not_the_one_of_that_name_elsewhere(text):
    named = GAZETTEER.named_in(text)

    assert (named.sites, named.unknown_sites) == (frozenset(), {"blue hole"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thailand in May", ["Koh Tao", "Similan Islands"]),
        ("Koh Tao, Thailand", ["Similan Islands"]),
        ("Malta in May", []),
        ("Is it warm?", []),
    ],
)
def test_the_destinations_of_a_country_are_called_by_their_names(text, names):
    assert GAZETTEER.names_of_destinations(text) == names


def test_a_page_belongs_to_the_destination_whose_folder_it_is_in():
    assert destination_of("destinations/malta/sites/malta-blue-hole.md") == "malta"
    assert destination_of("safety/currents.md") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Manta Point or the Liberty?", ["manta point", "liberty"]),
        ("the Liberty or Manta Point, in Bali", ["liberty", "manta point"]),
        ("Bali or Koh Tao?", ["bali", "koh tao"]),
        ("Bali, Indonesia", ["bali"]),
        ("USAT Liberty in Tulamben, Bali, Indonesia", ["usat liberty"]),
        ("Manta Point (Bali) or Koh Tao", ["manta point", "koh tao"]),
        ("How deep is it?", []),
    ],
)
def test_what_a_choice_is_between(text, names):
    assert GAZETTEER.alternatives_in(text) == names


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("When is the Liberty best?", ["Bali"]),
        ("When is the Liberty, Bali, best?", []),
        ("the Liberty or Twins?", ["Bali", "Koh Tao"]),
        ("When is Bali best?", []),
    ],
)
def test_where_a_site_is(text, around):
    assert list(GAZETTEER.names_around_sites(text)) == around


def test_a_longer_name_is_of_another_site():
    named = GAZETTEER.named_in("Is the Great Blue Hole deep?")

    assert (named.sites, named.unknown_sites) == (frozenset(), {"great blue hole"})
