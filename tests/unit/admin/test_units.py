"""Units entered, renamed, merged and split: who may, what is refused, and what is ordered."""

from dataclasses import replace
from typing import Any

import pytest

from dutydesk.stores.content import DynamoContent, Page, Unit, page_items, unit_items
from dutydesk.stores.reorganisations import Kind, Order, order_from, order_item
from functions.admin.matrix import Role
from functions.admin.units import regrouping as rules
from tests.unit.admin.banking import before_each
from tests.unit.admin.desk import Answer, TestDesk

UNIT, OTHER, INTO, FOREIGN = "quan-mau", "phuong-mau-1", "phuong-mau-2", "doi-csgt"
WISH = {"from": [OTHER], "into": INTO, "reason": "sắp xếp đơn vị"}
PARTS = {"unit": OTHER, "into": INTO, "pages": [f"zalo-{OTHER}"], "reason": "sắp xếp đơn vị"}


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    for unit in (UNIT, OTHER, INTO, FOREIGN):
        page = Page(page_id=f"zalo-{unit}", platform="zalo", unit=unit, app_id="1", oa_id=f"oa-{unit}")
        for item in (*unit_items(Unit(unit=unit, name=unit.title(), parent="")), *page_items(page)):
            desk.put("content", item)
    desk.officer("chu", roles=(Role.ADMINISTRATOR,), units=(UNIT, OTHER, INTO))


def merge(desk: TestDesk, username: str = "chu", **changes: Any) -> Answer:
    return desk.call("POST", "/admin/units/merge", WISH | changes, username=username)


def split(desk: TestDesk, username: str = "chu", **changes: Any) -> Answer:
    return desk.call("POST", "/admin/units/split", PARTS | changes, username=username)


def enter(desk: TestDesk, username: str = "chu", **changes: Any) -> Answer:
    body = {"unit": "to-1", "name": "Tổ 1", "parent": UNIT} | changes
    return desk.call("POST", "/admin/units", body, username=username)


def rename(desk: TestDesk, unit: str = OTHER, username: str = "chu", **changes: Any) -> Answer:
    body = {"name": "Công an Phường Mẫu"} | changes
    return desk.call("PUT", f"/admin/units/{unit}", body, username=username)


def orders(desk: TestDesk) -> list[Order]:
    found = desk.client.scan(TableName=desk.tables["officers"])["Items"]
    return [order_from(item) for item in found if item["pk"]["S"].startswith("ORDER#")]


def unit_of(desk: TestDesk, unit: str) -> Unit:
    return DynamoContent(desk.client, desk.tables["content"], ttl_s=0).unit(unit)


def entries(desk: TestDesk, username: str = "chu") -> list[tuple[str, str, str]]:
    return [(entry.action, entry.target, entry.outcome) for entry in desk.chain(username)]


def test_a_merger_is_ordered_in_one_step_with_its_audit_entry(desk: TestDesk) -> None:
    answer = merge(desk)
    assert answer.status == 202, answer.text
    (order,) = orders(desk)
    assert (order.kind, order.units, order.into, order.by) == (Kind.MERGE, (OTHER,), INTO, "chu")
    assert [sent.message.order_id for sent in desk.orders.calls] == [order.order_id]
    (due,) = desk.items("receipts", "DUE#reorganisation#")
    assert due["what"] == {"order_id": order.order_id}
    assert entries(desk) == [("unit.regroup", f"merge {OTHER} into unit {INTO}", "allowed")]
    assert "sắp xếp" not in str(desk.items("audit"))
    items = desk.call("GET", "/admin/units", username="chu").body["items"]
    assert [(one["unit"], one["regrouping"]) for one in items] == [
        (UNIT, ""),
        (OTHER, order.order_id),
        (INTO, order.order_id),
    ]


