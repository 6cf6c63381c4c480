"""Knows which destinations of the library a text names, so that nobody is answered about another island."""

from collections import defaultdict
from collections.abc import Iterable

from assistant.lexicon import words
from assistant.pages import Destination

_FOLDER = "destinations/"


class Gazetteer:
    """Names of places -> the destinations they stand for; a country stands for all of its destinations."""

    def __init__(self, destinations: Iterable[Destination] = ()) -> None:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for place in destinations:
            for name in (place.slug, place.country, place.name, *place.name.split(" and ")):
                found[_spaced(name)].add(place.slug)
        self._slugs = {name: frozenset(slugs) for name, slugs in found.items()}

    def named_in(self, text: str) -> frozenset[str]:
        """The slugs of the destinations that a text names, as whole words in any case."""
        said = _spaced(text)
        return frozenset(slug for name, slugs in self._slugs.items() if name in said for slug in slugs)


def destination_of(content_path: str) -> str | None:
    """The slug of the destination that a page belongs to."""
    return content_path.split("/")[1] if content_path.startswith(_FOLDER) else None


def _spaced(text: str) -> str:
    return f" {' '.join(words(text.replace('-', ' ')))} "
