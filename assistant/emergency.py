"""The emergency card: fixed text and reviewed numbers, made without a language model or a database.

The first aid is what the public guidelines of DAN and Emergency First Response agree on; the numbers come
from the `contacts` of content/safety/emergency-contacts*.md and from nowhere else.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum

from assistant.lexicon import Patterns, words
from assistant.pages import Contact
from assistant.triage_signals import GRAVE, LESSER, LEXICON

WORLDWIDE = "*"
# More than anybody reads in an emergency.
_NUMBERS_MAX = 8


class Kind(Enum):
    """Emergencies of which the public guidelines say something special. The value: the signs that tell it."""

    MISSING = (GRAVE["missing"],)
    BLEEDING = (GRAVE["bleeding"],)
    STING = (GRAVE["venom"], LESSER["sting"])
    SELF_HARM = (Patterns("SELF_HARM"),)


_TITLE = "EMERGENCY"
_CALL = "Call the local emergency services or the coast guard NOW. Do not wait to see whether it gets better."
_NUMBERS = "Numbers:"
_WHERE = "Tell me the country or the island, and I name the numbers that I know there."
# "He is from Germany", but not "we are calling from Dahab".
_ORIGIN = re.compile(
    r"(?:\b(?:am|is|are|was|were|im|hes|shes)|['’](?:m|s|re)) (?:both |all |originally )?from (?:the )?\w+",
    re.IGNORECASE,
)
_UNTIL_HELP_COMES = "Until help comes:"
_SPECIAL: Mapping[Kind, tuple[str, ...]] = {
    Kind.MISSING: (
        "- Note the time, and mark the place where the diver was last seen (GPS, buoy, landmarks).",
        "- Call the other divers back, count everybody, and watch the surface all around and down-current.",
        "- Nobody goes down to search who is not trained and equipped for it.",
    ),
    Kind.BLEEDING: (
        "- A bleeding wound: press on it firmly with a clean cloth or dressing, and keep pressing.",
    ),
    Kind.SELF_HARM: (
        "- If you think of harming yourself: stay out of the water, and do not stay alone with it.",
        "- Tell somebody beside you now. The emergency services help with this, too.",
    ),
    Kind.STING: (
        "- A sting or a bite: keep still, watch the breathing, and do not cut, suck or rub the wound.",
        "- Spines of a fish or an urchin: hot water eases the pain, no hotter than a helper's hand bears.",
    ),
}
_FOUND = "When the diver is found:"
_FIRST_AID = (
    "- Get the diver out of the water, lying flat and still; on the side if unconscious but breathing.",
    "- Not breathing normally: start CPR if you are trained; who answers the emergency call will guide you.",
    "- Give 100 % oxygen if the kit and somebody trained to use it are there.",
    "- Do not go back into the water, and do not try recompression in the water.",
    "- Do not let the diver drive, fly, or be alone.",
    "- Keep the dive computer, the gear and the dive profile (depth, time, gas) for the doctors.",
)
_DIVING_LINE = (
    "Then call a diving emergency line such as DAN: it advises you and the doctors, and finds a chamber."
)
_CLOSING = "Give first aid only within your training. I am an assistant, not a medical service."
_BANNER = (
    "If this is happening now, do not read on: call the local emergency services or the coast guard,\n"
    "then a diving emergency line such as DAN. I am an assistant, not a medical service."
)


class EmergencyCard:
    """Built once, at the start; the same message always gets the same card."""

    def __init__(self, contacts: Iterable[Contact] = (), *, places: Mapping[str, str] | None = None) -> None:
        """`places`: names that a message may mention -> ISO 3166-1 alpha-2 code of their country."""
        self._contacts = tuple(contacts)
        self._places = {_plain(name): code.upper() for name, code in (places or {}).items()}

    def text(self, country: str | None = None, message: str = "") -> str:
        """What to do and whom to call. A place named in the message comes before `country` (ISO alpha-2)."""
        here = self._named(message) or ({country.upper()} if country else set())
        numbers = self._numbers(here)
        asked = [_WHERE] if numbers and not here else []
        parts = (_opening(message), numbers, asked, _steps(message), [_CLOSING])
        return "\n\n".join("\n".join(lines) for lines in parts if lines)

    def banner(self, message: str = "") -> str:
        """What stands above an ordinary answer: two lines, before them one in the language of the message."""
        line = _in_their_language(message) if is_in_another_language(message) else ""
        return "\n".join(filter(None, (line, _BANNER)))

    def _numbers(self, here: set[str]) -> list[str]:
        near = [contact for contact in self._contacts if here & {*contact.countries}]
        anywhere = [contact for contact in self._contacts if WORLDWIDE in contact.countries]
        # Without a place: the lines for the whole world, then what counts in most countries. The number of
        # one country would be dialled in another.
        others = [contact for contact in self._contacts if contact not in anywhere]
        of_many = [contact for contact in others if len(contact.countries) > 1]
        elsewhere = [] if near else sorted(of_many, key=lambda contact: -len(contact.countries))
        listed = [_line(contact) for contact in (*near, *anywhere, *elsewhere)][:_NUMBERS_MAX]
        return [_NUMBERS, *listed] if listed else []

    def _named(self, message: str) -> set[str]:
        """The codes of the countries that a message names, but not of where somebody comes from."""
        said = _plain(_ORIGIN.sub(" ", message))
        return {code for name, code in self._places.items() if name in said}


def _line(contact: Contact) -> str:
    note = f" ({contact.note.rstrip('.')})" if contact.note else ""
    return f"- {contact.service}, {contact.area}: {contact.phone}{note}"


def _plain(text: str) -> str:
    """The words between spaces, so that a name is found only as whole words."""
    return f" {' '.join(words(text))} "


def _opening(message: str) -> list[str]:
    line = _in_their_language(message)
    return [_TITLE, *([line] if line else []), _CALL, _DIVING_LINE]


def _steps(message: str) -> list[str]:
    kinds = _kinds(message)
    special = [step for kind in kinds for step in _SPECIAL[kind]]
    found = [_FOUND] if Kind.MISSING in kinds else []
    return [_UNTIL_HELP_COMES, *special, *found, *_FIRST_AID]


def _kinds(message: str) -> list[Kind]:
    sentences = LEXICON.read(message)
    return [k for k in Kind if any(signs.ends_in(sentence) for signs in k.value for sentence in sentences)]


# One line for those who do not read English well: only in languages we are sure of, told by common words that
# English has not, and without numbers, which stand in the reviewed page alone.
_LANGUAGES: Mapping[str, str] = {
    "¿Emergencia? Llame ahora mismo a los servicios de emergencia locales.": """
        el mi mis los las del esta estoy tengo siento y que amigo amiga novia novio marido mujer
        hijo ayuda auxilio respira bucear buceo inmersion buzo brazo pierna sangre despues desde
        emergencia inconsciente encontramos desmayo puedo
    """,
    "Urgence ? Appelez tout de suite les secours locaux.": """
        mon ma mes le les est une du je j il elle nous et au aux ne pas apres depuis ami amie femme
        mari plongee plongeur secours aidez respire bras jambe jambes sang urgence inconscient
        evanoui disparu
    """,
    "Notfall? Rufen Sie sofort den örtlichen Notruf an.": """
        mein meine meiner ist nicht nach dem der das ich er sie und wir ein eine hat habe seit mehr
        tauchgang tauchen taucher hilfe freund freundin atmet bein bewusstlos notfall kribbeln taub
        schmerzen blut vermisst
    """,
    "Kecemasan? Hubungi perkhidmatan kecemasan tempatan sekarang.": """
        saya dia dan yang kawan tak tolong penyelam selepas lepas menyelam hilang pengsan sedar
        suami isteri anak kaki tangan darah sakit belum naik dah kecemasan nafas bernafas kebas
    """,
    "Darurat? Hubungi layanan darurat setempat sekarang.": """
        saya dia dan yang teman tidak tolong penyelam setelah menyelam hilang pingsan sadar istri
        suami anak kaki tangan darah sakit belum naik gak nggak bisa sudah darurat napas bernapas
        kesemutan habis
    """,
    "Emergenza? Chiamate subito i soccorsi locali.": """
        il mio mia non amico amica dopo immersione sono aiuto svenuto svenuta gamba gambe braccio
        sangue sta della un una emergenza moglie marito formicolio sommozzatore petto
    """,
    "Emergência? Ligue já para os serviços de emergência locais.": """
        meu minha nao depois mergulho mergulhador estou socorro ele ela ajuda perna sangue da os um
        uma desmaiou dor peito
    """,
    "Noodgeval? Bel nu de lokale hulpdiensten.": """
        mijn niet een het ik hij zij en na de duik duiker ademt vriend vriendin bewusteloos bloed
        noodgeval pijn borst
    """,
}
_CHINESE = "紧急情况？请立即拨打当地急救电话。"
_JAPANESE = "緊急ですか？今すぐ現地の救急に電話してください。"
_KANA, _HAN = re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\u3400-\u9fff]")
_ENGLISH = """
    the my is are and a i he she we of to after with has have not cant can his her our was it in on im since
    you they
