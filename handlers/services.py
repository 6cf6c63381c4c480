"""What handlers work with; `app` builds one value, tests another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from assistant.conversation import Assistant
from assistant.embedders import Embedder
from assistant.language_models import LanguageModel
from assistant.retrieval import Retrieval
from db.engine import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Handed to every handler as its first argument."""

    database: Database
    assistant: Assistant
    retrieval: Retrieval
    depth_limits: Mapping[str, float]
    embedder: Embedder | None
    embedder_wanted: bool
    model: LanguageModel
    # Tokens a day that language models may cost; 0 means as many as they like.
    daily_tokens_max: int
    now: Callable[[], datetime]
    new_id: Callable[[], UUID]
    session_lifetime: timedelta
    version: str
    schema_revision: str
