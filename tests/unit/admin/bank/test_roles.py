"""Who may read, change and publish the bank, and see and resolve the to-do list."""

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.admin.matrix import MATRIX, Deed, Role
from tests.unit.admin.bank.test_versions import serving, version
from tests.unit.admin.banking import LOST, OTHERS, body, deeds, draft, furnish, lines, table
from tests.unit.admin.desk import TestDesk
from tests.unit.admin.learning.test_todo import ask, left

EDITORS = {Role.EDITOR, Role.ADMINISTRATOR}
ALL = set(Role)
MEMBER = "quan-mau/2026-03-02T04:59:00.000Z/q0001"
RESOLVE = {"members": [MEMBER], "as": "dismiss", "reason": "x"}
ROUTES: tuple[tuple[str, str, Any, set[Role]], ...] = (
    ("GET", "/admin/faq/entries", None, ALL),
    ("GET", "/admin/faq/entries/cc-mat", None, ALL),
    ("PUT", "/admin/faq/entries/cc-mat", body(LOST, revision=1), EDITORS),
    ("DELETE", "/admin/faq/entries/cc-mat", None, EDITORS),
    ("GET", "/admin/faq/export", None, ALL),
    ("POST", "/admin/faq/import", {"csv": table(LOST)}, EDITORS),
    ("POST", "/admin/faq/import", {"csv": table(LOST), "check_only": True}, EDITORS),
    ("GET", "/admin/faq/versions", None, ALL),
    ("GET", "/admin/faq/versions/v1", None, ALL),
    ("POST", "/admin/faq/versions", {}, EDITORS),
    ("POST", "/admin/faq/rollback", {"version": "v1", "reason": "x"}, EDITORS),
    ("GET", "/admin/faq/trials", None, EDITORS),
    ("POST", "/admin/faq/trials", {"text": "x", "expected": "none"}, EDITORS),
    ("DELETE", "/admin/faq/trials/q1", None, EDITORS),
    ("GET", "/admin/faq/todo", None, ALL - {Role.AUDITOR}),
    ("POST", "/admin/faq/todo/resolve", RESOLVE, EDITORS),
)
FINE = {200, 202, 404}


def stage(desk: TestDesk) -> None:
    """A bank, a version that serves and one that served, and a question on the list."""
    furnish(desk, LOST, OTHERS)
    version(desk, "v1")
    serving(desk, "v2", "v1")
    ask(desk, 1, text="Câu hỏi riêng")


@pytest.mark.parametrize("route", ROUTES, ids=[f"{row[0]} {row[1]}" for row in ROUTES])
@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_what_the_matrix_says_and_all_of_it_is_accounted_for(
    desk: TestDesk, route: tuple[str, str, Any, set[Role]], role: Role
) -> None:
    method, path, wish, roles = route
    stage(desk)
    desk.officer(roles=(role,))
    before = desk.items("content"), desk.items("questions"), desk.items("receipts")
    answer = desk.call(method, path, wish)
    assert not desk.faults
    if role in roles:
        assert answer.status in FINE, answer.text
        assert deeds(desk)[-1][2] == ("denied" if answer.status == 404 else "allowed")
    else:
        assert (answer.status, answer.body["error"]) == (403, "forbidden")
        assert (desk.items("content"), desk.items("questions"), desk.items("receipts")) == before
        assert [outcome for *_, outcome in deeds(desk)] == ["denied"]
    assert len(deeds(desk)) == 1


def test_nothing_is_read_or_changed_when_the_audit_takes_nothing(desk: TestDesk) -> None:
    stage(desk)
    desk.client.delete_table(TableName=desk.tables["audit"])
    before = desk.items("content"), desk.items("questions"), desk.items("receipts")
    for method, path, wish, _roles in ROUTES:
        answer = desk.call(method, path, wish)
        assert answer.status in {503, 404}, path
        assert answer.status == 503 or method != "GET"
        assert "Mất" not in answer.text
    after = desk.items("content"), desk.items("questions"), desk.items("receipts")
    named = [item for item in after[0] if item["pk"] in {"BANK#d1", "BANK"}]
    assert named == [item for item in before[0] if item["pk"] in {"BANK#d1", "BANK"}]
    assert after[1:] == before[1:]
    assert not desk.publications.calls


def test_every_deed_of_the_bank_asks_a_role() -> None:
    faq = {deed for deed in Deed if deed.value.split(".", maxsplit=1)[0] in {"bank", "trial", "todo"}}
    assert len(faq) == 8
    assert {deed for deed in faq if MATRIX[deed] > EDITORS} == {Deed.READ_BANK, Deed.LIST_TODO}


numbers = itertools.count()
steps = st.lists(
    st.tuples(
        st.sampled_from(("put", "delete", "import", "replace", "resolve")),
        st.sampled_from(("quan-mau", "phuong-mau-1", "")),
        st.sampled_from((LOST.id, OTHERS.id, "moi")),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, units=st.sets(st.sampled_from(("quan-mau", "phuong-mau-1"))), role=st.sampled_from(list(Role)))
def test_no_call_changes_an_entry_or_a_question_of_a_unit_that_is_not_the_editors(
    desk: TestDesk, steps: list[tuple[str, str, str]], units: set[str], role: Role
) -> None:
    stage(desk)
    ask(desk, 1, unit="phuong-mau-1")
    username = f"o{next(numbers)}"
    desk.officer(username, roles=(role,), units=tuple(sorted(units)))
    mine = units if role in EDITORS else set()
    before = draft(desk)
    for what, owner, entry_id in steps:
        revision = entry.revision if (entry := draft(desk).get(entry_id)) else 0
        wish = body(LOST, owner_unit=owner, revision=revision, fee="mới")
        csv = lines("id,question,variants,answer,topic,owner_unit", f"{entry_id},Hỏi?,,Đáp {owner}.,,{owner}")
        member = f"{owner}/2026-03-02T04:59:00.000Z/q0001"
        match what:
            case "put":
                answer = desk.call("PUT", f"/admin/faq/entries/{entry_id}", wish, username=username)
            case "delete":
                answer = desk.call("DELETE", f"/admin/faq/entries/{entry_id}", username=username)
            case "resolve":
                answer = desk.call(
                    "POST", "/admin/faq/todo/resolve", RESOLVE | {"members": [member]}, username=username
                )
            case _:
                wish = {"csv": csv, "replace": what == "replace"}
                answer = desk.call("POST", "/admin/faq/import", wish, username=username)
        assert answer.status in {200, 400, 403, 404, 409}, answer.text
    after = draft(desk)
    for name in before.keys() | after.keys():
        owners = {entry.owner_unit for entry in (before.get(name), after.get(name)) if entry}
        assert before.get(name) == after.get(name) or owners <= mine
    assert len(left(desk)) >= 2 - len(mine)
    assert not desk.faults
