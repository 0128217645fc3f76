"""Alerts: nobody waits for a console."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from dutydesk.clock import Clock
from dutydesk.errors import Conflict
from dutydesk.ids import as_code, shown
from dutydesk.messages import AlertKind, AlertMessage, Button, Reply
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.stores.case_life import Attention, Stage
from dutydesk.stores.cases import Case, Status
from dutydesk.stores.content import Content
from dutydesk.text import catalogue
from dutydesk.text.catalogue_cases import ATTENTION, WHY_ATTENTION
from functions.alert.attention import noticed_about
from functions.alert.roster import Roster
from functions.alert.store import WORKER, AlertBook, Call, Change, Link

TRIES = 6
PATIENCE = timedelta(minutes=5)
"""So long an officer has to acknowledge before the next one is called."""


class Did(StrEnum):
    """What became of an alert."""

    CALLED = "called"
    MAILED = "mailed"
    NOT_NEEDED = "not_needed"
    TAKEN = "taken"
    LINKED = "linked"
    REFUSED = "refused"
    REPEATED = "repeated"


class Siren(Protocol):
    """Reaches people outside the chat, such as by e-mail."""

    def sound(self, text: str) -> None:
        """Tell them; raise when it may not have left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Call officers one after the other until one takes the case; link their chat accounts."""

    book: AlertBook
    roster: Roster
    content: Content
    replies: Outlet[Reply]
    siren: Siren
    clock: Clock
    pause: Callable[[int], None]

    def handle(self, alert: AlertMessage) -> Did:
        """Commit what the alert changes, then enqueue what it owes; a copy only enqueues again.

        Raises:
            Conflict: others kept changing the same items; nothing has changed.
            Exception: a store, a queue or the siren refused; handling the alert again completes it.
        """
        calls = alert.kind in (AlertKind.RAISE, AlertKind.ESCALATE)
        event_key = f"alert#{alert.case_id}#{alert.attempt}" if calls else alert.event_key
        for attempt in range(TRIES):
            owed = self.book.owed(event_key)
            if owed is not None:
                self._enqueue(owed)
                return Did.REPEATED
            did, change = self._decide(alert, event_key)
            try:
                if change is not None:
                    self.book.commit(change)
            except Conflict:
                self.pause(attempt)
                continue
            self._enqueue(change.replies if change else ())
            return did
        raise Conflict("others kept changing the case or the link")

    def _decide(self, alert: AlertMessage, event_key: str) -> tuple[Did, Change | None]:
        match alert.kind:
            case AlertKind.RAISE | AlertKind.ESCALATE:
                return self._call(alert, event_key)
            case AlertKind.ATTEND:
                return self._attend(alert)
            case AlertKind.ACKNOWLEDGE:
                return self._acknowledge(alert)
            case AlertKind.LINK:
                return self._link(alert)

    def _call(self, alert: AlertMessage, event_key: str) -> tuple[Did, Change | None]:
        """Call the next officer who can be reached; when there is none, sound the siren before saying so."""
        case = self.book.case(alert.case_id)
        if case is None or case.acknowledged_by or case.status is Status.CLOSED:
            self.book.end(alert.case_id)
            return Did.NOT_NEEDED, None
        called = self.roster.next_from(case.unit, alert.attempt)
        if called is None:
            self.siren.sound(self._words(catalogue.NOBODY_ANSWERED, case))
            return Did.MAILED, Change(event_key=event_key, ends=case.case_id)
        text = self._words(catalogue.ALERT, case)
        reply = self._reply(event_key, called.person_id, text, catalogue.acknowledge_button(case.case_id))
        call = Call(case=case, place=called.place + 1, at=self.clock() + PATIENCE)
        return Did.CALLED, Change(event_key=event_key, replies=(reply,), call=call)

    def _attend(self, alert: AlertMessage) -> tuple[Did, Change | None]:
        """Have somebody look at the case, once for each reason; when there is none any more, wait for the next."""
        case = self.book.case(alert.case_id)
        noticed = noticed_about(case, self.clock()) if case is not None else None
        if case is None or noticed is None:
            self.book.watch(alert.case_id, case)
            return Did.NOT_NEEDED, None
        why, after = noticed
        unit = self.content.unit(case.unit).name
        text = ATTENTION.format(why=WHY_ATTENTION[why], code=shown(case.receipt), unit=unit)
        disputed = why == Attention.DISPUTED
        called = self.roster.supervisor_of(case.unit) if disputed else self.roster.next_from(case.unit, 0)
        if called is None:
            self.siren.sound(text)
            return Did.MAILED, Change(event_key=alert.event_key, noticed=(case, after))
        untaken = why in {Attention.MOVED, Stage.TAKE}
        reply = self._reply(
            alert.event_key, called.person_id, text, *((catalogue.acknowledge_button(case.case_id),) if untaken else ())
        )
        return Did.CALLED, Change(event_key=alert.event_key, replies=(reply,), noticed=(case, after))

    def _acknowledge(self, alert: AlertMessage) -> tuple[Did, Change]:
        case = self.book.case(alert.case_id)
        officer = self.roster.answering(alert.person_id, case.unit) if case else None
        if case is None or officer is None:
            return self._answer(alert, Did.REFUSED, catalogue.NOT_ACKNOWLEDGED)
        code = shown(case.receipt)
        if case.acknowledged_by == officer:
            return self._answer(alert, Did.TAKEN, catalogue.ACKNOWLEDGED.format(code=code))
        if case.acknowledged_by:
            return self._answer(alert, Did.REFUSED, catalogue.ALREADY_ACKNOWLEDGED.format(code=code))
        if case.status is Status.CLOSED:
            return self._answer(alert, Did.REFUSED, catalogue.NOT_ACKNOWLEDGED)
        did, change = self._answer(alert, Did.TAKEN, catalogue.ACKNOWLEDGED.format(code=code))
        return did, Change(event_key=change.event_key, replies=change.replies, ends=case.case_id, taken=(case, officer))

    def _link(self, alert: AlertMessage) -> tuple[Did, Change]:
        code = as_code(alert.code) or alert.code.strip()
        username = self.book.link_of(code)
        if username is None or not self.roster.officers.is_active(username):
            return self._answer(alert, Did.REFUSED, catalogue.NOT_LINKED)
        did, change = self._answer(alert, Did.LINKED, catalogue.LINKED.format(username=username))
        officers = self.roster.officers
        person_before, username_before = officers.chat_of(username), officers.officer_behind(alert.person_id)
        link = Link(
            code=code,
            username=username,
            person_id=alert.person_id,
            person_before=person_before
            if person_before and officers.officer_behind(person_before) == username
            else None,
            username_before=username_before
            if username_before and officers.chat_of(username_before) == alert.person_id
            else None,
        )
        return did, Change(event_key=change.event_key, replies=change.replies, link=link)

    def _answer(self, alert: AlertMessage, did: Did, text: str) -> tuple[Did, Change]:
        reply = self._reply(alert.event_key, alert.person_id, text)
        return did, Change(event_key=alert.event_key, replies=(reply,))

    def _reply(self, event_key: str, person_id: str, text: str, *buttons: Button) -> Reply:
        return Reply(
            reply_id=f"{event_key}#{WORKER}#0",
            person_id=person_id,
            text=text,
            created_at=self.clock(),
            buttons=buttons,
        )

    def _words(self, template: str, case: Case) -> str:
        """Say unit, urgency and code: never what the citizen wrote."""
        unit, urgency = self.content.unit(case.unit).name, catalogue.ALERT_URGENCY[case.urgency]
        return template.format(unit=unit, urgency=urgency, code=shown(case.receipt))

    def _enqueue(self, replies: tuple[Reply, ...]) -> None:
        for reply in replies:
            enqueue_reply(self.replies, reply)
