"""Whether a dive site suits a diver is told by rules, before anything that is quoted."""

from dataclasses import replace
from uuid import uuid4

import pytest

from assistant.conversation import Assistant, Reply, Turn
from assistant.emergency import EmergencyCard
from assistant.language_models import Utterance
from assistant.persons import CHILDREN, RELATIVES
from assistant.quantities import quantities
from assistant.retrieval import Retrieval
from assistant.site_fit import Diver, Requirements
from assistant.site_questions import CatalogueSite, SiteQuestions, diver_of, named_in, stated_by
from assistant.triage import triage
from tests.assistant.scripted import PASSAGE, ScriptedLibrary, ScriptedModel

LIMITS = {"none": 12.0, "OW": 18.0, "AOW": 30.0, "RESCUE": 30.0}


def site(name, destination, certification="OW", dives=None, depths=(5, 16)):
    path = f"destinations/{destination.lower()}/sites/{name.lower().replace(' ', '-')}.md"
    return CatalogueSite(name, destination, path, Requirements(certification, dives, *depths))


SAIL_ROCK = site("Sail Rock", "Tao", dives=20, depths=(0, 40))
LIBERTY = site("USAT Liberty", "Bali", depths=(3, 29))
MANTA = site("Manta Point", "Komodo")
OTHER_MANTA = site("Manta Point", "Bali")
DEEP = site("Blue Corner Wall", "Palau", "AOW", 50, depths=(25, 40))
GARDENS = site("Japanese Gardens", "Tao", depths=(2, 14))
SITES = [SAIL_ROCK, LIBERTY, MANTA, OTHER_MANTA, DEEP, GARDENS]


class Sites:
    def __init__(self):
        self.asked = 0

    async def sites(self):
        self.asked += 1
        return SITES


@pytest.fixture
def catalogue():
    return Sites()


@pytest.fixture
def judge(catalogue):
    async def judge(question, before="", **profile):
        return await SiteQuestions(catalogue, LIMITS).verdict(question, f"{before} {question}", profile)

    return judge


@pytest.mark.parametrize(
    ("question", "profile", "path", "said"),
    [
        (
            "Can I dive Sail Rock with Open Water and 25 dives?",
            {},
            SAIL_ROCK,
            ["fits with limits", "25 are enough", "so only the part above fits (Open Water)"],
        ),
        (
            "I have 10 dives. Am I ready for Sail Rock as an Open Water diver?",
            {},
            SAIL_ROCK,
            ["does not fit", "ask for more than 10", "the diver has Open Water"],
        ),
        ("Is Japanese Gardens ok for me?", {"certification_level": "OW"}, GARDENS, ["fits, by the rules"]),
        ("Would I be fine at Japanese Gardens?", {"certification_level": "OW"}, GARDENS, ["fits, by the"]),
        (
            "is japanese gardens suitable for beginners",
            {},
            GARDENS,
            ["what it asks for", "level is not given"],
        ),
        ("I'm OW, am I ready for the Liberty wreck?", {}, LIBERTY, ["fits with limits"]),
        ("I am open water, can I dive Blue Corner Wall?", {}, DEEP, ["does not fit", "begins deeper"]),
        ("I am a rescue diver with 60 dives, can I dive Blue Corner Wall?", {}, DEEP, ["fits with limits"]),
        ("which certification do I need for Sail Rock", {}, SAIL_ROCK, ["asks for Open Water"]),
        ("how many logged dives do I need for Sail Rock?", {}, SAIL_ROCK, ["the number is not given"]),
        ("can a diver do Manta Point in Komodo", {}, MANTA, ["Manta Point, Komodo"]),
    ],
)
async def test_the_rules_judge_the_site_that_is_asked_about(judge, question, profile, path, said):
    verdict = await judge(question, **profile)

    assert verdict.content_path == path.content_path
    assert [words for words in said if words not in verdict.text] == []


@pytest.mark.parametrize(
    "question",
    [
        "Can I dive Blue Corner Wall with an instructor? I have 60 dives",
        "I am open water with 60 dives. Can I dive Blue Corner Wall with a divemaster?",
        "My instructor said I could dive Blue Corner Wall. Is it ok for me?",
        "Can a rescue boat reach Blue Corner Wall? Can I dive it with my 60 dives?",
    ],
)
async def test_who_comes_along_is_not_the_level_of_the_diver(judge, question):
    verdict = await judge(question, certification_level="OW", logged_dives=60)

    assert "does not fit" in verdict.text or "what it asks for" in verdict.text


