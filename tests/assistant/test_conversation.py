"""One turn: emergencies before everything, answers only from evidence, a question that helps the next turn."""

from dataclasses import replace
from uuid import UUID

import pytest

from assistant.conversation import (
    ENGLISH_ONLY,
    NO_EVIDENCE,
    SAFETY_CLOSING,
    Assistant,
    Cited,
    MessageTooLong,
    Options,
    Reply,
    Routed,
    Spoke,
    Turn,
    Warned,
)
from assistant.emergency import EmergencyCard
from assistant.extractive import ExtractiveAnswerer
from assistant.language_models import Utterance
from assistant.library import LibraryUnavailable
from assistant.retrieval import Retrieval
from assistant.stopwatch import Stopwatch
from assistant.triage import Urgency
from tests.assistant.scripted import PASSAGE, ScriptedLibrary, ScriptedModel

NOTHING_NEAR = replace(PASSAGE, similarity=0.1, coverage=0.1)


def assistant(library=None, model=None, **options):
    library, model = library or ScriptedLibrary(), model or ScriptedModel()
    return Assistant(Retrieval(library, None), model, EmergencyCard(), Options(**options))


async def steps(to_whom, message, **known):
    urgency = to_whom.assess(message, Stopwatch())
    return [step async for step in to_whom.converse(Turn(message, urgency, **known))]


async def test_the_steps_fold_into_the_reply():
    *before, reply = await steps(assistant(), "How deep may an Open Water diver go?")

    assert before == [Routed("certification"), Cited(reply.quotes[0]), Spoke("To 18 metres"), Spoke(" [1].")]
    assert (reply.message, reply.outcome, reply.mode) == ("To 18 metres [1].", "answered", "generative")


async def test_an_emergency_asks_neither_the_library_nor_the_model():
    library, model = ScriptedLibrary(down=True), ScriptedModel()

    found = await steps(assistant(library, model), "My buddy is unconscious after the dive!")

    assert [type(step) for step in found] == [Routed, Warned, Spoke, Reply]
    assert found[-1].outcome == found[-1].agent_type == "emergency"
    assert (library.asked, model.prompts) == ([], [])


async def test_a_doubtful_message_is_answered_under_a_banner():
    *_, reply = await steps(
        assistant(), "How long should I rest when my ears feel blocked since yesterday's dive?"
    )

    assert reply.outcome == "answered"
    assert reply.safety_banner == EmergencyCard().banner()


async def test_who_asks_in_another_language_is_told_that_the_library_is_in_english():
    *_, reply = await steps(
        assistant(ScriptedLibrary([])), "¿qué síntomas tiene la enfermedad descompresiva de mi amigo?"
    )

    assert reply.message.endswith(ENGLISH_ONLY)


@pytest.mark.parametrize(
    "message",
    ["What does DAN insurance cover?", "El Gouna diving", "Do non divers snorkel?", "el mina wreck depth"],
)
async def test_english_questions_are_not_told_to_be_in_english(message):
    *_, reply = await steps(assistant(ScriptedLibrary([])), message)

    assert ENGLISH_ONLY not in reply.message


async def test_a_banner_begins_in_the_language_of_the_message():
    assert EmergencyCard().banner("mein Freund hat nach dem Tauchen Kopfschmerzen").startswith("Notfall?")
    assert EmergencyCard().banner("my friend has a headache after the dive") == EmergencyCard().banner()


@pytest.mark.parametrize(
    ("message", "outcome", "has_banner"),
    [
        ("should we wait", "emergency", True),
        ("can she drink water?", "emergency", True),
        ("how long until it goes away", "emergency", True),
        ("how deep is Open Water?", "answered", True),
        ("we are in Indonesia", "emergency", True),
        ("could it be the bends?", "emergency", True),
        ("is she ok now?", "emergency", True),
        ("is it ok now to give her water?", "emergency", True),
        ("it was no false alarm", "emergency", True),
        ("How much does an Open Water course cost?", "noAnswer", True),
        ("false alarm, she is fine now", "greeting", False),
        ("she is fine now", "greeting", False),
        ("thanks", "greeting", False),
    ],
)
async def test_what_is_asked_after_an_emergency_is_read_in_its_light(message, outcome, has_banner):
    history = [
        Utterance("user", "my wife is dizzy and can't stand since surfacing in Indonesia"),
        Utterance("assistant", "EMERGENCY ..."),
    ]

    *_, reply = await steps(assistant(), message, history=history)

    assert (reply.outcome, bool(reply.safety_banner)) == (outcome, has_banner)


async def test_who_is_fine_now_is_not_done_with_an_emergency():
    history = [
        Utterance("user", "my dive buddy has chest pain after surfacing"),
        Utterance("user", "he is fine now"),
    ]

    *_, reply = await steps(assistant(), "he says he's fine, should we carry on?", history=history)

    assert reply.outcome == "emergency"


async def test_an_emergency_that_also_tells_of_something_over_goes_on():
    history = [Utterance("user", "they met on the surface and she is not breathing")]

    *_, reply = await steps(assistant(), "should we wait", history=history)

    assert reply.outcome == "emergency"


