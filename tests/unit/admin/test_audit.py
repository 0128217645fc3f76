"""Every read and write is accounted for, and the account cannot be rewritten quietly."""

from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from dutydesk.errors import AuditUnavailable
from functions.admin.audit import DynamoAudit, LostRace
from functions.admin.chain import CUT_OFF, OVERWRITTEN, REMOVED, Entry, Fault, Mark, genesis, sealed, verify_chain
from tests.unit.admin.desk import TestDesk
from tests.unit.admin.test_authorisation import DECISION, REPLY

MARK = Mark(officer="an", action="case.read", target="case 1", outcome="allowed", source_ip="192.0.2.7")


def chain_of(count: int, officer: str = "an") -> list[Entry]:
    """A chain that holds."""
    entries: list[Entry] = []
    prev = genesis(officer)
    for place in range(1, count + 1):
        mark = replace(MARK, officer=officer, target=f"case {place}")
        entries.append(sealed(mark, seq=place, at="2026-03-02T05:00:00.000Z", prev=prev))
        prev = entries[-1].hash
    return entries


def test_a_chain_as_written_holds() -> None:
    entries = chain_of(5)
    assert verify_chain("an", entries) is None
    assert verify_chain("an", entries, head=(5, entries[-1].hash)) is None
    assert verify_chain("an", entries, head=(3, entries[2].hash)) is None
    assert verify_chain("an", []) is None


@pytest.mark.parametrize(
    "change",
    [
        {"target": "case 9"},
        {"outcome": "denied"},
        {"at": "2026-03-02T06:00:00.000Z"},
        {"source_ip": "198.51.100.1"},
        {"action": "case.list"},
        {"entry_id": "0"},
        {"officer": "binh"},
    ],
    ids=str,
)
def test_an_overwritten_entry_is_found(change: dict[str, Any]) -> None:
    entries = chain_of(5)
    entries[2] = replace(entries[2], **change)
    assert verify_chain("an", entries) == Fault(3, OVERWRITTEN)


def test_an_entry_overwritten_and_sealed_again_is_found_at_the_next() -> None:
    entries = chain_of(5)
    old = entries[2]
    entries[2] = sealed(replace(MARK, target="case 9"), seq=3, at=old.at, prev=old.prev)
    assert verify_chain("an", entries) == Fault(4, OVERWRITTEN)


def test_a_removed_entry_is_found() -> None:
    entries = chain_of(5)
    del entries[2]
    assert verify_chain("an", entries) == Fault(3, REMOVED)


def test_a_chain_cut_off_at_the_end_is_found_by_a_known_head() -> None:
    entries = chain_of(5)
    assert verify_chain("an", entries[:3], head=(5, entries[4].hash)) == Fault(4, CUT_OFF)
    assert verify_chain("an", [], head=(5, entries[4].hash)) == Fault(1, CUT_OFF)


def test_a_chain_rewritten_to_the_end_is_found_by_a_known_head() -> None:
    head = (5, chain_of(5)[-1].hash)
    assert verify_chain("an", chain_of(7), head=head) == Fault(5, OVERWRITTEN)


def test_a_chain_cannot_be_passed_off_as_anothers() -> None:
    assert verify_chain("binh", chain_of(3, "an")) == Fault(1, OVERWRITTEN)


