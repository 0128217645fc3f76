"""What a broadcast must be like before it is told to anybody, in words that an officer understands. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dutydesk.clock import from_iso, iso
from dutydesk.quiet_hours import is_night
from dutydesk.stores.broadcasts import Broadcast, Kind, Letter, Priority
from dutydesk.text.clean import clean
from functions.admin.broadcasts import articles
from functions.admin.broadcasts.hours import begins_at, night_fault

MOST_TITLE = 200
MOST_TEXT = 1_900
"""Characters after NFC: Zalo takes 2,000, and the last line names the unit and the code."""

MOST_PAGES, MOST_SEGMENTS, MOST_EXCLUDED = 500, 50, 1_000
MOST_EARLIER = 8
"""Earlier broadcasts that one may name: each is read beside the whole audience."""
LARGE = 5_000
"""People; more than these are told only once two officers have approved."""
FRESH = timedelta(minutes=30)
"""How long a pre-flight says something about now."""
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
    "night": "nghỉ đêm, 06:00 tự gửi tiếp / it rests for the night and goes on at 06:00 by itself",
}


def tidy(text: str, *, one_line: bool = False) -> str:
    """Return text as it is stored and sent: NFC, without NULs or lone surrogates, stripped."""
    text = unicodedata.normalize("NFC", clean(text).replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(text.split()) if one_line else text.strip()


def faults(broadcast: Broadcast, now: datetime) -> list[tuple[str, str]]:
    """Return what is wrong with a tidied draft: field and reason."""
    found: list[tuple[str, str]] = []
    most_text = articles.MOST_TEXT if broadcast.kind is Kind.ARTICLE else MOST_TEXT
    bounds = (("title", MOST_TITLE), ("text", most_text), ("night_reason", 500), ("description", 500))
    for name, most in bounds:
        value = getattr(broadcast, name)
        if not value and name in {"title", "text"}:
            found.append((name, EMPTY))
        if len(value) > most:
            found.append((name, f"dài quá {most} ký tự / longer than {most} characters"))
        if _CONTROL.search(value):
            found.append((name, CONTROL))
    if not _TEMPLATE.fullmatch(broadcast.template_id):
        found.append(("template_id", NO_TEMPLATE))
    found += _audience_faults(broadcast.audience)
    found += articles.faults(broadcast)
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
    begins = begins_at(broadcast, now)
    if begins < now:
        return PAST
    if begins - now > FARTHEST:
        return TOO_FAR
    if broadcast.kind is Kind.ARTICLE:
        return articles.QUIET if is_night(begins) else ""
    return night_fault(broadcast, now)


def reach_of(preflight: Mapping[str, Any]) -> int:
    """How many people the pre-flight found that some path leads to."""
    return sum(preflight.get("reach", {}).values())


def needs_two(broadcast: Broadcast, preflight: Mapping[str, Any]) -> bool:
    """Whether it takes two officers to approve it: an article always does, for only the platform knows its reach."""
    small = broadcast.kind is not Kind.ARTICLE and reach_of(preflight) <= LARGE
    return broadcast.priority is Priority.EMERGENCY or not small


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
