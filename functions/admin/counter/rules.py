"""A day at a counter: whose turn it is, how long the wait is, and how the day went. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from dutydesk.clock import VIETNAM, from_iso
from dutydesk.lines import Line, called_in_order
from dutydesk.tickets import Act, Seat, State, Ticket, wait_minutes
from functions.admin.offices.outside import LIVE, by_ticket

CALLED_AGAIN_AFTER = timedelta(minutes=10)
"""How long whoever did not answer has until the second call, the last."""
MOST_DESK = 20
_LAST = 1_000_000_000
NOT_NOW = -1

STATES = {
    State.BOOKED: "đang chờ / waiting",
    State.CALLED: "đang được gọi / called",
    State.SERVING: "đang phục vụ / being served",
    State.HELD: "tạm dừng / held",
    State.SKIPPED: "đã bỏ qua một lần / skipped once",
    State.FINISHED: "đã xong / finished",
    State.NO_SHOW: "không đến / a no-show",
    State.CANCELLED: "đã hủy / cancelled",
    State.MOVED: "đã đổi giờ / moved",
}


class Action(StrEnum):
    """What an officer does with one ticket."""

    CALL = "call"
    AGAIN = "again"
    HOLD = "hold"
    RETURN = "return"
    SKIP = "skip"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"


ACTS = {
    Action.CALL: Act.CALL,
    Action.AGAIN: Act.AGAIN,
    Action.HOLD: Act.HOLD,
    Action.RETURN: Act.RETURN,
    Action.SKIP: Act.SKIP,
    Action.START: Act.SERVE,
    Action.FINISH: Act.FINISH,
    Action.NO_SHOW: Act.SKIP,  # of the second call, which makes it one
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A ticket on a line, as its seats tell it; fields as in ``dutydesk.tickets``."""

    ticket_id: str
    line: Line
    slot: str
    numbers: tuple[int, ...]
    state: State
    person_id: str = ""
    desk: str = ""
    taken_at: str = ""
    called_at: str = ""
    began_at: str = ""
    ended_at: str = ""

    @property
    def due_at(self) -> datetime:
        """From when on it waits: its hour, or the moment it was given to somebody who stood there."""
        return from_iso(self.taken_at) if self.taken_at else self.line.begins(self.slot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What somebody who came now would wait: people before them, and minutes if anybody was served yet."""

    people_before: int
    serving: int
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """One hour of slots, such as ``07``; all of them count numbers, one for each person."""

    hour: str
    issued: int = 0
    finished: int = 0
    no_shows: int = 0
    cancelled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How a day went. Numbers are counted, one for each person; a moved one counts as cancelled.

    Medians are seconds over tickets: of the wait from the hour that was given to the first call, and of the service.
    """

    issued: int
    finished: int
    no_shows: int
    cancelled: int
    walk_ins: int
    median_wait_s: int | None
    median_service_s: int | None
    hours: tuple[Hour, ...]


def turns(line: Line, seats: Iterable[Seat]) -> list[Turn]:
    """Return the tickets of a line in the order of slots and numbers; places that are merely offered are none."""
    found = by_ticket(seat for seat in sorted(seats, key=called_in_order) if seat.ticket_id)
    return [_turn(line, own) for own in found.values()]


def to_call(found: Iterable[Turn], now: datetime) -> list[Turn]:
    """Return who may be called now, in order.

    First those whose hour has begun, whoever came back among them in their old places; then those who stand there
    though their hour has not begun; then those who did not answer ten minutes ago.
    """
    ranked = [(_rank(turn, now), turn.slot, turn.numbers, turn) for turn in found]
    return [turn for rank, _, _, turn in sorted(ranked, key=lambda one: one[:3]) if rank != NOT_NOW]


def estimate(seats: Iterable[Seat], now: datetime) -> Estimate:
    """Return what somebody would wait who came to this line now."""
    line = list(seats)
    slot = f"{now.astimezone(VIETNAM):%H%M}"
    ghost = Ticket(
        ticket_id="", unit="", office_id="", service_id="", day="", slot=slot, numbers=(_LAST,), booked_at=""
    )
    waiting = {State.BOOKED, State.CALLED}
    before = [seat for seat in line if seat.state in waiting and (seat.slot <= slot or seat.taken_at)]
    serving = {seat.ticket_id for seat in line if seat.state is State.SERVING}
    return Estimate(people_before=len(before), serving=len(serving), minutes=wait_minutes(line, ghost))


def figures(found: Iterable[Turn]) -> Figures:
    """Return how a day went."""
    day = list(found)
    hours: dict[str, Counter[str]] = {}
    for turn in day:
        hour = hours.setdefault(turn.slot[:2], Counter())
        hour.update({name: len(turn.numbers) for name in ("issued", *_outcome(turn.state))})
    total = sum(hours.values(), Counter())
    waits = [(from_iso(turn.called_at) - turn.due_at).total_seconds() for turn in day if turn.called_at]
    served = [
        (from_iso(turn.ended_at) - from_iso(turn.began_at)).total_seconds()
        for turn in day
        if turn.state is State.FINISHED and turn.began_at
    ]
    return Figures(
        issued=total["issued"],
        finished=total["finished"],
        no_shows=total["no_shows"],
        cancelled=total["cancelled"],
        walk_ins=sum(len(turn.numbers) for turn in day if turn.taken_at),
        median_wait_s=round(median(max(0.0, wait) for wait in waits)) if waits else None,
        median_service_s=round(median(served)) if served else None,
        hours=tuple(Hour(hour=hour, **counts) for hour, counts in sorted(hours.items())),
    )


def called_to(found: Iterable[Turn], desk: str) -> Turn | None:
    """Return the ticket that a desk has called and not dealt with yet."""
    return next((turn for turn in found if turn.desk == desk and turn.state is State.CALLED), None)


def is_live(turn: Turn) -> bool:
    """Whether the ticket still stands."""
    return turn.state in LIVE


def _rank(turn: Turn, now: datetime) -> int:
    if turn.state is State.BOOKED:
        if turn.line.begins(turn.slot) <= now:
            return 0
        return 1 if turn.taken_at else NOT_NOW
    if turn.state is State.SKIPPED and turn.called_at and from_iso(turn.called_at) + CALLED_AGAIN_AFTER <= now:
        return 2
    return NOT_NOW


def _outcome(state: State) -> tuple[str, ...]:
    if state is State.FINISHED:
        return ("finished",)
    if state is State.NO_SHOW:
        return ("no_shows",)
    return ("cancelled",) if state in {State.CANCELLED, State.MOVED} else ()


def _turn(line: Line, own: list[Seat]) -> Turn:
    first = own[0]
    return Turn(
        ticket_id=first.ticket_id,
        line=line,
        slot=first.slot,
        numbers=tuple(seat.number for seat in own),
        state=first.state,
        person_id=first.person_id,
        desk=first.desk,
        taken_at=first.taken_at,
        called_at=first.called_at,
        began_at=first.began_at,
        ended_at=first.ended_at,
    )
