"""What sealing is made of, built once per cold start."""

import functools
from dataclasses import dataclass

from botocore.config import Config

from dutydesk import aws
from dutydesk.audit.chain import RETAIN
from dutydesk.audit.store import DynamoAudit
from dutydesk.clock import utc_now
from dutydesk.settings import load
from dutydesk.stores.officers import DynamoOfficers
from functions.upkeep.sealing.sealing import BucketVault, DynamoRegister, Sealing

_PATIENT = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 5})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of what seals."""

    audit_table: str
    officers_table: str
    audit_heads_bucket: str


@functools.cache
def sealing() -> Sealing:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    officers = DynamoOfficers(dynamodb, settings.officers_table)
    return Sealing(
        everybody=lambda: (*officers.everybody(), RETAIN),
        head=DynamoAudit(client=dynamodb, table=settings.audit_table).head,
        vault=BucketVault(aws.client("s3", _PATIENT), settings.audit_heads_bucket),
        register=DynamoRegister(dynamodb, settings.audit_table),
        clock=utc_now,
    )
