"""A place is known by its name, its slug and its country, as whole words."""

import pytest

from assistant.pages import Destination
from assistant.places import Gazetteer, destination_of

GAZETTEER = Gazetteer(
    [
        Destination("koh-tao", "Koh Tao", "Thailand", "TH", "Southeast Asia"),
        Destination("similan", "Similan Islands", "Thailand", "TH", "Southeast Asia"),
        Destination("malta", "Malta and Gozo", "Malta", "MT", "Europe"),
    ]
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
        ("reefs of Southeast Asia", {"koh-tao", "similan"}),
        ("January in the Maldives?", {"maldives"}),
        ("from Malta to the Maldives", {"malta", "maldives"}),
    ],
)
def test_the_places_of_a_text_are_found(text, slugs):
    assert GAZETTEER.named_in(text) == slugs


def test_a_page_belongs_to_the_destination_whose_folder_it_is_in():
    assert destination_of("destinations/malta/sites/malta-blue-hole.md") == "malta"
    assert destination_of("safety/currents.md") is None
