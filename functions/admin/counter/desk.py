"""Work at the counter: the next is called, served, held, skipped; somebody without a number is given one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk.clock import iso
from dutydesk.errors import Conflict, NotFound, RejectedInput
from dutydesk.lines import Line, Place, Plan, free_places, plan_of
from dutydesk.stores.offices import Service
from dutydesk.stores.ticket_items import Write
from dutydesk.stores.ticket_writes import line_of, place_writes, plan_write, step_writes, ticket_writes, write_part
from dutydesk.stores.tickets import Tickets
from dutydesk.tickets import CALLS_IN_VAIN, MOST_PEOPLE, Act, State, Ticket, acted, can
from dutydesk.workdays import periods
from functions.admin.access import Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts.rules import TOO_FAST, tidy
from functions.admin.counter.floor import NO_SUCH_SERVICE, Counter, Floor, Where
from functions.admin.counter.rules import ACTS, MOST_DESK, STATES, Action, called_to, to_call
from functions.admin.matrix import Deed

MOST_TRIES = 20
"""Each race lost is a call that somebody else won."""

NO_SUCH_TICKET = "không có số này / no such ticket"
NOBODY = "chưa đến lượt ai / nobody is due now"
NO_DESK = f"desk: tên quầy, 1 đến {MOST_DESK} ký tự / the desk's name, 1 to {MOST_DESK} characters"
DESK_BUSY = (
    "quầy {desk} đang gọi số {numbers}; hãy phục vụ, tạm dừng hoặc bỏ qua số đó trước / "
    "desk {desk} has called {numbers}; start, hold or skip that one first"
)
NOT_NOW = "số này {vi}, nên không làm việc này được / this ticket is {en}, so this is not possible now"
ONE_MORE_CALL = "phải gọi đủ hai lần / it has to be called twice"
NO_PEOPLE = f"people: từ 1 đến {MOST_PEOPLE} người / 1 to {MOST_PEOPLE} people"
CLOSED = "hôm nay không làm việc / closed today"
FULL = "hôm nay không còn đủ chỗ / not enough places left today"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterWork:
    """Every method decides through ``floor`` first, and changes things only through ``audit``.

    All of them raise ``Forbidden`` without the role, ``NotFound`` for an office that is not one of the asker's units',
    and ``Conflict`` for what is not allowed now or changes too fast.
    """

    floor: Floor
    audit: Audit
    tickets: Tickets
    tickets_table: str
    new_id: Callable[[datetime], str]

    def next(self, asker: Asker, where: Where, *, service_id: str, desk: str) -> Ticket:
        """Call whose turn it is to a desk; ``service_id`` may be empty for any service. Never calls one twice at once.

        Raises:
            RejectedInput: the desk has no name.
            Conflict: nobody is due, or the desk has called somebody it has not dealt with yet.
        """
        with self.floor.working(asker, Deed.CALL_NEXT, where) as counter:
            counter.only_today()
            desk = _desk(desk)
            every = counter.kept.services
            services = (counter.service(service_id),) if service_id else every
            for _ in range(MOST_TRIES):
                now = self.floor.clock()
                waiting = self.floor.turns(counter, every)
                busy = called_to(waiting, desk)
                if busy is not None:
                    raise Conflict(DESK_BUSY.format(desk=desk, numbers=_said(busy.numbers)))
                lines = {counter.line(service) for service in services}
                due = to_call((turn for turn in waiting if turn.line in lines), now)
                if not due:
                    raise Conflict(NOBODY)
                before = self.tickets.ticket(due[0].ticket_id)
                if before is None:
                    continue
                called = self._step(asker, Deed.CALL_NEXT, before, Act.CALL, at=now, desk=desk)
                if called is not None:
                    return called
            raise Conflict(TOO_FAST)

    def act(self, asker: Asker, where: Where, ticket_id: str, action: Action, *, desk: str = "") -> Ticket:
        """Do something with one ticket; ``desk`` matters to a call alone.

        Raises:
            NotFound: the ticket is not of this office and day.
            RejectedInput: a call to a desk without a name.
            Conflict: it is not possible from the ticket's state.
        """
        with self.floor.working(asker, Deed.WORK_TICKET, where) as counter:
            counter.only_today()
            desk = _desk(desk) if action is Action.CALL else ""
            for _ in range(MOST_TRIES):
                before = self._own(counter, ticket_id)
                _must_be_possible(before, action)
                done = self._step(asker, Deed.WORK_TICKET, before, ACTS[action], at=self.floor.clock(), desk=desk)
                if done is not None:
                    return done
            raise Conflict(TOO_FAST)

    def walk_in(self, asker: Asker, where: Where, *, service_id: str, people: int) -> Ticket:
        """Give a number to somebody who came without one; nothing is kept of who it is.

        Of the first slot, from the present one on, with enough places of the counter's share; once a slot has begun,
        those of the chat's share that nobody took as well.

        Raises:
            RejectedInput: for nobody, or for too many.
            Conflict: closed, or full.
        """
        with self.floor.working(asker, Deed.GIVE_NUMBER, where) as counter:
            counter.only_today()
            service = counter.office.service(service_id)
            if service is None:
                raise NotFound(NO_SUCH_SERVICE)
            if not 1 <= people <= MOST_PEOPLE:
                raise RejectedInput(NO_PEOPLE)
            for _ in range(MOST_TRIES):
                ticket, writes = self._given(counter, service, people, by=asker.officer.username)
                if self._commit(asker, Deed.GIVE_NUMBER, ticket, writes):
                    return replace(ticket, version=1)
            raise Conflict(TOO_FAST)

    def _given(self, counter: Counter, service: Service, people: int, *, by: str) -> tuple[Ticket, Sequence[Write]]:
        office, line, now = counter.office, counter.line(service), self.floor.clock()
        if not periods(counter.day, hours=office.hours, closures=office.closures):
            raise Conflict(CLOSED)
        fixed = self.tickets.plan(line)
        plan = fixed or plan_of(office, service, counter.day)
        places = self._places(line, plan, service, people, now)
        ticket = Ticket(
            ticket_id=self.new_id(now),
            unit=office.unit,
            office_id=office.office_id,
            service_id=service.service_id,
            day=line.day,
            slot=places[0].slot,
            numbers=tuple(place.number for place in places),
            booked_at=iso(now),
        )
        whose = {"ticket_id": ticket.ticket_id, "taken_at": ticket.booked_at}
        writes = [*place_writes(line, places, state=State.BOOKED, **whose), *ticket_writes(ticket, None, by=by)]
        return ticket, writes if fixed is not None else [plan_write(line, plan), *writes]

    def _places(self, line: Line, plan: Plan, service: Service, people: int, now: datetime) -> tuple[Place, ...]:
        seats, lasts = self.tickets.seats(line), timedelta(minutes=service.slot_minutes)
        for slot in plan.slots:
            begins = line.begins(slot)
            if begins + lasts <= now:
                continue
            free = free_places(plan, seats, slot, at_counter=True)
            if begins <= now:
                free = (*free, *free_places(plan, seats, slot))
            if len(free) >= people:
                return tuple(sorted(free[:people], key=lambda place: place.number))
        raise Conflict(FULL)

    def _own(self, counter: Counter, ticket_id: str) -> Ticket:
        """Return a ticket of this counter; whatever else there is does not exist here."""
        ticket = self.tickets.ticket(ticket_id) if ticket_id.isalnum() and ticket_id.isascii() else None
        here = (counter.office.office_id, counter.day.isoformat())
        if ticket is None or (ticket.office_id, ticket.day) != here or not counter.office.is_of(ticket.unit):
            raise NotFound(NO_SUCH_TICKET)
        return ticket

    def _step(self, asker: Asker, deed: Deed, before: Ticket, act: Act, *, at: datetime, desk: str) -> Ticket | None:
        """Commit an act; None when somebody changed the ticket meanwhile."""
        if not can(before, act):
            return None
        now = acted(before, act, at=at, desk=desk)
        seats = self.tickets.seats(line_of(before), before.slot)
        try:
            writes = step_writes(before, now, seats, at=at, by=asker.officer.username)
        except Conflict:
            return None
        return replace(now, version=before.version + 1) if self._commit(asker, deed, now, writes) else None

    def _commit(self, asker: Asker, deed: Deed, ticket: Ticket, writes: Sequence[Write]) -> bool:
        """Write, with the audit entry; False when an item is not as it was read."""
        mark = asker.mark(deed, f"ticket {ticket.ticket_id} {ticket.state}")
        try:
            self.audit.commit(mark, [write_part(self.tickets_table, one) for one in writes])
        except LostRace:
            return False
        return True


def _must_be_possible(ticket: Ticket, action: Action) -> None:
    if not can(ticket, ACTS[action]):
        vi, en = STATES[ticket.state].split(" / ")
        raise Conflict(NOT_NOW.format(vi=vi, en=en))
    if action is Action.NO_SHOW and ticket.in_vain + 1 < CALLS_IN_VAIN:
        raise Conflict(ONE_MORE_CALL)


def _desk(text: str) -> str:
    desk = tidy(text, one_line=True)
    if not 1 <= len(desk) <= MOST_DESK or not desk.isprintable():
        raise RejectedInput(NO_DESK)
    return desk


def _said(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"{number:03}" for number in numbers)
