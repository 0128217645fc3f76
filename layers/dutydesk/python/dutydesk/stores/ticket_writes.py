"""Writes to the table ``tickets`` that belong into one transaction; see ``dutydesk.stores.tickets`` for the items."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import expiry, iso
from dutydesk.errands import TicketWish
from dutydesk.errors import Conflict
from dutydesk.lines import Line, Place, Plan
from dutydesk.stores.items import key, to_item, to_value
from dutydesk.stores.receipts import due_put
from dutydesk.stores.ticket_items import (
    SEATS,
    WAITS,
    Asked,
    Pointer,
    Waiting,
    WaitPointer,
    Write,
    after,
    written,
)
from dutydesk.tickets import Seat, State, Ticket

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

ASKED_LIFE = timedelta(minutes=30)
DUE = "ticket"
"""The kind of what falls due for the ticket desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDue:
    """A reminder of a ticket, or a look at a line for those who wait: ``subject`` is the ticket's id, the line's key.

    ``due_id`` names it: the same one is written over. ``text`` is what an officer wants told.
    """

    due_id: str
    at: datetime
    wish: TicketWish
    subject: str
    unit: str
    person_id: str = ""
    page_id: str = ""
    platform: str = ""
    text: str = ""


def write_part(table: str, write: Write) -> "TransactWriteItemTypeDef":
    """The transaction part of one write; it fails when somebody else wrote the item meanwhile."""
    condition = {} if write.read is None else _as_read(write.read)
    if write.plain is None:
        delete: Any = {"TableName": table, "Key": key(write.pk, write.sk)} | condition
        return {"Delete": delete}
    put: Any = {"TableName": table, "Item": to_item(write.plain)} | condition
    return {"Put": put}


def ticket_due(receipts_table: str, due: TicketDue) -> "TransactWriteItemTypeDef":
    """The transaction part that makes something due for the ticket desk; upkeep makes a ``TicketMessage`` of it."""
    what = {
        "wish": due.wish,
        "subject": due.subject,
        "person_id": due.person_id,
        "unit": due.unit,
        "page_id": due.page_id,
        "platform": due.platform,
        "text": due.text,
    }
    return due_put(receipts_table, DUE, due.due_id, due_at=due.at, what=what)


def look_at_waiting(line: Line, unit: str, *, because_of: str, at: datetime) -> TicketDue:
    """What is due when a place of a line became free, or an offer ends; ``because_of`` sets it apart from others."""
    return TicketDue(due_id=f"{line.key}#{because_of}", at=at, wish=TicketWish.OFFER, subject=line.key, unit=unit)


def line_of(ticket: Ticket) -> Line:
    """Return the line that a ticket's numbers are of."""
    return Line(office_id=ticket.office_id, service_id=ticket.service_id, day=ticket.day)


def plan_write(line: Line, plan: Plan) -> Write:
    """Fix a line's plan, on condition that it has none."""
    return written(line.key, "PLAN", plan, read=0, until=after(line.day))


def place_writes(line: Line, places: Iterable[Place], *, state: State, **whose: str) -> tuple[Write, ...]:
    """Take free places: each number, and what it replaces; ``whose`` fills the seats' fields.

    Of all who take a place at the same time one succeeds, since all of them write the same number.
    """
    writes = []
    for place in places:
        version = place.seat.version if place.seat is not None else 0
        seat = Seat(slot=place.slot, number=place.number, state=state, version=version, **whose)  # type: ignore[arg-type]  # texts
        writes.append(seat_write(line, seat))
        if place.burnt is not None:
            writes.append(seat_write(line, replace(place.burnt, replaced_by=place.number)))
    return tuple(writes)


def ticket_writes(ticket: Ticket, pointer: Pointer | None, *, by: str) -> tuple[Write, ...]:
    """Put a new ticket, its first line of history, and the pointer to it (None: the person had none of the service).

    Whoever came to the counter without a chat has no pointer at all.
    """
    put = (_ticket_write(ticket), _history(ticket, was="", at=ticket.booked_at, by=by))
    if not ticket.person_id:
        return put
    points = Pointer(service_id=ticket.service_id, ticket_id=ticket.ticket_id)
    read = pointer.version if pointer is not None else 0
    pk, sk = f"PERSON#{ticket.person_id}", f"TICKET#{ticket.service_id}"
    return (*put, written(pk, sk, points, read=read, until=after(ticket.day)))


