"""Knows what kind of detail a question asks for, so that a page without any is not taken for its answer.

"How heavy is the cylinder?" and "what time does the ferry leave?" share all their words with pages on
cylinders and ferries. Whether one of them answers is told by what it has to have: kilograms, an hour.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Self

from assistant.conditions import CONDITIONS
from assistant.content_words import content_words, stems
from assistant.lexicon import words
from assistant.tables import A_MONTH
from assistant.thesaurus import in_the_librarys_words

_CURRENCY = r"(dollars?|euros?|pounds sterling|ringgit|rupiah|baht|pesos?|usd|eur|myr|thb|idr)"
_BUSINESS = (
    r"(hotels?|hostels?|resorts?|guest ?houses?|restaurants?|bars?|airlines?|marinas?|company|companies"
    r"|shops?|liveaboards?|dive (cent(er|re)|school|operator)s?)"
)
_CONDITIONS = (
    r"(swell|waves?|winds?|windy|weather|forecast|visibility|viz|conditions|water temperature|tides?"
    r"|storms?|currents?|rain(ing|y)?|open|closed)"
)
_NOW = r"(right now|today|at the moment|currently|this (morning|afternoon|evening|weekend))"
_JOURNEY = "(a |trip|way|walk|ferry|boat|ride|drive|flight|transfer|crossing|swim|course|typical)"
_LONG_THING = "(reef|wall|wreck|bay|lagoon|tunnel|cavern|cave|jetty|beach|island|ship)"
_SOON = f"{_NOW}|tomorrow|tonight|this week"
_WHAT_RUNS = (
    "(ferry|ferries|(boat|ship|flight|bus|train|shop|park|site|museum|restaurant|school|dive cent(er|re))s?)"
)
_RUNS = "(sail|run|leav|depart|go|operat|open|clos|cancel|full|available|on time|delayed)"
_FREE = r"(free|left|available|vacan\w+|seats?|beds?|rooms?)"
_PLEASE = r"(\A\W*(please )?|(can|could|will) you (please )?|i want you to )"
_DETERMINER = "(me|us|my|our|an?|the|out)"
_SOLD = "(flight|room|hotel|seat|ticket|ferry|taxi|transfer|table|deal|bed|job|cabin)"
_BOOKED = rf"({_SOLD}|bookings?|reservation|place|trip|dives?|course|boat|for (today|tomorrow|tonight))"
_WRITTEN = (
    "(itinerary|day by day|training plan|work ?out|schedule|speech|poem|song|essay|story|e-?mail|letter"
    "|caption|logo|toast)"
)
# Stands in a question for somebody or something of whom a passage has to speak, too.
_WHOSE = "WHOSE"
# The same in one word.
_WHAT = "WHAT"
_MAY = "(can|may|could|should|ok|okay|safe|fine|alright|all right|allowed)"
_DO = "(get|have|use|go|take|do|eat|drink)"
_BESIDE = "(after|before) (diving|(a|my|the|our) dives?|dives)"


@dataclass(frozen=True, slots=True)
class Detail:
    """What pages have, or have not.

    `asked`: how divers ask for it, `unless` this is said as well. `given`: what tells that a passage has it;
    None: no page ever has.
    """

    asked: re.Pattern[str]
    given: re.Pattern[str] | None
    unless: re.Pattern[str] | None = None

    @classmethod
    def of(cls, asked: str, given: str = "", *, unless: str = "") -> Self:
        """Of expressions, one a line, for whole words in any case."""
        return cls(_any_of(asked), _any_of(given) if given else None, _any_of(unless) if unless else None)

    def is_asked_in(self, question: str) -> bool:
        return bool(self.asked.search(question)) and not (self.unless and self.unless.search(question))

    def is_in(self, passage: str, question: str) -> bool:
        """Whether a passage has it, and of whom the question asks."""
        if not (self.given and self.given.search(passage)):
            return False
        return all(_is_said(word, passage) for word in self._whose(question))

    def _whose(self, question: str) -> list[str]:
        asked = self.asked.search(question)
        named = asked.groupdict() if asked else {}
        return words(" ".join(filter(None, named.values())))


def _is_said(word: str, passage: str) -> bool:
    """Whether a passage has a word, or what the library calls it; a word without a meaning is everywhere."""
    meant = content_words(in_the_librarys_words(word))
    return not content_words(word) or not meant.isdisjoint(content_words(passage))


def _any_of(lines: str) -> re.Pattern[str]:
    expressions = "|".join(line.strip() for line in lines.strip().splitlines())
    numbers = count()
    expressions = re.sub(_WHOSE, lambda _: f"(?P<whose_{next(numbers)}>.{{1,40}})", expressions)
    expressions = re.sub(_WHAT, lambda _: f"(?P<what_{next(numbers)}>\\w+)", expressions)
    return re.compile(rf"(?<!\w)({expressions})(?!\w)", re.IGNORECASE)


# Prices, timetables, names of businesses and the sea of today are left out of the library on purpose: some
# pages say what is paid for, or in which part of the day boats leave, and none says more.
_MONEY = (
    Detail.of(
        """how much (does|do|did|is|are|was|will|would) .{1,60}(cost|charge|fees?|permit|ticket|price)
        prices?
        costs?
        fees?
        fares?
        salary""",
        r"""(price|cost|fee|fare|charge|sum)s?
        pays?
        paid
        money
        budget\w*
        cheap\w*
        expensive""",
    ),
    Detail.of(
        rf"""(how many|in) {_CURRENCY}
        how much is the ticket
        ticket prices?
        yearly .{{1,20}}fee
        salary""",
        rf"\d+ {_CURRENCY}",
    ),
)
_AT_THIS_MOMENT = Detail.of(
    rf"""(is|are|was|what'?s|how'?s|how) .{{1,60}}{_CONDITIONS}\b.{{0,40}}{_NOW}
    {_NOW}\b.{{1,60}}{_CONDITIONS}(?= *\?| *$)
    {_CONDITIONS} {_NOW}(?= *\?| *$)
    (forecast|swell|wind) .{{0,40}}tomorrow""",
    """today's
    (see|know) (today|live)
    live conditions""",
    # Who asks what to do in this current is told, whatever the sea is like today.
    unless="""(what|how) (should|do|can|must) (i|we|you)
    should (i|we)
    dangerous|safe|get out""",
)
_HOUR_OF_THE_DAY = Detail.of(
    r"""what time(?! of (the )?(year|day))
    opening (hours|times)
    departure times?
    timetables?
    flight number
    when does the (first|last|next)
    (first|last) (car )?(ferry|boat|bus|train|flight)""",
    r"""\d{1,2}[:.]\d\d
    \d{1,2} ?(am|pm)
    o'clock""",
    unless="fly|flying|last dive",
)
_OPEN_ON_A_DAY = Detail.of(
    "(open|closed|running|operating) (on )?((mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?)",
    "(mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?",
)
# What only those know who look it up, and only those do who can act for somebody.
_MINE = "my ((\\w+ )?(insurance|policy|booking|order|flight|payment|card|reservation|deposit|refund))"
_FOR_SOMEBODY = (
    Detail.of(
        rf"""(find|book|get|reserve|order|buy) me (an?|some|the|one|two|three) .{{0,30}}{_SOLD}s?
        {_PLEASE}(reserve|book|cancel|confirm|change|rebook) {_DETERMINER} .{{0,40}}{_BOOKED}
        (can|could) you (please )?(check|look up|see|find out|confirm) (whether|if|when|what) .{{0,40}}{_MINE}
        (call|ring|phone|e-?mail|text|message|contact) (the|my|a) .{{1,40}} (for me|on my behalf)
        (send|forward) (me|us|him|her|them|my) .{{1,40}}(mail|pdf|invoice|confirmation|file|link|photo)s?
        remind me (to|tomorrow|tonight|(in|at) \d+)
        (give|make|write|build|plan|draw|create|design|draft|compose) {_DETERMINER} .{{0,40}}{_WRITTEN}s?
        translate .{{1,60}} (in)?to (english|french|german|spanish|italian|polish|thai|chinese)"""
    ),
    Detail.of(
        r"""how (many|much) .{1,30} (have|did) i (logged?|dived?|done|made|spent|paid|booked)
        what('s| is| was) my ((last|next) (dive|flight|booking)|(\w+ )?(number|password)(?= *(\?|$)))
        (is|has|was|did) my (booking|order|payment|parcel|refund|deposit|application|reservation)
        (policy|booking|order|reference|certification|member\w*) (number|no\.?|id) \w*\d
        where (is|are) my (order|parcel|luggage|bags?|refund|booking)"""
    ),
    Detail.of(
        rf"""(is|are|will|does|do) (\w+ ){{0,4}}{_WHAT_RUNS} .{{0,30}}{_RUNS}\w* .{{0,30}}({_SOON})
        (is|are) (there|any) .{{0,40}}{_FREE} .{{0,30}}({_SOON}|(on|for|in) (the )?(\d+|{A_MONTH}))
        (storm|cyclone|typhoon|hurricane)s? .{{0,20}}(heading (for|to)|on (its|the) way|{_SOON})
        (jobs?|vacanc\w+|openings?) .{{0,40}}(at the moment|right now|going|available|open|currently)
        (anyone|anybody|who|shops?|schools?|cent(er|re)s?) (is |are )?hiring|vacanc(y|ies)""",
        unless="should (i|we)|safe|dangerous",
    ),
)
_A_NUMBER_TO_CALL = r"""\| *\+?\d[\d ]{1,15}(?= *\|)
    \+\d[\d ]{6,15}
    numbers? .{0,30}\b\d{3}"""
