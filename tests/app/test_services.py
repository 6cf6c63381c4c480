"""Settings choose who answers."""

import pytest

from app.config import ConfigurationError, Settings
from app.services import language_model
from tests.assistant.scripted import ScriptedLedger

GEMINI, GROQ = {"GEMINI_API_KEY": "a"}, {"GROQ_API_KEY": "b"}
LOCAL = {"LLM_BASE_URL": "http://127.0.0.1:9/v1/"}


@pytest.mark.parametrize(
    ("environment", "order"),
    [
        ({}, "extractive"),
        (GEMINI, "gemini, then extractive"),
        (GROQ | LOCAL | GEMINI, "gemini, then groq, then openai, then extractive"),
        (GROQ | GEMINI | {"DEFAULT_LLM_PROVIDER": "groq"}, "groq, then gemini, then extractive"),
        (GROQ | {"DEFAULT_LLM_PROVIDER": "extractive"}, "extractive"),
    ],
)
async def test_whoever_has_a_key_answers_the_preferred_one_first(environment, order):
    model = language_model(Settings.read(environment), ScriptedLedger())
    await model.close()

    assert model.name == order


@pytest.mark.parametrize(("provider", "needs"), [("gemini", "GEMINI_API_KEY"), ("openai", "LLM_BASE_URL")])
def test_a_preferred_provider_without_a_key_is_told_at_the_start(provider, needs):
    with pytest.raises(ConfigurationError, match=f"^DEFAULT_LLM_PROVIDER: {provider} needs {needs}$"):
        Settings.read({"DEFAULT_LLM_PROVIDER": provider})
