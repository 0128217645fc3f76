"""What a broadcast must be like before it is told to anybody, in words that an officer understands. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from dutydesk.clock import VIETNAM, from_iso, iso
from dutydesk.stores.broadcasts import Broadcast, Letter, Priority
from dutydesk.text.clean import clean

MOST_TITLE = 200
MOST_TEXT = 1_900
"""Characters after NFC: Zalo takes 2,000, and the last line names the unit and the code."""

MOST_PAGES, MOST_SEGMENTS, MOST_EXCLUDED = 500, 50, 1_000
LARGE = 5_000
"""People; more than these are told only once two officers have approved."""
FRESH = timedelta(minutes=30)
"""How long a pre-flight says something about now."""
NIGHT = (time(22), time(6))
FARTHEST = timedelta(days=90)

_PERSON = re.compile(r"p[0-9a-f]{32}")
_SEGMENT = re.compile(r"(tag|topic):[^\x00-\x1f\x7f\ud800-\udfff]{1,100}")
_TEMPLATE = re.compile(r"[0-9A-Za-z_-]{0,64}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

EMPTY = "không được để trống / must not be empty"
CONTROL = "có ký tự điều khiển / holds a control character"
NO_MOMENT = "thời điểm phải viết như 2026-12-31T08:00:00+07:00 / a moment is written as 2026-12-31T08:00:00+07:00"
PAST = "thời điểm gửi đã qua / the time of sending is in the past"
TOO_FAR = f"thời điểm gửi còn xa quá {FARTHEST.days} ngày / the time of sending is more than {FARTHEST.days} days away"
QUIET = (
    "không gửi từ 22:00 đến 06:00 trừ khi khẩn cấp và có lý do / "
    "nothing is sent from 22:00 to 06:00 but an emergency with a night_reason"
)
NO_AUDIENCE = "chọn đơn vị hoặc trang / name units or pages"
NO_PAGE = "không có trang này / no such page"
NO_SEGMENT = "viết như tag:… hoặc topic:… / written as tag:… or topic:…"
NO_PERSON = "không phải mã người nhận / not a person id"
NO_EARLIER = "không có thông báo đã gửi này / no such broadcast that was sent"
NO_TEMPLATE = "mẫu tin chưa được duyệt cho mọi trang / the template is not approved for every page"
TOO_MANY = "quá {most} / more than {most}"

STALE = "chưa kiểm tra trước khi gửi trong 30 phút qua / no pre-flight of this draft within the last 30 minutes"
NOBODY = "không tới được ai / it would reach nobody"
PAGE_UNREADY = "có trang chưa có quyền gửi hoặc đang hỏng / a page has no token or is broken: {count}"
SECOND = (
    "thông báo lớn hoặc khẩn cần hai người khác nhau duyệt, người sau không phải người soạn / "
    "a large or urgent broadcast needs two different people, the second not its author"
)
MOVED = "bản này không còn như lúc đọc; hãy đọc lại / it is not as it was read; read it again"
NOT_DRAFT = "không còn là bản nháp / it is no draft any more"
TOO_FAST = "đang thay đổi; hãy thử lại / it is changing; try again"

LETTERS: Mapping[str, str] = {
    Letter.PENDING: "chưa gửi / not sent yet",
    Letter.SENT: "đã gửi / sent",
    Letter.DELIVERED: "đã nhận / delivered",
    Letter.SEEN: "đã xem / seen",
    Letter.UNKNOWN: "không rõ đã tới chưa / may or may not have arrived",
    Letter.SKIPPED_WINDOW: "hiện không có cách gửi tới người này / no path is open to this person now",
    Letter.SKIPPED_OPTED_OUT: "đã từ chối nhận tin / does not want broadcasts",
    Letter.SKIPPED_GONE: "đã rời hoặc chặn trang / left or blocked the page",
    Letter.SKIPPED_OFTEN: "gần đây đã nhận đủ thông báo / had enough broadcasts lately",
    Letter.SKIPPED_CANCELLED: "thông báo đã bị hủy / the broadcast was cancelled",
    Letter.FAILED_REFUSED: "nền tảng không nhận tin này / the platform refused the message",
    Letter.FAILED_UNREACHABLE: "nền tảng báo không tới được / the platform cannot reach this person",
    Letter.FAILED_DOWN: "nền tảng không trả lời hoặc hết lượt gửi / the platform did not answer or had no quota",
}

REASONS: Mapping[str, str] = {
    "": "",
    "officer": "do cán bộ / by an officer",
    "nobody": "không có người nhận / nobody to tell",
    "storm": "quá nhiều lỗi liên tiếp / too many errors in a row",
    "page_broken": "trang mất quyền gửi / a page cannot send until somebody repairs it",
    "no_quota": "hết lượt gửi / the platform's quota is used up",
    "books": "sổ gửi không khớp / the books do not balance",
}


def tidy(text: str, *, one_line: bool = False) -> str:
    """Return text as it is stored and sent: NFC, without NULs or lone surrogates, stripped."""
    text = unicodedata.normalize("NFC", clean(text).replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(text.split()) if one_line else text.strip()


def faults(broadcast: Broadcast, now: datetime) -> list[tuple[str, str]]:
    """Return what is wrong with a tidied draft: field and reason."""
    found: list[tuple[str, str]] = []
    for name, most in (("title", MOST_TITLE), ("text", MOST_TEXT), ("night_reason", 500)):
        value = getattr(broadcast, name)
        if not value and name != "night_reason":
            found.append((name, EMPTY))
        if len(value) > most:
            found.append((name, f"dài quá {most} ký tự / longer than {most} characters"))
        if _CONTROL.search(value):
            found.append((name, CONTROL))
    if not _TEMPLATE.fullmatch(broadcast.template_id):
        found.append(("template_id", NO_TEMPLATE))
    found += _audience_faults(broadcast.audience)
    if broadcast.starts_at and (wrong := schedule_fault(broadcast, now)):
        found.append(("starts_at", wrong))
    return found


def moment(text: str) -> str | None:
    """Return a moment with its time zone as it is stored (ISO-8601, UTC), or None when it is none."""
    try:
        found = datetime.fromisoformat(text)
        return iso(found) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def schedule_fault(broadcast: Broadcast, now: datetime) -> str:
    """Return why it may not begin when it is to begin (now, if no time is set), or nothing."""
    begins = from_iso(broadcast.starts_at) if broadcast.starts_at else now
    if begins < now:
        return PAST
    if begins - now > FARTHEST:
        return TOO_FAR
    urgent = broadcast.priority is Priority.EMERGENCY and bool(broadcast.night_reason)
    return QUIET if is_night(begins) and not urgent else ""


def is_night(at: datetime) -> bool:
    """Whether people sleep at this moment in Vietnam: 22:00 up to, but not including, 06:00."""
    begin, end = NIGHT
    hour = at.astimezone(VIETNAM).time()
    return hour >= begin or hour < end


def reach_of(preflight: Mapping[str, Any]) -> int:
    """How many people the pre-flight found that some path leads to."""
    return sum(preflight.get("reach", {}).values())


def needs_two(broadcast: Broadcast, preflight: Mapping[str, Any]) -> bool:
    """Whether it takes two officers to approve it."""
    return broadcast.priority is Priority.EMERGENCY or reach_of(preflight) > LARGE


def not_ready(preflight: Mapping[str, Any], now: datetime) -> str:
    """Return why what was counted does not allow an approval, or nothing."""
    if not preflight or now - from_iso(preflight["counted_at"]) > FRESH:
        return STALE
    if reach_of(preflight) == 0:
        return NOBODY
    unready = preflight.get("unready", {})
    return PAGE_UNREADY.format(count=len(unready)) if unready else ""


def _audience_faults(audience: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if not audience["pages"]:
        found.append(("audience.pages", NO_AUDIENCE))
    bounds = (("pages", MOST_PAGES), ("segments", MOST_SEGMENTS), ("excluded", MOST_EXCLUDED))
    found += [(f"audience.{name}", TOO_MANY.format(most=most)) for name, most in bounds if len(audience[name]) > most]
    if not all(map(_SEGMENT.fullmatch, audience["segments"])):
        found.append(("audience.segments", NO_SEGMENT))
    if not all(map(_PERSON.fullmatch, audience["excluded"])):
        found.append(("audience.excluded", NO_PERSON))
    return found
