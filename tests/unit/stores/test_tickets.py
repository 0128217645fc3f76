"""Two tables under one suite: what is written on condition is read back, and a lost race writes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from dutydesk.clock import iso
from dutydesk.errors import Conflict
from dutydesk.lines import Line, Place, Plan, free_places
from dutydesk.stores.items import from_item, key
from dutydesk.stores.ticket_items import Asked, Waiting, Write
from dutydesk.stores.ticket_writes import (
    asked_write,
    place_writes,
    step_writes,
    ticket_writes,
    waiting_over,
    waiting_write,
    waits_write,
    write_part,
)
from dutydesk.stores.tickets import DynamoTicketTable, Tickets
from dutydesk.stores.transactions import transact
from dutydesk.tickets import Act, State, Ticket, acted
from tests.fakes.clock import NOON
from tests.fakes.tables import PREFIX
from tests.fakes.tickets import FakeTicketTable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = PREFIX + "tickets"
LINE = Line(office_id="o", service_id="s", day="2026-03-02")
PLAN = Plan(slots=("0800", "0900"), capacity=2)
TICKET = Ticket(
    ticket_id="T1",
    unit="u",
    office_id="o",
    service_id="s",
    day="2026-03-02",
    slot="0800",
    numbers=(1, 2),
    booked_at=iso(NOON),
    person_id="p1",
    page_id="zalo-1",
    platform="zalo",
)
PLACES = free_places(PLAN, (), "0800")


@dataclass
class House:
    """The table, and how to write to it."""

    tickets: Tickets
    commit: Callable[[Sequence[Write]], None]

    def book(self, ticket: Ticket = TICKET, places: Sequence[Place] = PLACES) -> Ticket:
        pointer = self.tickets.person(ticket.person_id).pointers.get("s")
        taken = place_writes(LINE, places, state=State.BOOKED, ticket_id=ticket.ticket_id)
        self.commit([*taken, *ticket_writes(ticket, pointer, by="citizen")])
        return replace(ticket, version=1)

    def act(self, before: Ticket, act: Act) -> Ticket:
        now = acted(before, act, at=NOON)
        self.commit(step_writes(before, now, self.tickets.seats(LINE, "0800"), at=NOON, by="can-bo"))
        return replace(now, version=before.version + 1)


@pytest.fixture(params=["fake", "dynamodb"])
def house(request: pytest.FixtureRequest, dynamodb: "DynamoDBClient") -> House:
    if request.param == "dynamodb":
        tickets = Tickets(DynamoTicketTable(dynamodb, TABLE))
        return House(tickets, lambda writes: transact(dynamodb, [write_part(TABLE, one) for one in writes]))
    table = FakeTicketTable()

    def commit(writes: Sequence[Write]) -> None:
        if not all(map(table.holds, writes)):
            raise Conflict("changed meanwhile")
        for one in writes:
            table.write(one)

    return House(Tickets(table), commit)


def test_a_number_comes_back_as_it_was_taken(house: House) -> None:
    ticket = house.book()
    assert house.tickets.ticket("T1") == ticket
    seats = house.tickets.seats(LINE)
    assert [(seat.slot, seat.number, seat.state, seat.ticket_id) for seat in seats] == [
        ("0800", 1, State.BOOKED, "T1"),
        ("0800", 2, State.BOOKED, "T1"),
    ]
    assert house.tickets.seats(LINE, "0800") == seats
    assert house.tickets.seats(LINE, "0900") == ()
    assert house.tickets.person("p1").pointers["s"].ticket_id == "T1"
    assert house.tickets.ticket("T2") is None


def test_of_two_who_want_the_same_number_one_gets_nothing(house: House) -> None:
    house.book()
    other = replace(TICKET, ticket_id="T2", person_id="p2", numbers=(2,))
    with pytest.raises(Conflict):
        house.book(other, PLACES[1:])
    assert house.tickets.ticket("T2") is None
    assert house.tickets.person("p2").pointers == {}


def test_of_two_numbers_for_one_person_decided_at_once_one_is_given(house: House) -> None:
    seats = free_places(PLAN, (), "0900")
    house.book()
    other = replace(TICKET, ticket_id="T2", slot="0900", numbers=(3,))
    taken = place_writes(LINE, seats[:1], state=State.BOOKED, ticket_id="T2")
    with pytest.raises(Conflict):
        house.commit([*taken, *ticket_writes(other, None, by="citizen")])
    assert house.tickets.seats(LINE, "0900") == ()


def test_whoever_comes_to_the_counter_has_no_pointer(house: House) -> None:
    house.book(replace(TICKET, person_id="", ticket_id="T9"))
    assert house.tickets.ticket("T9") is not None
    assert house.tickets.person("").pointers == {}


def test_every_act_changes_ticket_and_seats_and_leaves_its_line(house: House) -> None:
    ticket = house.act(house.act(house.act(house.book(), Act.CALL), Act.SERVE), Act.FINISH)
    assert house.tickets.ticket("T1") == ticket
    seats = house.tickets.seats(LINE)
    assert {seat.state for seat in seats} == {State.FINISHED}
    assert {(seat.began_at, seat.ended_at) for seat in seats} == {(ticket.began_at, ticket.ended_at)}
    assert [(one["was"], one["state"], one["by"]) for one in house.tickets.history("T1")] == [
        ("", "booked", "citizen"),
        ("booked", "called", "can-bo"),
        ("called", "serving", "can-bo"),
        ("serving", "finished", "can-bo"),
    ]


def test_an_act_decided_on_what_is_no_more_is_refused(house: House) -> None:
    before = house.book()
    seats = house.tickets.seats(LINE)
    house.act(before, Act.CALL)
    late = acted(before, Act.CANCEL, at=NOON)
    with pytest.raises(Conflict):
        house.commit(step_writes(before, late, seats, at=NOON, by="citizen"))
    with pytest.raises(Conflict):
        step_writes(before, late, house.tickets.seats(LINE), at=NOON, by="citizen")
    assert house.tickets.seats(LINE)[0].state is State.CALLED


def test_a_day_missed_is_kept_under_the_person(house: House) -> None:
    ticket = house.book()
    for act in (Act.CALL, Act.SKIP, Act.CALL, Act.SKIP):
        assert house.tickets.person("p1").missed == ()
        ticket = house.act(ticket, act)
    assert house.tickets.person("p1").missed == ("2026-03-02",)


def test_a_burnt_number_is_replaced_once(house: House) -> None:
    ticket = house.act(house.book(), Act.CANCEL)
    assert ticket.state is State.CANCELLED
    first, second = free_places(PLAN, house.tickets.seats(LINE), "0800")
    assert (first.number, second.number) == (5, 6)
    house.book(replace(TICKET, ticket_id="T2", person_id="p2", numbers=(5,)), [first])
    with pytest.raises(Conflict):
        house.book(replace(TICKET, ticket_id="T3", person_id="p3", numbers=(5,)), [first])
    assert {seat.number: seat.replaced_by for seat in house.tickets.seats(LINE)} == {1: 5, 2: 0, 5: 0}


def test_of_two_who_want_a_place_that_was_offered_in_vain_one_gets_it(house: House) -> None:
    house.commit(place_writes(LINE, PLACES[:1], state=State.OPEN))
    (place,) = free_places(PLAN, house.tickets.seats(LINE), "0800")[:1]
    assert place.seat is not None
    house.book(replace(TICKET, numbers=(1,)), [place])
    with pytest.raises(Conflict):
        house.book(replace(TICKET, ticket_id="T2", person_id="p2", numbers=(1,)), [place])
    assert [seat.ticket_id for seat in house.tickets.seats(LINE)] == ["T1"]


def test_a_lines_plan_is_written_once(house: House) -> None:
    assert house.tickets.plan(LINE) is None
    assert house.tickets.fixed(LINE, PLAN) == PLAN
    assert house.tickets.fixed(LINE, replace(PLAN, capacity=9)) == PLAN
    assert house.tickets.plan(LINE) == PLAN
    assert house.tickets.seats(LINE) == ()


def test_who_waits_is_listed_in_order_and_taken_off(house: House) -> None:
    people = [
        Waiting(line=LINE.key, moment=iso(NOON + timedelta(seconds=later)), person_id=name, people=2, unit="u")
        for later, name in ((2, "w1"), (1, "w2"))
    ]
    for one in people:
        house.commit([waiting_write(one), waits_write(one, None)])
    assert [one.person_id for one in house.tickets.waiting(LINE)] == ["w2", "w1"]
    pointer = house.tickets.person("w1").waits["s"]
    waiting = house.tickets.waits(pointer, "w1")
    assert waiting is not None
    assert replace(waiting, version=0) == people[0]
    house.commit(waiting_over(waiting, pointer, "w1"))
    assert [one.person_id for one in house.tickets.waiting(LINE)] == ["w2"]
    assert house.tickets.person("w1").waits == {}
    assert house.tickets.waits(pointer, "w1") is None
    with pytest.raises(Conflict):
        house.commit(waiting_over(waiting, None, "w1"))


def test_what_was_asked_last_is_written_over(house: House) -> None:
    for choice in ("d.o.s", "h.o.s.20260302"):
        house.commit([asked_write("p1", Asked(choice=choice, offered=("a", "b")), now=NOON)])
    asked = house.tickets.person("p1").asked
    assert asked is not None
    assert (asked.choice, asked.offered, asked.asked_at) == ("h.o.s.20260302", ("a", "b"), iso(NOON))


def test_everything_expires_half_a_year_after_its_day(dynamodb: "DynamoDBClient") -> None:
    tickets = Tickets(DynamoTicketTable(dynamodb, TABLE))
    tickets.fixed(LINE, PLAN)
    House(tickets, lambda writes: transact(dynamodb, [write_part(TABLE, one) for one in writes])).book()
    items = [from_item(item) for item in dynamodb.scan(TableName=TABLE)["Items"]]
    assert len(items) == 6
    days = {round((item["expires_at"] - LINE.begins("0000").timestamp()) / 86_400) for item in items}
    assert days == {180}
    assert {item["schema"] for item in items} == {1}


def test_a_line_of_many_pages_is_read_whole(dynamodb: "DynamoDBClient") -> None:
    plan = Plan(slots=("0800",), capacity=120)
    tickets = Tickets(DynamoTicketTable(dynamodb, TABLE))
    for place in free_places(plan, (), "0800"):
        (write,) = place_writes(LINE, [place], state=State.BOOKED, ticket_id="x" * 20_000)
        transact(dynamodb, [write_part(TABLE, write)])
    assert [seat.number for seat in tickets.seats(LINE)] == list(range(1, 121))
    found = dynamodb.get_item(TableName=TABLE, Key=key(LINE.key, "SEAT#0800#007"))
    assert from_item(found["Item"])["number"] == 7
