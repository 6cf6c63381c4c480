"""Puts passages into the order in which they answer a question.

The library scores words and meaning, and neither sees what a heading adds: "How deep may an Open Water diver
go?" finds "advanced open water" as well. Names say what a passage is about, so what they share with the
question counts for it, and what they add of their own - advanced, junior, deep - against it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Self

from assistant.ages import ages_in, covers
from assistant.conditions import CONDITIONS, conditions_in
from assistant.content_words import content_words
from assistant.courses import RARE_COURSES, courses
from assistant.details import asks_for_season, lacks_detail, tells_season
from assistant.lexicon import words
from assistant.library import Passage
from assistant.other_subjects import other_subjects
from assistant.pages import EMERGENCY_CONTACTS_PATH
from assistant.persons import CHILD
from assistant.phases import Phase, flies_before_diving, phase_of
from assistant.places import NO_PLACES, NamedPlaces, destination_of, destinations_of_site, spaced
from assistant.precautions import asks_whether
from assistant.site_names import FEATURES
from assistant.site_questions import asks_about_fit
from assistant.subjects import ATTRIBUTES
from assistant.thesaurus import in_the_librarys_words

# Both fitted on the tuning half of tests/assistant/golden; see scripts/evaluate.
NAME_WEIGHT = 0.1
INTRODUCTION_PENALTY = 0.1
# What introduces a site says what it is, and seldom what was asked of it.
INTRODUCTION_DOUBT = 0.3
# These cost nothing in the figures. A heading in the question's own words is its answer, and a diver who
# asks about one course must not be answered about another.
SAME_WORDS_BONUS = 0.1
OTHER_COURSE_PENALTY = 0.15
RARE_COURSE_PENALTY = 0.4
# Sky diving, fish tanks, and what else shares its words with the library.
OTHER_SUBJECT_PENALTY = 0.4
# The age or the depth of another course, shown first, would be taken for the one that was asked for.
OTHER_LIMIT_PENALTY = 0.35
OTHER_PLACE_PENALTY = 0.3
OTHER_SITE_PENALTY = 0.5
# The limit of another age, shown first, could be taken for the child's own.
OTHER_AGE_PENALTY = 0.3
# A passage on the way down for a question on the way up, on a dive after a flight for who wants to fly home.
OTHER_PHASE_PENALTY = 0.3
# Of Ketut the guide and of Stoney Cove no page tells; fitted on tests/assistant/golden.
STRANGE_NAME_PENALTY = 0.12
# Who asks when to go to Thailand is not looking for a chamber there.
CONTACTS_PENALTY = 0.3
# A refresher is no answer to who had a stroke ten years ago.
SILENT_ON_HEALTH_PENALTY = 0.3
# Nor is decompression sickness.
OTHER_CONDITION_PENALTY = 0.25
# A page on ferries for who asks what time they leave; fitted on tests/assistant/golden.
MISSING_DETAIL_PENALTY = 0.4
# Seasons in general, for who asks about those of a place or a site that the library does not know.
GENERAL_PENALTY = 0.15
# Passages that are looked at for each one that is wanted.
DEPTH = 3

_SITE_FEATURES = content_words(" ".join(FEATURES))
_LIMITS = content_words("old age ages depth deep deeper minimum maximum limit")
# Of a place they say nothing on one of its sites.
_OWN_OF_A_SITE = content_words("deep deeper depth shallow metres level certification beginners")

_ASKS_WHAT_IT_IS = re.compile(
    r"\b(?:tell me|about|describe|describes?|what(?:'s| is| are| was| sort| kind)|where|why|famous|special"
    r"|worth|sink|sank|sunk|wrecked|history|story)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_SPEAKS_OF_HEALTH = re.compile(
    rf"{CONDITIONS.pattern}|\b(?:doctors?|physicians?|medical\w*|fitness|ears?|sinus\w*|heart|lungs?)\b",
    re.IGNORECASE,
)
_GOES_SNORKELLING = re.compile(
    r"\b(?:can|may|could|should|to|and|or|i|we|he|she|just|only) snorkel\b|\bsnorkell?(?:ing|ed)\b",
    re.IGNORECASE,
)
_THE_SNORKEL = re.compile(r"\b(?:an?|the|my) snorkel\b|\bsnorkel masks?\b", re.IGNORECASE)
_BEGINNING_LETTERS = 4
_OF_ANY_CONDITION = content_words("problem problems condition disease doctor")
_DEPTH_OF = re.compile(
    r"\bhow deep (?:is|are|does|do) (.{1,40}?)"
    r"(?: (?:at|in|on|off|near|around|from|go|get|drop|lie|reach)\b|[?.!,\n]|$)"
    r"|\bdepths? (?:of|at) (.{1,40}?)(?: (?:in|on|off|near|around)\b|[?.!,\n]|$)",
    re.IGNORECASE,
)
_LIKENESS_OF_A_MISTAKE = 0.75
_OF_ANY_SITE = content_words(
    "water sea ocean bottom top site spot place average typical normal usual lagoon bay lake most"
    " deepest shallowest house biggest"
)

# What every place has its own of; insurance and flights are the same everywhere.
_OWN_OF_A_PLACE = content_words(
    """
    season best month time temperature warm cold visibility site reef wreck see deep depth level snorkel
    beginner sharks boat shore hotel cost price ferry safe easy suitable
    """
)

_CONTACTS = EMERGENCY_CONTACTS_PATH.removesuffix(".md")
_REGIONS_CONTACTS = f"{_CONTACTS}-"
_SPEAKS_OF_HELP = content_words(
    """
    accident ambulance bends bent call chamber chambers clinic coastguard contact contacts dan dcs dci doctor
    emergencies emergency evacuate evacuation help helicopter hospital hotline hurt hyperbaric ill injured
    injury insurance line number numbers oxygen phone police recompression rescue sick telephone treatment
    """
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about.

    `words`: those that carry a meaning; `length`: how many different ones there are.
    """

    question: str
    words: frozenset[str]
    length: int
    courses: frozenset[str]
    places: NamedPlaces
    ages: frozenset[int] = frozenset()
    phase: Phase | None = None
    flies_before_diving: bool | None = None
    other_subjects: frozenset[str] = frozenset()
    season: bool = False
    """Whether it asks for months."""
    snorkels: bool = False
    """Whether somebody snorkels, who does not ask for the snorkel."""
    fit: bool = False
    """Whether it asks if a site is for somebody."""
    strange_names: frozenset[str] = frozenset()
    """Names that no page has."""
    conditions: frozenset[str] = frozenset()
    """Words for the conditions with which it asks whether somebody may dive."""

    @classmethod
    def read(
        cls,
        question: str,
        places: NamedPlaces = NO_PLACES,
        strange_names: frozenset[str] = frozenset(),
    ) -> Self:
        return cls(
            question,
            content_words(question),
            len(frozenset(words(question))),
            courses(question),
            places,
            ages_in(question),
            phase_of(question),
            flies_before_diving(question),
            other_subjects(question),
            asks_for_season(question),
            bool(_GOES_SNORKELLING.search(question)),
            asks_about_fit(question),
            strange_names,
            _words_for_conditions(question) if asks_whether(question) else frozenset(),
        )


