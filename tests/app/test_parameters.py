"""Values of path, query and header are what the contract types them as, or are told why not."""

from uuid import UUID

import pytest

from app.parameters import Parameters
from app.problems import RequestInvalid, RequestUnreadable, ResourceNotFound
from app.schemas import Schemas
from tests.app.conftest import operation

PARAMETERS = [
    {"name": "diveId", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}},
    {
        "name": "limit",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
    },
    {"name": "maxDepthM", "in": "query", "schema": {"type": "number", "minimum": 0}},
    {"name": "night", "in": "query", "schema": {"type": "boolean"}},
    {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 5, "pattern": "^[a-z&]+$"}},
    {"name": "tag", "in": "query", "schema": {"type": "array", "maxItems": 2, "items": {"type": "string"}}},
    {"name": "X-Key", "in": "header", "schema": {"type": "string", "maxLength": 3}},
]
ID = "7f3e1f7e-6f0d-4b3a-9c7a-0d6d0a4f6b11"


@pytest.fixture
def read(contract_of):
    contract = contract_of({"/d/{diveId}": {"get": operation("d", "listD", parameters=PARAMETERS)}})
    (promise,) = contract.promises()
    parameters = Parameters(promise, contract, Schemas(contract))

    def read(query: bytes = b"", dive_id: str = ID, headers: tuple[tuple[bytes, bytes], ...] = ()):
        return parameters.read(
            {"path_params": {"diveId": dive_id}, "query_string": query, "headers": headers}
        )

    return read


def test_values_arrive_typed_and_absent_ones_as_their_default(read):
    assert read(b"maxDepthM=1.5e1&night=true&tag=wreck&tag=a%20b&q=a%26b", headers=((b"x-key", b"abc"),)) == {
        "dive_id": UUID(ID),
        "limit": 20,
        "max_depth_m": 15.0,
        "night": True,
        "q": "a&b",
        "tag": ["wreck", "a b"],
        "x_key": "abc",
    }


@pytest.mark.parametrize(
    ("query", "pointer", "rule"),
    [
        (b"limit=1_0", "/query/limit", "type"),
        (b"limit=%205", "/query/limit", "type"),
        (b"limit=%D9%A1", "/query/limit", "type"),
        (b"limit=5.0", "/query/limit", "type"),
        (b"limit=0x10", "/query/limit", "type"),
        (b"limit=", "/query/limit", "type"),
        (b"limit=101", "/query/limit", "maximum"),
        (b"limit=-1", "/query/limit", "minimum"),
        (b"limit=5&limit=6", "/query/limit", "type"),
        (b"limit=" + b"9" * 5000, "/query/limit", "type"),
        (b"maxDepthM=nan", "/query/maxDepthM", "type"),
        (b"maxDepthM=inf", "/query/maxDepthM", "type"),
        (b"maxDepthM=1e999", "/query/maxDepthM", "type"),
        (b"night=True", "/query/night", "type"),
        (b"q=abcdef", "/query/q", "maxLength"),
        (b"q=abc%0A", "/query/q", "pattern"),
        (b"q=a&q=b", "/query/q", "type"),
        (b"q=%00", "/query/q", "nul"),
        (b"tag=a&tag=b&tag=c", "/query/tag", "maxItems"),
        (b"tag=a%00b", "/query/tag", "nul"),
        (b"unknown=1", "/query/unknown", "additionalProperties"),
        (b"Limit=1", "/query/Limit", "additionalProperties"),
    ],
)
def test_a_value_the_contract_does_not_allow_is_told(read, query, pointer, rule):
    with pytest.raises(RequestInvalid) as refused:
        read(query)

    assert (pointer, rule) in {(fault.pointer, fault.rule) for fault in refused.value.faults}


def test_a_header_is_judged_too(read):
    with pytest.raises(RequestInvalid) as refused:
        read(headers=((b"x-key", b"abcd"),))

    assert [fault.pointer for fault in refused.value.faults] == ["/header/X-Key"]


def test_all_faults_are_told_at_once(read):
    with pytest.raises(RequestInvalid) as refused:
        read(b"limit=0&q=ABC&x=1", headers=((b"x-key", b"abcd"),))

    assert {fault.pointer for fault in refused.value.faults} == {
        "/query/limit",
        "/query/q",
        "/query/x",
        "/header/X-Key",
    }


def test_a_path_value_that_cannot_be_an_id_names_nothing(read):
    with pytest.raises(ResourceNotFound):
        read(dive_id="null,null")


def test_a_query_that_is_not_utf8_cannot_be_read(read):
    with pytest.raises(RequestUnreadable):
        read(b"q=%ff")
