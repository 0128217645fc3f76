"""The whole draft as a table: all of it is taken in, or nothing."""

import base64
import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from dutydesk.stores.bank import BankEntry
from functions.admin.access import Asker
from functions.admin.audit import DynamoAudit, LostRace
from functions.admin.bank.sheets import MOST_ENTRIES
from functions.admin.bank.tables import MOST_BYTES
from functions.admin.chain import Mark
from tests.unit.admin.banking import (
    LOST,
    OTHERS,
    PAGE,
    Killed,
    before_each,
    deeds,
    die,
    draft,
    drafts,
    furnish,
    lines,
    nothing,
    put,
    table,
    told,
)
from tests.unit.admin.desk import Answer, TestDesk, call_event, claims_of

MANY = [replace(LOST, id=f"e{number:03}") for number in range(30)]
FIVE = "id,question,variants,answer,topic"


def take_in(desk: TestDesk, csv: str, username: str = "an", **wishes: Any) -> Answer:
    return desk.call("POST", "/admin/faq/import", {"csv": csv} | wishes, username=username)


def hand_out(desk: TestDesk) -> str:
    answer = desk.call("GET", "/admin/faq/export")
    assert answer.status == 200
    csv: str = answer.body["csv"]
    return csv


def test_a_table_becomes_the_draft_and_the_one_before_is_gone(desk: TestDesk) -> None:
    furnish(desk, LOST, OTHERS)
    answer = take_in(desk, table(replace(LOST, fee="0"), *MANY))
    assert (answer.status, answer.body) == (200, {"added": 30, "changed": 1, "unchanged": 0, "removed": 0})
    found = draft(desk)
    assert found["cc-mat"] == replace(LOST, fee="0", revision=2)
    assert found["xe-sang-ten"] == replace(OTHERS, revision=1)
    assert len(found) == 32
    assert drafts(desk) == {desk.bank_store.state().draft} != {"d1"}
    assert desk.bank_store.state().revision == 2
    assert deeds(desk) == [("bank.edit", "bank as a table", "allowed")]


def test_the_first_table_begins_the_draft(desk: TestDesk) -> None:
    furnish(desk)
    assert take_in(desk, table(LOST)).body["added"] == 1
    assert draft(desk) == {"cc-mat": replace(LOST, revision=1)}


def test_what_is_handed_out_and_taken_in_again_changes_nothing(desk: TestDesk) -> None:
    odd = replace(LOST, id="odd", question="=1+1", answer='-a;"b",\n\n\'=c', variants=("+84", "@x, y"))
    furnish(desk, LOST, OTHERS, odd)
    before = desk.items("content")
    csv = hand_out(desk)
    assert '"\'=1+1"' in csv
    answer = take_in(desk, csv, replace=True)
    assert answer.body == {"added": 0, "changed": 0, "unchanged": 3, "removed": 0}
    assert desk.items("content") == before


def test_a_table_handed_out_elsewhere_makes_the_same_bank(desk: TestDesk) -> None:
    odd = replace(LOST, id="odd", question="=1+1", answer='-a;"b",\n\n\'=c', variants=("+84", "@x, y"))
    furnish(desk, LOST, odd)
    csv = hand_out(desk)
    assert take_in(desk, table(replace(LOST, id="only")), replace=True).body["removed"] == 2
    assert take_in(desk, csv, replace=True).status == 200
    assert draft(desk) == {"cc-mat": replace(LOST, revision=3), "odd": replace(odd, revision=3)}


def test_an_empty_draft_is_handed_out_as_a_header(desk: TestDesk) -> None:
    furnish(desk)
    assert hand_out(desk).startswith('"id","question",')


def test_checking_says_what_would_happen_and_does_nothing(desk: TestDesk) -> None:
    furnish(desk, LOST)
    before = desk.items("content")
    answer = take_in(desk, table(*MANY), replace=True, check_only=True)
    assert answer.body == {"added": 30, "changed": 0, "unchanged": 0, "removed": 1}
    assert desk.items("content") == before
    assert deeds(desk) == [("bank.edit", "bank as a table, checked", "allowed")]


@pytest.mark.parametrize("check_only", [True, False])
def test_a_table_with_faults_is_refused_whole_and_every_fault_told(desk: TestDesk, check_only: bool) -> None:  # noqa: FBT001
    furnish(desk, LOST)
    before = desk.items("content")
    csv = lines(FIVE + ",pages", "a,Hỏi?,,Đáp.,,", ",,,,x,zalo-elsewhere", "a,Hỏi?,,Đáp.,,", "b,Hỏi?")
    answer = take_in(desk, csv, check_only=check_only)
    assert (answer.status, answer.body["error"]) == (400, "invalid")
    assert sorted(told(answer)) == [(3, "answer"), (3, "id"), (3, "pages"), (3, "question"), (4, "id"), (5, "")]
    assert "6 faults" in answer.body["message"]
    assert set(answer.body["errors"][0]) == {"line", "column", "message"}
    assert desk.items("content") == before
    assert deeds(desk) == [("bank.edit", "bank as a table", "refused")]


