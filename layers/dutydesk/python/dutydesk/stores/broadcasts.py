"""Broadcasts: what is told to whom, frozen in chunks, with one ledger per chunk that accounts for everyone in it.

===========  =======================  ================================  ===============================================
Item         pk                       sk                                Purpose
===========  =======================  ================================  ===============================================
Broadcast    ``BROADCAST#<id>``       ``#``                             the words, the audience, the state
Plan         ``BROADCAST#<id>``       ``PLAN``                          how far the audience is frozen
Chunk        ``BROADCAST#<id>``       ``CHUNK#<app>#<page>#<shard>#<first person>``   its people; written once
Ledger       ``BROADCAST#<id>``       ``LEDGER#<app>#<page>#<shard>#<first person>``  one letter for each of them
Article      ``BROADCAST#<id>``       ``ARTICLE#<app>#<page>#<shard>#<recipient>``    how far a page's article is
Heard        ``BROADCAST#<id>``       ``HEARD#<app>#<page>#<shard>#<first person>``   what the platform said later
Ids          ``BROADCAST#<id>``       ``IDS#<app>#<page>#<shard>#<first person>``     digests of the platform's ids
Active       ``APP#<app>``            ``ACTIVE#<id>``                   the app has chunks of this broadcast to send
Sent         ``PAGE#<page>``          ``SENT#<started_at>#<id>``        a broadcast that went to this page's people
Code         ``CODE#<code>``          ``#``                             which broadcast a short code names
Listed       ``UNIT#<unit>``          ``LISTED#<created_at>#<id>``      a unit's broadcasts, newest last
===========  =======================  ================================  ===============================================

Only person ids are kept here, never a platform's. A chunk's people are sorted, so that the chunk which holds a person
is the last one whose key does not exceed the person's. A chunk and its ledger are put in one transaction, with nobody
sent to; so the ledgers' letters always add up to the target. Only senders write ledgers and only ``track`` writes what
was heard; ``merged`` tells what both together say of each person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dutydesk.messages import as_plain
from dutydesk.stores.items import from_item, known_fields, to_item

HEADER = "#"
PLAN = "PLAN"
CHUNK_PREFIX = "CHUNK#"
LEDGER_PREFIX = "LEDGER#"
HEARD_PREFIX = "HEARD#"
IDS_PREFIX = "IDS#"
ACTIVE_PREFIX = "ACTIVE#"
LISTED_PREFIX = "LISTED#"
SENT_PREFIX = "SENT#"
PERSON_DIGITS = 32


class State(StrEnum):
    """How far a broadcast is."""

    DRAFT = "draft"
    APPROVED = "approved"  # waits for its time
    PLANNING = "planning"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class Priority(StrEnum):
    """Which broadcast of an app goes first; text order is urgency."""

    EMERGENCY = "0"
    NORMAL = "5"


class Kind(StrEnum):
    """What goes out, and who carries it to people."""

    MESSAGES = "messages"  # to each person, by the desk
    ARTICLE = "article"  # once for each page, which the platform carries to the page's followers


class Policy(StrEnum):
    """What becomes of a recipient who may or may not have been reached when a sender died."""

    ONCE = "once"  # stays unknown unless the platform's echo settles it
    REACH = "reach"  # is sent to again


class Letter(StrEnum):
    """One recipient's state in a ledger."""

    PENDING = "p"
    SENT = "s"
    DELIVERED = "d"
    SEEN = "e"
    UNKNOWN = "u"
    SKIPPED_WINDOW = "w"  # no path is open to this person now
    SKIPPED_OPTED_OUT = "o"
    SKIPPED_GONE = "g"  # left or blocked the page, or is not known any more
    SKIPPED_OFTEN = "q"  # had enough broadcasts lately
    SKIPPED_CANCELLED = "c"
    FAILED_REFUSED = "r"  # the platform does not take this message
    FAILED_UNREACHABLE = "b"  # the platform says that the person cannot be reached
    FAILED_DOWN = "x"  # the platform did not answer, or had no quota, for too long


class Heard(StrEnum):
    """What the platform said of one recipient after the message went out; text order is how far it got."""

    NOTHING = "0"
    ECHO = "1"  # the message is in the conversation
    DELIVERED = "2"
    SEEN = "3"


