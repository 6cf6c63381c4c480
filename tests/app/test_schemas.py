"""The contract's schemas, compiled: what is accepted, and what a client is told when it is not."""

import pytest

from app.problems import FieldFault
from app.schemas import FAULTS_MAX, Schemas, faults

DIVER = {
    "type": "object",
    "required": ["name", "id", "password"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "password": {"type": "string", "writeOnly": True},
        "name": {"type": "string", "maxLength": 5},
        "buddy": {"$ref": "#/components/schemas/Diver"},
        "agency": {"type": "string", "nullable": True},
        "depth": {"type": "number", "minimum": 0, "exclusiveMinimum": True},
    },
}


@pytest.fixture
def schemas(contract_of):
    return Schemas(contract_of(Diver=DIVER))


@pytest.fixture
def request_validator(schemas):
    return schemas.validator({"$ref": "#/components/schemas/Diver"}, "request")


def test_every_broken_rule_is_told_with_its_place(request_validator):
    told = faults(request_validator, {"name": "Aisha Tan", "depth": 0, "colour": 1}, "/body")

    assert {(fault.pointer, fault.rule) for fault in told} == {
        ("/body/name", "maxLength"),
        ("/body/depth", "exclusiveMinimum"),
        ("/body/colour", "additionalProperties"),
        ("/body/password", "required"),
    }


def test_a_fault_never_repeats_the_value(request_validator):
    told = faults(request_validator, {"name": "secret-secret", "password": "p", "depth": "secret"})

    assert told
    assert "secret" not in repr(told)


def test_a_fault_in_a_recursive_schema_points_to_its_depth(request_validator):
    buddy = {"name": "too long", "password": "p"}

    assert faults(request_validator, {"name": "Li", "password": "p", "buddy": buddy}, "/body") == [
        FieldFault("/body/buddy/name", "maxLength", "is longer than 5 characters")
    ]


def test_what_is_read_only_may_not_be_sent(request_validator):
    assert [
        fault.pointer for fault in faults(request_validator, {"name": "Li", "password": "p", "id": "1"})
    ] == ["/id"]


def test_what_is_write_only_is_neither_answered_nor_missed(schemas):
    validator = schemas.validator({"$ref": "#/components/schemas/Diver"}, "response")

    assert validator.is_valid({"id": "1", "name": "Li"})
    assert not validator.is_valid({"id": "1", "name": "Li", "password": "p"})


def test_null_is_valid_only_where_the_contract_says_so(request_validator):
    diver = {"name": "Li", "password": "p"}

    assert request_validator.is_valid({**diver, "agency": None})
    assert not request_validator.is_valid({**diver, "depth": None})


def test_a_union_is_judged_by_its_tag(contract_of):
    """The fault points into the branch that was meant, not at the whole union."""
    branch = {
        "type": "object",
        "required": ["type", "size"],
        "properties": {"type": {}, "size": {"type": "integer"}},
    }
    other = {"type": "object", "properties": {"type": {}, "size": {"type": "string"}}}
    union = {
        "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
        "discriminator": {
            "propertyName": "type",
            "mapping": {"a": "#/components/schemas/A", "b": "#/components/schemas/B"},
        },
    }
    validator = Schemas(contract_of(A=branch, B=other)).validator(union, "request")

    assert [(f.pointer, f.rule) for f in faults(validator, {"type": "a", "size": "4"})] == [("/size", "type")]
    assert [(f.pointer, f.rule) for f in faults(validator, {"type": "c"})] == [("/type", "enum")]
    assert [(f.pointer, f.rule) for f in faults(validator, {})] == [("/type", "required")]
    assert validator.is_valid({"type": "b", "size": "4"})


@pytest.mark.parametrize(
    ("format_name", "good", "bad"),
    [
        ("uuid", "7f3e1f7e-6f0d-4b3a-9c7a-0d6d0a4f6b11", "7f3e1f7e6f0d4b3a9c7a0d6d0a4f6b11"),
        ("date", "2026-02-28", "2026-02-30"),
        ("date-time", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00"),
        ("email", "a@b.test", "a@"),
    ],
)
def test_formats_are_judged(contract_of, format_name, good, bad):
    validator = Schemas(contract_of()).validator({"type": "string", "format": format_name}, "request")

    assert validator.is_valid(good)
    assert not validator.is_valid(bad)


def test_a_pattern_does_not_match_before_a_newline(contract_of):
    """As ECMA has it, not as Python has it."""
    validator = Schemas(contract_of()).validator({"type": "string", "pattern": "^[A-Z]{2}$"}, "request")

    assert not validator.is_valid("MY\n")


def test_a_thousand_faults_are_told_as_fifty(contract_of):
    validator = Schemas(contract_of()).validator({"type": "array", "items": {"type": "integer"}}, "request")

    assert len(faults(validator, ["x"] * 1000)) == FAULTS_MAX
