"""What every peer of the suite `http` knows and says, and the contract that ours and connexion keep."""

from typing import Any
from uuid import UUID

from app.contract import SPECIFICATION, Contract, Json

MOMENT = "2026-11-20T12:00:00Z"
HEALTH = {"status": "ok", "timestamp": MOMENT, "version": "1.0.0"}

SITE: dict[str, Any] = {
    "id": "2e4fe37a-6d28-4dce-b248-ebcb73f2c9ba",
    "slug": "tioman-tiger-reef",
    "destinationId": "6a5c9f0e-11f4-4c39-9c5f-0a4f1f1f2a10",
    "name": "Tiger Reef",
    "description": "A submerged pinnacle with soft coral, schools of fish and at times a strong current.",
    "minCertificationLevel": "AOW",
    "minLoggedDives": 20,
    "difficultyRating": 4,
    "difficultyBand": "advanced",
    "depthMinM": 9.5,
    "depthMaxM": 25.5,
    "accessType": "boat",
    "tags": ["pinnacle", "current", "schooling-fish", "soft-coral"],
    "dataQuality": "compiled",
    "contentPath": "destinations/tioman/sites/tioman-tiger-reef.md",
    "lastUpdated": MOMENT,
}
SITE_ID = UUID(SITE["id"])

_STORY = (
    "We are four friends who would like to dive around Tioman for a week. Two of us have logged more than a"
    " hundred dives, one has forty, and one has just passed the course and is a little nervous of currents."
    " We would rather see fewer sites without hurry than all of them. "
)
TRIP: dict[str, Any] = {
    "type": "trip",
    "name": "Aisha Tan",
    "email": "aisha.tan@example.com",
    "phone": "+60 12 345 6789",
    "source": "destination page",
    "sessionId": "0b6d1f3e-7d52-4c3a-9a39-3b1f6a3e7d52",
    "message": (_STORY * 3).strip(),
    "destination": "Tioman",
    "travelDates": "the first week of June",
    "groupSize": 4,
    "budget": "about 1200 a person",
}
# What a server adds to a request; the page also holds the request that came before.
STORED = {
    "id": "7f0f3c1c-52a8-4d8a-8a35-0d9be9a1f001",
    "status": "new",
    "createdAt": MOMENT,
    "updatedAt": MOMENT,
}
BEFORE = {**TRIP, **STORED, "id": "7f0f3c1c-52a8-4d8a-8a35-0d9be9a1f000", "status": "contacted"}


def small_contract() -> Contract:
    """Three operations that need no database, with the schemas of the real contract."""
    site_id = {
        "name": "diveSiteId",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "format": "uuid"},
    }
    real = Contract.load(SPECIFICATION)
    return Contract(
        {
            "openapi": real.document["openapi"],
            "info": real.document["info"],
            "paths": {
                "/health": {"get": _operation("health", "getHealth", 200, "Health")},
                "/api/dive-sites/{diveSiteId}": {
                    "get": _operation("catalogue", "getDiveSite", 200, "DiveSite", parameters=[site_id])
                },
                "/api/lead": {
                    "post": _operation(
                        "leads",
                        "createLead",
                        201,
                        "LeadPage",
                        requestBody={"required": True, "content": _json("TripLeadRequest")},
                    )
                },
            },
            "components": {"schemas": dict(real.components)},
        }
    )


def _operation(tag: str, operation_id: str, status: int, answer: str, **more: Any) -> Json:
    responses = {str(status): {"description": "Done.", "content": _json(answer)}}
    return {"tags": [tag], "operationId": operation_id, "responses": responses, **more}


def _json(schema: str) -> Json:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
