"""The draft of the question bank, entry by entry: who reads it, and who changes what."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.errors import Conflict, NotFound, RejectedInput
from dutydesk.stores.bank import BankEntry, BankState
from dutydesk.text.fold import fold
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.bank.rules import NO_PAGE, faults, is_id, tidied
from functions.admin.bank.sheets import NO_OWNER
from functions.admin.bank.store import DynamoBank
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

MOST_ATTEMPTS = 5
NO_SUCH_ENTRY = "no such entry"
MOVED = "the entry is not as it was read; read it again"
TOO_FAST = "the bank is changing; try again"
NO_UNIT = "không có đơn vị này / no such unit"


@dataclass(frozen=True, slots=True)
class Entries:
    """Some entries, and the id behind which the next ones begin (empty when there are none)."""

    entries: tuple[BankEntry, ...]
    following: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoBank
    clock: Clock
    new_id: Callable[[datetime], str]

    def page(self, asker: Asker, *, q: str = "", topic: str = "", cursor: str = "", limit: int = 50) -> Entries:
        """Return up to ``limit`` entries by id; all words of ``q`` are in their id, question or variants, folded."""
        if cursor and not is_id(cursor):
            raise RejectedInput("cursor: not one of ours")
        self.access.units(asker, Deed.READ_BANK, "bank entries")
        words, topic = fold(q).split(), fold(topic)
        step = 0 if words or topic else limit + 2
        draft = self.store.state().draft
        fitting = (
            entry
            for entry in self.store.entries(draft, after=cursor, step=step)
            if _fits(entry, words) and topic in ("", fold(entry.topic))
        )
        found = tuple(islice(fitting, limit + 1))
        return Entries(found[:limit], found[limit - 1].id if len(found) > limit else "")

    def read(self, asker: Asker, entry_id: str) -> BankEntry:
        """Return an entry of the draft; raise ``NotFound`` when there is none."""
        self.access.units(asker, Deed.READ_BANK, target_of(entry_id))
        entry = self.store.entry(self.store.state().draft, entry_id) if is_id(entry_id) else None
        if entry is None:
            raise NotFound(NO_SUCH_ENTRY)
        return entry

    def put(self, asker: Asker, entry: BankEntry) -> BankEntry:
        """Write an entry over the one of revision ``entry.revision``, 0 for none; return it with its new revision.

        Raises:
            RejectedInput: it is not as an entry must be.
            Forbidden: it is, or is to be, another unit's.
            Conflict: the entry is not of that revision, or the draft changes too fast.
        """
        target = target_of(entry.id)
        with self.access.changing(asker, Deed.EDIT_BANK, target):
            for _ in range(MOST_ATTEMPTS):
                state = self.store.state()
                before = self.store.entry(state.draft, entry.id) if is_id(entry.id) else None
                after = self.admissible(asker, Deed.EDIT_BANK, entry, before)
                if entry.revision != (before.revision if before else 0):
                    raise Conflict(MOVED)
                try:
                    self.audit.commit(asker.mark(Deed.EDIT_BANK, target), self.parts(state, after))
                except LostRace:
                    continue
                return replace(after, revision=state.revision + 1)
            raise Conflict(TOO_FAST)

    def delete(self, asker: Asker, entry_id: str, *, revision: int = 0) -> None:
        """Remove an entry from the draft, if ``revision`` is said only that one.

        Raises:
            NotFound: there is none.
            Forbidden: it is another unit's.
            Conflict: the entry is not of that revision, or the draft changes too fast.
        """
        target = target_of(entry_id)
        with self.access.changing(asker, Deed.EDIT_BANK, target):
            for _ in range(MOST_ATTEMPTS):
                state = self.store.state()
                entry = self.store.entry(state.draft, entry_id) if is_id(entry_id) else None
                if entry is None:
                    raise NotFound(NO_SUCH_ENTRY)
                self.access.owned(asker, Deed.EDIT_BANK, target, entry.owner_unit)
                if revision not in {0, entry.revision}:
                    raise Conflict(MOVED)
                gone = self.store.entry_delete(state.draft, entry_id)
                try:
                    parts = [gone, self.store.moved_on(state, draft=state.draft)]
                    self.audit.commit(asker.mark(Deed.EDIT_BANK, target), parts)
                except LostRace:
                    continue
                return
            raise Conflict(TOO_FAST)

    def admissible(self, asker: Asker, deed: Deed, entry: BankEntry, before: BankEntry | None) -> BankEntry:
        """Return the entry as it may be written in place of ``before``; it belongs to a unit of the asker's.

        Raises:
            RejectedInput: it is not as an entry must be.
            Forbidden: it is, or is to be, another unit's.
        """
        entry = tidied(entry)
        if not entry.owner_unit:
            units = self.access.units(asker, deed, target_of(entry.id))
            owner = before.owner_unit if before else ""
            entry = replace(entry, owner_unit=owner or (units[0] if len(units) == 1 else ""))
        wrong = faults(entry)
        if not entry.owner_unit:
            wrong.append(("owner_unit", NO_OWNER))
        if not wrong:
            owners = (entry.owner_unit, before.owner_unit if before else "")
            self.access.owned(asker, deed, target_of(entry.id), *owners)
            if not self.store.known("UNIT", {entry.owner_unit}):
                wrong.append(("owner_unit", NO_UNIT))
            if self.store.known("PAGE", entry.pages) != set(entry.pages):
                wrong.append(("pages", NO_PAGE))
        if wrong:
            raise RejectedInput("; ".join(f"{name}: {reason}" for name, reason in wrong))
        return entry

    def parts(self, state: BankState, entry: BankEntry) -> "list[TransactWriteItemTypeDef]":
        """Return the transaction parts that write an entry into the draft, which gets its first name if it has none."""
        draft = state.draft or self.new_id(self.clock())
        written = replace(entry, revision=state.revision + 1)
        return [self.store.entry_put(draft, written), self.store.moved_on(state, draft=draft)]


def target_of(entry_id: str) -> str:
    """What the audit calls an entry."""
    return f"entry {entry_id}" if is_id(entry_id) else "entry ?"


def _fits(entry: BankEntry, words: list[str]) -> bool:
    if not words:
        return True
    text = fold("\n".join([entry.id, entry.question, *entry.variants]))
    return all(word in text for word in words)
