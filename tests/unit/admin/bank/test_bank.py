"""The draft of the bank, entry by entry."""

from dataclasses import replace
from typing import Any

import pytest

from dutydesk.stores.bank import BankState
from functions.admin.bank.editing import MOVED
from tests.unit.admin.banking import (
    LOST,
    OTHERS,
    Killed,
    before_each,
    body,
    deeds,
    die,
    draft,
    furnish,
    put,
)
from tests.unit.admin.desk import Answer, TestDesk

NEW = replace(LOST, id="moi", question="Câu mới?")


def listed(desk: TestDesk, **query: str) -> list[str]:
    answer = desk.call("GET", "/admin/faq/entries", query=query)
    assert answer.status == 200, answer.text
    return [item["id"] for item in answer.body["items"]]


def delete(desk: TestDesk, entry_id: str, username: str = "an", **query: str) -> Answer:
    return desk.call("DELETE", f"/admin/faq/entries/{entry_id}", query=query, username=username)


def test_the_first_entry_begins_the_draft(desk: TestDesk) -> None:
    furnish(desk)
    assert listed(desk) == []
    answer = put(desk, LOST)
    assert answer.status == 200
    assert answer.body == body(LOST, id="cc-mat", revision=1)
    assert draft(desk) == {"cc-mat": replace(LOST, revision=1)}
    assert desk.bank_store.state().revision == 1
    assert desk.call("GET", "/admin/faq/entries/cc-mat").body == answer.body
    assert deeds(desk) == [
        ("bank.read", "bank entries", "allowed"),
        ("bank.edit", "entry cc-mat", "allowed"),
        ("bank.read", "entry cc-mat", "allowed"),
    ]


def test_each_change_raises_the_revision_of_entry_and_draft(desk: TestDesk) -> None:
    furnish(desk, LOST, revision=5)
    assert put(desk, LOST, revision=5, fee="0").body["revision"] == 6
    assert put(desk, NEW, revision=0).body["revision"] == 7
    assert delete(desk, "moi").status == 200
    assert desk.bank_store.state().revision == 8


@pytest.mark.parametrize("revision", [0, 2, 4])
def test_an_entry_that_moved_is_not_written_over(desk: TestDesk, revision: int) -> None:
    furnish(desk, LOST, revision=3)
    answer = put(desk, LOST, revision=revision, fee="0")
    assert (answer.status, answer.body["message"]) == (409, MOVED)
    assert draft(desk)["cc-mat"].fee == LOST.fee
    assert deeds(desk)[-1] == ("bank.edit", "entry cc-mat", "refused")
    assert delete(desk, "cc-mat", revision=str(revision or 1)).status == 409


def test_an_entry_that_is_gone_is_not_brought_back_by_a_late_change(desk: TestDesk) -> None:
    furnish(desk, LOST, revision=3)
    assert delete(desk, "cc-mat", revision="3").status == 200
    assert put(desk, LOST, revision=3).status == 409
    assert put(desk, LOST, revision=0).body["revision"] == 5, "so that the one before is not taken for this one"


def test_an_editor_at_the_same_moment_is_not_written_over(desk: TestDesk) -> None:
    furnish(desk, LOST)
    with before_each(desk, "TransactWriteItems", lambda: put(desk, LOST, revision=1, fee="binh")):
        assert put(desk, LOST, revision=1, fee="an").status == 409
    assert draft(desk)["cc-mat"].fee == "binh"


def test_an_editor_of_another_entry_at_the_same_moment_holds_up_nobody(desk: TestDesk) -> None:
    furnish(desk, LOST)
    with before_each(desk, "TransactWriteItems", lambda: put(desk, NEW)):
        assert put(desk, LOST, revision=1, fee="an").body["revision"] == 3
    assert {name: entry.revision for name, entry in draft(desk).items()} == {"cc-mat": 3, "moi": 2}


