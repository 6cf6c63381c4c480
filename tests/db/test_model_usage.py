"""What language models cost is counted by day and provider, whoever counts at the same time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from assistant.language_models import Usage
from db.model_usage import DatabaseLedger, ModelUsageRepository

# A day of its own: other tests count theirs.
MIDNIGHT = datetime(2031, 3, 2, tzinfo=UTC)
NOON = MIDNIGHT - timedelta(hours=12)


@pytest.fixture
def usage(transaction):
    return ModelUsageRepository(transaction)


async def test_a_day_without_answers_has_cost_nothing(usage):
    assert await usage.tokens_on_day_of(NOON) == 0


async def test_answers_of_all_providers_add_up(usage):
    await usage.add("groq", Usage(300, 20), at=NOON)
    await usage.add("groq", Usage(100, 5), at=NOON)
    await usage.add("gemini", Usage(1000, 0), at=NOON)

    assert await usage.tokens_on_day_of(NOON) == 1425


async def test_a_day_ends_at_midnight(usage):
    await usage.add("groq", Usage(1, 1), at=MIDNIGHT - timedelta(seconds=1))

    assert await usage.tokens_on_day_of(MIDNIGHT - timedelta(hours=1)) == 2
    assert await usage.tokens_on_day_of(MIDNIGHT) == 0


async def test_answers_that_end_together_are_all_booked(database):
    ledger = DatabaseLedger(database, lambda: MIDNIGHT + timedelta(days=3))

    await asyncio.gather(*(ledger.book("groq", Usage(10, 1)) for _ in range(100)))

    async with database.autocommit() as connection:
        assert await ModelUsageRepository(connection).tokens_on_day_of(ledger._now()) == 1100
