"""Stock connexion on the same contract as ours; `validating` judges its answers, too, as ours does."""

from typing import Any
from uuid import UUID

from connexion import AsyncApp
from connexion.resolver import Resolver

from scripts.benchmark.peers.example import BEFORE, HEALTH, SITE, SITE_ID, STORED, small_contract


async def get_health() -> dict[str, Any]:
    return {**HEALTH}


async def get_dive_site(diveSiteId: str) -> Any:  # noqa: N803  # connexion names it as the contract does
    if UUID(diveSiteId) != SITE_ID:
        return {"title": "Not Found", "status": 404}, 404
    return {**SITE}


async def create_lead(body: dict[str, Any]) -> Any:
    return {"items": [{**body, **STORED}, {**BEFORE}]}, 201


FUNCTIONS = {"getHealth": get_health, "getDiveSite": get_dive_site, "createLead": create_lead}


def build(*, validate_responses: bool) -> AsyncApp:
    built = AsyncApp(__name__)
    built.add_api(
        small_contract().document,
        resolver=Resolver(FUNCTIONS.__getitem__),
        strict_validation=True,
        validate_responses=validate_responses,
    )
    return built


app = build(validate_responses=False)
validating = build(validate_responses=True)
