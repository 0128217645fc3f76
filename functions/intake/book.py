"""Intake's book: what intake knows, and what one event changes."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from dutydesk.evidence import MediaMessage
from dutydesk.messages import Emergency, Reply
from dutydesk.stores.announced import Announced
from dutydesk.stores.awaiting import Awaiting
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.case_states import ON_CITIZENS_WORDS, ON_REOPENING
from dutydesk.stores.cases import Case, CaseMessage, Status
from dutydesk.stores.files import EvidenceFile
from functions.intake.dialogue import Dialogue

WORKER = "intake"
KEPT_FOR = timedelta(days=1)
ALERT_FALLBACK = timedelta(seconds=60)
TIP, EMERGENCY = "tip", "emergency"
"""Categories of the cases that begin with what a citizen tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A message that is no case's yet."""

    message: CaseMessage
    emergency: Emergency = Emergency.NONE
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one event changes, all at once or not at all.

    ``promoted`` become the case's own; ``opened`` is a case to create, ``raised``, ``reopened`` and ``summary`` change
    one that exists; ``rule`` is the key of what raises it. ``alert``: the case waits for an officer from now on.
    ``awaits``: an officer has the word in the case from now on. ``resumed``: the citizen said what the case waited for.
    ``life`` is how a case that exists fares from now on, where that changes; ``attend``: an officer is to look at it,
    whatever its deadlines. ``heard_in`` is the unit for which the event counts as a message; empty when another desk
    counted it. ``heard_on`` is the page that it came from; ``files`` are owed from now on.
    """

    event_key: str
    replies: tuple[Reply, ...] = ()
    dialogue: Dialogue | None = None
    added: CaseMessage | None = None
    kept: Kept | None = None
    promoted: tuple[CaseMessage, ...] = ()
    opened: Case | None = None
    existing: Case | None = None
    raised: bool = False
    reopened: bool = False
    summary: str = ""
    alert: bool = False
    awaits: Awaiting | None = None
    rule: str = ""
    resumed: bool = False
    life: CaseLife | None = None
    attend: bool = False
    heard_in: str = ""
    heard_on: str = ""
    files: tuple[EvidenceFile, ...] = ()

    @property
    def case(self) -> Case | None:
        """The case that the change is about, where there is one."""
        return self.opened or self.existing

    @property
    def changes_header(self) -> bool:
        """Whether a case that exists is not the same afterwards."""
        changed = self.raised or self.reopened or self.summary or self.awaits or self.resumed or self.life
        return self.existing is not None and bool(changed)

    @property
    def status(self) -> Status | None:
        """What a case that exists is afterwards; an officer is needed again, also for a case once closed."""
        status = self.existing.status if self.existing is not None else None
        if status is not None and self.resumed:
            status = ON_CITIZENS_WORDS.get(status, status)
        if status is not None and (self.raised or self.reopened):
            status = ON_REOPENING.get(status, status)
        return status

    @property
    def look_at(self) -> Case | None:
        """The case as it is afterwards, if its deadlines are not as they were."""
        if self.existing is None or self.life is None:
            return self.opened
        return replace(self.existing, life=self.life, status=self.status or self.existing.status)


class Announcements(Protocol):
    """Which broadcasts went out."""

    def by_code(self, code: str) -> Announced | None:
        """Return the broadcast that carries this check code, or None when none that went out does."""


class CaseBook(Protocol):
    """What intake knows and changes."""

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Return the replies that a handled event owes, or None when it was never handled."""

    def owed_files(self, event_key: str) -> tuple[MediaMessage, ...]:
        """Return the files that a handled event has had fetched."""

    def load(self, case_id: str) -> tuple[Case | None, Dialogue | None]:
        """Return the case and its dialogue as last written."""

    def kept(self, case_id: str, *, of_case: bool) -> tuple[Kept, ...]:
        """Return what is kept and not expired, oldest first; ``of_case``: a case exists, so what has no end is its."""

    def awaiting(self, person_id: str) -> Awaiting | None:
        """Return the latest case whose officer talked with this person."""

    def by_receipt(self, receipt: str) -> Case | None:
        """Return the case that a receipt code names."""

    def commit(self, change: Change) -> None:
        """Make the change and put its receipt.

        Raises:
            Conflict: something was changed meanwhile, or the event was handled; nothing has changed.
        """