def test_no_refusal_repeats_what_a_cell_holds(desk: TestDesk) -> None:
    furnish(desk)
    answer = take_in(desk, lines(FIVE + ",Bimat,valid_to", "Bimat!,,,,,Bimat,Bimat", '"Bimat"x'))
    assert answer.status == 400
    assert "bimat" not in answer.text.lower()


def test_replace_leaves_what_is_another_units(desk: TestDesk) -> None:
    furnish(desk, LOST, OTHERS)
    assert take_in(desk, table(*MANY), replace=True).body["removed"] == 1
    assert "xe-sang-ten" in draft(desk)


def test_another_units_entries_are_not_changed_by_a_table(desk: TestDesk) -> None:
    furnish(desk, LOST, OTHERS)
    answer = take_in(desk, table(LOST, replace(OTHERS, fee="0")))
    assert told(answer) == [(4, "id")], "the row before it has two lines"


def test_the_owner_of_new_entries_may_be_said_if_it_is_ones_own(desk: TestDesk) -> None:
    furnish(desk)
    desk.officer(roles=("editor",), units=("quan-mau", "phuong-mau-1"))
    csv = lines(FIVE, "a,Hỏi?,,Đáp.,")
    assert told(take_in(desk, csv)) == [(2, "owner_unit")]
    assert take_in(desk, csv, owner_unit="phuong-mau-1").status == 200
    assert draft(desk)["a"].owner_unit == "phuong-mau-1"
    assert take_in(desk, csv, owner_unit="doi-csgt").status == 403


def test_a_unit_that_is_no_more_owns_nothing_new(desk: TestDesk) -> None:
    furnish(desk)
    desk.officer(roles=("editor",), units=("merged-away",))
    assert told(take_in(desk, lines(FIVE, "a,Hỏi?,,Đáp.,"), owner_unit="merged-away")) == [(2, "owner_unit")]


@pytest.mark.parametrize(
    "csv",
    [
        "\ufeff" + table(LOST).replace("\r\n", "\n"),
        f"id;question;variants;answer;topic;owner_unit;pages\r\ncc-mat;Mất?;;Đến phường.;;quan-mau;{PAGE}\r\n",
    ],
    ids=["bom", "semicolons"],
)
def test_tables_of_any_spreadsheet_are_taken(desk: TestDesk, csv: str) -> None:
    furnish(desk)
    assert take_in(desk, csv).body["added"] == 1


@pytest.mark.parametrize(
    "csv",
    ["", "\0", "id", "\ud800", '"' * 1001, "," * 10_000, "ữ\n" * 1_000, "id,question\n" * 3, "[1]", "{}"],
    ids=ascii,
)
def test_a_table_that_is_none_is_refused_and_never_a_fault(desk: TestDesk, csv: str) -> None:
    furnish(desk, LOST)
    answer = take_in(desk, csv, replace=True)
    assert answer.status == 400
    assert answer.body["errors"]
    assert not desk.faults