@pytest.mark.parametrize(
    "question",
    [
        "I don't have my advanced open water yet, can I dive Blue Corner Wall?",
        "I failed my open water course, can I dive Japanese Gardens?",
        "I am starting open water next week, can I dive Japanese Gardens?",
        "I am not yet certified, can I dive Japanese Gardens?",
        "I don't have a certification, can I dive Japanese Gardens?",
        "Can beginners dive Japanese Gardens?",
        "Can my wife dive Japanese Gardens?",
        "I have fewer than 50 dives, am I ready for Blue Corner Wall?",
        "I want to log 50 dives, so far I have 5 dives, can I dive Blue Corner Wall?",
    ],
)
async def test_what_is_not_so_or_not_theirs_gives_no_verdict(judge, question):
    verdict = await judge(question, certification_level="INSTRUCTOR", logged_dives=900)

    assert "what it asks for" in verdict.text


@pytest.mark.parametrize(
    "question",
    [
        "Can my son dive Blue Corner Wall? He is 10",
        "Can my 10 year old daughter dive Japanese Gardens? She is junior open water",
        "Can I dive Japanese Gardens with a cold?",
        "Can I dive Japanese Gardens while pregnant?",
        "I have asthma, am I ok for Japanese Gardens?",
        "Can I dive Japanese Gardens after two beers?",
        "Can I dive Japanese Gardens alone?",
        "Can I dive Sail Rock to 40 m with my open water?",
        "Can I dive Sail Rock at night?",
    ],
)
async def test_what_no_rule_of_a_site_knows_is_left_to_the_pages_on_it(judge, question):
    assert await judge(question, certification_level="INSTRUCTOR", logged_dives=900) is None


async def test_a_level_named_a_turn_before_is_not_the_divers(judge):
    verdict = await judge("and can I dive Blue Corner Wall?", "I met a divemaster with AOW and 500 dives")

    assert "what it asks for" in verdict.text


@pytest.mark.parametrize(
    "question",
    [
        "Can I dive Sail Rock or Japanese Gardens with open water?",
        "Can I dive Blue Corner Wall and then Sail Rock?",
    ],
)
async def test_of_several_sites_none_is_judged(judge, question):
    assert await judge(question, certification_level="OW") is None


async def test_what_the_diver_says_now_goes_before_what_was_known(judge):
    verdict = await judge(
        "I am Advanced Open Water now and have 60 dives, can I dive Blue Corner Wall?",
        certification_level="OW",
        logged_dives=4,
    )

    assert "fits with limits" in verdict.text


async def test_a_question_may_point_back_to_a_site(judge):
    verdict = await judge("and is it ok for me?", "How deep is Sail Rock?", certification_level="OW")

    assert verdict.content_path == SAIL_ROCK.content_path


@pytest.mark.parametrize(
    "question",
    [
        "What can I see at Sail Rock?",
        "How deep is Sail Rock?",
        "Can I fly after diving Sail Rock?",
        "Sail Rock",
        "When is the best time for Sail Rock?",
        "How do I get to Sail Rock?",
        "Can I see whale sharks at Sail Rock?",
    ],
)
async def test_other_questions_are_not_judged_and_ask_no_catalogue(judge, catalogue, question):
    assert await judge(question) is None
    assert catalogue.asked == 0


@pytest.mark.parametrize(
    "question",
    [
        "Can I dive Manta Point with Open Water?",
        "Can I dive with asthma?",
        "Can I sail with an Open Water card and dive?",
    ],
)
async def test_without_one_site_that_is_meant_there_is_no_verdict(judge, question):
    assert await judge(question) is None


def test_a_name_inside_a_longer_one_is_not_meant():
    longer = site("Sail Rock North", "Tao")

    assert named_in("can I dive sail rock north", [SAIL_ROCK, longer]) == longer


async def test_a_verdict_names_no_number_that_only_the_catalogue_knows(judge):
    verdict = await judge("Can I dive Sail Rock with Open Water and 10 dives?")

    assert [number.value for number in quantities(verdict.text)] == [10]


@pytest.mark.parametrize(
    ("question", "diver"),
    [
        ("an OW diver with 12 logged dives", Diver("OW", 12)),
        ("I am a rescue diver with 1 dive", Diver("RESCUE", 1)),
        ("I'm AOW, I have an open water card and 60 dives", Diver("OW", 60)),
        ("not certified", Diver(None, None)),
        ("how about me", Diver(None, None)),
    ],
)
def test_level_and_dives_are_read_from_the_question(question, diver):
    assert diver_of(question, {}) == diver


