"""Builds the application from its settings: the table of contents of the service."""

import contextlib
import copy
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import yaml
from connexion.apps.abstract import AbstractApp
from connexion.middleware.lifespan import LifespanMiddleware
from connexion.middleware.security import SecurityMiddleware
from connexion.resolver import Resolver

from app.binding import ContractBroken, Handler, bind
from app.config import Settings
from app.contract import SPECIFICATION, Contract
from app.cross_origin import CrossOriginMiddleware
from app.documents import DocumentsMiddleware
from app.housekeeping import housekeeping
from app.operations import OperationsMiddleware, compile_operations
from app.problems import ProblemMiddleware
from app.routing import Routing
from app.security import operator_key_handler
from app.services import build_services, close_services
from handlers.services import Services


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Application(AbstractApp):
    """connexion around our compiled operations."""

    def __init__(self, **options: Any) -> None:
        self._middleware_app = OperationsMiddleware()
        super().__init__(__name__, **options)


def create_app(
    settings: Settings,
    *,
    services: Services | None = None,
    clock: Callable[[], datetime] = _utc_now,
    new_id: Callable[[], UUID] = uuid4,
) -> Application:
    """The whole service as an ASGI application. Raises ContractBroken when it cannot keep its promises.

    Tests give their own `services`; otherwise they are built from the settings and closed at the end.
    """
    contract = Contract.load(SPECIFICATION)
    services = services or build_services(settings, contract.version, clock=clock, new_id=new_id)
    handlers = {name: partial(handler, services) for name, handler in bind(contract).items()}
    return assemble(contract, handlers, settings, beside=partial(_at_work, services))


@contextlib.asynccontextmanager
async def _at_work(services: Services) -> AsyncIterator[None]:
    """What goes on beside the requests, and what is closed after the last one."""
    try:
        async with housekeeping(services):
            yield
    finally:
        await close_services(services)


def assemble(
    contract: Contract,
    handlers: Mapping[str, Handler],
    settings: Settings,
    *,
    beside: Callable[[], contextlib.AbstractAsyncContextManager[None]] = contextlib.nullcontext,
) -> Application:
    """The layers around the handlers, from the outside in; `beside` lasts as long as the application."""
    application = Application(
        lifespan=lambda _: beside(),
        middlewares=[
            partial(CrossOriginMiddleware, **_cross_origin(settings)),
            ProblemMiddleware,
            partial(DocumentsMiddleware, contract=contract, source=SPECIFICATION),
            Routing,
            SecurityMiddleware,
            LifespanMiddleware,
        ],
    )
    application.add_api(
        copy.deepcopy(contract.document),  # connexion writes defaults into what it is given
        resolver=Resolver(compile_operations(contract, handlers).__getitem__),
        security_map={"apiKey": operator_key_handler(settings.admin_api_key)},
    )
    return application


def _cross_origin(settings: Settings) -> dict[str, Any]:
    return {
        "allow_origins": settings.cors_origins,
        "allow_methods": ["GET", "POST", "PATCH", "DELETE"],
        "allow_headers": ["Content-Type", "X-API-Key", "Idempotency-Key", "Last-Event-ID", "If-None-Match"],
        "expose_headers": ["Location", "Retry-After", "X-Request-Id", "ETag"],
    }


def application() -> Application:
    """What uvicorn imports (`--factory`): settings come from this process's environment."""
    settings = Settings.from_environment()
    log_to_standard_error(settings)
    try:
        return create_app(settings)
    except (ContractBroken, yaml.YAMLError) as broken:
        # Its message names every place; where we were when we found out is of no use to anybody.
        raise SystemExit(str(broken)) from None


def log_to_standard_error(settings: Settings) -> None:
    """For the process that serves; whoever embeds the application configures its own log."""
    logging.basicConfig(
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        level=logging.DEBUG if settings.debug else logging.WARNING,
    )
