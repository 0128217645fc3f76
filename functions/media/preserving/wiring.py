"""What the function ``preserve`` is made of, built once per cold start."""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet
from dutydesk.settings import load
from dutydesk.stores.case_keys import DynamoCaseKeys
from dutydesk.stores.cases import DynamoCases
from dutydesk.stores.facts import DynamoFacts
from dutydesk.stores.files import DynamoFiles
from dutydesk.stores.holds import DynamoHolds
from dutydesk.stores.likenesses import DynamoLikenesses
from dutydesk.stores.receipts import DynamoReceipts
from functions.media.preserving.cards import Cards
from functions.media.preserving.originals import NotAsFetched, S3Originals
from functions.media.preserving.outcomes import Outcome
from functions.media.preserving.preserving import Preserving
from functions.media.preserving.shelves import S3Quarantine, S3Views

if TYPE_CHECKING:
    from mypy_boto3_s3.literals import ObjectLockModeType

    from dutydesk.evidence import ScanMessage
    from dutydesk.messages import Reply

_PATIENT = Config(connect_timeout=1, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 3})
"""S3 copies a large video before it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of ``preserve``; ``sealed_days`` is JSON, see ``Preserving.sealed_days``."""

    cases_table: str
    receipts_table: str
    likenesses_table: str
    quarantine_bucket: str
    originals_bucket: str
    views_bucket: str
    evidence_key_arn: str
    lock_mode: str
    sealed_days: str
    replies_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What preserves files, and where it is noted what could not be processed."""

    preserving: Preserving
    receipts: DynamoReceipts

    def take(self, scan: "ScanMessage", count: Callable[[str], None]) -> Outcome:
        """Preserve; what is not what was fetched is counted apart, since a person must hear of it."""
        try:
            return self.preserving.take(scan)
        except NotAsFetched:
            count("EvidenceAltered")
            raise


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb, s3 = aws.client("dynamodb", _PATIENT), aws.client("s3", _PATIENT)
    kms, sqs = aws.client("kms", _PATIENT), aws.client_on_first_use("sqs", _PATIENT)
    replies: FifoOutlet[Reply] = FifoOutlet(sqs, settings.replies_queue_url)
    cases = DynamoCases(dynamodb, settings.cases_table)
    preserving = Preserving(
        files=DynamoFiles(dynamodb, settings.cases_table),
        cases=cases,
        keys=DynamoCaseKeys(dynamodb, kms, settings.cases_table, settings.evidence_key_arn),
        quarantine=S3Quarantine(client=s3, bucket=settings.quarantine_bucket),
        originals=S3Originals(
            client=s3, bucket=settings.originals_bucket, mode=cast("ObjectLockModeType", settings.lock_mode)
        ),
        views=S3Views(client=s3, bucket=settings.views_bucket, quarantine=settings.quarantine_bucket),
        facts=DynamoFacts(dynamodb, settings.cases_table),
        likenesses=DynamoLikenesses(dynamodb, settings.likenesses_table),
        holds=DynamoHolds(dynamodb, settings.cases_table),
        cards=Cards(said=cases, replies=replies, clock=utc_now),
        receipts_table=settings.receipts_table,
        sealed_days=json.loads(settings.sealed_days),
        clock=utc_now,
    )
    return Desk(preserving=preserving, receipts=DynamoReceipts(dynamodb, settings.receipts_table))
