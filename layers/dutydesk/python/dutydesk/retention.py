"""How long the content of a case is kept once it is closed: by its category, and by how it ended.

A stack may say otherwise (``retention_days``): a table from ``<category>`` or ``<category>/<outcome>`` to days, of
which the narrower entry counts; an outcome alone, ``*/<outcome>``, counts for every category that says nothing of it.
Whatever comes to a closed case starts the time anew, and a case under legal hold, or one that is not closed, is never
over. docs/privacy.md lists the defaults and what a stack has to decide.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dutydesk.errors import Misconfigured
from dutydesk.stores.case_life import Outcome
from dutydesk.stores.cases import DATA_REQUEST, QUESTION, Case, Status

ANY = "*"
SHORTEST_DAYS = 30
"""Longer than a citizen may bring a closed case back (``dutydesk.deadlines.DISPUTED_WITHIN``)."""
LONGEST_DAYS = 36_500
DAYS: Mapping[str, int] = {
    ANY: 730,
    "tip": 730,
    "emergency": 1_825,
    QUESTION: 365,
    DATA_REQUEST: 730,
    f"{ANY}/{Outcome.PROSECUTED}": 7_300,
    f"{ANY}/{Outcome.FINED}": 1_825,
    f"tip/{Outcome.UNFOUNDED}": 365,
    f"{QUESTION}/{Outcome.ANSWERED}": 180,
}
"""What holds where a stack says nothing."""


@dataclass(frozen=True, slots=True)
class Retention:
    """The terms of a stack, in days."""

    days: Mapping[str, int] = field(default_factory=lambda: DAYS)

    def term(self, category: str, outcome: str) -> timedelta:
        """Return how long a case of this category that ended so is kept."""
        wanted = (f"{category}/{outcome}", f"{ANY}/{outcome}", category, ANY)
        return timedelta(days=next(self.days[name] for name in wanted if name in self.days))

    def over_at(self, case: Case, *, last_heard: datetime | None) -> datetime | None:
        """Return when a closed case's time is over; None for one that is not closed, or that was erased.

        ``last_heard`` is when something came to it last.
        """
        if case.status is not Status.CLOSED or case.life.closed_at is None or case.life.erased_at is not None:
            return None
        since = max(case.life.closed_at, last_heard or case.life.closed_at)
        return since + self.term(case.category, case.life.outcome)


def retention(text: str) -> Retention:
    """Read what a stack says, as JSON, over the defaults.

    Raises:
        Misconfigured: it is no table of whole days within the bounds; its values are not repeated.
    """
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not all(_is_term(days) for days in said.values()):
        raise Misconfigured("retention_days is no table of days")
    return Retention({**DAYS, **said})


def _is_term(days: object) -> bool:
    return isinstance(days, int) and not isinstance(days, bool) and SHORTEST_DAYS <= days <= LONGEST_DAYS
