"""What a change brings into a case besides words: files, which are owed from the moment their message is the case's."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from dutydesk.evidence import MediaMessage
from dutydesk.messages import TipMessage
from dutydesk.stores.files import EvidenceFile, file_parts, owed_files
from functions.intake.book import WORKER, Change

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

MOST_PARTS = 100
"""Of one transaction: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html"""


def files_of(tip: TipMessage, change: Change, *, now: datetime) -> tuple[EvidenceFile, ...]:
    """Return the files of the messages that become a case's; what is only kept has none yet."""
    message, case = tip.message, change.case
    added = (change.added,) if change.added is not None else ()
    return tuple(
        file
        for one in (*change.promoted, *added)
        for file in owed_files(
            one,
            platform=message.platform,
            page_id=message.page_id,
            unit=case.unit if case is not None and case.case_id == one.case_id else message.unit,
            received_at=now,
        )
    )


def to_fetch(files: Sequence[EvidenceFile]) -> tuple[MediaMessage, ...]:
    """Return what asks for these files to be fetched."""
    return tuple(MediaMessage(case_id=file.case_id, file_id=file.file_id, unit=file.unit) for file in files)


def owing(
    table: str, files: Sequence[EvidenceFile], *, room: int
) -> "tuple[list[TransactWriteItemTypeDef], list[TransactWriteItemTypeDef]]":
    """Return the parts that owe these files: those that are written before, and those for which there is room beside.

    A file is put so that a second time changes nothing; one that is there before its message is waited for by nobody.
    """
    parts = [part for file in files for part in file_parts(table, file, by=WORKER)]
    beside = max(0, room) // 2 * 2
    return parts[beside:], parts[:beside]
