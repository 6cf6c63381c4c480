"""Reads the configuration; the only module that knows environment variables."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from dotenv import dotenv_values

PROJECT_ROOT = Path(__file__).resolve().parent.parent

# Its service refuses more of them ("at most 100 requests can be in one batch").
GEMINI_BATCH_MAX = 100


class ConfigurationError(Exception):
    """A setting has a value that cannot be used; one line for each."""


def _text(value: str) -> str:
    return value.strip()


def _flag(value: str) -> bool:
    answers = {
        "true": True,
        "1": True,
        "yes": True,
        "on": True,
        "false": False,
        "0": False,
        "no": False,
        "off": False,
    }
    try:
        return answers[value.strip().lower()]
    except KeyError:
        raise ValueError("must be true or false") from None


def _whole(minimum: int, maximum: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.strip().isascii() or not minimum <= (number := int(value)) <= maximum:
            raise ValueError
        return number

    parse.__doc__ = f"must be a whole number from {minimum} to {maximum}"
    return parse


def _real(minimum: float, maximum: float) -> Callable[[str], float]:
    def parse(value: str) -> float:
        if not minimum <= (number := float(value)) <= maximum:
            raise ValueError
        return number

    parse.__doc__ = f"must be a number from {minimum:g} to {maximum:g}"
    return parse


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value.strip().lower() not in choices:
            raise ValueError
        return value.strip().lower()

    parse.__doc__ = f"must be one of {', '.join(choices)}"
    return parse


def _origins(value: str) -> tuple[str, ...]:
    origins = tuple(origin.strip().rstrip("/") for origin in value.split(",") if origin.strip())
    if not all(origin == "*" or origin.startswith(("http://", "https://")) for origin in origins):
        raise ValueError("must be origins such as https://example.org, separated by commas")
    return origins


def _database_url(value: str) -> str:
    if not value.strip().startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise ValueError("must start with postgresql:// or postgres://")
    return value.strip()


def _web_address(value: str) -> str:
    if not value.strip().startswith(("https://", "http://")):
        raise ValueError("must start with https:// or http://")
    return value.strip().rstrip("/")


def _path(value: str) -> Path:
    path = Path(value.strip()).expanduser()
    return path if path.is_absolute() else PROJECT_ROOT / path


def _setting(default: Any, parse: Callable[[str], Any], meaning: str) -> Any:
    return field(default=default, metadata={"parse": parse, "meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, named as its environment variable in lower case.

    The names and meanings are the predecessor's where it had them.
    """

    environment: str = _setting(
        "development",
        _one_of("development", "test", "staging", "production"),
        "a name for where this runs; nothing depends on it",
    )
    debug: bool = _setting(False, _flag, "log more")
    api_host: str = _setting("127.0.0.1", _text, "address to listen on")
    api_port: int = _setting(8000, _whole(0, 65535), "port to listen on")
    api_workers: int = _setting(1, _whole(1, 64), "worker processes")
    cors_origins: tuple[str, ...] = _setting(
        ("http://localhost:3000",), _origins, "exact origins that browsers may call from, separated by commas"
    )
    admin_api_key: str | None = _setting(
        None, _text, "operator's key for reading leads; operator operations always refuse without one"
    )
    database_url: str | None = _setting(
        None, _database_url, "PostgreSQL >= 16 with pgvector >= 0.8; empty: an embedded PostgreSQL"
    )
    database_prepare: bool = _setting(
        True, _flag, "prepared statements; false behind a transaction pooler older than PgBouncer 1.21"
    )
    db_pool_size: int = _setting(10, _whole(1, 100), "database connections kept open by each worker")
    db_max_overflow: int = _setting(0, _whole(0, 100), "connections opened beyond the pool under load")
    data_dir: Path = _setting(PROJECT_ROOT / ".data", _path, "where the embedded PostgreSQL keeps its files")
    content_dir: Path = _setting(PROJECT_ROOT / "content", _path, "the library of Markdown pages")
    gemini_api_key: str | None = _setting(None, _text, "key of the Gemini provider")
    groq_api_key: str | None = _setting(None, _text, "key of the Groq provider")
    llm_base_url: str | None = _setting(
        None, _web_address, "an OpenAI-compatible endpoint such as http://127.0.0.1:11434/v1"
    )
    llm_api_key: str | None = _setting(None, _text, "key of that endpoint, if it wants one")
    default_llm_provider: str | None = _setting(
        None,
        _one_of("extractive", "gemini", "groq", "openai"),
        "who answers first (openai: LLM_BASE_URL); extractive: quotes only; empty: whoever has a key",
    )
    default_llm_model: str | None = _setting(None, _text, "model name at the provider that answers first")
    llm_temperature: float = _setting(0.2, _real(0, 2), "sampling temperature of a language model")
    llm_max_tokens: int = _setting(600, _whole(1, 32_768), "longest answer of a language model, in tokens")
    llm_max_retries: int = _setting(1, _whole(0, 10), "further tries when a provider fails")
    llm_retry_delay: float = _setting(0.5, _real(0, 60), "least seconds between tries")
    llm_deadline: float = _setting(
        12.0, _real(1, 120), "seconds for all providers together; then the library is quoted"
    )
    llm_daily_tokens: int = _setting(
        0,
        _whole(0, 1_000_000_000),
        "tokens a day (UTC) for all workers; then the library is quoted; 0: no limit",
    )
    embedding_provider: str = _setting(
        "minilm",
        _one_of("minilm", "gemini", "openai", "none"),
        "minilm (in process), gemini, openai (EMBEDDING_BASE_URL) or none (search by words alone)",
    )
    embedding_model: str | None = _setting(
        None, _text, "model name at the embedding provider; openai needs one, gemini has gemini-embedding-001"
    )
    embedding_base_url: str | None = _setting(
        None, _web_address, "an OpenAI-compatible endpoint for embeddings such as http://127.0.0.1:11434/v1"
    )
    embedding_api_key: str | None = _setting(None, _text, "key of that endpoint, if it wants one")
    embedding_batch_size: int = _setting(96, _whole(1, 512), "texts embedded together during an ingest")
    embedding_file: Path = _setting(
        PROJECT_ROOT / ".cache" / "embeddings.sqlite3",
        _path,
        "where passages that minilm embedded are kept, for the next database or folder",
    )
    embedding_cache_size: int = _setting(1000, _whole(0, 1_000_000), "questions whose embedding is kept")
    embedding_cache_ttl: int = _setting(3600, _whole(0, 604_800), "seconds an embedding is kept")
    enable_rag: bool = _setting(
        True, _flag, "answer from the library; false: greet and handle emergencies only"
    )
    rag_top_k: int = _setting(5, _whole(1, 20), "passages an answer may rest on")
    rag_min_similarity: float = _setting(
        0.0, _real(0, 1), "cosine similarity below which a passage is never evidence"
    )
    rag_chunk_size: int = _setting(150, _whole(50, 500), "longest passage of the library, in tokens")
    rag_chunk_overlap: int = _setting(0, _whole(0, 100), "tokens shared by neighbouring passages")
    session_expiry_hours: int = _setting(
        24, _whole(1, 8760), "hours after which an idle conversation is gone"
    )
    max_message_length: int = _setting(
        2000, _whole(1, 2000), "longest message; at most what the contract says"
    )

    @property
    def session_lifetime(self) -> timedelta:
        return timedelta(hours=self.session_expiry_hours)

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """The settings in `environ`; an empty value means the default. Raises ConfigurationError."""
        values, faults = {}, []
        for setting in fields(cls):
            name = setting.name.upper()
            given = environ.get(name, "").strip()
            if not given:
                continue
            parse = setting.metadata["parse"]
            try:
                values[setting.name] = parse(given)
            except ValueError as error:
                # The value itself is not repeated: it may be a key or a password.
                faults.append(f"{name}: {parse.__doc__ or error}")
        settings = cls(**values)
        faults += settings._contradictions()
        if faults:
            raise ConfigurationError("\n".join(faults))
        return settings

    def _contradictions(self) -> list[str]:
        """Settings that are right alone and wrong together."""
        keys = {"gemini": self.gemini_api_key, "groq": self.groq_api_key, "openai": self.llm_base_url}
        names = {"gemini": "GEMINI_API_KEY", "groq": "GROQ_API_KEY", "openai": "LLM_BASE_URL"}
        first, faults = self.default_llm_provider, list[str]()
        if first in keys and not keys[first]:
            faults.append(f"DEFAULT_LLM_PROVIDER: {first} needs {names[first]}")
        return faults + self._embedding_contradictions()

    def _embedding_contradictions(self) -> list[str]:
        needed = {"gemini": ["gemini_api_key"], "openai": ["embedding_base_url", "embedding_model"]}
        faults = [
            f"EMBEDDING_PROVIDER: {self.embedding_provider} needs {name.upper()}"
            for name in needed.get(self.embedding_provider, [])
            if not getattr(self, name)
        ]
        if self.embedding_provider == "gemini" and self.embedding_batch_size > GEMINI_BATCH_MAX:
            faults.append(f"EMBEDDING_BATCH_SIZE: gemini takes at most {GEMINI_BATCH_MAX} texts together")
        return faults

    @classmethod
    def from_environment(cls, overrides: Mapping[str, str] | None = None) -> Self:
        """The settings of this process: `overrides`, then the environment, then what `.env` says."""
        from_file = {name: value or "" for name, value in dotenv_values(PROJECT_ROOT / ".env").items()}
        return cls.read({**from_file, **os.environ, **(overrides or {})})
