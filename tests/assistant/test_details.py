"""A page on ferries is no answer to when they leave."""

import pytest

from assistant.details import lacks_detail

WRECK = """The Liberty was a cargo ship of 120 metres. In 1942 a torpedo hit her; the eruption of 1963 pushed
her into the sea. Two guns are left. She lies between 5 and 30 metres; divers come in the morning."""
FERRY = (
    "Ferries leave Mersing in the morning. Divers pay a park fee. Hotels are in Tekek. Turtles graze here."
)
REEF = (
    "The reef starts at 5 metres. Hundreds of barracuda circle; the visibility is best in May, in calm winds."
)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("How much does the ferry cost?", REEF),
        ("ferry ticket price in ringgit", FERRY),
        ("How many dollars is the park fee?", FERRY),
        ("What time does the first ferry leave?", FERRY),
        ("Name a good hotel in Tekek", FERRY),
        ("phone number of the dive shop", FERRY),
        ("Is the visibility good today?", REEF),
        ("What's the swell like at the reef right now?", REEF),
        ("How heavy are the guns?", WRECK),
        ("Who was the captain of the Liberty?", WRECK),
        ("What was the Liberty called before?", WRECK),
        ("In which year was the jetty built?", FERRY),
        ("What do barracuda eat?", REEF),
        ("How long do turtles live?", FERRY),
        ("How do barracuda sleep?", REEF),
        ("How many masts does the wreck have?", WRECK),
        ("Compute the MOD of EAN34", REEF),
        ("Calculate my no-stop time at 24 m", REEF),
        ("Make me a deco plan for 45 m", REEF),
        ("How long and wide is the wreck?", REEF),
        ("Which computer has bluetooth?", REEF),
        ("How long is Rainbow Reef?", REEF),
        ("In which year was the wreck discovered?", WRECK),
        ("What cargo did she carry?", WRECK),
        ("Name of the captain of the Liberty?", WRECK),
        ("Who runs PADI?", WRECK),
        ("Has the turtle got a name?", FERRY),
        ("How many visitors per day are allowed?", FERRY),
        ("What do dolphins eat?", FERRY),
        ("What percentage of the reef is bleached?", REEF),
        ("Find me a cheap flight to Bali", FERRY),
        ("Please book the night dive for tomorrow", REEF),
        ("can you check whether my insurance is still paid", FERRY),
        ("Give me a day by day itinerary", REEF),
        ("how many dives have I logged", REEF),
        ("What's my certification number?", REEF),
        ("is the ferry sailing tomorrow morning", FERRY),
        ("Is there any room free on the boat this weekend?", FERRY),
        ("is a cyclone heading for us right now", REEF),
        ("any jobs going at the moment?", FERRY),
        ("mobile number of the guide", FERRY),
        ("how much heavier is sea water", REEF),
        ("i'm pressure group M, how long can I stay", REEF),
        ("Work out how many minutes a tank lasts me", REEF),
        ("exact ascent minutes from 28 metres", REEF),
        ("is it ok to get a deep tissue massage after diving", REEF),
        ("can I have a hot chocolate before a dive", REEF),
    ],
)
def test_a_passage_without_what_is_asked_for_lacks_it(question, passage):
    assert lacks_detail(question, passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Which fees are there?", FERRY),
        ("When was the Liberty hit?", WRECK),
        ("What year was she sunk?", WRECK),
        ("How many guns are left?", WRECK),
        ("How do I work out how much weight I need?", REEF),
        ("Is it safe to go diving today with a cold?", REEF),
        ("Is it worth hiring gear?", REEF),
        ("what's my next course after open water", REEF),
        ("Remind me how deep the reef is", REEF),
        ("Phone number of the police", "Police: \n| Malta | 112 |"),
        ("can I drink beers before a dive", REEF),
        ("Can I take Sudafed before diving?", REEF),
        ("Should I get vaccinated before a dive?", REEF),
        ("Is it safe to take a hot bath after a dive?", REEF),
        ("Exactly how long must I wait before flying?", REEF),
        ("How much time is left before I can fly?", REEF),
        ("exact minutes of a safety stop?", REEF),
        ("help me work out how much weight I need", REEF),
        ("Can you check if my symptoms are the bends?", REEF),
        ("Remind me about the safety stop", REEF),
        ("who is my buddy if I travel alone", REEF),
        ("week by week, how long after surgery can I dive", REEF),
        ("storm approaching today, should we dive?", REEF),
        ("Are there any places for beginners in July?", REEF),
        ("May I swim after diving?", "Swim slowly."),
        ("cheapest time to book a dive trip", REEF),
        ("How many barracuda are there?", REEF),
        ("How many metres long is the wreck?", "She is 120 metres long."),
        ("What do turtles eat?", FERRY),
        ("What do they eat?", FERRY),
        ("How long is the ferry to the island?", FERRY),
        ("Is the visibility good in May?", REEF),
        ("What time of year is best?", REEF),
        ("May I fly today?", REEF),
        ("It is windy today, should we change our plan?", REEF),
        ("How many should I bring?", FERRY),
        ("How deep is it?", WRECK),
        ("How many metres deep is it?", REEF),
        ("How do I get out of this current right now?", REEF),
        ("Is it dangerous to dive in rain and waves today?", REEF),
        ("At what time must my last dive end if I fly tomorrow?", REEF),
        ("What is the phone number of a hyperbaric clinic?", REEF),
        ("How many feet may a child go?", REEF),
        ("How long and how deep is a safety stop?", REEF),
        ("How do I calculate how much weight I need?", REEF),
        ("I missed a deco stop on my deco schedule, what now?", REEF),
        ("My computer lost bluetooth underwater, what now?", REEF),
        ("", ""),
    ],
)
def test_other_questions_ask_for_no_detail_or_find_it(question, passage):
    assert not lacks_detail(question, passage)
