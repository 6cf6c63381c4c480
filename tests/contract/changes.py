"""Changes to the contract, as a developer might make them: some break clients, some do not."""

from collections.abc import Callable
from typing import Any

from app.contract import METHODS

Document = dict[str, Any]
Change = Callable[[Document], object]


def operation(document: Document, operation_id: str) -> Document:
    return next(
        item[method]
        for item in document["paths"].values()
        for method in METHODS
        if method in item and item[method]["operationId"] == operation_id
    )


def parameter(document: Document, operation_id: str, name: str) -> Document:
    return next(p for p in operation(document, operation_id)["parameters"] if p.get("name") == name)


def schema(document: Document, name: str) -> Document:
    return document["components"]["schemas"][name]


def field(document: Document, name: str, key: str) -> Document:
    return schema(document, name)["properties"][key]


BREAKING: dict[str, Change] = {
    "an operation goes": lambda d: d["paths"]["/api/lead/{leadId}"].pop("delete"),
    "a path goes": lambda d: d["paths"].pop("/api/search"),
    "a path gets another name": lambda d: d["paths"].update({"/api/leads": d["paths"].pop("/api/lead")}),
    "a method changes": lambda d: d["paths"]["/api/session/{sessionId}"].update(
        put=d["paths"]["/api/session/{sessionId}"].pop("patch")
    ),
    "an operation gets another id": lambda d: operation(d, "getLead").update(operationId="readLead"),
    "an operation takes a key": lambda d: operation(d, "listDestinations").update(
        security=[{"operatorKey": []}]
    ),
    "a success gets another status": lambda d: operation(d, "createLead")["responses"].update(
        {"200": operation(d, "createLead")["responses"].pop("201")}
    ),
    "a success loses its body": lambda d: operation(d, "updateLead")["responses"]["200"].pop("content"),
    "an answer gets another media type": lambda d: operation(d, "getSession")["responses"]["200"].update(
        content={"text/plain": {"schema": {"type": "string"}}}
    ),
    "a body is taken in another media type": lambda d: operation(d, "createLead")["requestBody"].update(
        content={"application/xml": {"schema": {"$ref": "#/components/schemas/LeadRequest"}}}
    ),
    "a body becomes required": lambda d: operation(d, "createSession")["requestBody"].update(required=True),
    "a body is asked for where there was none": lambda d: operation(d, "deleteLead").update(
        requestBody={"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
    ),
    "a parameter is asked for": lambda d: operation(d, "listDiveSites")["parameters"].append(
        {"name": "country", "in": "query", "required": True, "schema": {"type": "string"}}
    ),
    "a parameter becomes required": lambda d: parameter(d, "listDiveSites", "q").update(required=True),
    "a parameter goes": lambda d: operation(d, "listDiveSites")["parameters"].remove(
        parameter(d, "listDiveSites", "tag")
    ),
    "a parameter gets another name": lambda d: parameter(d, "listDiveSites", "maxDepthM").update(
        name="depthMax"
    ),
    "a parameter gets another type": lambda d: parameter(d, "listDiveSites", "loggedDives").update(
        schema={"type": "string"}
    ),
    "a parameter's maximum falls": lambda d: parameter(d, "listDiveSites", "maxDepthM")["schema"].update(
        maximum=40
    ),
    "a parameter's minimum rises": lambda d: parameter(d, "listDiveSites", "loggedDives")["schema"].update(
        minimum=1
    ),
    "a parameter's text gets shorter": lambda d: parameter(d, "searchContent", "q")["schema"].update(
        maxLength=100
    ),
    "a page gets smaller": lambda d: d["components"]["parameters"]["Limit"]["schema"].update(maximum=50),
    "a default changes": lambda d: d["components"]["parameters"]["Limit"]["schema"].update(default=10),
    "a parameter's pattern gets stricter": lambda d: parameter(d, "listDiveSites", "destination")[
        "schema"
    ].update(pattern="^[a-z]+$"),
    "a list of parameters is written another way": lambda d: parameter(d, "listDiveSites", "tag").update(
        explode=False
    ),
    "a request's property becomes required": lambda d: schema(d, "TrainingLeadRequest")["required"].append(
        "phone"
    ),
    "a request's property goes": lambda d: schema(d, "TripLeadRequest")["properties"].pop("budget"),
    "a request's property gets another type": lambda d: field(d, "TripLeadRequest", "groupSize").update(
        type="string"
    ),
    "a request's text gets shorter": lambda d: field(d, "ChatRequest", "message").update(maxLength=500),
    "a request's text gets a minimum": lambda d: field(d, "TripLeadRequest", "budget").update(minLength=3),
    "a request's number gets a lower maximum": lambda d: field(d, "TripLeadRequest", "groupSize").update(
        maximum=10
    ),
    "a request's list gets shorter": lambda d: field(d, "DiverProfile", "interests").update(maxItems=5),
    "a request's choice goes": lambda d: schema(d, "LeadStatus")["enum"].remove("contacted"),
    "a request's property may no longer be null": lambda d: schema(d, "DateOrNull").pop("nullable"),
    "a request's text gets a pattern": lambda d: field(d, "TripLeadRequest", "destination").update(
        pattern="^[a-z]+$"
    ),
    "a request's text gets a format": lambda d: field(d, "TripLeadRequest", "travelDates").update(
        format="date"
    ),
    "a request's variant goes": lambda d: (
        schema(d, "LeadRequest")["oneOf"].pop(),
        schema(d, "LeadRequest")["discriminator"]["mapping"].pop("trip"),
    ),
    "an answer's property goes": lambda d: schema(d, "Session")["properties"].pop("updatedAt"),
    "an answer's property is no longer certain": lambda d: schema(d, "ChatReply")["required"].remove(
        "citations"
    ),
    "an answer's property gets another type": lambda d: field(d, "DiveSite", "depthMaxM").update(
        type="string"
    ),
    "an answer's property may be null": lambda d: field(d, "Destination", "summary").update(nullable=True),
    "an answer gets a choice clients do not know": lambda d: schema(d, "DifficultyBand")["enum"].append(
        "expert"
    ),
    "a stream gets an event clients do not know": lambda d: (
        schema(d, "ChatEvent")["oneOf"].append({"$ref": "#/components/schemas/Health"}),
        schema(d, "ChatEvent")["discriminator"]["mapping"].update(health="#/components/schemas/Health"),
    ),
    "an answer's header goes": lambda d: operation(d, "createLead")["responses"]["201"].pop("headers"),
}

HARMLESS: dict[str, Change] = {
    "nothing": lambda d: None,
    "an operation comes": lambda d: d["paths"].update(
        {"/api/news": {"get": {**operation(d, "getHealth"), "operationId": "listNews"}}}
    ),
    "a method comes": lambda d: d["paths"]["/api/search"].update(
        delete={**operation(d, "getHealth"), "operationId": "forgetSearch"}
    ),
    "a parameter comes": lambda d: operation(d, "listDiveSites")["parameters"].append(
        {"name": "country", "in": "query", "schema": {"type": "string", "maxLength": 2}}
    ),
    "a parameter is no longer required": lambda d: parameter(d, "searchContent", "q").pop("required"),
    "a parameter's maximum rises": lambda d: parameter(d, "listDiveSites", "maxDepthM")["schema"].update(
        maximum=200
    ),
    "a parameter's minimum falls": lambda d: parameter(d, "listDiveSites", "maxDifficulty")["schema"].update(
        minimum=0
    ),
    "a parameter's text may be longer": lambda d: parameter(d, "searchContent", "q")["schema"].update(
        maxLength=900
    ),
    "a request's property comes": lambda d: schema(d, "TripLeadRequest")["properties"].update(
        vegetarian={"type": "boolean"}
    ),
    "a request's property is no longer required": lambda d: schema(d, "LeadUpdate").update(required=[]),
    "a request's text may be longer": lambda d: field(d, "ChatRequest", "message").update(maxLength=4000),
    "a request's list may be longer": lambda d: parameter(d, "listDiveSites", "tag")["schema"].update(
        maxItems=50
    ),
    "a body is no longer required": lambda d: operation(d, "updateLead")["requestBody"].update(
        required=False
    ),
    "an answer's property comes": lambda d: schema(d, "Session")["properties"].update(
        language={"type": "string"}
    ),
    "an answer's property becomes certain": lambda d: schema(d, "Destination")["required"].append("summary"),
    "an answer's header comes": lambda d: operation(d, "getLead")["responses"]["200"].update(
        headers={"X-Version": {"schema": {"type": "string"}}}
    ),
    "a description changes": lambda d: operation(d, "getLead").update(description="Another one."),
    "a summary changes": lambda d: operation(d, "getLead").update(summary="Another one"),
    "an example changes": lambda d: operation(d, "getHealth")["responses"]["200"]["content"][
        "application/json"
    ].update(example={"status": "ok", "timestamp": "2027-01-01T00:00:00Z", "version": "9.9.9"}),
    "a link comes": lambda d: operation(d, "getLead")["responses"]["200"].update(
        links={"self": {"operationId": "getLead"}}
    ),
    "an operation is deprecated": lambda d: operation(d, "searchContent").update(deprecated=True),
    "an operation no longer takes a key": lambda d: operation(d, "getLead").update(security=[]),
}
