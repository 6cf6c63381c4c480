"""Begins pages from templates: all that arguments can tell is filled in, the rest is marked TODO."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from assistant.pages import TO_DO, read_page
from assistant.schema import SCHEMA

TEMPLATES = Path(__file__).with_name("templates")
# What may be known of a site at its beginning -> the help for it; each is a key of the front matter.
SITE_OPTIONS: Mapping[str, str] = {
    "min_certification": "the lowest level that operators commonly take: none, OW, AOW ...",
    "min_logged_dives": "the logged dives that operators commonly ask for",
    "difficulty": "from 1, the easiest, to 5",
    "depth_min_m": "where the dive begins, in metres",
    "depth_max_m": "how deep divers go there, in metres",
    "access": "boat, shore or boat-or-shore",
}
DESTINATION_OPTIONS: Mapping[str, str] = {
    "name": "as divers say it",
    "country": "the country's name",
    "country_code": "its ISO 3166-1 alpha-2 code, as MY",
    "region": "the sea, or the part of the country",
}
_AREAS = [
    name for name in SCHEMA["properties"]["doc_type"]["enum"] if name not in {"destination", "dive_site"}
]


class CannotBegin(Exception):
    """The page cannot be begun; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A page to be written; `path` is relative to the content folder."""

    path: str
    text: str


def page(folder: Path, path: str, *, title: str | None, today: date) -> Beginning:
    """A page of an area, or one more page of a destination."""
    *folders, name = path.removesuffix(".md").split("/")
    slug = slug_of(name)
    title = title or slug.replace("-", " ").capitalize()
    if folders[:1] == ["destinations"] and len(folders) == 2:  # noqa: PLR2004  # destinations/<slug>
        _place_name(folder, folders[1])
        kind, place = "destination", f"\ndestination: {folders[1]}"
    elif len(folders) == 1 and folders[0] in _AREAS:
        kind, place = folders[0], ""
    else:
        raise CannotBegin(f"{path}: a page is <area>/<name>, the area one of {', '.join(_AREAS)};"
                          " or destinations/<slug>/<name>")  # fmt: skip
    values = {"title": title, "doc_type": kind, "tag": slug, "destination": place, "today": str(today)}
    return _begin(folder, "/".join([*folders, f"{slug}.md"]), "page.md", values)


def site(
    folder: Path, destination: str, name: str, known: Mapping[str, str | None], *, today: date
) -> Beginning:
    """A dive site; what is not known of it is marked."""
    values = {"name": name, "destination": destination, "place": _place_name(folder, destination)}
    values["slug"] = f"{destination}-{slug_of(name)}"
    values |= {key: known.get(key) or _unknown(meaning) for key, meaning in SITE_OPTIONS.items()}
    path = f"destinations/{destination}/sites/{values['slug']}.md"
    return _begin(folder, path, "site.md", {**values, "today": str(today)})


def _unknown(meaning: str) -> str:
    return f"{TO_DO} {meaning.replace(':', ' -')}; delete the line when it is not known"


def destination(folder: Path, known: Mapping[str, str | None], *, today: date) -> Sequence[Beginning]:
    """The overview and the seasons of a destination."""
    slug = slug_of(known["slug"] or "")
    values = {key: known.get(key) or f"{TO_DO} {meaning}" for key, meaning in DESTINATION_OPTIONS.items()}
    values["name"] = known.get("name") or slug.replace("-", " ").title()
    values |= {"slug": slug, "today": str(today)}
    return [
        _begin(folder, f"destinations/{slug}/{name}", name, values) for name in ("overview.md", "seasons.md")
    ]


def slug_of(name: str) -> str:
    """Lower-case words joined by hyphens, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not slug:
        raise CannotBegin(f"{name!r} has no letter or digit to make a file name of")
    return slug


def _place_name(folder: Path, destination: str) -> str:
    """How the destination is called; a page of one without an overview would not be published."""
    path = f"destinations/{destination}/overview.md"
    overview = folder / path
    if not overview.is_file():
        raise CannotBegin(f"{path} is missing: begin with `new-destination {destination}`")
    read = read_page(path, overview.read_text("utf-8"), [])
    return read.place.name if read and read.place else destination.replace("-", " ").title()


def _begin(folder: Path, path: str, template: str, values: Mapping[str, str]) -> Beginning:
    if (folder / path).exists():
        raise CannotBegin(f"{path} is there already")
    return Beginning(path, Template((TEMPLATES / template).read_text("utf-8")).substitute(values))
