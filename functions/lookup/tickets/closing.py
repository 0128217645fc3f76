"""A day on which an office does not work after all: whoever holds a number for it is told, and offered another day."""

from dataclasses import dataclass

from dutydesk.clock import iso
from dutydesk.errands import TicketWish
from dutydesk.ids import asked_id
from dutydesk.lines import Line
from dutydesk.stores.ticket_writes import TicketDue, told_write
from dutydesk.stores.tickets import Tickets
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import TOLD_OF_CLOSING, Ticket
from functions.lookup.tickets import talk
from functions.lookup.tickets.scene import Scene
from functions.lookup.tickets.verdict import Did, Said, Verdict

MOST_AT_ONCE = 40
"""People told in one transaction, of which DynamoDB takes 100 parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Tells; the numbers stand until their people move them or give them back."""

    tickets: Tickets

    def tell(self, scene: Scene, line: Line) -> Verdict:
        """Tell those who were not told since this fell due; with more of them, go on in the next minute."""
        if line.day < scene.today.isoformat() or scene.works(line.office_id, line.day):
            return Verdict(did=Did.NOTHING)
        untold = self._untold(scene, line)
        if not untold:
            return Verdict(did=Did.NOTHING)
        now, rest = untold[:MOST_AT_ONCE], untold[MOST_AT_ONCE:]
        return Verdict(
            did=Did.CLOSED,
            said=tuple(_said(ticket, scene) for ticket in now),
            writes=tuple(told_write(ticket, at=scene.now) for ticket in now),
            dues=(_go_on(scene, line),) if rest else (),
        )

    def _untold(self, scene: Scene, line: Line) -> list[Ticket]:
        """Return the tickets still to be told, in order, one more than fit at the most."""
        asked_at, found = iso(scene.message.sent_at), list[Ticket]()
        held = (seat.ticket_id for seat in self.tickets.seats(line) if seat.state in TOLD_OF_CLOSING)
        for ticket_id in dict.fromkeys(held):
            ticket = self.tickets.ticket(ticket_id)
            if ticket is None or not ticket.person_id or ticket.state not in TOLD_OF_CLOSING:
                continue
            if ticket.told_at < asked_at:
                found.append(ticket)
            if len(found) > MOST_AT_ONCE:
                break
        return found


def _go_on(scene: Scene, line: Line) -> TicketDue:
    """Fall due again as of the same moment, so that nobody who was told since counts as untold."""
    return TicketDue(
        due_id=f"{line.key}#closed#{asked_id(scene.message.event_key)}",
        at=scene.message.sent_at,
        wish=TicketWish.CLOSED,
        subject=line.key,
        unit=scene.message.unit,
        text=scene.message.text,
    )


def _said(ticket: Ticket, scene: Scene) -> Said:
    why = words.CLOSED_WHY.format(reason=scene.message.text) if scene.message.text else ""
    text = "\n".join(filter(None, [words.CLOSED.format(**talk.about(ticket, scene)), why, words.CLOSED_MOVE]))
    return Said(text=text, buttons=talk.own_buttons(ticket), to=ticket.person_id)
