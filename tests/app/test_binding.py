"""The service refuses to start when contract and handlers disagree, and lists every disagreement at once."""

import pytest

from app.binding import ContractBroken, bind
from app.contract import SPECIFICATION, Contract
from tests.app.conftest import operation

DIVE = {"type": "object", "properties": {"depth": {"type": "number"}}}


def complaints(contract, package):
    with pytest.raises(ContractBroken) as broken:
        bind(contract, package)
    return str(broken.value).splitlines()[1:]


def test_the_service_keeps_every_promise_of_its_contract():
    bound = bind(Contract.load(SPECIFICATION))

    assert bound["sendChatMessage"].__qualname__ == "send_chat_message"
    assert bound["sendChatMessage"].__module__ == "handlers.chat"


def test_all_disagreements_are_listed_at_once(contract_of, package_of):
    contract = contract_of(
        {
            "/a": {"get": operation("dives", "getDive"), "delete": operation("dives", "deleteDive")},
            "/b": {"get": operation("nowhere", "getNothing")},
        }
    )
    package = package_of(
        dives="async def delete_dive(services) -> None: ...\nasync def spare(services): ...\n"
    )

    assert complaints(contract, package) == [
        "  GET /a: getDive: no function handlers.dives.get_dive",
        "  GET /b: getNothing: no function handlers.nowhere.get_nothing",
        f"  {package.__name__}.dives.spare: no operation of the contract",
    ]


def test_private_functions_and_imported_ones_are_nobodys_promise(contract_of, package_of):
    source = "from os.path import join\nasync def get_dive(services) -> None: ...\ndef _depth(): ...\n"

    bound = bind(contract_of({"/a": {"get": operation("dives", "getDive")}}), package_of(dives=source))

    assert list(bound) == ["getDive"]


def test_two_operations_may_not_share_an_id(contract_of, package_of):
    contract = contract_of(
        {"/a": {"get": operation("dives", "getDive")}, "/b": {"get": operation("dives", "getDive")}}
    )

    (complaint,) = complaints(contract, package_of(dives="async def get_dive(services) -> None: ...\n"))

    assert complaint == "  GET /b: getDive: the operationId is taken by GET /a: getDive"


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("services, dive_id: str", "dive_id is str, in the contract UUID"),
        ("services", "lacks the argument dive_id"),
        ("services, dive_id: UUID, depth: int", "asks for depth, of which the contract does not speak"),
    ],
)
def test_a_signature_says_what_the_contract_says(contract_of, package_of, signature, expected):
    parameter = {
        "name": "diveId",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "format": "uuid"},
    }
    contract = contract_of({"/a/{diveId}": {"get": operation("dives", "getDive", parameters=[parameter])}})
    source = f"from uuid import UUID\nasync def get_dive({signature}) -> None: ...\n"

    (complaint,) = complaints(contract, package_of(dives=source))

    assert expected in complaint


def test_an_optional_parameter_may_be_none_and_one_with_a_default_may_not(contract_of, package_of):
    parameters = [
        {"name": "q", "in": "query", "schema": {"type": "string"}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 20}},
    ]
    contract = contract_of({"/a": {"get": operation("dives", "listDives", parameters=parameters)}})

    bind(
        contract, package_of(dives="async def list_dives(services, q: str | None, limit: int) -> None: ...\n")
    )
    told = complaints(
        contract, package_of(dives="async def list_dives(services, q: str, limit: int | None) -> None: ...\n")
    )

    assert [line.split(": ")[-1] for line in sorted(told)] == [
        "limit is int | None, in the contract int",
        "q is str, in the contract str | None",
    ]


def test_a_wrong_return_model_is_told(contract_of, package_of):
    health = {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}}
    responses = {"200": {"description": "Alive.", "content": health}}
    contract = contract_of({"/a": {"get": operation("dives", "getDive", responses=responses)}})
    source = "from generated.models import Readiness\nasync def get_dive(services) -> Readiness: ...\n"

    (complaint,) = complaints(contract, package_of(dives=source))

    assert "return is Readiness, in the contract Health" in complaint