@pytest.mark.parametrize(
    ("question", "diver"),
    [
        ("My wife is advanced with 60 dives, can she dive it?", Diver("AOW", 60)),
        ("my husband is an open water diver. Is Sail Rock ok for him?", Diver("OW", None)),
        ("My sister has advanced and 100 dives. Does it suit her?", Diver("AOW", 100)),
        ("He has 30 dives, can my brother dive it?", Diver(None, 30)),
        ("can my wife dive Sail Rock?", Diver(None, None)),
        ("my buddy is an advanced diver, can I dive it?", Diver(None, None)),
        ("My wife is advanced, can we dive it?", Diver(None, None)),
        ("My wife is not advanced yet, can she dive it?", Diver(None, None)),
        ("I hold AOW with 200 dives. Can my husband dive Sail Rock?", Diver(None, None)),
        ("As AOW with 200 dives, is Sail Rock ok for my wife?", Diver(None, None)),
        ("My brother is advanced with 60 dives. Can my wife dive Sail Rock?", Diver(None, None)),
        ("My wife is diving with an advanced guide with 500 dives, can she dive it?", Diver(None, None)),
        ("My wife is a yoga instructor. Can she dive it?", Diver(None, None)),
        ("My wife is an advanced candidate, can she dive it?", Diver(None, None)),
        ("My wife used to be AOW, can she dive it?", Diver(None, None)),
        ("My wife thinks she is advanced, can she dive it?", Diver(None, None)),
        ("Our guide has 900 dives and AOW. Can my wife dive it?", Diver(None, None)),
        ("My wife is AOW. Is Sail Rock good for her brother?", Diver(None, None)),
        ("Can my cousin dive Sail Rock?", Diver(None, None)),
        ("Is Sail Rock suitable for them?", Diver(None, None)),
    ],
)
def test_who_asks_for_somebody_else_is_told_of_those_alone(question, diver):
    mine = {"certification_level": "INSTRUCTOR", "logged_dives": 900}

    assert diver_of(question, mine) == diver


@pytest.mark.parametrize(
    "question",
    [
        "Is my level enough for Sail Rock?",
        "Is my open water card ok for it?",
        "Are my 30 dives enough for it?",
    ],
)
def test_what_is_mine_is_nobody_else(question):
    assert diver_of(question, {"certification_level": "OW"}).certification == "OW"


@pytest.mark.parametrize("question", ["I'm Open Water with 12 dives. Sail Rock?", "I am AOW, Liberty?"])
async def test_who_tells_their_level_and_names_a_site_asks_whether_it_suits_them(judge, question):
    assert "by the rules of the library" in (await judge(question)).text


@pytest.mark.parametrize("question", ["I'm OW. Currents at Sail Rock?", "I'm AOW! Where is Sail Rock?"])
async def test_who_asks_something_of_a_site_gets_no_verdict(judge, question):
    assert await judge(question) is None


async def test_the_sites_of_a_place_are_sorted_by_their_verdicts(judge):
    verdict = await judge("Which sites in Tao are ok for Open Water divers?", certification_level="OW")

    assert verdict.content_path == "destinations/tao/overview.md"
    assert "- Fits: Japanese Gardens." in verdict.text
    assert "Sail Rock" in verdict.text.partition("Fits: ")[2].partition("\n")[2]


@pytest.mark.parametrize(
    "question", ["Which sites in Tao can I dive?", "Which sites in Bali or Tao suit AOW divers?"]
)
async def test_without_a_level_or_with_several_places_nothing_is_sorted(judge, question):
    assert await judge(question) is None


async def test_who_never_dived_may_only_try_it(catalogue):
    verdict = await SiteQuestions(catalogue, LIMITS).verdict(
        "can she dive Japanese Gardens with me?",
        "",
        {"certification_level": "AOW"},
        told=["My girlfriend has never dived, I'm advanced"],
    )

    assert "does not fit" in verdict.text


async def test_who_never_dived_dives_with_an_instructor_only():
    class Bay:
        async def sites(self):
            return [site("Abu Bay", "Alam", "none", depths=(1, 15))]

    verdict = await SiteQuestions(Bay(), LIMITS).verdict(
        "can she dive Abu Bay with me?", "", {}, told=["My girlfriend has never dived"]
    )

    assert "only as a try dive, with an instructor" in verdict.text


@pytest.fixture
def converse(catalogue):
    passage = replace(
        PASSAGE,
        content_path=SAIL_ROCK.content_path,
        title="Sail Rock (Tao)",
        heading="Who can dive Sail Rock?",
    )
    depths = replace(passage, id=uuid4(), heading="How deep is Sail Rock?", score=2 * passage.score)
    model = ScriptedModel()

    async def converse(message, *before, **profile):
        assistant = Assistant(
            Retrieval(ScriptedLibrary([depths, passage]), None),
            model,
            EmergencyCard(),
            sites=SiteQuestions(catalogue, LIMITS),
        )
        history = [Utterance("user", said) for said in before]
        turn = Turn(message, triage(message), profile, history)
        steps = [step async for step in assistant.converse(turn)]
        assert isinstance(steps[-1], Reply)
        return steps[-1], model

    return converse


