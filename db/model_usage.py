"""The account of what language models cost, one row for each day and provider."""

from datetime import datetime

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.models import ModelUsage

_usage = ModelUsage.__table__


class ModelUsageRepository:
    """Days begin at midnight UTC."""

    def __init__(self, transaction: AsyncConnection) -> None:
        self.transaction = transaction

    async def tokens_on_day_of(self, at: datetime) -> int:
        """Tokens read and written on that day, by all providers together."""
        return int((await self.transaction.execute(_TOKENS, {"of_day": at.date()})).scalar_one())

    async def add(self, provider: str, *, read: int, written: int, at: datetime) -> None:
        """One more answer of a provider."""
        counted = {"of_day": at.date(), "by": provider, "read": read, "written": written}
        await self.transaction.execute(_ADD, counted)


_DAY = bindparam("of_day", type_=Date())
_TOKENS = select(func.coalesce(func.sum(_usage.c.tokens_read + _usage.c.tokens_written), 0)).where(
    _usage.c.day == _DAY
)
_new = insert(_usage).values(
    day=_DAY,
    provider=bindparam("by"),
    calls=1,
    tokens_read=bindparam("read"),
    tokens_written=bindparam("written"),
)
_ADD = _new.on_conflict_do_update(
    index_elements=["day", "provider"],
    set_={
        "calls": _usage.c.calls + 1,
        "tokens_read": _usage.c.tokens_read + _new.excluded.tokens_read,
        "tokens_written": _usage.c.tokens_written + _new.excluded.tokens_written,
    },
)
