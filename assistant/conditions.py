"""Knows what speaks of a diver's fitness to dive: illnesses, injuries, medicines, pregnancy, alcohol.

No rule of a dive site knows anything of these, and what a diver told of them must not be forgotten.
"""

import re

# Cold water is no illness.
_A_COLD = (
    r"(?:have|has|having|had|got|with) cold(?=\W*(?:$|[,.?!]|and\b|can\b|may\b))"
    r"|(?:my|this|an?|the|head|chest|bad|heavy|slight|nasty|common) cold"
    r"(?! ?-?(?:water|shower|sea|lake|current|day|night|dive|diving|drink|beer|front|climate|country|place"
    r"|region|season|winter|month|and wet|one|spell|sore))"
)
_BONE = "(?:arm|leg|rib|wrist|ankle|foot|hand|finger|collar ?bone|hip|shoulder|back|nose)"
_CONDITION = rf"""
    a(?:th?s|st?h?)ma\w* | astama\w* | inhalers? | ventolin
    | copd | emphysema | pneumothorax | pneumonia | bronchitis
    | (?:collapsed|punctured) lungs? | lung (?:disease|problems?|injur\w+|condition)
    | pregn?an\w* | preg(?:ant|nat|nent|ent)\w* | expecting | weeks along
    | trying for a baby | breast ?feeding
    | d(?:ia|i|ie|ai)b(?:e|i)?t\w* | insu?li?n\w* | metformin | epil\w*ps?\w* | epelep\w* | seizures?
    | faint(?:s|ed|ing)? | blackouts?
    | heart (?:attacks?|disease|conditions?|problems?|murmur|failure|surgery) | cardiac | angina | stents?
    | pace ?makers? | (?:high |low )?blood pressure | hyperten[st]\w+ | strokes? | pfo | arrhythmia
    | blood thinners? | warfarin | (?:heart|had an?) bypass
    | heart operation | aneurysm | (?:blood )?clots? | dvt
    | (?:perforated |burst |torn |ruptured )?eardrums? | ear infections? | grommets?
    | sinusitis | sinus (?:infection|problems?|surgery) | hay ?fever | flu | fever | cough\w* | covid
    | {_A_COLD}
    | congested | stuffy nose | blocked (?:nose|ears?|sinus\w*)
    | migraines? | hernias? | cancer | chemo\w* | (?:bad|sore|slipped) (?:back|disc) | back (?:pain|surgery)
    | depress\w+ | anxiety | panic (?:attacks?|disorder) | adhd | claustrophob\w+ | antidepressants? | bipolar
    | (?:hip|knee) replacement | surgery | operation | operated
    | (?:broken|fractured|sprained|injured) (?:\w+ )?\w+
    | broke (?:my|his|her|an?) {_BONE}s? | injur(?:y|ies|ed)
    | sertraline | ssris? | sudafed | ibuprofen | keppra | lamotrigine | ramipril | lisinopril
    | beta ?blockers?
    | medications? | medicines? | pills? | tablets? | antibiotics? | decongestants? | painkillers?
    | alcohol | drunk | beers? | hangover | hungover | cannabis | weed
    | (?:drink\w*|drank|had|have|glass(?:es)? of) (?:\w+ )?(?:wine|champagne|whisk\w+|vodka|rum|cocktails?)
    | the bends | bent | dcs | dci | decompression sickness | dizz\w+ | vertigo | numb(?:ness)? | tingling
    | sick | ill | illness
"""
_ALTERNATIVES = "|".join(" ".join(one.split()) for one in _CONDITION.split(" | "))
CONDITIONS = re.compile(rf"(?<!\w)(?:{_ALTERNATIVES})(?!\w)", re.IGNORECASE)


def conditions_in(text: str) -> list[str]:
    """What a text calls them, each once, in the order of the text."""
    return list(dict.fromkeys(found[0].lower() for found in CONDITIONS.finditer(text)))
