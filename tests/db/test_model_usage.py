"""What language models cost is counted by day and provider, whoever counts at the same time."""

from datetime import UTC, datetime, timedelta

import pytest

from db.model_usage import ModelUsageRepository

# A day of its own: other tests count theirs.
MIDNIGHT = datetime(2031, 3, 2, tzinfo=UTC)
NOON = MIDNIGHT - timedelta(hours=12)


@pytest.fixture
def usage(transaction):
    return ModelUsageRepository(transaction)


async def test_a_day_without_answers_has_cost_nothing(usage):
    assert await usage.tokens_on_day_of(NOON) == 0


async def test_answers_of_all_providers_add_up(usage):
    await usage.add("groq", read=300, written=20, at=NOON)
    await usage.add("groq", read=100, written=5, at=NOON)
    await usage.add("gemini", read=1000, written=0, at=NOON)

    assert await usage.tokens_on_day_of(NOON) == 1425


async def test_a_day_ends_at_midnight(usage):
    await usage.add("groq", read=1, written=1, at=MIDNIGHT - timedelta(seconds=1))

    assert await usage.tokens_on_day_of(MIDNIGHT - timedelta(hours=1)) == 2
    assert await usage.tokens_on_day_of(MIDNIGHT) == 0