def step_writes(before: Ticket, now: Ticket, seats: Iterable[Seat], *, at: datetime, by: str) -> tuple[Write, ...]:
    """Write what an act changes: the ticket, its seats, a line of history, and a day missed.

    Args:
        before: the ticket as it was read.
        now: what ``dutydesk.tickets.acted`` made of it.
        seats: at least the ticket's own, as read from its line.
        at: the moment of the act, as it was told to ``acted``.
        by: who did it: an officer's user name, or ``citizen``.

    Raises:
        Conflict: the seats are not the ticket's any more; read again.
    """
    own = [seat for seat in seats if seat.ticket_id == before.ticket_id and seat.number in before.numbers]
    if len(own) != len(before.numbers) or any(seat.state is not before.state for seat in own):
        raise Conflict("the numbers were changed meanwhile")
    line = line_of(before)
    changed = [
        seat_write(
            line,
            replace(
                seat,
                state=now.state,
                called_at=seat.called_at or now.called_at,
                began_at=now.began_at,
                ended_at=now.ended_at,
                desk=now.desk,
            ),
        )
        for seat in own
    ]
    missed = [_missed(now)] if now.state is State.NO_SHOW and now.person_id else []
    return (_ticket_write(now), _history(now, was=before.state, at=iso(at), by=by), *changed, *missed)


def told_write(ticket: Ticket, *, at: datetime) -> Write:
    """Remember that the person was told of a day on which the office does not work."""
    return _ticket_write(replace(ticket, told_at=iso(at)))


def seat_write(line: Line, seat: Seat) -> Write:
    """Write a number as it is now, on condition of how it was read."""
    return written(line.key, f"{SEATS}{seat.slot}#{seat.number:03}", seat, read=seat.version, until=after(line.day))


def waiting_write(waiting: Waiting) -> Write:
    """Write somebody's waiting."""
    sk = f"{WAITS}{waiting.moment}#{waiting.person_id}"
    return written(waiting.line, sk, waiting, read=waiting.version, until=after(Line.read(waiting.line).day))


def waits_write(waiting: Waiting, before: WaitPointer | None) -> Write:
    """Write where somebody's waiting lies, in place of what was read."""
    line = Line.read(waiting.line)
    points = WaitPointer(service_id=line.service_id, line=waiting.line, moment=waiting.moment)
    read = before.version if before is not None else 0
    sk = f"{WAITS}{line.service_id}"
    return written(f"PERSON#{waiting.person_id}", sk, points, read=read, until=after(line.day))


def waiting_over(waiting: Waiting | None, pointer: WaitPointer | None, person_id: str) -> tuple[Write, ...]:
    """Delete somebody's waiting, as far as there is any."""
    writes = []
    if waiting is not None:
        sk = f"{WAITS}{waiting.moment}#{waiting.person_id}"
        writes.append(Write(pk=waiting.line, sk=sk, plain=None, read=waiting.version))
    if pointer is not None:
        sk = f"{WAITS}{pointer.service_id}"
        writes.append(Write(pk=f"PERSON#{person_id}", sk=sk, plain=None, read=pointer.version))
    return tuple(writes)


def asked_write(person_id: str, asked: Asked, *, now: datetime) -> Write:
    """Remember what was offered last."""
    stamped = replace(asked, asked_at=iso(now))
    return written(f"PERSON#{person_id}", "ASKED", stamped, read=None, until=expiry(now, ASKED_LIFE))


def _ticket_write(ticket: Ticket) -> Write:
    return written(f"TICKET#{ticket.ticket_id}", "#", ticket, read=ticket.version, until=after(ticket.day))


def _history(ticket: Ticket, *, was: str, at: str, by: str) -> Write:
    pk, sk = f"TICKET#{ticket.ticket_id}", f"AT#{ticket.version + 1:04}"
    return written(pk, sk, {"was": was, "state": ticket.state, "at": at, "by": by}, read=0, until=after(ticket.day))


def _missed(ticket: Ticket) -> Write:
    pk, sk = f"PERSON#{ticket.person_id}", f"MISSED#{ticket.day}#{ticket.ticket_id}"
    return written(pk, sk, {"day": ticket.day}, read=None, until=after(ticket.day))


def _as_read(version: int) -> dict[str, Any]:
    """Return the condition that the item is as it was read; 0 is none at all."""
    if not version:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    return {
        "ConditionExpression": "#version = :read",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": {":read": to_value(version)},
    }