"""
# Words that no other of these languages has.
_ENGLISH_ALONE = """
    the my are and he she we of to after with has have not cant can his her our was it since you they what how
    which where when does do dive diving divers reef reefs wreck cost cover near in on at for
"""
_TELLING_WORDS_MIN = 2
# Greek to Cyrillic, Hebrew and Arabic, those of India, Thai and Lao, and those of East Asia.
_ANOTHER_SCRIPT = re.compile(
    r"[\u0370-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_TELLING = {line: frozenset(common.split()) for line, common in {"": _ENGLISH, **_LANGUAGES}.items()}


def is_in_another_language(message: str) -> bool:
    """Whether it is surely not English.

    So it is in another script, and where no word is English alone and a quarter of the words, two at least,
    are common ones of a language of the card.
    """
    if _ANOTHER_SCRIPT.search(message):
        return True
    said = words(message)
    line = _in_their_language(message)
    telling = [word for word in said if line and word in _TELLING[line]]
    return len(telling) >= max(_TELLING_WORDS_MIN, len(said) / 4) and frozenset(said).isdisjoint(
        _ENGLISH_ALONE.split()
    )


def _in_their_language(message: str) -> str:
    """The line in the language with most of its words in the message; empty for English."""
    if _KANA.search(message):
        return _JAPANESE
    if _HAN.search(message):
        return _CHINESE
    said = frozenset(words(message))
    return max(_TELLING, key=lambda line: len(_TELLING[line] & said))
