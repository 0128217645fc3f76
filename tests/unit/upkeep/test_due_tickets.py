"""What falls due for the ticket desk goes to its queue: a reminder behind its person, a line behind itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dutydesk.errands import TicketMessage, TicketWish
from dutydesk.lines import Line
from dutydesk.stores.ticket_writes import TicketDue, look_at_waiting, ticket_due
from dutydesk.stores.transactions import transact
from tests.fakes.clock import NOON
from tests.unit.upkeep.conftest import House

LATER = NOON - timedelta(seconds=30)
LINE = Line(office_id="tru-so", service_id="cccd", day="2026-03-03")
REMIND = TicketDue(
    due_id="remind#01HTICKET",
    at=LATER,
    wish=TicketWish.REMIND,
    subject="01HTICKET",
    unit="phuong-mau-1",
    person_id="p1",
    page_id="zalo-phuong-mau-1",
    platform="zalo",
)
OFFER = look_at_waiting(LINE, "phuong-mau-1", because_of="01HTICKET", at=LATER)


def put(house: House, due: TicketDue) -> None:
    transact(house.dynamodb, [ticket_due(house.table, due)])


def test_a_reminder_goes_to_the_ticket_desk_and_is_forgotten(house: House) -> None:
    put(house, REMIND)
    assert house.due().run(lambda: True) == 1
    assert house.tickets.messages == [
        TicketMessage(
            event_key="due#remind#01HTICKET#2026-03-02T04:59:30.000Z",
            platform="zalo",
            page_id="zalo-phuong-mau-1",
            unit="phuong-mau-1",
            person_id="p1",
            sent_at=LATER,
            wish=TicketWish.REMIND,
            subject="01HTICKET",
        )
    ]
    assert house.tickets.calls[0].group == "p1"
    assert house.item("DUE#ticket#remind#01HTICKET") == {}


def test_a_line_is_looked_at_behind_its_earlier_looks(house: House) -> None:
    put(house, OFFER)
    house.due().run(lambda: True)
    (call,) = house.tickets.calls
    assert (call.message.wish, call.message.subject, call.group) == (TicketWish.OFFER, LINE.key, LINE.key)


def test_a_closed_day_goes_with_what_the_officer_wants_told(house: House) -> None:
    put(house, replace(OFFER, due_id="closed", wish=TicketWish.CLOSED, text="Mất điện"))
    house.due().run(lambda: True)
    (call,) = house.tickets.calls
    assert (call.message.wish, call.message.text, call.group) == (TicketWish.CLOSED, "Mất điện", LINE.key)


@pytest.mark.parametrize("due", [pytest.param(REMIND, id="reminder"), pytest.param(OFFER, id="line")])
def test_a_refusing_queue_leaves_it_due_under_the_same_id(house: House, due: TicketDue) -> None:
    put(house, due)
    house.tickets.refuse_next = 1
    with pytest.raises(ExceptionGroup):
        house.due().run(lambda: True)
    assert house.item(f"DUE#ticket#{due.due_id}")
    house.due().run(lambda: True)
    assert len(house.tickets.calls) == 1
