"""Who may call what, reviewed here: an operation that is opened or closed by mistake fails this."""

from app.contract import SPECIFICATION, Contract

FOR_OPERATORS = {"listLeads", "getLead", "updateLead", "deleteLead"}


def test_exactly_these_operations_need_the_operators_key():
    promises = list(Contract.load(SPECIFICATION).promises())

    assert {promise.operation_id for promise in promises if promise.security} == FOR_OPERATORS
    assert {name for promise in promises for name in promise.security} == {"operatorKey"}
