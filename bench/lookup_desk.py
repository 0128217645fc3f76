"""The lookup desk on a measured ground: cards that are invented, citizens who ask for them, and what they are told."""

import base64
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import batched
from typing import Any

from bench.lookup_ground import HOURS, OFFICE_ID, UNIT, Ground
from dutydesk.clock import iso, utc_now
from dutydesk.errands import LookupMessage, LookupWish
from dutydesk.messages import Platform, Reply
from dutydesk.queues import FifoOutlet, Outlet
from dutydesk.stores.offices import DynamoOffices, Office
from dutydesk.stores.people import DynamoPeople
from dutydesk.text import catalogue_lookup
from functions.lookup.cards import Card, Slot, Status, card_item, live_item
from functions.lookup.index_key import IndexKey, index_key
from functions.lookup.status.attempt import Attempts
from functions.lookup.status.book import Try
from functions.lookup.status.desk import LookupDesk
from functions.lookup.status.rules import WRONG_UNTIL_LOCKED, Tried
from functions.lookup.status.sealing import KmsOpener
from functions.lookup.status.store import DynamoLookupBook
from functions.lookup.watches import DynamoWatches
from functions.lookup.watching import Watching
from local.cards import invented_number

PAGES = 50
"""Pages that the citizens write to, so that none is asked more than a page may be in a day."""
BORN = date(1990, 2, 1)
WRITTEN_AT_ONCE = 25
AT_ONCE = 16
FAR = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())


class Fate(StrEnum):
    """What becomes of a try."""

    HIT = "hit"
    MISS = "miss"
    WRONG = "wrong_date"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody who asks, and what for."""

    fate: Fate
    person_id: str
    page_id: str
    words: str = field(repr=False)


class NotAsIntended(RuntimeError):
    """A try became something else than it was meant to be; the figures would mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where citizens ask: the ground, and the key of its index."""

    ground: Ground
    index: IndexKey = field(repr=False)

    @classmethod
    def on(cls, ground: Ground) -> "Room":
        """Open the unit's office and make the index key."""
        ground.open_office(
            Office(
                office_id=OFFICE_ID,
                unit=UNIT.unit,
                name="Bộ phận một cửa Quận Mẫu",
                address="1 đường Mẫu",
                hours=HOURS,
            )
        )
        dynamodb, kms = ground.client("dynamodb"), ground.client("kms")
        index = index_key(dynamodb, kms, table=ground.tables["idcards"], key_arn=ground.key_arn)
        return cls(ground=ground, index=index)

    def desk(self, *, dynamodb: Any = None, count: Callable[[str], None] = lambda _: None) -> LookupDesk:
        """Build the desk as its wiring does, over this client; its clock stands still until it is given one."""
        client, tables = dynamodb or self.ground.client("dynamodb"), self.ground.tables
        where = {"idcards_table": tables["idcards"], "receipts_table": tables["receipts"]}
        offices = DynamoOffices(client, tables["content"])
        replies: Outlet[Reply] = FifoOutlet(self.ground.client("sqs"), self.ground.replies_url)
        book = DynamoLookupBook(client=client, clock=utc_now, **where)
        return LookupDesk(
            book=book,
            attempts=Attempts(
                book=book, offices=offices, index=self.index, clock=utc_now, pause=lambda _: None, count=count
            ),
            watching=Watching(
                watches=DynamoWatches(client=client, clock=utc_now, **where),
                people=DynamoPeople(client, tables["people"]),
                offices=offices,
                replies=replies,
                clock=utc_now,
            ),
            opener=KmsOpener(self.ground.client("kms"), self.ground.key_arn),
            replies=replies,
            clock=utc_now,
            monotonic=lambda: 0.0,
            sleep=lambda _: None,
        )

    def invite(self, people: int) -> list[Asker]:
        """Have each of so many people ask four times, once for each fate; put the cards, and lock whom it concerns."""
        askers = [asker for person in range(people) for asker in _four(person)]
        here = [one for one in askers if one.fate is not Fate.MISS]
        self._put_cards([self.index.digest(_number(one)) for one in here])
        book = self.desk().book
        locked = Tried(version=1, wrong=WRONG_UNTIL_LOCKED, wrong_at=iso(utc_now()))

        def lock(asker: Asker) -> None:
            book.commit(_message(asker, ""), (), Try(digest=self.index.digest(_number(asker)), tried=locked))

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lock, [one for one in askers if one.fate is Fate.LOCKED]))
        return askers

    def ask(self, asker: Asker) -> LookupMessage:
        """Return what the webhook would enqueue."""
        sealed = self.ground.client("kms").encrypt(
            KeyId=self.ground.key_arn,
            Plaintext=asker.words.encode(),
            EncryptionContext={"person_id": asker.person_id},
        )
        return _message(asker, base64.b64encode(sealed["CiphertextBlob"]).decode())

    def _put_cards(self, digests: Sequence[str]) -> None:
        client, table = self.ground.client("dynamodb"), self.ground.tables["idcards"]
        client.put_item(TableName=table, Item=live_item(1))
        for some in batched(digests, WRITTEN_AT_ONCE, strict=False):
            puts = [{"PutRequest": {"Item": card_item(self._card(digest))}} for digest in some]
            client.batch_write_item(RequestItems={table: puts})

    def _card(self, digest: str) -> Card:
        slot = Slot(
            v=1,
            birth=self.index.birth_digest(digest, BORN),
            status=Status.READY,
            unit=UNIT.unit,
            office=OFFICE_ID,
            day="2026-03-02",
            until=FAR,
        )
        return Card(digest=digest, a=slot)


@dataclass(slots=True)
class Listening:
    """An ``Outlet`` that hands on to ``real`` and remembers the last text."""

    real: Outlet[Reply]
    text: str = ""

    def send(self, message: Reply, *, group: str, dedupe: str) -> None:
        """Hand on."""
        self.text = message.text
        self.real.send(message, group=group, dedupe=dedupe)


def check(told: str, fate: Fate) -> None:
    """Compare what was told with what was to be.

    Raises:
        NotAsIntended: the try became something else.
    """
    if (told != catalogue_lookup.NOT_FOUND) is not (fate is Fate.HIT) or not told:
        raise NotAsIntended(f"a try that was to be {fate} was told otherwise")


def _four(person: int) -> Iterator[Asker]:
    for place, fate in enumerate(Fate):
        born = BORN + timedelta(days=1) if fate is Fate.WRONG else BORN
        number = invented_number(person * len(Fate) + place + 1)
        yield Asker(
            fate=fate,
            person_id=f"bench-{person:06}",
            page_id=f"zalo-bench-{person % PAGES:02}",
            words=f"{number} {born:%d/%m/%Y}",
        )


def _number(asker: Asker) -> str:
    return asker.words.partition(" ")[0]


def _message(asker: Asker, sealed: str) -> LookupMessage:
    return LookupMessage(
        event_key=f"zalo:user_send_text:{secrets.token_hex(16)}",
        platform=Platform.ZALO,
        page_id=asker.page_id,
        unit=UNIT.unit,
        person_id=asker.person_id,
        sent_at=utc_now(),
        wish=LookupWish.ASK,
        sealed=sealed,
    )
