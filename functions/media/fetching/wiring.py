"""What the function ``media`` is made of, built once per cold start."""

import functools
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.messages import Platform
from dutydesk.platforms.zalo.media import ZaloMedia
from dutydesk.settings import load
from dutydesk.stores.files import DynamoFiles
from dutydesk.stores.receipts import DynamoReceipts
from functions.media.fetching.agenda import DynamoAgenda
from functions.media.fetching.downloads import HttpDownloads
from functions.media.fetching.fetching import Fetching
from functions.media.fetching.quarantine import S3Quarantine
from functions.media.fetching.rules import rules_from

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_PATIENT = Config(connect_timeout=1, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of ``media``."""

    cases_table: str
    receipts_table: str
    quarantine_bucket: str
    media_queue_url: str
    media_rules: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue that a message came from."""

    client: "SQSClient"
    url: str

    def hide(self, receipt_handle: str, delay: timedelta) -> None:
        """Let the message be out of sight for this long, and then come again."""
        self.client.change_message_visibility(
            QueueUrl=self.url, ReceiptHandle=receipt_handle, VisibilityTimeout=int(delay.total_seconds())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What fetches, where it is noted what could not be processed, and what brings a message back."""

    fetching: Fetching
    receipts: DynamoReceipts
    queue: Queue


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    rules = rules_from(settings.media_rules)
    dynamodb = aws.client("dynamodb", _PATIENT)
    fetching = Fetching(
        files=DynamoFiles(dynamodb, settings.cases_table),
        agenda=DynamoAgenda(settings.receipts_table),
        sources={Platform.ZALO: ZaloMedia(rules.hosts)},
        downloads=HttpDownloads(local_origin=rules.local_origin),
        quarantine=S3Quarantine(aws.client("s3", _PATIENT), settings.quarantine_bucket),
        rules=rules,
        clock=utc_now,
    )
    queue = Queue(aws.client_on_first_use("sqs", _PATIENT), settings.media_queue_url)
    return Desk(fetching=fetching, receipts=DynamoReceipts(dynamodb, settings.receipts_table), queue=queue)