def test_every_read_and_write_is_accounted_for_with_who_what_and_from_where(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    path = f"/admin/cases/{case.case_id}"
    desk.call("GET", "/admin/me")
    desk.call("GET", "/admin/cases", query={"status": "new"})
    desk.call("GET", path)
    desk.call("POST", f"{path}/status", DECISION)
    desk.call("POST", f"{path}/replies", REPLY)
    desk.call("POST", "/admin/me/chat-link")

    entries = desk.chain()
    assert [(entry.action, entry.target) for entry in entries] == [
        ("officer.read", "own account"),
        ("case.list", "cases new"),
        ("case.shown", f"case {case.case_id}"),
        ("case.read", f"case {case.case_id}"),
        ("case.status", f"case {case.case_id} to in_progress"),
        ("case.reply", f"case {case.case_id}"),
        ("chat.link", "own chat account"),
    ]
    assert {(entry.officer, entry.source_ip, entry.outcome) for entry in entries} == {("an", "192.0.2.7", "allowed")}
    assert verify_chain("an", entries) is None


def test_the_account_holds_no_words_of_anybody(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    desk.call("POST", f"/admin/cases/{case.case_id}/replies", {"text": "bí mật"})
    desk.call("POST", f"/admin/cases/{case.case_id}/status", {"status": "closed", "reason": "kín"})
    desk.call("GET", f"/admin/cases/{case.case_id}\x07")
    text = str(desk.items("audit"))
    assert "bí mật" not in text
    assert "kín" not in text
    assert case.summary not in text


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/admin/me", None),
        ("GET", "/admin/cases", None),
        ("GET", "/admin/cases/{}", None),
        ("POST", "/admin/cases/{}/status", DECISION),
        ("POST", "/admin/cases/{}/replies", REPLY),
        ("POST", "/admin/me/chat-link", None),
        ("GET", "/admin/cases/none", None),
    ],
)
def test_what_cannot_be_accounted_for_is_neither_shown_nor_done(
    desk: TestDesk, method: str, path: str, body: Any
) -> None:
    desk.officer()
    case = desk.case()
    before = {table: desk.items(table) for table in desk.tables}

    def refuse(params: dict[str, Any], **_words: object) -> None:
        written = [params["TableName"]] if "TableName" in params else []
        written += [part["Put"]["TableName"] for part in params.get("TransactItems", []) if "Put" in part]
        if desk.tables["audit"] in written:
            raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "PutItem")

    for operation in ("PutItem", "TransactWriteItems"):
        desk.client.meta.events.register(f"provide-client-params.dynamodb.{operation}", refuse, unique_id=operation)
    answer = desk.call(method, path.format(case.case_id), body)
    for operation in ("PutItem", "TransactWriteItems"):
        desk.client.meta.events.unregister(f"provide-client-params.dynamodb.{operation}", unique_id=operation)

    assert answer.status == 503
    assert answer.body == {"error": "unavailable", "message": "try again in a moment"}
    assert {table: desk.items(table) for table in desk.tables} == before
    assert not desk.replies.calls


def test_two_workers_of_one_officer_write_one_chain(desk: TestDesk) -> None:
    other = DynamoAudit(client=desk.client, table=desk.tables["audit"], clock=desk.clock, pause=lambda _seconds: None)
    for _ in range(5):
        desk.audit.note(MARK)
        other.note(MARK)
        other.note(MARK)
    assert len(desk.chain()) == 15
    assert verify_chain("an", desk.chain()) is None


def test_an_entry_whose_answer_was_lost_is_written_once(desk: TestDesk) -> None:
    lost = iter([True])

    real = desk.client.put_item

    class Losing:
        """Writes, and then says that the place was taken, as botocore's own retry would find it."""

        exceptions = desk.client.exceptions

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.client, name)

        def put_item(self, **words: Any) -> Any:
            done = real(**words)
            if next(lost, False):
                raise desk.client.exceptions.ConditionalCheckFailedException({"Error": {}}, "PutItem")
            return done

    losing: Any = Losing()
    DynamoAudit(client=losing, table=desk.tables["audit"], clock=desk.clock).note(MARK)
    assert len(desk.chain()) == 1


def test_a_lost_race_of_the_write_itself_is_told_apart_from_a_race_for_the_place(desk: TestDesk) -> None:
    other = DynamoAudit(client=desk.client, table=desk.tables["audit"], clock=desk.clock, pause=lambda _seconds: None)
    desk.audit.note(MARK)
    other.note(MARK)
    put: Any = {
        "Put": {
            "TableName": desk.tables["cases"],
            "Item": {"pk": {"S": "X"}, "sk": {"S": "#"}},
            "ConditionExpression": "attribute_not_exists(pk)",
        }
    }
    desk.audit.commit(MARK, [put])
    with pytest.raises(LostRace):
        desk.audit.commit(MARK, [put])
    assert len(desk.chain()) == 3


def test_a_chain_that_is_too_busy_gives_up(desk: TestDesk) -> None:
    class Busy:
        """Every place is always taken."""

        exceptions = desk.client.exceptions

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.client, name)

        def put_item(self, **_words: Any) -> Any:
            raise desk.client.exceptions.ConditionalCheckFailedException({"Error": {}}, "PutItem")

    busy: Any = Busy()
    with pytest.raises(AuditUnavailable):
        DynamoAudit(client=busy, table=desk.tables["audit"], pause=lambda _seconds: None).note(MARK)
