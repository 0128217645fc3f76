"""What is to be done about one message to the ticket desk: what to say, to whom, and what to write."""

from dataclasses import dataclass
from enum import StrEnum

from dutydesk.messages import Button
from dutydesk.stores.ticket_items import Write
from dutydesk.stores.ticket_writes import TicketDue
from functions.lookup.tickets.choices import Choice


class Did(StrEnum):
    """What became of a message."""

    ASKED = "asked"  # a choice was offered
    TAKEN = "taken"
    MOVED = "moved"
    CANCELLED = "cancelled"
    SHOWN = "shown"  # one's number, or that there is none
    REFUSED = "refused"  # full, closed, too late, walk-in only
    WAITS = "waits"
    OFFERED = "offered"  # a freed place, or an offer was taken back
    DECLINED = "declined"
    REMINDED = "reminded"
    CLOSED = "closed"  # somebody was told that the office does not work that day
    NOT_UNDERSTOOD = "not_understood"
    NOTHING = "nothing"  # what was due is due no more
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message; ``to`` is a person id where it is not whoever wrote."""

    text: str
    buttons: tuple[Button, ...] = ()
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be done; nothing of it is done yet. ``menu``: the choice that the offered ones follow on."""

    did: Did
    said: tuple[Said, ...] = ()
    writes: tuple[Write, ...] = ()
    dues: tuple[TicketDue, ...] = ()
    menu: Choice | None = None
