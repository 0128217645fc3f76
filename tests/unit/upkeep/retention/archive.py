"""A desk's closed cases with all that lies in and around them, and what erases them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.audit.store import DynamoAudit
from dutydesk.clock import iso
from dutydesk.evidence import FileState, Scan, copy_key, file_id, opened_key, quarantine_key, thumb_key, view_key
from dutydesk.ids import new_code, new_ulid
from dutydesk.messages import Attachment, AttachmentKind, Platform
from dutydesk.retention import Retention
from dutydesk.stores.case_keys import DynamoCaseKeys
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.cases import Author, Case, CaseMessage, DynamoCases, Status, case_item, case_pk, message_item
from dutydesk.stores.erasures import DynamoErasures, Erasure
from dutydesk.stores.facts import DynamoFacts, Facts
from dutydesk.stores.files import EvidenceFile, file_parts, owed_files
from dutydesk.stores.holds import DynamoHolds
from dutydesk.stores.items import from_item, to_item
from dutydesk.stores.likenesses import DynamoLikenesses
from dutydesk.stores.search import Wording
from dutydesk.stores.transactions import transact
from functions.upkeep.retention.content import Content
from functions.upkeep.retention.retaining import Retaining
from functions.upkeep.retention.shelves import S3Copies
from tests.fakes.clock import NOON, FakeClock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

VIEWS = "dutydesk-test-views"
QUARANTINE = "dutydesk-test-quarantine"
SECRET = "wvxq"
"""What was written: one word, which nothing else holds."""
LINK = "https://photos.example/1.jpg"
SHA256 = "ab" * 32
LIKENESS = "0123456789abcdef" * 2
UNIT = "quan-mau"
DAY = timedelta(days=1)


class Killed(Exception):
    """The worker ended here."""


@dataclass
class Breaking:
    """A client of AWS whose ``strike``-th change, counted from 0, ends the worker before or after it is made."""

    client: Any
    changes: "Changes"

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.client, name)
        if not name.startswith(("put_", "update_", "delete_", "transact_", "batch_write")):
            return real

        def change(**arguments: Any) -> Any:
            return self.changes.make(lambda: real(**arguments))

        return change


@dataclass
class Changes:
    """Counts the changes of all clients."""

    strike: int = -1
    before: bool = False
    made: int = 0

    def make(self, change: Callable[[], Any]) -> Any:
        """Make one, or be killed."""
        number, self.made = self.made, self.made + 1
        if number == self.strike and self.before:
            raise Killed
        answer = change()
        if number == self.strike:
            raise Killed
        return answer


@dataclass
class Archive:
    """Cases on moto."""

    client: "DynamoDBClient"
    s3: "S3Client"
    kms: Any
    key_arn: str
    tables: dict[str, str]
    clock: FakeClock = field(default_factory=FakeClock)
    faults: list[Exception] = field(default_factory=list)

    @property
    def cases_table(self) -> str:
        """Where nearly everything is."""
        return self.tables["cases"]

    @property
    def keys(self) -> DynamoCaseKeys:
        """The keys of cases."""
        return DynamoCaseKeys(self.client, self.kms, self.cases_table, self.key_arn)

    @property
    def holds(self) -> DynamoHolds:
        """Legal holds."""
        return DynamoHolds(self.client, self.cases_table)

    @property
    def erasures(self) -> DynamoErasures:
        """What is under way."""
        return DynamoErasures(self.client, self.cases_table)

    def worker(self, changes: Changes | None = None, terms: Retention | None = None) -> Retaining:
        """A worker that remembers nothing."""
        changes = changes or Changes()
        client, s3 = Breaking(self.client, changes), Breaking(self.s3, changes)
        return Retaining(
            erasures=DynamoErasures(client, self.cases_table),  # type: ignore[arg-type]  # acts for a client
            content=Content(
                client=client,  # type: ignore[arg-type]  # likewise
                table=self.cases_table,
                copies=S3Copies(client=s3, views=VIEWS, quarantine=QUARANTINE),  # type: ignore[arg-type]  # likewise
                likenesses=DynamoLikenesses(client, self.tables["likenesses"]),  # type: ignore[arg-type]  # likewise
                clock=self.clock,
            ),
            keys=self.keys,
            audit=DynamoAudit(
                client=client,  # type: ignore[arg-type]  # likewise
                table=self.tables["audit"],
                clock=self.clock,
                pause=lambda _seconds: None,
            ),
            terms=terms or Retention(),
            clock=self.clock,
            failed=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Killed):
            raise error
        self.faults.append(error)

    def night(self, *, terms: Retention | None = None, changes: Changes | None = None) -> Counter[str]:
        """One night, with all the time there is."""
        return self.worker(changes, terms).night(lambda: True)

    def case(
        self, *, closed: datetime | None = NOON - 800 * DAY, heard: datetime | None = None, **changes: Any
    ) -> Case:
        """A case with a message, a note, a history, words to be found by, and a photo that was kept."""
        opened_at = (closed or NOON) - DAY
        life = CaseLife(outcome=changes.pop("outcome", "verified"), closed_at=closed) if closed else CaseLife()
        case = Case(
            case_id=new_ulid(opened_at),
            receipt=new_code(),
            unit=UNIT,
            page_id="zalo-quan-mau",
            person_id="p" + "0" * 32,
            opened_at=opened_at,
            summary=SECRET,
            status=Status.CLOSED if closed else Status.IN_PROGRESS,
            life=life,
        )
        case = replace(case, **changes)
        self.put(case_item(case))
        self.tell(case, at=heard or opened_at, event="event-1")
        self._officers_wrote(case)
        return case

    def tell(self, case: Case, *, at: datetime, event: str) -> CaseMessage:
        """Let the citizen say something in the case, with a photo that is kept."""
        message = CaseMessage(
            case_id=case.case_id,
            event_key=event,
            author=Author.CITIZEN,
            sent_at=at,
            text=SECRET,
            attachments=(Attachment(kind=AttachmentKind.IMAGE, url=LINK),),
        )
        wording = Wording(self.client, self.cases_table)
        transact(self.client, [*wording.parts(case, (SECRET,), new=True)])
        self.put(message_item(message))
        for file in owed_files(message, platform=Platform.ZALO, page_id=case.page_id, unit=UNIT, received_at=at):
            self._keep(file)
        return message

    def put_words(self, case: Case, text: str, *, at: datetime) -> None:
        """Let the citizen say something without a photo."""
        self.put(
            message_item(
                CaseMessage(case_id=case.case_id, event_key="late", author=Author.CITIZEN, sent_at=at, text=text)
            )
        )

    def order(self, case: Case, *, by: str = "chi-huy") -> None:
        """A supervisor had the case erased."""
        erasure = Erasure(case_id=case.case_id, by=by, ordered_at=iso(self.clock()))
        transact(self.client, [self.erasures.put(erasure, new=True)])

    def put(self, item: dict[str, Any]) -> None:
        """Put an item of a case."""
        self.client.put_item(TableName=self.cases_table, Item=item)

    def partition(self, case: Case) -> dict[str, dict[str, Any]]:
        """Every item of a case by its sort key."""
        found = self.client.query(
            TableName=self.cases_table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": case_pk(case.case_id)}},
        )
        return {item["sk"]["S"]: from_item(item) for item in found["Items"]}

    def everything(self, table: str) -> list[dict[str, Any]]:
        """Every item of a table."""
        return [from_item(item) for item in self.client.scan(TableName=self.tables[table])["Items"]]

    def header(self, case: Case) -> Case:
        """The case as stored."""
        found = DynamoCases(self.client, self.cases_table).get(case.case_id)
        assert found is not None
        return found

    def objects(self) -> list[str]:
        """Every object of both buckets."""
        return [
            one["Key"]
            for bucket in (VIEWS, QUARANTINE)
            for one in self.s3.list_objects_v2(Bucket=bucket).get("Contents", [])
        ]

    def draw(self, case: Case, event: str = "event-1") -> None:
        """Put every copy that a file may have."""
        name = file_id(event, 0)
        for key in (view_key, thumb_key, copy_key, opened_key):
            self.s3.put_object(Bucket=VIEWS, Key=key(case.case_id, name), Body=b"x")
        self.s3.put_object(Bucket=QUARANTINE, Key=quarantine_key(case.case_id, name), Body=b"x")

    def _keep(self, file: EvidenceFile) -> None:
        kept = replace(
            file,
            state=FileState.KEPT,
            scan=Scan.CLEAN,
            sha256=SHA256,
            likeness=LIKENESS,
            viewable="yes",
            media_type="image/jpeg",
        )
        transact(self.client, file_parts(self.cases_table, kept, by="intake"))
        facts = DynamoFacts(self.client, self.cases_table)
        key = self.keys.ready(file.case_id)
        transact(self.client, [facts.part(file.case_id, file.file_id, Facts(taken_at="2024"), key)])
        DynamoLikenesses(self.client, self.tables["likenesses"]).put(
            case_id=file.case_id,
            file_id=file.file_id,
            unit=UNIT,
            sha256=SHA256,
            likeness=LIKENESS,
            now=self.clock(),
        )

    def _officers_wrote(self, case: Case) -> None:
        at, pk = iso(case.opened_at), case_pk(case.case_id)
        for plain in (
            {"sk": f"OFFICE#NOTE#{at}#1", "officer": "an", "at": at, "text": SECRET},
            {"sk": f"OFFICE#SHEET#{at}#1", "said": [{"text": SECRET}]},
            {"sk": "OFFICE#TWIN#other", "case_id": "other", "over": False},
            {"sk": f"HIST#{at}#1", "at": at, "officer": "an", "was": "new", "now": "closed", "reason": SECRET},
            {"sk": "REPLY#r1", "message_key": "x"},
            {"sk": "DIALOGUE", "person_id": case.person_id},
        ):
            self.put(to_item({"pk": pk, "schema": 1} | plain))
