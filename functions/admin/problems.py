"""What can go wrong between an officer and the desk, and the one answer that each gets.

Added to the tree of ``dutydesk.errors``:

* DeskError
  x RejectedInput
    + Unauthenticated        no identity token of our user pool               401
    + UnsupportedType        a body that is not JSON                          415
  x AuditUnavailable         what cannot be accounted for is not done         503
"""

from botocore.exceptions import BotoCoreError, ClientError

from dutydesk.errors import Conflict, DeskError, Forbidden, NotFound, RejectedInput

FAULT = 500
"""From this HTTP status on, the fault is ours."""

NO_SUCH_CASE = "no such case"
"""The only thing ever said about a case that is absent or another unit's."""


class Unauthenticated(RejectedInput):
    """The call carries no identity token of an officer of this desk."""

    http_status = 401


class UnsupportedType(RejectedInput):
    """The body is not declared as JSON."""

    http_status = 415


class AuditUnavailable(DeskError):
    """The audit entry could not be written, so nothing was read or done."""

    http_status = 503


_CODES: tuple[tuple[type[DeskError], str], ...] = (
    (Unauthenticated, "unauthenticated"),
    (UnsupportedType, "unsupported_type"),
    (RejectedInput, "invalid"),
    (Forbidden, "forbidden"),
    (NotFound, "not_found"),
    (Conflict, "conflict"),
    (AuditUnavailable, "unavailable"),
)


def explain(error: Exception) -> tuple[int, str, str]:
    """Return HTTP status, short code and message for an error; a fault of ours is never described."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            ours = kind is AuditUnavailable
            return error.http_status, code, "try again in a moment" if ours else str(error)
    if isinstance(error, (ClientError, BotoCoreError)):
        return 503, "unavailable", "try again in a moment"
    return 500, "failed", "the desk could not do this"
