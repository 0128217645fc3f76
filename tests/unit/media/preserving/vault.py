"""A file's surroundings on moto: a case, a file in quarantine, the function that preserves it, what officers find."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.evidence import FileState, ScanMessage, original_key, quarantine_key
from dutydesk.messages import Attachment, AttachmentKind, Platform, Reply
from dutydesk.sealed import opened
from dutydesk.stores.case_keys import DynamoCaseKeys
from dutydesk.stores.cases import Author, Case, CaseMessage, DynamoCases, case_item, message_item
from dutydesk.stores.custody import DynamoCustody
from dutydesk.stores.facts import DynamoFacts
from dutydesk.stores.files import DynamoFiles, EvidenceFile, file_parts, owed_files
from dutydesk.stores.holds import DynamoHolds
from dutydesk.stores.items import from_item
from dutydesk.stores.likenesses import DynamoLikenesses
from dutydesk.stores.transactions import transact
from functions.media.preserving.cards import Cards
from functions.media.preserving.originals import S3Originals
from functions.media.preserving.outcomes import Outcome
from functions.media.preserving.preserving import Preserving
from functions.media.preserving.shelves import S3Quarantine, S3Views
from tests.fakes.clock import FakeClock
from tests.faults.sabotage import Breakable, Saboteur

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client

UNIT = "quan-mau"
PERSON = "p1"
BUCKETS = ("quarantine", "originals", "views")
CLEAN, THREAT = "NO_THREATS_FOUND", "THREATS_FOUND"
SEALED_DAYS = {"": 90, "question": 30}


def bucket(name: str) -> str:
    """Return a bucket's physical name."""
    return f"dutydesk-test-{name}"


@dataclass
class Replies:
    """The ``Outlet`` port: what the way out is asked for, copies included."""

    sent: list[Reply] = field(default_factory=list)
    saboteur: Saboteur = field(default_factory=Saboteur)

    def send(self, message: Reply, *, group: str, dedupe: str) -> None:
        """Take a reply."""
        assert (group, dedupe) == (message.person_id, f"{message.reply_id}#0")
        self.saboteur.call("sqs", "send_message", lambda: self.sent.append(message))


