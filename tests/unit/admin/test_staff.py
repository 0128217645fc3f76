"""Who serves where: entered, changed and let go by administrators, effective at the next request."""

from collections.abc import Iterator
from typing import Any

import pytest

from dutydesk.stores.reorganisations import Kind, order_from
from functions.admin.matrix import Role
from functions.admin.staff import staffing as rules
from tests.fakes.aws import in_process
from tests.unit.admin.banking import before_each
from tests.unit.admin.desk import Answer, TestDesk

UNIT, OTHER = "quan-mau", "phuong-mau-1"
BINH = {"username": "binh", "display": "Trần Văn Bình", "roles": ["officer"], "units": [UNIT]}
GONE = {"reason": "nghỉ hưu"}


@pytest.fixture(name="staffed")
def _staffed(desk: TestDesk) -> Iterator[TestDesk]:
    cognito = in_process("cognito-idp")
    pool = cognito.create_user_pool(PoolName="officers")["UserPool"]["Id"]
    staffed = TestDesk(desk.client, desk.tables, pool_id=pool)
    staffed.officer("chu", roles=(Role.ADMINISTRATOR,), units=(UNIT, OTHER))
    staffed.officer("an")
    yield staffed
    cognito.delete_user_pool(UserPoolId=pool)


def enter(desk: TestDesk, asker: str = "chu", **changes: Any) -> Answer:
    return desk.call("POST", "/admin/officers", BINH | changes, username=asker)


def change(desk: TestDesk, officer: str, username: str = "chu", **changes: Any) -> Answer:
    body = {"display": "An", "roles": ["officer"], "units": [UNIT]} | changes
    return desk.call("PUT", f"/admin/officers/{officer}", body, username=username)


def leave(desk: TestDesk, officer: str = "an", username: str = "chu", **changes: Any) -> Answer:
    return desk.call("POST", f"/admin/officers/{officer}/leave", GONE | changes, username=username)


def roster(desk: TestDesk, unit: str) -> list[str]:
    return [item["username"] for item in desk.items("officers", f"UNIT#{unit}")]


def outcomes(desk: TestDesk, username: str = "chu") -> list[tuple[str, str, str]]:
    return [(entry.action, entry.target, entry.outcome) for entry in desk.chain(username)]


def test_somebody_new_may_sign_in_and_is_on_the_roster(staffed: TestDesk) -> None:
    answer = enter(staffed)
    assert answer.status == 201, answer.text
    assert len(answer.body["password"]) > 12
    assert answer.body["password"] not in str(staffed.items("officers"))
    user = in_process("cognito-idp").admin_get_user(UserPoolId=staffed.pool_id, Username="binh")
    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert roster(staffed, UNIT) == ["binh"]
    assert staffed.call("GET", "/admin/me", username="binh").body["display"] == "Trần Văn Bình"
    assert outcomes(staffed) == [("staff.edit", "officer binh", "allowed")]


def test_who_could_sign_in_before_keeps_the_password(staffed: TestDesk) -> None:
    in_process("cognito-idp").admin_create_user(UserPoolId=staffed.pool_id, Username="binh")
    assert enter(staffed).body == {"username": "binh", "password": ""}


def test_nobody_is_entered_twice(staffed: TestDesk) -> None:
    enter(staffed)
    answer = enter(staffed, display="Ai khác")
    assert (answer.status, answer.body["message"]) == (409, rules.TAKEN)
    assert staffed.call("GET", "/admin/me", username="binh").body["display"] == "Trần Văn Bình"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"username": "Bình"}, rules.NO_USERNAME),
        ({"username": "a#b"}, rules.NO_USERNAME),
        ({"display": " "}, rules.NO_NAME),
        ({"roles": []}, rules.NO_ROLES),
        ({"units": []}, rules.NO_UNITS),
        ({"units": [UNIT, "doi-csgt"]}, rules.NO_UNITS),
    ],
    ids=["letters", "separator", "no name", "no role", "no unit", "another's unit"],
)
def test_what_an_officer_cannot_be_is_refused(staffed: TestDesk, changes: dict[str, Any], reason: str) -> None:
    before = staffed.items("officers")
    answer = enter(staffed, **changes)
    assert (answer.status, reason in answer.body["message"]) == (400, True), answer.text
    assert staffed.items("officers") == before
    assert not in_process("cognito-idp").list_users(UserPoolId=staffed.pool_id)["Users"]


