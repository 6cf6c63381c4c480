"""The account of what language models cost, one row for each day and provider."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from assistant.language_models import Usage
from db.connection import Connection
from db.engine import Database, DatabaseUnavailable
from db.models import ModelUsage

logger = logging.getLogger("dovvybuddy")

_usage = ModelUsage.__table__


class ModelUsageRepository:
    """Days begin at midnight UTC."""

    def __init__(self, transaction: Connection) -> None:
        self.transaction = transaction

    async def tokens_on_day_of(self, at: datetime) -> int:
        """Tokens read and written on that day, by all providers together."""
        return int(await self.transaction.scalar(_TOKENS, {"of_day": at.date()}))

    async def add(self, provider: str, usage: Usage, *, calls: int = 1, at: datetime) -> None:
        """Further calls of a provider."""
        counted = {"of_day": at.date(), "by": provider, "calls": calls}
        await self.transaction.execute(_ADD, {**counted, "read": usage.read, "written": usage.written})


class DatabaseLedger:
    """An assistant's Ledger. Books in transactions of its own: whatever becomes of a turn, it has cost.

    All answers of a day change one row, and would wait for each other; so while one is being booked, the
    others are only noted, and booked together with the next.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._noted: dict[str, list[Usage]] = {}
        self._is_booking = False

    async def book(self, provider: str, usage: Usage) -> None:
        """As well as it can: an answer is not lost for its bill."""
        self._noted.setdefault(provider, []).append(usage)
        if self._is_booking:
            return
        self._is_booking = True
        try:
            while self._noted:
                noted, self._noted = self._noted, {}
                await self._write(noted)
        except DatabaseUnavailable as error:
            logger.warning("what a model has cost is not booked: %s", error)
        finally:
            self._is_booking = False

    async def _write(self, noted: Mapping[str, Sequence[Usage]]) -> None:
        async with self._database.begin() as transaction:
            account = ModelUsageRepository(transaction)
            for provider, usages in noted.items():
                await account.add(provider, sum(usages, Usage()), calls=len(usages), at=self._now())


_DAY = bindparam("of_day", type_=Date())
_TOKENS = select(func.coalesce(func.sum(_usage.c.tokens_read + _usage.c.tokens_written), 0)).where(
    _usage.c.day == _DAY
)
_new = insert(_usage).values(
    day=_DAY,
    provider=bindparam("by"),
    calls=bindparam("calls"),
    tokens_read=bindparam("read"),
    tokens_written=bindparam("written"),
)
_ADD = _new.on_conflict_do_update(
    index_elements=["day", "provider"],
    set_={
        "calls": _usage.c.calls + _new.excluded.calls,
        "tokens_read": _usage.c.tokens_read + _new.excluded.tokens_read,
        "tokens_written": _usage.c.tokens_written + _new.excluded.tokens_written,
    },
)
