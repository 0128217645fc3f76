"""Putting the bank into service: a version is asked for, built by ``publish``, and an earlier one can come back."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict, NotFound, RejectedInput
from dutydesk.messages import PublishMessage
from dutydesk.queues import Outlet
from dutydesk.stores.bank import HISTORY_KEPT, BankState, BankVersion, Build
from dutydesk.stores.receipts import due_put
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.bank.store import DynamoBank, Rollback
from functions.admin.matrix import Deed

UPKEEP_AFTER = timedelta(seconds=60)
"""When upkeep asks for a version that was written and not enqueued; one that is built already is built once."""

MOST_ATTEMPTS = 5
GROUP = "bank"

_VERSION = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Versions:
    """Some versions, newest first, the one behind which the next ones begin, and what serves now."""

    versions: tuple[BankVersion, ...]
    following: str
    state: BankState
    rollbacks: tuple[Rollback, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoBank
    receipts_table: str
    publications: Outlet[PublishMessage]
    clock: Clock
    new_id: Callable[[datetime], str]
    could_not_enqueue: Callable[[], None]

    def page(self, asker: Asker, *, cursor: str = "", limit: int = 20) -> Versions:
        """Return up to ``limit`` versions, and as many of the latest rollbacks."""
        if cursor and not _VERSION.fullmatch(cursor):
            raise RejectedInput("cursor: not one of ours")
        self.access.units(asker, Deed.READ_BANK, "versions")
        found = tuple(islice(self.store.versions(before=cursor, step=limit + 2), limit + 1))
        return Versions(
            versions=found[:limit],
            following=found[limit - 1].version if len(found) > limit else "",
            state=self.store.state(),
            rollbacks=tuple(islice(self.store.rollbacks(step=limit), limit)),
        )

    def read(self, asker: Asker, version: str) -> tuple[BankVersion, BankState]:
        """Return a version and what serves now; raise ``NotFound`` when there is no such version."""
        self.access.units(asker, Deed.READ_BANK, _target(version))
        return self._known(version), self.store.state()

    def ask(self, asker: Asker, *, override: str = "") -> BankVersion:
        """Have the draft built and put into service; it is on its way, or will be in about a minute.

        ``override`` is the reason why it is to serve even if fewer trials come out right.

        Raises:
            Conflict: there is no draft.
        """
        with self.access.changing(asker, Deed.PUBLISH_BANK, "draft"):
            state, now = self.store.state(), self.clock()
            if not state.draft:
                raise Conflict("there is nothing to publish yet")
            version = BankVersion(
                version=self.new_id(now),
                build=Build.BUILDING,
                by=asker.officer.username,
                requested_at=iso(now),
                draft=state.draft,
                revision=state.revision,
                override=override,
                was_live=state.live,
            )
            what = {"version": version.version}
            due = due_put(self.receipts_table, "publication", version.version, due_at=now + UPKEEP_AFTER, what=what)
            mark = asker.mark(Deed.PUBLISH_BANK, _target(version.version))
            self.audit.commit(mark, [self.store.version_put(version), due])
        self._enqueue(version.version)
        return version

    def roll_back(self, asker: Asker, version: str, *, reason: str) -> BankState:
        """Put a version that was published into service again, at once; return the state.

        What served is withdrawn: it is not in the history, and never served when something else cannot be read. It
        can be put into service again like any other.

        Raises:
            NotFound: there is no such version.
            Conflict: it was never published, or serves already.
        """
        with self.access.changing(asker, Deed.ROLL_BACK_BANK, _target(version)):
            if self._known(version).build is not Build.PUBLISHED:
                raise Conflict("it was never published")
            for _ in range(MOST_ATTEMPTS):
                state = self.store.state()
                if state.live == version:
                    raise Conflict("it serves already")
                withdrawn = state.live
                earlier = [one for one in state.history if one not in {"", version, withdrawn}]
                history = tuple(dict.fromkeys(earlier))[:HISTORY_KEPT]
                parts = [
                    self.store.served(state, live=version, history=history),
                    self.store.rollback_put(self._rollback(asker, state, version, reason)),
                ]
                try:
                    self.audit.commit(asker.mark(Deed.ROLL_BACK_BANK, _target(version)), parts)
                except LostRace:
                    continue
                return replace(state, live=version, history=history)
            raise Conflict("versions come and go; try again")

    def _rollback(self, asker: Asker, state: BankState, version: str, reason: str) -> Rollback:
        now = self.clock()
        return Rollback(
            rollback_id=self.new_id(now),
            at=iso(now),
            by=asker.officer.username,
            was=state.live,
            version=version,
            reason=reason,
        )

    def _known(self, version: str) -> BankVersion:
        found = self.store.version(version) if _VERSION.fullmatch(version) else None
        if found is None:
            raise NotFound("no such version")
        return found

    def _enqueue(self, version: str) -> None:
        """Hand over at once; when the queue refuses, upkeep does it from the due item, so the officer is not told."""
        try:
            self.publications.send(PublishMessage(version=version), group=GROUP, dedupe=version)
        except Exception:  # noqa: BLE001  # committed already: whatever it is, the version will be built
            self.could_not_enqueue()


def _target(version: str) -> str:
    return f"version {version}" if _VERSION.fullmatch(version) else "version ?"
