"""What retaining is made of, built once per cold start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.audit.store import DynamoAudit
from dutydesk.clock import utc_now
from dutydesk.retention import retention
from dutydesk.settings import load
from dutydesk.stores.case_keys import DynamoCaseKeys
from dutydesk.stores.erasures import DynamoErasures
from dutydesk.stores.likenesses import DynamoLikenesses
from functions.upkeep.retention.content import Content
from functions.upkeep.retention.retaining import Retaining
from functions.upkeep.retention.shelves import S3Copies

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PATIENT = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 5})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of what erases."""

    cases_table: str
    likenesses_table: str
    audit_table: str
    views_bucket: str
    quarantine_bucket: str
    retention_days: str


def retaining(*, failed: Callable[[Exception], None]) -> Retaining:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing or no table of days."""
    settings = load(Settings)
    dynamodb: DynamoDBClient = aws.client("dynamodb", _PATIENT)
    return Retaining(
        erasures=DynamoErasures(dynamodb, settings.cases_table),
        content=Content(
            client=dynamodb,
            table=settings.cases_table,
            copies=S3Copies(
                client=aws.client("s3", _PATIENT), views=settings.views_bucket, quarantine=settings.quarantine_bucket
            ),
            likenesses=DynamoLikenesses(dynamodb, settings.likenesses_table),
            clock=utc_now,
        ),
        keys=DynamoCaseKeys(dynamodb, aws.client_on_first_use("kms", _PATIENT), settings.cases_table, ""),
        audit=DynamoAudit(client=dynamodb, table=settings.audit_table),
        terms=retention(settings.retention_days),
        clock=utc_now,
        failed=failed,
    )
