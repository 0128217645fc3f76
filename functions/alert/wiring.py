"""What alert is made of, built once per cold start."""

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
from functions.alert.alerts import Alerts
from functions.alert.roster import Roster
from functions.alert.siren import SnsSiren
from functions.alert.store import DynamoAlertBook, DynamoRoster

if TYPE_CHECKING:
    from dutydesk.messages import Reply

_PATIENT = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Alert's environment."""

    cases_table: str
    officers_table: str
    receipts_table: str
    figures_table: str
    content_table: str
    replies_queue_url: str
    alarm_topic_arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Alerts, and where it is noted what could not be processed."""

    alerts: Alerts
    receipts: DynamoReceipts


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    sqs = aws.client("sqs", _PATIENT)
    sns = aws.client_on_first_use("sns", _PATIENT)
    replies: FifoOutlet[Reply] = FifoOutlet(sqs, settings.replies_queue_url)
    content = DynamoContent(dynamodb, settings.content_table)
    book = DynamoAlertBook(
        client=dynamodb,
        cases_table=settings.cases_table,
        officers_table=settings.officers_table,
        receipts_table=settings.receipts_table,
        figures_table=settings.figures_table,
        clock=utc_now,
    )
    alerts = Alerts(
        book=book,
        roster=Roster(DynamoRoster(dynamodb, settings.officers_table), content),
        content=content,
        replies=replies,
        siren=SnsSiren(sns, settings.alarm_topic_arn),
        clock=utc_now,
        pause=_pause,
    )
    return Desk(alerts=alerts, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that racing changes fall apart."""
    time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311  # spreads a race
