"""The floor: Starlette on psycopg's own pool, one statement a round trip, nothing validated."""

# mypy: disable-error-code="import-not-found, misc, unused-ignore"

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.config import Config
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from assistant.conversation import HELLO
from scripts.benchmark.peers.greeting import greeting

pool = AsyncConnectionPool(
    Config()("DATABASE_URL"),
    min_size=5,
    max_size=10,
    open=False,
    kwargs={"autocommit": True, "row_factory": dict_row},
)

FIND = """
SELECT id, diver_profile, created_at AS "createdAt", updated_at AS "updatedAt", expires_at AS "expiresAt"
FROM sessions WHERE id = %s AND expires_at > %s
"""
WINDOW = "SELECT diver_profile, conversation_history FROM sessions WHERE id = %s AND expires_at > %s"
REMEMBER = """
WITH remembered AS (
    UPDATE sessions
    SET conversation_history = jsonb_path_query_array(conversation_history || %(turn)s, '$[last-19 to last]'),
        message_count = message_count + 2, updated_at = %(now)s, expires_at = %(expiry)s
    WHERE id = %(session)s AND expires_at > %(now)s
    RETURNING id, message_count
), written AS (
    INSERT INTO messages (session_id, seq, id, role, content, agent_type, citations, created_at)
    SELECT id, message_count - 1, %(question_id)s, 'user', %(question)s, NULL, NULL::jsonb, %(now)s
    FROM remembered
    UNION ALL
    SELECT id, message_count, %(answer_id)s, 'assistant', %(answer)s, 'greeting', '[]'::jsonb, %(now)s
    FROM remembered
)
SELECT id FROM remembered
"""
ADD_LEAD = """
WITH stored AS (
    INSERT INTO leads (id, type, status, request_details, created_at, updated_at)
    VALUES (%(id)s, %(type)s, 'new', %(details)s, %(now)s, %(now)s)
    RETURNING id, type, status, created_at AS "createdAt"
), errand AS (
    INSERT INTO outbox (topic, lead_id, next_at, created_at)
    SELECT 'lead.created', id, %(now)s, %(now)s FROM stored
)
SELECT * FROM stored
"""
LIST_SITES = """
SELECT site.id, site.dive_site_id AS slug, site.destination_id AS "destinationId",
       site.name, site.description,
       site.min_certification_level AS "minCertificationLevel", site.min_logged_dives AS "minLoggedDives",
       site.difficulty_rating AS "difficultyRating", site.difficulty_band AS "difficultyBand",
       site.depth_min_m AS "depthMinM", site.depth_max_m AS "depthMaxM", site.access_type AS "accessType",
       site.tags, site.data_quality AS "dataQuality", site.last_updated AS "lastUpdated",
       site.content_path AS "contentPath"
FROM dive_sites AS site JOIN destinations AS destination ON destination.id = site.destination_id
WHERE site.is_active AND destination.is_active
  AND site.min_certification_level = ANY(%(levels)s) AND site.depth_max_m::numeric <= %(depth)s
ORDER BY left(site.name, 28), site.id
LIMIT %(limit)s
"""
LEVELS = ["none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR"]
NAMES = {
    "certification_level": "certificationLevel",
    "logged_dives": "loggedDives",
    "interests": "interests",
}


class OrjsonResponse(JSONResponse):
    def render(self, content: Any) -> bytes:
        return orjson.dumps(content, option=orjson.OPT_UTC_Z)


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    async with pool:
        yield


async def health(_: Request) -> OrjsonResponse:
    return OrjsonResponse({"status": "ok"})


async def get_session(request: Request) -> OrjsonResponse:
    session_id = request.path_params["session_id"]
    async with pool.connection() as connection:
        found = await (await connection.execute(FIND, [session_id, datetime.now(UTC)])).fetchone()
    if found is None:
        raise HTTPException(404)
    profile = {NAMES[name]: value for name, value in found.pop("diver_profile").items()}
    return OrjsonResponse({**_utc(found), "diverProfile": profile})


async def append_turn(request: Request) -> OrjsonResponse:
    body, now = await request.json(), datetime.now(UTC)
    async with pool.connection() as connection:
        window = await (await connection.execute(WINDOW, [body["sessionId"], now])).fetchone()
    if window is None:
        raise HTTPException(404)
    turn = {
        "session": body["sessionId"],
        "turn": Jsonb(
            [{"role": "user", "content": body["message"]}, {"role": "assistant", "content": HELLO}]
        ),
        "question_id": uuid4(),
        "question": body["message"],
        "answer_id": uuid4(),
        "answer": HELLO,
        "now": now,
        "expiry": now + timedelta(hours=24),
    }
    async with pool.connection() as connection:
        await connection.execute(REMEMBER, turn)
    return OrjsonResponse(greeting(body["sessionId"]))


async def create_lead(request: Request) -> OrjsonResponse:
    details = await request.json()
    lead = {
        "id": uuid4(),
        "type": details.pop("type"),
        "details": Jsonb(details),
        "now": datetime.now(UTC),
    }
    async with pool.connection() as connection:
        stored = await (await connection.execute(ADD_LEAD, lead)).fetchone()
    return OrjsonResponse(_utc(stored), status_code=201)


async def list_sites(request: Request) -> OrjsonResponse:
    query = request.query_params
    wanted = {
        "levels": LEVELS[: LEVELS.index(query["certification"]) + 1],
        "depth": float(query["maxDepthM"]),
        "limit": int(query["limit"]),
    }
    async with pool.connection() as connection:
        rows = await (await connection.execute(LIST_SITES, wanted)).fetchall()
    return OrjsonResponse({"items": [_site(row) for row in rows]})


def _site(row: dict[str, Any]) -> dict[str, Any]:
    depths = {name: round(row[name], 2) for name in ("depthMinM", "depthMaxM") if row[name] is not None}
    return {name: value for name, value in (_utc(row) | depths).items() if value is not None}


def _utc(row: dict[str, Any]) -> dict[str, Any]:
    """The driver gives times in the server's zone."""
    return {
        name: value.astimezone(UTC) if isinstance(value, datetime) else value for name, value in row.items()
    }


app = Starlette(
    routes=[
        Route("/health", health),
        Route("/api/session/{session_id:uuid}", get_session),
        Route("/api/chat", append_turn, methods=["POST"]),
        Route("/api/lead", create_lead, methods=["POST"]),
        Route("/api/dive-sites", list_sites),
    ],
    lifespan=lifespan,
)
