"""Mistakes in the contract: each is told with its file and line by `python -m scripts.contract check`."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.contract.planted import CopyOftenChecked

SPEC = "spec/openapi.yaml"
# Where the edit begins, what is replaced, by what, and what the check says.
FAULTS = {
    "no 400": ("getHealth", "        '400': {$ref: '#/components/responses/Unreadable'}\n", "", "400 is missing"),
    "no 401": ("listLeads", "        '401': {$ref: '#/components/responses/Unauthorized'}\n", "", "401 is missing"),
    "no 404": ("getSession\n", "        '404': {$ref: '#/components/responses/SessionNotFound'}\n", "", "404 is missing"),
    "no 413": ("createLead", "        '413': {$ref: '#/components/responses/TooLarge'}\n", "", "413 is missing"),
    "no 415": ("createLead", "        '415': {$ref: '#/components/responses/UnsupportedMediaType'}\n", "", "415 is missing"),
    "no 422": ("createLead", "        '422': {$ref: '#/components/responses/Invalid'}\n", "", "422 is missing"),
    "no summary": ("getLead\n", "      summary: ", "      x-summary: ", "needs a summary"),
    "no description": ("createSession", "      description: ", "      x-description: ", "needs a description"),
    "a parameter without description": ("listDiveSites", "          description: The slug of a destination.\n", "", "needs a description"),
    "a schema without description": ("    LeadPage:", "      description: A page of leads.\n", "", "needs a description"),
    "a property without description": ("    Session:", ", description: When it began.", "", "needs a description"),
    "an answer without example": ("getHealth", "              example: {status: ok, timestamp: '2026-11-23T08:00:00Z', version: 0.1.0}\n", "", "needs an example"),
    "a request without example": ("updateSession", "            examples:\n              progress:", "            x-examples:\n              progress:", "needs an example"),
    "an endless text in a body": ("    TripLeadRequest:", "phone: {type: string, maxLength: 20,", "phone: {type: string,", "string that a client may send"),
    "an endless e-mail": ("    TripLeadRequest:", "format: email, maxLength: 254", "format: email", "string that a client may send"),
    "an endless text in the query": ("listDiveSites", "minLength: 1, maxLength: 100}", "minLength: 1}", "string that a client may send"),
    "an endless number in the query": ("listDiveSites", "{type: integer, minimum: 0, maximum: 100000}", "{type: integer, minimum: 0}", "integer that a client may send"),
    "an endless list in a body": ("    DiverProfile:", "          maxItems: 20\n", "", "array without maxItems"),
    "an endless list in an answer": ("    LeadPage:", "maxItems: 100, ", "", "array without maxItems"),
    "an inline enumeration in a parameter": ("listDiveSites", "schema: {$ref: '#/components/schemas/CertificationLevel'}", "schema: {type: string, enum: [OW, AOW]}", "inline enumeration"),
    "an inline enumeration in an answer": ("    Health:", "status: {$ref: '#/components/schemas/HealthStatus'}", "status: {type: string, description: It is., enum: [ok, fine]}", "inline enumeration"),
    "a template": ("getHealth", "Answers without touching", "Answers {{ without }} touching", "{{ or {%"),
    "a template's block": ("getHealth", "Answers without touching", "Answers {% without %} touching", "{{ or {%"),
    "an open request": ("    LeadUpdate:", "      additionalProperties: false\n", "", "needs additionalProperties: false"),
    "an explicitly open request": ("    ChatRequest:", "additionalProperties: false", "additionalProperties: true", "needs additionalProperties: false"),
    "a reference to no schema": ("getHealth", "schemas/Health'", "schemas/Helth'", "leads nowhere"),
    "a reference to no response": ("getHealth", "responses/Unreadable'", "responses/Unreadble'", "leads nowhere"),
    "a reference to no parameter": ("listDestinations", "parameters/Cursor'", "parameters/Curser'", "leads nowhere"),
    "a reference to another file": ("getHealth", "'#/components/schemas/Health'", "'other.yaml#/Health'", "leads nowhere"),
    "a union without mapping": ("    LeadRequest:", "          trip: '#/components/schemas/TripLeadRequest'\n", "", "discriminator that maps"),
    "a union without discriminator": ("    LeadRequest:", "      discriminator:", "      x-discriminator:", "discriminator that maps"),
    "a union whose choice says another value": ("    TripLeadRequest:", "enum: [trip]", "enum: [travel]", "with the one value trip"),
    "a union whose choice does not require its tag": ("    TripLeadRequest:", "required: [type, name, email]", "required: [name, email]", "must require type"),
    "null without a type": ("    DiverProfileUpdate:", "country: {$ref: '#/components/schemas/CountryOrNull'}", "country: {nullable: true, description: Where., allOf: [{$ref: '#/components/schemas/CountryOrNull'}]}", "only beside type"),
    "words beside a reference": ("    DiverProfileUpdate:", "country: {$ref: '#/components/schemas/CountryOrNull'}", "country: {$ref: '#/components/schemas/CountryOrNull', nullable: true}", "beside $ref is ignored"),
    "a pattern that looks ahead": ("    DiverProfile:", "'^[A-Z]{2}$'", "'^(?!XX)[A-Z]{2}$'", "looks around"),
    "a pattern that engines read differently": ("    DiverProfile:", "'^[A-Z]{2}$'", "'^\\w{2}$'", "understand differently"),
    "an operationId in snake case": ("getHealth", "getHealth", "get_health", "camelCase"),
    "an operationId with a module": ("getHealth", "getHealth", "handlers.health.getHealth", "camelCase"),
    "no operationId": ("  /health:", "      operationId: getHealth\n", "", "operationId"),
    "no tag": ("  /health:", "      tags: [health]\n", "", "one tag"),
    "two tags": ("  /health:", "tags: [health]", "tags: [health, chat]", "one tag"),
    "two successes": ("getHealth", "        '400':", "        '204': {description: Nothing.}\n        '400':", "needs one 2xx"),
    "a default response": ("getHealth", "        '400':", "        default: {$ref: '#/components/responses/Invalid'}\n        '400':", "promises nothing"),
    "an error that is no problem document": ("    Conflict:", "application/problem+json", "application/json", "must be application/problem+json"),
    "a path parameter that is not declared": ("  /api/session/{sessionId}:", "/{sessionId}", "/{session}", "is missing in its"),
    "a path parameter that is not required": ("getDestination", "          required: true\n", "          required: false\n", "required"),
    "a link to no operation": ("listDestinations", "              operationId: getDestination", "              operationId: getDestinaton", "links to no operation"),
    "a link with an unknown parameter": ("listDestinations", "{cursor: $response.body#/nextCursor}", "{page: $response.body#/nextCursor}", "has no parameter page"),
    "a schema that nobody uses": ("  schemas:\n", "  schemas:\n", "  schemas:\n    Spare: {type: boolean, description: Nobody needs it.}\n", "is used nowhere"),
    "a function's name": ("securitySchemes:", "      type: apiKey\n", "      type: apiKey\n      x-apikeyInfoFunc: app.security.check\n", "tells the world"),
    "no YAML": ("  /health:", "    get:\n", "    get: [\n", "not YAML"),
    "operators' data for everybody": ("listLeads", "      security: [{operatorKey: []}]\n", "      security: []\n", "promises 401, but anybody may call"),
    "nobody said who may call": ("listLeads", "      security: [{operatorKey: []}]\n", "", "needs security"),
    "a key that does not exist": ("listLeads", "{operatorKey: []}", "{operatrKey: []}", "operatrKey is not defined"),
    "a cookie": ("listDiveSites", "          in: query\n          description: The slug", "          in: cookie\n          description: The slug", "cookies are not read"),
    "a list in one value": ("searchContent", "explode: true", "explode: false", "explode"),
    "an answer in two media types": ("    get:\n      tags: [health]\n      operationId: getHealth", "            application/json:\n              schema: {$ref: '#/components/schemas/Health'}", "            text/csv:\n              schema: {$ref: '#/components/schemas/Health'}", "must be application/json"),
    "a key twice": ("getHealth", "      summary: Is", "      operationId: getHealth\n      summary: Is", "second time"),
    "a misspelt keyword": ("listDiveSites", "          in: query\n          description: The slug", "          inn: query\n          description: The slug", "not OpenAPI 3.0"),
    "a parameter in no place": ("listDiveSites", "          in: query\n          description: The slug", "          in: querry\n          description: The slug", "not OpenAPI 3.0"),
    "a type that is none": ("    Health:", "version: {type: string", "version: {type: strng", "not OpenAPI 3.0"),
    "a response without description": ("getHealth", "          description: The process is alive.\n", "", "not OpenAPI 3.0"),
    "OpenAPI 3.1": ("openapi: 3.0.3", "openapi: 3.0.3", "openapi: 3.1.0", "3.0"),
}  # fmt: skip
HARMLESS = {
    "a comment": ("getHealth", "      summary:", "      # why\n      summary:"),
    "another summary": ("getHealth", "Is the process alive?", "Is it alive?"),
    "another description": ("getHealth", "Answers without touching the database", "Answers, and touches neither the database"),
    "another description of a response": ("getHealth", "The process is alive.", "It lives."),
    "another example": ("getHealth", "timestamp: '2026-11-23T08:00:00Z'", "timestamp: '2027-01-02T03:04:05Z'"),
    "another description of a link": ("listDestinations", "description: The next page.", "description: More of them."),
    "another order of keys": ("  /health:", "      operationId: getHealth\n      summary: Is the process alive?\n", "      summary: Is the process alive?\n      operationId: getHealth\n"),
    "an empty line": ("  /health:", "    get:\n", "    get:\n\n"),
    "another title of a request's example": ("sendChatMessage", "summary: A question the library answers", "summary: One that it answers"),
    "a description of a parameter": ("listDiveSites", "The slug of a destination.", "The destination's slug."),
}  # fmt: skip


def test_there_are_as_many_as_we_say():
    """Sixty and more with those of test_planted_handler_faults.py."""
    assert (len(FAULTS) >= 60, len(HARMLESS) >= 10) == (True, True)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Iterator[CopyOftenChecked]:
    with closing(CopyOftenChecked(tmp_path_factory.mktemp("contract"))) as copy:
        yield copy


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_in_the_contract_is_told_with_its_place(project, name):
    within, old, new, expected = FAULTS[name]

    with project.edited(SPEC, old, new, within=within):
        complaints = project.complaints_about_the_contract()

    assert [line for line in complaints if expected in line], complaints


@pytest.mark.parametrize("name", HARMLESS)
def test_an_edit_that_changes_nothing_for_the_code_is_not_flagged(project, name):
    within, old, new = HARMLESS[name]

    with project.edited(SPEC, old, new, within=within):
        assert project.check() == []


def test_the_place_is_that_of_the_mistake(project):
    text = (project.folder / SPEC).read_text().splitlines()
    line = next(
        n for n, words in enumerate(text, 1) if "interestedCertification: {type: string, max" in words
    )

    with project.edited(
        SPEC,
        "interestedCertification: {type: string, maxLength: 100,",
        "interestedCertification: {type: string,",
    ):
        complaints = project.check()

    assert any(complaint.startswith(f"{SPEC}:{line}: ") for complaint in complaints), complaints
