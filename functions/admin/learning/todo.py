"""Learning: what citizens asked in vain, grouped, and what an editor makes of a group.

A group becomes a variant of an entry or a new entry, and its questions become trials; or it is dismissed. Questions
move from open to done some at a time, the first of them together with the change of the draft: asked again after a
crash, the same call does what is left of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import batched
from typing import TYPE_CHECKING

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict, NotFound
from dutydesk.stores.bank import BankEntry, Trial
from dutydesk.text.redact import redact
from functions.admin.access import ALLOWED, Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.bank.editing import NO_SUCH_ENTRY, TOO_FAST, Bank, target_of
from functions.admin.bank.rules import is_id, tidied
from functions.admin.bank.trials import MOST_CHARACTERS, if_still, must_manage, tidy_text
from functions.admin.cases.casework import REPEATED
from functions.admin.learning.clusters import Cluster, clustered
from functions.admin.learning.store import DynamoToDos, Listed, Member, Resolution, member_from
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

MOST_READ = 2_000
AT_ONCE = 30
"""Questions in one transaction: three items each, of a hundred; the draft and the audit need three."""

MOST_ATTEMPTS = 5
NO_SUCH_QUESTION = "no such question"

type Rewrite = Callable[[BankEntry | None, Sequence[Listed]], BankEntry]
"""From the entry as it is and the open questions to the entry as it is to be."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The groups, and of how many questions; ``more``: older ones were left out."""

    clusters: tuple[Cluster, ...]
    questions: int
    more: bool


