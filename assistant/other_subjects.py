"""What shares its words with scuba diving and is something else.

Who asks about sky diving, a fish tank or the bends of a road must not be answered about diving, tanks or the
bends. Only a passage that speaks of the subject itself answers such a question.
"""

import re
from functools import lru_cache

# Subjects, and the expressions, one a line, that say each of them.
_SAID_OF = {
    "jumping and falling": r"""
        (sky|platform|tower|cliff|springboard|stunt|dumpster)[- ]?div(e|es|er|ers|ing)
        (diving|spring|high) ?boards?
        ten metre (board|platform)s?
        olympic (diving )?(platform|pool)s?
        high[- ]div(er|ers|ing)
        (cliff|base|bungee) ?jump\w*
        (nose|swan|stage|belly)[- ]?dives?
        parachut\w+
        paraglid\w+""",
    "holding one's breath": r"""
        hold(ing)? (my|your|his|her|their|its|a|the)? ?breath (for|longer|under ?water for)
        breath[- ]?hold(ing)? (training|record|time|table)s?
        static apn\w+""",
    "fishing": r"""
        (spear|fly|deep[- ]sea|ice) ?fish(ing|er\w*)
        spear ?guns?
        fishing (rod|licen[cs]e|tackle|charter|trip|reel|bait)s?
        angl(er|ers|ing)""",
    "sports on the water": r"""
        (kite|wind|body|wake)[- ]?(surf|board)\w*
        (kite|wing)[- ]?foil\w*
        surf(ing|ers?|boards?)
        paddle ?board\w*
        (water|jet)[- ]?ski(s|ing|er|ers)?
        (kayak|canoe)ing
        (white ?water )?rafting
        (sailing|boat|yacht|skipper'?s?) (licen[cs]e|course|lesson|certificate|school)s?
        yacht ?master""",
    "sports in the water": r"""
        underwater (hockey|rugby|football|aerobics|welding)
        octopush
        water polo
        (synchroni[sz]ed|marathon|competitive) swim\w*
        open[- ]water (rac(e|es|ing)|swims?|swimmers?)
        triathlons?
        (front|back) ?(crawl|stroke)
        (breast|butterfly) ?stroke
        lap swimming
        mermaid\w*""",
    "working under water": r"""
        (commercial|saturation|offshore|salvage|oil ?field)[- ]div(e|er|ers|ing)
        (military|navy|combat|police)[- ]div(e|er|ers|ing)
        surface[- ]supplied
        (hard ?hat|helmet) div\w+
        diving bells?
        hull cleaning
        weld(s|er|ers|ing)
        oil (rig|platform)s?
        hse
        navy seals?""",
    "vessels under water": r"""
        (navy|nuclear|navies'?) submarines?|submersibles?|submarines? (control|dive|surface|crew)
        bathy(scaphe|sphere)s?
        torpedo (tube|boat)s?""",
    "keeping fish": r"""
        (my|a|the|our|home|reef|fresh ?water|marine|litre|gallon) (aquarium|fish ?tank|goldfish|koi|terrarium)
        fish ?(tanks?|bowls?)
        gold ?fish
        (garden|koi) ponds?
        axolotls?""",
    "swimming pools": r"""
        pool (pump|filter|liner|heater|chlorine|cover|maintenance)s?
        chlorine (level|tablet)s?""",
    "clothes": r"""
        (business|wedding|dinner|three[- ]piece|space|track|ski|law) ?suits?(?! up)
        suit and tie
        dry[- ]clean\w*
        tank ?tops?
        ball ?gowns?
        (surgical|halloween|gas|hair|sheet) ?masks?
        mask on the (train|bus|plane|metro)""",
    "other tanks and machines": r"""
        (petrol|fuel|septic|propane|army|battle|think|toilet) tanks?
        (voltage|pressure cooker|lpg|propane) regulators?
        (wreck|crash|insur|repair|sell)(s|ed|e|es|ing)? (my|the|a|our) (car|van|truck|motor ?bike)s?
        car (insurance|repair|crash|service)s?
        gear ?box(es)?
        (metre|meter|m|long) coach(es)?
        bends? (in|of|on) (a|the) ((\w+) ){0,2}(road|street|track|pipe|river)
        hair ?pin bends?
        air compressors? for (tyres|paint)
        crypto\w*
        (share|stock|oil|bitcoin) (price|market)s?""",
    "flying and driving": r"""
        (flight|flying|pilot|gliding|helicopter|driving) instructors?
        pilot'?s? licen[cs]es?
        radiators?
        (car|van|truck|lorry|jeep|tractor)('s)? (tyre|battery|exhaust|brake|clutch|fuel)s?
        (a|my|the) jeep needs?|does (a|my|the) jeep
        (brake|clutch) (pad|fluid|disc)s?
        speeding (fine|ticket)s?
        paint ?ball""",
    "the household": r"""
        dish ?washers?
        (vacuum|carpet|window) cleaners?
        (kitchen|bathroom) (sink|tap)s?
        central heating|thermostats?
        wall ?paper|curtains?|sofas?|lawn ?mowers?
        recipes? for""",
    "money": r"""
        (income|council|capital gains|my) tax(es)?|tax (return|office|deduct\w+)|against tax
        mortgages?|pensions?
        (bank|savings) accounts?""",
    "school and office": r"""
        home ?work (on|about|for)
        (excel|powerpoint|photoshop|javascript|sql|regex|spreadsheet)s?
        cover letters?|job interviews?
        capital of (?!ship)""",
    "pets": r"""
        (bring|take|leave|walk|feed|train) (my|our|the|a) (dog|cat|puppy)s?
        (dog|cat|puppy|kitten|hamster) (food|training|toy|litter)s?""",
    "screens": r"""
        (dms?|messages?|posts?|stor(y|ies)|reels?|followers?|account) (on|to|for) (instagram|tiktok|facebook)
        (her|his|their|your|my) dms?
        netflix
        (video|computer|board|card) ?games?
        minecraft|subnautica|playstation|xbox|nintendo
        (which|what) (movie|film)s?
        (movie|film)s? (with|about|where|starring)
        (deep|machine) learning""",
    "music": r"(guitar|bass|piano|violin|strings?) (bends?|tank|bridge)|(low|high) [a-g] string",
    "tattoos": r"tattoo\w*|piercings?",
    "animals that dive": r"diving (duck|beetle|spider|bird|petrel|bell spider)s?",
    "gases of others": r"laughing gas|oxygen (bar|concentrator|therapy at home)s?|cpap",
    "suits in repair": r"aqua ?sure|neoprene glue|replace .{0,30}neck seals?",
}
_SUBJECTS = {
    subject: re.compile(
        rf"(?<!\w)(?:{'|'.join(line.strip() for line in said.strip().splitlines())})(?!\w)", re.IGNORECASE
    )
    for subject, said in _SAID_OF.items()
}


@lru_cache(maxsize=4096)
def other_subjects(text: str) -> frozenset[str]:
    """The subjects beside scuba diving that a text speaks of."""
    return frozenset(subject for subject, said in _SUBJECTS.items() if said.search(text))
