"""What the desks of errands get: a card's words sealed, a queue number's without any long number."""

from dataclasses import dataclass

from dutydesk.errands import LookupMessage, LookupWish, TicketMessage, TicketWish
from dutydesk.messages import InboundMessage
from dutydesk.queues import Outlet
from dutydesk.text.redact import redact
from functions.webhook.lookups import LOOKUPS, SHOWN, TAPS
from functions.webhook.numbers import TICKETS, choice_in
from functions.webhook.sealing import Sealer
from functions.webhook.session import Routed


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandDesks:
    """Has the queues of both desks accept what a route sends there; a route of another desk sends nothing."""

    lookups: Outlet[LookupMessage]
    tickets: Outlet[TicketMessage]
    sealer: Sealer

    def accept(self, routed: Routed, message: InboundMessage) -> None:
        """Return once all is accepted; a redelivered event sends the same again under the same ids.

        Raises:
            Exception: KMS or a queue refused; the platform must deliver the event again.
        """
        person_id, event_key = message.person_id, message.event_key
        if routed.desk == LOOKUPS:
            self.lookups.send(self._lookup(routed, message), group=person_id, dedupe=event_key)
        if routed.desk == TICKETS:
            self.tickets.send(as_ticket(routed, message), group=person_id, dedupe=event_key)
        if routed.also_check:
            self.lookups.send(_lookup(message, LookupWish.CHECK), group=person_id, dedupe=f"{event_key}#check")

    def _lookup(self, routed: Routed, message: InboundMessage) -> LookupMessage:
        wish = LookupWish(routed.intent)
        if wish is not LookupWish.ASK or message.text.strip() in TAPS:
            return _lookup(message, wish)
        sealed = self.sealer.seal(message.text, person_id=message.person_id)
        shows = any(one.kind in SHOWN for one in message.attachments)
        return _lookup(message, wish, sealed=sealed, shows=shows)


def as_ticket(routed: Routed, message: InboundMessage) -> TicketMessage:
    """Write a message for the desk that gives out numbers: a tap's choice, or words without their long numbers."""
    choice = choice_in(message.text)
    return TicketMessage(
        event_key=message.event_key,
        platform=message.platform,
        page_id=message.page_id,
        unit=message.unit,
        person_id=message.person_id,
        sent_at=message.sent_at,
        wish=TicketWish(routed.intent),
        choice=choice or "",
        text=redact(message.text).text if choice is None else "",
    )


def _lookup(message: InboundMessage, wish: LookupWish, *, sealed: str = "", shows: bool = False) -> LookupMessage:
    return LookupMessage(
        event_key=message.event_key,
        platform=message.platform,
        page_id=message.page_id,
        unit=message.unit,
        person_id=message.person_id,
        sent_at=message.sent_at,
        wish=wish,
        sealed=sealed,
        shows=shows,
    )
