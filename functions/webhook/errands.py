"""Errands: short dialogues about an identity card or a queue number, whose words are for that desk alone.

A tap opens one anywhere; words open one outside a tip dialogue alone. While one is open it takes what answers its desk
("goes on" in ``lookups`` and ``numbers``); anything else goes its ordinary way and leaves it open. Danger to somebody
comes before it, and so does what sounds like a report. A tip dialogue that was opened later is heard first, and the
errand waits behind it; one that was open before keeps everything but a bare card number or date.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk.clock import from_iso, iso
from dutydesk.errands import LookupWish, TicketWish
from dutydesk.messages import AttachmentKind, Emergency, InboundMessage
from functions.webhook import lookups, numbers
from functions.webhook.asking import typed
from functions.webhook.commands import Command, Word
from functions.webhook.emergency import assess
from functions.webhook.lookups import LOOKUPS
from functions.webhook.numbers import TICKETS
from functions.webhook.papers import LONG_NUMBER, digits_in
from functions.webhook.report_like import looks_like_report
from functions.webhook.session import Business, Errand, Routed, Session

WATCHED_FOR = timedelta(days=180)
"""As long as the desk that looks cards up keeps a wish to be told."""

CHECKED_EVERY = timedelta(minutes=10)

type Step = tuple[Routed, Session]


def errand(message: InboundMessage, command: Command | None, session: Session, now: datetime) -> Step | None:
    """Return the route of a message that is part of an errand or opens one; None when it goes its ordinary way.

    ``command`` is the order that it is outside errands, if it is one.
    """
    return _At(message=message, session=session, now=now).route(command)


def apart(routed: Routed, message: InboundMessage, before: Session, after: Session, now: datetime) -> Step:
    """Return what else holds of a message routed from ``before``: what to hide from its desk, and whom to tell of it.

    Long numbers typed while a card is being looked up are hidden from every other desk. Who watches a card is here
    now, which the desk that could not tell before hears of.
    """
    if _At(message=message, session=before, now=now).is_looking_up() and routed.desk != LOOKUPS:
        routed = replace(routed, hide=digits_in(message.text) >= LONG_NUMBER)
    if after.errand is not None and not after.errand.is_open(now):
        after = replace(after, errand=None)
    if after.watching_until and now >= from_iso(after.watching_until):
        after = replace(after, watching_until="", checked_at="")
    if routed.desk == LOOKUPS or not after.watching_until:
        return routed, after
    if after.checked_at and now - from_iso(after.checked_at) < CHECKED_EVERY:
        return routed, after
    return replace(routed, also_check=True), replace(after, checked_at=iso(now))


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """One message at one moment."""

    message: InboundMessage
    session: Session
    now: datetime

    def route(self, command: Command | None) -> Step | None:
        tapped = self._tapped()
        if tapped is not None:
            return tapped
        if not self.message.has_content or (command is not None and not self._may_overrule(command)):
            return None
        step = self._opening() or self._going_on()
        return None if step is None or self._comes_first() else step

    def is_looking_up(self) -> bool:
        """Whether a look-up is open that no later tip dialogue covers."""
        current = self._current()
        return current is not None and current.kind == Business.LOOKUP

    def _tapped(self) -> Step | None:
        wish = lookups.TAPS.get(self.message.text.strip())
        if wish is not None:
            return self._asked() if wish is LookupWish.ASK else self._watching(wish)
        choice = numbers.choice_in(self.message.text)
        if choice is None:
            return None
        return self._numbered(TicketWish.PICK if choice else TicketWish.OPEN)

    def _may_overrule(self, command: Command) -> bool:
        """Whether an open errand may take what is an order elsewhere: "hủy", or a code of nothing but digits."""
        if self._current() is None:
            return False
        return command.word is Word.CANCEL or (command.word is Word.STATUS and command.target.isdigit())

    def _going_on(self) -> Step | None:
        current, text = self._current(), self.message.text
        if current is None or typed(text, self.session) is not None:
            return None
        told = self._tip_started() is not None
        if current.kind == Business.LOOKUP:
            if lookups.is_enough(text) and not self.message.attachments:
                cancelled = Routed(desk=LOOKUPS, intent=LookupWish.CANCEL)
                return cancelled, replace(self.session, errand=None)
            goes_on = (lookups.is_papers if told else lookups.goes_on)(self.message)
            return self._asked(since=current.opened_at) if goes_on else None
        if current.kind == Business.TICKET and not told and not self._shows() and numbers.goes_on(text):
            return self._numbered(TicketWish.WORDS, since=current.opened_at)
        return None

    def _opening(self) -> Step | None:
        if self._tip_started() is not None or self.message.place is not None:
            return None
        if lookups.opens(self.message.text):
            return self._asked()
        wish = None if self._shows() else numbers.wished(self.message.text)
        return None if wish is None else self._numbered(wish)

    def _comes_first(self) -> bool:
        """Whether danger, or a report, is heard before any errand."""
        return assess(self.message.text) is not Emergency.NONE or looks_like_report(self.message.text)

    def _current(self) -> Errand | None:
        """Return the errand that this message may belong to: open, and not older than the tip dialogue around it."""
        current = self.session.errand
        if current is None or not current.is_open(self.now):
            return None
        started_at, sent_at = self._tip_started(), iso(self.message.sent_at)
        if started_at is None or started_at > sent_at:
            return current
        return current if started_at <= current.opened_at <= sent_at else None

    def _tip_started(self) -> str | None:
        """Return when the tip dialogue started that would hear this message; None when there is none."""
        closed, sent_at = self.session.closed, iso(self.message.sent_at)
        if closed is not None and closed.started_at <= sent_at <= closed.closed_at:
            return closed.started_at
        return None if self.session.dialogue is None else self.session.dialogue.started_at

    def _shows(self) -> bool:
        return any(one.kind is not AttachmentKind.STICKER for one in self.message.attachments)

    def _asked(self, *, since: str = "") -> Step:
        return Routed(desk=LOOKUPS, intent=LookupWish.ASK), self._busy_with(Business.LOOKUP, since)

    def _numbered(self, wish: TicketWish, *, since: str = "") -> Step:
        return Routed(desk=TICKETS, intent=wish), self._busy_with(Business.TICKET, since)

    def _watching(self, wish: LookupWish) -> Step:
        watches = wish is LookupWish.WATCH
        return Routed(desk=LOOKUPS, intent=wish), replace(
            self.session,
            watching_until=iso(self.now + WATCHED_FOR) if watches else "",
            checked_at=iso(self.now) if watches else "",
        )

    def _busy_with(self, business: Business, since: str) -> Session:
        """Return the session with this errand open: since then, or else anew, as of this message."""
        opened = Errand(kind=business, opened_at=since or iso(self.message.sent_at), last_at=iso(self.now))
        return replace(self.session, errand=opened)
