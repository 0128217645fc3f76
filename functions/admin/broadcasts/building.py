"""What the routes of broadcasts are made of."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from dutydesk import ids
from dutydesk.clock import Clock
from functions.admin.access import Access
from functions.admin.audit import Audit
from functions.admin.broadcasts.api import BroadcastDesk
from functions.admin.broadcasts.articles_reading import letters_by_page
from functions.admin.broadcasts.choices import Choosing
from functions.admin.broadcasts.control import Control
from functions.admin.broadcasts.drafts import Drafts
from functions.admin.broadcasts.pages import DynamoPages
from functions.admin.broadcasts.progress import DynamoLedgers
from functions.admin.broadcasts.reading import Reading
from functions.admin.broadcasts.store import DynamoBroadcasts
from functions.admin.broadcasts.trying import Trying
from functions.admin.linking import Linking

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from dutydesk.messages import PlanMessage, TokenMessage
    from dutydesk.queues import Outlet


def broadcast_desk(
    access: Access,
    audit: Audit,
    linking: Linking,
    pages: DynamoPages,
    *,
    client: "DynamoDBClient",
    broadcasts_table: str,
    receipts_table: str,
    plans: "Outlet[PlanMessage]",
    chunks: "Outlet[TokenMessage]",
    clock: Clock,
    count: Callable[[str], None],
) -> BroadcastDesk:
    """Build it; ``count`` is told the name of what went wrong without an officer's noticing it."""
    store, ledgers = DynamoBroadcasts(client, broadcasts_table), DynamoLedgers(client, broadcasts_table)
    return BroadcastDesk(
        drafts=Drafts(
            access=access,
            audit=audit,
            store=store,
            pages=pages,
            letters_by_page=partial(letters_by_page, ledgers),
            clock=clock,
            new_id=ids.new_ulid,
            new_code=ids.new_code,
        ),
        trying=Trying(access=access, store=store, linking=linking, plans=plans, clock=clock, new_id=ids.new_ulid),
        control=Control(
            access=access,
            audit=audit,
            store=store,
            pages=pages,
            receipts_table=receipts_table,
            plans=plans,
            chunks=chunks,
            clock=clock,
            new_id=ids.new_ulid,
            new_code=ids.new_code,
            could_not_enqueue=lambda: count("BroadcastNotEnqueued"),
        ),
        reading=Reading(access=access, store=store, ledgers=ledgers, clock=clock),
        choosing=Choosing(access=access, pages=pages),
    )
