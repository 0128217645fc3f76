"""A desk for one test: fetching over moto, from a media server of this process."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.evidence import Custody, FileState, MediaMessage, quarantine_key
from dutydesk.messages import Attachment, AttachmentKind, Platform
from dutydesk.platforms.zalo.media import ZaloMedia
from dutydesk.stores.cases import Author, CaseMessage
from dutydesk.stores.custody import DynamoCustody
from dutydesk.stores.files import DynamoFiles, EvidenceFile, file_parts, owed_files
from dutydesk.stores.items import from_item
from dutydesk.stores.transactions import transact
from functions.media.fetching.agenda import DynamoAgenda
from functions.media.fetching.downloads import Downloads, HttpDownloads
from functions.media.fetching.fetching import Fetching, Result
from functions.media.fetching.quarantine import S3Quarantine
from functions.media.fetching.rules import Rules
from tests.fakes.clock import NOON, FakeClock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

BUCKET = "quarantine"
CASE = "01J00000000000000000000001"
EVENT = "zalo:user_send_image:1:msg1"
SIZES = {"image": 30, "gif": 30, "video": 200, "audio": 50, "file": 100}
WORKER_S = 300.0
VISIBILITY = timedelta(seconds=305)


@dataclass
class FetchDesk:
    """Fetching, and what tests want to see of it."""

    dynamodb: "DynamoDBClient"
    s3: "S3Client"
    tables: dict[str, str]
    origin: str = ""
    clock: FakeClock = field(default_factory=FakeClock)
    downloads: Downloads | None = None
    rules: Rules = field(default_factory=lambda: Rules(megabytes=SIZES))
    wrap: Callable[[Any, str], Any] = lambda client, _service: client
    """What stands between the code under test and its clients."""

    def __post_init__(self) -> None:
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})

    @property
    def fetching(self) -> Fetching:
        return Fetching(
            files=DynamoFiles(self.wrap(self.dynamodb, "dynamodb"), self.tables["cases"]),
            agenda=DynamoAgenda(self.tables["receipts"]),
            sources={Platform.ZALO: ZaloMedia()},
            downloads=self.downloads or HttpDownloads(local_origin=self.origin),
            quarantine=S3Quarantine(self.wrap(self.s3, "s3"), BUCKET),
            rules=self.rules,
            clock=self.clock,
        )

    def owe(self, *links: str, kind: AttachmentKind = AttachmentKind.IMAGE, announced: int | None = None) -> str:
        """Owe files as intake does, all of one message, and return the first one's id."""
        attachments = tuple(Attachment(kind=kind, url=link, size_bytes=announced) for link in links)
        message = CaseMessage(
            case_id=CASE, event_key=EVENT, author=Author.CITIZEN, sent_at=NOON, attachments=attachments
        )
        files = owed_files(message, platform=Platform.ZALO, page_id="zalo-1", unit="mau", received_at=self.clock())
        parts = [part for file in files for part in file_parts(self.tables["cases"], file, by="intake")]
        transact(self.dynamodb, parts)
        return files[0].file_id

    def fetch(self, file_id: str, *, time_left_s: float = WORKER_S) -> Result:
        """Deliver a message."""
        return self.fetching.fetch(MediaMessage(case_id=CASE, file_id=file_id), time_left_s=time_left_s)

    def file(self, file_id: str) -> EvidenceFile:
        """Return the file as last written."""
        found = DynamoFiles(self.dynamodb, self.tables["cases"]).get(CASE, file_id)
        assert found is not None
        return found

    def files(self) -> tuple[EvidenceFile, ...]:
        """Return all files of the case."""
        return DynamoFiles(self.dynamodb, self.tables["cases"]).of_case(CASE)

    def custody(self, file_id: str) -> list[Custody]:
        """Return what the custody log says, in order."""
        return [entry.what for entry in DynamoCustody(self.dynamodb, self.tables["cases"]).of_file(CASE, file_id)]

    def due(self) -> list[dict[str, Any]]:
        """Return what falls due."""
        return [from_item(item) for item in self.dynamodb.scan(TableName=self.tables["receipts"])["Items"]]

    def objects(self) -> dict[str, bytes]:
        """Return everything in quarantine."""
        keys = [one["Key"] for one in self.s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]
        return {key: self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys}

    def content(self, file_id: str) -> bytes | None:
        """Return what lies in quarantine of a file."""
        return self.objects().get(quarantine_key(CASE, file_id))

    def uploads(self) -> int:
        """Count the uploads that were never ended."""
        return len(self.s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []))

    def change(self, file_id: str, **changes: Any) -> None:
        """Have somebody else change a file."""
        DynamoFiles(self.dynamodb, self.tables["cases"]).move(self.file(file_id), **changes)

    def lose(self, file_id: str) -> None:
        """Have it given up."""
        self.change(file_id, state=FileState.LOST, reason="gone")

    def with_rules(self, **changes: Any) -> None:
        """Change what the configuration decides."""
        self.rules = replace(self.rules, **changes)