_MAY_HAVE_IT = frozenset({Letter.SENT, Letter.UNKNOWN, Letter.PENDING, Letter.FAILED_DOWN})
_HEARD_AS: Mapping[str, Letter] = {
    Heard.ECHO: Letter.SENT,
    Heard.DELIVERED: Letter.DELIVERED,
    Heard.SEEN: Letter.SEEN,
}
SENT = frozenset({Letter.SENT, Letter.DELIVERED, Letter.SEEN})
SKIPPED = frozenset(letter for letter in Letter if letter.name.startswith("SKIPPED"))
FAILED = frozenset(letter for letter in Letter if letter.name.startswith("FAILED"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The books: ``target`` is always the sum of the others."""

    target: int = 0
    sent: int = 0
    failed: int = 0
    skipped: int = 0
    unknown: int = 0
    pending: int = 0
    delivered: int = 0
    """Of those sent, how many the platform says were delivered, seen ones included."""
    seen: int = 0
    letters: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """A broadcast. Moments are ISO-8601, empty when they have not come.

    ``audience`` is the wish as plain JSON (see ``functions/broadcast/audience.py``); ``apps`` are those that have
    chunks, ``apps_done`` those that have no more to send. ``generation`` counts how often tokens were issued, so that
    tokens of one pause never collide with those of the next.
    """

    broadcast_id: str
    unit: str
    title: str
    text: str
    state: State = State.DRAFT
    priority: Priority = Priority.NORMAL
    policy: Policy = Policy.ONCE
    audience: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    created_by: str = ""
    created_at: str = ""
    approved_by: tuple[str, ...] = ()
    starts_at: str = ""
    started_at: str = ""
    ended_at: str = ""
    target: int = 0
    apps: tuple[str, ...] = ()
    apps_done: tuple[str, ...] = ()
    generation: int = 0
    revision: int = 0
    reason: str = ""
    corrects: str = ""
    follows: str = ""
    recurring: str = ""
    template_id: str = ""
    night_reason: str = ""
    by_day_only: bool = False
    """Whether it rests in quiet hours, as its approval decided."""
    kind: Kind = Kind.MESSAGES
    description: str = ""
    """Of an article: the lines below its title."""
    cover_url: str = ""
    """Of an article: where its cover photo lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkKey:
    """Where a chunk stands; text order of ``path`` is the order of sending."""

    broadcast_id: str
    app_id: str
    page_id: str
    shard: str
    first: str

    @property
    def path(self) -> str:
        """What chunk and ledger keys share."""
        return f"{self.app_id}#{self.page_id}#{self.shard}#{self.first}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some people of one page, sorted; never rewritten."""

    key: ChunkKey
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """A broadcast that an app has chunks of; ``cursor`` is the path of the last chunk that the app is through with.

    ``rests_until`` is when there is something to do for it again (ISO-8601), empty for now. ``by_day_only`` as in
    ``Broadcast``.
    """

    broadcast_id: str
    app_id: str
    priority: Priority
    state: State
    policy: Policy
    cursor: str = ""
    served_at: str = ""
    kind: Kind = Kind.MESSAGES
    rests_until: str = ""
    by_day_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A chunk's books: a letter per person, and the slice that is on its way right now.

    Inside ``flight`` (first index, and one past the last) a pending letter may already be out; outside it cannot be.
    ``generation`` is that of the sender who wrote last: an older one is fenced off.
    """

    key: ChunkKey
    letters: str
    flight: tuple[int, int] = (0, 0)
    generation: int = 0
    updated_at: str = ""

    def totals(self) -> Totals:
        """Count the letters."""
        return add_up([self.letters])


def merged(letters: str, heard: str) -> str:
    """Return a letter per person: the ledger's, moved forward by what was heard.

    Whoever was heard of has the message, whatever the sender could know; a person who was skipped or refused has not.
    """
    if not heard:
        return letters
    return "".join(_forward(letter, one) for letter, one in zip(letters, heard, strict=True))


def _forward(letter: str, heard: str) -> str:
    if heard == Heard.NOTHING or letter not in _MAY_HAVE_IT:
        return letter
    return _HEARD_AS[heard]


def add_up(ledgers: Iterable[str]) -> Totals:
    """Return the sum over ledgers' letters."""
    counts: Counter[str] = Counter()
    for letters in ledgers:
        counts.update(letters)
    return Totals(
        target=counts.total(),
        sent=sum(counts[letter] for letter in SENT),
        failed=sum(counts[letter] for letter in FAILED),
        skipped=sum(counts[letter] for letter in SKIPPED),
        unknown=counts[Letter.UNKNOWN],
        pending=counts[Letter.PENDING],
        delivered=counts[Letter.DELIVERED] + counts[Letter.SEEN],
        seen=counts[Letter.SEEN],
        letters=dict(counts),
    )


def broadcast_pk(broadcast_id: str) -> str:
    """The partition of one broadcast."""
    return f"BROADCAST#{broadcast_id}"


def app_pk(app_id: str) -> str:
    """The partition that says what an app has to send."""
    return f"APP#{app_id}"


def page_pk(page_id: str) -> str:
    """The partition that says which broadcasts a page had."""
    return f"PAGE#{page_id}"


def broadcast_item(broadcast: Broadcast) -> dict[str, Any]:
    """The header as an item."""
    plain: dict[str, Any] = as_plain(broadcast)
    keys = {"pk": broadcast_pk(broadcast.broadcast_id), "sk": HEADER, "schema": 1}
    return to_item(plain | keys)


def broadcast_from(item: Mapping[str, Any]) -> Broadcast:
    """Read a header."""
    return Broadcast(**_enums(known_fields(Broadcast, item)))


def chunk_item(chunk: Chunk) -> dict[str, Any]:
    """A chunk as an item: its people are one text, 32 characters each, without the ``p`` that begins an id."""
    packed = "".join(person.removeprefix("p") for person in chunk.people)
    return _kept(chunk.key, CHUNK_PREFIX, {"people": packed})


def chunk_from(item: Mapping[str, Any]) -> Chunk:
    """Read a chunk."""
    packed = item["people"]["S"]
    people = tuple("p" + packed[at : at + PERSON_DIGITS] for at in range(0, len(packed), PERSON_DIGITS))
    return Chunk(key=_key(item), people=people)


def ledger_item(ledger: Ledger) -> dict[str, Any]:
    """A ledger as an item."""
    books = {
        "letters": ledger.letters,
        "flight": list(ledger.flight),
        "generation": ledger.generation,
        "updated_at": ledger.updated_at,
    }
    return _kept(ledger.key, LEDGER_PREFIX, books)


def ledger_from(item: Mapping[str, Any]) -> Ledger:
    """Read a ledger."""
    plain = from_item(item)
    begin, end = plain["flight"]
    return Ledger(
        key=_key(item),
        letters=plain["letters"],
        flight=(begin, end),
        generation=plain["generation"],
        updated_at=plain.get("updated_at", ""),
    )


def active_item(active: Active) -> dict[str, Any]:
    """A broadcast on an app's list, as an item."""
    plain: dict[str, Any] = as_plain(active)
    keys = {"pk": app_pk(active.app_id), "sk": ACTIVE_PREFIX + active.broadcast_id, "schema": 1}
    return to_item(plain | keys)


def active_from(item: Mapping[str, Any]) -> Active:
    """Read a broadcast on an app's list."""
    return Active(**_enums(known_fields(Active, item)))


def _kept(key: ChunkKey, prefix: str, plain: Mapping[str, Any]) -> dict[str, Any]:
    where = as_plain(key) | {"pk": broadcast_pk(key.broadcast_id), "sk": prefix + key.path, "schema": 1}
    return to_item(where | dict(plain))


def _enums(values: dict[str, Any]) -> dict[str, Any]:
    kinds: tuple[tuple[str, type[StrEnum]], ...] = (
        ("state", State),
        ("priority", Priority),
        ("policy", Policy),
        ("kind", Kind),
    )
    return values | {name: kind(values[name]) for name, kind in kinds if name in values}


def _key(item: Mapping[str, Any]) -> ChunkKey:
    return ChunkKey(**known_fields(ChunkKey, item))
