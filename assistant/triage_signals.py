"""What counts as a sign of an emergency: concepts in order, from the words of triage_words.py. Data only.

One pattern a line; ".2" allows two words between; "A|B" is either.
"""

from collections.abc import Mapping

from assistant.lexicon import Lexicon, Patterns
from assistant.triage_frames import FRAME_PHRASES
from assistant.triage_words import DANGER_PHRASES, LOOK_ALIKES, OFTEN_MISSPELT

# A life may be in danger, whatever else the message says.
_GRAVE: Mapping[str, str] = {
    "breathing": """
        BREATHLESS
        NOT .2 BREATHE
        STOP .1 BREATHE
        BREATHE .1 STOP
        BREATHE .1 NOT            # "atmet nicht", "respire plus"
        HARD .2 BREATHE
        NOT .2 CATCH .2 BREATHE|AIR
        NOT .1 AIR .1 CATCH       # "bekommt keine Luft"
        TURN .1 BLUE
        LIPS .3 BLUE
        BLUE .1 LIPS
        BLUE_NOW
        FOAM .4 MOUTH
        MOUTH .3 FOAM
        BREATHE .2 BADLY_BREATHES
        BADLY_BREATHES .2 BREATHE
        PAIN .2 BREATHE
        NOT .1 BADLY_BREATHES .1 AIR
        CATCH .4 BADLY_BREATHES .0 AIR
        FOAM
        BREATHE .2 HARD
    """,
    "consciousness": """
        OUT_COLD
        NOT .2 CONSCIOUS
        CONSCIOUS .0 NOT
        SEIZURE
        HEART
        HE|PERSON|DIVER|ME .2 DEAD
        STOP .1 CONSCIOUS
        HE|PERSON|DIVER .4 RESUS
        RESUS .4 PERSON|HE|DIVER|THEM
    """,
    "missing": """
        PERSON|DIVER|HE|THEM .4 MISSING
        MISSING .2 DIVER|PERSON|THEM
        LOST .3 DIVER|THEM
        DIVER|PERSON .1 IS .0 LOST
        NOT_UP
        DIVER|PERSON|HE|THEM .5 LATE
        LATE .5 DIVER|PERSON|THEM
        NUM .4 LATE
        DIVER|PERSON|HE|THEM .6 NOT .3 RISE
        NO_SIGN .2 DIVER|PERSON|THEM
        NOT .2 FIND .3 THEM|DIVER|PERSON
        DIVER|THEM .2 NOT .2 FIND
        NOT_FOUND .3 THEM|DIVER|PERSON
        THEM|DIVER|PERSON .3 NOT_FOUND
        DIVER|PERSON|HE|ME .4 TRAPPED .3 UNDER_WATER
        GONE .1 THEM
        LOST .4 DIVER
        SEARCH .4 PERSON|DIVER|THEM
        PERSON|DIVER|THEM|HE .4 SEARCH
        ALONE
        PERSON|DIVER|THEM .3 NO_SIGN
        SEARCH .3 SEARCH
        DIVER .4 LOST
        NUM .0 MISSING
    """,
    "drowning": """
        DROWN
        DRANK .6 WATER
    """,
    "bleeding": """
        BLOOD_NOW
        BLEEDS .2 SEVERE
        SEVERE .2 BLEEDS
        ME|PERSON|HE|DIVER .5 WOUND
        WOUND .3 PERSON|HE|LIMB
        STRUCK .3 PROPELLER
        PROPELLER .4 STRUCK
        BITER .2 BITTEN .3 ME|HE|PERSON|DIVER|LIMB
        BITTEN .6 BITER
        BITER .2 BITTEN
        CUT .2 LIMB|PART
    """,
    "blood from inside": """
        BRINGS_UP .3 BLOOD
        BLOOD .2 BRINGS_UP
        BLOOD .4 MOUTH
        BLOOD .5 PART|MOUTH
    """,
    "injury": """
        HE|PERSON|DIVER .5 TRAUMA
        TRAUMA .4 HE|PERSON|LIMB|PART
        TRAUMA .3 VESSEL
        CASUALTY
        VESSEL .3 STRUCK .3 DIVER|PERSON|HE|ME
    """,
    "nerves": """
        NOT .2 FEEL .6 LIMB|BODY
        LIMB|BODY .3 NOT .1 FEEL
        LOST_SENSE
        PARALYSED
        HE|PERSON|DIVER .5 CONFUSED
        HE|PERSON|DIVER .3 CANT .1 WALK
        HE|PERSON|DIVER .4 ODD
        HE|PERSON .4 NOT|STOP .2 SENSE
        FEEL .3 LIMB|BODY .1 NOT
    """,
    "chest": """
        CHEST_PAIN
        CHEST .3 PAIN
        PAIN .4 CHEST
    """,
    "venom": """
        STUNG .7 VENOM
        VENOM .3 STUNG
        VENOM .2 BITTEN
        BITTEN .7 VENOM
        ALLERGY
        VENOM .3 LIMB|PART
    """,
    "diving illness": """
        EMBOLISM
        ME|HE|PERSON|DIVER .1 DCS|BENT_NOW
        ME|HE|PERSON|DIVER .4 HAVE .4 DCS
        DCS .0 DIVER|PERSON
        SAVED
        DCS|BENT_NOW .6 NOW|RECENT
        MAYBE .3 DCS
        DCS .3 MAYBE
    """,
    "alarm": """
        ALARM
        WANT .4 RESCUE
        RESCUE .2 NOW
        CALL .1 NUMBER
        HELP .3 DIVER|PERSON|HE .4 NOW|DIVE|SERIOUS|MILD
    """,
}