def test_a_change_of_roles_and_units_holds_at_the_next_request(staffed: TestDesk) -> None:
    enter(staffed)
    case = staffed.case(OTHER)
    path = f"/admin/cases/{case.case_id}"
    assert staffed.call("GET", path, username="binh").status == 404
    answer = change(staffed, "binh", roles=["officer", "duty_officer"], units=[OTHER])
    assert (answer.status, answer.body["units"]) == (200, [OTHER])
    assert staffed.call("GET", path, username="binh").status == 200
    assert (roster(staffed, UNIT), roster(staffed, OTHER)) == ([], ["binh"])
    change(staffed, "binh", roles=["editor"], units=[OTHER])
    assert staffed.call("GET", path, username="binh").status == 403


def test_nobody_changes_the_own_account(staffed: TestDesk) -> None:
    roles = ["administrator", "supervisor"]
    answers = [change(staffed, "chu", roles=roles, units=[UNIT, OTHER]), leave(staffed, "chu")]
    assert {(one.status, one.body["message"]) for one in answers} == {(403, rules.NOT_YOURSELF)}
    assert staffed.call("GET", "/admin/me", username="chu").body["roles"] == ["administrator"]
    assert [outcome for *_, outcome in outcomes(staffed)[:2]] == ["denied", "denied"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_administrators_enters_changes_or_lets_go(staffed: TestDesk, role: Role) -> None:
    staffed.officer("em", roles=(role,), units=(UNIT, OTHER))
    before = staffed.items("officers")
    answers = [enter(staffed, "em"), change(staffed, "an", "em", roles=["administrator"]), leave(staffed, "an", "em")]
    assert [one.status for one in answers] == [403] * 3
    assert staffed.items("officers") == before


def test_an_officer_of_another_unit_is_answered_exactly_like_a_missing_one(staffed: TestDesk) -> None:
    staffed.officer("xa", units=("doi-csgt",))
    for call in (change, leave):
        there, missing = call(staffed, "xa"), call(staffed, "nobody")
        assert (there.status, there.text) == (404, missing.text)
    assert [outcome for *_, outcome in outcomes(staffed)] == ["denied"] * 4


def test_an_officer_who_serves_elsewhere_too_is_not_changed_by_half(staffed: TestDesk) -> None:
    staffed.officer("xa", units=(UNIT, "doi-csgt"))
    assert [change(staffed, "xa").status, leave(staffed, "xa").status] == [403, 403]
    assert staffed.call("GET", "/admin/me", username="xa").status == 200


def test_an_administrator_lists_who_serves_in_the_own_units_and_sees_no_other_units(staffed: TestDesk) -> None:
    staffed.officer("xa", units=(UNIT, "doi-csgt"))
    staffed.officer("ngoai", units=("doi-csgt",))
    staffed.officer("cu", active=False)
    items = staffed.call("GET", "/admin/officers", username="chu").body["items"]
    assert [(one["username"], one["units"], one["active"]) for one in items] == [
        ("an", [UNIT], True),
        ("chu", [UNIT, OTHER], True),
        ("cu", [UNIT], False),
        ("xa", [UNIT], True),
    ]
    assert staffed.call("GET", "/admin/officers", username="an").status == 403


def test_whoever_leaves_is_refused_at_the_next_request_and_called_for_nothing(staffed: TestDesk) -> None:
    enter(staffed)
    assert staffed.call("GET", "/admin/cases", username="binh").status == 200
    answer = leave(staffed, "binh", hand_to="an")
    assert answer.status == 202, answer.text
    assert staffed.call("GET", "/admin/cases", username="binh").status == 403
    assert roster(staffed, UNIT) == []
    (order,) = [order_from(one) for one in orders(staffed)]
    assert (order.kind, order.username, order.hand_to, order.by) == (Kind.LEAVE, "binh", "an", "chu")
    assert [sent.message.order_id for sent in staffed.orders.calls] == [order.order_id]
    assert outcomes(staffed)[-1] == ("staff.leave", "officer binh", "allowed")
    assert "nghỉ hưu" not in str(staffed.items("audit"))


def orders(desk: TestDesk) -> list[Any]:
    found = desk.client.scan(TableName=desk.tables["officers"])["Items"]
    return [item for item in found if item["pk"]["S"].startswith("ORDER#")]


def test_an_order_whose_queue_refused_is_due_by_itself(staffed: TestDesk) -> None:
    staffed.orders.refuse_next = 1
    assert leave(staffed).status == 202
    assert staffed.counts == ["OrderNotEnqueued"]
    (due,) = staffed.items("receipts", "DUE#reorganisation#")
    assert due["what"] == {"order_id": order_from(orders(staffed)[0]).order_id}


def test_leaving_asked_for_again_is_one_leaving(staffed: TestDesk) -> None:
    first, again = leave(staffed), leave(staffed, hand_to="chu")
    assert first.body == again.body
    assert len(orders(staffed)) == 1
    assert len(staffed.orders.calls) == 2, "what is not done yet is begun again"
    assert [outcome for *_, outcome in outcomes(staffed)] == ["allowed", "repeated"]


@pytest.mark.parametrize("hand_to", ["nobody", "an", "xa", "cu"], ids=str)
def test_cases_are_handed_to_somebody_in_service_there_only(staffed: TestDesk, hand_to: str) -> None:
    staffed.officer("xa", units=(OTHER,))
    staffed.officer("cu", active=False)
    answer = leave(staffed, hand_to=hand_to)
    assert (answer.status, answer.body["message"]) == (400, rules.NO_SUCCESSOR)
    assert staffed.call("GET", "/admin/me").status == 200, "and nobody has left"


def test_cases_may_be_handed_to_the_administrator(staffed: TestDesk) -> None:
    assert leave(staffed, hand_to="chu").status == 202


def test_a_successor_who_leaves_at_the_same_moment_gets_nothing(staffed: TestDesk) -> None:
    staffed.officer("em")
    with before_each(staffed, "TransactWriteItems", lambda: staffed.officer("em", active=False)):
        assert leave(staffed, hand_to="em").status == 409
    assert staffed.call("GET", "/admin/me").status == 200


@pytest.mark.parametrize("call", [enter, lambda desk: change(desk, "an"), leave], ids=["enter", "change", "leave"])
def test_of_two_administrators_who_let_each_other_go_one_stays(staffed: TestDesk, call: Any) -> None:
    """Whoever is no administrator any more at the moment of writing changes nothing."""
    with before_each(staffed, "TransactWriteItems", lambda: staffed.officer("chu", roles=("officer",))):
        assert call(staffed).status == 409
    assert staffed.call("GET", "/admin/me").status == 200
    assert roster(staffed, UNIT) == []


def test_an_officer_who_was_changed_meanwhile_is_not_written_over(staffed: TestDesk) -> None:
    with before_each(staffed, "TransactWriteItems", lambda: staffed.officer("an", roles=("editor",))):
        assert change(staffed, "an").status == 409
    assert staffed.call("GET", "/admin/me").body["roles"] == ["editor"]


def test_who_has_left_is_not_changed(staffed: TestDesk) -> None:
    leave(staffed)
    assert change(staffed, "an").status == 409
    assert staffed.call("GET", "/admin/me").status == 403


def test_nothing_is_changed_when_the_audit_takes_nothing(staffed: TestDesk) -> None:
    staffed.client.delete_table(TableName=staffed.tables["audit"])
    assert {one.status for one in (change(staffed, "an", roles=["editor"]), leave(staffed))} == {503}
    assert staffed.items("officers", "OFFICER#an")[0]["active"] is True
