"""Knows which places a text names, so that nobody is answered about another island."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.elsewhere import COUNTRIES, DIVING_AREAS
from assistant.lexicon import words
from assistant.pages import Destination
from assistant.site_names import SiteNames

_FOLDER = "destinations/"
# Of more destinations a question on a country or a region means none in particular.
_FEW = 3
_OR = re.compile(r",\s*|\s+or\s+")
_WHERE = ("in", "at", "off", "near", "around", "of")
# Of what sites are called, what divers say of something else as well.
_EVERYDAY_NAMES = frozenset({" airplane ", " cathedral ", " drop off ", " sugar ", " twins ", " vietnamese "})
_MAKES_ANOTHER_NAME = ("great", "grand", "little", "upper", "lower", "inner", "outer")
# Any but the first word, which has a capital anyway.
_CAPITALISED = re.compile(r"(?<=[^\W_] )[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
_KIND_OF_SITE = re.compile(r"^(?:USAT|HTMS|HMS|SS|The)\s+|\s+wreck$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """What a text names.

    `destinations` and `sites` are slugs, `countries` the names of the countries they are in; `elsewhere` and
    `unknown_sites` are names of what has no pages.
    """

    destinations: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    unknown_sites: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.destinations or self.sites or self.elsewhere or self.unknown_sites)

    @property
    def unknown(self) -> frozenset[str]:
        """Names of places and sites without pages."""
        return self.elsewhere | self.unknown_sites

    @property
    def only_unknown(self) -> bool:
        return bool(self.unknown) and not (self.destinations or self.sites)


NO_PLACES = NamedPlaces()


class Gazetteer:
    """Names of places -> the destinations and dive sites they stand for.

    A country and a region stand for all of their destinations, a place without pages for itself.
    """

    def __init__(
        self,
        destinations: Iterable[Destination] = (),
        sites: Mapping[str, str] | None = None,
        site_names: SiteNames | None = None,
    ) -> None:
        """`sites`: slug -> title of the page, as bali-manta-point -> "Manta Point (Nusa Penida, Bali)"."""
        self._destinations: defaultdict[str, set[str]] = defaultdict(set)
        by_slug = {place.slug: place for place in destinations}
        for place in by_slug.values():
            for name in _names(place):
                self._destinations[name].add(place.slug)
        self._countries = {place.slug: place.country for place in by_slug.values()}
        self._titles = {place.slug: place.name for place in by_slug.values()}
        self._sites: defaultdict[str, set[str]] = defaultdict(set)
        self._around: dict[str, str] = {}
        for slug, title in (sites or {}).items():
            names, _, around = title.removesuffix(")").partition(" (")
            self._around[slug] = around
            for name in _names_of_site(names):
                self._sites[name].add(slug)
            for area in around.split(", "):
                self._destinations[spaced(area)].update(destinations_of_site(slug, by_slug))
        without_pages = (name.strip() for name in f"{COUNTRIES},{DIVING_AREAS}".split(","))
        self._elsewhere = {
            spaced(name): {name} for name in without_pages if spaced(name) not in self._destinations
        }
        self._site_names = site_names or SiteNames()

    def named_in(self, text: str, *, unheard_of: Iterable[str] = ()) -> NamedPlaces:
        """The places that a text names: whole words in any case.

        `unheard_of`: words of the text that nobody knows. "In Zorblaxia" is elsewhere, whatever it is.
        """
        said = spaced(text)
        destinations, elsewhere = _found(self._destinations, said), _found(self._elsewhere, said)
        elsewhere |= {name for name in unheard_of if _names_where(name, said)}
        names, unknown = self._sites_in(text), self._site_names.unknown_in(text)
        sites = frozenset(slug for name in names for slug in self._sites[name])
        if destinations or elsewhere:
            there = frozenset(slug for slug in sites if destinations_of_site(slug, destinations))
            # A "blue hole" in the Maldives is not the site of Gozo that bears the name.
            if sites and not there:
                unknown |= {name.strip() for name in names}
            sites = there
        longer = (f"{before}{name}" for before in _befores_in(said) for name in self._sites)
        unknown |= {name.strip() for name in longer if f" {name}" in said}
        in_them = destinations.union(*(destinations_of_site(site, self._countries) for site in sites))
        countries = frozenset(self._countries[slug] for slug in in_them)
        return NamedPlaces(destinations, sites, elsewhere, unknown, countries)

    def names_of_destinations(self, text: str) -> list[str]:
        """What the destinations of a country or a region are called, where it has only a few, unless said."""
        said = spaced(text)
        meant = (slugs for name, slugs in self._destinations.items() if name in said)
        few = frozenset[str]().union(*(slugs for slugs in meant if len(slugs) <= _FEW))
        titles = (self._titles[slug] for slug in sorted(few))
        return [title for title in titles if not set(words(title)) & set(said.split())]

    def alternatives_in(self, text: str) -> list[str]:
        """What a text names side by side, in its order: sites, and places that none of them is in.

        Names of the same ("Liberty" and "USAT Liberty", "Bali" and "Indonesia") count once.
        """
        said = spaced(text)
        sites = {name: frozenset(self._sites[name]) for name in self._sites_in(text)}
        around = {
            slug
            for slugs in sites.values()
            for one in slugs
            for slug in destinations_of_site(one, self._titles)
        }
        places = {
            name: frozenset(slugs)
            for name, slugs in self._destinations.items()
            if name in said and not slugs & around
        }
        found = {**sites, **places}
        narrowest = {
            slugs: name
            for name, slugs in sorted(found.items(), key=lambda one: said.index(one[0]), reverse=True)
            if not any(
                other < slugs or (other != slugs and name in longer) for longer, other in found.items()
            )
        }
        return [name.strip() for name in sorted(narrowest.values(), key=said.index)]

    def names_around_sites(self, text: str) -> list[str]:
        """What the destinations of the sites are called that a text names, unless it says so."""
        said = spaced(text)
        sites = self.named_in(text).sites
        found = {slug for site in sites for slug in destinations_of_site(site, self._titles)}
        return [self._titles[slug] for slug in sorted(found) if spaced(self._titles[slug]) not in said]

    def names_in(self, text: str) -> list[str]:
        """What a text calls places and dive sites, normalised, and where those sites are."""
        said = spaced(text)
        places = self.named_in(text)
        known = (name for names in (self._destinations, self._elsewhere) for name in names if name in said)
        named = [name.strip() for name in (*self._sites_in(text), *known)]
        around = sorted(self._around[site] for site in places.sites)
        return [*dict.fromkeys([*named, *around]), *sorted(places.unknown_sites)]

    def without_places(self, text: str, *, but_for_sites_of: Collection[str] = ()) -> str:
        """The text, normalised, without its names of places, and of sites but for those of some places."""
        said = spaced(text)
        sites = (
            name
            for name in self._sites_in(text)
            if not any(destinations_of_site(slug, but_for_sites_of) for slug in self._sites[name])
        )
        known = (name for names in (self._destinations, self._elsewhere) for name in names if name in said)
        unknown = (spaced(name) for name in self._site_names.unknown_in(text))
        for name in sorted((*sites, *known, *unknown), key=len, reverse=True):
            said = said.replace(name, " ")
        return said.strip()

    def _sites_in(self, text: str) -> list[str]:
        """Names of sites, spaced, that a text has; what is a word as well must be written as a name."""
        said = spaced(text)
        befores = _befores_in(said)
        found = [
            name
            for name in self._sites
            if name in said and not any(f" {before}{name}" in said for before in befores)
        ]
        if _EVERYDAY_NAMES.isdisjoint(found):
            return found
        capitals = spaced(" ".join(_CAPITALISED.findall(text)))
        return [name for name in found if name not in _EVERYDAY_NAMES or name in capitals]


def _befores_in(said: str) -> list[str]:
    """The words of a text that make another name: the Great Blue Hole is not the Blue Hole."""
    return [before for before in _MAKES_ANOTHER_NAME if f" {before} " in said]


def _names_where(name: str, said: str) -> bool:
    return any(f" {where} {name} " in said for where in _WHERE)


def _found(names: Mapping[str, Iterable[str]], said: str) -> frozenset[str]:
    return frozenset(slug for name, slugs in names.items() if name in said for slug in slugs)


def destination_of(content_path: str) -> str | None:
    """The slug of the destination that a page belongs to."""
    return content_path.split("/")[1] if content_path.startswith(_FOLDER) else None


def _names(place: Destination) -> set[str]:
    named = (place.slug, place.country, place.region, place.name, *place.name.split(" and "))
    return {spaced(name) for name in named}


def destinations_of_site(slug: str, destinations: Iterable[str]) -> set[str]:
    return {destination for destination in destinations if slug.startswith(f"{destination}-")}


def _names_of_site(names: str) -> set[str]:
    """Of "USAT Liberty" that, and "Liberty"."""
    return {spaced(said) for name in _OR.split(names) for said in (name, _KIND_OF_SITE.sub("", name))}


@lru_cache(maxsize=4096)
def spaced(text: str) -> str:
    """The words of a text between spaces, so that only whole words are found in it."""
    return f" {' '.join(words(text.replace('-', ' ')))} "
