"""What upkeep is made of, built once per cold start.

botocore alone: boto3 would bring its S3 transfer manager along, a third of the import.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet, StandardOutlet
from dutydesk.settings import load
from dutydesk.stores.letters import DynamoLetters
from functions.upkeep.dead_letters import DeadLetters
from functions.upkeep.due import Due, DynamoDue
from functions.upkeep.failures import DynamoFailures
from functions.upkeep.upkeep import Upkeep
from functions.upkeep.urgent_alarm import UrgentAlarm

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient

    from dutydesk.errands import ArrivalMessage, TicketMessage
    from dutydesk.evidence import MediaMessage, ScanMessage
    from dutydesk.messages import (
        AlertMessage,
        FollowersMessage,
        OrderMessage,
        PlanMessage,
        PublishMessage,
        Reply,
        TokenMessage,
    )

_PATIENT = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})
QUEUES = (
    "tips",
    "alerts",
    "replies",
    "questions",
    "publications",
    "plans",
    "chunks",
    "echoes",
    "followers",
    "lookups",
    "tickets",
    "arrivals",
    "orders",
    "media",
    "scans",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Upkeep's environment."""

    receipts_table: str
    replies_queue_url: str
    alerts_queue_url: str
    tips_queue_url: str
    questions_queue_url: str
    publications_queue_url: str
    plans_queue_url: str
    chunks_queue_url: str
    echoes_queue_url: str
    followers_queue_url: str
    arrivals_queue_url: str
    lookups_queue_url: str
    tickets_queue_url: str
    orders_queue_url: str
    media_queue_url: str
    scans_queue_url: str
    tips_dead_letters_url: str
    alerts_dead_letters_url: str
    replies_dead_letters_url: str
    questions_dead_letters_url: str
    publications_dead_letters_url: str
    plans_dead_letters_url: str
    chunks_dead_letters_url: str
    echoes_dead_letters_url: str
    followers_dead_letters_url: str
    arrivals_dead_letters_url: str
    lookups_dead_letters_url: str
    tickets_dead_letters_url: str
    orders_dead_letters_url: str
    media_dead_letters_url: str
    scans_dead_letters_url: str
    alarm_topic_arn: str


@functools.cache
def upkeep(count: Callable[[str], None], measure: Callable[[str, int, str], None]) -> Upkeep:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    sqs = aws.client("sqs", _PATIENT)
    sns = aws.client_on_first_use("sns", _PATIENT)
    replies: FifoOutlet[Reply] = FifoOutlet(sqs, settings.replies_queue_url)
    alerts: FifoOutlet[AlertMessage] = FifoOutlet(sqs, settings.alerts_queue_url)
    publications: FifoOutlet[PublishMessage] = FifoOutlet(sqs, settings.publications_queue_url)
    plans: FifoOutlet[PlanMessage] = FifoOutlet(sqs, settings.plans_queue_url)
    tokens: FifoOutlet[TokenMessage] = FifoOutlet(sqs, settings.chunks_queue_url)
    followers: FifoOutlet[FollowersMessage] = FifoOutlet(sqs, settings.followers_queue_url)
    tickets: FifoOutlet[TicketMessage] = FifoOutlet(sqs, settings.tickets_queue_url)
    arrivals: StandardOutlet[ArrivalMessage] = StandardOutlet(sqs, settings.arrivals_queue_url)
    orders: FifoOutlet[OrderMessage] = FifoOutlet(sqs, settings.orders_queue_url)
    media: StandardOutlet[MediaMessage] = StandardOutlet(sqs, settings.media_queue_url)
    scans: StandardOutlet[ScanMessage] = StandardOutlet(sqs, settings.scans_queue_url)
    due = Due(
        items=DynamoDue(dynamodb, settings.receipts_table),
        replies=replies,
        alerts=alerts,
        publications=publications,
        plans=plans,
        tokens=tokens,
        followers=followers,
        arrivals=arrivals,
        orders=orders,
        media=media,
        scans=scans,
        tickets=tickets,
        unheard=UrgentAlarm(sns, settings.alarm_topic_arn),
        clock=utc_now,
        count=count,
    )
    return Upkeep(
        due=due,
        dead_letters=_dead_letters(settings, dynamodb, sqs),
        letters=DynamoLetters(dynamodb, settings.receipts_table),
        clock=utc_now,
        measure=measure,
    )


def _dead_letters(settings: Settings, dynamodb: "DynamoDBClient", sqs: "SQSClient") -> dict[str, DeadLetters]:
    failures = DynamoFailures(dynamodb, settings.receipts_table, utc_now)
    return {
        queue: DeadLetters(
            client=sqs,
            queue=queue,
            queue_url=getattr(settings, f"{queue}_queue_url"),
            dead_letters_url=getattr(settings, f"{queue}_dead_letters_url"),
            failures=failures,
        )
        for queue in QUEUES
    }
