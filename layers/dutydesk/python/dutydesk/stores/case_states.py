"""The states of a case as data: what an officer may make of each, what a citizen's words make of it, what is told."""

from collections.abc import Mapping
from enum import StrEnum

from dutydesk.stores.cases import Case, Status

OFFICER_MAY: Mapping[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.IN_PROGRESS, Status.WAITING_CITIZEN, Status.PASSED_ON, Status.CLOSED}),
    Status.IN_PROGRESS: frozenset({Status.WAITING_CITIZEN, Status.PASSED_ON, Status.CLOSED}),
    Status.WAITING_CITIZEN: frozenset({Status.IN_PROGRESS, Status.PASSED_ON, Status.CLOSED}),
    Status.PASSED_ON: frozenset({Status.IN_PROGRESS, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.IN_PROGRESS}),
}
"""What an officer may make of a case; anything else is refused."""

ON_ANSWER: Mapping[Status, Status] = {Status.NEW: Status.IN_PROGRESS}
"""What an officer's answer makes of a case; other states stay."""

ON_CITIZENS_WORDS: Mapping[Status, Status] = {Status.WAITING_CITIZEN: Status.IN_PROGRESS}
"""What the citizen's words make of a case that they join; other states stay."""

ON_REOPENING: Mapping[Status, Status] = {Status.CLOSED: Status.NEW}
"""What becomes of a case that the citizen, or a new danger, brings back."""


class Public(StrEnum):
    """How far a case is, as whoever holds its receipt code is told; the words are in the catalogue."""

    RECEIVED = "new"
    HANDLED = "in_progress"
    YOUR_TURN = "waiting"
    PASSED_ON = "passed_on"
    DONE = "closed"
    DISPUTED = "disputed"
    TOGETHER = "together"


PUBLIC: Mapping[Status, Public] = {
    Status.NEW: Public.RECEIVED,
    Status.IN_PROGRESS: Public.HANDLED,
    Status.WAITING_CITIZEN: Public.YOUR_TURN,
    Status.PASSED_ON: Public.PASSED_ON,
    Status.CLOSED: Public.DONE,
}


def public_of(case: Case) -> Public:
    """Return what is told of a case: that it was brought back, or is dealt with in another, comes before its state."""
    if case.life.merged_into:
        return Public.TOGETHER
    if case.life.disputed_at is not None and case.status is Status.NEW:
        return Public.DISPUTED
    return PUBLIC[case.status]
