"""A line: one service at one office on one day, its places and their numbers. Pure.

The numbers of a line are 1 to N in the order of its slots: with c places a slot, the slot k (from 0) has k·c+1 to
k·c+c. A number that was given back is burnt. Its place may go to one other number, x + N for x, which again may be
replaced by x + 2N; so a place has one live number at the most, no number is given twice, and every gap is explained by
the number that stands in it. A line's plan is written before its first number and never changed: later changes of the
office's hours or capacity are for other days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self

from dutydesk.clock import VIETNAM
from dutydesk.stores.offices import Office, Service
from dutydesk.tickets import BURNT, Seat, State
from dutydesk.workdays import periods


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Which line; ``day`` is in ISO form, a day in Vietnam."""

    office_id: str
    service_id: str
    day: str

    @property
    def key(self) -> str:
        """The partition of the line, which also names it in messages."""
        return f"LINE#{self.office_id}#{self.service_id}#{self.day}"

    @classmethod
    def read(cls, key: str) -> Self:
        """Read what ``key`` wrote; raise ``ValueError`` for anything else."""
        prefix, office_id, service_id, day = key.split("#")
        if prefix != "LINE":
            raise ValueError("not a line")
        date.fromisoformat(day)
        return cls(office_id=office_id, service_id=service_id, day=day)

    def begins(self, slot: str) -> datetime:
        """Return when a slot of this line begins; ``slot`` is such as ``0730``."""
        at = time(int(slot[:2]), int(slot[2:]), tzinfo=VIETNAM)
        return datetime.combine(date.fromisoformat(self.day), at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The slots of a line, such as ``0730``, in order; ``kept`` of each one's ``capacity`` are for the counter."""

    slots: tuple[str, ...]
    capacity: int
    kept: int = 0

    @property
    def originals(self) -> int:
        """N: how many numbers the line has before any is replaced, and how many people it can take."""
        return len(self.slots) * self.capacity

    def numbers(self, slot: str, *, at_counter: bool = False) -> range:
        """Return the original numbers of a slot, for the chat or for the counter; none for an unknown slot."""
        if slot not in self.slots:
            return range(0)
        first = self.slots.index(slot) * self.capacity + 1
        middle, end = first + self.capacity - self.kept, first + self.capacity
        return range(middle, end) if at_counter else range(first, middle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A free place of a slot.

    ``burnt`` is the seat whose number this one replaces; ``seat`` the item that is there already, of an offer nobody
    took.
    """

    slot: str
    number: int
    burnt: Seat | None = None
    seat: Seat | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether nobody ever had it; a freed place is for those who wait first."""
        return self.burnt is None and self.seat is None


def plan_of(office: Office, service: Service, day: date) -> Plan:
    """Return the plan of a day as the office stands now; without slots when it is closed."""
    minutes = service.slot_minutes
    slots = tuple(
        f"{begins // 60:02}{begins % 60:02}"
        for period in periods(day, hours=office.hours, closures=office.closures)
        for begins in range(period.begins, period.ends - minutes + 1, minutes)
    )
    return Plan(slots=slots, capacity=service.capacity, kept=service.kept)


def free_places(plan: Plan, seats: Iterable[Seat], slot: str, *, at_counter: bool = False) -> tuple[Place, ...]:
    """Return the free places of a slot in the order of their numbers, those of the counter or those of the chat.

    Args:
        plan: the line's.
        seats: at least all of that slot.
        slot: one of the plan's.
        at_counter: whose share of the slot.
    """
    taken = {seat.number: seat for seat in seats if seat.slot == slot}
    found = (_free(plan, taken, slot, number) for number in plan.numbers(slot, at_counter=at_counter))
    return tuple(sorted((place for place in found if place is not None), key=lambda place: place.number))


def called_in_order(seat: Seat) -> tuple[str, int]:
    """Order seats as the counter calls them: by slot, then by number."""
    return seat.slot, seat.number


def _free(plan: Plan, taken: dict[int, Seat], slot: str, number: int) -> Place | None:
    """Follow an original number to the one that stands for its place now; None when that is taken."""
    burnt: Seat | None = None
    while (seat := taken.get(number)) is not None:
        if seat.state is State.OPEN:
            return Place(slot=slot, number=number, seat=seat)
        if seat.state not in BURNT:
            return None
        burnt, number = seat, number + plan.originals
    return Place(slot=slot, number=number, burnt=burnt)
