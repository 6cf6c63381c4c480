"""What a diver gets to read."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.config import PROJECT_ROOT
from tests.service.frames import events

DEPTH = "How deep may I dive with an Open Water certification?"
EMERGENCY = "My friend is unconscious after a dive!"


def ask(client, message, **more):
    return client.post("/api/chat", json={"message": message, **more}).json()


def unmeasured(reply):
    """A reply without what differs from turn to turn."""
    return {**reply, "sessionId": None, "metadata": {**reply["metadata"], "timings": None}}


def test_an_answer_quotes_the_page_it_cites(client):
    reply = ask(client, DEPTH)

    assert (reply["outcome"], reply["agentType"]) == ("answered", "certification")
    assert reply["citations"]
    for number, citation in enumerate(reply["citations"], start=1):
        page = (PROJECT_ROOT / "content" / citation["contentPath"]).read_text()
        assert citation["quote"] in page
        assert citation["heading"].split(" > ")[-1] in page
        assert f"[{number}]" in reply["message"]
    assert "18 m" in reply["message"]


def test_an_answer_keeps_its_line_breaks(client):
    assert "\n\n" in ask(client, DEPTH)["message"]


@pytest.mark.parametrize(
    "message",
    ["What will the weather be in Paris tomorrow?", "Who won the football world cup?", "xyzzy plugh"],
)
def test_what_the_library_does_not_know_is_said_and_not_guessed(client, message):
    reply = ask(client, message)

    assert (reply["outcome"], reply["citations"]) == ("noAnswer", [])


def test_near_topics_are_named_when_there_is_no_answer(client):
    assert "\n- " in ask(client, "How deep is the Thistlegorm?")["message"]


def test_an_emergency_is_answered_with_the_card_before_anything_else(client):
    reply = ask(client, EMERGENCY)

    assert (reply["outcome"], reply["agentType"], reply["metadata"]["mode"]) == (
        "emergency",
        "emergency",
        "fixed",
    )
    assert "emergency" in reply["message"].lower()
    assert reply["safetyBanner"]


def test_an_emergency_in_an_unknown_session_is_answered_and_says_that_it_is_not_remembered(client):
    gone = "7f3e1f7e-6f0d-4b3a-9c7a-0d6d0a4f6b11"

    reply = ask(client, EMERGENCY, sessionId=gone)

    assert (reply["outcome"], reply["sessionId"], reply["metadata"]["remembered"]) == (
        "emergency",
        gone,
        False,
    )


def test_a_greeting_is_greeted(client):
    reply = ask(client, "Hello there!")

    assert (reply["outcome"], reply["agentType"]) == ("greeting", "greeting")
    assert reply["followUpQuestion"]


def test_a_conversation_is_remembered(client):
    first = ask(client, DEPTH, diverProfile={"certificationLevel": "OW"})
    ask(client, "hello", sessionId=first["sessionId"])

    messages = client.get(f"/api/session/{first['sessionId']}/messages").json()["items"]
    session = client.get(f"/api/session/{first['sessionId']}").json()

    assert [message["content"] for message in messages][::2] == [DEPTH, "hello"]
    assert messages[1]["citations"] == first["citations"]
    assert session["diverProfile"] == {"certificationLevel": "OW"}


@pytest.mark.parametrize(
    ("first", "second", "heading"),
    [
        ("How warm is Malta in February?", "and in Komodo?", "How warm is the water in Komodo?"),
        ("Is the Liberty wreck ok for beginners?", "how deep?", "How deep is USAT Liberty?"),
        ("can kids dive at 8?", "how deep?", "How deep may children dive?"),
        (
            "Where are recompression chambers in Thailand?",
            "and in Bonaire?",
            "Where are recompression chambers on Bonaire, Barbados and Antigua?",
        ),
        ("What helps against ear pain on descent?", "and during ascent?", "What is a reverse block?"),
        (
            "How deep may an open water diver go?",
            "and advanced?",
            "How deep may I go with AOW (Advanced Open Water)?",
        ),
        ("Best time for Sipadan?", "is there a permit?", "Do I need a permit to dive at Sipadan?"),
    ],
)
def test_a_follow_up_keeps_what_it_leaves_out(client, first, second, heading):
    session = ask(client, first)["sessionId"]

    assert ask(client, second, sessionId=session)["citations"][0]["heading"] == heading


@pytest.mark.parametrize(
    ("told", "message", "says"),
    [
        ("I am pregnant", "Can I dive there?", "pregnant"),
        ("I have asthma", "Is Sail Rock ok for me?", "asthma"),
        ("I fly home tomorrow", "Can I dive today?", "hours"),
    ],
)
def test_what_was_told_before_comes_first_where_it_may_forbid_a_dive(client, told, message, says):
    session = ask(client, told)["sessionId"]
    ask(client, "How warm is Bali in May?", sessionId=session)

    first, *_ = ask(client, message, sessionId=session)["citations"]

    assert says in first["quote"]


@pytest.mark.parametrize(
    "message",
    [
        "Is the Blue Hole in Dahab safe for me? I am Open Water, 12 dives",
        "Is the Blue Hole in Belize ok for me?",
        "Is the Blue Hole in Zorblaxia ok for me?",
    ],
)
def test_a_site_of_that_name_elsewhere_gets_no_verdict(client, message):
    assert ask(client, message)["outcome"] == "noAnswer"


def test_what_the_profile_tells_of_comes_first_as_well(client):
    reply = ask(client, "Can I dive in Bali?", diverProfile={"concerns": ["epilepsy"]})

    assert "epilepsy" in reply["citations"][0]["heading"]


@pytest.mark.parametrize(
    "message",
    [
        "How deep is Shark Point?",
        "How deep is the Big Drop Off in Palau?",
        "How deep is Jackfish Alley in Sipadan?",
        "How deep is Hin Bida on Koh Tao?",
        "How deep is Kubu in Bali?",
        "How deep is Zorblax Reef on Tioman?",
    ],
)
def test_the_depth_of_an_unknown_site_is_not_taken_from_another(client, message):
    assert ask(client, message)["outcome"] == "noAnswer"


def test_the_follow_up_asks_for_what_is_not_known_yet(client):
    unknown = ask(client, DEPTH)["followUpQuestion"]
    known = ask(client, DEPTH, diverProfile={"certificationLevel": "OW"})["followUpQuestion"]

    assert "certification" in unknown
    assert "dives" in known


@pytest.mark.parametrize(
    "message", [DEPTH, EMERGENCY, "hello", "What will the weather be in Paris tomorrow?"]
)
def test_the_stream_tells_the_same_answer(client, message):
    told = events(client, message)

    final = told[-1]["reply"]
    assert unmeasured(final) == unmeasured(ask(client, message))
    assert "".join(event["text"] for event in told if event["type"] == "token") == final["message"]
    assert [event["citation"] for event in told if event["type"] == "citation"] == final["citations"]


@pytest.mark.parametrize("message", [DEPTH, EMERGENCY])
def test_a_stream_begins_with_its_route_and_ends_with_its_final_event(client, message):
    types = [event["type"] for event in events(client, message)]

    assert (types[0], types[-1], types.count("final")) == ("route", "final", 1)


def test_a_stream_that_was_cut_is_read_on_to_the_byte(client):
    whole = client.post("/api/chat/stream", json={"message": DEPTH}).content
    frames = whole.split(b"\n\n")[:-1]
    assert len(frames) > 3

    for seen, frame in enumerate(frames, start=1):
        last = frame.split(b"\n")[0].removeprefix(b"id: ").decode()
        rest = client.post(
            "/api/chat/stream", json={"message": DEPTH}, headers={"Last-Event-ID": last}
        ).content
        assert rest == b"".join(frame + b"\n\n" for frame in frames[seen:])


@pytest.mark.parametrize(
    ("last", "status"), [("7f3e1f7e-6f0d-4b3a-8001-0d6d0a4f6b11", 404), ("17", 422), ("' OR 1=1 --", 422)]
)
def test_a_stream_that_never_was_cannot_be_read_on(client, last, status):
    answer = client.post("/api/chat/stream", json={"message": DEPTH}, headers={"Last-Event-ID": last})

    assert answer.status_code == status


def test_what_goes_wrong_before_the_stream_is_an_ordinary_problem(client):
    gone = "7f3e1f7e-6f0d-4b3a-9c7a-0d6d0a4f6b11"

    answer = client.post("/api/chat/stream", json={"message": "What is nitrox?", "sessionId": gone})

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_hundred_divers_at_once_are_answered_by_one_worker(client):
    """Without an error, and without a refusal of what the library knows."""
    with ThreadPoolExecutor(100) as together:
        replies = list(
            together.map(
                lambda _: client.post("/api/chat", json={"message": "How long after a dive may I fly?"}),
                range(200),
            )
        )

    assert {reply.status_code for reply in replies} == {200}
    assert {reply.json()["outcome"] for reply in replies} == {"answered"}


def test_twenty_turns_at_once_lose_none(client):
    session = client.post("/api/session").json()["id"]
    with ThreadPoolExecutor(20) as together:
        replies = list(together.map(lambda n: ask(client, f"hello {n}", sessionId=session), range(20)))

    messages = client.get(f"/api/session/{session}/messages", params={"limit": 100}).json()["items"]

    assert len(replies) == 20
    assert sorted(m["content"] for m in messages if m["role"] == "user") == sorted(
        f"hello {n}" for n in range(20)
    )
