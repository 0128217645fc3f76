"""Taking a number, or another one in its place: one transaction for the places, the ticket and the person's pointer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from dutydesk.clock import VIETNAM, iso
from dutydesk.errands import TicketWish
from dutydesk.lines import Place
from dutydesk.stores.ticket_items import Write
from dutydesk.stores.ticket_writes import (
    TicketDue,
    line_of,
    look_at_waiting,
    place_writes,
    step_writes,
    ticket_writes,
    waiting_over,
)
from dutydesk.stores.tickets import Tickets
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import MOST_PEOPLE, Act, State, Ticket, acted
from functions.lookup.tickets import talk
from functions.lookup.tickets.availability import Availability
from functions.lookup.tickets.choices import Choice, Kind
from functions.lookup.tickets.menus import Menus
from functions.lookup.tickets.scene import Option, Scene
from functions.lookup.tickets.verdict import Did, Verdict

CITIZEN = "citizen"
REMINDED_AT = time(17, tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Gives out numbers. ``start`` returns a whole number from 0 up to, not including, what it is given."""

    tickets: Tickets
    availability: Availability
    menus: Menus
    new_id: Callable[[], str]
    start: Callable[[int], int]

    def take(self, scene: Scene, option: Option, choice: Choice) -> Verdict:
        """Take places of a slot, from a random one on, so that many who ask at once seldom want the same."""
        refused = self.menus.refusal(scene, choice)
        if refused is not None:
            return refused
        moved = self.tickets.ticket(choice.ref) if choice.ref else None
        people = len(moved.numbers) if moved is not None else choice.people
        line = self.availability.line(option, choice.day)
        plan = self.availability.plan(scene, option, choice.day)
        hours = choice.to(Kind.HOURS, slot="", people=0)
        if choice.slot not in plan.slots or line.begins(choice.slot) <= scene.now or not 1 <= people <= MOST_PEOPLE:
            return self.menus.hours(scene, option, hours, first=words.TOO_LATE)
        plan = self.tickets.fixed(line, plan)
        places = self.availability.places(scene, line, plan, choice.slot)
        if len(places) < people:
            first = words.SLOT_TOO_SMALL.format(people=people) if places else words.SLOT_FULL
            return self._full(scene, option, hours.to(Kind.HOURS), people, first)
        begin = self.start(len(places))
        return self.give(scene, choice, (places[begin:] + places[:begin])[:people], moved=moved)

    def give(self, scene: Scene, choice: Choice, places: tuple[Place, ...], *, moved: Ticket | None = None) -> Verdict:
        """Make these places the person's ticket; the places of a ticket that it replaces become free."""
        message = scene.message
        ticket = Ticket(
            ticket_id=self.new_id(),
            unit=message.unit,
            office_id=choice.office,
            service_id=choice.service,
            day=choice.day,
            slot=choice.slot,
            numbers=tuple(sorted(place.number for place in places)),
            booked_at=iso(scene.now),
            person_id=message.person_id,
            page_id=message.page_id,
            platform=message.platform,
        )
        line = line_of(ticket)
        whose = {"ticket_id": ticket.ticket_id, "person_id": ticket.person_id}
        writes = [*place_writes(line, places, state=State.BOOKED, **whose)]
        writes += ticket_writes(ticket, scene.file.pointers.get(ticket.service_id), by=CITIZEN)
        writes += self.waits_no_more(scene, ticket.service_id)
        dues = [_reminder(ticket)] if _reminder(ticket).at > scene.now else []
        if moved is not None:
            left = acted(moved, Act.MOVE, at=scene.now, moved_to=ticket.ticket_id)
            seats = self.tickets.seats(line_of(moved), moved.slot)
            writes += step_writes(moved, left, seats, at=scene.now, by=CITIZEN)
            dues.append(look_at_waiting(line_of(moved), moved.unit, because_of=moved.ticket_id, at=scene.now))
        first = words.MOVED if moved is not None else ""
        return Verdict(
            did=Did.MOVED if moved is not None else Did.TAKEN,
            said=(talk.booked(ticket, scene, first=first),),
            writes=tuple(writes),
            dues=tuple(dues),
        )

    def waits_no_more(self, scene: Scene, service_id: str) -> tuple[Write, ...]:
        """Take the person off the waiting list of a service, if they are on it."""
        pointer = scene.file.waits.get(service_id)
        if pointer is None:
            return ()
        person_id = scene.message.person_id
        return waiting_over(self.tickets.waits(pointer, person_id), pointer, person_id)

    def _full(self, scene: Scene, option: Option, hours: Choice, people: int, first: str) -> Verdict:
        """Offer the other hours, and to wait: the list of hours keeps its last button for that."""
        verdict = self.menus.hours(scene, option, hours, first=first)
        if hours.ref or verdict.did is Did.REFUSED:
            return verdict
        said = verdict.said[0]
        wait = talk.button(words.WAIT, hours.to(Kind.WAIT, people=people))
        buttons = (*said.buttons[: talk.MOST_BUTTONS - 1], wait)
        return Verdict(did=Did.REFUSED, said=(type(said)(text=said.text, buttons=buttons),), menu=verdict.menu)


def _reminder(ticket: Ticket) -> TicketDue:
    eve = line_of(ticket).begins(ticket.slot).date() - timedelta(days=1)
    return TicketDue(
        due_id=f"remind#{ticket.ticket_id}",
        at=datetime.combine(eve, REMINDED_AT),
        wish=TicketWish.REMIND,
        subject=ticket.ticket_id,
        unit=ticket.unit,
        person_id=ticket.person_id,
        page_id=ticket.page_id,
        platform=ticket.platform,
    )
