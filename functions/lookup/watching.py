"""Telling, once, that a card is ready to whoever wished it: after an import, or when the person writes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dutydesk.clock import Clock, iso
from dutydesk.ids import asked_id
from dutydesk.messages import Reply
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.stores.offices import Office, Offices
from dutydesk.stores.people import People
from functions.lookup.cards import Slot, Status
from functions.lookup.ready import ready_text
from functions.lookup.watches import SHARDS, Watch, Watches

MARGIN = timedelta(minutes=10)
"""A reply window that closes sooner is taken for closed: the reply still has to reach the platform."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """Fires wishes.

    A single message has no template to go out by, so a wish whose person may not be written to now stays, and is told
    when the person writes next.
    """

    watches: Watches
    people: People
    offices: Offices
    replies: Outlet[Reply]
    clock: Clock

    def watch(self, person_id: str, digest: str) -> None:
        """Keep a wish, once per person and number, for 180 days from the last time it is uttered."""
        self.watches.put(Watch(digest=digest, person_id=person_id, since=iso(self.clock())))

    def unwatch(self, person_id: str) -> None:
        """Forget all wishes of a person."""
        for watch in self.watches.of_person(person_id):
            self.watches.drop(watch)

    def check(self, person_id: str) -> int:
        """Tell somebody who has just written what is ready; return how many cards."""
        watches = self.watches.of_person(person_id)
        return self._fire(watches, lambda _person_id: True) if watches else 0

    def swept(self, shards: Iterable[int] = SHARDS, *, time_left: Callable[[], bool] = _always) -> tuple[int, ...]:
        """Go over all wishes after an import and tell everybody who may be written to what is ready.

        Returns:
            The shards that time did not allow to finish, to be swept again; doing any of it again is harmless.
        """
        left = list(shards)
        while left:
            for watches in self.watches.of_shard(left[0]):
                if not time_left():
                    return tuple(left)
                self._fire(watches, self._may_write)
            left.pop(0)
        return ()

    def _fire(self, watches: Sequence[Watch], may_write: Callable[[str], bool]) -> int:
        shown = self.watches.shown(watch.digest for watch in watches)
        told = 0
        for watch in watches:
            slot = shown.get(watch.digest)
            if slot is not None and slot.status is Status.READY and may_write(watch.person_id):
                told += self._tell(watch, slot)
        return told

    def _tell(self, watch: Watch, slot: Slot) -> bool:
        office = next((one for one in self.offices.offices_of(slot.unit) if one.office_id == slot.office), None)
        reply = _reply(watch, slot, office, self.clock)
        if not self.watches.fire(watch, reply):
            return False
        enqueue_reply(self.replies, reply)
        return True

    def _may_write(self, person_id: str) -> bool:
        person = self.people.get(person_id)
        return person is not None and person.reply_until > iso(self.clock() + MARGIN)


def _reply(watch: Watch, slot: Slot, office: Office | None, clock: Clock) -> Reply:
    return Reply(
        reply_id=f"ready#{asked_id(f'{watch.digest}#{watch.person_id}#{watch.since}')}",
        person_id=watch.person_id,
        text=ready_text(office, slot.day),
        created_at=clock(),
    )
