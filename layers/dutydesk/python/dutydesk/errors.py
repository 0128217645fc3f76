"""Every failure the desk can name, and who has to act on it.

* DeskError
  x RejectedInput            the caller sent something we refuse             4xx
    + BadSignature           401
    + MalformedEvent         400
    + Unauthenticated        no identity token of an officer of this desk    401
  x NotFound                 absent, or not the asker's to see               404
  x Forbidden                known, but without the role                     403
  x Conflict                 somebody else changed it first                  409
  x AuditUnavailable         what cannot be accounted for is not done        503
  x Misconfigured            a setting or a secret is missing; DevOps act    500
  x SealBroken               evidence is not as it was sealed; a person looks  500
  x KeyDestroyed             erased for good: its key is no more             410
  x NotAccepted              a queue took less than it was given; try again  500
  x DeliveryError            a platform did not take a message
    + TokenExpired           refresh once, then retry
    + Throttled              retry after ``retry_after_s``
      + QuotaUsedUp          nothing more of this kind until the platform gives a new quota
      + OutOfHours           retry when the platform's hours begin
    + Unavailable            retry later
    + NotReady               the platform is still making what is asked for; ask again
    + WindowClosed           re-route or tell the officer; never retry
    + Unreachable            the person blocked or left us; mark, never retry
    + Refused                the message itself is wrong; tell the officer, never retry
    + PageBroken             a person must repair the page; pause its sends
"""

from typing import ClassVar


class DeskError(Exception):
    """Base of the tree; caught only at the edge of the process."""

    http_status: ClassVar[int] = 500


class RejectedInput(DeskError):
    """The caller sent something we refuse; ``str()`` is a short reason without detail."""

    http_status = 400


class BadSignature(RejectedInput):
    """The call is not from the platform it claims to be from."""

    http_status = 401


class MalformedEvent(RejectedInput):
    """The call is signed or plausible, but not of the platform's shape."""


class Unauthenticated(RejectedInput):
    """The call carries no identity token of an officer of this desk."""

    http_status = 401


class NotFound(DeskError):
    """Absent, or not the asker's to see: the two are never told apart."""

    http_status = 404


class Forbidden(DeskError):
    """The asker is known and lacks the role."""

    http_status = 403


class Conflict(DeskError):
    """Somebody else changed it first, or the change is not allowed from here."""

    http_status = 409


class AuditUnavailable(DeskError):
    """The audit entry could not be written, so nothing was read or done."""

    http_status = 503


class Misconfigured(DeskError):
    """A setting or a secret is missing or unreadable; whoever deploys must act."""


class SealBroken(DeskError):
    """Sealed bytes do not open as they were sealed; nothing of them may be used, and a person must look."""


class KeyDestroyed(DeskError):
    """What was sealed under this case's key was erased for good, and nothing is sealed for the case any more."""

    http_status = 410


class NotAccepted(DeskError):
    """A queue answered, and did not take all that it was given; sending all of it again is harmless."""


class DeliveryError(DeskError):
    """A platform did not take a message; ``code`` is the platform's own number or word, never its text."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{type(self).__name__} ({code})")
        self.code = code


class TokenExpired(DeliveryError):
    """The page's access token is no longer taken; refresh once, then retry."""


class Throttled(DeliveryError):
    """Too many calls; retry after ``retry_after_s`` seconds."""

    def __init__(self, code: str, retry_after_s: float = 30.0) -> None:
        super().__init__(code)
        self.retry_after_s = retry_after_s


class QuotaUsedUp(Throttled):
    """The page's quota for this is used up; only the platform's calendar, or a larger package, helps."""


class OutOfHours(Throttled):
    """The platform does not do this at this time of the day."""


class NotReady(DeliveryError):
    """The platform is still making what is asked for; nothing was done, ask again."""


class Unavailable(DeliveryError):
    """The platform is down, late or answers garbage; retry later.

    ``answer_lost`` says that the request may have been carried out all the same.
    """

    def __init__(self, code: str, *, answer_lost: bool) -> None:
        super().__init__(code)
        self.answer_lost = answer_lost


class WindowClosed(DeliveryError):
    """The platform's reply window has passed; re-route or tell the officer."""


class Unreachable(DeliveryError):
    """The person blocked us, left, or is gone; mark it and never retry."""


class Refused(DeliveryError):
    """The platform refuses this message as it is; tell the officer, never retry."""


class PageBroken(DeliveryError):
    """The page itself cannot send; a person must repair it, its sends pause."""