def test_how_far_an_order_is_can_be_asked_by_administrators_of_all_its_units(desk: TestDesk) -> None:
    order_id = merge(desk).body["order_id"]
    desk.officer("xa", roles=(Role.ADMINISTRATOR,), units=(OTHER,))
    path = f"/admin/units/orders/{order_id}"
    assert desk.call("GET", path, username="chu").body["order_id"] == order_id
    there = desk.call("GET", path, username="xa")
    missing = desk.call("GET", "/admin/units/orders/01HNONE", username="xa")
    assert (there.status, there.text) == (404, missing.text)


def test_how_far_a_leaving_is_can_be_asked_by_administrators_of_all_units_left(desk: TestDesk) -> None:
    desk.officer("binh", units=(UNIT, OTHER))
    left = desk.call("POST", "/admin/officers/binh/leave", {"reason": "chuyển công tác"}, username="chu")
    order_id = left.body["order_id"]
    (binh,) = [
        one for one in desk.call("GET", "/admin/officers", username="chu").body["items"] if one["username"] == "binh"
    ]
    assert (binh["active"], binh["order_id"]) == (False, order_id)
    path = f"/admin/units/orders/{order_id}"
    told = desk.call("GET", path, username="chu")
    assert (told.status, told.body) == (200, left.body)
    desk.officer("xa", roles=(Role.ADMINISTRATOR,), units=(OTHER,))
    assert desk.call("GET", path, username="xa").status == 404


def test_an_order_says_from_when_new_messages_go_right(desk: TestDesk) -> None:
    merge(desk)
    (order,) = orders(desk)
    assert desk.call("GET", f"/admin/units/orders/{order.order_id}", username="chu").body["first_done_at"] == ""
    first = replace(order, first_done_at="2026-03-02T05:00:09.000Z", moved=7)
    desk.put_raw("officers", order_item(first))
    told = desk.call("GET", f"/admin/units/orders/{order.order_id}", username="chu").body
    assert (told["first_done_at"], told["finished_at"], told["moved"]) == ("2026-03-02T05:00:09.000Z", "", 7)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"into": FOREIGN}, 404),
        ({"from": [OTHER, FOREIGN]}, 404),
        ({"into": "no-such-unit"}, 404),
        ({"from": [INTO]}, 400),
        ({"from": [OTHER, INTO]}, 400),
        ({"from": []}, 400),
        ({"reason": " "}, 400),
    ],
    ids=["into another's", "of another's", "into nothing", "into itself", "one into itself", "nothing", "no reason"],
)
def test_a_merger_that_makes_no_sense_is_refused_and_nothing_is_ordered(
    desk: TestDesk, changes: dict[str, Any], status: int
) -> None:
    assert merge(desk, **changes).status == status
    assert orders(desk) == []
    assert not desk.orders.calls


def test_a_unit_takes_part_in_one_order_at_a_time_and_never_after_it_went(desk: TestDesk) -> None:
    merge(desk)
    wishes: list[dict[str, Any]] = [
        {"from": [INTO], "into": OTHER},
        {"from": [UNIT], "into": INTO},
        {"from": [OTHER], "into": UNIT},
    ]
    for wish in wishes:
        answer = merge(desk, **wish)
        assert (answer.status, answer.body["message"]) == (409, rules.BUSY)
    desk.put("content", {"pk": f"UNIT#{UNIT}", "sk": "#", "name": "Cũ", "merged_into": INTO})
    assert rename(desk, UNIT).status == 409
    assert len(orders(desk)) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_administrators_changes_units(desk: TestDesk, role: Role) -> None:
    desk.officer("em", roles=(role,), units=(UNIT, OTHER, INTO))
    before = desk.items("content")
    answers = [merge(desk, "em"), split(desk, "em"), enter(desk, "em"), rename(desk, OTHER, "em")]
    assert [one.status for one in answers] == [403] * 4
    assert desk.items("content") == before
    assert desk.call("GET", "/admin/units", username="em").status == 200


def test_an_administrator_removed_at_that_moment_orders_nothing(desk: TestDesk) -> None:
    with before_each(desk, "TransactWriteItems", lambda: desk.officer("chu", roles=("officer",))):
        assert merge(desk).status == 409
    assert orders(desk) == []


