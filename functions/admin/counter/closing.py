"""Closing an office for a day: no more numbers are given, those that are held stand, and their people are told.

The ticket desk tells them, out of what falls due: ``TELL_AFTER`` later, when no worker remembers the office as open any
more, and then batch by batch, whatever becomes of this function.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import from_iso, iso
from dutydesk.errands import TicketWish
from dutydesk.errors import Conflict, RejectedInput
from dutydesk.stores.ticket_items import after, written
from dutydesk.stores.ticket_writes import TicketDue, ticket_due, write_part
from dutydesk.stores.tickets import TicketTable
from dutydesk.tickets import TOLD_OF_CLOSING
from functions.admin.access import Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts.rules import CONTROL, EMPTY, TOO_FAST, tidy
from functions.admin.counter.floor import Counter, Floor, Where
from functions.admin.counter.rules import Turn, is_live
from functions.admin.matrix import Deed
from functions.admin.offices.rules import TOO_LONG, faults

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

TELL_AFTER = timedelta(seconds=90)
"""Workers remember an office for a minute, and take fifteen seconds at the most for one message."""
REPEATED_WITHIN = timedelta(minutes=10)
"""Closing a day once more in this time is the same order; later it tells those who still hold a number once more."""
MOST_REASON = 200
MOST_TRIES = 5
PAST = "ngày này đã qua / this day is past"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A closed day. Tickets that stand: of people who will be told by chat, and of those who came without one."""

    told: int
    not_told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterClosing:
    """Decides through ``floor`` first, and changes things only through ``audit``."""

    floor: Floor
    audit: Audit
    table: TicketTable
    tickets_table: str
    receipts_table: str

    def close(self, asker: Asker, where: Where, *, reason: str) -> Closed:
        """Close a day, today or later, and have everybody told who holds a number for it and was not called yet.

        Args:
            asker: who closes.
            where: which office and day.
            reason: as citizens are told it; up to 200 characters on one line.

        Raises:
            RejectedInput: the reason is not as it must be, or the day is past or too far away.
            NotFound: the office is not one of the asker's units'.
            Conflict: the office changes too fast.
        """
        with self.floor.working(asker, Deed.CLOSE_DAY, where) as counter:
            reason = _reason(reason)
            if counter.day < counter.today:
                raise RejectedInput(f"date: {PAST}")
            now = counter
            for _ in range(MOST_TRIES):
                if self._commit(asker, now, where, reason):
                    return self._closed(now)
                now = self.floor.again(now)
            raise Conflict(TOO_FAST)

    def _commit(self, asker: Asker, counter: Counter, where: Where, reason: str) -> bool:
        """Do all of it at once; False when the office, or this closing, is not as it was read."""
        office, day = counter.office, counter.day.isoformat()
        pk, sk = f"OFFICE#{office.office_id}", f"CLOSED#{day}"
        before = self.table.get(pk, sk)
        parts: list[TransactWriteItemTypeDef] = []
        if day not in office.closures:
            closed = replace(office, closures=tuple(sorted({*office.closures, day})))
            wrong = faults(closed, counter.today)
            if wrong:
                raise RejectedInput("; ".join(f"{field}: {why}" for field, why in wrong))
            parts += self.floor.offices.put(counter.kept.changed(closed, counter.kept.former), read=counter.kept)
        elif _is_recent(before, counter):
            self.audit.note(asker.mark(Deed.CLOSE_DAY, where.target))
            return True
        told = {"at": iso(counter.now), "by": asker.officer.username, "reason": reason}
        read = before["version"] if before is not None else 0
        parts.append(write_part(self.tickets_table, written(pk, sk, told, read=read, until=after(day))))
        parts += [ticket_due(self.receipts_table, due) for due in _dues(counter, reason)]
        try:
            self.audit.commit(asker.mark(Deed.CLOSE_DAY, where.target), parts)
        except LostRace:
            return False
        return True

    def _closed(self, counter: Counter) -> Closed:
        found = [turn for turn in self.floor.turns(counter, counter.kept.services) if is_live(turn)]
        told = [turn for turn in found if _is_told(turn)]
        return Closed(told=len(told), not_told=len(found) - len(told))


def _dues(counter: Counter, reason: str) -> list[TicketDue]:
    """Name each by the moment of closing: one that is not through yet is never written over."""
    lines = [counter.line(service) for service in counter.kept.services]
    return [
        TicketDue(
            due_id=f"{line.key}#closed#{iso(counter.now)}",
            at=counter.now + TELL_AFTER,
            wish=TicketWish.CLOSED,
            subject=line.key,
            unit=counter.kept.unit,
            text=reason,
        )
        for line in lines
    ]


def _is_recent(before: Mapping[str, Any] | None, counter: Counter) -> bool:
    return before is not None and from_iso(before["at"]) + REPEATED_WITHIN > counter.now


def _is_told(turn: Turn) -> bool:
    return bool(turn.person_id) and turn.state in TOLD_OF_CLOSING


def _reason(text: str) -> str:
    reason = tidy(text, one_line=True)
    if not reason:
        raise RejectedInput(f"reason: {EMPTY}")
    if len(reason) > MOST_REASON:
        raise RejectedInput(f"reason: {TOO_LONG.format(most=MOST_REASON)}")
    if not reason.isprintable():
        raise RejectedInput(f"reason: {CONTROL}")
    return reason
