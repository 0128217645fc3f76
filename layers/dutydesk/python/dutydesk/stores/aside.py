"""Photos of identity cards, set aside: for a day an officer may still want one, then it is gone."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import from_iso, iso
from dutydesk.errors import Conflict
from dutydesk.evidence import ID_CARD, WANTED, Custody, FileState, ScanMessage
from dutydesk.stores.custody import CustodyEntry
from dutydesk.stores.files import DynamoFiles, EvidenceFile
from dutydesk.stores.receipts import due_put

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

ASIDE_FOR = timedelta(hours=24)
ASIDE = "aside"
"""The kind of what falls due when a file that was set aside is to be gone."""


def set_aside(
    files: DynamoFiles, file: EvidenceFile, receipts_table: str, *, media_type: str, at: datetime, by: str
) -> EvidenceFile:
    """Set a file aside that was scanned, and have it fall due when its day is over.

    Raises:
        Conflict: somebody changed it since it was read.
    """
    until = at + ASIDE_FOR
    what: dict[str, Any] = {"case_id": file.case_id, "file_id": file.file_id}
    due: TransactWriteItemTypeDef = due_put(receipts_table, ASIDE, file.file_id, due_at=until, what=what)
    entry = _entry(file, Custody.SET_ASIDE, at=at, by=by)
    return files.move(
        file, entry, beside=[due], state=FileState.SET_ASIDE, reason=ID_CARD, media_type=media_type, until=iso(until)
    )


def wanted(files: DynamoFiles, file: EvidenceFile, *, at: datetime, by: str) -> EvidenceFile:
    """Have a file that was set aside preserved after all; whoever calls this enqueues ``carry_on`` after it.

    Raises:
        Conflict: it is not set aside, its day is over, or somebody changed it since it was read.
    """
    if file.state is not FileState.SET_ASIDE or is_over(file, at):
        raise Conflict("nothing set aside")
    entry = _entry(file, Custody.WANTED, at=at, by=by)
    return files.move(file, entry, state=FileState.SCANNED, reason=WANTED, until="")


def gone(files: DynamoFiles, file: EvidenceFile, *, at: datetime, by: str) -> EvidenceFile:
    """Note that a file whose day is over was removed.

    Raises:
        Conflict: somebody changed it since it was read.
    """
    return files.move(file, _entry(file, Custody.ERASED, at=at, by=by), until="", etag="")


def carry_on(case_id: str, file_id: str) -> ScanMessage:
    """What has ``preserve`` look at a file once more, whose scan it has heard of already."""
    return ScanMessage(case_id=case_id, file_id=file_id, result="")


def is_over(file: EvidenceFile, at: datetime) -> bool:
    """Whether the day of a file that was set aside is over."""
    return not file.until or from_iso(file.until) <= at


def _entry(file: EvidenceFile, what: Custody, *, at: datetime, by: str) -> CustodyEntry:
    return CustodyEntry(case_id=file.case_id, file_id=file.file_id, what=what, at=at, by=by, detail=ID_CARD)