def test_two_first_entries_at_the_same_moment_are_in_one_draft(desk: TestDesk) -> None:
    furnish(desk)
    with before_each(desk, "TransactWriteItems", lambda: put(desk, NEW)):
        assert put(desk, LOST).status == 200
    assert set(draft(desk)) == {"cc-mat", "moi"}


def test_an_entry_that_goes_while_it_is_removed_is_not_found(desk: TestDesk) -> None:
    furnish(desk, LOST)
    with before_each(desk, "TransactWriteItems", lambda: delete(desk, "cc-mat")):
        assert delete(desk, "cc-mat").status == 404


def test_a_worker_killed_before_the_commit_leaves_everything_as_it_was(desk: TestDesk) -> None:
    furnish(desk, LOST)
    before = desk.items("content")
    with before_each(desk, "TransactWriteItems", die), pytest.raises(Killed):
        put(desk, LOST, revision=1, fee="0")
    assert desk.items("content") == before
    assert deeds(desk) == []


def test_a_change_keeps_what_serves(desk: TestDesk) -> None:
    furnish(desk, LOST)
    state = BankState(draft="d1", revision=1, live="v2", history=("v1",))
    desk.put("content", {"pk": "BANK", "sk": "STATE", "draft": "d1", "revision": 1, "live": "v2", "history": ["v1"]})
    put(desk, LOST, revision=1, fee="0")
    assert desk.bank_store.state() == replace(state, revision=2)


def test_an_entry_of_another_unit_is_read_and_not_changed(desk: TestDesk) -> None:
    furnish(desk, OTHERS)
    before = desk.items("content")
    assert desk.call("GET", "/admin/faq/entries/xe-sang-ten").status == 200
    for answer in (
        put(desk, OTHERS, revision=1, fee="0"),
        put(desk, OTHERS, revision=1, owner_unit="quan-mau"),
        put(desk, OTHERS, revision=1, owner_unit=""),
        put(desk, replace(LOST, owner_unit="phuong-mau-1")),
        delete(desk, "xe-sang-ten"),
    ):
        assert (answer.status, answer.body["error"]) == (403, "forbidden")
    assert desk.items("content") == before
    assert [outcome for *_, outcome in deeds(desk)[1:]] == ["denied"] * 5


def test_an_entry_without_owner_becomes_the_editors_units(desk: TestDesk) -> None:
    furnish(desk)
    assert put(desk, LOST, owner_unit="").body["owner_unit"] == "quan-mau"
    desk.officer("hai", roles=("editor",), units=("quan-mau", "phuong-mau-1"))
    answer = put(desk, NEW, "hai", owner_unit="")
    assert answer.status == 400
    assert "owner_unit" in answer.body["message"]
    kept = put(desk, LOST, "hai", owner_unit="", revision=1)
    assert kept.body["owner_unit"] == "quan-mau"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": " "}, "question"),
        ({"answer": ""}, "answer"),
        ({"answer": "x" * 8_001}, "answer"),
        ({"variants": ["a|b"]}, "variants"),
        ({"variants": ["x" * 501]}, "variants"),
        ({"variants": [5]}, "variants"),
        ({"variants": "a"}, "variants"),
        ({"valid_to": "31/12/2026"}, "valid_to"),
        ({"valid_from": "2026-02-30"}, "valid_from"),
        ({"valid_to": "2023-01-01"}, "valid_to"),
        ({"pages": ["zalo-elsewhere"]}, "pages"),
        ({"pages": ["\ud800"]}, "pages"),
        ({"fee": "\x07"}, "fee"),
        ({"revision": -1}, "revision"),
        ({"revision": None}, "revision"),
        ({"sample": "perhaps"}, "sample"),
    ],
    ids=str,
)
def test_an_entry_that_breaks_a_rule_is_refused(desk: TestDesk, changes: dict[str, Any], field: str) -> None:
    furnish(desk)
    answer = put(desk, LOST, **changes)
    assert (answer.status, answer.body["error"]) == (400, "invalid")
    assert field in answer.body["message"]
    assert set(answer.body) == {"error", "message"}
    assert not draft(desk)


