"""What the routes of evidence are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.evidence import MediaMessage, ScanMessage
from dutydesk.queues import Stream
from dutydesk.stores.case_keys import DynamoCaseKeys
from dutydesk.stores.custody import DynamoCustody
from dutydesk.stores.erasures import DynamoErasures
from dutydesk.stores.facts import DynamoFacts
from dutydesk.stores.files import DynamoFiles
from dutydesk.stores.holds import DynamoHolds
from dutydesk.stores.likenesses import DynamoLikenesses
from functions.admin.access import Access
from functions.admin.cases.casework import Casework
from functions.admin.evidence.api import EvidenceDesk
from functions.admin.evidence.caring import Caring
from functions.admin.evidence.erasing import Erasing
from functions.admin.evidence.finding import Finding
from functions.admin.evidence.holding import Holding
from functions.admin.evidence.looking import Looking
from functions.admin.evidence.shelves import Shelves

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where evidence lies. The S3 client must sign with version 4."""

    client: "DynamoDBClient"
    s3: "S3Client"
    kms: "KMSClient"
    cases_table: str
    likenesses_table: str
    receipts_table: str
    views_bucket: str
    originals_bucket: str
    key_arn: str


def evidence_desk(
    access: Access,
    casework: Casework,
    kept: Kept,
    *,
    media: Stream[MediaMessage],
    scans: Stream[ScanMessage],
    count: Callable[[str], None],
) -> EvidenceDesk:
    """Build it; ``count`` is told of what was committed and not enqueued."""
    client, table, clock = kept.client, kept.cases_table, casework.clock
    files, holds = DynamoFiles(client, table), DynamoHolds(client, table)
    shelves = Shelves(client=kept.s3, views=kept.views_bucket, originals=kept.originals_bucket)
    finding = Finding(access=access, files=files, clock=clock)
    return EvidenceDesk(
        looking=Looking(
            finding=finding,
            shelves=shelves,
            custody=DynamoCustody(client, table),
            facts_book=DynamoFacts(client, table),
            keys=DynamoCaseKeys(client, kept.kms, table, kept.key_arn),
        ),
        caring=Caring(
            finding=finding,
            likenesses=DynamoLikenesses(client, kept.likenesses_table),
            receipts_table=kept.receipts_table,
            media=media,
            scans=scans,
            could_not_enqueue=lambda: count("FileNotEnqueued"),
        ),
        holding=Holding(
            access=access,
            holds=holds,
            files=files,
            file=casework.file,
            shelves=shelves,
            clock=clock,
            new_id=casework.new_id,
        ),
        erasing=Erasing(
            access=access,
            moves=casework.moves,
            erasures=DynamoErasures(client, table),
            holds=holds,
            client=client,
            table=table,
        ),
    )