async def test_the_verdict_comes_first_and_cites_the_page_that_is_quoted_below_it(converse):
    reply, model = await converse("Can I dive Sail Rock?", certification_level="OW", logged_dives=4)

    assert reply.message.startswith("**Sail Rock, Tao: does not fit, by the rules of the library**")
    # Whatever is nearer to the question: the verdict names no number, and this section does.
    assert reply.message.index("[1]\n\n**Sail Rock (Tao): Who can dive Sail Rock?** [1]")
    assert {quote.passage.content_path for quote in reply.quotes} == {SAIL_ROCK.content_path}
    assert (reply.outcome, reply.provider, reply.degraded) == ("answered", "extractive", False)
    assert model.prompts == []


@pytest.mark.parametrize(
    "told",
    [
        "with high blood pressure", "with a pacemaker", "with a perforated eardrum", "after a stroke",
        "14 weeks along", "with migraines", "with panic attacks", "on insulin", "after a hernia",
        "with a bad cold", "and I'm 11",
    ],
)  # fmt: skip
async def test_health_and_age_give_no_verdict(judge, told):
    assert (
        await judge(f"Can I dive Sail Rock as an Open Water diver {told}?", certification_level="OW") is None
    )


@pytest.mark.parametrize(
    "told", ["I have asthma.", "We were bent last year.", "I am pregnant, may I snorkel?"]
)
async def test_who_told_of_what_no_rule_knows_gets_no_verdict_later(converse, told):
    reply, model = await converse(
        "Can I dive Sail Rock?", told, "Where is it warm?", certification_level="OW", logged_dives=60
    )

    assert "by the rules of the library" not in reply.message
    assert len(model.prompts) == 1


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (["I am Advanced Open Water with 40 dives"], {"certification_level": "AOW", "logged_dives": 40}),
        (["I have 12 dives", "I'm certified Open Water"], {"certification_level": "OW", "logged_dives": 12}),
        (["I'm AOW", "I have an open water card"], {"certification_level": "OW"}),
        (["Is AOW worth it?", "How deep may I dive with an Open Water certification?"], {}),
        (["sites for divers with 50 dives", "I have a question on AOW"], {}),
        (["My friend is AOW", "I'm not AOW yet", "I want to be AOW"], {}),
        (["I've got open water and 8 dives"], {"certification_level": "OW", "logged_dives": 8}),
        (["I've only done discover scuba once"], {"certification_level": "none"}),
        (["I only did an intro dive"], {"certification_level": "none"}),
        (["I just did a try dive and now I'm Open Water, 20 dives"], {"certification_level": "OW"}),
        (["My girlfriend has only done a discover scuba. I'm AOW with 50 dives"], {}),
        (["My friend just did a try dive"], {}),
        (["if I had only done a try dive, could I?"], {}),
    ],
)
def test_what_divers_say_of_themselves_is_known_later(told, known):
    assert stated_by(told) == known


async def test_the_level_that_was_told_before_counts(converse):
    reply, _ = await converse("Is Sail Rock ok for me?", "I am Advanced Open Water with 40 dives")

    assert reply.message.startswith("**Sail Rock, Tao: fits")
    assert "level" not in (reply.follow_up_question or "")


async def test_a_profile_that_tells_of_an_illness_gives_no_verdict(converse):
    reply, _ = await converse(
        "Can I dive Sail Rock?", certification_level="OW", logged_dives=60, concerns=["asthma"]
    )

    assert "by the rules of the library" not in reply.message


async def test_an_emergency_at_a_site_is_an_emergency(converse):
    reply, _ = await converse("Can my buddy dive Sail Rock again? He is unconscious and not breathing!")

    assert reply.outcome == "emergency"


@pytest.mark.parametrize("message", ["and Sail Rock?", "is Sail Rock ok?", "Sail Rock?"])
async def test_who_names_another_site_gets_its_verdict_for_the_level_that_was_told(converse, message):
    reply, _ = await converse(message, "I've only ever done a try dive", "can I dive Japanese Gardens?")

    assert reply.message.startswith("**Sail Rock, Tao: does not fit")


@pytest.mark.parametrize("relative", [*RELATIVES, *CHILDREN.split()])
def test_the_record_of_a_relative_is_never_taken_for_ones_own(relative):
    said = f"My {relative} has AOW and 200 dives. Does Sail Rock suit me?"

    diver = diver_of(said, {"certification_level": "OW", "logged_dives": 6})

    assert diver == Diver(None, None)
