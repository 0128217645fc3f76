"""What officers owe a case by when, on Vietnamese working days; what the citizen is asked for stops the clock.

A deadline is the end of a working day, so that no one is called in the middle of one.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from dutydesk.clock import VIETNAM
from dutydesk.stores.case_life import CaseLife, Stage
from dutydesk.stores.cases import Case, Status
from dutydesk.workdays import open_days, periods

DISPUTED_WITHIN = timedelta(days=15)
"""So long after a case was closed its citizen may bring it back, once."""
_FARTHEST = 60
"""Days beyond three for each working day asked for; no run of holidays is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Working days after the day of receipt; 0 is the end of that day, or of the next working one."""

    take: int
    answer: int
    close: int


USUAL = Terms(take=1, answer=2, close=20)
TERMS: Mapping[str, Terms] = {
    "emergency": Terms(take=0, answer=0, close=10),
    "tip": USUAL,
    "question": Terms(take=1, answer=1, close=5),
    "data_request": Terms(take=1, answer=1, close=2),
}
"""By category; any other has the usual ones."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed next, and by when."""

    stage: Stage
    by: datetime


def opened(category: str, now: datetime, hours: str) -> CaseLife:
    """Return the deadlines of a case that opens now; ``hours``: the unit's (see ``dutydesk.hours``)."""
    terms = TERMS.get(category, USUAL)
    return CaseLife(
        take_by=workday_end(now, terms.take, hours),
        answer_by=workday_end(now, terms.answer, hours),
        close_by=workday_end(now, terms.close, hours),
    )


def paused(life: CaseLife, now: datetime) -> CaseLife:
    """Stop the clock: the citizen has the word."""
    return dataclasses.replace(life, waiting_since=now)


def resumed(life: CaseLife, now: datetime, hours: str) -> CaseLife:
    """Let the clock run again; each working day of waiting is given back."""
    since = life.waiting_since
    if since is None:
        return life
    first, last = (one.astimezone(VIETNAM).date() for one in (since, now))
    waited = sum(day > first for day in open_days(first, ahead=(last - first).days, hours=hours))
    return dataclasses.replace(
        life,
        waiting_since=None,
        answer_by=_later(life.answer_by, waited, hours),
        close_by=_later(life.close_by, waited, hours),
    )


def reopened(case: Case, now: datetime, hours: str) -> CaseLife:
    """Begin again with a case that was closed: as if it had come now, and dealt with on its own."""
    afresh = opened(case.category, now, hours)
    return dataclasses.replace(
        case.life,
        outcome="",
        closed_at=None,
        merged_into="",
        status_before="",
        take_by=afresh.take_by,
        answer_by=afresh.answer_by,
        close_by=afresh.close_by,
        answered_at=None,
        waiting_since=None,
        late="",
        attention="",
        erased_at=None,
    )


def hastened(life: CaseLife, category: str, now: datetime, hours: str) -> CaseLife:
    """Give a case that turns out to be of a graver category that one's deadlines, where they are earlier."""
    afresh = opened(category, now, hours)
    return dataclasses.replace(
        life,
        take_by=_earlier(life.take_by, afresh.take_by),
        answer_by=_earlier(life.answer_by, afresh.answer_by),
        close_by=_earlier(life.close_by, afresh.close_by),
    )


def owed(case: Case) -> Owed | None:
    """Return what is owed next and nobody was called for yet; nothing while the citizen has the word, or after the end.

    A case of an earlier release, which has no deadlines, owes nothing.
    """
    life = case.life
    if case.status in {Status.CLOSED, Status.WAITING_CITIZEN} or life.waiting_since is not None:
        return None
    called = list(Stage).index(Stage(life.late)) if life.late in set(Stage) else -1
    return next((one for place, one in enumerate(_stages(case)) if one is not None and place > called), None)


def is_overdue(case: Case, now: datetime) -> bool:
    """Whether something is owed and late, whether or not somebody was called for it."""
    due = owed(dataclasses.replace(case, life=dataclasses.replace(case.life, late="")))
    return due is not None and due.by <= now


def workday_end(moment: datetime, days: int, hours: str) -> datetime:
    """Return the end of the ``days``-th working day after the day of ``moment``; of the next one to end, for 0."""
    today = moment.astimezone(VIETNAM).date()
    ends = (
        _end(day, hours) for day in open_days(today, ahead=3 * days + _FARTHEST, hours=hours) if not days or day > today
    )
    ahead: Iterator[datetime] = (end for end in ends if end > moment)
    return next(islice(ahead, max(days - 1, 0), None))


def _stages(case: Case) -> tuple[Owed | None, Owed | None, Owed | None]:
    """In the order of ``Stage``; nothing in the place of what was done."""
    life = case.life
    taken = bool(case.acknowledged_by) or life.answered_at is not None
    return (
        Owed(Stage.TAKE, life.take_by) if life.take_by and not taken else None,
        Owed(Stage.ANSWER, life.answer_by) if life.answer_by and life.answered_at is None else None,
        Owed(Stage.CLOSE, life.close_by) if life.close_by else None,
    )


def _end(day: date, hours: str) -> datetime:
    last = periods(day, hours=hours)[-1]
    midnight = datetime.combine(day, time(), VIETNAM)
    return (midnight + timedelta(minutes=last.ends)).astimezone(UTC)


def _later(due: datetime | None, days: int, hours: str) -> datetime | None:
    return workday_end(due, days, hours) if due is not None and days else due


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)
