"""Files of evidence in all their states, on an officers' desk that has its buckets and its key."""

import hashlib
import io
import struct
from dataclasses import replace
from typing import Any

from PIL import Image

from dutydesk.evidence import FileState, Scan, copy_key, file_id, original_key, thumb_key, view_key
from dutydesk.messages import AttachmentKind, Platform
from dutydesk.sealed import sealed
from dutydesk.stores.case_keys import DynamoCaseKeys
from dutydesk.stores.cases import Case
from dutydesk.stores.facts import DynamoFacts, Facts
from dutydesk.stores.files import DynamoFiles, EvidenceFile, file_parts
from dutydesk.stores.likenesses import DynamoLikenesses
from dutydesk.stores.transactions import transact
from tests.fakes.aws import REGION
from tests.fakes.clock import NOON
from tests.unit.admin.desk import ORIGINALS_BUCKET, PLATFORM_EVENT, VIEWS_BUCKET, TestDesk

FILE = file_id(PLATFORM_EVENT, 0)
LINK = "https://photos.example/1.jpg"
ORIGINAL = b"what the citizen sent " * 4_000
LIKENESS = "0123456789abcdef" * 2
FACTS = Facts(taken_at="2026-03-01T10:00:00", latitude="10.77", longitude="106.69")


def furnished(desk: TestDesk) -> TestDesk:
    """The same desk with buckets and a key; what other tests left in them is gone."""
    s3 = desk.kept.s3
    where: Any = {"LocationConstraint": REGION}
    made = {one["Name"] for one in s3.list_buckets()["Buckets"]}
    if VIEWS_BUCKET not in made:
        s3.create_bucket(Bucket=VIEWS_BUCKET, CreateBucketConfiguration=where)
        s3.create_bucket(Bucket=ORIGINALS_BUCKET, CreateBucketConfiguration=where, ObjectLockEnabledForBucket=True)
    for one in s3.list_objects_v2(Bucket=VIEWS_BUCKET).get("Contents", []):
        s3.delete_object(Bucket=VIEWS_BUCKET, Key=one["Key"])
    key_arn = desk.kept.kms.create_key()["KeyMetadata"]["Arn"]
    return TestDesk(desk.client, desk.tables, evidence_key=key_arn)


def picture(size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG of one grey, so that whatever is written on it shows."""
    made = io.BytesIO()
    Image.new("RGB", size, (90, 90, 90)).save(made, "JPEG")
    return made.getvalue()


def case_keys(desk: TestDesk) -> DynamoCaseKeys:
    """The keys of cases."""
    return DynamoCaseKeys(desk.client, desk.kept.kms, desk.tables["cases"], desk.evidence_key)


def put_file(desk: TestDesk, case: Case, *, event: str = PLATFORM_EVENT, **changes: Any) -> EvidenceFile:
    """Put the record of a file, a picture that can be opened unless something else is said."""
    file = EvidenceFile(
        case_id=case.case_id,
        file_id=file_id(event, 0),
        unit=case.unit,
        platform=Platform.ZALO,
        page_id=case.page_id,
        event_key=event,
        ordinal=0,
        kind=AttachmentKind.IMAGE,
        sent_at=case.opened_at,
        received_at=case.opened_at,
        state=FileState.KEPT,
        scan=Scan.CLEAN,
        viewable="yes",
        media_type="image/jpeg",
        size_bytes=len(ORIGINAL),
        sha256=hashlib.sha256(ORIGINAL).hexdigest(),
        likeness=LIKENESS,
    )
    file = replace(file, **changes)
    transact(desk.client, file_parts(desk.tables["cases"], file, by="intake"))
    return file


def keep(desk: TestDesk, case: Case, **changes: Any) -> EvidenceFile:
    """Put a file with all that is made of it: original, view, thumbnail, copy, facts, marks."""
    file = put_file(desk, case, **changes)
    place, s3 = (case.case_id, file.file_id), desk.kept.s3
    for name, body in ((view_key, picture()), (thumb_key, picture((320, 240))), (copy_key, ORIGINAL)):
        s3.put_object(Bucket=VIEWS_BUCKET, Key=name(*place), Body=body)
    key = case_keys(desk).ready(case.case_id)
    whole = b"".join(sealed(key, original_key(*place), [ORIGINAL]))
    s3.put_object(Bucket=ORIGINALS_BUCKET, Key=original_key(*place), Body=whole)
    transact(desk.client, [DynamoFacts(desk.client, desk.tables["cases"]).part(*place, FACTS, key)])
    DynamoLikenesses(desk.client, desk.tables["likenesses"]).put(
        case_id=case.case_id,
        file_id=file.file_id,
        unit=case.unit,
        sha256=file.sha256,
        likeness=file.likeness,
        now=NOON,
    )
    return file


def record(desk: TestDesk, case: Case, name: str = FILE) -> EvidenceFile:
    """The file as stored."""
    found = DynamoFiles(desk.client, desk.tables["cases"]).get(case.case_id, name)
    assert found is not None
    return found


def custody(desk: TestDesk, case: Case) -> list[tuple[str, str]]:
    """What the custody log of the case's files says, and who did it, but that they were received."""
    found = [item for item in desk.partition(f"CASE#{case.case_id}") if item["sk"].startswith("CUSTODY#")]
    return [(one["what"], one["by"]) for one in found if one["what"] != "received"]


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height, read from the frame header without an image library."""
    at = 2
    while data[at + 1] not in range(0xC0, 0xC4):
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    height, width = struct.unpack(">HH", data[at + 5 : at + 9])
    return width, height
