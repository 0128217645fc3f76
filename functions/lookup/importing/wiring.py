"""What the function ``imports`` is made of, built once per cold start."""

import functools
import random
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet
from dutydesk.settings import load
from dutydesk.stores.card_imports import DynamoCardImports
from dutydesk.stores.offices import DynamoOffices
from dutydesk.stores.people import DynamoPeople
from dutydesk.stores.receipts import DynamoReceipts
from functions.lookup.importing.calendar import DynamoCalendar
from functions.lookup.importing.importer import Importer
from functions.lookup.importing.shelf import DynamoShelf
from functions.lookup.importing.turns import DynamoTurns
from functions.lookup.importing.uploads import S3Uploads
from functions.lookup.importing.watchers import Sweep
from functions.lookup.index_key import IndexKey, index_key
from functions.lookup.watches import DynamoWatches
from functions.lookup.watching import Watching

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from dutydesk.messages import Reply
    from dutydesk.stores.offices import Offices

LANES = 8
"""Groups of rows written at a time."""

_PATIENT = Config(
    connect_timeout=1,
    read_timeout=10,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=2 * LANES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of ``imports``."""

    idcards_table: str
    receipts_table: str
    content_table: str
    people_table: str
    cards_bucket: str
    replies_queue_url: str
    papers_key_arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What carries imports on, and where it is noted what could not be processed."""

    importer: Importer
    receipts: DynamoReceipts


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    s3 = aws.client("s3", _PATIENT)
    kms = aws.client_on_first_use("kms", _PATIENT)

    @functools.cache
    def names() -> IndexKey:
        return index_key(dynamodb, kms, table=settings.idcards_table, key_arn=settings.papers_key_arn)

    offices = DynamoOffices(dynamodb, settings.content_table)
    importer = Importer(
        records=DynamoCardImports(dynamodb, settings.content_table),
        turns=DynamoTurns(dynamodb, settings.idcards_table),
        uploads=S3Uploads(s3, settings.cards_bucket),
        shelf=DynamoShelf(dynamodb, settings.idcards_table, _pause),
        offices=offices,
        calendar=DynamoCalendar(dynamodb, settings.receipts_table),
        watchers=Sweep(_watching(settings, dynamodb, offices)),
        names=names,
        in_lanes=ThreadPoolExecutor(LANES).map,
        lanes=LANES,
        clock=utc_now,
        new_token=lambda: secrets.token_hex(16),
    )
    return Desk(importer=importer, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _watching(settings: Settings, dynamodb: "DynamoDBClient", offices: "Offices") -> Watching:
    replies: FifoOutlet[Reply] = FifoOutlet(aws.client_on_first_use("sqs", _PATIENT), settings.replies_queue_url)
    watches = DynamoWatches(
        client=dynamodb,
        idcards_table=settings.idcards_table,
        receipts_table=settings.receipts_table,
        clock=utc_now,
    )
    people = DynamoPeople(dynamodb, settings.people_table)
    return Watching(watches=watches, people=people, offices=offices, replies=replies, clock=utc_now)


def _pause(attempt: int) -> None:
    """Wait longer each time, at random, so that lanes fall apart."""
    time.sleep(random.uniform(0.5, 1) * min(5, 0.05 * 2**attempt))  # noqa: S311  # spreads a crowd