_LESSER: Mapping[str, str] = {
    # Signs of a diving illness: an emergency after a dive.
    "serious": """
        SERIOUS
        DCS|BENT_NOW
        LIMB .4 PAIN|WEAK
        PAIN .4 LIMB
        WEAK .1 LIMB
        LIMB|BODY|PART .4 ABNORMAL
        ABNORMAL .3 LIMB|BODY|PART
        LIMB|BODY|PART .1 NOT|CANT
        NOT .2 LIMB|PART
        CANT .5 LIMB|PART
        LIMB|PART .2 TRAUMA
        CANT .1 WALK
        CONFUSED
        HE|PERSON|DIVER .8 ODD
        CHEST
        CO
    """,
    "mild": """
        MILD
        EAR .3 PAIN
    """,
    "incident": """
        INCIDENT
        MISSED .4 DECO
    """,
    "sting": """
        STUNG .5 STINGER
        STINGER .3 STUNG
        STUNG
        ME|HE|PERSON|DIVER .3 BITTEN
        VENOM .6 MILD|SERIOUS|SEVERE
    """,
    "injury": """
        BLEEDS
        WOUND
        TRAUMA
    """,
    "after_dive": """
        AFTER_DIVE
        AFTER .4 DIVE
        RECENT .3 DIVE|DEPTH
        DIVE|DEPTH .3 RECENT
        DID .4 DIVE|DEPTH
        DIVE .1 ENDED
    """,
}

# "35 m", "35m": somebody was there, or is.
_DEPTHS = ", ".join(
    f"{metres} {unit}, {metres}{unit}"
    for metres in range(5, 80)
    for unit in ("m", "metres", "meters", "metros")
)

GRAVE = {kind: Patterns(table) for kind, table in _GRAVE.items()}
LESSER = {kind: Patterns(table) for kind, table in _LESSER.items()}
LEXICON = Lexicon(
    {**DANGER_PHRASES, **FRAME_PHRASES, "DEPTH": _DEPTHS},
    often_misspelt=OFTEN_MISSPELT,
    look_alikes=LOOK_ALIKES,
)
