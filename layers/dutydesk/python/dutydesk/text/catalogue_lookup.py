"""What citizens read when they ask whether an identity card is ready.

What a wrong answer is told (``NOT_FOUND``) is told to everybody who learns nothing, whatever the reason. Every text but
``READY`` is at most ``SHORT_BYTES`` long in UTF-8, its button included, since all receipts are equally large.
"""

from dutydesk.messages import Button
from dutydesk.text.catalogue import LOOKUP, UNWATCH, WATCH

SHORT_BYTES = 400

ASK_BOTH = (
    "Để xem thẻ căn cước đã có chưa, bà con gửi giúp hai thứ:\n"
    "• Số căn cước 12 chữ số, hoặc mã trên giấy hẹn\n"
    "• Ngày sinh, ví dụ 01/02/1990"
)
ASK_DATE = "Xin bà con gửi tiếp ngày sinh của người làm thẻ, đủ ngày, tháng, năm, ví dụ 01/02/1990."
ASK_NUMBER = "Xin bà con gửi số căn cước 12 chữ số hoặc mã trên giấy hẹn, kèm ngày sinh, ví dụ 01/02/1990."
NUMBER_UNCLEAR = (
    "Tôi chưa đọc được số. Số căn cước có đúng 12 chữ số; mã trên giấy hẹn có cả chữ và số. "
    "Xin bà con xem lại trên giấy và gửi một số thôi, kèm ngày sinh."
)
DATE_UNCLEAR = "Tôi chưa đọc được ngày sinh. Xin bà con gửi lại đủ ngày, tháng, năm theo thứ tự, ví dụ 01/02/1990."
TYPE_IT = (
    "Ở đây không đọc được ảnh hay tệp, và ảnh không được lưu lại. "
    "Xin bà con gõ số căn cước hoặc mã trên giấy hẹn, kèm ngày sinh, ví dụ 01/02/1990."
)
NOT_FOUND = (
    "Chưa tìm thấy kết quả với số và ngày sinh này. Bà con xem lại giúp, hoặc thử lại vào hôm khác. "
    "Nếu vẫn không thấy, xin mang giấy hẹn đến nơi đã làm thẻ để được giúp."
)
STOPPED = "Đã dừng tra cứu. Khi cần, bà con nhắn “tra cứu căn cước”."

READY = "Thẻ căn cước đã có, bà con có thể đến nhận."
READY_SINCE = "Thẻ căn cước đã có từ ngày {day}, bà con có thể đến nhận."
READY_AT = "Nơi nhận: {place}."
READY_WHERE_APPLIED = "Nơi nhận: nơi bà con đã làm thẻ."
BRING = "Mang theo: giấy hẹn, thẻ hoặc giấy tờ cũ nếu có."
OPEN_HOURS = "Giờ làm việc: {hours}."
NOT_READY = "Thẻ căn cước chưa có. Bà con muốn được báo khi có thẻ thì bấm “Báo khi có thẻ”."
HANDED_OVER = "Thẻ căn cước này đã được trả. Nếu bà con chưa nhận, xin mang giấy hẹn đến nơi đã làm thẻ để hỏi."
RETURNED = "Hồ sơ này đã được trả lại. Xin bà con mang giấy hẹn đến nơi đã làm thẻ để được hướng dẫn."

WATCHING = "Khi có thẻ, chúng tôi sẽ báo tại đây, một lần. Không cần nữa thì bấm “Thôi báo”."
NOTHING_TO_WATCH = "Xin bà con tra cứu lại số và ngày sinh trước, rồi bấm “Báo khi có thẻ”."
NOT_WATCHING = "Đã thôi báo. Khi cần, bà con nhắn “tra cứu căn cước”."

WATCH_BUTTON = Button(title="Báo khi có thẻ", payload=WATCH)
LOOKUP_BUTTON = Button(title="Tra cứu căn cước", payload=LOOKUP)
UNWATCH_BUTTON = Button(title="Thôi báo", payload=UNWATCH)
