"""What can go wrong between an officer and the desk, and the one answer that each gets.

Added to the tree of ``dutydesk.errors``:

* DeskError
  x RejectedInput
    + UnsupportedType        a body that is not JSON                          415
    + RejectedTable          a table with faults, each named by its line      400
  x StoreBusy                the store did not take all of a large write      503
"""

from collections.abc import Sequence

from botocore.exceptions import BotoCoreError, ClientError

from dutydesk.errors import (
    AuditUnavailable,
    Conflict,
    DeskError,
    Forbidden,
    KeyDestroyed,
    NotFound,
    RejectedInput,
    Unauthenticated,
)
from functions.admin.sheet import MOST_FAULTS, Fault

FAULT = 500
"""From this HTTP status on, the fault is ours."""

NO_SUCH_CASE = "no such case"
"""The only thing ever said about a case that is absent or another unit's."""

ERASED = "nội dung hồ sơ đã được xóa / the content of this case was erased"
"""Said to whoever would change a case of which nothing but the header is left."""


class UnsupportedType(RejectedInput):
    """The body is not declared as JSON."""

    http_status = 415


class RejectedTable(RejectedInput):
    """A table is not as it must be; ``faults`` says where and why, never what a cell holds."""

    def __init__(self, faults: Sequence[Fault], *, most: int = MOST_FAULTS) -> None:
        super().__init__(f"{len(faults)} faults in the table; nothing was taken from it")
        self.faults = tuple(faults[:most])


class StoreBusy(DeskError):
    """The store did not take all of a large write, so nothing of it counts."""

    http_status = 503


_CODES: tuple[tuple[type[DeskError], str], ...] = (
    (Unauthenticated, "unauthenticated"),
    (UnsupportedType, "unsupported_type"),
    (RejectedInput, "invalid"),
    (Forbidden, "forbidden"),
    (NotFound, "not_found"),
    (Conflict, "conflict"),
    (KeyDestroyed, "gone"),
    (AuditUnavailable, "unavailable"),
    (StoreBusy, "unavailable"),
)


def explain(error: Exception) -> tuple[int, str, str]:
    """Return HTTP status, short code and message for an error; a fault of ours is never described."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            ours = error.http_status >= FAULT
            return error.http_status, code, "try again in a moment" if ours else str(error)
    if isinstance(error, (ClientError, BotoCoreError)):
        return 503, "unavailable", "try again in a moment"
    return 500, "failed", "the desk could not do this"
