"""What answering is made of, built once per cold start."""

import functools
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet
from dutydesk.settings import load
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.receipts import DynamoReceipts
from functions.faq.answering import Answering
from functions.faq.lookup import Lookup
from functions.faq.questions import Questions
from functions.faq.shelf import Broken, Shelf
from functions.faq.source import CloudSource
from functions.faq.store import DynamoQuestionBook
from functions.faq.taps import Taps

if TYPE_CHECKING:
    from dutydesk.messages import Reply, TipMessage

_PATIENT = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})
_BRIEF = Config(connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 2})
"""For the library: a message waits for it, and an older edition may do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Answering's environment."""

    receipts_table: str
    questions_table: str
    cases_table: str
    content_table: str
    figures_table: str
    library_bucket: str
    replies_queue_url: str
    tips_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Answering, and where it notes what it could not process."""

    answering: Answering
    receipts: DynamoReceipts


@functools.cache
def desk(broken: Broken) -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    sqs = aws.client("sqs", _PATIENT)
    replies: FifoOutlet[Reply] = FifoOutlet(sqs, settings.replies_queue_url)
    tips: FifoOutlet[TipMessage] = FifoOutlet(sqs, settings.tips_queue_url)
    book = DynamoQuestionBook(
        client=dynamodb,
        receipts_table=settings.receipts_table,
        questions_table=settings.questions_table,
        cases_table=settings.cases_table,
        figures_table=settings.figures_table,
        clock=utc_now,
    )
    source = CloudSource(
        dynamodb=dynamodb,
        content_table=settings.content_table,
        s3=aws.client_on_first_use("s3", _BRIEF),
        bucket=settings.library_bucket,
    )
    lookup = Lookup(shelf=Shelf(source, broken=broken), clock=utc_now)
    content = DynamoContent(dynamodb, settings.content_table)
    answering = Answering(
        book=book,
        questions=Questions(book=book, lookup=lookup, content=content, clock=utc_now),
        taps=Taps(book=book, lookup=lookup, clock=utc_now),
        replies=replies,
        tips=tips,
        clock=utc_now,
        pause=_pause,
    )
    return Desk(answering=answering, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that racing changes fall apart."""
    time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311  # spreads a race
