"""An office with a counter, citizens who hold numbers for it, and the calls of whoever works there."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from dutydesk.clock import VIETNAM, iso
from dutydesk.lines import Line, free_places, plan_of
from dutydesk.stores.content import Unit, unit_item
from dutydesk.stores.offices import DynamoOffices, Office, Service, office_item
from dutydesk.stores.ticket_writes import place_writes, plan_write, ticket_writes, write_part
from dutydesk.stores.tickets import DynamoTicketTable, Tickets
from dutydesk.stores.transactions import transact
from dutydesk.tickets import State, Ticket
from tests.unit.admin.desk import Answer, TestDesk

UNIT, OTHER = "quan-mau", "phuong-mau-1"
TODAY, TOMORROW, SUNDAY = "2026-03-02", "2026-03-03", "2026-03-08"
CARD = Service(
    service_id="cccd", name="Làm căn cước", papers="Giấy khai sinh", slot_minutes=60, capacity=4, walk_in_share=0.5
)
STAY = Service(service_id="tam-tru", name="Đăng ký tạm trú", slot_minutes=60, capacity=2)
OFFICE = Office(
    office_id="tru-so",
    unit=UNIT,
    name="Trụ sở Quận Mẫu",
    address="1 Đường Mẫu",
    hours="1-5 08:00-10:00 14:00-16:00",
    services=(CARD, STAY),
    days_ahead=10,
)
_serial = count(1)


def person(number: int) -> str:
    return f"p{number:032x}"


def at(hour: int, minute: int = 0) -> datetime:
    """A moment of the day on which tests play, in Vietnam."""
    return datetime(2026, 3, 2, hour, minute, tzinfo=VIETNAM)


@dataclass
class Hall:
    """The counter's hall: the desk, the office, who holds a number."""

    desk: TestDesk
    office: Office = OFFICE
    people: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        for unit in (UNIT, OTHER):
            self.desk.put("content", unit_item(Unit(unit=unit, name=unit.title())))
        self.desk.put_raw("content", office_item(self.office))
        self.desk.officer(units=(UNIT,))
        self.tickets = Tickets(DynamoTicketTable(self.desk.client, self.desk.tables["tickets"]))
        self.desk.clock.now = at(7)

    def booked(
        self, slot: str = "0800", *, service: Service = CARD, people: int = 1, day: str = TODAY, who: str | None = None
    ) -> Ticket:
        """Let a citizen hold a number, as the ticket desk gives it."""
        line = Line(office_id=self.office.office_id, service_id=service.service_id, day=day)
        fixed = self.tickets.plan(line)
        plan = fixed or plan_of(self.office, service, datetime.fromisoformat(day).date())
        places = free_places(plan, self.tickets.seats(line, slot), slot)[:people]
        assert len(places) == people, "no place left"
        ticket = Ticket(
            ticket_id=f"T{next(_serial):025}",
            unit=self.office.unit,
            office_id=self.office.office_id,
            service_id=service.service_id,
            day=day,
            slot=slot,
            numbers=tuple(place.number for place in places),
            booked_at=iso(self.desk.clock()),
            person_id=person(next(self.people)) if who is None else who,
            page_id="zalo-quan-mau",
            platform="zalo",
        )
        whose = {"ticket_id": ticket.ticket_id, "person_id": ticket.person_id}
        writes = [*place_writes(line, places, state=State.BOOKED, **whose), *ticket_writes(ticket, None, by="citizen")]
        if fixed is None:
            writes.append(plan_write(line, plan))
        transact(self.desk.client, [write_part(self.desk.tables["tickets"], one) for one in writes])
        return ticket

    def get(self, what: str = "", *, day: str = TODAY, username: str = "an", office: str = "tru-so") -> Answer:
        return self.desk.call("GET", f"/admin/counter/{office}/{day}{what}", username=username)

    def post(
        self, what: str, body: Any = None, *, day: str = TODAY, username: str = "an", office: str = "tru-so"
    ) -> Answer:
        return self.desk.call("POST", f"/admin/counter/{office}/{day}/{what}", body or {}, username=username)

    def next(self, desk: str = "1", *, username: str = "an", **wish: Any) -> Answer:
        return self.post("next", {"desk": desk} | wish, username=username)

    def act(self, ticket: Ticket | str, *actions: str, desk: str = "1", username: str = "an") -> Answer:
        ticket_id = ticket if isinstance(ticket, str) else ticket.ticket_id
        for action in actions:
            answer = self.post(f"tickets/{ticket_id}/{action}", {"desk": desk}, username=username)
        return answer

    def served(self, desk: str = "1", *, minutes: float = 5) -> str:
        """Call the next, serve them, and be done; return the ticket's id."""
        ticket_id = str(self.next(desk).body["ticket_id"])
        assert self.act(ticket_id, "start").status == 200
        self.desk.clock.advance(minutes=minutes)
        assert self.act(ticket_id, "finish").status == 200
        return ticket_id

    def line(self, **where: Any) -> list[dict[str, Any]]:
        """Return the tickets as an officer reads them."""
        answer = self.get(**where)
        assert answer.status == 200, answer.text
        found: list[dict[str, Any]] = answer.body["tickets"]
        return found

    def states(self) -> dict[str, str]:
        return {one["ticket_id"]: one["state"] for one in self.line()}

    def kept(self, ticket: Ticket | str) -> Ticket:
        found = self.tickets.ticket(ticket if isinstance(ticket, str) else ticket.ticket_id)
        assert found is not None
        return found


def wish(office: Office = OFFICE, **changes: Any) -> dict[str, Any]:
    """An office as a call's body."""
    services = [
        {name: getattr(one, name) for name in Service.__slots__} for one in changes.pop("services", office.services)
    ]
    plain = {name: getattr(office, name) for name in ("name", "address", "hours", "days_ahead")}
    return plain | {"closures": list(office.closures), "services": services, "revision": 0} | changes


def put_office(desk: TestDesk, office_id: str = "tru-so", *, username: str = "an", **changes: Any) -> Answer:
    return desk.call("PUT", f"/admin/offices/{office_id}", wish(**changes), username=username)


def delete_office(desk: TestDesk, office_id: str = "tru-so", *, revision: int = 1, username: str = "an") -> Answer:
    return desk.call("DELETE", f"/admin/offices/{office_id}", username=username, query={"revision": str(revision)})


def seen_offices(desk: TestDesk, unit: str = UNIT) -> tuple[Office, ...]:
    """Return what the ticket desk reads."""
    return DynamoOffices(desk.client, desk.tables["content"], ttl_s=0).offices_of(unit)
