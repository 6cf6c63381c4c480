"""Adds the library's words to a question that says the same in a diver's, a beginner's or an abbreviation's.

The embedder knows English, but not that EANx is nitrox or that who is expecting asks about pregnancy.
Words are added, never replaced: what the diver said still counts.
"""

import re
from collections.abc import Mapping

from assistant.lexicon import words

# What people say (whole words, a comma between; each once) -> what the library says.
SAID_FOR: Mapping[str, str] = {
    "dsd, discover scuba, have a go, try it once, taster, intro dive": "try dive without certification",
    "owd, ow": "Open Water Diver",
    "aow, aowd, advanced card": "Advanced Open Water",
    "dm, dmt": "divemaster",
    "idc, msdt, owsi": "instructor course",
    "teach scuba, teach diving, teach people to dive": "become a diving instructor",
    "eanx, ean, ean32, ean36, enriched air": "nitrox",
    "28 mix, 30 mix, 32 mix, 36 mix, 38 mix, 40 mix": "nitrox maximum operating depth",
    "mod": "maximum operating depth",
    "ndl, no deco": "no decompression limit",
    "dcs, dci, bends, the bends, bent, deco sickness": "decompression sickness DCS",
    "chamber near, chamber in, chamber on, chamber at, chamber for": "recompression chamber",
    "nearest chamber, a chamber on, a chamber in, a chamber near, deco chamber": "recompression chamber",
    "emergency number, emergency numbers, emergency phone number": "ambulance number rescue",
    "decompression chamber, hyperbaric": "recompression chamber",
    "narked, narced, narcosis, drunk, giggly, martini": "nitrogen narcosis",
    "bcd, stab jacket, wing": "BCD buoyancy",
    "spg": "pressure gauge",
    "dsmb, smb, sausage": "surface marker buoy",
    "octo, octopus": "alternate air source regulator",
    "tank, bottle, cylinder": "cylinder tank",
    "guzzle, air hog, suck air, burn through": "use less air",
    "expecting, pregnant, pregnancy, having a baby, weeks along": "pregnant",
    "hungover, hangover, beers, booze, drunk last night": "alcohol before diving",
    "plastic id, diver id, c card, ccard, cert card, wallet": "certification card lost",
    "asthmatic, inhaler, puffer": "asthma",
    "specs, spectacles": "glasses",
    "lasered": "laser eye surgery",
    "mal de mer, queasy, puke, throw up": "seasick",
    "pop my ears, ears pop, clear my ears, ear clearing, clearing": "equalise ears",
    "equalize, equalizing, equalization": "equalise ears",
    "with a cold, have a cold, got a cold, head cold": "congested ears sinuses",
    "stuffy nose": "congested ears sinuses",
    "eardrops, ear drops, use drops, take drops, nose drops, nasal spray": "ear drops medicine doctor",
    "scared, terrified, nervous, anxious, panic": "fear afraid",
    "non swimmer, cannot swim, cant swim": "swim",
    "kid, kids, son, daughter, child, children, year old": "children age junior",
    "plane, fly, flight, board, airport": "flying after diving",
    "mountain, mountain pass, altitude, summit": "mountains altitude flying after diving",
    "drive up, driving up": "mountains altitude flying after diving",
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
    "gopro, photos, pics": "underwater camera pictures",
    "flunk, flunked, written test, final test": "exam fail",
    "hypertension, high bp": "high blood pressure",
    "dramamine, scopolamine, travel sickness, motion sickness": "seasickness medicine",
    "pills, tablets, meds, ibuprofen, paracetamol, aspirin, painkillers, painkiller": "medicine",
    "sudafed, pseudoephedrine, actifed, otrivin": "decongestant medicine ears",
    "sertraline, citalopram, escitalopram, fluoxetine, prozac, zoloft, ssri": "mental health medicine",
    "ramipril, lisinopril, bisoprolol, beta blocker, beta blockers": "high blood pressure medicine",
    "keppra, lamotrigine": "epilepsy medicine",
    "drink wine, glass of wine, drink beer, have a beer, few drinks": "alcohol before diving",
    "spines, spikes, spiky, needles": "sea urchin spines",
    "reg, regs, mouthpiece": "regulator",
    "dc": "dive computer",
    "o2": "oxygen",
    "bot, robot, chatbot, ai, what can you do, what can you help": "assistant help",
    "whole course again, course again, start over": "refresher expire certification",
    "yellow fever, yellow fever shot": "vaccinations",
    "cash, banknotes, atm, credit card, credit cards": "money cash",
    "tight spaces, closed in, claustrophobic": "claustrophobia fear",
    "after dark": "night dive",
    "crackly, crackling": "lung injury emphysema",
    "downcurrent, pulled down, sucked down, sucks you": "down current",
    "teacher, teachers, trainer": "instructor",
    "licence, license, licensed": "certification",
    "epilepsy, epileptic, seizure, seizures": "epilepsy seizure",
    "overweight, obese, out of shape": "unfit",
    "viz, vis, murky, pea soup": "visibility",
    "medical form, health form, health questions, health boxes, doctors note": "medical questionnaire",
    "teamed, paired, stranger, unknown buddy": "new buddy",
    "cert, certs, qualification, qualified, ticket to dive": "certification",
    "bookwork, homework, e learning, elearning, theory online": "eLearning theory",
    "beginner course, beginners course, entry level, first course, basic course": "Open Water Diver course",
    "become a pro, dive pro, professional diver, dive guide, lead dives": "divemaster",
    "resort course, trial dive, taster session": "try dive without certification",
    "grandson, granddaughter, nephew, niece, teenager, teen, boy, girl, toddler": "children age junior",
    "stuffy, congested, blocked nose, sniffles, runny nose, the flu, sinus": "cold congested ears sinuses",
    "heart attack, stent, bypass, pacemaker, angina": "heart disease",
    "diabetic, insulin, blood sugar": "diabetes",
    "operation, operated, surgeon, knee op": "surgery",
    "hip replacement, knee replacement, artificial hip": "surgery artificial joint bones joints",
    "bad back, back pain, slipped disc, bad knee, bad knees": "bones joints back injury",
    "warfarin, blood thinner, blood thinners, eliquis, xarelto": "blood thinners medicine heart disease",
    "metformin": "diabetes tablets",
    "fainted, fainting, passed out once": "fainting seizure examined",
    "tired after, exhausted after, wiped out after": "unusual tiredness symptoms decompression sickness",
    "weed, cannabis, stoned": "alcohol drugs",
    "tampon, menstruation, menstruating, on my period, that time of the month": "period menstruation",
    "antidepressants, depression, adhd": "mental health medicine",
    "tingling, pins and needles, joint pain, sore shoulder, achy joints": "symptoms decompression sickness",
    "blurry vision, ringing, dizzy, vertigo": "ears dizziness",
    "nosebleed, blood in my mask, bloody nose": "sinus squeeze nosebleed",
    "fart, tummy, diarrhoea, the runs, food poisoning": "stomach illness",
    "sunscreen, sun cream, sunblock": "sun protection reef",
    "disabled, disability, wheelchair, amputee, deaf, blind": "disability",
    "goggles": "mask",
    "flippers": "fins",
    "which suit, what suit, how thick": "wetsuit water temperature",
    "wet suit, neoprene, shorty, steamer": "wetsuit",
    "booties": "boots",
    "flashlight, lamp": "torch dive light",
    "fogs up, fogging, foggy, steams up, mist up, misty": "mask fogging",
    "weight belt, ballast, pounds of lead, kilos of lead": "weights",
    "sink, floaty, too light, cannot get down, cant get down": "weighting buoyancy",
    "rinse, wash, hose down": "rinse care of equipment",
    "hire, rental, borrow": "rent equipment",
    "overhaul, repair, technician, serviced": "service equipment",
    "dive watch, wrist computer": "dive computer",
    "beard, moustache": "mask seal",
    "baggage, suitcase, carry on, hand luggage, hold luggage": "luggage packing",
    "insured, insurance policy, claim, underwriter": "dive insurance",
    "gratuity, tipping, tips for the crew": "tip",
    "rainy season, monsoon, rainy, typhoon, hurricane, cyclone": "season monsoon",
    "crowded, busy": "crowds busy",
    "easier, easiest, harder, hardest, more difficult, less difficult": "who can dive level",
    "baby sharks, whale shark, whalesharks": "whale sharks",
    "macro, critters, nudis, seahorse, seahorses": "small animals macro",
    "jabs, malaria": "vaccinations health",
    "shark attack, eaten by, get bitten": "sharks dangerous",
    "talk underwater, communicate, sign language": "hand signals",
    "pee, toilet, wee": "pee in wetsuit toilet",
    "too old, pensioner, retired, senior": "age older",
    "drown, die, deadly, fatal, risky": "dangerous risk",
    "short sighted, contact lenses, eyesight": "glasses contact lenses",
    "my first time, first time, never dived, newbie, novice": "beginner",
}
_MEANT = {tuple(words(form)): meaning for forms, meaning in SAID_FOR.items() for form in forms.split(",")}
# No typing errors, and no names either.
KNOWN_FORMS = frozenset(word for form in _MEANT for word in form)
_LENGTHS = range(1, 1 + max(map(len, _MEANT)))
_DENIED = re.compile(r"\b(?:no|without|not any) (?:symptoms?|pain|problems?)\b(?: at all)?", re.IGNORECASE)

# These words say the same, and would count as words that no page has.
WRITTEN_HERE: Mapping[str, str] = {"coastguard": "coast guard", "nr": "number"}
_WRITTEN_OTHERWISE = re.compile(rf"\b(?:{'|'.join(WRITTEN_HERE)})\b", re.IGNORECASE)
_WANTED_UNIT = re.compile(r"(?<=\w )in (?:feet|ft|fahrenheit|pounds|lbs|psi)\b", re.IGNORECASE)


def plainly_asked(question: str) -> str:
    """The question without the symptoms that somebody says they have not, and without the unit that they
    would like the answer in; and some words as the library writes them."""
    plain = _WANTED_UNIT.sub(" ", _DENIED.sub(" ", question))
    return _WRITTEN_OTHERWISE.sub(lambda found: WRITTEN_HERE[found[0].lower()], plain)


def in_the_librarys_words(question: str) -> str:
    """The question, and what the library calls what it speaks of."""
    said = words(question.replace("-", " "))
    phrases = (tuple(said[at : at + length]) for at in range(len(said)) for length in _LENGTHS)
    added = dict.fromkeys(_MEANT[phrase] for phrase in phrases if phrase in _MEANT)
    return f"{question}\n{' '.join(added)}" if added else question