def ranked(asked: Asked, passages: Sequence[Passage], limit: int) -> list[Passage]:
    """The best `limit` passages by score, which now counts their names; equal ones keep their order.

    A page's introduction comes after sections as good: it says what the page is about, and answers nothing.
    """
    scored = [_corrected(asked, found) for found in passages]
    return sorted(scored, key=attrgetter("score"), reverse=True)[:limit]


def _corrected(asked: Asked, passage: Passage) -> Passage:
    doubt = _doubt(asked, passage)
    score = passage.score + _fit_of_names(asked, passage) - doubt
    return replace(passage, score=score, doubt=doubt, question_words=asked.length)


def _fit_of_names(asked: Asked, passage: Passage) -> float:
    """NAME_WEIGHT times the likeness (Jaccard) of the question with heading and title, and what it says that
    there is a heading, or that it is the question."""
    named = content_words(f"{passage.title} {passage.heading}")
    either = len(asked.words | named)
    correction = NAME_WEIGHT * len(asked.words & named) / either if either else 0.0
    if not passage.heading:
        correction -= INTRODUCTION_PENALTY
    elif len(asked.words) > 1 and content_words(passage.heading) == asked.words:
        correction += SAME_WORDS_BONUS
    return correction


def _doubt(asked: Asked, passage: Passage) -> float:
    """What the passage is about, and the question is not."""
    doubt = _doubt_about_course(asked, passage) + _doubt_about_place(asked, passage)
    if _is_of_another_age(asked, passage):
        doubt += OTHER_AGE_PENALTY
    if passage.content_path.startswith(_CONTACTS) and not asked.words & _SPEAKS_OF_HELP:
        doubt += CONTACTS_PENALTY
    if (
        passage.doc_type == "dive_site"
        and not passage.heading
        and not _ASKS_WHAT_IT_IS.search(asked.question)
    ):
        doubt += INTRODUCTION_DOUBT
    if asked.other_subjects and asked.other_subjects - other_subjects(_whole(passage)):
        doubt += OTHER_SUBJECT_PENALTY
    if lacks_detail(asked.question, _whole(passage)) or (asked.season and _is_silent_on_seasons(passage)):
        doubt += MISSING_DETAIL_PENALTY
    if asked.snorkels and _THE_SNORKEL.search(passage.heading):
        doubt += OTHER_SUBJECT_PENALTY
    if asked.strange_names:
        # "Is the Thistlegorm good for me?"
        doubt += OTHER_SITE_PENALTY if asked.fit else STRANGE_NAME_PENALTY
    if asked.conditions:
        doubt += _doubt_about_health(asked, passage)
    return doubt + _doubt_about_phase(asked, passage)


