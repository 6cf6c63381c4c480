"""The contract is served as it is written, once rendered, with a page to try it."""

import httpx
import pytest
import yaml

from app.contract import SPECIFICATION


def test_the_contract_is_served_with_its_references(client):
    served = client.get("/openapi.json").json()

    assert served["paths"]["/api/chat"]["post"]["operationId"] == "sendChatMessage"
    assert served["components"]["schemas"]["Session"]["properties"]["diverProfile"] == {
        "$ref": "#/components/schemas/DiverProfile"
    }


def test_the_yaml_is_the_file_itself(client):
    assert client.get("/openapi.yaml").content == SPECIFICATION.read_bytes()


def test_json_and_yaml_say_the_same(client):
    as_yaml = yaml.safe_load(client.get("/openapi.yaml").content)

    assert client.get("/openapi.json").json()["components"] == as_yaml["components"]


def test_who_has_the_contract_is_not_sent_it_again(client):
    first = client.get("/openapi.json")

    again = client.get("/openapi.json", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


def test_another_tag_gets_the_contract(client):
    answer = client.get("/openapi.json", headers={"If-None-Match": '"something-else"'})

    assert answer.status_code == 200


def test_the_page_loads_nothing_from_elsewhere(client):
    """It works on a boat without the internet."""
    page = client.get("/docs").text

    assert "http" not in page.replace("html", "")
    assert client.get("/docs/swagger-ui-bundle.js").status_code == 200
    assert client.get("/docs/swagger-ui.css").headers["content-type"].startswith("text/css")


def test_a_file_that_is_not_there_is_a_problem(client):
    answer: httpx.Response = client.get("/docs/nothing.js")

    assert answer.json()["code"] == "notFound"


@pytest.mark.parametrize("path", ["/", "/docs/"])
def test_who_comes_without_an_aim_is_led_to_the_page(client, path):
    answer = client.get(path, follow_redirects=True)

    assert (answer.url.path, answer.status_code) == ("/docs", 200)
