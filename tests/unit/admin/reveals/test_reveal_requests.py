"""Asking who is behind a case: one asks, another decides, and nothing of it is an identity."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.clock import iso
from dutydesk.stores.cases import Case, case_item
from dutydesk.stores.reveals import APPROVERS, ASKERS
from functions.admin.matrix import MATRIX, Deed, Role
from tests.unit.admin.desk import SECRETIVE, Answer, TestDesk

REASON = "Cần xác minh người báo tin để lấy lời khai"
WISH = {"basis": "crime_report", "reason": REASON}


def ask(desk: TestDesk, case: Case, username: str = "an", wish: Any = None) -> Answer:
    """Ask who is behind a case."""
    return desk.call("POST", f"/admin/cases/{case.case_id}/reveal-requests", wish or WISH, username=username)


def asked(desk: TestDesk, case: Case | None = None, username: str = "an") -> str:
    """Return the id of a new request."""
    answer = ask(desk, case or desk.case(), username)
    assert answer.status == 201, answer.text
    return str(answer.body["request_id"])


def decide(desk: TestDesk, request_id: str, username: str = "chi", word: str = "approve") -> Answer:
    """Agree or refuse."""
    path = f"/admin/reveal-requests/{request_id}/decision"
    return desk.call("POST", path, {"decision": word}, username=username)


def read(desk: TestDesk, request_id: str, username: str = "an") -> Answer:
    """Read a request."""
    return desk.call("GET", f"/admin/reveal-requests/{request_id}", username=username)


def listed(desk: TestDesk, username: str, **query: str) -> Any:
    """List requests."""
    answer = desk.call("GET", "/admin/reveal-requests", username=username, query=query)
    assert answer.status == 200
    return answer.body


def staff(desk: TestDesk) -> None:
    """Put an officer and a supervisor into service."""
    desk.officer("an")
    desk.officer("chi", roles=("supervisor",))


def test_a_request_says_who_asked_why_and_until_when(desk: TestDesk) -> None:
    staff(desk)
    case = desk.case()
    answer = ask(desk, case)
    assert answer.status == 201
    assert answer.body == {
        "request_id": answer.body["request_id"],
        "case_id": case.case_id,
        "unit": "quan-mau",
        "asked_by": "an",
        "asked_at": iso(desk.clock()),
        "valid_until": iso(desk.clock() + timedelta(hours=24)),
        "basis": "crime_report",
        "reason": REASON,
        "state": "open",
        "decided_by": "",
        "decided_at": "",
        "used_at": "",
    }
    assert not [word for word in (*SECRETIVE, case.person_id) if word in answer.text]


def test_asking_is_accounted_for_without_the_reason(desk: TestDesk) -> None:
    staff(desk)
    case = desk.case()
    request_id = asked(desk, case)
    (entry,) = desk.chain("an")
    assert (entry.action, entry.outcome) == ("reveal.ask", "allowed")
    assert entry.target == f"case {case.case_id} request {request_id}"
    assert REASON not in json.dumps(desk.items("audit"), ensure_ascii=False)


@pytest.mark.parametrize(
    "wish",
    [
        {"basis": "crime_report"},
        {"reason": REASON},
        {"basis": "curiosity", "reason": REASON},
        {"basis": "crime_report", "reason": "x" * 19},
        {"basis": "crime_report", "reason": "x" + " " * 40},
        {"basis": "crime_report", "reason": "x" * 1001},
        {"basis": "crime_report", "reason": None},
        ["crime_report"],
    ],
    ids=["no reason", "no basis", "no such basis", "too short", "only spaces", "too long", "null", "a list"],
)
def test_a_request_without_ground_or_reason_is_refused(desk: TestDesk, wish: Any) -> None:
    staff(desk)
    answer = ask(desk, desk.case(), wish=wish)
    assert (answer.status, answer.body["error"]) == (400, "invalid")
    assert not desk.items("reveals")


def test_a_supervisor_agrees_and_that_is_accounted_for(desk: TestDesk) -> None:
    staff(desk)
    case = desk.case()
    request_id = asked(desk, case)
    desk.clock.advance(minutes=5)
    answer = decide(desk, request_id)
    assert answer.status == 200
    assert (answer.body["state"], answer.body["decided_by"]) == ("approved", "chi")
    assert answer.body["decided_at"] == iso(desk.clock())
    assert answer.body == read(desk, request_id).body
    entry = desk.chain("chi")[-1]
    assert (entry.action, entry.outcome) == ("reveal.decide", "allowed")
    assert entry.target == f"case {case.case_id} request {request_id} approve"


def test_a_supervisor_refuses(desk: TestDesk) -> None:
    staff(desk)
    request_id = asked(desk)
    assert decide(desk, request_id, word="refuse").body["state"] == "refused"
    desk.officer("dung", roles=("supervisor",))
    assert decide(desk, request_id, "dung").status == 409
    assert read(desk, request_id).body["state"] == "refused"


def test_nobody_decides_on_an_own_request(desk: TestDesk) -> None:
    desk.officer("chi", roles=("officer", "supervisor"))
    request_id = asked(desk, username="chi")
    answer = decide(desk, request_id, "chi")
    assert (answer.status, answer.body["error"]) == (403, "forbidden")
    assert desk.chain("chi")[-1].outcome == "denied"
    assert read(desk, request_id, "chi").body["state"] == "open"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_only_a_supervisor_decides(desk: TestDesk, role: Role) -> None:
    staff(desk)
    desk.officer("binh", roles=(role,))
    request_id = asked(desk)
    assert decide(desk, request_id, "binh").status == 403
    assert read(desk, request_id).body["state"] == "open"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_works_on_no_case_asks_for_nobody(desk: TestDesk, role: Role) -> None:
    desk.officer("an", roles=(role,))
    assert ask(desk, desk.case()).status == 403


def test_a_decision_stands(desk: TestDesk) -> None:
    staff(desk)
    desk.officer("dung", roles=("supervisor",))
    request_id = asked(desk)
    first = decide(desk, request_id)
    desk.clock.advance(minutes=1)
    assert decide(desk, request_id).body == first.body
    assert desk.chain("chi")[-1].outcome == "repeated"
    assert decide(desk, request_id, "dung").status == 409
    assert decide(desk, request_id, word="refuse").status == 409
    assert desk.chain("chi")[-1].outcome == "refused"
    assert read(desk, request_id).body["decided_by"] == "chi"


def test_two_supervisors_at_the_same_moment_decide_once(desk: TestDesk) -> None:
    staff(desk)
    desk.officer("dung", roles=("supervisor",))
    request_id = asked(desk)
    inner: list[Answer] = []

    def meanwhile(**_words: object) -> None:
        if not inner:
            inner.append(Answer(0, None, "", {}))
            inner[0] = decide(desk, request_id, "dung", "refuse")

    desk.client.meta.events.register("before-call.dynamodb.TransactWriteItems", meanwhile, unique_id="m")
    answer = decide(desk, request_id)
    desk.client.meta.events.unregister("before-call.dynamodb.TransactWriteItems", unique_id="m")
    assert (inner[0].status, answer.status) == (200, 409)
    assert read(desk, request_id).body["state"] == "refused"


def test_after_a_day_nobody_agrees_any_more(desk: TestDesk) -> None:
    staff(desk)
    request_id = asked(desk)
    desk.clock.advance(hours=24)
    assert decide(desk, request_id).status == 409
    assert read(desk, request_id).body["state"] == "expired"


def test_a_case_that_went_to_another_unit_takes_its_requests_away(desk: TestDesk) -> None:
    staff(desk)
    case = desk.case()
    request_id = asked(desk, case)
    desk.put_raw("cases", case_item(replace(case, unit="phuong-mau-1")))
    assert decide(desk, request_id).status == 404
    assert desk.chain("chi")[-1].outcome == "denied"


@pytest.mark.parametrize("does", ["read", "decide"])
def test_another_units_request_is_answered_like_a_missing_one(desk: TestDesk, does: str) -> None:
    staff(desk)
    desk.officer("xa", roles=("supervisor",), units=("phuong-mau-1",))
    request_id = asked(desk)
    call = read if does == "read" else decide
    there, missing, nonsense = (call(desk, one, "xa") for one in (request_id, "0" * 26, "nonsense"))
    assert there.status == 404
    assert (there.text, there.headers) == (missing.text, missing.headers) == (nonsense.text, nonsense.headers)
    assert [entry.outcome for entry in desk.chain("xa")] == ["denied"] * 3
    assert request_id in desk.chain("xa")[0].target


def test_asking_about_another_units_case_is_answered_like_a_missing_one(desk: TestDesk) -> None:
    desk.officer("an", units=("phuong-mau-1",))
    there = ask(desk, desk.case())
    missing = desk.call("POST", "/admin/cases/01HZZZZZZZZZZZZZZZZZZZZZZZ/reveal-requests", WISH)
    assert (there.status, there.text) == (missing.status, missing.text)
    assert there.status == 404
    assert not desk.items("reveals")


def test_officers_see_their_own_and_supervisors_and_auditors_all_of_their_units(desk: TestDesk) -> None:
    staff(desk)
    desk.officer("binh")
    desk.officer("kiem", roles=("auditor",))
    desk.officer("xa", roles=("supervisor",), units=("phuong-mau-1",))
    own, theirs = asked(desk), asked(desk, username="binh")
    seen = {name: [one["request_id"] for one in listed(desk, name)["items"]] for name in ("an", "binh", "chi", "kiem")}
    assert seen["an"] == [own]
    assert seen["binh"] == [theirs]
    assert sorted(seen["chi"]) == sorted(seen["kiem"]) == sorted([own, theirs])
    assert listed(desk, "xa") == {"items": [], "next": None}
    assert read(desk, theirs, "an").status == 404
    assert read(desk, theirs, "kiem").status == 200
    assert desk.chain("kiem")[-1].action == "reveal.read"


def test_requests_are_listed_newest_first_page_by_page_over_all_own_units(desk: TestDesk) -> None:
    desk.officer("an", units=("quan-mau", "phuong-mau-1"))
    cases = {unit: desk.case(unit) for unit in ("quan-mau", "phuong-mau-1")}
    made = []
    for place in range(7):
        desk.clock.advance(seconds=1)
        made.append(asked(desk, cases["quan-mau" if place % 3 else "phuong-mau-1"]))
    found, cursor = [], ""
    for _ in range(4):
        page = listed(desk, "an", limit="2", **({"cursor": cursor} if cursor else {}))
        found += [one["request_id"] for one in page["items"]]
        cursor = page["next"] or ""
    assert found == made[::-1]
    assert cursor == ""


def test_a_long_list_of_others_requests_hides_no_own_one(desk: TestDesk) -> None:
    staff(desk)
    desk.officer("binh")
    own = asked(desk)
    case = desk.case()
    for _ in range(60):
        desk.clock.advance(seconds=1)
        asked(desk, case, "binh")
    assert [one["request_id"] for one in listed(desk, "an")["items"]] == [own]


def test_a_cursor_that_is_none_is_refused(desk: TestDesk) -> None:
    staff(desk)
    answer = desk.call("GET", "/admin/reveal-requests", query={"cursor": "x"})
    assert (answer.status, answer.body["error"]) == (400, "invalid")


def test_the_matrix_and_reveal_agree_on_who_may_ask_and_who_may_agree() -> None:
    assert MATRIX[Deed.ASK_REVEAL] == ASKERS
    assert MATRIX[Deed.DECIDE_REVEAL] == APPROVERS
