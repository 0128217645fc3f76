"""Offices and their services: who defines them, what they must be like, and that no change takes a number away."""

from dataclasses import replace
from typing import Any

import pytest

from dutydesk.stores.offices import DynamoOffices, Office, Service, office_item
from functions.admin import offices as texts
from functions.admin import offices_rules as rules
from functions.admin.broadcast_rules import CONTROL, EMPTY, MOVED
from functions.admin.matrix import Role
from tests.unit.admin.banking import before_each, deeds
from tests.unit.admin.countering import CARD, OFFICE, OTHER, STAY, SUNDAY, TODAY, TOMORROW, UNIT, Hall, wish
from tests.unit.admin.desk import Answer, TestDesk

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


def put(desk: TestDesk, office_id: str = "tru-so", *, username: str = "an", **changes: Any) -> Answer:
    return desk.call("PUT", f"/admin/offices/{office_id}", wish(**changes), username=username)


def delete(desk: TestDesk, office_id: str = "tru-so", *, revision: int = 1, username: str = "an") -> Answer:
    return desk.call("DELETE", f"/admin/offices/{office_id}", username=username, query={"revision": str(revision)})


def seen(desk: TestDesk, unit: str = UNIT) -> tuple[Office, ...]:
    """What the ticket desk reads."""
    return DynamoOffices(desk.client, desk.tables["content"], ttl_s=0).offices_of(unit)


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


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param({"closures": [TOMORROW]}, "closed", id="closed that day"),
        pytest.param({"hours": "1,3-5 08:00-10:00"}, "closed", id="that weekday no more"),
        pytest.param({"hours": "1-5 08:00-09:00"}, "hours", id="shorter hours"),
        pytest.param({"services": (replace(CARD, slot_minutes=50), STAY)}, "hours", id="other slots"),
        pytest.param({"services": (replace(CARD, capacity=1), STAY)}, "capacity", id="less room"),
        pytest.param({"services": (STAY,)}, "service", id="no such service any more"),
    ],
)
def test_a_change_says_which_numbers_lie_outside_of_it_and_takes_none_away(
    hall: Hall, changes: dict[str, Any], why: str
) -> None:
    ticket = hall.booked("0900", people=2, day=TOMORROW)
    fine = hall.booked("0800", service=STAY, day=TODAY)
    answer = put(hall.desk, revision=1, **changes)
    assert answer.status == 200, answer.text
    assert answer.body["outside"] == [
        {
            "ticket_id": ticket.ticket_id,
            "service_id": "cccd",
            "date": TOMORROW,
            "slot": "09:00",
            "numbers": [5, 6],
            "why": why,
        }
    ]
    assert answer.body["outside_count"] == 1
    assert "person" not in answer.text
    assert hall.kept(ticket).state == hall.kept(fine).state == "booked"


def test_of_a_full_slot_only_those_above_the_new_capacity_lie_outside(hall: Hall) -> None:
    hall.booked("0900", day=TOMORROW)
    last = hall.booked("0900", day=TOMORROW)
    answer = put(hall.desk, revision=1, services=(replace(CARD, capacity=1), STAY))
    assert [(one["ticket_id"], one["why"]) for one in answer.body["outside"]] == [(last.ticket_id, "capacity")]


def test_numbers_that_are_no_more_lie_nowhere(hall: Hall) -> None:
    hall.desk.clock.advance(hours=1)
    hall.desk.officer("em", units=(UNIT,))
    ticket = hall.booked("0800")
    hall.post("next", {"desk": "1"}, username="em")
    hall.act(ticket, "start", "finish", username="em")
    assert put(hall.desk, revision=1, services=(STAY,)).body["outside"] == []


def test_a_service_with_numbers_stays_at_the_counter_until_they_are_served(hall: Hall) -> None:
    hall.desk.officer("em", units=(UNIT,))
    ticket = hall.booked("0800")
    put(hall.desk, revision=1, services=(STAY,))
    put(hall.desk, revision=2, services=(STAY,), name="Trụ sở")
    assert [one.service_id for one in seen(hall.desk)[0].services] == ["tam-tru"]
    assert [one["ticket_id"] for one in hall.line(username="em")] == [ticket.ticket_id]
    assert hall.get(username="em").body["services"][-1] == {"service_id": "cccd", "name": CARD.name}
    hall.desk.clock.advance(hours=1)
    assert hall.next(username="em").body["ticket_id"] == ticket.ticket_id
    hall.act(ticket, "start", "finish", username="em")
    put(hall.desk, revision=3, services=(STAY,))
    assert [one["service_id"] for one in hall.get(username="em").body["services"]] == ["tam-tru"]


def test_an_office_goes_only_when_nobody_holds_a_number(hall: Hall) -> None:
    hall.booked("0900", day=TOMORROW)
    answer = delete(hall.desk)
    assert (answer.status, answer.body["message"]) == (409, texts.STILL_HELD.format(tickets=1, day=TOMORROW))
    assert len(seen(hall.desk)) == 1
    hall.desk.clock.advance(days=2)
    assert delete(hall.desk, revision=7).status == 409
    assert delete(hall.desk).body == {"office_id": "tru-so"}
    assert seen(hall.desk) == ()
    assert delete(hall.desk).status == 404
    assert [outcome for *_, outcome in deeds(hall.desk)] == ["refused", "refused", "allowed", "denied"]


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
