"""Trying a draft before it is approved: counting whom it would reach, and sending it to named officers alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dutydesk.clock import Clock
from dutydesk.errors import Conflict, RejectedInput
from dutydesk.messages import PlanMessage, PlanWork
from dutydesk.queues import Outlet
from dutydesk.stores.broadcasts import State
from functions.admin.access import Access, Asker
from functions.admin.broadcasts import rules
from functions.admin.broadcasts.owned import mine, only_urgent, target_of
from functions.admin.broadcasts.store import DynamoBroadcasts
from functions.admin.linking import Linking
from functions.admin.matrix import Deed

NO_OFFICER = "không có cán bộ này trong đơn vị / no such officer of your units"
NO_CHAT = "cán bộ này chưa nối tài khoản chat / this officer has linked no chat account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """Asks ``plan`` for it; what comes of a count stands in the broadcast some seconds later."""

    access: Access
    store: DynamoBroadcasts
    linking: Linking
    plans: Outlet[PlanMessage]
    clock: Clock
    new_id: Callable[[datetime], str]

    def count(self, asker: Asker, broadcast_id: str) -> None:
        """Have the audience counted.

        Raises:
            NotFound: absent or another unit's.
            Conflict: it is no draft any more.
        """
        self._ask(asker, broadcast_id, PlanWork.COUNT)

    def test(self, asker: Asker, broadcast_id: str, usernames: Sequence[str]) -> int:
        """Have it sent to these officers' linked chat accounts; return how many those are.

        Raises:
            NotFound: absent or another unit's.
            RejectedInput: somebody is no officer of the asker's units, or has linked no chat account.
            Conflict: it is no draft any more.
        """
        return self._ask(asker, broadcast_id, PlanWork.TEST, usernames)

    def _ask(self, asker: Asker, broadcast_id: str, work: PlanWork, usernames: Sequence[str] = ()) -> int:
        target = target_of(broadcast_id)
        with self.access.changing(asker, Deed.TRY_BROADCAST, target) as units:
            broadcast = mine(self.store, units, broadcast_id).broadcast
            only_urgent(self.access, asker, Deed.TRY_BROADCAST, target, broadcast.priority)
            if broadcast.state is not State.DRAFT:
                raise Conflict(rules.NOT_DRAFT)
            to = self._chats(units, usernames)
        self.access.audit.note(asker.mark(Deed.TRY_BROADCAST, target))
        message = PlanMessage(broadcast_id=broadcast_id, work=work, to=to)
        dedupe = f"{broadcast_id}#{work}#{self.new_id(self.clock())}"
        self.plans.send(message, group=broadcast_id, dedupe=dedupe)
        return len(to)

    def _chats(self, units: Sequence[str], usernames: Sequence[str]) -> tuple[str, ...]:
        """Return the person ids of officers' chat accounts, once each."""
        found: dict[str, None] = {}
        wrong: list[str] = []
        for place, username in enumerate(usernames):
            officer = self.access.officers.get(username)
            if officer is None or not officer.active or set(units).isdisjoint(officer.units):
                wrong.append(f"officers.{place}: {NO_OFFICER}")
            elif (chat := self.linking.chat_of(username)) is None:
                wrong.append(f"officers.{place}: {NO_CHAT}")
            else:
                found[chat] = None
        if wrong:
            raise RejectedInput("; ".join(wrong))
        return tuple(found)
