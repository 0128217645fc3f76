"""Dead letters as administrators see them, and having them tried again. The queues themselves stay ``upkeep``'s."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from dutydesk.clock import Clock, from_iso, iso
from dutydesk.errors import NotFound
from dutydesk.stores.letters import Letters, Redrive
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

NO_SUCH_QUEUE = "không có hàng đợi này / no such queue"
PATIENCE = timedelta(minutes=5)
"""How long a redrive that was asked for is waited for before asking again means anything."""


class LetterBook(Protocol):
    """Where upkeep writes what it saw, and finds what it is asked for."""

    def read(self) -> Letters:
        """Return what was last written."""

    def ask(self, redrive: Redrive) -> "TransactWriteItemTypeDef":
        """The part that asks for a redrive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redriving:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    letters: LetterBook
    clock: Clock

    def read(self, asker: Asker) -> Letters:
        """Return what upkeep saw last; raise ``Forbidden`` when no role of the asker allows it."""
        self.access.units(asker, Deed.LIST_LETTERS, "dead letters")
        return self.letters.read()

    def redrive(self, asker: Asker, queue: str) -> Redrive:
        """Ask upkeep to send a queue's dead letters through again; it does within a minute or two.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: there is no such queue.
        """
        with self.access.changing(asker, Deed.REDRIVE_LETTERS, "dead letters"):
            known = self.letters.read()
            if queue not in {one.queue for one in known.held}:
                raise NotFound(NO_SUCH_QUEUE)
            target = f"dead letters of {queue}"
            now = self.clock()
            before = known.redrives.get(queue)
            if before is not None and not before.done_at and now - from_iso(before.asked_at) < PATIENCE:
                self.audit.note(asker.mark(Deed.REDRIVE_LETTERS, target, "repeated"))
                return before
            wish = Redrive(queue=queue, asked_at=iso(now), asked_by=asker.officer.username)
            self.audit.commit(asker.mark(Deed.REDRIVE_LETTERS, target), [self.letters.ask(wish)])
        return wish
