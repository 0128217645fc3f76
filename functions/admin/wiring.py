"""What the officers' desk is made of, built once per cold start; botocore alone, since boto3 costs as much again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws, ids
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet
from dutydesk.settings import load
from dutydesk.stores.cases import DynamoCases
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.officers import DynamoOfficers
from dutydesk.stores.people import DynamoPeople
from functions.admin.access import Access
from functions.admin.api import AdminApi, Desk
from functions.admin.audit import DynamoAudit
from functions.admin.casefile import DynamoCaseFile
from functions.admin.casework import Casework
from functions.admin.inbox import Inbox
from functions.admin.linking import Linking
from functions.admin.pages import Console

if TYPE_CHECKING:
    from dutydesk.messages import Reply

_CALLS = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The admin function's environment."""

    cases_table: str
    people_table: str
    officers_table: str
    content_table: str
    receipts_table: str
    audit_table: str
    replies_queue_url: str
    user_pool_client_id: str
    user_pool_domain_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What ``admin`` serves."""

    api: AdminApi
    console: Console


def build(*, could_not_enqueue: Callable[[], None], on_fault: Callable[[Exception], None]) -> Site:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _CALLS)
    sqs = aws.client("sqs", _CALLS)
    content = DynamoContent(dynamodb, settings.content_table)
    audit = DynamoAudit(client=dynamodb, table=settings.audit_table)
    access = Access(
        officers=DynamoOfficers(dynamodb, settings.officers_table),
        cases=DynamoCases(dynamodb, settings.cases_table),
        audit=audit,
        client_id=settings.user_pool_client_id,
    )
    replies: FifoOutlet[Reply] = FifoOutlet(sqs, settings.replies_queue_url)
    casework = Casework(
        access=access,
        audit=audit,
        file=DynamoCaseFile(dynamodb, settings.cases_table),
        people=DynamoPeople(dynamodb, settings.people_table),
        content=content,
        receipts_table=settings.receipts_table,
        replies=replies,
        clock=utc_now,
        new_id=ids.new_ulid,
        could_not_enqueue=could_not_enqueue,
    )
    linking = Linking(
        access=access,
        audit=audit,
        client=dynamodb,
        table=settings.officers_table,
        clock=utc_now,
        new_code=ids.new_code,
    )
    inbox = Inbox(access=access, client=dynamodb, table=settings.cases_table)
    return Site(
        api=AdminApi(
            Desk(access=access, inbox=inbox, casework=casework, linking=linking, content=content), on_fault=on_fault
        ),
        console=Console(settings.user_pool_client_id, settings.user_pool_domain_url.rstrip("/")),
    )
