"""What the routes of health are made of."""

from functools import partial
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.stores.content import Content
from dutydesk.stores.figures import DynamoFigures
from dutydesk.stores.letters import DynamoLetters
from dutydesk.stores.page_health import page_health
from functions.admin.access import Access
from functions.admin.broadcasts.pages import DynamoPages
from functions.admin.health.api import HealthDesk
from functions.admin.health.pages import PageHealthReading
from functions.admin.health.redriving import Redriving

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def health_desk(
    access: Access,
    content: Content,
    *,
    client: "DynamoDBClient",
    content_table: str,
    apps_table: str,
    figures_table: str,
    receipts_table: str,
    clock: Clock,
) -> HealthDesk:
    """Build what the routes can touch."""
    return HealthDesk(
        pages=PageHealthReading(
            access=access,
            pages=DynamoPages(client, content_table, content),
            content=content,
            tokens=partial(page_health, client, apps_table),
            ears=DynamoFigures(client, figures_table),
            clock=clock,
        ),
        redriving=Redriving(
            access=access, audit=access.audit, letters=DynamoLetters(client, receipts_table), clock=clock
        ),
    )
