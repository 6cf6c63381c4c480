"""Adds the library's words to a question that says the same in a diver's, a beginner's or an abbreviation's.

The embedder knows English, but not that EANx is nitrox or that who is expecting asks about pregnancy.
Words are added, never replaced: what the diver said still counts.
"""

import re
from collections.abc import Mapping

# What people say (whole words, a comma between) -> what the library says.
_SAID_FOR: Mapping[str, str] = {
    "dsd, discover scuba, have a go, try it once, taster, intro dive": "try dive without certification",
    "owd, ow": "Open Water Diver",
    "aow, aowd, advanced card": "Advanced Open Water",
    "dm, dmt": "divemaster",
    "idc, msdt, owsi": "instructor course",
    "teach scuba, teach diving, teach people to dive": "become a diving instructor",
    "eanx, ean, ean32, ean36, enriched air": "nitrox",
    "mod": "maximum operating depth",
    "ndl, no deco": "no decompression limit",
    "dcs, dci, bends, the bends, bent, deco sickness": "decompression sickness DCS",
    "nearest chamber, a chamber on, a chamber in, a chamber near, deco chamber": "recompression chamber",
    "decompression chamber, hyperbaric": "recompression chamber",
    "narked, narced, narcosis, drunk, giggly, martini": "nitrogen narcosis",
    "bcd, stab jacket, wing": "BCD buoyancy",
    "spg": "pressure gauge",
    "dsmb, smb, sausage": "surface marker buoy",
    "octo, octopus": "alternate air source regulator",
    "tank, bottle, cylinder": "cylinder tank",
    "guzzle, air hog, suck air, burn through": "use less air",
    "expecting, pregnant, pregnancy, having a baby": "pregnant",
    "hungover, hangover, beers, booze, drunk last night": "alcohol before diving",
    "plastic id, diver id, c card, ccard, cert card, wallet": "certification card lost",
    "asthmatic, inhaler, puffer": "asthma",
    "specs, spectacles": "glasses",
    "mal de mer, queasy, puke, throw up": "seasick",
    "pop my ears, ears pop, clear my ears, ear clearing, clearing": "equalise ears",
    "scared, terrified, nervous, anxious, panic": "fear afraid",
    "non swimmer, cannot swim, cant swim, can't swim": "swim",
    "kid, kids, son, daughter, child, children, year old": "children age junior",
    "plane, fly, flight, board, airport": "flying after diving",
    "mountain, mountain pass, altitude, summit": "mountains altitude flying after diving",
    "shot up, came up too fast, bolted, popped up": "came up too fast ascent",
    "buddy gone, cannot find my buddy, lost my buddy, lose my buddy, separated": "lost buddy",
    "out of gas, no air, low on air, run out": "out of air",
    "rip, washed, swept, drift": "current",
    "jelly, jellyfish, stung, lionfish, urchin, coral cut": "marine injuries sting",
    "freezing, shiver, shivering, chilly": "cold hypothermia",
    "dry suit": "drysuit",
    "long time since, haven't dived, not dived, rusty, years ago, expire, expired": "refresher",
    "save others, saving others": "Rescue Diver",
    "pool sessions at home, finish abroad, half at home": "referral",
    "sunken ship, shipwreck": "wreck",
    "logbook": "logged dives",
    "cost, price, pricey, budget, expensive, money": "cost",
    "alone, solo, by myself, on my own": "alone traveller",
    "hubby, wife, husband, girlfriend, boyfriend, partner": "partner",
    "boat for a week, live aboard, safari": "liveaboard",
    "gopro": "camera",
}
_KNOWN = tuple(
    (
        re.compile(
            rf"\b(?:{'|'.join(re.escape(form.strip()) for form in said.split(','))})\b", re.IGNORECASE
        ),
        meant,
    )
    for said, meant in _SAID_FOR.items()
)


def in_the_librarys_words(question: str) -> str:
    """The question, and what the library calls what it speaks of."""
    added = [meant for said, meant in _KNOWN if said.search(question)]
    return f"{question}\n{' '.join(added)}" if added else question