_PHONE_NUMBER = Detail.of(
    r"(phone|telephone|mobile|cell ?phone|cell|whatsapp|contact|fax) ?(numbers?|no\.?|details)",
    _A_NUMBER_TO_CALL,
    # Whoever looks for help is told where it is.
    unless="hyperbaric|chamber|dan|emergency|ambulance|police|coast ?guard|rescue|hotline",
)
_BUSINESSES = (
    Detail.of(
        rf"""(phone|telephone|whatsapp|contact) (number|detail)s?( \w+){{0,5}} {_BUSINESS}
        e-?mail address
        web ?site
        wi-?fi"""
    ),
    Detail.of(
        rf"""names?( \w+){{0,3}} {_BUSINESS}
        company('s)? name
        (which|what) airline"""
    ),
    Detail.of(
        """names? of the (man|woman|scientist|researcher|captain|owner|guide|founder|president|boss|director)
        (ceo|president|boss|director|chair(man|woman)?) of
        who (is|runs|leads|owns?|founded) (padi|ssi|naui|sdi|bsac|cmas|dan)"""
    ),
    Detail.of("(has|have|got|given) .{0,30}a (nick ?)?name", "nick ?named?|(is|was|are) named"),
)
# A list of chambers has none, for good reasons.
_NUMBER_TO_CALL = Detail.of(
    """(emergency|ambulance|police|coast ?guard|rescue) (phone |telephone )?numbers?
    numbers? (for|of) (the )?(ambulance|police|coast ?guard|emergenc(y|ies))""",
    _A_NUMBER_TO_CALL,
)
# A site's page tells its depth and its animals, that of its place the months.
_SEASON = Detail.of(
    f"""(best|good|right|worst) (time|months?|season|time of (the )?year)(?! to (do|surface|ascend))
    (which|what) (months?|season)
    when (should (i|we) (go|visit|come)|is it best|to (go|dive|visit))
    (is|in|during) {A_MONTH}""",
    f"{A_MONTH}|seasons?|all year|year round|monsoon|months?",
    # The time of a dive is no season, and who is there in July may ask anything.
    unless="""deep|depth|stops?|surface|levels?|certif\\w*|open water|advanced|aow|ow|suits?|get there
    time of (the )?day|before|after""",
)
_MEASURES = (
    Detail.of(
        """how heavy
        how much (do|does|did) .{1,60} weigh
        how many (kilos?|kg|kilograms|tons|tonnes)
        how much (heavier|lighter|denser)
        tonnage""",
        r"(\d+ ?)?(kg|kilos?|kilograms?|tons?|tonnes?)",
    ),
    Detail.of(
        f"""how many met(er|re)s (long|wide|tall|high)
        how (wide|tall) (is|are|was)
        (length|lenght) (of the (wreck|ship|reef|wall|jetty)|in met(er|re)s)
        how long and (how )?(wide|tall|high|heavy|big)
        how long is (the |this )?(?!{_JOURNEY})(\\w+ ){{0,2}}{_LONG_THING}(?= *(\\?|$|,| in | end ))
        hectares?""",
        """(met(er|re)s?|m) (long|wide|tall|high)
        (long|wide|tall|high|length) (is|of)
        hectares?""",
    ),
    Detail.of(
        """(what|in|which) per ?cent(age)?
        percentage of
        (pass|success|accident|death) rate""",
        r"per ?cent|\d+ ?%",
    ),
)
_HISTORY = (
    Detail.of(
        """(in )?(which|what) year(?! round)
        year of (construction|the)
        (when|how long ago) (was|were) .{1,60} (built|founded|sunk|discovered|invented|opened)
        (when|how long ago) did .{1,60} (sink|introduce|open)""",
        r"""1[4-9]\d\d
        20[0-2]\d
        century
        war""",
    ),
    Detail.of(
        """who (invented|founded|discovered|owns?|owned|built|designed|won|paid|counted)
        who (was|were) the (captain|owner|inventor|founder|first)
        captain of""",
        "(invent|found|discover|own|design|count)(ed|er|or)|built|captain",
    ),
    Detail.of(
        """original name
        (what|how) (was|were) .{1,50} (called|named?)
        what was (its|her|his) (name|number)""",
        """(once|formerly|originally|was|were|been) (called|named)
        name was
        under the name
        launched as
        named after""",
    ),
    Detail.of(
        """(which|what) year (was|were) .{1,60} (found|discovered|located)
        when (was|were) .{0,40}(wreck|ship|cave|plane).{0,20}(found|discovered|located)
        who (found|discovered)""",
        r"discover\w*|rediscover\w*|(was|were) (found|located) in",
        unless="lost|find (my|a|the|our)|can|should",
    ),
    Detail.of(
        """(what|which) cargo
        cargo (did|was|of the)
        make of plane""",
        "cargo (of|was)|carried|carrying|loaded",
    ),
    Detail.of("(world|depth) records?|record holder|oldest (scuba )?diver", "records?"),
    Detail.of(
        r"how many (\w+ ){0,3}(died|die|killed|drown\w*)",
        r"""(\d+|hundreds?|thousands?|lives)\b.{0,60}(died|die|killed|lost|drowned)
        (died|killed|lost)\b.{0,40}(\d+|lives)""",
    ),
)
_LIVES_OF_ANIMALS = (
    Detail.of(
        f"""how (long|old) (do|does|can) {_WHOSE} (live|get|become)
        life ?(span|cycle|expectancy)""",
        "years? old|life ?(span|cycle)|live (for|up to)",
    ),
    Detail.of(
        f"""what (do|does) {_WHOSE} eat
        how (do|does) {_WHOSE} feed
        diet of""",
        "(eat|feed|hunt|graze)(s|ing)?|prey",
    ),
    Detail.of(
        rf"""how (do|does) {_WHOSE} (reproduce|mate|breed|sleep|see colou?rs?)
        how (do|does) {_WHOSE} change (the |their )?colou?rs?
        how many (hearts|legs|arms|eyes|teeth|eggs)
        why (do|does) {_WHOSE} have (two|three|four|\d+)""",
        r"(reproduc|breed|sleep|spawn)\w*|mating|hearts?|changes? (its |their )?colou?r",
    ),
    Detail.of(
        r"how fast (can|do|does) (an? |the )?(?!i\b|we\b|you\b|divers?\b|one\b)\w+ (swim|run|move)",
        "kilomet(er|re)s? (per|an) hour|km/h|knots",
    ),
)
_COMPUTED = (
    r"(mod|maximum operating depth|ead|no[- ](stop|deco\w*)|ndl|sac|ppo2|partial pressures?|best mix|blend"
    r"|pressure group|deco\w*)"
)
_DECOMPRESSION_PLAN = "deco(mpression)? (schedule|plan|profile)"
# What a computer or a table works out for one dive. Weights and reserves of gas are no such thing.
_COMPUTATION = Detail.of(
    rf"""(calculate|compute|work out)\b.{{0,40}}\b{_COMPUTED}
    equivalent air depth
    (sac rate|my sac)
    blend .{{1,40}} from
    (plan|give|make|write|what is|what's|need) .{{0,30}}{_DECOMPRESSION_PLAN}
    {_DECOMPRESSION_PLAN} (for|to|of)
    pressure group [a-z](?= *,| at| after|$)""",
    "equivalent air depth",
)
# Who asks how it is worked out is told.
_SUM = Detail.of(
    r"""(work out|calculate|compute|add up) .{0,40}(how (many|much|long)|minutes|litres|bar|kilos)
    how (much|many) (room|kilos|minutes) (is|are|will be|would be) left
    exact .{0,20}minutes from \d+""",
    "equivalent air depth",
    unless="(how|help) (do|can|should|to|me|us) .{0,20}(work out|calculate|compute)|fly|flight|safety stop",
)
# What may be done around a dive: of a massage no page tells that speaks of alcohol.
_AROUND_A_DIVE = Detail.of(
    rf"""{_MAY}( i| to| we| if i| for me to)* {_DO} (\w+ ){{0,5}}{_WHAT} (straight |directly )?{_BESIDE}""",
    ".+",
    # What the pages call otherwise, and answer: medicines above all.
    unless=rf"{CONDITIONS.pattern}|medic\w*|drugs?|spray|drops|vaccin\w*|bath|shower|fly|flight",
)
_INSIDES = (
    Detail.of(
        """answer key
        exam questions
        questions? (are |is )?in the .{1,40}exam
        pass mark""",
        r"pass mark|(\d+|\w+) (multiple[- ]choice )?questions",
    ),
    Detail.of(
        """serial number|firmware|warranty|battery (model|type)|intermediate pressure|hydrostatic
        (has|have|support|over|by|via|pair|pairing|use|with) (\\w+ ){0,2}bluetooth
        bluetooth (version|model|range|pairing)""",
        "serial number|firmware|bluetooth|warranty|battery (model|type)|intermediate pressure|hydrostatic",
    ),
)
_DETAILS = (
    *_MONEY, _AT_THIS_MOMENT, _HOUR_OF_THE_DAY, _OPEN_ON_A_DAY, *_FOR_SOMEBODY, _PHONE_NUMBER, *_BUSINESSES,
    _NUMBER_TO_CALL, _AROUND_A_DIVE, *_MEASURES, *_HISTORY,
    *_LIVES_OF_ANIMALS, _COMPUTATION, _SUM, *_INSIDES,
)  # fmt: skip

