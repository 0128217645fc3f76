"""An import's surroundings on moto: officers who upload, the function that imports, and what citizens would see."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from dutydesk.clock import expiry, iso
from dutydesk.stores.card_imports import (
    CardImport,
    DynamoCardImports,
    ImportState,
    import_item,
    report_key,
    upload_key,
)
from dutydesk.stores.items import from_item, key
from dutydesk.stores.offices import DynamoOffices, Office, office_item
from functions.lookup.cards import Slot, card_from, card_key, live_from, live_key
from functions.lookup.importing.calendar import DynamoCalendar
from functions.lookup.importing.importer import Importer
from functions.lookup.importing.ports import Outcome
from functions.lookup.importing.shelf import DynamoShelf
from functions.lookup.importing.turns import DynamoTurns
from functions.lookup.importing.uploads import S3Uploads
from functions.lookup.importing.writing import InLanes
from functions.lookup.index_key import IndexKey
from tests.fakes.clock import FakeClock
from tests.faults.sabotage import Breakable, Saboteur

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

UNIT = "quan-mau"
HEADER = "card_number,receipt_number,birth_date,status,office,day"
BUCKET = "dutydesk-test-cards"
INDEX = IndexKey(b"k" * 32)
"""Invented, as every number here."""


def invented(number: int) -> str:
    """Return a card number that nobody bears: made for tests, its last six digits are ``number``."""
    return f"001099{number:06d}"


def receipt(number: int) -> str:
    """Return an invented receipt number."""
    return f"QM-2603-{number:05d}"


def row(number: int, *, status: str = "processing", born: str = "01/02/1990", day: str = "01/03/2026") -> str:
    """Return a good row with both numbers."""
    return f"{invented(number)},{receipt(number)},{born},{status},q1,{day}"


def sheet(*rows: str, header: str = HEADER) -> bytes:
    """Return a file of these rows."""
    return "\r\n".join((header, *rows, "")).encode()


def always() -> bool:
    """There is time."""
    return True


class Told:
    """The ``Watchers`` port: remembers from where on it was asked to tell, and is through after ``pages`` calls."""

    def __init__(self, pages: int = 1) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def swept(self, after: str, time_left: Callable[[], bool]) -> str | None:
        """Be through with one page."""
        del time_left
        self.asked.append(after)
        return str(len(self.asked)) if len(self.asked) < self.pages else None


@dataclass(kw_only=True)
class Counter:
    """The tables and the bucket, and who works on them."""

    dynamodb: "DynamoDBClient"
    s3: "S3Client"
    tables: dict[str, str]
    clock: FakeClock = field(default_factory=FakeClock)
    told: Told = field(default_factory=Told)
    pauses: list[int] = field(default_factory=list)
    in_lanes: InLanes = map
    lanes: int = 1
    numbers: Iterable[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
        self.add_office("q1", "Công an Quận Mẫu")
        self.add_office("p1", "Công an Phường Mẫu 1")
        self._tokens = (f"t{number}" for number in count(1))

    @property
    def records(self) -> DynamoCardImports:
        """The imports as officers see them."""
        return DynamoCardImports(self.dynamodb, self.tables["content"])

    @property
    def turns(self) -> DynamoTurns:
        """Whose turn it is."""
        return DynamoTurns(self.dynamodb, self.tables["idcards"])

    def add_office(self, office_id: str, name: str, unit: str = UNIT) -> None:
        """Open an office."""
        item = office_item(Office(office_id=office_id, unit=unit, name=name))
        self.dynamodb.put_item(TableName=self.tables["content"], Item=item)

    def ask(self, import_id: str, unit: str = UNIT) -> str:
        """Ask for an import, as the officers' side does."""
        now = self.clock()
        asked = CardImport(import_id=import_id, unit=unit, state=ImportState.AWAITING, by="an", created_at=iso(now))
        item = import_item(asked, expires_at=expiry(now, timedelta(days=365)))
        self.dynamodb.put_item(TableName=self.tables["content"], Item=item)
        return import_id

    def upload(self, import_id: str, data: bytes, unit: str = UNIT) -> str:
        """Ask for an import and upload its file."""
        self.ask(import_id, unit)
        self.s3.put_object(Bucket=BUCKET, Key=upload_key(unit, import_id), Body=data)
        return import_id

    def importer(self, saboteur: Saboteur | None = None) -> Importer:
        """Return an importer whose every call goes past the saboteur."""
        watched = saboteur or Saboteur()
        dynamodb: Any = Breakable(self.dynamodb, "dynamodb", watched)
        s3: Any = Breakable(self.s3, "s3", watched)
        return Importer(
            records=DynamoCardImports(dynamodb, self.tables["content"]),
            turns=DynamoTurns(dynamodb, self.tables["idcards"]),
            uploads=S3Uploads(s3, BUCKET),
            shelf=DynamoShelf(dynamodb, self.tables["idcards"], self.pauses.append),
            offices=DynamoOffices(dynamodb, self.tables["content"], ttl_s=0),
            calendar=DynamoCalendar(dynamodb, self.tables["receipts"]),
            watchers=self.told,
            names=lambda: INDEX,
            in_lanes=self.in_lanes,
            lanes=self.lanes,
            clock=self.clock,
            new_token=lambda: next(self._tokens),
        )

    def deliver(
        self,
        import_id: str,
        *,
        unit: str = UNIT,
        time_left: Callable[[], bool] = always,
        saboteur: Saboteur | None = None,
    ) -> Outcome:
        """Deliver an import once."""
        return self.importer(saboteur).go_on(unit, import_id, time_left)

    def bring(self, import_id: str, *rows: str) -> Outcome:
        """Upload a file of these rows and have it imported."""
        return self.deliver(self.upload(import_id, sheet(*rows)))

    def revive(self) -> None:
        """Let so much time pass that whoever was killed is known to be."""
        self.clock.advance(seconds=400)

    def record(self, import_id: str, unit: str = UNIT) -> CardImport:
        """Return an import as officers see it."""
        found = self.records.get(unit, import_id)
        assert found is not None
        return found

    def faults(self, import_id: str) -> list[tuple[int, str, str]]:
        """Return what officers see of its faults: line, column, and the Vietnamese words."""
        found = self.records.faults(UNIT, import_id)
        return [(one.line, one.column, one.message.split(" / ")[0]) for one in found]

    def report(self, import_id: str) -> str:
        """Return the report."""
        return self.s3.get_object(Bucket=BUCKET, Key=report_key(import_id))["Body"].read().decode("utf-8-sig")

    def objects(self) -> list[str]:
        """Return what lies in the bucket."""
        return [one["Key"] for one in self.s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]

    def live(self) -> int:
        """Return the number that is shown."""
        found = self.dynamodb.get_item(TableName=self.tables["idcards"], Key=live_key())
        return live_from(found.get("Item", {}))

    def seen(self, number: str, *, now: datetime | None = None) -> Slot | None:
        """Return what a citizen with this card number would be told from."""
        digest = INDEX.digest(number.replace("-", ""))
        found = self.dynamodb.get_item(TableName=self.tables["idcards"], Key=card_key(digest)).get("Item")
        return card_from(found).shown(self.live(), now or self.clock()) if found else None

    def shown(self, numbers: Iterable[int]) -> list[str]:
        """Return the status that citizens see of these cards, by either number; "-" for none."""
        found = []
        for number in numbers:
            slots = [self.seen(invented(number)), self.seen(receipt(number))]
            assert slots[0] == slots[1] or all(slots), "both numbers find the card, or neither"
            found.append(slots[0].status.value if slots[0] else "-")
        return found

    def items(self, table: str) -> list[dict[str, Any]]:
        """Return every item of a table."""
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.tables[table])
        return [from_item(item) for page in pages for item in page["Items"]]

    def due(self) -> dict[str, dict[str, Any]]:
        """Return what is to be gone on with, by import."""
        return {one["due_id"]: one for one in self.items("receipts") if one.get("kind") == "import"}

    def state(self) -> str:
        """Return a digest of everything that citizens are answered from."""
        cards = [one for one in self.items("idcards") if one["pk"].startswith("CARD#")]
        shown = sorted((one["pk"], str(self._shown_of(one["pk"]))) for one in cards)
        return hashlib.sha256(str(shown).encode()).hexdigest()

    def _shown_of(self, pk: str) -> Slot | None:
        item = self.dynamodb.get_item(TableName=self.tables["idcards"], Key=key(pk))["Item"]
        return card_from(item).shown(self.live(), self.clock())


BORN = date(1990, 2, 1)
