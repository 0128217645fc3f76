"""What an article must be like before the platform carries it to a page's followers, and what its books say. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from dutydesk.stores.articles import ArticleSteps, Waits
from dutydesk.stores.broadcasts import SENT, Broadcast, Kind, Letter, Policy

MOST_TITLE, MOST_DESCRIPTION = 150, 300
"""Characters after NFC that Zalo takes (official documentation)."""
MOST_TEXT = 10_000
"""Characters after NFC; the platform's own bound is not published."""
MOST_COVER = 500

HAVE_IT = SENT | {Letter.UNKNOWN}
"""What a page's letter says when its followers have the article, or may have it."""

_COVER = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?/[!-~]+")

EMPTY = "không được để trống / must not be empty"
TOO_LONG = "dài quá {most} ký tự / longer than {most} characters"
NO_COVER = "ảnh bìa phải là địa chỉ https:// của một ảnh / the cover is the https:// address of a photo"
ONLY_ARTICLES = "chỉ bài viết mới có / only an article has it"
PAGES_ONLY = (
    "bài viết tới mọi người theo dõi trang, không chọn hay trừ ai được / "
    "an article goes to all followers of a page; nobody can be picked or left out"
)
NO_TEMPLATE = "bài viết không dùng mẫu tin / an article uses no template"
ONCE_ONLY = (
    "bài viết không bao giờ tự gửi lại; chọn once / an article is never sent again by itself; the policy must be once"
)
QUIET = (
    "nền tảng chỉ gửi bài viết từ 06:00 đến 22:00, kể cả khẩn cấp / "
    "the platform sends articles from 06:00 to 22:00 only, emergencies too"
)
NO_PEOPLE = (
    "đó là bài viết: không biết ai đã nhận / that one was an article: nobody knows which people got it; name its pages"
)
ALL_HAVE_IT = "mọi trang đã gửi hoặc có thể đã gửi / every page has sent it, or may have"
NONE_HAS_IT = "chưa trang nào gửi / no page has sent it"

REACHES = (
    "tới mọi người theo dõi các trang này; nền tảng tự gửi, sau khi duyệt khoảng 30 phút / "
    "it goes to all followers of these pages; the platform delivers it, after a review of about 30 minutes"
)
OPTED_OUT = (
    "{count} người đã từ chối nhận tin vẫn sẽ nhận, vì nền tảng không cho trừ ai / "
    "{count} people who opted out get it all the same: the platform lets nobody be left out"
)

LETTERS: Mapping[str, str] = {
    Letter.PENDING: "chưa gửi / not sent yet",
    Letter.SENT: "nền tảng đã nhận để gửi / the platform has taken it",
    Letter.UNKNOWN: "không rõ nền tảng đã nhận chưa / the platform may or may not have taken it; look at the page",
    Letter.SKIPPED_CANCELLED: "thông báo đã bị hủy / the broadcast was cancelled",
    Letter.FAILED_REFUSED: "nền tảng không nhận bài viết này / the platform refused the article",
    Letter.FAILED_DOWN: "nền tảng không làm xong hoặc hết lượt gửi / the platform did not get it done or had no quota",
}
WAITS: Mapping[Waits, str] = {
    Waits.PROCESSING: "nền tảng đang tạo bài viết / the platform is making the article",
    Waits.HOURS: "chờ đến 06:00 / waits for 06:00",
    Waits.LIMIT: "gửi quá nhanh, chờ một lát / too many requests; waits a little",
    Waits.DOWN: "nền tảng không trả lời / the platform does not answer",
    Waits.QUOTA: "trang hết lượt gửi bài viết / the page's quota of articles is used up",
}


def faults(broadcast: Broadcast) -> list[tuple[str, str]]:
    """Return what is wrong with a tidied draft that has to do with articles: field and reason."""
    if broadcast.kind is not Kind.ARTICLE:
        return [(name, ONLY_ARTICLES) for name in ("description", "cover_url") if getattr(broadcast, name)]
    found: list[tuple[str, str]] = []
    if len(broadcast.title) > MOST_TITLE:
        found.append(("title", TOO_LONG.format(most=MOST_TITLE)))
    if not broadcast.description:
        found.append(("description", EMPTY))
    if len(broadcast.description) > MOST_DESCRIPTION:
        found.append(("description", TOO_LONG.format(most=MOST_DESCRIPTION)))
    if len(broadcast.cover_url) > MOST_COVER or not _COVER.fullmatch(broadcast.cover_url):
        found.append(("cover_url", NO_COVER))
    if broadcast.template_id:
        found.append(("template_id", NO_TEMPLATE))
    if broadcast.policy is not Policy.ONCE:
        found.append(("policy", ONCE_ONLY))
    picked = [name for name in ("segments", "got", "not_got", "excluded") if broadcast.audience.get(name)]
    return found + [(f"audience.{name}", PAGES_ONLY) for name in picked]


def notices(broadcast: Broadcast, preflight: Mapping[str, Any]) -> list[str]:
    """Return what an officer must know of an article before approving it, beside the figures."""
    if broadcast.kind is not Kind.ARTICLE:
        return []
    opted_out = preflight.get("opted_out", 0)
    return [REACHES, *([OPTED_OUT.format(count=opted_out)] if opted_out else [])]


def words_of(letter: str, steps: ArticleSteps | None) -> str:
    """Say what became of a page, and why it is not further."""
    words = LETTERS.get(letter, "")
    hindered = letter in {Letter.PENDING, Letter.FAILED_DOWN} and steps is not None
    why = WAITS.get(steps.waits, "") if steps is not None and hindered else ""
    return f"{words}: {why}" if why else words
