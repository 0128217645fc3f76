"""What intake is made of, built once per cold start."""

import functools
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.ids import new_code
from dutydesk.queues import FifoOutlet, StandardOutlet
from dutydesk.settings import load
from dutydesk.stores.announced import DynamoAnnouncements
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.receipts import DynamoReceipts
from functions.intake.decisions import Decisions
from functions.intake.intake import Intake
from functions.intake.store import DynamoCaseBook

if TYPE_CHECKING:
    from dutydesk.evidence import MediaMessage
    from dutydesk.messages import AlertMessage, Reply

_PATIENT = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Intake's environment."""

    cases_table: str
    receipts_table: str
    content_table: str
    broadcasts_table: str
    figures_table: str
    replies_queue_url: str
    alerts_queue_url: str
    media_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Intake, and where it notes what it could not process."""

    intake: Intake
    receipts: DynamoReceipts


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    sqs = aws.client("sqs", _PATIENT)
    replies: FifoOutlet[Reply] = FifoOutlet(sqs, settings.replies_queue_url)
    alerts: FifoOutlet[AlertMessage] = FifoOutlet(sqs, settings.alerts_queue_url)
    media: StandardOutlet[MediaMessage] = StandardOutlet(sqs, settings.media_queue_url)
    book = DynamoCaseBook(
        client=dynamodb,
        cases_table=settings.cases_table,
        receipts_table=settings.receipts_table,
        figures_table=settings.figures_table,
        clock=utc_now,
    )
    decisions = Decisions(
        book=book,
        announcements=DynamoAnnouncements(dynamodb, settings.broadcasts_table),
        content=DynamoContent(dynamodb, settings.content_table),
        clock=utc_now,
        new_code=new_code,
    )
    intake = Intake(book=book, decisions=decisions, replies=replies, alerts=alerts, media=media, pause=_pause)
    return Desk(intake=intake, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that racing changes fall apart."""
    time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311  # spreads a race
