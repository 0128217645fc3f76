"""A question bank on moto, what editors do to it, and publishers over it that can be broken."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from dutydesk.clock import iso
from dutydesk.stores.bank import (
    BANK_PK,
    VERSION_PREFIX,
    BankEntry,
    BankState,
    BankVersion,
    Build,
    Trial,
    entry_item,
    published_key,
    state_item,
    trial_item,
    version_from,
    version_item,
)
from dutydesk.stores.items import key, to_value
from functions.faq.edition import Edition, unpack
from functions.faq.publishing.library import S3Library
from functions.faq.publishing.publisher import Did, Publisher
from functions.faq.publishing.store import DynamoBank
from tests.fakes.clock import FakeClock
from tests.faults.sabotage import Breakable, Saboteur

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

PASSPORT = BankEntry(id="passport", question="Làm hộ chiếu cần giấy tờ gì?", answer="Tờ khai và ảnh.")
STAY = BankEntry(id="stay", question="Đăng ký tạm trú ở đâu?", answer="Công an phường.")
CARD = BankEntry(id="card", question="Mất thẻ căn cước thì làm lại thế nào?", answer="Đến công an phường.")
STRANGE = "nấu phở bò thế nào"


CALLS = [
    "dynamodb.get_item",  # the version
    "dynamodb.get_item",  # the state
    "dynamodb.get_item",  # the state again
    "s3.get_object",  # what serves
    "s3.put_object",
    "s3.get_object",  # what was put
    "dynamodb.transact_write_items",
]
"""What a publication calls, in order; the draft and the trials come through a paginator."""

EVERY_CALL = [
    pytest.param(at, id=f"{at} {name}", marks=[pytest.mark.long] if at % 3 else [])
    for at, name in enumerate(CALLS, start=1)
]
"""Each call in the long form, every third in the short one."""

READ_AGAIN = 3
"""The call that reads the state after the draft's entries."""


@dataclass(kw_only=True)
class Press:
    """The table and the bucket, and what happens around a publication."""

    dynamodb: "DynamoDBClient"
    s3: "S3Client"
    table: str
    bucket: str = "dutydesk-test-library"
    clock: FakeClock = field(default_factory=FakeClock)
    pauses: list[int] = field(default_factory=list)

    @property
    def bank(self) -> DynamoBank:
        """The bank as it is."""
        return DynamoBank(self.dynamodb, self.table)

    @property
    def state(self) -> BankState:
        """The state as it is."""
        return self.bank.state()

    def write(self, *entries: BankEntry, draft: str = "d1") -> None:
        """Replace the draft by these entries, as an import does: the old partition goes, the revision moves on."""
        state = self.state
        for entry in self.bank.entries(state.draft):
            old = entry_item(state.draft, entry)
            self.dynamodb.delete_item(TableName=self.table, Key={name: old[name] for name in ("pk", "sk")})
        for entry in entries:
            self.dynamodb.put_item(TableName=self.table, Item=entry_item(draft, entry))
        self.set_state(replace(state, draft=draft, revision=state.revision + 1))

    def edit(self, entry: BankEntry) -> None:
        """Change or add one entry of the draft."""
        state = self.state
        self.dynamodb.put_item(TableName=self.table, Item=entry_item(state.draft, entry))
        self.dynamodb.update_item(
            TableName=self.table,
            Key=key(BANK_PK, "STATE"),
            UpdateExpression="ADD revision :one",
            ExpressionAttributeValues={":one": to_value(1)},
        )

    def set_state(self, state: BankState) -> None:
        """Write the state, as a rollback may."""
        self.dynamodb.put_item(TableName=self.table, Item=state_item(state))

    def add_trials(self, *trials: tuple[str, str]) -> None:
        """Add trials: the text and the entry expected."""
        for number, (text, expected) in enumerate(trials):
            trial = Trial(trial_id=f"t{number}", text=text, expected=expected, added_at=iso(self.clock()))
            self.dynamodb.put_item(TableName=self.table, Item=trial_item(trial))

    def make_library(self) -> None:
        """Create the bucket, versioned as the real one is."""
        self.s3.create_bucket(Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
        self.s3.put_bucket_versioning(Bucket=self.bucket, VersioningConfiguration={"Status": "Enabled"})

    def ask(self, version: str, *, override: str = "", build: Build = Build.BUILDING) -> str:
        """Ask for a publication, as the officers' side does."""
        asked = BankVersion(
            version=version,
            build=build,
            by="an",
            requested_at=iso(self.clock()),
            draft="asked",
            override=override,
            was_live=self.state.live,
        )
        self.dynamodb.put_item(TableName=self.table, Item=version_item(asked))
        return version

    def publisher(self, saboteur: Saboteur | None = None) -> Publisher:
        """Return a publisher whose every call goes past the saboteur."""
        watched = saboteur or Saboteur()
        return Publisher(
            bank=DynamoBank(Breakable(self.dynamodb, "dynamodb", watched), self.table),  # type: ignore[arg-type]  # a client all the same
            library=S3Library(Breakable(self.s3, "s3", watched), self.bucket),  # type: ignore[arg-type]  # likewise
            clock=self.clock,
            pause=self.pauses.append,
        )

    def publish(self, version: str, *, override: str = "") -> Did:
        """Ask for a publication and have it done."""
        return self.publisher().publish(self.ask(version, override=override))

    def version(self, version: str) -> BankVersion:
        """Return a version as it is."""
        item = self.dynamodb.get_item(TableName=self.table, Key=key(BANK_PK, VERSION_PREFIX + version))["Item"]
        return version_from(item)

    def put(self, version: str, data: bytes) -> None:
        """Write over what lies in the library for a version."""
        self.s3.put_object(Bucket=self.bucket, Key=published_key(version), Body=data)

    def lose(self, version: str) -> None:
        """Take away what lies in the library for a version."""
        self.s3.delete_object(Bucket=self.bucket, Key=published_key(version))

    def edition(self, version: str) -> Edition:
        """Return what lies in the library for a version."""
        return unpack(self.s3.get_object(Bucket=self.bucket, Key=published_key(version))["Body"].read())

    def writes(self, version: str) -> int:
        """Return how often a version's file was written."""
        found = self.s3.list_object_versions(Bucket=self.bucket, Prefix=published_key(version))
        return len(found.get("Versions", []))


def ids(edition: Edition) -> set[str]:
    """Return the ids of an edition's entries."""
    return set(edition.answers)


def questions(entries: Sequence[BankEntry]) -> list[tuple[str, str]]:
    """Return a trial for each entry: its own question."""
    return [(entry.question, entry.id) for entry in entries]


def assert_serves_v2(press: Press) -> None:
    """Version v2 serves after v1, written once, and says how good it is."""
    made = press.version("v2")
    assert (made.build, made.right_now, made.right_before) == (Build.PUBLISHED, 1000, 666)
    assert (press.state.live, press.state.history) == ("v2", ("v1",))
    assert {"passport", "stay", "card"} <= ids(press.edition("v2"))
    assert press.writes("v2") == 1
