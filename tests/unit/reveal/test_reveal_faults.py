"""Whatever breaks, and wherever: nothing is told that is not accounted for, and nothing twice."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from dutydesk.errors import AuditUnavailable
from tests.unit.admin.desk import PLATFORM_USER, Answer
from tests.unit.reveal.counter import UNIT, Counter, Killed


def killed() -> None:
    """End the function here."""
    raise Killed


def lost() -> None:
    """Lose the answer."""
    raise ConnectionClosedError(endpoint_url="https://dynamodb.example")


def throttled() -> None:
    """Refuse."""
    raise ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, "Any")


def test_killed_between_the_audit_entry_and_the_answer_it_is_accounted_for_and_used_up(counter: Counter) -> None:
    counter.staff()
    request_id = counter.agreed()
    with counter.during("after-call", "TransactWriteItems", killed), pytest.raises(Killed):
        counter.use(request_id)
    assert counter.outcomes()[-1] == ("identity.reveal", "allowed")
    assert counter.stored(request_id).used_at
    assert counter.desk.items("receipts", "DUE#reply#"), "the auditors hear of it all the same"
    assert counter.use(request_id).status == 410


@pytest.mark.parametrize("action", ["GetItem", "Query", "TransactWriteItems"])
def test_killed_before_the_audit_entry_nothing_is_told_and_the_request_stands(counter: Counter, action: str) -> None:
    counter.staff()
    request_id = counter.agreed()
    with counter.during("before-call", action, killed), pytest.raises(Killed):
        counter.use(request_id)
    assert ("identity.reveal", "allowed") not in counter.outcomes()
    assert not counter.desk.items("receipts")
    assert counter.use(request_id).status == 200


@pytest.mark.parametrize("fault", [lost, throttled], ids=["lost", "throttled"])
@pytest.mark.parametrize("action", ["GetItem", "Query", "TransactWriteItems"])
def test_a_store_that_fails_before_the_entry_tells_nothing_and_costs_no_use(
    counter: Counter, action: str, fault: Any
) -> None:
    counter.staff()
    request_id = counter.agreed()
    with counter.during("before-call", action, fault):
        answer = counter.use(request_id)
    assert (answer.status, answer.body["error"]) == (503, "unavailable")
    assert not counter.stored(request_id).used_at
    assert counter.use(request_id).status == 200


def test_an_answer_of_the_store_that_is_lost_after_the_entry_tells_nothing(counter: Counter) -> None:
    counter.staff()
    request_id = counter.agreed()
    with counter.during("after-call", "TransactWriteItems", lost):
        answer = counter.use(request_id)
    assert answer.status == 503
    assert PLATFORM_USER not in answer.text
    assert counter.outcomes()[-1] == ("identity.reveal", "allowed")
    assert counter.use(request_id).status == 410


def test_two_copies_at_the_same_moment_tell_it_once(counter: Counter) -> None:
    counter.staff()
    request_id = counter.agreed()
    answers: list[Answer] = []
    with counter.during("before-call", "TransactWriteItems", lambda: answers.append(counter.use(request_id))):
        answers.append(counter.use(request_id))
    assert sorted(answer.status for answer in answers) == [200, 410]
    assert counter.outcomes().count(("identity.reveal", "allowed")) == 1
    assert len(counter.replies.calls) == 1


@pytest.mark.parametrize("what", ["refused", "case moved", "day over"])
def test_what_changes_between_reading_and_using(counter: Counter, what: str) -> None:
    """The use is on condition of what was read; a case that moves in that very moment is told to the unit it left."""
    counter.staff()
    request_id = counter.agreed()

    def change() -> None:
        changes = {"refused": ("approved", {"BOOL": False}), "day over": ("valid_until", {"S": "2026-01-01"})}
        name, value = changes.get(what, ("unit", {"S": "phuong-mau-1"}))
        counter.desk.client.update_item(
            TableName=counter.desk.tables["reveals"],
            Key={"pk": {"S": f"REVEAL#{request_id}"}, "sk": {"S": "#"}},
            UpdateExpression="SET #name = :value",
            ExpressionAttributeNames={"#name": name},
            ExpressionAttributeValues={":value": value},  # type: ignore[dict-item]  # one of two shapes
        )

    with counter.during("before-call", "TransactWriteItems", change):
        assert counter.use(request_id).status == 410
    assert ("identity.reveal", "allowed") not in counter.outcomes()


def test_what_cannot_be_accounted_for_is_not_told(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.staff()
    request_id = counter.agreed()

    def unavailable(*_: object) -> None:
        raise AuditUnavailable("no")

    with monkeypatch.context() as without:
        without.setattr(type(counter.desk.audit), "commit", unavailable)
        answer = counter.use(request_id)
    assert (answer.status, "user_id" in answer.body) == (503, False)
    assert counter.use(request_id).status == 200


def test_a_refusal_that_cannot_be_accounted_for_is_a_fault_of_ours(counter: Counter) -> None:
    counter.staff()
    request_id = counter.asked()
    with counter.during("before-call", "PutItem", throttled):
        assert counter.use(request_id).status == 503


def test_a_fault_of_ours_is_never_described(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.staff()
    request_id = counter.agreed()

    def broken(*_: object) -> None:
        raise ValueError(PLATFORM_USER)

    monkeypatch.setattr(type(counter.disclosure.identities), "get", broken)
    answer = counter.use(request_id)
    assert (answer.status, answer.body) == (500, {"error": "failed", "message": "the desk could not do this"})
    assert counter.counts[-1] == "Faults"


def test_the_entries_of_both_functions_are_one_chain(counter: Counter) -> None:
    counter.staff()
    counter.disclosure = counter.another()
    request_id = counter.agreed()
    counter.use(request_id)
    counter.desk.call("GET", "/admin/cases")
    chain = counter.desk.chain("an")
    assert [entry.seq for entry in chain] == list(range(1, len(chain) + 1))
    assert [entry.prev for entry in chain[1:]] == [entry.hash for entry in chain[:-1]]
    assert UNIT not in {entry.target for entry in chain}
