"""What can go wrong when an identity is asked for, and the one answer that each gets.

Added to the tree of ``dutydesk.errors``:

* DeskError
  x Spent                    the request was used already, or its day is over   410
"""

from http import HTTPStatus

from botocore.exceptions import BotoCoreError, ClientError

from dutydesk.errors import AuditUnavailable, Conflict, DeskError, Forbidden, NotFound, Unauthenticated

NO_SUCH_REQUEST = "no such request"
"""The only thing ever said about a request that is absent, somebody else's or another unit's."""


class Spent(DeskError):
    """The request was used already, or its day is over; only a new one helps."""

    http_status = 410


_CODES: tuple[tuple[type[DeskError], str], ...] = (
    (Unauthenticated, "unauthenticated"),
    (Forbidden, "forbidden"),
    (NotFound, "not_found"),
    (Conflict, "conflict"),
    (Spent, "gone"),
    (AuditUnavailable, "unavailable"),
)


def explain(error: Exception) -> tuple[int, str, str]:
    """Return HTTP status, short code and message for an error; a fault of ours is never described."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            ours = error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR
            return error.http_status, code, "try again in a moment" if ours else str(error)
    if isinstance(error, (ClientError, BotoCoreError)):
        return 503, "unavailable", "try again in a moment"
    return 500, "failed", "the desk could not do this"
