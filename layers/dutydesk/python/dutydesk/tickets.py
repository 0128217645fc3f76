"""Tickets and what can become of them. Pure.

::

    booked --call--> called --serve--> serving --finish--> finished
                     called --hold---> held <--hold-- serving
                     called --skip---> skipped, the second time no_show
    held, skipped --call--> called --again--> called
    held, skipped --return--> booked
    booked, held, skipped --cancel--> cancelled
    booked --move--> moved

A ticket holds one to four numbers of one slot, which share its state: a family is called together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from dutydesk.clock import from_iso, iso
from dutydesk.errors import Conflict

MOST_PEOPLE = 4
CALLS_IN_VAIN = 2
MISSED_WITHIN_DAYS = 60
WALK_IN_DAYS = 30
SERVICE_TIMES = 20
"""How many of the latest service times an estimate is made of."""


class State(StrEnum):
    """How far a ticket is; the last two are a seat's alone."""

    BOOKED = "booked"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    SKIPPED = "skipped"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    MOVED = "moved"
    OFFERED = "offered"  # held for somebody on the waiting list
    OPEN = "open"  # was offered, and nobody took it


class Act(StrEnum):
    """What the counter or the citizen does with a ticket."""

    CALL = "call"
    AGAIN = "again"  # the same call once more
    SERVE = "serve"
    HOLD = "hold"
    RETURN = "return"  # is here again, and waits in the old place
    SKIP = "skip"
    FINISH = "finish"
    CANCEL = "cancel"
    MOVE = "move"


ENDED = frozenset({State.FINISHED, State.NO_SHOW, State.CANCELLED, State.MOVED})
BURNT = frozenset({State.CANCELLED, State.MOVED})
"""The states in which a number is never used again, and its place may go to another."""
TOLD_OF_CLOSING = frozenset({State.BOOKED, State.HELD, State.SKIPPED})
"""Whoever is in one of these is told when the office closes; who was called hears it at the counter."""
WAITS_BEFORE = frozenset({State.BOOKED, State.CALLED, State.SERVING})
"""Whoever has a lower number and is in one of these is before you."""

