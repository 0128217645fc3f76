"""What the lookup desk is made of, built once per cold start."""

import functools
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet
from dutydesk.settings import load
from dutydesk.stores.offices import DynamoOffices
from dutydesk.stores.people import DynamoPeople
from dutydesk.stores.receipts import DynamoReceipts
from functions.lookup.index_key import IndexOnFirstUse, index_key
from functions.lookup.status.attempt import Attempts
from functions.lookup.status.desk import LookupDesk
from functions.lookup.status.sealing import KmsOpener
from functions.lookup.status.store import DynamoLookupBook
from functions.lookup.watches import DynamoWatches
from functions.lookup.watching import Watching

if TYPE_CHECKING:
    from dutydesk.messages import Reply

_PATIENT = Config(connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Lookup's environment."""

    idcards_table: str
    receipts_table: str
    content_table: str
    people_table: str
    replies_queue_url: str
    papers_key_arn: str


@functools.cache
def receipts() -> DynamoReceipts:
    """Build what notes failures alone: it must work when the index key cannot be had."""
    return DynamoReceipts(aws.client("dynamodb", _PATIENT), load(Settings).receipts_table)


@functools.cache
def desk(count: Callable[[str], None]) -> LookupDesk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb, kms = aws.client("dynamodb", _PATIENT), aws.client("kms", _PATIENT)
    replies: FifoOutlet[Reply] = FifoOutlet(aws.client("sqs", _PATIENT), settings.replies_queue_url)
    offices = DynamoOffices(dynamodb, settings.content_table)
    book = DynamoLookupBook(
        client=dynamodb,
        receipts_table=settings.receipts_table,
        idcards_table=settings.idcards_table,
        clock=utc_now,
    )
    watches = DynamoWatches(
        client=dynamodb,
        idcards_table=settings.idcards_table,
        receipts_table=settings.receipts_table,
        clock=utc_now,
    )
    attempts = Attempts(
        book=book,
        offices=offices,
        index=IndexOnFirstUse(
            functools.cache(
                lambda: index_key(dynamodb, kms, table=settings.idcards_table, key_arn=settings.papers_key_arn)
            )
        ),
        clock=utc_now,
        pause=_pause,
        count=count,
    )
    return LookupDesk(
        book=book,
        attempts=attempts,
        watching=Watching(
            watches=watches,
            people=DynamoPeople(dynamodb, settings.people_table),
            offices=offices,
            replies=replies,
            clock=utc_now,
        ),
        opener=KmsOpener(kms, settings.papers_key_arn),
        replies=replies,
        clock=utc_now,
        monotonic=time.monotonic,
        sleep=time.sleep,
    )


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that racing tries fall apart."""
    time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311  # spreads a race
