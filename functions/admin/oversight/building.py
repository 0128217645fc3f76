"""What overseeing is made of: the audit, the staff, the units."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.audit.reading import BucketOfDigests, DynamoEntries
from dutydesk.clock import Clock
from dutydesk.messages import OrderMessage
from dutydesk.queues import Outlet
from dutydesk.stores.officers import DynamoOfficers
from functions.admin.access import Access
from functions.admin.oversight.api import OversightDesk
from functions.admin.oversight.reading import AuditReading
from functions.admin.oversight.verifying import Verifying
from functions.admin.staff.roll import DynamoRoll
from functions.admin.staff.sign_in import CognitoSignIn
from functions.admin.staff.staffing import Staffing
from functions.admin.units.regrouping import Regrouping
from functions.admin.units.store import DynamoUnits

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Overseen:
    """Where everything lies that is overseen."""

    client: "DynamoDBClient"
    s3: "S3Client"
    cognito: "CognitoIdentityProviderClient"
    audit_table: str
    officers_table: str
    content_table: str
    receipts_table: str
    bucket: str
    pool_id: str


def oversight_desk(
    access: Access,
    overseen: Overseen,
    *,
    orders: Outlet[OrderMessage],
    clock: Clock,
    count: Callable[[str], None],
) -> OversightDesk:
    """Build what the routes of audit, officers and units can touch; ``count`` is told of orders not enqueued."""
    entries = DynamoEntries(overseen.client, overseen.audit_table)
    officers = DynamoOfficers(overseen.client, overseen.officers_table)
    roll = DynamoRoll(overseen.client, overseen.officers_table)

    def could_not_enqueue() -> None:
        count("OrderNotEnqueued")

    return OversightDesk(
        reading=AuditReading(access=access, entries=entries, cases=access.cases),
        verifying=Verifying(
            access=access,
            officers=officers,
            everybody=officers.everybody,
            entries=entries,
            bucket=BucketOfDigests(overseen.s3, overseen.bucket),
            clock=clock,
        ),
        staffing=Staffing(
            access=access,
            audit=access.audit,
            roll=roll,
            sign_in=CognitoSignIn(overseen.cognito, overseen.pool_id),
            receipts_table=overseen.receipts_table,
            orders=orders,
            clock=clock,
            could_not_enqueue=could_not_enqueue,
        ),
        regrouping=Regrouping(
            access=access,
            audit=access.audit,
            units=DynamoUnits(overseen.client, overseen.content_table),
            roll=roll,
            receipts_table=overseen.receipts_table,
            orders=orders,
            clock=clock,
            could_not_enqueue=could_not_enqueue,
        ),
    )
