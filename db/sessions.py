"""Remembers conversations: what a diver told about themselves and what was said.

A session is a diver's conversation. It ends `lifetime` after its last turn, or after its beginning while
there is no turn; reading it or changing the profile does not prolong it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    CTE,
    ColumnElement,
    DateTime,
    Text,
    Uuid,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH

from db import models
from db.connection import Connection
from db.paging import Page, Position, SequenceNumber, page_of, read_cursor

WINDOW_MESSAGES = 20

_sessions = models.Session.__table__
_messages = models.Message.__table__


class SessionNotFound(Exception):
    """No living conversation has this id; never begun, erased and expired are all the same to a caller."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A diver's conversation without its words."""

    id: UUID
    diver_profile: dict[str, Any]
    message_count: int
    created_at: datetime
    updated_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said; `seq` counts from 1 without gaps."""

    id: UUID
    seq: int
    role: str
    content: str
    agent_type: str | None
    citations: list[dict[str, Any]] | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """What the diver said and what they were answered, and what that taught us about them.

    A value of None in `profile_changes` forgets the key.
    """

    question: str
    answer: str
    agent_type: str | None = None
    citations: Sequence[Mapping[str, Any]] | None = None
    profile_changes: Mapping[str, Any] = field(default_factory=dict)
    question_id: UUID = field(default_factory=uuid4)
    answer_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a language model is given it."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Window:
    """What the assistant is given of a conversation: at most WINDOW_MESSAGES messages, oldest first."""

    diver_profile: dict[str, Any]
    recent: list[Said]


class AfterMessage(Position, tag="messages1", frozen=True):
    """Messages are listed oldest first."""

    seq: SequenceNumber


class SessionRepository:
    """Each method is one statement and tells the time it is asked at."""

    def __init__(self, transaction: Connection) -> None:
        self.transaction = transaction

    async def create(
        self,
        profile: Mapping[str, Any],
        *,
        at: datetime,
        lifetime: timedelta,
        session_id: UUID | None = None,
    ) -> Conversation:
        """A conversation in which nothing has been said."""
        begun = {
            "conversation_id": session_id or uuid4(),
            "profile_changes": dict(profile),
            "exchange": [],
            "messages_added": 0,
            "at": at,
            "expiry": at + lifetime,
        }
        return Conversation(*(await self.transaction.execute(_BEGIN, begun)).one())

    async def begin_with_turn(
        self, turn: Turn, *, at: datetime, lifetime: timedelta, session_id: UUID | None = None
    ) -> Conversation:
        """A conversation of one turn."""
        begun = _turn_parameters(turn, session_id or uuid4(), at, lifetime)
        return Conversation(*(await self.transaction.execute(_BEGIN_WITH_TURN, begun)).one())

    async def remember_turn(
        self, session_id: UUID, turn: Turn, *, at: datetime, lifetime: timedelta
    ) -> Conversation:
        """Both messages, the window, the profile and the new expiry. Raises SessionNotFound.

        Turns of one conversation may end at the same time: the row's lock queues them, none is lost.
        """
        parameters = _turn_parameters(turn, session_id, at, lifetime)
        return _living((await self.transaction.execute(_REMEMBER_TURN, parameters)).one_or_none())

    async def find(self, session_id: UUID, *, at: datetime) -> Conversation:
        """Raises SessionNotFound."""
        found = await self.transaction.execute(_FIND, {"conversation_id": session_id, "at": at})
        return _living(found.one_or_none())

    async def window(self, session_id: UUID, *, at: datetime) -> Window:
        """What the assistant is given before it answers. Raises SessionNotFound."""
        found = await self.transaction.execute(_WINDOW, {"conversation_id": session_id, "at": at})
        row = found.one_or_none()
        if row is None:
            raise SessionNotFound
        return Window(
            row.diver_profile, [Said(one["role"], one["content"]) for one in row.conversation_history]
        )

    async def messages(
        self, session_id: UUID, *, at: datetime, limit: int, cursor: str | None = None
    ) -> Page[Message]:
        """The full record, oldest first. Raises SessionNotFound and InvalidCursor."""
        after = read_cursor(cursor, AfterMessage).seq if cursor is not None else 0
        parameters = {"conversation_id": session_id, "at": at, "after": after, "rows": limit + 1}
        rows = (await self.transaction.execute(_MESSAGES, parameters)).all()
        if not rows:
            raise SessionNotFound
        # A living conversation without further messages is one row of nulls.
        said = [row for row in rows if row.seq is not None]
        return page_of(
            said, limit, item=lambda row: Message(*row), position=lambda one: AfterMessage(one.seq)
        )

    async def merge_profile(
        self, session_id: UUID, changes: Mapping[str, Any], *, at: datetime
    ) -> Conversation:
        """A value of None forgets the key. Raises SessionNotFound."""
        parameters = {"conversation_id": session_id, "profile_changes": dict(changes), "at": at}
        return _living((await self.transaction.execute(_MERGE_PROFILE, parameters)).one_or_none())

    async def erase(self, session_id: UUID, *, at: datetime) -> None:
        """The conversation and all that was said in it, for ever. Raises SessionNotFound."""
        erased = await self.transaction.execute(_ERASE, {"conversation_id": session_id, "at": at})
        if erased.rowcount == 0:
            raise SessionNotFound

    async def delete_expired(self, *, at: datetime, limit: int = 500) -> int:
        """How many expired conversations were deleted; call again while it is `limit`.

        Conversations that somebody else holds at this moment are left for the next time.
        """
        deleted = await self.transaction.execute(_DELETE_EXPIRED, {"at": at, "rows": limit})
        return deleted.rowcount


def _living(row: Any) -> Conversation:
    if row is None:
        raise SessionNotFound
    return Conversation(*row)


def _turn_parameters(turn: Turn, session_id: UUID, at: datetime, lifetime: timedelta) -> dict[str, Any]:
    return {
        "conversation_id": session_id,
        "profile_changes": dict(turn.profile_changes),
        "exchange": [
            {"role": "user", "content": turn.question},
            {"role": "assistant", "content": turn.answer},
        ],
        "messages_added": 2,
        "question_id": turn.question_id,
        "question": turn.question,
        "answer_id": turn.answer_id,
        "answer": turn.answer,
        "agent": turn.agent_type,
        "cited": None if turn.citations is None else list(turn.citations),
        "at": at,
        "expiry": at + lifetime,
    }


# The statements are built once: building them anew for each call costs more than the server does.
_ID = bindparam("conversation_id", type_=Uuid())
_AT = bindparam("at", type_=DateTime(timezone=True))
_EXPIRY = bindparam("expiry", type_=DateTime(timezone=True))
_CHANGES = bindparam("profile_changes", type_=JSONB())
_EXCHANGE = bindparam("exchange", type_=JSONB())

_CONVERSATION = [_sessions.c[column.name] for column in fields(Conversation)]
_MESSAGE = [_messages.c[column.name] for column in fields(Message)]
_IS_LIVING = (_sessions.c.id == _ID) & (_sessions.c.expires_at > _AT)


def _without_forgotten(profile: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.jsonb_strip_nulls(profile)


def _with_messages_of_turn(conversation: CTE) -> Any:
    """Returns the conversation and writes the turn's two messages, the last two that it now counts."""
    said_by_diver = select(
        conversation.c.id,
        conversation.c.message_count - 1,
        bindparam("question_id", type_=Uuid()),
        literal("user", Text()),
        bindparam("question", type_=Text()),
        cast(null(), Text()),
        cast(null(), JSONB()),
        _AT,
    )
    said_by_assistant = select(
        conversation.c.id,
        conversation.c.message_count,
        bindparam("answer_id", type_=Uuid()),
        literal("assistant", Text()),
        bindparam("answer", type_=Text()),
        bindparam("agent", type_=Text()),
        bindparam("cited", type_=JSONB(none_as_null=True)),
        _AT,
    )
    written = insert(_messages).from_select(
        ["session_id", "seq", "id", "role", "content", "agent_type", "citations", "created_at"],
        union_all(said_by_diver, said_by_assistant),
    )
    return select(conversation).add_cte(written.cte("written"))


