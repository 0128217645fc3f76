"""What a citizen's words do to the clock of a case that exists."""

from dataclasses import replace
from datetime import datetime

from dutydesk import deadlines
from dutydesk.stores.case_states import ON_CITIZENS_WORDS
from dutydesk.stores.content import Content
from functions.intake.book import EMERGENCY, Change


def cared_for(change: Change, content: Content, *, now: datetime) -> Change:
    """Let the clock of a case that exists run again, or anew, where the citizen's words do that."""
    case = change.existing
    if case is None or change.life is not None:
        return change
    hours = content.unit(case.unit).hours
    joins = any(one is not None and one.case_id == case.case_id for one in (change.added, *change.promoted))
    resumed = case.status in ON_CITIZENS_WORDS and joins
    life = case.life
    if change.status is not case.status:
        life = deadlines.reopened(case, now, hours)
    elif resumed:
        life = deadlines.resumed(life, now, hours)
    elif joins:
        life = replace(life, erased_at=None)  # there is something in it again
    if change.raised:
        life = replace(deadlines.hastened(life, EMERGENCY, now, hours), urgency_rule=change.rule)
    return replace(change, resumed=resumed, life=life if life != case.life else None)
