"""Putting the bank into service, and an earlier version back."""

from dataclasses import replace
from typing import Any

import pytest

from dutydesk.messages import PublishMessage
from dutydesk.stores.bank import HISTORY_KEPT, BankState, BankVersion, Build, state_item, version_item
from tests.unit.admin.banking import LOST, Killed, before_each, deeds, die, furnish, put
from tests.unit.admin.desk import Answer, TestDesk


def version(desk: TestDesk, name: str, build: Build = Build.PUBLISHED, **changes: Any) -> BankVersion:
    """Put a version as the publisher leaves it."""
    made = BankVersion(version=name, build=build, by="an", requested_at="2026-03-01T00:00:00.000Z", draft="d1")
    made = replace(made, **changes)
    desk.put_raw("content", version_item(made))
    return made


def serving(desk: TestDesk, live: str, *history: str) -> None:
    desk.put_raw("content", state_item(BankState(draft="d1", revision=4, live=live, history=history)))


def publish(desk: TestDesk, body: Any = None) -> Answer:
    return desk.call("POST", "/admin/faq/versions", body)


def roll_back(desk: TestDesk, name: str, reason: str = "sai lệ phí") -> Answer:
    return desk.call("POST", "/admin/faq/rollback", {"version": name, "reason": reason})


def due(desk: TestDesk) -> list[dict[str, Any]]:
    return desk.items("receipts", "DUE#publication#")


@pytest.mark.parametrize(("body", "override"), [(None, ""), ({}, ""), ({"override": " Luật mới "}, "Luật mới")])
def test_a_version_is_asked_for_and_on_its_way(desk: TestDesk, body: Any, override: str) -> None:
    furnish(desk, LOST, revision=5)
    answer = publish(desk, body)
    assert answer.status == 202
    name = answer.body["version"]
    assert answer.body["build"] == "building"
    assert answer.body["live"] is False
    assert desk.bank_store.version(name) == BankVersion(
        version=name,
        build=Build.BUILDING,
        by="an",
        requested_at="2026-03-02T05:00:00.000Z",
        draft="d1",
        revision=5,
        override=override,
    )
    (sent,) = desk.publications.calls
    assert (sent.message, sent.group, sent.dedupe) == (PublishMessage(version=name), "bank", name)
    assert desk.call("GET", f"/admin/faq/versions/{name}").body == answer.body
    assert deeds(desk) == [
        ("bank.publish", f"version {name}", "allowed"),
        ("bank.read", f"version {name}", "allowed"),
    ]


def test_a_version_says_what_served_when_it_was_asked_for(desk: TestDesk) -> None:
    furnish(desk, LOST)
    serving(desk, "v3", "v1")
    made = desk.bank_store.version(publish(desk).body["version"])
    assert made is not None
    assert made.was_live == "v3"


@pytest.mark.parametrize("override", ["", " ", "x" * 501, 5])
def test_an_override_needs_a_reason(desk: TestDesk, override: Any) -> None:
    furnish(desk, LOST)
    assert publish(desk, {"override": override}).status == 400
    assert not desk.publications.calls


def test_without_a_draft_there_is_nothing_to_publish(desk: TestDesk) -> None:
    furnish(desk)
    assert publish(desk).status == 409
    assert deeds(desk) == [("bank.publish", "draft", "refused")]


