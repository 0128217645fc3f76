"""The lookup desk's book, its wishes and its sealed words in memory, with the conditions of the real ones."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from dutydesk.clock import VIETNAM, Clock, from_iso
from dutydesk.errands import LookupMessage
from dutydesk.errors import Conflict, MalformedEvent
from dutydesk.messages import Reply
from dutydesk.stores.offices import Office, Offices
from functions.lookup.cards import Card, Slot
from functions.lookup.status.book import LookupBook, Try
from functions.lookup.status.rules import NUMBERS_A_DAY, Asked, Counted, Known, Tried
from functions.lookup.status.sealing import Opener
from functions.lookup.status.store import ANSWERED_LIFE, ASKING_LIFE
from functions.lookup.watches import WATCH_LIFE, Watch, Watches


class StoreDown(Exception):
    """What the fakes raise when they are told to fail."""


class FakeCards:
    """Cards, and the import that is shown."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.cards: dict[str, Card] = {}
        self.live = 0

    def shown(self, digest: str) -> Slot | None:
        """Return what citizens may see."""
        card = self.cards.get(digest)
        return card.shown(self.live, self.clock()) if card else None


class FakeLookupBook:
    """The ``LookupBook`` port.

    ``fail_next`` commits change nothing and raise; ``die_next`` commits are made and raise all the same;
    ``conflict_next`` notes lose a race.
    """

    def __init__(self, cards: FakeCards) -> None:
        self.cards = cards
        self.clock = cards.clock
        self.receipts: dict[str, tuple[Reply, ...]] = {}
        self.dialogues: dict[str, tuple[str, datetime]] = {}
        self.tries: dict[tuple[str, str], Tried] = {}
        self.askeds: dict[str, Asked] = {}
        self.days: dict[tuple[str, str], set[str]] = {}
        self.pages: dict[tuple[str, str], int] = {}
        self.fail_next = self.die_next = self.conflict_next = 0

    def owed(self, event_key: str, *, surely: bool = False) -> tuple[Reply, ...] | None:
        """Return what the receipt holds."""
        del surely
        return self.receipts.get(event_key)

    def asking(self, person_id: str, digest: str) -> str:
        """Remember, or return what is remembered."""
        if digest:
            self.dialogues[person_id] = (digest, self.clock())
        known, since = self.dialogues.get(person_id, ("", self.clock()))
        return known if self.clock() < since + ASKING_LIFE else ""

    def stop(self, person_id: str) -> None:
        """Forget."""
        self.dialogues.pop(person_id, None)

    def answered(self, person_id: str) -> str:
        """Return the latest right one."""
        since = self.clock() - ANSWERED_LIFE
        right = [
            (tried.right_at, digest)
            for (person, digest), tried in self.tries.items()
            if person == person_id and tried.right_at and from_iso(tried.right_at) > since
        ]
        return max(right, default=("", ""))[1]

    def count(self, message: LookupMessage, digest: str) -> Counted:
        """Count on both days."""
        day = self.clock().astimezone(VIETNAM).date().isoformat()
        page = self.pages[day, message.page_id] = self.pages.get((day, message.page_id), 0) + 1
        numbers = self.days.setdefault((day, message.person_id), set())
        if digest not in numbers and len(numbers) >= NUMBERS_A_DAY:
            return Counted(numbers=None, page=page)
        numbers.add(digest)
        return Counted(numbers=len(numbers), page=page)

    def known(self, person_id: str, digest: str, *, surely: bool = False) -> Known:
        """Return what is known."""
        del surely
        tried, asked = self.tries.get((person_id, digest), Tried()), self.askeds.get(digest, Asked())
        return Known(slot=self.cards.shown(digest), tried=tried, asked=asked)

    def note(self, digest: str, asked: Asked, *, stranger: bool) -> None:
        """Write on condition of the version."""
        if self.conflict_next:
            self.conflict_next -= 1
            raise Conflict("noted meanwhile")
        if stranger:
            if self.askeds.get(digest, Asked()).version != asked.version - 1:
                raise Conflict("noted meanwhile")
            self.askeds[digest] = asked

    def commit(self, message: LookupMessage, replies: tuple[Reply, ...], left: Try | None = None) -> None:
        """Check both conditions, then write."""
        if self.fail_next:
            self.fail_next -= 1
            raise StoreDown
        where = (message.person_id, left.digest) if left else None
        before = self.tries.get(where, Tried()) if where else None
        if message.event_key in self.receipts or (left and before and before.version != left.tried.version - 1):
            raise Conflict("handled meanwhile")
        self.receipts[message.event_key] = replies
        if where and left:
            self.tries[where] = left.tried
        if self.die_next:
            self.die_next -= 1
            raise StoreDown


