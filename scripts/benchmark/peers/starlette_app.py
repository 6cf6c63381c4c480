"""Bare Starlette: nothing is validated, in neither direction."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from scripts.benchmark.peers.example import BEFORE, HEALTH, SITE, SITE_ID, STORED


async def health(_: Request) -> JSONResponse:
    return JSONResponse({**HEALTH})


async def dive_site(request: Request) -> JSONResponse:
    if request.path_params["dive_site_id"] != SITE_ID:
        raise HTTPException(404)
    return JSONResponse({**SITE})


async def create_lead(request: Request) -> JSONResponse:
    body = await request.json()
    return JSONResponse({"items": [{**body, **STORED}, {**BEFORE}]}, status_code=201)


app = Starlette(
    routes=[
        Route("/health", health),
        Route("/api/dive-sites/{dive_site_id:uuid}", dive_site),
        Route("/api/lead", create_lead, methods=["POST"]),
    ]
)