@dataclass(kw_only=True)
class Vault:
    """The tables and buckets, and who works on them."""

    dynamodb: "DynamoDBClient"
    kms: "KMSClient"
    s3: "S3Client"
    tables: dict[str, str]
    clock: FakeClock = field(default_factory=FakeClock)
    replies: Replies = field(default_factory=Replies)
    latest: EvidenceFile = field(init=False)
    """The file that was fetched last."""

    def __post_init__(self) -> None:
        place: Any = {"CreateBucketConfiguration": {"LocationConstraint": "ap-southeast-1"}}
        for name in BUCKETS:
            self.s3.create_bucket(Bucket=bucket(name), ObjectLockEnabledForBucket=name == "originals", **place)
        self.key_arn = self.kms.create_key()["KeyMetadata"]["Arn"]
        self.files = DynamoFiles(self.dynamodb, self.tables["cases"])
        self.keys = DynamoCaseKeys(self.dynamodb, self.kms, self.tables["cases"], self.key_arn)
        self.custody = DynamoCustody(self.dynamodb, self.tables["cases"])
        self.likenesses = DynamoLikenesses(self.dynamodb, self.tables["likenesses"])

    def open(self, case_id: str = "c1", *, category: str = "tip", unit: str = UNIT) -> str:
        """Open a case."""
        case = Case(
            case_id=case_id,
            receipt="R" + case_id,
            unit=unit,
            page_id="zalo-mau",
            person_id=PERSON,
            opened_at=self.clock(),
            summary="",
            category=category,
        )
        self.dynamodb.put_item(TableName=self.tables["cases"], Item=case_item(case))
        return case_id

    def say(self, text: str, case_id: str = "c1", event_key: str = "e0", at: datetime | None = None) -> CaseMessage:
        """Have the citizen write something in a case."""
        message = CaseMessage(
            case_id=case_id, event_key=event_key, author=Author.CITIZEN, sent_at=at or self.clock(), text=text
        )
        self.dynamodb.put_item(TableName=self.tables["cases"], Item=message_item(message))
        return message

    def fetched(
        self,
        data: bytes,
        *,
        case_id: str = "c1",
        event_key: str = "e1",
        caption: str = "",
        kind: AttachmentKind = AttachmentKind.IMAGE,
    ) -> EvidenceFile:
        """Put a file where whoever fetches leaves it: in quarantine, hashed, with its message and its record."""
        message = CaseMessage(
            case_id=case_id,
            event_key=event_key,
            author=Author.CITIZEN,
            sent_at=self.clock(),
            text=caption,
            attachments=(Attachment(kind=kind, url="https://media.example/secret"),),
        )
        (owed,) = owed_files(message, platform=Platform.ZALO, page_id="zalo-mau", unit=UNIT, received_at=self.clock())
        put: Any = {"Put": {"TableName": self.tables["cases"], "Item": message_item(message)}}
        parts = file_parts(self.tables["cases"], owed, by="intake")
        transact(self.dynamodb, [put, *parts])
        key = quarantine_key(case_id, owed.file_id)
        etag = self.s3.put_object(Bucket=bucket("quarantine"), Key=key, Body=data)["ETag"]
        found = self.files.get(case_id, owed.file_id)
        assert found is not None
        self.latest = self.files.move(
            found,
            state=FileState.FETCHED,
            link="",
            size_bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            etag=etag,
        )
        return self.latest

    def preserving(self, saboteur: Saboteur | None = None) -> Preserving:
        """Return the function, whose every call goes past the saboteur."""
        watched = saboteur or Saboteur()
        self.replies.saboteur = watched
        dynamodb: Any = Breakable(self.dynamodb, "dynamodb", watched)
        s3: Any = Breakable(self.s3, "s3", watched)
        kms: Any = Breakable(self.kms, "kms", watched)
        cases = DynamoCases(dynamodb, self.tables["cases"])
        return Preserving(
            files=DynamoFiles(dynamodb, self.tables["cases"]),
            cases=cases,
            keys=DynamoCaseKeys(dynamodb, kms, self.tables["cases"], self.key_arn),
            quarantine=S3Quarantine(client=s3, bucket=bucket("quarantine")),
            originals=S3Originals(client=s3, bucket=bucket("originals"), mode="COMPLIANCE"),
            views=S3Views(client=s3, bucket=bucket("views"), quarantine=bucket("quarantine")),
            facts=DynamoFacts(dynamodb, self.tables["cases"]),
            likenesses=DynamoLikenesses(dynamodb, self.tables["likenesses"]),
            holds=DynamoHolds(dynamodb, self.tables["cases"]),
            cards=Cards(said=cases, replies=self.replies, clock=self.clock),
            receipts_table=self.tables["receipts"],
            sealed_days=SEALED_DAYS,
            clock=self.clock,
        )

    def deliver(self, file: EvidenceFile, result: str = CLEAN, *, saboteur: Saboteur | None = None) -> Outcome:
        """Deliver what the scan said of a file."""
        self.clock.advance(seconds=1)
        scan = ScanMessage(case_id=file.case_id, file_id=file.file_id, result=result, etag=file.etag.strip('"'))
        return self.preserving(saboteur).take(scan)

    def file(self, file: EvidenceFile) -> EvidenceFile:
        """Return a file as it is now."""
        found = self.files.get(file.case_id, file.file_id)
        assert found is not None
        return found

    def objects(self, name: str) -> list[str]:
        """Return what lies in a bucket, by key."""
        return [one["Key"] for one in self.s3.list_objects_v2(Bucket=bucket(name)).get("Contents", [])]

    def bytes_of(self, name: str, key: str) -> bytes:
        """Return an object."""
        return self.s3.get_object(Bucket=bucket(name), Key=key)["Body"].read()

    def original(self, file: EvidenceFile) -> bytes:
        """Return an original, opened under its case's key."""
        key = original_key(file.case_id, file.file_id)
        return b"".join(opened(self.keys.get(file.case_id), key, [self.bytes_of("originals", key)]))

    def uploads(self) -> int:
        """Return how many uploads in parts were begun and not ended."""
        return len(self.s3.list_multipart_uploads(Bucket=bucket("originals")).get("Uploads", []))

    def steps(self, file: EvidenceFile) -> list[str]:
        """Return a file's custody log: what, and its detail."""
        return [f"{one.what} {one.detail}".strip() for one in self.custody.of_file(file.case_id, file.file_id)]

    def due(self) -> list[dict[str, Any]]:
        """Return what falls due."""
        return [from_item(item) for item in self.dynamodb.scan(TableName=self.tables["receipts"])["Items"]]

    def end(self, file: EvidenceFile) -> dict[str, Any]:
        """Return everything that matters of how a file has ended up; the same however often it was cut short."""
        now = self.file(file)
        return {
            "record": (now.state, now.reason, now.viewable, now.scan, now.media_type, now.likeness, now.until != ""),
            "custody": self.steps(file),
            "quarantine": self.objects("quarantine"),
            "originals": self.objects("originals"),
            "views": self.objects("views"),
            "original": self.original(file) if self.objects("originals") else b"",
            "marks": self.dynamodb.scan(TableName=self.tables["likenesses"])["Count"],
            "facts": DynamoFacts(self.dynamodb, self.tables["cases"]).get(
                file.case_id, file.file_id, self.keys.get(file.case_id)
            ),
            "told": {one.reply_id for one in self.replies.sent},
            "uploads": self.uploads(),
        }