async def test_an_emergency_four_questions_ago_is_over():
    history = [Utterance("user", "my wife is dizzy and can't stand since surfacing")]
    history += [Utterance("user", "How deep may an Open Water diver go?")] * 3

    *_, reply = await steps(assistant(), "and how deep is it?", history=history)

    assert (reply.outcome, reply.safety_banner) == ("answered", None)


async def test_the_card_shown_again_still_knows_what_it_was():
    history = [Utterance("user", "a stonefish stung my foot just now and the pain is unbearable")]

    *_, reply = await steps(assistant(), "should we wait", history=history)

    assert "do not cut, suck or rub the wound" in reply.message


async def test_who_told_of_an_illness_is_sent_to_a_doctor_whatever_the_answer():
    history = [Utterance("user", "I get migraines")]

    *_, reply = await steps(assistant(), "Can I dive in Bali?", history=history)

    assert reply.message.endswith(SAFETY_CLOSING)


class LibraryOnAsthma(ScriptedLibrary):
    """Has a page on asthma, too, for who asks for it."""

    async def search(self, question):
        asthma = replace(PASSAGE, id=UUID(int=7), heading="Asthma", text="Ask a doctor about asthma first.")
        return [asthma] if "asthma" in question.text else [PASSAGE]


async def test_what_warns_is_said_whatever_the_model_leaves_out():
    class Careless(ScriptedModel):
        """Speaks of the last passage alone."""

        def answer(self, prompt):
            return super().answer(replace(prompt, passages=prompt.passages[-1:]))

    history = [Utterance("user", "I have asthma")]

    *_, reply = await steps(
        assistant(LibraryOnAsthma(), Careless()),
        "Can I dive to 18 metres as an Open Water diver?",
        history=history,
    )

    assert [quote.passage.heading for quote in reply.quotes] == ["Depth", "Asthma"]
    assert "**Open Water: Asthma** [2]\n\nAsk a doctor about asthma first." in reply.message
    assert reply.message.endswith(SAFETY_CLOSING)


async def test_a_greeting_asks_nobody():
    library = ScriptedLibrary(down=True)

    *_, reply = await steps(assistant(library), "Hello!")

    assert (reply.outcome, reply.agent_type, bool(reply.follow_up_question)) == ("greeting", "greeting", True)


async def test_without_evidence_the_model_is_not_asked_and_near_topics_are_named():
    model = ScriptedModel()

    *_, reply = await steps(assistant(ScriptedLibrary([NOTHING_NEAR]), model), "Who won the world cup?")

    assert (reply.outcome, reply.quotes, reply.mode, model.prompts) == ("noAnswer", [], "fixed", [])
    assert reply.message.startswith(NO_EVIDENCE)
    assert reply.message.endswith("\n- Open Water")


async def test_with_an_empty_library_the_assistant_says_that_it_does_not_know():
    *_, reply = await steps(assistant(ScriptedLibrary([])), "How deep may I dive?")

    assert (reply.message, reply.outcome) == (NO_EVIDENCE, "noAnswer")


async def test_answers_about_safety_send_to_a_doctor():
    *_, reply = await steps(assistant(), "What causes decompression sickness?")

    assert reply.agent_type == "safety"
    assert reply.message.endswith(SAFETY_CLOSING)


async def test_where_the_library_sends_to_a_doctor_so_do_we_whoever_answers():
    medical = ScriptedLibrary([replace(PASSAGE, text="Ask a doctor about every medicine.")])

    *_, reply = await steps(assistant(medical, ExtractiveAnswerer()), "How deep may I dive with Open Water?")

    assert reply.agent_type == "certification"
    assert reply.message.endswith(SAFETY_CLOSING)


async def test_what_points_back_goes_to_whom_the_question_before_went():
    asked = Turn(
        "and how long?", Urgency.NONE, history=[Utterance("user", "What treats decompression sickness?")]
    )

    routed, *_ = [step async for step in assistant().converse(asked)]

    assert routed == Routed("safety")


async def test_the_model_gets_the_diver_the_history_and_the_evidence_only():
    model = ScriptedModel()
    library = ScriptedLibrary([PASSAGE, NOTHING_NEAR])

    await steps(assistant(library, model), "How deep may I dive?", profile={"logged_dives": 4})

    (prompt,) = model.prompts
    assert [passage.id for passage in prompt.passages] == [PASSAGE.id]
    assert prompt.profile == {"logged_dives": 4}


async def test_a_library_that_is_down_is_told_and_not_hidden_behind_an_answer():
    with pytest.raises(LibraryUnavailable):
        await steps(assistant(ScriptedLibrary(down=True)), "How deep may I dive?")


async def test_with_answers_switched_off_nothing_is_looked_up():
    library = ScriptedLibrary()

    *_, reply = await steps(assistant(library, answers=False), "How deep may I dive?")

    assert (reply.outcome, library.asked) == ("noAnswer", [])


def test_a_message_longer_than_this_service_takes_is_refused():
    with pytest.raises(MessageTooLong, match="longer than 10 characters"):
        assistant(message_chars_max=10).assess("How deep may I dive?", Stopwatch())


def test_assessing_is_timed():
    stopwatch = Stopwatch()

    assert assistant().assess("Hello!", stopwatch) is Urgency.NONE
    assert "triage" in stopwatch.steps
