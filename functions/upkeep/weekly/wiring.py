"""What the weekly report is made of, built once per cold start."""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet
from dutydesk.settings import load
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.figures import DynamoFigures
from functions.upkeep.weekly.report import WeeklyReport
from functions.upkeep.weekly.supervisors import DynamoSupervisors

if TYPE_CHECKING:
    from dutydesk.messages import Reply

SUBJECT = "Duty Desk: the week of a unit"
_PATIENT = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The report's environment."""

    figures_table: str
    officers_table: str
    content_table: str
    replies_queue_url: str
    alarm_topic_arn: str


@functools.cache
def report() -> WeeklyReport:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    sns = aws.client_on_first_use("sns", _PATIENT)
    replies: FifoOutlet[Reply] = FifoOutlet(aws.client("sqs", _PATIENT), settings.replies_queue_url)
    return WeeklyReport(
        figures=DynamoFigures(dynamodb, settings.figures_table),
        supervisors=DynamoSupervisors(dynamodb, settings.officers_table),
        content=DynamoContent(dynamodb, settings.content_table),
        replies=replies,
        siren=lambda text: sns.publish(TopicArn=settings.alarm_topic_arn, Subject=SUBJECT, Message=text) and None,
        clock=utc_now,
    )
