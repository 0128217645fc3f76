"""One clock that tests can set; UTC in storage, Vietnam's time for business rules."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

Clock = Callable[[], datetime]
"""Returns the current moment as an aware UTC ``datetime``."""

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam keeps UTC+7 all year, without daylight saving; a fixed offset needs no time-zone database."""


def utc_now() -> datetime:
    """The system's clock."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """Format as ``2026-11-22T01:02:03.456Z``: fixed width, so that text order is time order.

    Raises:
        ValueError: the moment carries no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a stored moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_iso(text: str) -> datetime:
    """Read what ``iso`` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


def from_epoch_ms(milliseconds: int) -> datetime:
    """Read a platform's timestamp; raise ``ValueError`` or ``OverflowError`` when it is no date."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def expiry(moment: datetime, after: timedelta) -> int:
    """The epoch second at which DynamoDB may drop an item."""
    return int((moment + after).timestamp())
