"""What the publisher is made of, built once per cold start."""

import functools
import random
import time
from dataclasses import dataclass

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.settings import load
from dutydesk.stores.receipts import DynamoReceipts
from functions.faq.publishing.library import S3Library
from functions.faq.publishing.publisher import Publisher
from functions.faq.publishing.store import DynamoBank

_PATIENT = Config(connect_timeout=1, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The publisher's environment."""

    content_table: str
    receipts_table: str
    library_bucket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The publisher, and where it is noted what could not be processed."""

    publisher: Publisher
    receipts: DynamoReceipts


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    s3 = aws.client_on_first_use("s3", _PATIENT)
    publisher = Publisher(
        bank=DynamoBank(dynamodb, settings.content_table),
        library=S3Library(s3, settings.library_bucket),
        clock=utc_now,
        pause=_pause,
    )
    return Desk(publisher=publisher, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that racing changes fall apart."""
    time.sleep(random.uniform(0, 0.1 * 2**attempt))  # noqa: S311  # spreads a race
