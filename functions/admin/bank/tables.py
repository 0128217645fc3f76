"""The whole draft as a table: handed out, and taken in, all of it or nothing.

Taking in writes a draft of its own beside the one in use; one transaction then names it, on condition that the one in
use is as it was read. So neither a crash nor an editor at the same moment ever leaves half of a table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dutydesk.clock import Clock
from dutydesk.errors import Conflict, RejectedInput
from dutydesk.stores.bank import BankState
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.bank import sheets as bank_csv
from functions.admin.bank.sheets import Plan, Terms
from functions.admin.bank.store import DynamoBank
from functions.admin.matrix import Deed
from functions.admin.problems import RejectedTable

MOST_BYTES = 5_000_000
MOVED = "the draft changed meanwhile and is as it was; take the table in again"

_WHOLE = "bank as a table"
_CHECKED = "bank as a table, checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoBank
    clock: Clock
    new_id: Callable[[datetime], str]
    could_not_clear: Callable[[], None]

    def hand_out(self, asker: Asker) -> str:
        """Return the draft as a table that ``take_in`` would find unchanged."""
        self.access.units(asker, Deed.READ_BANK, _WHOLE)
        return bank_csv.written(self.store.entries(self.store.state().draft))

    def take_in(
        self, asker: Asker, table: str, *, replace: bool = False, check_only: bool = False, owner: str = ""
    ) -> Plan:
        """Make the draft what the table says, or say all that is wrong with it.

        Args:
            asker: whose units' entries may change.
            table: at least the columns ``id,question,variants,answer,topic``; up to 5 MB and 5,000 rows.
            replace: entries of the asker's units that the table lacks go.
            check_only: say what would happen, and do nothing.
            owner: the unit that gets new entries whose row names none.

        Raises:
            RejectedTable: it has faults, all of which are told.
            Forbidden: ``owner`` is no unit of the asker's.
            Conflict: the draft changed meanwhile.
        """
        with self.access.changing(asker, Deed.EDIT_BANK, _WHOLE) as units:
            self.access.owned(asker, Deed.EDIT_BANK, _WHOLE, owner)
            if len(table.encode("utf-8", "replace")) > MOST_BYTES:
                raise RejectedInput(f"csv: more than {MOST_BYTES} bytes")
            state = self.store.state()
            read = bank_csv.parsed(table)
            terms = Terms(
                units=self.store.known("UNIT", units),
                owner=owner,
                pages=self.store.known("PAGE", bank_csv.pages_named(read)),
                replace=replace,
            )
            present = {entry.id: entry for entry in self.store.entries(state.draft)}
            plan = bank_csv.planned(read, present, terms, revision=state.revision + 1)
            if plan.faults:
                raise RejectedTable(plan.faults)
            if check_only or plan.changes_nothing:
                self.audit.note(asker.mark(Deed.EDIT_BANK, _CHECKED))
            else:
                self._swap(asker, state, plan)
            return plan

    def _swap(self, asker: Asker, state: BankState, plan: Plan) -> None:
        """Write the new draft, name it, and clear the old one; a crash on the way leaves one that nobody names."""
        draft = self.new_id(self.clock())
        self.store.write_draft(draft, plan.entries)
        try:
            self.audit.commit(asker.mark(Deed.EDIT_BANK, _WHOLE), [self.store.moved_on(state, draft=draft)])
        except LostRace:
            if self.store.state().draft != draft:  # or the first answer was lost, and it is ours after all
                self._clear(draft)
                raise Conflict(MOVED) from None
        self._clear(state.draft)

    def _clear(self, draft: str) -> None:
        try:
            self.store.clear_draft(draft)
        except Exception:  # noqa: BLE001  # what was asked for is done, and nobody reads what is left
            self.could_not_clear()
