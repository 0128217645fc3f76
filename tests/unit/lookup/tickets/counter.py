"""A ticket desk for one test: over some stores, with citizens who write and taps that are made by their titles."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

from dutydesk.clock import VIETNAM
from dutydesk.errands import TicketMessage, TicketWish
from dutydesk.lines import Line
from dutydesk.messages import Reply
from dutydesk.stores.content import Unit
from dutydesk.stores.offices import Office, Service
from dutydesk.stores.ticket_writes import TicketDue, line_of, step_writes
from dutydesk.stores.tickets import Tickets
from dutydesk.text.catalogue import TICKET_PREFIX
from dutydesk.tickets import BURNT, Act, Seat, State, Ticket, acted
from functions.lookup.tickets.book import Change, TicketBook
from functions.lookup.tickets.building import decisions
from functions.lookup.tickets.desk import TicketDesk
from functions.lookup.tickets.verdict import Did
from tests.fakes.clock import FakeClock
from tests.fakes.people import FakeContent
from tests.fakes.queues import FakeOutlet
from tests.fakes.tickets import FakeOffices

UNIT = Unit(unit="phuong-mau-1", name="Công an Phường Mẫu 1", hotline="0200 000 0113")
CARD = Service(service_id="cccd", name="Làm căn cước", papers="Giấy khai sinh", slot_minutes=60, capacity=2)
STAY = Service(service_id="tam-tru", name="Đăng ký tạm trú", slot_minutes=60, capacity=1)
OFFICE = Office(
    office_id="tru-so",
    unit=UNIT.unit,
    name="Trụ sở Phường Mẫu 1",
    address="1 Đường Mẫu",
    hours="1-5 08:00-10:00 14:00-15:00",
    services=(CARD,),
    days_ahead=10,
)
MONDAY = datetime(2026, 3, 2, 7, 0, tzinfo=VIETNAM)
"""Before the office opens, on an ordinary Monday."""
TODAY, TOMORROW = "2026-03-02", "2026-03-03"
LINE = Line(office_id=OFFICE.office_id, service_id=CARD.service_id, day=TOMORROW)
_serial = count(1)
_ids = count(1)


@dataclass
class Counter:
    """The ticket desk with its ports, and what tests want to see of them."""

    book: TicketBook
    tickets: Tickets
    clock: FakeClock
    dues: Callable[[], list[TicketDue]]
    """What is due, by name."""
    offices: FakeOffices = field(default_factory=lambda: FakeOffices(OFFICE))
    replies: FakeOutlet[Reply] = field(default_factory=FakeOutlet)
    start: Callable[[int], int] = lambda _size: 0
    pauses: list[int] = field(default_factory=list)

    @property
    def desk(self) -> TicketDesk:
        made = decisions(
            tickets=self.tickets,
            offices=self.offices,
            content=FakeContent(units=(UNIT,)),
            clock=self.clock,
            new_id=lambda: f"T{next(_ids):025}",
            start=self.start,
        )
        return TicketDesk(
            book=self.book, decisions=made, replies=self.replies, clock=self.clock, pause=self.pauses.append
        )

    def did(self, message: TicketMessage) -> Did:
        """Take a message; return what became of it."""
        return self.desk.accept(message)

    def hear(self, *messages: TicketMessage) -> list[Reply]:
        """Take messages in order; return what was newly said."""
        for message in messages:
            self.desk.accept(message)
        return self.replies.take()

    def say(self, *messages: TicketMessage) -> Reply:
        """Take messages in order; return the last thing said."""
        return self.hear(*messages)[-1]

    def book_for(self, person: str = "p1", *, slot: str = "0800", people: int = 1, day: str = TOMORROW) -> Ticket:
        """Have somebody take a number; return the ticket."""
        assert self.did(take(person, slot=slot, people=people, day=day)) is Did.TAKEN
        self.replies.take()
        return self.ticket(person)

    def ticket(self, person: str = "p1", service: str = CARD.service_id) -> Ticket:
        """Return somebody's latest ticket."""
        ticket = self.tickets.ticket(self.tickets.person(person).pointers[service].ticket_id)
        assert ticket is not None
        return ticket

    def act(self, ticket: Ticket, *acts: Act) -> Ticket:
        """Have an officer do this with a ticket, as the counter does."""
        for act in acts:
            before = self.tickets.ticket(ticket.ticket_id)
            assert before is not None
            after = acted(before, act, at=self.clock())
            seats = self.tickets.seats(line_of(before), before.slot)
            writes = step_writes(before, after, seats, at=self.clock(), by="can-bo-1")
            self.book.commit(Change(event_key=f"act-{next(_serial)}", writes=writes))
        return self.ticket(ticket.person_id, ticket.service_id)

    def look(self, line: Line = LINE, *, event: str = "") -> list[Reply]:
        """Have what is due about the waiting list done."""
        return self.hear(due(TicketWish.OFFER, line.key, person="", event=event))

    def live(self, line: Line = LINE) -> list[Seat]:
        """Return the numbers of a line that stand."""
        return [seat for seat in self.tickets.seats(line) if seat.state not in {*BURNT, State.OPEN}]

    def change_office(self, **changed: Any) -> None:
        """Have an administrator change the office."""
        self.offices.offices = tuple(replace(office, **changed) for office in self.offices.offices)


def message(wish: TicketWish, *, person: str = "p1", event: str = "", **fields: Any) -> TicketMessage:
    """A message of a citizen."""
    return TicketMessage(
        event_key=event or f"zalo-{next(_serial)}",
        platform="zalo",
        page_id="zalo-phuong-mau-1",
        unit=UNIT.unit,
        person_id=person,
        sent_at=MONDAY,
        wish=wish,
        **fields,
    )


def opening(person: str = "p1") -> TicketMessage:
    return message(TicketWish.OPEN, person=person)


def pick(choice: str, person: str = "p1", event: str = "") -> TicketMessage:
    return message(TicketWish.PICK, person=person, choice=choice, event=event)


def typed(text: str, person: str = "p1") -> TicketMessage:
    return message(TicketWish.WORDS, person=person, text=text)


def due(wish: TicketWish, subject: str, *, person: str = "p1", event: str = "") -> TicketMessage:
    return message(wish, person=person, subject=subject, event=event)


def take(
    person: str = "p1", *, slot: str = "0800", people: int = 1, day: str = TOMORROW, ref: str = "", event: str = ""
) -> TicketMessage:
    """The last tap of a booking."""
    return pick(f"t.tru-so.cccd.{day.replace('-', '')}.{slot}.{people}..{ref}".rstrip("."), person, event)


def tap(reply: Reply, title: str, person: str = "p1") -> TicketMessage:
    """The tap on the button whose title holds these words."""
    (payload,) = [button.payload for button in reply.buttons if title in button.title]
    if payload.strip() == TICKET_PREFIX.strip():
        return opening(person)
    return pick(payload.removeprefix(TICKET_PREFIX), person)


def titles(reply: Reply) -> list[str]:
    return [button.title for button in reply.buttons]


def explained(seats: list[Seat], originals: int) -> bool:
    """Whether every number above the originals stands for a burnt one that names it, once."""
    replaced = [seat.replaced_by for seat in seats if seat.replaced_by]
    above = [seat.number for seat in seats if seat.number > originals]
    burnt = all(seat.state in BURNT for seat in seats if seat.replaced_by)
    return burnt and sorted(replaced) == sorted(above) and len(set(above)) == len(above)
