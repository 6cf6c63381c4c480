"""A dive site that no page knows is not answered with another."""

import pytest

from assistant.site_names import SiteNames

PAGES = [
    ("koh-tao-white-rock", "White Rock is two reefs. The house reef is close, and a steep wall follows."),
    ("similan-elephant-head-rock", "Boulders as large as houses."),
    ("similan-richelieu-rock", "Richelieu Rock has a horseshoe shape."),
    ("great-barrier-reef-ss-yongala", "She was a passenger ship, as the SS Waratah was."),
]
NAMES = SiteNames.of(PAGES)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("How deep is Green Rock?", {"green rock"}),
        ("depth of zorblax reef on koh tao", {"zorblax reef"}),
        ("Is the Zorblax Reef deep?", {"zorblax reef"}),
        ("Jake's Point or White-Rock?", {"jake point"}),
        ("the Rainbow Warrior wreck", {"warrior wreck"}),
        ("How deep is the SS Thistlegorm?", {"ss thistlegorm"}),
        ("hms zorblax depth", {"hms zorblax"}),
        ("Stoney Cove in winter", {"stoney cove"}),
        ("How deep is Lake Attersee?", {"lake attersee"}),
        ("from Koh Zorb to White Rock", {"koh zorb"}),
    ],
)
def test_a_name_that_no_page_uses_is_unknown(text, unknown):
    assert NAMES.unknown_in(text) == unknown


@pytest.mark.parametrize(
    "text",
    [
        "How deep is White Rock?",
        "Our local lake, a cold quarry: which suit?",
        "The Lake is cold. The Reef, too.",
        "Which VHF channel do boats use?",
        "Koh Tao",
        "elephant rock",
        "richeleu rock depth",
        "Is there a house reef?",
        "Is there a scary wall or the nearest wreck?",
        "Are reefs deep? The reef is.",
        "coral wall diving, zorblax reef fish",
        "we did a 45 m wreck",
        "How deep is the SS Yongala? And the ss Waratah, and the uss yongla?",
        "an SS and a MV in the bay",
        "",
    ],
)
def test_what_pages_say_what_is_misspelt_and_what_describes_is_not(text):
    assert NAMES.unknown_in(text) == set()


def test_without_pages_nothing_is_unknown():
    assert SiteNames().unknown_in("How deep is Green Rock?") == set()


def test_only_some_names_of_a_long_message_are_looked_at():
    assert len(NAMES.unknown_in(" ".join(f"at{letter * 3} rock," for letter in "abcdefghij"))) == 5