def test_a_unit_that_is_no_more_owns_nothing_new(desk: TestDesk) -> None:
    furnish(desk)
    desk.officer(roles=("editor",), units=("merged-away",))
    assert put(desk, LOST, owner_unit="merged-away").status == 400


@pytest.mark.parametrize("entry_id", ["none", "a b", "ữ", "%2e%2e", "-x", "x" * 65])
def test_an_id_of_another_kind_is_no_entry(desk: TestDesk, entry_id: str) -> None:
    furnish(desk, LOST)
    assert desk.call("GET", f"/admin/faq/entries/{entry_id}").status == 404
    assert delete(desk, entry_id).status == 404
    assert put(desk, replace(LOST, id=entry_id)).status == 400
    assert {target for _, target, _ in deeds(desk)} == {"entry ?"}
    assert not desk.faults


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["cc-mat", "moi", "xe-sang-ten"]),
        ({"q": "CĂN cước"}, ["cc-mat", "moi"]),
        ({"q": "the nao can cuoc"}, ["cc-mat"]),
        ({"q": "roi the"}, ["cc-mat", "moi"]),
        ({"q": "cc-"}, ["cc-mat"]),
        ({"q": "công an phường"}, []),
        ({"topic": "Can-Cuoc"}, ["cc-mat", "moi"]),
        ({"topic": "can-cuoc", "q": "moi"}, ["moi"]),
        ({"topic": "can"}, []),
    ],
    ids=str,
)
def test_entries_are_found_by_words_of_question_variants_and_id(
    desk: TestDesk, query: dict[str, str], expected: list[str]
) -> None:
    furnish(desk, LOST, NEW, OTHERS)
    assert listed(desk, **query) == expected


@pytest.mark.parametrize("limit", [1, 3, 100])
@pytest.mark.parametrize("q", ["", "cuoc"])
def test_pages_hold_every_entry_once(desk: TestDesk, limit: int, q: str) -> None:
    entries = [replace(LOST, id=f"e{number}") for number in range(7)]
    furnish(desk, *entries)
    found: list[str] = []
    cursor = ""
    while True:
        answer = desk.call("GET", "/admin/faq/entries", query={"limit": str(limit), "cursor": cursor, "q": q})
        found += [item["id"] for item in answer.body["items"]]
        cursor = answer.body["next"] or ""
        if not cursor:
            break
    assert found == sorted(entry.id for entry in entries)


@pytest.mark.parametrize("cursor", ["a b", "ENTRY#x", "x" * 65, "x" * 301])
def test_a_cursor_that_is_none_of_ours_is_refused(desk: TestDesk, cursor: str) -> None:
    furnish(desk, LOST)
    assert desk.call("GET", "/admin/faq/entries", query={"cursor": cursor}).status == 400


def test_a_line_has_exactly_the_promised_fields(desk: TestDesk) -> None:
    furnish(desk, LOST)
    (line,) = desk.call("GET", "/admin/faq/entries").body["items"]
    assert line == {
        "id": "cc-mat",
        "question": LOST.question,
        "topic": "can-cuoc",
        "owner_unit": "quan-mau",
        "variants": 2,
        "valid_from": "2024-07-01",
        "valid_to": "",
        "last_reviewed": "",
        "sample": True,
        "revision": 1,
    }


def test_a_page_reads_little_more_than_it_shows(desk: TestDesk) -> None:
    furnish(desk, *(replace(LOST, id=f"e{number}") for number in range(9)))
    read: list[int] = []
    desk.client.meta.events.register(
        "after-call.dynamodb.Query", lambda parsed, **_: read.append(len(parsed["Items"])), unique_id="count"
    )
    listed(desk, limit="3")
    desk.client.meta.events.unregister("after-call.dynamodb.Query", unique_id="count")
    assert read == [0, 5], "the audit's head, and one read of entries"