def test_a_worker_killed_between_commit_and_enqueue_leaves_the_version_due(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(desk, LOST)

    def dies(*_args: object, **_words: object) -> None:
        raise Killed

    monkeypatch.setattr(desk.publications, "send", dies)
    with pytest.raises(Killed):
        publish(desk)
    (item,) = due(desk)
    assert item["due_at"] == "2026-03-02T05:01:00.000Z"
    assert item["what"] == {"version": item["due_id"]}
    stored = desk.bank_store.version(item["due_id"])
    assert stored is not None
    assert stored.build is Build.BUILDING


def test_a_queue_that_refuses_is_no_error_since_upkeep_sends_what_is_due(desk: TestDesk) -> None:
    furnish(desk, LOST)
    desk.publications.refuse_next = 1
    assert publish(desk).status == 202
    assert len(due(desk)) == 1
    assert desk.counts == ["PublicationNotEnqueued"]


def test_a_worker_killed_before_the_commit_leaves_nothing(desk: TestDesk) -> None:
    furnish(desk, LOST)
    before = desk.items("content")
    with before_each(desk, "TransactWriteItems", die), pytest.raises(Killed):
        publish(desk)
    assert desk.items("content") == before
    assert not due(desk)
    assert not desk.publications.calls


def test_versions_are_listed_newest_first_with_what_serves(desk: TestDesk) -> None:
    furnish(desk, LOST)
    for number in range(7):
        version(desk, f"v{number}", entries=number, trials=10, right_now=900, right_before=-1)
    version(desk, "v7", Build.REFUSED, reason="kém hơn / worse", right_now=800, right_before=900)
    serving(desk, "v6", "v5")
    found: list[str] = []
    cursor = ""
    while True:
        page = desk.call("GET", "/admin/faq/versions", query={"limit": "3", "cursor": cursor}).body
        assert (page["live"], page["history"]) == ("v6", ["v5"])
        found += [item["version"] for item in page["items"]]
        assert [item["version"] for item in page["items"] if item["live"]] in ([], ["v6"])
        cursor = page["next"] or ""
        if not cursor:
            break
    assert found == [f"v{number}" for number in range(7, -1, -1)]
    refused = desk.call("GET", "/admin/faq/versions/v7").body
    assert (refused["build"], refused["reason"], refused["right_now"]) == ("refused", "kém hơn / worse", 800)


@pytest.mark.parametrize("name", ["v9", "a b", "ữ", "x" * 65, "STATE"])
def test_an_unknown_version_is_not_found(desk: TestDesk, name: str) -> None:
    furnish(desk, LOST)
    assert desk.call("GET", f"/admin/faq/versions/{name}").status == 404
    assert roll_back(desk, name).status == 404
    assert not desk.faults


def test_a_rollback_changes_what_serves_at_once(desk: TestDesk) -> None:
    furnish(desk, LOST)
    for name in ("v1", "v2", "v3"):
        version(desk, name)
    serving(desk, "v3", "v2", "v1")
    answer = roll_back(desk, "v1")
    assert (answer.status, answer.body) == (200, {"live": "v1", "history": ["v2"]})
    assert desk.bank_store.state() == BankState(draft="d1", revision=4, live="v1", history=("v2",))
    assert deeds(desk) == [("bank.rollback", "version v1", "allowed")]
    (kept,) = desk.call("GET", "/admin/faq/versions").body["rollbacks"]
    assert kept == {
        "at": "2026-03-02T05:00:00.000Z",
        "by": "an",
        "was": "v3",
        "version": "v1",
        "reason": "sai lệ phí",
    }


def test_what_a_rollback_withdrew_is_served_no_more_and_can_come_back(desk: TestDesk) -> None:
    furnish(desk, LOST)
    for name in ("v1", "v2", "v3"):
        version(desk, name)
    serving(desk, "v3", "v2", "v3", "v1")
    assert roll_back(desk, "v2").body == {"live": "v2", "history": ["v1"]}
    assert desk.bank_store.version("v3") is not None
    assert roll_back(desk, "v3").body == {"live": "v3", "history": ["v1"]}


def test_the_reason_of_a_rollback_is_not_in_the_audit(desk: TestDesk) -> None:
    furnish(desk, LOST)
    version(desk, "v1")
    serving(desk, "", "v1")
    roll_back(desk, "v1")
    assert "lệ phí" not in str(desk.items("audit"))


@pytest.mark.parametrize("build", [Build.BUILDING, Build.REFUSED, Build.FAILED])
def test_only_what_was_published_comes_back(desk: TestDesk, build: Build) -> None:
    furnish(desk, LOST)
    version(desk, "v1", build)
    version(desk, "v2")
    serving(desk, "v2")
    assert roll_back(desk, "v1").status == 409
    assert roll_back(desk, "v2").status == 409, "it serves already"
    assert desk.bank_store.state().live == "v2"
    assert [outcome for *_, outcome in deeds(desk)] == ["refused"] * 2


def test_a_rollback_needs_a_reason(desk: TestDesk) -> None:
    furnish(desk, LOST)
    version(desk, "v1")
    assert roll_back(desk, "v1", reason=" ").status == 400
    assert desk.call("POST", "/admin/faq/rollback", {"version": "v1"}).status == 400


def test_the_history_keeps_a_bounded_number_of_versions(desk: TestDesk) -> None:
    furnish(desk, LOST)
    version(desk, "v1")
    serving(desk, "w", *(f"h{number}" for number in range(HISTORY_KEPT + 1)))
    history = roll_back(desk, "v1").body["history"]
    assert history == [f"h{number}" for number in range(HISTORY_KEPT)]


def test_a_version_that_comes_into_service_meanwhile_is_the_one_that_is_withdrawn(desk: TestDesk) -> None:
    furnish(desk, LOST)
    for name in ("v1", "v2", "v3"):
        version(desk, name)
    serving(desk, "v2", "v1")
    with before_each(desk, "TransactWriteItems", lambda: serving(desk, "v3", "v2", "v1")):
        assert roll_back(desk, "v1").body == {"live": "v1", "history": ["v2"]}
    (kept,) = desk.call("GET", "/admin/faq/versions").body["rollbacks"]
    assert kept["was"] == "v3"


def test_the_draft_is_edited_on_after_a_rollback(desk: TestDesk) -> None:
    furnish(desk, LOST)
    version(desk, "v1")
    serving(desk, "v2", "v1", "v0")
    roll_back(desk, "v1")
    assert put(desk, LOST, revision=1).status == 200
    assert desk.bank_store.state() == BankState(draft="d1", revision=5, live="v1", history=("v0",))
