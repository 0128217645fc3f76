"""Why a version was not published, in words for officers: Vietnamese first, then English."""

from collections.abc import Sequence

EMPTY = (
    "Ngân hàng câu hỏi đang trống, chưa có mục nào để công bố. Xin nhập câu hỏi rồi công bố lại.\n"
    "The question bank is empty: there is no entry to publish. Enter questions and publish again."
)
NOTHING_VALID = (
    "Không mục nào đang có hiệu lực hôm nay (đã hết hạn hoặc chưa đến ngày). "
    "Xin xem lại ngày hiệu lực rồi công bố lại.\n"
    "No entry is valid today: all have expired or are not valid yet. Check their dates and publish again."
)
_WORSE = (
    "Bản mới trả lời đúng {now}/{trials} câu hỏi thử, bản đang dùng đúng {before}/{trials}. Câu thử nay sai: {lost}. "
    "Xin sửa các mục này, hoặc công bố lại kèm lý do nếu vẫn muốn dùng.\n"
    "The new version answers {now} of {trials} trials, the one in service {before}. Trials wrong now: {lost}. "
    "Correct these entries, or publish again with a reason to use it all the same."
)
_BROKEN_OFF = (
    "Không tạo được phiên bản này ({error}). Bản đang dùng vẫn phục vụ. "
    "Xin công bố lại; nếu vẫn lỗi, xin báo người quản trị hệ thống.\n"
    "This version could not be built ({error}). The one in service still serves. "
    "Publish again; if it fails again, tell those who run the system."
)
_NAMED = 10


def worse(*, now: int, before: int, trials: int, lost: Sequence[str]) -> str:
    """Say that fewer trials come out right than before; ``lost`` names at least one that did."""
    named = ", ".join(lost[:_NAMED]) + (f", … (+{len(lost) - _NAMED})" if len(lost) > _NAMED else "")
    return _WORSE.format(now=now, before=before, trials=trials, lost=named)


def broken_off(error: str) -> str:
    """Say that building failed again and again; ``error`` is the class of what went wrong last."""
    return _BROKEN_OFF.format(error=error)
