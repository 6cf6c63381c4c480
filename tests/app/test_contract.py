from app.config import PROJECT_ROOT
from app.contract import Contract
from tests.app.conftest import operation


def test_an_operation_is_found_from_its_tag_and_id(contract_of):
    contract = contract_of({"/api/chat": {"post": operation("chat", "sendChatMessage")}})

    (promise,) = contract.promises()

    assert (promise.module_name, promise.function_name) == ("handlers.chat", "send_chat_message")


def test_an_operation_without_a_tag_is_named(contract_of):
    contract = contract_of({"/x": {"get": {"operationId": "getX", "responses": {"200": {}}}}})

    try:
        list(contract.promises())
    except ValueError as error:
        complaint = str(error)

    assert complaint.startswith("GET /x: needs an operationId, one tag and one 2xx response")


def test_a_date_in_the_contract_stays_text(tmp_path):
    """JSON has no dates: an example must be what a client would read."""
    source = tmp_path / "spec.yaml"
    source.write_text("components: {schemas: {}}\nwhen: 2026-11-23\n")

    assert Contract.load(source).document["when"] == "2026-11-23"


def test_the_contract_never_holds_a_template_mark():
    """connexion would render `{{` as a template."""
    text = (PROJECT_ROOT / "spec" / "openapi.yaml").read_text()

    assert "{{" not in text
    assert "{%" not in text
