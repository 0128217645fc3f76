"""What is looked at once more before an officer's yes counts."""

from datetime import datetime

from dutydesk.errors import Conflict, RejectedInput
from dutydesk.stores.broadcasts import State
from functions.admin.broadcasts import rules
from functions.admin.broadcasts.hours import evening_fault
from functions.admin.broadcasts.pages import DynamoPages
from functions.admin.broadcasts.store import Kept


def check_approvable(kept: Kept, pages: DynamoPages, now: datetime) -> None:
    """Refuse what must not go out.

    Raises:
        RejectedInput: the words, the template or the time are not as they must be.
        Conflict: it is no draft, not counted lately, reaches nobody or has a broken page.
    """
    broadcast = kept.broadcast
    if broadcast.state is not State.DRAFT:
        raise Conflict(rules.NOT_DRAFT)
    wrong = rules.faults(broadcast, now)
    if not broadcast.starts_at and (quiet := rules.schedule_fault(broadcast, now)):
        wrong.append(("starts_at", quiet))
    template = broadcast.template_id
    if template and not pages.all_have(broadcast.audience["pages"], template):
        wrong.append(("template_id", rules.NO_TEMPLATE))
    if wrong:
        raise RejectedInput("; ".join(f"{name}: {reason}" for name, reason in wrong))
    if why := rules.not_ready(kept.preflight, now):
        raise Conflict(why)
    if late := evening_fault(broadcast, kept.preflight, now):
        raise RejectedInput(f"starts_at: {late}")
