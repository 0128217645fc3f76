"""Which numbers that citizens hold no longer agree with what an office is going to be. Changes nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dutydesk.lines import Line, Plan, plan_of
from dutydesk.stores.offices import Office
from dutydesk.stores.tickets import Tickets
from dutydesk.tickets import ENDED, Seat, State
from functions.admin.offices.rules import MOST_DAYS_AHEAD

MOST_LISTED = 200
LIVE = frozenset(set(State) - ENDED - {State.OFFERED, State.OPEN})


class Why(StrEnum):
    """Why a number lies outside; of several reasons the first."""

    SERVICE = "service"  # the service is not offered any more
    CLOSED = "closed"  # the office does not work that day
    HOURS = "hours"  # no slot begins at that hour
    CAPACITY = "capacity"  # more people in the slot than it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A ticket that stands, and would not be given now. ``slot`` as in ``dutydesk.lines``."""

    ticket_id: str
    service_id: str
    day: str
    slot: str
    numbers: tuple[int, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Lookout:
    """Reads the lines of an office."""

    tickets: Tickets

    def live(self, office: Office, services: Iterable[str], today: date) -> Iterator[tuple[Line, list[Seat]]]:
        """Yield the lines from today on that have live numbers, with those, by day."""
        wanted = sorted(set(services))
        for ahead in range(MOST_DAYS_AHEAD + 1):
            day = (today + timedelta(days=ahead)).isoformat()
            for service_id in wanted:
                line = Line(office_id=office.office_id, service_id=service_id, day=day)
                seats = [seat for seat in self.tickets.seats(line) if seat.state in LIVE]
                if seats:
                    yield line, seats

    def outside(self, after: Office, services: Iterable[str], today: date) -> list[Outside]:
        """Return the tickets for these services that lie outside of what the office is going to be, by day and slot."""
        return [
            ticket
            for line, seats in self.live(after, services, today)
            for ticket in _outside_of_line(after, line, seats)
        ]


def by_ticket(seats: Iterable[Seat]) -> dict[str, list[Seat]]:
    """Group seats by their ticket, in the order of each one's first; the numbers of others may lie between."""
    found: dict[str, list[Seat]] = {}
    for seat in seats:
        found.setdefault(seat.ticket_id, []).append(seat)
    return found


def _outside_of_line(office: Office, line: Line, seats: list[Seat]) -> Iterator[Outside]:
    service = office.service(line.service_id)
    plan = plan_of(office, service, date.fromisoformat(line.day)) if service else None
    in_slot: Counter[str] = Counter()
    for ticket_id, own in by_ticket(seats).items():
        slot = own[0].slot
        in_slot[slot] += len(own)
        why = _why(plan, slot, in_slot[slot])
        if why is not None:
            yield Outside(
                ticket_id=ticket_id,
                service_id=line.service_id,
                day=line.day,
                slot=slot,
                numbers=tuple(seat.number for seat in own),
                why=why,
            )


def _why(plan: Plan | None, slot: str, people: int) -> Why | None:
    if plan is None:
        return Why.SERVICE
    if not plan.slots:
        return Why.CLOSED
    if slot not in plan.slots:
        return Why.HOURS
    return Why.CAPACITY if people > plan.capacity else None
