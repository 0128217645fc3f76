"""Intake's book in memory, with the conditions of the real one and faults on demand."""

from dataclasses import replace
from datetime import datetime

from dutydesk.clock import Clock
from dutydesk.deadlines import owed
from dutydesk.errors import Conflict
from dutydesk.evidence import MediaMessage
from dutydesk.messages import Reply
from dutydesk.stores.awaiting import Awaiting
from dutydesk.stores.cases import Case, CaseMessage, Status, Urgency
from functions.intake.book import ALERT_FALLBACK, KEPT_FOR, CaseBook, Change, Kept
from functions.intake.dialogue import Dialogue
from functions.intake.evidence import to_fetch


class StoreDown(Exception):
    """What the fake raises when it is told to fail."""


class FakeCaseBook:
    """The ``CaseBook`` port.

    ``fail_next`` commits change nothing and raise; ``die_next`` commits are made and raise all the same;
    ``conflict_next`` commits lose a race.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.cases: dict[str, Case] = {}
        self.codes: dict[str, str] = {}
        self.dialogues: dict[str, Dialogue] = {}
        self.stored: dict[tuple[str, str], tuple[Kept, datetime | None]] = {}
        self.receipts: dict[str, tuple[Reply, ...]] = {}
        self.fetches: dict[str, tuple[MediaMessage, ...]] = {}
        self.dues: dict[str, datetime] = {}
        self.deadlines: dict[str, datetime] = {}
        self.awaits: dict[str, Awaiting] = {}
        self.fail_next = self.die_next = self.conflict_next = 0

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Return the receipt's replies."""
        return self.receipts.get(event_key)

    def owed_files(self, event_key: str) -> tuple[MediaMessage, ...]:
        """Return what the receipt has had fetched."""
        return self.fetches.get(event_key, ())

    def load(self, case_id: str) -> tuple[Case | None, Dialogue | None]:
        """Return both."""
        return self.cases.get(case_id), self.dialogues.get(case_id)

    def kept(self, case_id: str, *, of_case: bool) -> tuple[Kept, ...]:
        """Return what is kept, in order."""
        mine = sorted(place for place in self.stored if place[0] == case_id)
        found = [self.stored[place] for place in mine]
        return tuple(
            kept for kept, until in found if (until is None and not of_case) or (until and until > self.clock())
        )

    def awaiting(self, person_id: str) -> Awaiting | None:
        """Return the item."""
        return self.awaits.get(person_id)

    def by_receipt(self, receipt: str) -> Case | None:
        """Return the case."""
        return self.cases.get(self.codes.get(receipt, ""))

    def messages(self, case_id: str) -> tuple[CaseMessage, ...]:
        """Return what is the case's own, in order."""
        mine = sorted(place for place in self.stored if place[0] == case_id)
        return tuple(self.stored[place][0].message for place in mine if self.stored[place][1] is None)

    def await_answer(self, case_id: str) -> None:
        """Have the case's officer await the citizen's answer, as admin does."""
        self.cases[case_id] = replace(self.cases[case_id], awaiting_citizen=True, status=Status.IN_PROGRESS)
        self.awaits[self.cases[case_id].person_id] = Awaiting(case_id=case_id, asked_at=self.clock())

    def close(self, case_id: str) -> None:
        """Have an officer close the case, as admin does."""
        case = self.cases[case_id] = replace(self.cases[case_id], status=Status.CLOSED)
        awaiting = self.awaits.get(case.person_id)
        if awaiting is not None and awaiting.case_id == case_id:
            self.awaits[case.person_id] = replace(awaiting, over=True)

    def commit(self, change: Change) -> None:
        """Check every condition, then write."""
        if self.fail_next:
            self.fail_next -= 1
            raise StoreDown
        if self.conflict_next or not self._holds(change):
            self.conflict_next = max(0, self.conflict_next - 1)
            raise Conflict("changed meanwhile")
        self._write(change)
        if self.die_next:
            self.die_next -= 1
            raise StoreDown

    def _holds(self, change: Change) -> bool:
        dialogue, opened, existing = change.dialogue, change.opened, change.existing
        stored = self.dialogues.get(dialogue.case_id) if dialogue else None
        header = self.cases.get(existing.case_id) if existing and change.changes_header else None
        return (
            change.event_key not in self.receipts
            and (dialogue is None or stored is None or stored.version == dialogue.version)
            and (opened is None or (opened.case_id not in self.cases and opened.receipt not in self.codes))
            and (header is None or existing is None or (header.status, header.unit) == (existing.status, existing.unit))
            and all((one.case_id, one.sort_key) in self.stored for one in change.promoted)
        )

    def _write(self, change: Change) -> None:
        self.receipts[change.event_key] = change.replies
        self.fetches[change.event_key] = to_fetch(change.files)
        if change.dialogue is not None:
            written = replace(change.dialogue, version=change.dialogue.version + 1)
            self.dialogues[change.dialogue.case_id] = written
        for one in (*change.promoted, *((change.added,) if change.added else ())):
            self.stored[one.case_id, one.sort_key] = (Kept(message=one), None)
        if change.kept is not None:
            message = change.kept.message
            self.stored[message.case_id, message.sort_key] = (change.kept, self.clock() + KEPT_FOR)
        if change.opened is not None:
            self.cases[change.opened.case_id] = change.opened
            self.codes[change.opened.receipt] = change.opened.case_id
        elif change.existing is not None:
            self._update(change, self.cases[change.existing.case_id])
        if change.awaits is not None and change.case is not None:
            self.awaits[change.case.person_id] = change.awaits
        watched = change.look_at
        due = owed(watched) if watched is not None else None
        if watched is not None and (due is not None or change.attend):
            self.deadlines[watched.case_id] = self.clock() if due is None or change.attend else due.by
        if change.alert and change.case is not None:
            self.dues[change.case.case_id] = self.clock() + ALERT_FALLBACK

    def _update(self, change: Change, case: Case) -> None:
        if change.summary:
            case = replace(case, summary=change.summary)
        if change.raised:
            case = replace(case, urgency=Urgency.URGENT, category="emergency")
        if change.raised or change.reopened:
            case = replace(case, acknowledged_by="")
        if change.status is not None and (change.raised or change.reopened or change.resumed):
            case = replace(case, status=change.status)
        if change.life is not None:
            case = replace(case, life=change.life)
        if change.awaits is not None:
            case = replace(case, awaiting_citizen=True)
        self.cases[case.case_id] = case


_: CaseBook = FakeCaseBook(datetime.now)