_COUNT = re.compile(
    r"\bhow many\s+(?!(?:might|may|should|can|could|do|did|are|will|would|of)\b)((?:[\w'-]+\s+){0,2}[\w'-]+)",
    re.IGNORECASE,
)
# "How many visitors per day" counts visitors.
_SHARE = re.compile(r"\s(?:per|each|every|an?)\s", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|^(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|hundreds?|thousands?|no|none|several|few|couple|dozens?|half)$"
)
# Their numbers are said in other words, too: "18 metres", "after a day", "alone".
_UNITS = content_words(
    """
    metre meter foot feet minute hour day week month year dives time bar psi litre liter degree people kilo kg
    pound gram knot level star course lesson person divers guest dollar euro ringgit
    """
)
# Between a number and what it counts: "two very old wrecks".
_WORDS_BETWEEN = 4


def asks_for_season(question: str) -> bool:
    """Whether a question asks for months, or names one it asks about."""
    return _SEASON.is_asked_in(question)


def tells_season(passage: str) -> bool:
    """Whether a passage tells of any month."""
    return _SEASON.is_in(passage, "")


def lacks_detail(question: str, passage: str) -> bool:
    """Whether a passage has nothing of a kind that the question asks for, or no number of what it counts."""
    if any(not detail.is_in(passage, question) for detail in _asked_in(question)):
        return True
    counted = _counted(question)
    return bool(counted) and not any(counted & near for near in _after_numbers(passage))


@lru_cache(maxsize=1024)
def _asked_in(question: str) -> tuple[Detail, ...]:
    return tuple(detail for detail in _DETAILS if detail.is_asked_in(question))


@lru_cache(maxsize=1024)
def _counted(question: str) -> frozenset[str]:
    """Of "how many marked dive sites ..." the words that a number has to stand before."""
    asked = _COUNT.search(question)
    things = content_words(_SHARE.split(asked[1])[0]) if asked else frozenset()
    return frozenset() if things & _UNITS else things


def _after_numbers(passage: str) -> Iterator[frozenset[str]]:
    said = words(passage)
    for at, word in enumerate(said):
        if _NUMBER.search(word):
            yield frozenset(stems(said[at + 1 : at + 1 + _WORDS_BETWEEN]))
