"""Settings come from a mapping; a wrong value is one clear line."""

import re
from pathlib import Path

import pytest

from app.config import PROJECT_ROOT, ConfigurationError, Settings


def test_an_empty_environment_is_enough():
    settings = Settings.read({})

    assert (settings.database_url, settings.api_port, settings.session_expiry_hours) == (None, 8000, 24)


def test_an_empty_value_means_the_default():
    assert Settings.read({"API_PORT": " "}) == Settings.read({})


def test_every_wrong_value_is_told_in_a_line_of_its_own_without_the_value():
    with pytest.raises(ConfigurationError) as wrong:
        Settings.read(
            {"API_PORT": "80a", "DEBUG": "maybe", "DATABASE_URL": "mysql://u:secret@h/d", "RAG_TOP_K": "0"}
        )

    lines = str(wrong.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["DEBUG", "API_PORT", "DATABASE_URL", "RAG_TOP_K"]
    assert "secret" not in str(wrong.value)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CORS_ORIGINS", "https://a.test, http://b.test:3000/", ("https://a.test", "http://b.test:3000")),
        ("DEBUG", "TRUE", True),
        ("DATABASE_URL", " postgres://u@h/d ", "postgres://u@h/d"),
        ("CONTENT_DIR", "/elsewhere", Path("/elsewhere")),
        ("CONTENT_DIR", "content", PROJECT_ROOT / "content"),
        ("DEFAULT_LLM_PROVIDER", "Extractive", "extractive"),
        ("LLM_TEMPERATURE", "0.7", 0.7),
    ],
)
def test_a_value_is_read_as_what_it_means(name, value, expected):
    assert getattr(Settings.read({name: value}), name.lower()) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("API_PORT", "65536"),
        ("API_PORT", "١٢"),
        ("CORS_ORIGINS", "example.org"),
        ("ENVIRONMENT", "moon"),
        ("LLM_TEMPERATURE", "nan"),
        ("MAX_MESSAGE_LENGTH", "2001"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(name, value):
    with pytest.raises(ConfigurationError, match=f"^{name}: "):
        Settings.read({name: value})


def test_the_example_file_lists_every_setting_with_its_default():
    text = (PROJECT_ROOT / ".env.example").read_text()

    listed = re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)

    assert sorted(listed) == sorted(name.upper() for name in Settings.__dataclass_fields__)
