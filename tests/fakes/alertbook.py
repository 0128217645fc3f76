"""Alert's book, roster and siren in memory, with the conditions of the real ones and faults on demand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dutydesk.clock import Clock
from dutydesk.deadlines import owed
from dutydesk.errors import Conflict
from dutydesk.messages import Reply
from dutydesk.stores.cases import Case, Status
from functions.alert.alerts import Siren
from functions.alert.roster import Officers, Serving
from functions.alert.store import AlertBook, Call, Change, Link


class SirenDown(Exception):
    """What the fake siren raises when it is told to fail."""


class FakeSiren:
    """The ``Siren`` port; ``fail_next`` soundings raise."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.fail_next = 0

    def sound(self, text: str) -> None:
        """Remember the text."""
        if self.fail_next:
            self.fail_next -= 1
            raise SirenDown
        self.texts.append(text)


class FakeOfficers:
    """The ``Officers`` port: rosters by unit, who is in service, and both directions of a link."""

    def __init__(self) -> None:
        self.rosters: dict[str, list[Serving]] = {}
        self.active: set[str] = set()
        self.chats: dict[str, str] = {}
        self.people: dict[str, str] = {}

    def serving(self, unit: str) -> Sequence[Serving]:
        """Return the roster."""
        return self.rosters.get(unit, [])

    def is_active(self, username: str) -> bool:
        """Whether in service."""
        return username in self.active

    def chat_of(self, username: str) -> str | None:
        """Return the chat account."""
        return self.chats.get(username)

    def officer_behind(self, person_id: str) -> str | None:
        """Return the officer."""
        return self.people.get(person_id)


class FakeAlertBook:
    """The ``AlertBook`` port; ``conflict_next`` commits lose a race."""

    def __init__(self, clock: Clock, officers: FakeOfficers) -> None:
        self.clock = clock
        self.officers = officers
        self.cases: dict[str, Case] = {}
        self.codes: dict[str, tuple[str, datetime]] = {}
        self.receipts: dict[str, tuple[Reply, ...]] = {}
        self.calls: dict[str, Call] = {}
        self.deadlines: dict[str, datetime] = {}
        self.conflict_next = 0

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Return the receipt's replies."""
        return self.receipts.get(event_key)

    def case(self, case_id: str) -> Case | None:
        """Return the case."""
        return self.cases.get(case_id)

    def link_of(self, code: str) -> str | None:
        """Return the officer."""
        username, until = self.codes.get(code, ("", self.clock()))
        return username if until > self.clock() else None

    def end(self, case_id: str) -> None:
        """Call nobody any more."""
        self.calls.pop(case_id, None)

    def watch(self, case_id: str, case: Case | None) -> None:
        """Move the deadline on, or forget it."""
        due = owed(case) if case is not None else None
        self.deadlines.pop(case_id, None)
        if due is not None:
            self.deadlines[case_id] = due.by

    def commit(self, change: Change) -> None:
        """Check every condition, then write."""
        if self.conflict_next or not self._holds(change):
            self.conflict_next = max(0, self.conflict_next - 1)
            raise Conflict("changed meanwhile")
        self.receipts[change.event_key] = change.replies
        if change.call is not None:
            self.calls[change.call.case.case_id] = change.call
        self.end(change.ends)
        if change.taken is not None:
            case, username = change.taken
            status = Status.IN_PROGRESS if case.status is Status.NEW else case.status
            self.cases[case.case_id] = replace(self.cases[case.case_id], acknowledged_by=username, status=status)
        if change.noticed is not None:
            before, after = change.noticed
            self.cases[before.case_id] = replace(self.cases[before.case_id], life=after.life)
            self.watch(before.case_id, after)
        if change.link is not None:
            self._link(change.link)

    def _holds(self, change: Change) -> bool:
        taken = self.cases[change.taken[0].case_id] if change.taken else None
        return (
            change.event_key not in self.receipts
            and (taken is None or (not taken.acknowledged_by and change.taken is not None))
            and (taken is None or change.taken is None or taken.status is change.taken[0].status)
            and (change.link is None or self.link_of(change.link.code) is not None)
        )

    def _link(self, link: Link) -> None:
        del self.codes[link.code]
        if link.person_before:
            self.officers.people.pop(link.person_before, None)
        if link.username_before:
            self.officers.chats.pop(link.username_before, None)
        self.officers.people[link.person_id] = link.username
        self.officers.chats[link.username] = link.person_id


_SIREN: Siren = FakeSiren()
_OFFICERS: Officers = FakeOfficers()
_BOOK: AlertBook = FakeAlertBook(datetime.now, FakeOfficers())