def _is_silent_on_seasons(passage: Passage) -> bool:
    """A site's page tells its depth and its animals, that of its place the months."""
    return passage.doc_type == "dive_site" and not tells_season(_whole(passage))


def _doubt_about_health(asked: Asked, passage: Passage) -> float:
    whole = _whole(passage)
    if not _SPEAKS_OF_HEALTH.search(whole):
        return SILENT_ON_HEALTH_PENALTY
    # Where no page has the illness, those that speak of illnesses in general answer.
    of_another = CONDITIONS.search(passage.heading) and not _share_a_beginning(
        asked.conditions, content_words(whole)
    )
    return OTHER_CONDITION_PENALTY if of_another else 0.0


def _share_a_beginning(some: frozenset[str], others: frozenset[str]) -> bool:
    """Sinusitis is of the sinus."""
    long = [word for word in others if len(word) >= _BEGINNING_LETTERS]
    return any(one.startswith(word) or word.startswith(one) for one in some for word in long)


def _words_for_conditions(question: str) -> frozenset[str]:
    """What they are called in a question and in the library."""
    named = (in_the_librarys_words(name) for name in conditions_in(question))
    return content_words(" ".join(named)) - _OF_ANY_CONDITION


def _is_of_another_age(asked: Asked, passage: Passage) -> bool:
    about = ages_in(passage.heading)
    if asked.ages:
        return not about & asked.ages and covers(passage.heading, asked.ages, unit="year") is False
    # "I have 12 dives" is not asked for a child of 12.
    return bool(about) and bool(_NUMBER.search(asked.question)) and not CHILD.search(asked.question)


def _doubt_about_phase(asked: Asked, passage: Passage) -> float:
    is_other = bool(asked.phase) and phase_of(passage.heading) not in (None, asked.phase)
    # A heading on flights in general suits both.
    is_reversed = asked.flies_before_diving is False and flies_before_diving(passage.heading) is True
    return OTHER_PHASE_PENALTY if is_other or is_reversed else 0.0


def _doubt_about_course(asked: Asked, passage: Passage) -> float:
    if not asked.courses:
        return 0.0
    about = courses(f"{passage.title} {passage.heading}")
    rare = asked.courses & RARE_COURSES
    if rare and not rare & (about | courses(passage.text)):
        return RARE_COURSE_PENALTY
    if not about or asked.courses & about:
        return 0.0
    return OTHER_LIMIT_PENALTY if asked.words & _LIMITS else OTHER_COURSE_PENALTY