_NEXT = {
    (State.BOOKED, Act.CALL): State.CALLED,
    (State.HELD, Act.CALL): State.CALLED,
    (State.SKIPPED, Act.CALL): State.CALLED,
    (State.CALLED, Act.AGAIN): State.CALLED,
    (State.HELD, Act.RETURN): State.BOOKED,
    (State.SKIPPED, Act.RETURN): State.BOOKED,
    (State.CALLED, Act.SERVE): State.SERVING,
    (State.CALLED, Act.HOLD): State.HELD,
    (State.SERVING, Act.HOLD): State.HELD,
    (State.CALLED, Act.SKIP): State.SKIPPED,
    (State.SERVING, Act.FINISH): State.FINISHED,
    (State.BOOKED, Act.CANCEL): State.CANCELLED,
    (State.HELD, Act.CANCEL): State.CANCELLED,
    (State.SKIPPED, Act.CANCEL): State.CANCELLED,
    (State.BOOKED, Act.MOVE): State.MOVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One to four numbers of one person, who is empty at the counter.

    ``day`` and ``slot`` as in ``dutydesk.lines``. ``in_vain`` counts calls nobody answered. ``desk`` is where it was
    called to. ``told_at``: when the person was told that the office does not work that day. Moments are ISO-8601, empty
    until they come. ``version`` counts the writes; 0 was never written.
    """

    ticket_id: str
    unit: str
    office_id: str
    service_id: str
    day: str
    slot: str
    numbers: tuple[int, ...]
    booked_at: str
    person_id: str = ""
    page_id: str = ""
    platform: str = ""
    state: State = State.BOOKED
    in_vain: int = 0
    called_at: str = ""
    began_at: str = ""
    ended_at: str = ""
    moved_to: str = ""
    desk: str = ""
    told_at: str = ""
    version: int = 0

    def is_live(self, today: str) -> bool:
        """Whether it still stands: not ended, and its day, in ISO form, not past."""
        return self.state not in ENDED and self.day >= today


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One number of a line, and whose it is.

    ``replaced_by`` is the number that its place went to after it was burnt. ``offer_id`` and ``until`` belong to an
    offer. ``began_at``, ``ended_at`` and ``desk`` are the ticket's, ``called_at`` is its first call. ``taken_at`` is
    when the counter gave the number to somebody who had come without one.
    """

    slot: str
    number: int
    state: State
    ticket_id: str = ""
    person_id: str = ""
    replaced_by: int = 0
    offer_id: str = ""
    until: str = ""
    taken_at: str = ""
    called_at: str = ""
    began_at: str = ""
    ended_at: str = ""
    desk: str = ""
    version: int = 0


def can(ticket: Ticket, act: Act) -> bool:
    """Whether this can be done with the ticket as it stands."""
    return (ticket.state, act) in _NEXT


def acted(ticket: Ticket, act: Act, *, at: datetime, moved_to: str = "", desk: str = "") -> Ticket:
    """Return the ticket after the act, its version still the one that was read; ``desk`` is where it is called to.

    Raises:
        Conflict: this cannot be done from the state it is in.
    """
    if not can(ticket, act):
        raise Conflict(f"{act} is not possible from {ticket.state}")
    state, in_vain = _NEXT[ticket.state, act], ticket.in_vain + (act is Act.SKIP)
    if act is Act.SKIP and in_vain >= CALLS_IN_VAIN:
        state = State.NO_SHOW
    return replace(
        ticket,
        state=state,
        in_vain=in_vain,
        called_at=iso(at) if act in {Act.CALL, Act.AGAIN} else ticket.called_at,
        began_at=iso(at) if act is Act.SERVE else ticket.began_at,
        ended_at=iso(at) if state in ENDED else ticket.ended_at,
        moved_to=moved_to,
        desk=desk if act in {Act.CALL, Act.RETURN} else ticket.desk,
    )


def people_before(seats: Iterable[Seat], ticket: Ticket) -> int:
    """Return how many people are called before this ticket, those at the counter included."""
    mine = (ticket.slot, min(ticket.numbers))
    return sum(seat.state in WAITS_BEFORE and (seat.slot, seat.number) < mine for seat in seats)


def wait_minutes(seats: Iterable[Seat], ticket: Ticket) -> int | None:
    """Estimate the wait in minutes, at least 1, or None when nobody was served yet.

    The median of the line's last 20 service times, for each ticket before this one, by as many as are served at once.
    """
    line = list(seats)
    served = {seat.ticket_id: seat for seat in line if seat.state is State.FINISHED and seat.began_at}
    latest = sorted(served.values(), key=lambda seat: seat.ended_at)[-SERVICE_TIMES:]
    if not latest:
        return None
    each_s = median((from_iso(seat.ended_at) - from_iso(seat.began_at)).total_seconds() for seat in latest)
    mine = (ticket.slot, min(ticket.numbers))
    before = {one.ticket_id for one in line if one.state in WAITS_BEFORE and (one.slot, one.number) < mine}
    at_once = len({seat.ticket_id for seat in line if seat.state is State.SERVING}) or 1
    return max(1, round(len(before) * each_s / at_once / 60))


def walk_in_until(missed: Iterable[str], today: str) -> str:
    """Return the last day, in ISO form, on which somebody who missed these days gets no number; empty if none.

    Two days missed within 60 days, and for 30 days after the second only the counter gives numbers.
    """
    days = sorted(date.fromisoformat(day) for day in missed)
    now = date.fromisoformat(today)
    barred = [second for first, second in pairwise(days) if (second - first).days <= MISSED_WITHIN_DAYS]
    last = max(barred, default=None)
    if last is None or (now - last).days > WALK_IN_DAYS:
        return ""
    return (last + timedelta(days=WALK_IN_DAYS)).isoformat()
