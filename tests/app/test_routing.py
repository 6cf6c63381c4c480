"""The table that finds an operation by path and method."""

import asyncio
from typing import Any

import pytest
from connexion.middleware.abstract import ROUTING_CONTEXT
from connexion.spec import Specification

from app.problems import MethodNotAllowed, ResourceNotFound
from app.routing import Routing
from tests.app.conftest import operation

PATHS = {
    "/health": {"get": operation("x", "getHealth")},
    "/sites/{siteId}": {"get": operation("x", "getSite"), "delete": operation("x", "deleteSite")},
    "/sites/nearest": {"get": operation("x", "getNearestSite")},
    "/sites/{siteId}/fit": {"get": operation("x", "getFit")},
    "/a.b": {"post": operation("x", "postDot")},
    "/{kind}/{id}/v1.0": {"get": operation("x", "getVersion")},
}


@pytest.fixture
def found(contract_of):
    """operationId and path parameters of a request."""
    routing = Routing(_keep)
    document = contract_of(PATHS).document
    routing.add_api(Specification.from_dict(document), base_path="")

    def find(path: str, method: str = "GET", **scope: Any) -> tuple[str, dict[str, str]]:
        request = {"type": "http", "path": path, "method": method, **scope}
        asyncio.run(routing(request, None, None))
        return request["extensions"][ROUTING_CONTEXT]["operation_id"], request["path_params"]

    return find


async def _keep(scope, receive, send) -> None:
    pass


@pytest.mark.parametrize(
    ("path", "operation_id", "parameters"),
    [
        ("/health", "getHealth", {}),
        ("/sites/7", "getSite", {"siteId": "7"}),
        ("/sites/nearest", "getNearestSite", {}),
        ("/sites/nearest/fit", "getFit", {"siteId": "nearest"}),
        ("/sites/a b/fit", "getFit", {"siteId": "a b"}),
        ("/x/y/v1.0", "getVersion", {"kind": "x", "id": "y"}),
    ],
)
def test_finds_the_operation_and_the_values_of_its_path(found, path, operation_id, parameters):
    assert found(path) == (operation_id, parameters)


@pytest.mark.parametrize(
    "path",
    ["", "/", "//health", "/health/", "/Health", "/sites/", "/sites//fit", "/sites/7/", "/axb", "/x/y/v1x0"],
)
def test_nothing_else_is_there(found, path):
    with pytest.raises(ResourceNotFound):
        found(path, "POST")


def test_every_get_answers_head(found):
    assert found("/health", "HEAD") == ("getHealth", {})


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "get", "TRACE", "BREW"])
def test_another_method_is_told_all_that_there_are(found, method):
    with pytest.raises(MethodNotAllowed) as refused:
        found("/sites/7", method)

    assert refused.value.allow == "GET, HEAD, DELETE"


def test_a_prefix_that_the_server_is_mounted_under_is_not_part_of_the_path(found):
    assert found("/dive/health", root_path="/dive") == ("getHealth", {})
    assert found("/health", root_path="/dive") == ("getHealth", {})
    assert found("/health", root_path="/") == ("getHealth", {})
