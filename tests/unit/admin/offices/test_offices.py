"""Offices and their services: who defines them, what they must be like, and that no change takes a number away."""

from dataclasses import replace
from typing import Any

import pytest

from dutydesk.stores.offices import Service, office_item
from functions.admin.broadcasts.rules import CONTROL, EMPTY, MOVED
from functions.admin.matrix import Role
from functions.admin.offices import editing as texts
from functions.admin.offices import rules
from tests.unit.admin.banking import before_each, deeds
from tests.unit.admin.countering import CARD, OFFICE, OTHER, SUNDAY, TODAY, TOMORROW, UNIT, Hall
from tests.unit.admin.countering import delete_office as delete
from tests.unit.admin.countering import put_office as put
from tests.unit.admin.countering import seen_offices as seen
from tests.unit.admin.desk import TestDesk

WRITERS = {Role.EDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR}


@pytest.fixture
def hall(desk: TestDesk) -> Hall:
    """An office that a seed wrote, and its editor."""
    hall = Hall(desk)
    desk.officer(roles=("editor",), units=(UNIT,))
    return hall


@pytest.fixture
def empty(desk: TestDesk) -> TestDesk:
    """A desk without offices, and its editor."""
    desk.officer(roles=("editor",), units=(UNIT,))
    return desk


def test_what_an_editor_defines_is_what_citizens_are_offered(empty: TestDesk) -> None:
    answer = put(empty)
    assert answer.status == 200, answer.text
    assert (answer.body["office"]["revision"], answer.body["outside"]) == (1, [])
    assert seen(empty) == (OFFICE,)
    listed = empty.call("GET", "/admin/offices").body["items"]
    assert listed == [answer.body["office"]] == [empty.call("GET", "/admin/offices/tru-so").body]
    assert listed[0]["services"][0] == {
        "service_id": "cccd",
        "name": "Làm căn cước",
        "papers": "Giấy khai sinh",
        "slot_minutes": 60,
        "capacity": 4,
        "walk_in_share": 0.5,
    }
    assert deeds(empty) == [
        ("office.edit", "office tru-so", "allowed"),
        ("office.read", "offices", "allowed"),
        ("office.read", "office tru-so", "allowed"),
    ]


def test_an_office_that_a_seed_wrote_is_of_revision_one(hall: Hall) -> None:
    assert hall.desk.call("GET", "/admin/offices/tru-so").body["revision"] == 1
    assert put(hall.desk).status == 409, "it is not new"
    assert put(hall.desk, revision=1, name="Trụ sở mới").body["office"]["revision"] == 2
    assert seen(hall.desk)[0].name == "Trụ sở mới"


def test_an_office_is_only_replaced_as_it_was_read(empty: TestDesk) -> None:
    put(empty)
    assert put(empty, revision=2).body["message"] == MOVED
    assert put(empty, name="B", revision=1).status == 200
    assert put(empty, name="C", revision=1).status == 409
    assert seen(empty)[0].name == "B"
    assert [outcome for *_, outcome in deeds(empty)] == ["allowed", "refused", "allowed", "refused"]


@pytest.mark.parametrize("was_there", [False, True], ids=["new", "seeded"])
def test_of_two_editors_at_the_same_moment_one_is_told_to_read_again(empty: TestDesk, *, was_there: bool) -> None:
    if was_there:
        empty.put_raw("content", office_item(OFFICE))
    empty.officer("em", roles=("editor",), units=(UNIT,))
    quicker = lambda: put(empty, username="em", name="B", revision=int(was_there))  # noqa: E731  # one step
    with before_each(empty, "TransactWriteItems", quicker):
        answer = put(empty, name="A", revision=int(was_there))
    assert (answer.status, answer.body["message"]) == (409, MOVED)
    assert seen(empty)[0].name == "B"


