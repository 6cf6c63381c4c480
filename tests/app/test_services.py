"""Settings choose who answers."""

import pytest

from app.config import ConfigurationError, Settings
from app.services import language_model, load_embedder, words_decide
from tests.assistant.scripted import ScriptedLedger

EMBEDDINGS = {"EMBEDDING_BASE_URL": "http://127.0.0.1:9/v1", "EMBEDDING_MODEL": "m"}
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


@pytest.mark.parametrize(
    ("environment", "name", "decide"),
    [
        ({}, "minilm-l6-v2", False),
        ({"EMBEDDING_PROVIDER": "gemini"} | GEMINI, "gemini:gemini-embedding-001", True),
        ({"EMBEDDING_PROVIDER": "gemini", "EMBEDDING_MODEL": "newer"} | GEMINI, "gemini:newer", True),
        ({"EMBEDDING_PROVIDER": "OpenAI"} | EMBEDDINGS, "openai:m", True),
    ],
)
async def test_the_embedder_is_named_for_provider_and_model(environment, name, decide):
    embedder = load_embedder(Settings.read(environment))
    await embedder.close()

    assert (embedder.name, words_decide(embedder)) == (name, decide)


def test_without_an_embedder_there_is_none():
    assert load_embedder(Settings.read({"EMBEDDING_PROVIDER": "none"})) is None


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"EMBEDDING_PROVIDER": "gemini"}, "EMBEDDING_PROVIDER: gemini needs GEMINI_API_KEY"),
        (
            {"EMBEDDING_PROVIDER": "openai", "EMBEDDING_MODEL": "m"},
            "EMBEDDING_PROVIDER: openai needs EMBEDDING_BASE_URL",
        ),
        (
            {"EMBEDDING_PROVIDER": "openai", "EMBEDDING_BASE_URL": "http://127.0.0.1:9"},
            "EMBEDDING_PROVIDER: openai needs EMBEDDING_MODEL",
        ),
        (
            {"EMBEDDING_PROVIDER": "gemini", "EMBEDDING_BATCH_SIZE": "101"} | GEMINI,
            "EMBEDDING_BATCH_SIZE: gemini takes at most 100 texts together",
        ),
    ],
)
def test_what_an_embedder_lacks_is_told_at_the_start(environment, told):
    with pytest.raises(ConfigurationError, match=f"^{told}$"):
        Settings.read(environment)
