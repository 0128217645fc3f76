"""What citizens read about queue numbers: Vietnamese, short, polite, plain."""

from dutydesk.messages import Button
from dutydesk.text.catalogue import TICKET, TICKET_PREFIX

WHICH_SERVICE = "Bà con muốn lấy số làm việc gì ạ?"
WHICH_DAY = "{service}, tại {office}. Bà con đến ngày nào ạ?"
WHICH_HOUR = "{service}, {day}. Bà con đến lúc mấy giờ ạ?"
HOW_MANY = "{service}, {hour} {day}. Có mấy người cùng làm ạ? (Tối đa {most} người một lần.)"
BOOKED = (
    "Đã lấy số cho bà con.\n{numbers}\n{service}\n{hour} {day}\nTại {office}{address}\n"
    "Bà con đến trước giờ hẹn 10 phút giúp."
)
PAPERS = "Giấy tờ mang theo: {papers}"
NUMBER = "Số: {numbers}"
NUMBERS = "{people} người, các số: {numbers}"
MOVED = "Đã đổi giờ, số cũ không dùng nữa."
YOURS = "{numbers}\n{service}\n{hour} {day}\nTại {office}{address}"
HAVE_ONE = "Bà con đang có số cho việc này:"
BEFORE = "Còn {people} người trước bà con."
NOBODY_BEFORE = "Không còn ai trước bà con, xin có mặt tại quầy."
ESTIMATE = "Dự kiến chờ khoảng {minutes} phút."
AT_COUNTER = "Đã đến lượt bà con, xin vào quầy."
WAS_CALLED = "Quầy đã gọi số của bà con mà chưa gặp. Bà con đến quầy báo cán bộ giúp."
NONE_YET = "Bà con chưa có số nào còn hiệu lực."
WAITING_FOR = "Bà con đang chờ chỗ trống: {service}, {day}. Có chỗ chúng tôi nhắn ngay."
WHICH = "{service}, {hour} {day}"
WHICH_ONE = "Bà con chọn số nào ạ?"
STOPPED = "Đã dừng. Khi cần, bà con bấm “Lấy số”."
SURE_TO_CANCEL = "Bà con chắc chắn hủy số này ạ? Số đã hủy không lấy lại được.\n{numbers}\n{service}, {hour} {day}"
CANCELLED = "Đã hủy số. Cảm ơn bà con đã nhường chỗ cho người khác."
KEPT = "Số của bà con vẫn giữ nguyên."
CANNOT_CANCEL = "Số này không hủy được nữa. Bà con cần gì xin hỏi cán bộ tại quầy."
CANNOT_MOVE = "Số này không đổi giờ được nữa. Bà con hủy rồi lấy số mới, hoặc hỏi cán bộ tại quầy giúp."
NO_OFFICE = "{unit} chưa nhận lấy số qua tin nhắn. Bà con đến trực tiếp trong giờ làm việc giúp."
HOTLINE = "Điện thoại: {hotline}"
NO_DAY = "{service}: các ngày tới đã hết chỗ. Bà con có thể chờ chỗ trống, hoặc đến lấy số trực tiếp."
NO_DAY_AT_ALL = "{service}: các ngày tới chưa nhận lấy số qua tin nhắn. Bà con đến lấy số trực tiếp giúp."
DAY_FULL = "{day} đã hết chỗ. Bà con chọn ngày khác, hoặc chờ chỗ trống."
DAY_CLOSED = "{day} không nhận lấy số. Bà con chọn ngày khác giúp."
SLOT_FULL = "Giờ này vừa hết chỗ. Bà con chọn giờ khác, hoặc chờ chỗ trống."
SLOT_TOO_SMALL = "Giờ này không đủ chỗ cho {people} người. Bà con chọn giờ khác, hoặc chờ chỗ trống."
TOO_LATE = "Giờ này đã qua hoặc không còn nhận. Bà con chọn giờ khác giúp."
NOT_KNOWN = "Lựa chọn này không còn dùng được. Bà con chọn lại giúp."
NOT_UNDERSTOOD = "Tôi chưa hiểu ý bà con. Bà con bấm một nút bên dưới giúp."
WALK_IN_ONLY = (
    "Gần đây bà con lấy số mà không đến hai lần, nên đến hết {until} chưa lấy số qua tin nhắn được. "
    "Bà con vẫn đến lấy số trực tiếp tại quầy được."
)
HOW_MANY_WAIT = "Bà con chờ chỗ cho mấy người ạ? (Tối đa {most} người.)"
NOW_WAITING = "Đã ghi bà con vào danh sách chờ: {service}, {day}, {people} người. Có chỗ trống chúng tôi nhắn ngay."
PLACE_FREE = (
    "Có chỗ trống cho bà con: {service}, {hour} {day}, {people} người. Chỗ được giữ đến {until}; "
    "bà con bấm “Nhận chỗ” giúp."
)
OFFER_GONE = "Chỗ này không còn giữ cho bà con nữa. Bà con chọn giờ khác giúp."
OFFER_ENDED = "Đã hết thời gian giữ chỗ, chỗ được chuyển cho người tiếp theo. Bà con vẫn lấy số khác được."
OFFER_DECLINED = "Đã nhường chỗ cho người tiếp theo. Cảm ơn bà con."
CLOSED = "{office} không làm việc {day}, nên chưa phục vụ được số của bà con.\n{numbers}\n{service}, {hour}"
CLOSED_WHY = "Lý do: {reason}"
CLOSED_MOVE = "Mong bà con thông cảm, chọn ngày khác giúp."
REMINDER = "Nhắc bà con sắp đến ngày hẹn.\n{numbers}\n{service}\n{hour} {day}\nTại {office}{address}"

DAY = "{day} {date}"
TODAY = "hôm nay, {day} {date}"
TOMORROW = "ngày mai, {day} {date}"
SERVICE_AT = "{service} – {office}"
SLOT_FREE = "{hour} (còn {free} chỗ)"
PEOPLE = "{people} người"
WAIT_ON = "Chờ: {day}"

AGAIN = Button(title="Lấy số", payload=TICKET)
OTHER_DAY = "Ngày khác"
OTHER_HOUR = "Giờ khác"
OTHER_SERVICE = "Việc khác"
WAIT = "Chờ chỗ trống"
MOVE = "Đổi giờ"
CANCEL = "Hủy số"
CANCEL_SURE = "Đúng, hủy số"
CANCEL_NOT = "Không, giữ số"
TAKE_OFFER = "Nhận chỗ"
DECLINE_OFFER = "Không cần nữa"


def choice_button(title: str, choice: str) -> Button:
    """One choice; ``choice`` is opaque to whoever does not offer it."""
    return Button(title=title, payload=TICKET_PREFIX + choice)