def _doubt_about_place(asked: Asked, passage: Passage) -> float:
    named = asked.places.destinations | asked.places.elsewhere
    about = destination_of(passage.content_path)
    doubt = OTHER_SITE_PENALTY if _is_of_another_site(asked, passage) else 0.0
    if named and about and about not in named and not _names_one(named, passage.text):
        return doubt + OTHER_PLACE_PENALTY
    if not named and about and _is_away_from_the_site(asked.places, passage, about):
        return doubt + OTHER_PLACE_PENALTY
    if passage.content_path.startswith(_REGIONS_CONTACTS) and _is_of_other_countries(asked.places, passage):
        doubt += OTHER_PLACE_PENALTY
    is_general = not about and passage.doc_type != "dive_site"
    names = content_words(" ".join(asked.places.unknown))
    asks_of_unknown = asked.places.only_unknown and (asked.words & _OWN_OF_A_PLACE or not asked.words - names)
    if asks_of_unknown and is_general and not _names_one(asked.places.unknown, passage.text):
        # Whether a site is safe that nobody here knows is not told by what is said of all.
        is_of_a_site = asked.places.unknown_sites and asked.fit
        doubt += OTHER_SITE_PENALTY if is_of_a_site else GENERAL_PENALTY
    return doubt


def _is_away_from_the_site(places: NamedPlaces, passage: Passage, about: str) -> bool:
    """The season of Fiji is not that of a wreck off Queensland."""
    if not places.sites or any(destinations_of_site(site, [about]) for site in places.sites):
        return False
    return passage.doc_type != "dive_site"


def _is_of_other_countries(places: NamedPlaces, passage: Passage) -> bool:
    """Nobody on Bali is helped by the chambers of Malaysia."""
    named = places.countries | places.destinations | places.elsewhere
    return bool(named) and not _names_one(named, f"{passage.heading} {passage.text}")


def _is_of_another_site(asked: Asked, passage: Passage) -> bool:
    if PurePosixPath(passage.content_path).stem in asked.places.sites:
        return False
    unknown = asked.places.unknown_sites
    if destination_of(passage.content_path) and _is_silent_on_whose_depth(asked, passage):
        return True
    if passage.doc_type == "dive_site" and not _names_site(asked, passage):
        return bool(asked.places.sites or unknown) or _asks_of_something_else(asked, passage)
    if passage.doc_type == "dive_site":
        return False
    if not destination_of(passage.content_path) or not asked.words & _OWN_OF_A_SITE:
        return False
    return bool(unknown) and not _names_one(unknown, passage.text)


def _is_silent_on_whose_depth(asked: Asked, passage: Passage) -> bool:
    """Turtle Cavern's depth is not that of Turtle Tomb, which has no page."""
    whose = _DEPTH_OF.search(asked.question)
    if not whose:
        return False
    named = content_words(whose[1] or whose[2]) - ATTRIBUTES - _SITE_FEATURES - _OF_ANY_SITE
    said = content_words(f"{passage.title} {passage.heading} {passage.text}")
    name = content_words(passage.title)
    missing = (word for word in named - said if word.isalpha())
    # "Richeleu Rock" is Richelieu Rock.
    return any(not get_close_matches(word, name, 1, _LIKENESS_OF_A_MISTAKE) for word in missing)


def _asks_of_something_else(asked: Asked, passage: Passage) -> bool:
    """Who asks how deep the Thistlegorm is must not read how deep another site is."""
    if asked.places.sites or asked.places.unknown or not asked.words & _OWN_OF_A_SITE:
        return False
    places = content_words(" ".join((*asked.places.destinations, *asked.places.countries)).replace("-", " "))
    subject = {word for word in asked.words - ATTRIBUTES - _SITE_FEATURES - places if word.isalpha()}
    said = content_words(f"{passage.title} {passage.heading} {passage.text}")
    return not subject <= said


def _names_site(asked: Asked, passage: Passage) -> bool:
    """Does a question say what is particular in the name of a page's site, as "tiger" of "Tiger Reef"?"""
    name = content_words(passage.title.partition(" (")[0]) - _SITE_FEATURES
    said = asked.words - content_words(" ".join(asked.places.unknown_sites))
    # Of "the shark dives at Protea Banks" the Shark Pit has one word by chance.
    return name <= said if asked.places.unknown_sites else bool(name & said)


def _whole(passage: Passage) -> str:
    return f"{passage.title}\n{passage.heading}\n{passage.text}"


def _names_one(places: frozenset[str], text: str) -> bool:
    said = spaced(text)
    return any(spaced(place) in said for place in places)
