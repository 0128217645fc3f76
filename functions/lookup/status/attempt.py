"""One attempt: a number and a date of birth. The same store calls with the same item sizes, whatever comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dutydesk.clock import Clock
from dutydesk.errands import LookupMessage
from dutydesk.errors import Conflict
from dutydesk.messages import Button, Reply
from dutydesk.stores.offices import Office, Offices
from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.cards import Slot, Status
from functions.lookup.index_key import Index
from functions.lookup.ready import ready_text
from functions.lookup.status.book import LookupBook, Try
from functions.lookup.status.room import reply_to, room_for_text
from functions.lookup.status.rules import Judgement, Outcome, judge

TRIES = 6

_OTHERWISE = {Status.HANDED_OVER: catalogue.HANDED_OVER, Status.RETURNED: catalogue.RETURNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempted:
    """What became of it, and what it owes; ``outcome`` is None when the event had been handled before."""

    outcome: Outcome | None
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Takes attempts."""

    book: LookupBook
    offices: Offices
    index: Index
    clock: Clock
    pause: Callable[[int], None]
    count: Callable[[str], None]
    """Told the name of a metric."""

    def make(self, message: LookupMessage, digest: str, born: date) -> Attempted:
        """Decide and commit it.

        It is counted before it is answered, so that a worker that dies in between can only have counted too much.

        Raises:
            Conflict: others kept trying this number at the same moment; nothing has been answered.
        """
        offices = self.offices.offices_of(message.unit)
        birth = self.index.birth_digest(digest, born)
        counted = self.book.count(message, digest)
        for attempt in range(TRIES):
            known = self.book.known(message.person_id, digest, surely=attempt > 0)
            judged = judge(known, counted, birth, self.clock())
            replies = (self._reply(message, judged, offices),)
            try:
                self.book.note(digest, judged.asked, stranger=not known.tried.known)
                self.book.commit(message, replies, Try(digest=digest, tried=judged.tried))
            except Conflict:
                owed = self.book.owed(message.event_key, surely=True)
                if owed is not None:
                    return Attempted(outcome=None, replies=owed)
                self.pause(attempt)
                continue
            self._report(judged)
            return Attempted(outcome=judged.outcome, replies=replies)
        raise Conflict("others kept trying this number")

    def _reply(self, message: LookupMessage, judged: Judgement, offices: tuple[Office, ...]) -> Reply:
        said: str = catalogue.NOT_FOUND
        buttons: tuple[Button, ...] = ()
        if judged.slot is not None:
            said, buttons = _told(judged.slot, offices, room_for_text(message))
        return reply_to(message, said, self.clock(), buttons)

    def _report(self, judged: Judgement) -> None:
        for sign in sorted(judged.signs):
            self.count(sign)


def _told(slot: Slot, offices: tuple[Office, ...], room: int) -> tuple[str, tuple[Button, ...]]:
    """Return what somebody is told who gave the right date: the least that helps."""
    if slot.status is Status.READY:
        return ready_text(_office(slot, offices), slot.day, room), ()
    if slot.status in _OTHERWISE:
        return _OTHERWISE[slot.status], ()
    return catalogue.NOT_READY, (catalogue.WATCH_BUTTON,)


def _office(slot: Slot, offices: tuple[Office, ...]) -> Office | None:
    """Return the card's office; another unit's is not looked up, since that would be a call that only a hit makes."""
    return next((one for one in offices if one.office_id == slot.office and one.is_of(slot.unit)), None)