def test_a_table_beyond_the_limits_is_refused(desk: TestDesk) -> None:
    furnish(desk)
    assert take_in(desk, "x" * (MOST_BYTES + 1)).status == 400
    assert take_in(desk, "ữ" * (MOST_BYTES // 3 + 1)).status == 400
    rows = [f"e{number},Hỏi?,,Đáp.," for number in range(MOST_ENTRIES + 1)]
    assert told(take_in(desk, lines(FIVE, *rows))) == [(MOST_ENTRIES + 2, "")]


def test_a_draft_too_large_to_be_sent_is_sent_packed(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(desk, LOST, OTHERS)
    event = call_event("GET", "/admin/faq/export", claims=claims_of("an"), headers={"accept-encoding": "br, gzip"})
    packed = desk.api.answer(event, None)
    assert packed["headers"]["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(base64.b64decode(packed["body"])))["csv"] == hand_out(desk)

    monkeypatch.setattr("functions.admin.bank.api.MOST_SENT", 500)
    answer = desk.call("GET", "/admin/faq/export")
    assert (answer.status, answer.body["error"]) == (409, "conflict")
    assert desk.api.answer(event, None)["statusCode"] == 200


def test_an_editor_at_the_same_moment_is_not_written_over(desk: TestDesk) -> None:
    furnish(desk, LOST)
    with before_each(desk, "TransactWriteItems", lambda: put(desk, LOST, revision=1, fee="binh")):
        answer = take_in(desk, table(*MANY), replace=True)
    assert (answer.status, answer.body["error"]) == (409, "conflict")
    assert draft(desk) == {"cc-mat": replace(LOST, fee="binh", revision=2)}
    assert drafts(desk) == {"d1"}, "the draft that came too late is gone"


def test_an_entry_that_came_while_a_table_was_written_keeps_its_draft(desk: TestDesk) -> None:
    furnish(desk)
    with before_each(desk, "BatchWriteItem", lambda: put(desk, LOST)):
        assert take_in(desk, table(*MANY)).status == 409
    assert set(draft(desk)) == {"cc-mat"}
    assert len(drafts(desk)) == 1


def entries_of(desk: TestDesk) -> set[str]:
    return set(draft(desk))


OLD, NEW = {"cc-mat"}, {entry.id for entry in MANY}
STEPS: list[tuple[str, str, list[Callable[[], object]], set[str]]] = [
    ("before anything is written", "BatchWriteItem", [die], OLD),
    ("half of it written", "BatchWriteItem", [nothing, die], OLD),
    ("before it is named", "TransactWriteItems", [die], OLD),
    ("before the old one is cleared", "BatchWriteItem", [nothing, nothing, die], NEW),
]


@pytest.mark.parametrize(("operation", "steps", "expected"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS])
def test_a_worker_killed_anywhere_leaves_the_old_draft_or_the_new_and_again_completes_it(
    desk: TestDesk, operation: str, steps: list[Callable[[], object]], expected: set[str]
) -> None:
    furnish(desk, LOST)
    with before_each(desk, operation, *steps), pytest.raises(Killed):
        take_in(desk, table(*MANY), replace=True)
    assert entries_of(desk) == expected
    assert take_in(desk, table(*MANY), replace=True).status == 200
    assert entries_of(desk) == NEW


def test_what_dynamodb_did_not_take_at_once_is_written_again(desk: TestDesk) -> None:
    furnish(desk, LOST)
    whole = desk.client.batch_write_item
    calls: list[int] = []

    def half(**words: Any) -> Any:
        ((name, requests),) = words["RequestItems"].items()
        calls.append(len(requests))
        taken, left = requests[: len(requests) // 2 + 1], requests[len(requests) // 2 + 1 :]
        whole(RequestItems={name: taken})
        return {"UnprocessedItems": {name: left} if left else {}}

    desk.client.batch_write_item = half  # type: ignore[method-assign]  # a busy store
    try:
        assert take_in(desk, table(*MANY)).status == 200
    finally:
        desk.client.batch_write_item = whole  # type: ignore[method-assign]
    assert entries_of(desk) == NEW | OLD
    assert max(calls) <= 25


def test_a_store_that_takes_nothing_changes_nothing(desk: TestDesk) -> None:
    furnish(desk, LOST)
    whole = desk.client.batch_write_item
    desk.client.batch_write_item = lambda **words: {"UnprocessedItems": words["RequestItems"]}  # type: ignore[method-assign,assignment]  # a full store
    try:
        answer = take_in(desk, table(*MANY))
    finally:
        desk.client.batch_write_item = whole  # type: ignore[method-assign]
    assert (answer.status, answer.body["error"]) == (503, "unavailable")
    assert draft(desk) == {"cc-mat": replace(LOST, revision=1)}


def test_a_draft_that_cannot_be_cleared_is_counted_and_harms_nobody(desk: TestDesk) -> None:
    furnish(desk, LOST)

    def fail() -> None:
        raise ConnectionError

    with before_each(desk, "BatchWriteItem", nothing, nothing, fail):
        assert take_in(desk, table(*MANY), replace=True).status == 200
    assert desk.counts == ["DraftNotCleared"]
    assert entries_of(desk) == NEW


def test_a_new_draft_that_was_named_after_all_is_kept(desk: TestDesk) -> None:
    """The answer to the transaction was lost, and its repetition finds that the draft has changed: by itself."""
    furnish(desk, LOST)
    officer = desk.officer(roles=("editor",))

    class Unsure(DynamoAudit):
        def commit(self, mark: Mark, parts: Sequence[Any]) -> None:
            super().commit(mark, parts)
            raise LostRace

    unsure = Unsure(client=desk.client, table=desk.tables["audit"], clock=desk.clock)
    tables = replace(desk.bank.tables, audit=unsure)
    assert tables.take_in(Asker(officer=officer, source_ip=""), table(*MANY), replace=True).added == len(MANY)
    assert entries_of(desk) == NEW
    assert len(drafts(desk)) == 1


def test_the_draft_in_use_is_never_cleared(desk: TestDesk) -> None:
    furnish(desk, LOST)
    desk.bank_store.clear_draft("d1")
    assert entries_of(desk) == OLD


def test_an_entry_of_a_table_may_be_as_large_as_the_rules_allow(desk: TestDesk) -> None:
    furnish(desk)
    large = BankEntry(
        id="l",
        question="ữ" * 500,
        answer="ữ" * 8_000,
        variants=tuple("ữ" * 495 + f"{number:05}" for number in range(100)),
        papers="ữ" * 2_000,
        owner_unit="quan-mau",
    )
    assert take_in(desk, table(*[replace(large, id=f"l{number}") for number in range(25)])).status == 200
    assert len(draft(desk)) == 25
