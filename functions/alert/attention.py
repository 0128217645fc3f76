"""Why somebody is to look at a case now, if at all. Pure."""

from dataclasses import replace
from datetime import datetime

from dutydesk.deadlines import owed
from dutydesk.stores.case_life import Attention
from dutydesk.stores.cases import Case, Status


def noticed_about(case: Case, now: datetime) -> tuple[str, Case] | None:
    """Return the reason, and the case as it is once somebody was called for it; None when there is no reason.

    A reason that nobody waits for is passed over: an urgent case that was moved and has been taken since.
    """
    life = case.life
    if case.status is Status.CLOSED:
        return None
    taken = life.attention == Attention.MOVED and case.acknowledged_by
    if life.attention and not taken:
        return life.attention, replace(case, life=replace(life, attention=""))
    due = owed(case)
    if due is None or due.by > now:
        return None
    return due.stage, replace(case, life=replace(life, late=due.stage))
