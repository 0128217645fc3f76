"""Zalo's error numbers, and what each means for the desk.

Zalo answers most errors with HTTP 200 and ``{"error": <negative number>, "message": …}``. The numbers are those of the
official documentation (grade A of our notes); third parties publish other, older meanings. ``-200`` is a plain "failed"
and is tried again, and so is a number that nobody has documented: giving up is decided by time, not by guessing.
"""

from dutydesk.errors import (
    DeliveryError,
    PageBroken,
    Refused,
    Throttled,
    TokenExpired,
    Unavailable,
    Unreachable,
    WindowClosed,
)

MINUTE_LIMIT = -32
QUOTA_PAUSE_S = 3600.0
"""How long to leave a page alone whose quota is used up, or whom a rule of the night stops."""

BAD_FIELD = -201
BAD_MESSAGE_TYPE = -233

_MEANINGS: dict[type[DeliveryError], frozenset[int]] = {
    TokenExpired: frozenset({-216, -220, -124}),
    WindowClosed: frozenset({-230, -232}),
    # Not a follower, invitation blocked, banned or away for 45 days, this kind of message switched off.
    Unreachable: frozenset({-213, -217, -227, -244}),
    # A dead upload, a template absent or not approved or filled wrongly, a bad field, too long, processing, wrong type,
    # no group, old API, policy, template not for user ids.
    Refused: frozenset({-100, -109, -131, -132, BAD_FIELD, -210, -214, BAD_MESSAGE_TYPE, -237, -240, -248, -249}),
    # OA gone, app or API not active, app removed, unverified, not authorised, package, type, proof, account unfunded.
    PageBroken: frozenset({-204, -205, -209, -212, -219, -221, -223, -224, -235, -242, -320, -321}),
}
_QUOTA = frozenset({-133, -144, -147, -211, -218, -234})
_CLASSES = {number: kind for kind, numbers in _MEANINGS.items() for number in numbers}


def refusal(number: int) -> DeliveryError:
    """Return the error that an answer with this non-zero number stands for."""
    code = str(number)
    if number == MINUTE_LIMIT:
        return Throttled(code)
    if number in _QUOTA:
        return Throttled(code, retry_after_s=QUOTA_PAUSE_S)
    kind = _CLASSES.get(number)
    return kind(code) if kind else Unavailable(code, answer_lost=False)


def number_in(answer: dict[str, object]) -> int | None:
    """Return an answer's error number, 0 for success, or None when it carries none; text digits are accepted."""
    number = answer.get("error")
    if isinstance(number, bool) or not isinstance(number, (int, str)):
        return None
    try:
        return int(number)
    except ValueError:
        return None
