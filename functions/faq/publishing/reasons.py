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
SUPERSEDED = (
    "Trong lúc tạo phiên bản này, một phiên bản mới hơn đã được đưa vào dùng, nên phiên bản này bị bỏ. "
    "Nếu bản nháp còn thay đổi chưa công bố, xin công bố lại.\n"
    "While this version was being built, a newer one came into service, so this one is superseded. "
    "If the draft holds changes that are not published yet, publish again."
)
ROLLED_BACK = (
    "Trong lúc tạo phiên bản này, có người đã quay lại một phiên bản cũ hơn, nên phiên bản này bị bỏ. "
    "Xin xem lý do quay lại; nếu vẫn muốn dùng bản nháp, xin công bố lại.\n"
    "While this version was being built, somebody rolled back to an older one, so this one is superseded. "
    "See why that was done; to use the draft all the same, publish again."
)
_WORSE = (
    "Bản mới trả lời đúng {now}/{trials} câu hỏi thử, bản đang dùng đúng {before}/{trials} "
    "(không tính câu hỏi thử của mục mới). Câu thử nay sai: {lost}. "
    "Xin sửa các mục này, hoặc công bố lại kèm lý do nếu vẫn muốn dùng.\n"
    "The new version answers {now} of {trials} trials, the one in service {before} "
    "(trials of new entries are not counted). Trials wrong now: {lost}. "
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
    """Say that fewer trials come out right than before, of those that could; ``lost`` names at least one that did."""
    named = ", ".join(lost[:_NAMED]) + (f", … (+{len(lost) - _NAMED})" if len(lost) > _NAMED else "")
    return _WORSE.format(now=now, before=before, trials=trials, lost=named)


def broken_off(error: str) -> str:
    """Say that building failed again and again; ``error`` is the class of what went wrong last."""
    return _BROKEN_OFF.format(error=error)
