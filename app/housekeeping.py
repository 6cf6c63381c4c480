"""Deletes what has expired, now and then: conversations, and streams that nobody will read on."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from db.engine import DatabaseUnavailable
from db.sessions import SessionRepository
from db.streams import StreamRepository
from handlers.services import Services

logger = logging.getLogger("dovvybuddy")

# Every worker does it; what one has locked the others leave alone.
PAUSE_SECONDS = 900.0
CONVERSATIONS_MAX = 500


@contextlib.asynccontextmanager
async def housekeeping(services: Services) -> AsyncIterator[None]:
    """Goes on beside the block."""
    work = asyncio.create_task(_keep_house(services))
    try:
        yield
    finally:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


async def _keep_house(services: Services) -> None:
    while True:
        await asyncio.sleep(PAUSE_SECONDS)
        try:
            await tidy(services)
        except DatabaseUnavailable as error:
            logger.warning("nothing was tidied: %s", error)


async def tidy(services: Services) -> None:
    """Raises DatabaseUnavailable. In small transactions, so that nobody waits for it."""
    deleted = CONVERSATIONS_MAX
    while deleted == CONVERSATIONS_MAX:
        async with services.database.autocommit() as connection:
            sessions = SessionRepository(connection)
            deleted = await sessions.delete_expired(at=services.now(), limit=CONVERSATIONS_MAX)
    async with services.database.autocommit() as connection:
        await StreamRepository(connection).delete_older(than=services.now() - services.session_lifetime)
