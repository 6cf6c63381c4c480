"""The events of chat streams, kept for as long as a client may come back for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Uuid, bindparam, delete, select
from sqlalchemy.dialects.postgresql import JSONB, insert

from db.connection import Connection
from db.models import ChatStream

_streams = ChatStream.__table__


class StreamNotFound(Exception):
    """No such stream was ever begun, or it is long over."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The events so far; `is_over` says that no more will come."""

    events: list[Any]
    is_over: bool


class StreamRepository:
    """A stream is written by one turn only, and read by whoever knows its id."""

    def __init__(self, transaction: Connection) -> None:
        self.transaction = transaction

    async def save(
        self, stream_id: UUID, events: Sequence[Any], *, is_over: bool, session_id: UUID | None, at: datetime
    ) -> None:
        """All events so far. `session_id`: the conversation with which they are erased, once there is one."""
        kept = {"stream": stream_id, "session": session_id, "said": list(events), "over": is_over, "at": at}
        await self.transaction.execute(_SAVE, kept)

    async def find(self, stream_id: UUID) -> Stream:
        """Raises StreamNotFound."""
        row = (await self.transaction.execute(_FIND, {"stream": stream_id})).one_or_none()
        if row is None:
            raise StreamNotFound
        return Stream(*row)

    async def delete_older(self, *, than: datetime) -> int:
        """How many streams were deleted that nobody has written to since."""
        return (await self.transaction.execute(_DELETE_OLDER, {"than": than})).rowcount


_STREAM = bindparam("stream", type_=Uuid())
_new = insert(_streams).values(
    id=_STREAM,
    session_id=bindparam("session", type_=Uuid()),
    events=bindparam("said", type_=JSONB()),
    is_over=bindparam("over"),
    updated_at=bindparam("at", type_=DateTime(timezone=True)),
)
_SAVE = _new.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _new.excluded[name] for name in ("session_id", "events", "is_over", "updated_at")},
)
_FIND = select(_streams.c.events, _streams.c.is_over).where(_streams.c.id == _STREAM)
_DELETE_OLDER = delete(_streams).where(
    _streams.c.updated_at < bindparam("than", type_=DateTime(timezone=True))
)
