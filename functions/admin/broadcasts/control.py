"""Approving, pausing, resuming, cancelling: each on condition of the state that was read, with its audit entry."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import Clock, from_iso, iso
from dutydesk.errors import Conflict
from dutydesk.messages import PlanMessage, PlanWork, TokenMessage
from dutydesk.queues import Outlet
from dutydesk.quiet_hours import is_night
from dutydesk.stores.broadcasts import Broadcast, State
from dutydesk.stores.receipts import due_put
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts import rules
from functions.admin.broadcasts.checks import check_approvable
from functions.admin.broadcasts.hours import QUIET, by_day_only
from functions.admin.broadcasts.owned import mine, only_urgent, target_of
from functions.admin.broadcasts.pages import DynamoPages
from functions.admin.broadcasts.store import DynamoBroadcasts, Kept
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

MOST_ATTEMPTS = 5
UPKEEP_AFTER = timedelta(seconds=60)
"""When upkeep hands over what was committed and not enqueued."""

SERIES: Mapping[str, tuple[timedelta, int]] = {"daily": (timedelta(days=1), 7), "weekly": (timedelta(days=7), 4)}
"""How far apart the broadcasts of a series are, and how many one approval lets out, the first included."""

NIGHT = "night"
"""Why ``send`` pauses what must not be told at night."""

RUNNING = frozenset({State.SENDING, State.PAUSED})
NOT_FROM: Mapping[Deed, str] = {
    Deed.PAUSE_BROADCAST: "chỉ tạm dừng được khi đang gửi / only what is on its way can be paused",
    Deed.RESUME_BROADCAST: "chỉ gửi tiếp được khi đang tạm dừng / only what is paused can be resumed",
    Deed.CANCEL_BROADCAST: "đã xong hoặc đã hủy / it is done or cancelled already",
}
FROM: Mapping[Deed, frozenset[State]] = {
    Deed.PAUSE_BROADCAST: frozenset({State.PLANNING, State.SENDING}),
    Deed.RESUME_BROADCAST: frozenset({State.PAUSED}),
    Deed.CANCEL_BROADCAST: frozenset(State) - {State.DONE, State.CANCELLED},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoBroadcasts
    pages: DynamoPages
    receipts_table: str
    plans: Outlet[PlanMessage]
    chunks: Outlet[TokenMessage]
    clock: Clock
    new_id: Callable[[datetime], str]
    new_code: Callable[[], str]
    could_not_enqueue: Callable[[], None]

    def approve(self, asker: Asker, broadcast_id: str, *, revision: int = 0) -> Kept:
        """Let it go out at its time, or at once; a large or urgent one only with the second approval.

        A series goes out as often as ``SERIES`` says, each time as a broadcast of its own.

        Raises:
            NotFound: absent or another unit's.
            RejectedInput: the words, the template or the time are not as they must be.
            Conflict: it is no draft, not of ``revision``, not counted lately, reaches nobody or has a broken page; or
                the same person, or the author, approves as the second.
        """
        with self.access.changing(asker, Deed.APPROVE_BROADCAST, target_of(broadcast_id)) as units:
            for _ in range(MOST_ATTEMPTS):
                kept, now = mine(self.store, units, broadcast_id), self.clock()
                if revision not in {0, kept.broadcast.revision}:
                    raise Conflict(rules.MOVED)
                check_approvable(kept, self.pages, now)
                by = _approved_by(kept, asker)
                final = len(by) > rules.needs_two(kept.broadcast, kept.preflight)
                changes: dict[str, Any] = {"approved_by": by}
                if final:
                    changes |= {"state": State.APPROVED, "by_day_only": by_day_only(kept.broadcast)}
                after = replace(kept.broadcast, **changes, revision=kept.broadcast.revision + 1)
                parts = [self.store.changed(kept.broadcast, changes), *(self._let_out(after, now) if final else ())]
                try:
                    self.audit.commit(asker.mark(Deed.APPROVE_BROADCAST, target_of(broadcast_id)), parts)
                except LostRace:
                    continue
                break
            else:
                raise Conflict(rules.TOO_FAST)
        if final and not after.starts_at:
            self._enqueue_plan(broadcast_id)
        return Kept(after, kept.preflight)

    def pause(self, asker: Asker, broadcast_id: str) -> Kept:
        """Stop the sending within seconds, or before it begins; raise ``Conflict`` when it is not on its way.

        One that rests for the night then rests until an officer resumes it.
        """
        return self._turn(asker, Deed.PAUSE_BROADCAST, broadcast_id, State.PAUSED)

    def resume(self, asker: Asker, broadcast_id: str) -> Kept:
        """Go on where it stopped; raise ``Conflict`` when it is not paused, or when it is night and no emergency."""
        return self._turn(asker, Deed.RESUME_BROADCAST, broadcast_id, State.SENDING)

    def cancel(self, asker: Asker, broadcast_id: str) -> Kept:
        """Send to nobody any more, for good; raise ``Conflict`` when it is over already."""
        return self._turn(asker, Deed.CANCEL_BROADCAST, broadcast_id, State.CANCELLED)

    def _turn(self, asker: Asker, deed: Deed, broadcast_id: str, to: State) -> Kept:
        target = target_of(broadcast_id)
        with self.access.changing(asker, deed, target) as units:
            for _ in range(MOST_ATTEMPTS):
                kept = mine(self.store, units, broadcast_id)
                before = kept.broadcast
                if to is State.SENDING:
                    only_urgent(self.access, asker, deed, target, before.priority)
                if not _may_turn(before, deed):
                    raise Conflict(NOT_FROM[deed])
                if to is State.SENDING and before.by_day_only and is_night(self.clock()):
                    raise Conflict(QUIET)
                changes = self._changes(before, to)
                try:
                    self.audit.commit(asker.mark(deed, target), self._parts(before, changes))
                except LostRace:
                    continue
                break
            else:
                raise Conflict(rules.TOO_FAST)
        after = replace(before, **changes, revision=before.revision + 1)
        if to is not State.PAUSED:
            for app_id in _open_apps(after):
                self._issue(after, app_id)
        if after.state is State.PLANNING:
            self._enqueue_plan(broadcast_id, after.generation)
        return Kept(after, kept.preflight)

    def _changes(self, before: Broadcast, to: State) -> dict[str, Any]:
        changes: dict[str, Any] = {"state": to, "reason": "" if to is State.SENDING else "officer"}
        if to is State.SENDING and not before.apps:
            changes["state"] = State.PLANNING  # it was paused before its plan was through
        if to is not State.PAUSED:
            changes["generation"] = before.generation + 1
        if to is State.CANCELLED and before.state not in RUNNING:
            changes["ended_at"] = iso(self.clock())
        return changes

    def _parts(self, before: Broadcast, changes: Mapping[str, Any]) -> "list[TransactWriteItemTypeDef]":
        """Return what turns the header and the list of every app that is not through, all or none."""
        parts, to = [self.store.changed(before, changes)], changes["state"]
        due_at = self.clock() + UPKEEP_AFTER
        for app_id in _open_apps(before):
            parts.append(self.store.listed_as(app_id, before.broadcast_id, to))
            if to is not State.PAUSED:
                what = {"app_id": app_id}
                parts.append(due_put(self.receipts_table, "sending", app_id, due_at=due_at, what=what))
        if to is State.CANCELLED:
            parts.append(self.store.called_off(before))
        return parts

    def _let_out(self, approved: Broadcast, now: datetime) -> "Iterator[TransactWriteItemTypeDef]":
        """Yield what makes it fall due, and the next ones of its series."""
        begins = from_iso(approved.starts_at) if approved.starts_at else now
        yield self._due(approved.broadcast_id, begins if approved.starts_at else now + UPKEEP_AFTER)
        step, times = SERIES.get(approved.recurring, (timedelta(), 1))
        for number in range(1, times):
            starts_at = begins + number * step
            later = replace(
                approved,
                broadcast_id=self.new_id(now),
                code=self.new_code(),
                created_at=iso(now),
                starts_at=iso(starts_at),
                follows=approved.broadcast_id,
                revision=1,
            )
            yield from self.store.drafted(later)
            yield self._due(later.broadcast_id, starts_at)

    def _due(self, broadcast_id: str, at: datetime) -> "TransactWriteItemTypeDef":
        what = {"broadcast_id": broadcast_id}
        return due_put(self.receipts_table, "broadcast", broadcast_id, due_at=at, what=what)

    def _enqueue_plan(self, broadcast_id: str, generation: int = 0) -> None:
        """Hand over at once; when the queue refuses, upkeep does it from the due item, so the officer is not told."""
        message = PlanMessage(broadcast_id=broadcast_id, work=PlanWork.PLAN)
        try:
            dedupe = f"{broadcast_id}#plan#{generation}" if generation else f"{broadcast_id}#plan"
            self.plans.send(message, group=broadcast_id, dedupe=dedupe)
        except Exception:  # noqa: BLE001  # committed already: whatever it is, it will go out
            self.could_not_enqueue()

    def _issue(self, broadcast: Broadcast, app_id: str) -> None:
        """Wake an app's sender with a token per open chunk; when the queue refuses, upkeep wakes it in a minute."""
        try:
            for number in range(self.store.open_chunks(app_id, broadcast.broadcast_id)):
                dedupe = f"{broadcast.broadcast_id}#{broadcast.generation}#{app_id}#{number}"
                self.chunks.send(TokenMessage(app_id=app_id), group=app_id, dedupe=dedupe)
        except Exception:  # noqa: BLE001  # committed already: whatever it is, the sender will be woken
            self.could_not_enqueue()


def _may_turn(broadcast: Broadcast, deed: Deed) -> bool:
    rests = broadcast.state is State.PAUSED and broadcast.reason == NIGHT
    return broadcast.state in FROM[deed] or (deed is Deed.PAUSE_BROADCAST and rests)


def _open_apps(broadcast: Broadcast) -> list[str]:
    return [app_id for app_id in broadcast.apps if app_id not in broadcast.apps_done]


def _approved_by(kept: Kept, asker: Asker) -> tuple[str, ...]:
    """Return who has approved with this approval; raise ``Conflict`` when it takes another person."""
    before, me = kept.broadcast.approved_by, asker.officer.username
    if not rules.needs_two(kept.broadcast, kept.preflight):
        return (me,)
    if before and me in {*before, kept.broadcast.created_by}:
        raise Conflict(rules.SECOND)
    return (*before, me)
