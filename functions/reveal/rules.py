"""Whether an identity may be told: pure, and decided from what is stored now, whoever wrote it."""

from datetime import datetime

from dutydesk.errors import Conflict, NotFound
from dutydesk.stores.officers import Officer
from dutydesk.stores.reveals import APPROVERS, ASKERS, RevealRequest, State
from functions.reveal.problems import NO_SUCH_REQUEST, Spent

NOT_DECIDED = "nobody has agreed yet"
REFUSED = "a supervisor has refused"
NOT_ANY_MORE = "whoever agreed may not agree any more; ask again"


def serves(officer: Officer | None, unit: str, roles: frozenset[str]) -> bool:
    """Whether this is an officer in service in the unit with one of these roles."""
    return officer is not None and officer.active and unit in officer.units and bool(roles & set(officer.roles))


def check_asker(asker: Officer, request: RevealRequest | None, *, case_unit: str | None) -> RevealRequest:
    """Return the request when it is this officer's own, of a unit where they serve and whose the case still is.

    Raises:
        NotFound: absent, somebody else's, or another unit's by now; the three are never told apart.
    """
    if (
        request is None
        or request.asked_by != asker.username
        or request.unit != case_unit
        or not serves(asker, request.unit, ASKERS)
    ):
        raise NotFound(NO_SUCH_REQUEST)
    return request


def check_words(request: RevealRequest, approver: Officer | None, *, now: datetime) -> None:
    """Let pass a request with two people's words, unused and in its day, whose second person could still give theirs.

    Raises:
        Spent: used already, or too late.
        Conflict: nobody has agreed, a supervisor has refused, or whoever agreed could not do so now.
    """
    match request.state(now):
        case State.USED | State.EXPIRED:
            raise Spent("used already, or too late; ask again")
        case State.REFUSED:
            raise Conflict(REFUSED)
        case State.OPEN:
            raise Conflict(NOT_DECIDED)
        case State.APPROVED:
            if request.decided_by == request.asked_by or not serves(approver, request.unit, APPROVERS):
                raise Conflict(NOT_ANY_MORE)