_BEGIN = (
    insert(_sessions)
    .values(
        id=_ID,
        diver_profile=_without_forgotten(_CHANGES),
        conversation_history=_EXCHANGE,
        message_count=bindparam("messages_added"),
        created_at=_AT,
        updated_at=_AT,
        expires_at=_EXPIRY,
    )
    .returning(*_CONVERSATION)
)
_BEGIN_WITH_TURN = _with_messages_of_turn(_BEGIN.cte("begun"))

_REMEMBER_TURN = _with_messages_of_turn(
    update(_sessions)
    .where(_IS_LIVING)
    .values(
        diver_profile=_without_forgotten(_sessions.c.diver_profile.concat(_CHANGES)),
        conversation_history=func.jsonb_path_query_array(
            _sessions.c.conversation_history.concat(_EXCHANGE),
            cast(literal(f"$[last-{WINDOW_MESSAGES - 1} to last]"), JSONPATH()),
        ),
        message_count=_sessions.c.message_count + bindparam("messages_added"),
        # Of two turns the one that began later may be stored first.
        updated_at=func.greatest(_sessions.c.updated_at, _AT),
        expires_at=func.greatest(_sessions.c.expires_at, _EXPIRY),
    )
    .returning(*_CONVERSATION)
    .cte("remembered")
)
_FIND = select(*_CONVERSATION).where(_IS_LIVING)
_WINDOW = select(_sessions.c.diver_profile, _sessions.c.conversation_history).where(_IS_LIVING)
_MESSAGES = (
    select(*_MESSAGE)
    .select_from(_sessions)
    .outerjoin(_messages, (_messages.c.session_id == _sessions.c.id) & (_messages.c.seq > bindparam("after")))
    .where(_IS_LIVING)
    .order_by(_messages.c.seq)
    .limit(bindparam("rows"))
)
_MERGE_PROFILE = (
    update(_sessions)
    .where(_IS_LIVING)
    .values(
        diver_profile=_without_forgotten(_sessions.c.diver_profile.concat(_CHANGES)),
        updated_at=func.greatest(_sessions.c.updated_at, _AT),
    )
    .returning(*_CONVERSATION)
)
_ERASE = delete(_sessions).where(_IS_LIVING)

_expired = (
    select(_sessions.c.id)
    .where(_sessions.c.expires_at <= _AT)
    .order_by(_sessions.c.expires_at)
    .limit(bindparam("rows"))
    .with_for_update(skip_locked=True)
    .cte("expired")
)
_DELETE_EXPIRED = delete(_sessions).where(_sessions.c.id.in_(select(_expired.c.id)))
