"""How a case ends: never without the citizen's hearing of it, and how to disagree."""

from dataclasses import replace
from datetime import datetime

from dutydesk.clock import VIETNAM
from dutydesk.deadlines import DISPUTED_WITHIN
from dutydesk.ids import shown
from dutydesk.stores.case_life import CaseLife, Outcome
from dutydesk.stores.cases import Case
from dutydesk.text.catalogue_cases import (
    CASE_CLOSED,
    CLOSED_AS,
    MAY_DISPUTE,
    QUESTION_CLOSED,
    dispute_button,
)
from functions.admin.cases.telling import Wording


def closing_words(outcome: Outcome, words: str) -> str:
    """Return what the citizen reads: the outcome's words, then the officer's own, if there are any."""
    return "\n".join(filter(None, (CLOSED_AS[outcome], words)))


def closing_wording(case: Case, now: datetime) -> Wording:
    """Return what stands around them; a case that was disputed once cannot be again, so that is not offered."""
    if case.life.disputed_at is not None:
        return Wording(report=CASE_CLOSED, question=QUESTION_CLOSED)
    until = (now + DISPUTED_WITHIN).astimezone(VIETNAM).strftime("%d/%m/%Y")
    return Wording(
        report=CASE_CLOSED,
        question=QUESTION_CLOSED,
        behind=MAY_DISPUTE.replace("{until}", until),
        buttons=(dispute_button(shown(case.receipt)),),
    )


def closed(life: CaseLife, outcome: Outcome, now: datetime) -> CaseLife:
    """Return how the case fares from now on."""
    return replace(life, outcome=outcome, closed_at=now, waiting_since=None, attention="")
