"""The rules for a dive site's facts: possible, and told by the page's text as the catalogue tells them."""

import re
from collections.abc import Iterator

from assistant.front_matter import Fault
from assistant.page_rules import PageRule, fault, one_line, statements
from assistant.pages import Page, Site
from assistant.sections import plain

_NUMBER = r"(\d+(?:\.\d+)?)"
_METRES = r"[\s-]*(?:m|met(?:re|er)s?)\b"
_DEPTH = re.compile(rf"{_NUMBER}(?:{_METRES})?\s*(?:-|–|to|and|or)\s*{_NUMBER}{_METRES}|{_NUMBER}{_METRES}")
# What else is told in metres, and where a place goes on although the dive does not.
_NO_DIVE_DEPTH = re.compile(
    r"\b(?:visibility|long|length|wide|width|high|height|tall|across|diameter|swim|distance|away|above"
    r"|(?:ship|tanker|freighter|ferry|vessel|wreck) of|deeper|beyond|technical"
    r"|drops?|falls?|plunges?|continues?)\b",
    re.IGNORECASE,
)
_CERTIFICATION_WORDS = {
    "OW": "open water",
    "AOW": "advanced open water",
    "RESCUE": "rescue diver",
    "DM": "divemaster",
    "INSTRUCTOR": "instructor",
}


def _site_block(page: Page) -> Iterator[Fault]:
    if page.doc_type == "dive_site" and page.site is None:
        yield fault(page, page.line_of("doc_type"), "`site` is missing")
    if page.doc_type != "dive_site" and page.site is not None:
        yield fault(page, page.line_of("site"), "`site` is for pages of doc_type dive_site")


def _site_slug(page: Page) -> Iterator[Fault]:
    if page.site is None:
        return
    stem = page.path.rpartition("/")[2].removesuffix(".md")
    if page.site.slug not in {stem, f"{page.destination}-{stem}"}:
        message = f"`site.slug` must be {stem} or {page.destination}-{stem}, as its file"
        yield fault(page, page.line_of("site.slug"), message)


def _site_depths(page: Page) -> Iterator[Fault]:
    shallow, deep = (page.site.depth_min_m, page.site.depth_max_m) if page.site else (None, None)
    if shallow is not None and deep is not None and shallow > deep:
        message = f"`site.depth_min_m` {shallow:g} is deeper than `site.depth_max_m` {deep:g}"
        yield fault(page, page.line_of("site.depth_min_m"), message)


def _site_in_text(page: Page) -> Iterator[Fault]:
    """Search reads the text and divers are shown it, so it must say what the catalogue says."""
    if page.site is None:
        return
    text = one_line(plain(page.body)).lower()
    for key, wanted in _untold(page.site, text):
        yield fault(page, page.line_of(f"site.{key}"), f"the text does not say `site.{key}`: {wanted}")


def _depths_in_text(page: Page) -> Iterator[Fault]:
    """A text that leads deeper than the catalogue says, without saying that it does."""
    deepest = page.site.depth_max_m if page.site else None
    if deepest is None:
        return
    for line, statement in statements(page):
        told = max(depths_in(statement), default=0)
        if told > deepest and not _NO_DIVE_DEPTH.search(statement):
            message = (
                f"{told:g} metres are deeper than `site.depth_max_m` {deepest:g}: correct one of them, or say"
            )
            yield fault(
                page, line, f"{message} what it is (a length, the visibility, a wall that drops on below)"
            )


def _untold(site: Site, text: str) -> Iterator[tuple[str, str]]:
    """The keys whose value the text does not tell, and how it might."""
    depths = depths_in(text)
    # A dive that begins at the surface needs no words for it.
    if site.depth_min_m and site.depth_min_m not in depths:
        yield "depth_min_m", f"{site.depth_min_m:g} m"
    if site.depth_max_m and site.depth_max_m not in depths:
        yield "depth_max_m", f"{site.depth_max_m:g} m"
    certification = _CERTIFICATION_WORDS.get(site.min_certification or "", "")
    if certification not in text:
        yield "min_certification", certification
    dives = site.min_logged_dives
    if dives and not re.search(rf"\b{dives}\b[^.]*\bdives?\b", text):
        yield "min_logged_dives", f"{dives} logged dives"
    if not all(word in text for word in (site.access or "").split("-or-")):
        yield "access", f"by {site.access}"


def depths_in(text: str) -> set[float]:
    """Every depth in metres that a text names, both ends of a range included."""
    return {float(group) for match in _DEPTH.finditer(text) for group in match.groups() if group}


SITE_RULES: tuple[PageRule, ...] = (_site_block, _site_slug, _site_depths, _site_in_text, _depths_in_text)
