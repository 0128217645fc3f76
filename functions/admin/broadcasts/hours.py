"""When a broadcast may be told, from its first message to its last. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dutydesk.clock import VIETNAM, from_iso
from dutydesk.quiet_hours import evening_after, is_night
from dutydesk.stores.broadcasts import Broadcast, Priority

LONGEST = timedelta(hours=16)
"""From 06:00 to 22:00."""

QUIET = (
    "không gửi từ 22:00 đến 06:00 trừ khi khẩn cấp và có lý do / "
    "nothing is sent from 22:00 to 06:00 but an emergency with a night_reason"
)
TOO_LATE = (
    "đến 22:00 sẽ chưa gửi xong; phải bắt đầu chậm nhất lúc {latest} / "
    "it would not be through by 22:00; it would have to start by {latest}"
)
TOO_LONG = (
    "gửi lâu hơn cả ngày từ 06:00 đến 22:00; hãy chia người nhận / "
    "it takes longer than the day from 06:00 to 22:00; divide the audience"
)


def by_day_only(broadcast: Broadcast) -> bool:
    """Whether it keeps quiet hours: everything does but an emergency with a reason."""
    return broadcast.priority is not Priority.EMERGENCY or not broadcast.night_reason


def begins_at(broadcast: Broadcast, now: datetime) -> datetime:
    """Return when it is to begin: at once, if no time is set."""
    return from_iso(broadcast.starts_at) if broadcast.starts_at else now


def night_fault(broadcast: Broadcast, now: datetime) -> str:
    """Return why it may not begin at that time of the day, or nothing."""
    return QUIET if by_day_only(broadcast) and is_night(begins_at(broadcast, now)) else ""


def evening_fault(broadcast: Broadcast, preflight: Mapping[str, Any], now: datetime) -> str:
    """Return why it may not begin then although that is by day: it would go on into the night; or nothing.

    ``preflight`` says in ``seconds`` how long it takes. The moment named is Vietnam's, rounded down to a minute.
    """
    begins, takes = begins_at(broadcast, now), timedelta(seconds=preflight.get("seconds", 0))
    latest = evening_after(begins) - takes
    if not by_day_only(broadcast) or begins <= latest:
        return ""
    return TOO_LONG if takes > LONGEST else TOO_LATE.format(latest=f"{latest.astimezone(VIETNAM):%H:%M %d/%m/%Y}")