@dataclass(frozen=True, slots=True)
class Resolved:
    """How many questions were done now and before, how many are forgotten; ``entry`` as the draft has it."""

    done: int
    already: int
    gone: int
    entry: BankEntry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    bank: Bank
    todos: DynamoToDos
    clock: Clock

    def overview(self, asker: Asker, *, days: int = 30) -> Overview:
        """Group the newest open questions of the asker's units."""
        units = self.access.units(asker, Deed.LIST_TODO, "to-do list")
        since = iso(self.clock() - timedelta(days=days))
        found = self.todos.newest(units, since=since, most=MOST_READ + 1)
        return Overview(clustered(found[:MOST_READ]), len(found[:MOST_READ]), len(found) > MOST_READ)

    def as_variant(self, asker: Asker, members: Sequence[str], *, entry_id: str, text: str = "") -> Resolved:
        """Have the entry found by ``text``, or else by the first question's own words.

        Raises:
            NotFound: no such entry or questions.
            RejectedInput: the words are no variant, being too long for one.
            Forbidden: the entry is another unit's.
            Conflict: the draft changes too fast.
        """

        def rewrite(before: BankEntry | None, open_: Sequence[Listed]) -> BankEntry:
            if before is None:
                raise NotFound(NO_SUCH_ENTRY)
            words = text or (open_[0].todo.text if open_ else "")
            variant = tidy_text(redact(words).text.replace("|", " "))
            has = {phrasing.casefold() for phrasing in (before.question, *before.variants)}
            if not variant or variant.casefold() in has:
                return before
            return replace(before, variants=(*before.variants, variant))

        if not is_id(entry_id):
            raise NotFound(NO_SUCH_ENTRY)
        return self._resolve(asker, members, self._resolution(asker, "variant", entry_id=entry_id), rewrite)

    def as_entry(self, asker: Asker, members: Sequence[str], *, entry: BankEntry) -> Resolved:
        """Put a new entry into the draft that answers them.

        Raises:
            NotFound: no such questions.
            RejectedInput: the entry is not as one must be.
            Forbidden: it is to be another unit's.
            Conflict: there is another entry of that id, or the draft changes too fast.
        """

        def rewrite(before: BankEntry | None, _open: Sequence[Listed]) -> BankEntry:
            if before is None:
                return entry
            same = replace(tidied(entry), revision=before.revision, owner_unit=entry.owner_unit or before.owner_unit)
            if same != before:
                raise Conflict("there is an entry of this id already")
            return before

        return self._resolve(asker, members, self._resolution(asker, "entry", entry_id=entry.id), rewrite)

    def dismiss(self, asker: Asker, members: Sequence[str], *, reason: str) -> Resolved:
        """Take them off the list for a reason; raise ``NotFound`` when there are no such questions."""
        return self._resolve(asker, members, self._resolution(asker, "dismiss", reason=reason), None)

    def _resolve(self, asker: Asker, names: Sequence[str], resolution: Resolution, rewrite: Rewrite | None) -> Resolved:
        target = f"to-do as {resolution.made}" + (f" {target_of(resolution.entry_id)}" if rewrite else "")
        done = 0
        with self.access.changing(asker, Deed.RESOLVE_TODO, target) as units:
            members = _members(units, names)
            for _ in range(MOST_ATTEMPTS):
                open_ = {member: listed for member in members if (listed := self.todos.open(member))}
                already = sum(self.todos.is_done(member) for member in members if member not in open_) - done
                if not (open_ or already or done):
                    raise NotFound(NO_SUCH_QUESTION)
                entry, parts = self._rewritten(asker, resolution.entry_id, rewrite, list(open_.values()))
                trials = self._trials(asker, target, open_) if rewrite else {}
                try:
                    if not open_:
                        self.audit.commit(asker.mark(Deed.RESOLVE_TODO, target, ALLOWED if parts else REPEATED), parts)
                    for some in batched(open_.values(), AT_ONCE):
                        moved = [part for one in some for part in self._parts(one, resolution, trials)]
                        self.audit.commit(asker.mark(Deed.RESOLVE_TODO, target), [*parts, *moved])
                        parts, done = [], done + len(some)
                except LostRace:
                    continue
                return Resolved(done, already, len(members) - done - already, entry)
            raise Conflict(TOO_FAST)

    def _rewritten(
        self, asker: Asker, entry_id: str, rewrite: Rewrite | None, open_: Sequence[Listed]
    ) -> "tuple[BankEntry | None, list[TransactWriteItemTypeDef]]":
        """Return the entry as it will be, and what has to be written for that."""
        if rewrite is None:
            return None, []
        state = self.bank.store.state()
        before = self.bank.store.entry(state.draft, entry_id) if is_id(entry_id) else None
        wanted = rewrite(before, open_)
        if wanted is before:
            return before, []
        after = self.bank.admissible(asker, Deed.RESOLVE_TODO, wanted, before)
        return replace(after, revision=state.revision + 1), self.bank.parts(state, after)

    def _trials(self, asker: Asker, target: str, members: Iterable[Member]) -> Mapping[str, Trial]:
        """Return the trials that are there of these questions; raise ``Forbidden`` when one is not the asker's."""
        ids = {member.asked_id for member in members}
        found = {one: trial for one in ids if (trial := self.bank.store.trial(one))}
        must_manage(self.access, asker, Deed.RESOLVE_TODO, target, found.values())
        return found

    def _parts(
        self, listed: Listed, resolution: Resolution, trials: Mapping[str, Trial]
    ) -> "list[TransactWriteItemTypeDef]":
        """Return what takes a question off the list and, unless it is dismissed, makes a trial of it for its unit."""
        parts = self.todos.done(listed, resolution)
        if resolution.entry_id:
            trial = Trial(
                trial_id=listed.todo.asked_id,
                text=redact(listed.todo.text).text[:MOST_CHARACTERS],
                expected=resolution.entry_id,
                added_by=resolution.by,
                added_at=resolution.at,
                unit=listed.todo.unit,
            )
            parts.append(if_still(trials.get(trial.trial_id), self.bank.store.trial_put(trial)))
        return parts

    def _resolution(self, asker: Asker, made: str, *, entry_id: str = "", reason: str = "") -> Resolution:
        return Resolution(made=made, by=asker.officer.username, at=iso(self.clock()), entry_id=entry_id, reason=reason)


def _members(units: Sequence[str], names: Sequence[str]) -> list[Member]:
    """Return the questions named, once each; another unit's is answered like one that is not there."""
    members = [member_from(name) for name in dict.fromkeys(names)]
    mine = [member for member in members if member is not None and member.unit in units]
    if len(mine) < len(members):
        raise NotFound(NO_SUCH_QUESTION)
    return mine
