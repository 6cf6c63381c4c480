"""What has expired is gone, whoever still talks stays."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from app.housekeeping import tidy
from db.sessions import SessionNotFound, SessionRepository
from db.streams import StreamNotFound, StreamRepository
from tests.conftest import NOW


async def test_expired_conversations_and_old_streams_are_deleted(services):
    later = replace(services, now=lambda: NOW + timedelta(hours=25))
    fresh, stale = uuid4(), uuid4()
    async with services.database.begin() as transaction:
        sessions, streams = SessionRepository(transaction), StreamRepository(transaction)
        for session_id, at in ((fresh, later.now()), (stale, NOW)):
            await sessions.create({}, at=at, lifetime=timedelta(hours=24), session_id=session_id)
            await streams.save(session_id, [{"type": "route"}], is_over=True, session_id=None, at=at)

    await tidy(later)

    async with services.database.begin() as transaction:
        sessions, streams = SessionRepository(transaction), StreamRepository(transaction)
        # Asked as of then, when it was still alive.
        with pytest.raises(SessionNotFound):
            await sessions.find(stale, at=NOW)
        with pytest.raises(StreamNotFound):
            await streams.find(stale)
        assert (await sessions.find(fresh, at=later.now())).id == fresh
        assert (await streams.find(fresh)).is_over
