"""What reveal is made of, built once per cold start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.audit.store import DynamoAudit
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet
from dutydesk.settings import load
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.identities import DynamoIdentities
from dutydesk.stores.officers import DynamoOfficers
from dutydesk.stores.reveals import DynamoReveals
from functions.reveal.disclosure import Disclosure
from functions.reveal.store import DynamoAuditors, DynamoWhose
from functions.reveal.telling import Telling

if TYPE_CHECKING:
    from dutydesk.messages import Reply

_CALLS = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Reveal's environment."""

    officers_table: str
    reveals_table: str
    cases_table: str
    identities_table: str
    audit_table: str
    receipts_table: str
    content_table: str
    replies_queue_url: str
    user_pool_client_id: str


def build(count: Callable[[str], None]) -> Disclosure:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing.

    ``count`` is told the name of what is to be counted.
    """
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _CALLS)
    replies: FifoOutlet[Reply] = FifoOutlet(aws.client("sqs", _CALLS), settings.replies_queue_url)
    return Disclosure(
        officers=DynamoOfficers(dynamodb, settings.officers_table),
        reveals=DynamoReveals(dynamodb, settings.reveals_table),
        whose=DynamoWhose(dynamodb, settings.cases_table),
        identities=DynamoIdentities(dynamodb, settings.identities_table),
        audit=DynamoAudit(client=dynamodb, table=settings.audit_table),
        telling=Telling(
            auditors=DynamoAuditors(dynamodb, settings.officers_table),
            content=DynamoContent(dynamodb, settings.content_table),
            receipts_table=settings.receipts_table,
            replies=replies,
            count=count,
        ),
        client_id=settings.user_pool_client_id,
        clock=utc_now,
        count=count,
    )
