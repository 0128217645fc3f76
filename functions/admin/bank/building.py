"""What the routes of the question bank are made of."""

from collections.abc import Callable

from dutydesk import ids
from dutydesk.clock import Clock
from dutydesk.messages import PublishMessage
from dutydesk.queues import Outlet
from functions.admin.access import Access
from functions.admin.audit import Audit
from functions.admin.bank.api import BankDesk
from functions.admin.bank.editing import Bank
from functions.admin.bank.store import DynamoBank
from functions.admin.bank.tables import Tables
from functions.admin.bank.trials import Trials
from functions.admin.bank.versions import Publishing


def bank_desk(
    access: Access,
    audit: Audit,
    store: DynamoBank,
    *,
    receipts_table: str,
    publications: Outlet[PublishMessage],
    clock: Clock,
    count: Callable[[str], None],
) -> BankDesk:
    """Build it; ``count`` is told of what was committed and not enqueued, or not cleared."""
    return BankDesk(
        bank=Bank(access=access, audit=audit, store=store, clock=clock, new_id=ids.new_ulid),
        tables=Tables(
            access=access,
            audit=audit,
            store=store,
            clock=clock,
            new_id=ids.new_ulid,
            could_not_clear=lambda: count("DraftNotCleared"),
        ),
        publishing=Publishing(
            access=access,
            audit=audit,
            store=store,
            receipts_table=receipts_table,
            publications=publications,
            clock=clock,
            new_id=ids.new_ulid,
            could_not_enqueue=lambda: count("PublicationNotEnqueued"),
        ),
        trials=Trials(access=access, audit=audit, store=store, clock=clock),
    )
