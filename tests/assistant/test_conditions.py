"""What speaks of somebody's fitness to dive is told from cold water."""

import pytest

from assistant.conditions import conditions_in


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("I have asthma and high blood pressure", ["asthma", "high blood pressure"]),
        ("Can I dive with a cold?", ["a cold"]),
        ("with a bad cold", ["bad cold"]),
        ("my cold, and a cough", ["my cold", "cough"]),
        ("14 weeks along", ["weeks along"]),
        ("a perforated eardrum, and a pacemaker", ["perforated eardrum", "pacemaker"]),
        ("I'm pregant", ["pregant"]),
        ("diabetc on insuln, and my wife has epilepsie", ["diabetc", "insuln", "epilepsie"]),
        ("asma, epilepcy or diabetis", ["asma", "epilepcy", "diabetis"]),
        ("I broke my arm and take metformin", ["broke my arm", "metformin"]),
        ("a pacmaker of peace, an epic dive, Tripadvisor", []),
        ("may I drink a wine, I had some whisky", ["drink a wine", "had some whisky"]),
        ("which wine goes with fish, a rum distillery", []),
        ("a cold shower after cold water", []),
        ("Is Komodo cold in May?", []),
        ("contact lenses", []),
        ("thailand ambulance number", []),
    ],
)
def test_conditions_are_found(text, conditions):
    assert conditions_in(text) == conditions