class FakeWatches:
    """The ``Watches`` port; ``owed`` is what ``upkeep`` would hand over; ``die_next`` fires are made, and raise."""

    def __init__(self, cards: FakeCards) -> None:
        self.cards = cards
        self.kept: dict[tuple[str, str], Watch] = {}
        self.owed: dict[str, Reply] = {}
        self.die_next = 0

    def put(self, watch: Watch) -> None:
        """Keep."""
        self.kept[watch.digest, watch.person_id] = watch

    def drop(self, watch: Watch) -> None:
        """Forget."""
        self.kept.pop((watch.digest, watch.person_id), None)

    def of_person(self, person_id: str) -> list[Watch]:
        """Return a person's."""
        now = self.cards.clock()
        alive = [one for one in self.kept.values() if now < from_iso(one.since) + WATCH_LIFE]
        return [one for one in alive if one.person_id == person_id]

    def of_shard(self, shard: int) -> Iterator[Sequence[Watch]]:
        """Return a shard's, two at a time."""
        people = sorted({one.person_id for one in self.kept.values()})
        mine = [one for person in people for one in self.of_person(person) if int(one.digest[0], 16) % 4 == shard]
        yield from (mine[at : at + 2] for at in range(0, len(mine), 2))

    def shown(self, digests: Iterable[str]) -> dict[str, Slot]:
        """Return what citizens may see."""
        found = {digest: self.cards.shown(digest) for digest in digests}
        return {digest: slot for digest, slot in found.items() if slot is not None}

    def fire(self, watch: Watch, reply: Reply) -> bool:
        """End it on condition of the wish that was read."""
        if self.kept.get((watch.digest, watch.person_id)) != watch or reply.reply_id in self.owed:
            return False
        self.drop(watch)
        self.owed[reply.reply_id] = reply
        if self.die_next:
            self.die_next -= 1
            raise StoreDown
        return True


class FakeOpener:
    """The ``Opener`` port over ``sealed``; ``opened`` counts."""

    def __init__(self) -> None:
        self.opened = 0

    def open(self, sealed: str, person_id: str) -> str:
        """Return the words if they are this person's."""
        self.opened += bool(sealed)
        person, _, words = base64.b64decode(sealed).decode().partition("\x1f")
        if sealed and person != person_id:
            raise MalformedEvent("the words were not sealed for this person")
        return words


class FakeOffices:
    """The ``Offices`` port over a list."""

    def __init__(self, *offices: Office) -> None:
        self.offices = offices
        self.asked: list[str] = []

    def offices_of(self, unit: str) -> tuple[Office, ...]:
        """Return the unit's."""
        self.asked.append(unit)
        return tuple(one for one in self.offices if one.unit == unit)


def sealed(words: str, person_id: str) -> str:
    """Seal words as ``FakeOpener`` opens them."""
    return base64.b64encode(f"{person_id}\x1f{words}".encode()).decode() if words else ""


_CARDS = FakeCards(datetime.now)
_BOOK: LookupBook = FakeLookupBook(_CARDS)
_WATCHES: Watches = FakeWatches(_CARDS)
_OPENER: Opener = FakeOpener()
_OFFICES: Offices = FakeOffices()
