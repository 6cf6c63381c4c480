"""Knows the courses that a text names, by their names and abbreviations."""

import re
from functools import lru_cache

# The longer names first.
_COURSES = {
    course: re.compile(rf"\b(?:{said})\b", re.IGNORECASE)
    for course, said in {
        "advanced": "advanced open water|advanced adventurer|advanced diver|aowd?|advanced",
        "open water": "open water|owd?",
        "rescue": "rescue",
        "divemaster": "divemasters?|dmt?",
        "instructor": "instructors?|idc",
        "nitrox": "nitrox|eanx?(?:32|36)?|enriched air",
        "deep": "deep diver|deep specialty",
        "wreck": "wreck",
        "night": "night",
        "drysuit": "dry ?suit",
        "try dive": "try dives?|discover scuba|dsd",
        "cave": r"cave div\w+|(?:full )?cave courses?|full cave|cavern courses?",
        "technical": "tec|technical|trimix|extended range|decompression procedures",
        "rebreather": "rebreathers?|ccr",
        "sidemount": "side ?mount",
        "freediving": r"free ?div\w+|apno?ea",
        "self-reliant": "self ?reliant",
        "gue": "gue",
        "ice": "ice div\\w+",
        "search and recovery": "search (?:and|&) recovery",
        "scooter": "dpv|(?:underwater|dive|diving) scooters?|scooter (?:course|specialty)",
        "fish identification": "fish (?:id|identification)",
        "photography": "photo(?:graphy|graphers?)? (?:course|specialty|class)",
        "public safety": "public safety",
        "altitude": "altitude (?:course|specialty|diver)",
        "boat": "boat (?:course|specialty)",
    }.items()
}
# Pages name some of these at most: who asks about them must not be answered with the common courses.
RARE_COURSES = frozenset(
    {
        "cave", "technical", "rebreather", "sidemount", "freediving", "self-reliant", "gue", "ice",
        "search and recovery", "scooter", "fish identification", "photography", "public safety", "altitude",
        "boat",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def courses(text: str) -> frozenset[str]:
    """The courses that a text names; "advanced open water" is not "open water" as well."""
    found = set()
    for course, said in _COURSES.items():
        text, count = said.subn(" ", text)
        if count:
            found.add(course)
    return frozenset(found)


def names_of_courses(text: str) -> list[str]:
    """What a text calls them, as it stands there."""
    found = []
    for said in _COURSES.values():
        found += [match[0] for match in said.finditer(text)]
        text = said.sub(" ", text)
    return found


def without_courses(text: str) -> str:
    """The text without their names."""
    for said in _COURSES.values():
        text = said.sub(" ", text)
    return text