BAD = [
    pytest.param({"name": " "}, "name", EMPTY, id="no name"),
    pytest.param({"name": "x" * 101}, "name", rules.TOO_LONG.format(most=100), id="long name"),
    pytest.param({"name": "a\x07b"}, "name", CONTROL, id="control character"),
    pytest.param({"address": "x" * 201}, "address", rules.TOO_LONG.format(most=200), id="long address"),
    pytest.param({"hours": "thứ hai"}, "hours", rules.HOURS, id="hours in words"),
    pytest.param({"hours": "1-5 11:30-07:30"}, "hours", rules.HOURS, id="hours that end before they begin"),
    pytest.param({"hours": "1 07:30-11:30; 1 13:00-17:00"}, "hours", rules.HOURS, id="a weekday twice"),
    pytest.param({"days_ahead": 31}, "days_ahead", rules.BETWEEN.format(least=0, most=30), id="too far ahead"),
    pytest.param({"days_ahead": -1}, "days_ahead", rules.BETWEEN.format(least=0, most=30), id="back in time"),
    pytest.param({"closures": ["30/04/2026"]}, "closures.0", rules.NO_DAY, id="a day as people write it"),
    pytest.param({"closures": ["2026-02-30"]}, "closures.0", rules.NO_DAY, id="30 February"),
    pytest.param({"closures": ["20260430"]}, "closures.0", rules.NO_DAY, id="a day without hyphens"),
    pytest.param({"closures": ["2099-01-01"]}, "closures.0", rules.DAY_TOO_FAR, id="a day in another age"),
    pytest.param({"closures": ["2026-04-28"] * 2}, "closures.1", rules.DAY_TWICE, id="a day twice"),
    pytest.param({"closures": ["x"] * 367}, "closures", rules.TOO_MANY.format(most=366), id="too many days"),
]


def broken(**changes: Any) -> dict[str, Any]:
    return {"services": (replace(CARD, **changes),)}


BAD += [
    pytest.param(broken(service_id="Căn cước"), "services.0.service_id", rules.NO_SLUG, id="service id with marks"),
    pytest.param(broken(name=""), "services.0.name", EMPTY, id="service without a name"),
    pytest.param(broken(papers="x" * 501), "services.0.papers", rules.TOO_LONG.format(most=500), id="long papers"),
    pytest.param(
        broken(slot_minutes=4), "services.0.slot_minutes", rules.BETWEEN.format(least=5, most=240), id="short slot"
    ),
    pytest.param(
        broken(slot_minutes=241), "services.0.slot_minutes", rules.BETWEEN.format(least=5, most=240), id="long slot"
    ),
    pytest.param(broken(slot_minutes=121), "services.0.slot_minutes", rules.NO_SLOT, id="longer than any period"),
    pytest.param(broken(capacity=0), "services.0.capacity", rules.BETWEEN.format(least=1, most=500), id="for nobody"),
    pytest.param(broken(capacity=501), "services.0.capacity", rules.BETWEEN.format(least=1, most=500), id="too many"),
    pytest.param(
        broken(walk_in_share=1.1), "services.0.walk_in_share", rules.BETWEEN.format(least=0, most=1), id="share over 1"
    ),
    pytest.param(
        broken(walk_in_share=float("nan")),
        "services.0.walk_in_share",
        rules.BETWEEN.format(least=0, most=1),
        id="a share that is no number",
    ),
    pytest.param({"services": (CARD, CARD)}, "services.1.service_id", rules.TWICE, id="a service twice"),
    pytest.param(
        {"services": tuple(replace(CARD, service_id=f"s{number}") for number in range(21))},
        "services",
        rules.TOO_MANY.format(most=20),
        id="too many services",
    ),
]


@pytest.mark.parametrize(("changes", "field", "reason"), BAD)
def test_what_is_not_as_it_must_be_is_refused_by_field_in_both_languages(
    empty: TestDesk, changes: dict[str, Any], field: str, reason: str
) -> None:
    answer = put(empty, **changes)
    assert answer.status == 400
    assert answer.body["message"] == f"{field}: {reason}"
    assert " / " in reason
    assert seen(empty) == ()
    assert [outcome for *_, outcome in deeds(empty)] == ["refused"]


@pytest.mark.parametrize("office_id", ["Trụ-sở", "-a", "a" * 33, "a_b", "a.b"], ids=ascii)
def test_an_office_id_that_buttons_cannot_carry_is_refused_and_not_written_down(
    empty: TestDesk, office_id: str
) -> None:
    assert put(empty, office_id).body["message"] == f"office_id: {rules.NO_SLUG}"
    assert deeds(empty) == [("office.edit", "office ?", "refused")]


def test_a_unit_has_so_many_offices_and_no_more(empty: TestDesk) -> None:
    for number in range(rules.MOST_OFFICES):
        empty.put_raw("content", office_item(replace(OFFICE, office_id=f"o{number}")))
    answer = put(empty)
    assert (answer.status, answer.body["message"]) == (400, "offices: " + rules.TOO_MANY.format(most=20))
    assert put(empty, "o1", revision=1).status == 200


