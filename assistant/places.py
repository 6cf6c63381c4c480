"""Knows which places a text names, so that nobody is answered about another island."""

from collections import defaultdict
from collections.abc import Iterable

from assistant.elsewhere import COUNTRIES, DIVING_AREAS
from assistant.lexicon import words
from assistant.pages import Destination

_FOLDER = "destinations/"


class Gazetteer:
    """Names of places -> the destinations they stand for.

    A country and a region stand for all of their destinations, a place without pages for itself.
    """

    def __init__(self, destinations: Iterable[Destination] = ()) -> None:
        ours: defaultdict[str, set[str]] = defaultdict(set)
        for place in destinations:
            for name in _names(place):
                ours[name].add(place.slug)
        elsewhere = {spaced(name): {name.strip()} for name in f"{COUNTRIES},{DIVING_AREAS}".split(",")}
        self._slugs = {name: frozenset(slugs) for name, slugs in (elsewhere | ours).items()}

    def named_in(self, text: str) -> frozenset[str]:
        """Slugs of destinations, and other places' names, that a text names: whole words in any case."""
        said = spaced(text)
        return frozenset(slug for name, slugs in self._slugs.items() if name in said for slug in slugs)


def destination_of(content_path: str) -> str | None:
    """The slug of the destination that a page belongs to."""
    return content_path.split("/")[1] if content_path.startswith(_FOLDER) else None


def _names(place: Destination) -> set[str]:
    named = (place.slug, place.country, place.region, place.name, *place.name.split(" and "))
    return {spaced(name) for name in named}


def spaced(text: str) -> str:
    """The words of a text between spaces, so that only whole words are found in it."""
    return f" {' '.join(words(text.replace('-', ' ')))} "
