"""Ages are those of who is asked about, and no depth, no count and nobody else's."""

import pytest

from assistant.ages import ages_in, without_ages

BELOW_12 = set(range(1, 12))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("can kids dive at 8?", {8}),
        ("a 10-year-old and a 12yr old", {10, 12}),
        ("my son is 8, his sister 13", {8, 13}),
        ("kids between 10 and 12", {10, 11, 12}),
        ("My son is 10yo", {10}),
        ("a 12-y-o", {12}),
        ("my son, eight", {8}),
        ("grandson 9", {9}),
        ("our twins are 9", {9}),
        ("She's 11", {11}),
        ("I'm 11, may I dive?", {11}),
        ("my 11 and 1/2 year old", {11}),
        ("My 12 year old went to 14 m", {12}),
        ("How deep may children under 12 go?", BELOW_12),
        ("My daughter is younger than 12", BELOW_12),
        ("She is not yet 10 years old", {9}),
        ("My son turns 12 next month", {11}),
        ("Can my 2 kids dive to 12 m?", set()),
        ("How deep may my 2 sons go, 12 or 18 m?", set()),
        ("My son is in grade 5", set()),
        ("One of my kids dives", set()),
        ("my son has 5 logged dives", set()),
        ("I'm 5 metres down", set()),
        ("I have dived for 10 years", set()),
    ],
)
def test_ages_are_found(text, ages):
    assert ages_in(text) == ages


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("My 12 year old went to 12 m", "My went to 12 m"),
        ("a child aged 10, and 11yo twins", "a child , and twins"),
        ("Is it deep?", "Is it deep?"),
    ],
)
def test_a_text_without_its_ages(text, rest):
    assert " ".join(without_ages(text).split()) == rest