def test_texts_are_stored_tidy_and_closures_in_order(empty: TestDesk) -> None:
    service = replace(CARD, name=" Làm\n căn cước ", papers="a\r\nb ", walk_in_share=0.33333)
    put(empty, name=" Trụ\tsở ", closures=[TOMORROW, TODAY], services=(service,))
    (office,) = seen(empty)
    assert (office.name, office.closures) == ("Trụ sở", (TODAY, TOMORROW))
    assert office.services == (replace(CARD, name="Làm căn cước", papers="a\nb", walk_in_share=0.333),)


@pytest.mark.parametrize("role", list(Role))
def test_all_roles_read_and_three_write(hall: Hall, role: Role) -> None:
    desk = hall.desk
    desk.officer("em", roles=(role,), units=(UNIT,))
    assert desk.call("GET", "/admin/offices", username="em").status == 200
    assert desk.call("GET", "/admin/offices/tru-so", username="em").status == 200
    assert put(desk, username="em", revision=1).status == (200 if role in WRITERS else 403)
    assert delete(desk, username="em", revision=2).status == (200 if role in WRITERS else 403)


def test_another_units_office_is_answered_exactly_like_a_missing_one(hall: Hall) -> None:
    desk = hall.desk
    desk.officer("binh", roles=("editor",), units=(OTHER,))
    for method in ("GET", "DELETE"):
        there, missing = (
            desk.call(method, f"/admin/offices/{office_id}", username="binh", query={"revision": "1"})
            for office_id in ("tru-so", "khong-co")
        )
        assert (there.status, there.text) == (missing.status, missing.text)
        assert (there.status, there.body["message"]) == (404, texts.NO_SUCH_OFFICE)
    assert desk.call("GET", "/admin/offices", username="binh").body["items"] == []
    assert put(desk, "moi", username="binh", unit=UNIT).status == 404
    assert len(seen(desk)) == 1


def test_an_id_is_one_units_alone_since_lines_of_numbers_are_named_by_it(empty: TestDesk) -> None:
    put(empty)
    empty.officer("binh", roles=("editor",), units=(OTHER,))
    answer = put(empty, username="binh")
    assert (answer.status, answer.body["message"]) == (409, texts.ID_TAKEN)
    assert delete(empty).status == 200
    assert put(empty, username="binh").status == 409, "its old numbers may still be there"
    assert put(empty).status == 200
    assert seen(empty, OTHER) == ()
    (claim,) = empty.items("content", "OFFICES#:ids")
    assert (claim["sk"], claim["unit"]) == ("tru-so", UNIT)


def test_with_several_units_one_must_be_named_and_an_office_stays_its_units(empty: TestDesk) -> None:
    empty.officer("chi", roles=("editor",), units=(UNIT, OTHER))
    assert put(empty, username="chi").body["message"] == texts.NO_UNIT
    assert put(empty, username="chi", unit=OTHER).status == 200
    assert put(empty, username="chi", revision=1).body["office"]["unit"] == OTHER
    assert put(empty, username="chi", revision=2, unit=UNIT).status == 409
    empty.officer("dung", roles=("editor",), units=())
    assert put(empty, "moi", username="dung").status == 404


def test_an_office_that_somebody_changes_meanwhile_is_not_deleted(hall: Hall) -> None:
    hall.desk.officer("em", roles=("editor",), units=(UNIT,))
    with before_each(hall.desk, "TransactWriteItems", lambda: put(hall.desk, username="em", name="B", revision=1)):
        assert delete(hall.desk).body["message"] == MOVED
    assert seen(hall.desk)[0].name == "B"


def test_what_cannot_be_accounted_for_is_neither_read_nor_changed(hall: Hall) -> None:
    hall.desk.client.delete_table(TableName=hall.desk.tables["audit"])
    assert put(hall.desk, revision=1, name="B").status == 503
    assert hall.desk.call("GET", "/admin/offices").status == 503
    assert seen(hall.desk)[0].name == OFFICE.name


def test_a_closed_weekday_is_no_fault(empty: TestDesk) -> None:
    assert put(empty, closures=[SUNDAY], services=(Service(service_id="a", name="A"),)).status == 200