def test_a_split_names_pages_of_the_unit(desk: TestDesk) -> None:
    answer = split(desk, officers=["an"])
    assert answer.status == 202, answer.text
    (order,) = orders(desk)
    assert (order.kind, order.units, order.into) == (Kind.SPLIT, (OTHER,), INTO)
    assert (order.pages, order.staff) == ((f"zalo-{OTHER}",), ("an",))


def test_a_page_of_another_unit_is_not_split_off(desk: TestDesk) -> None:
    answer = split(desk, pages=[f"zalo-{UNIT}"])
    assert (answer.status, answer.body["message"]) == (400, rules.NOT_ITS_PAGE)
    assert orders(desk) == []


def test_a_new_unit_is_the_administrators_own_from_the_next_request_on(desk: TestDesk) -> None:
    answer = enter(desk)
    assert answer.status == 201, answer.text
    assert unit_of(desk, "to-1") == Unit(unit="to-1", name="Tổ 1", parent=UNIT)
    assert "to-1" in [one["unit"] for one in desk.call("GET", "/admin/units", username="chu").body["items"]]
    assert [item["sk"] for item in desk.items("content", "UNITS")].count("to-1") == 1
    assert entries(desk)[0] == ("unit.edit", "unit to-1", "allowed")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"unit": "Tổ"}, 400),
        ({"unit": OTHER}, 409),
        ({"unit": FOREIGN}, 409),
        ({"parent": FOREIGN}, 404),
        ({"parent": ""}, 404),
        ({"name": ""}, 400),
        ({"hours": "T2"}, 400),
        ({"hotline": "0" * 41}, 400),
    ],
    ids=["letters", "taken", "taken elsewhere", "below another's", "below none", "no name", "no hours", "long hotline"],
)
def test_a_unit_that_cannot_be_is_refused(desk: TestDesk, changes: dict[str, Any], status: int) -> None:
    before = desk.items("content")
    assert enter(desk, **changes).status == status
    assert desk.items("content") == before


def test_a_unit_is_renamed_and_citizens_read_the_new_name(desk: TestDesk) -> None:
    answer = rename(desk, name=" Công an  Phường Mẫu ", hotline="0000", parent=UNIT)
    assert (answer.status, answer.body["name"]) == (200, "Công an Phường Mẫu")
    assert unit_of(desk, OTHER) == Unit(unit=OTHER, name="Công an Phường Mẫu", hotline="0000", parent=UNIT)
    assert [item["parent"] for item in desk.items("content", "UNITS") if item["sk"] == OTHER] == [UNIT]


def test_renaming_takes_no_order_away(desk: TestDesk) -> None:
    order_id = merge(desk).body["order_id"]
    assert rename(desk).status == 200
    (item,) = [one for one in desk.items("content", f"UNIT#{OTHER}") if one["sk"] == "#"]
    assert item["regrouping"] == order_id


@pytest.mark.parametrize("unit", [FOREIGN, "no-such-unit"])
def test_another_units_name_is_answered_exactly_like_a_missing_one(desk: TestDesk, unit: str) -> None:
    answer = rename(desk, unit)
    assert (answer.status, answer.body["message"]) == (404, rules.NO_SUCH_UNIT)
    assert entries(desk) == [("unit.edit", f"unit {unit}", "denied")]


def test_an_order_whose_queue_refused_is_due_by_itself(desk: TestDesk) -> None:
    desk.orders.refuse_next = 1
    assert merge(desk).status == 202
    assert desk.counts == ["OrderNotEnqueued"]
    assert len(desk.items("receipts", "DUE#reorganisation#")) == 1


def test_an_order_to_let_somebody_go_is_none_about_units(desk: TestDesk) -> None:
    order = Order(order_id="01HLEAVE", kind=Kind.LEAVE, by="chu", asked_at="", reason="", username="an")
    desk.put_raw("officers", order_item(order))
    answer = desk.call("GET", "/admin/units/orders/01HLEAVE", username="chu")
    assert answer.status == 404
