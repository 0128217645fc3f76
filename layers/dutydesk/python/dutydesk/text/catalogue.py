"""Every sentence that citizens (and officers in chat) read, in one place: Vietnamese, short, polite, plain."""

from dutydesk.messages import Button

# Payloads come back as the text of the next message, so each is also something a person could type.
START_TIP = "báo tin"
DONE = "xong"
CANCEL = "hủy"
MENU = "menu"
MAKE_TIP_PREFIX = "#tip "
ACKNOWLEDGE_PREFIX = "#nhan "
LINK_PREFIX = "lien ket "

GREETING = (
    "Chào bà con, đây là kênh trực 24/7 của {unit}.\n"
    "Bà con cần gì ạ? Bấm nút bên dưới, hoặc nhắn “báo tin”.\n"
    "Việc khẩn cấp xin gọi ngay: 113 (công an), 114 (cháy, cứu nạn), 115 (cấp cứu)."
)
HELP = (
    "Tôi chưa hiểu ý bà con. Để báo tin cho {unit}, xin bấm “Báo tin”.\n"
    "Để hỏi kết quả, xin gửi mã tin báo.\n"
    "Khẩn cấp xin gọi 113, 114 hoặc 115."
)
EMERGENCY = (
    "KHẨN CẤP, xin gọi ngay:\n• 113: công an\n• 114: cháy, cứu nạn\n• 115: cấp cứu\n"
    "Tin nhắn không thay được cuộc gọi. Xin giữ an toàn cho mình trước."
)
DOUBTFUL_LINE = "Nếu đang có nguy hiểm, xin gọi ngay 113 (công an), 114 (cháy, cứu nạn) hoặc 115 (cấp cứu)."
DOUBTFUL = DOUBTFUL_LINE + "\nNếu bà con muốn báo việc này cho {unit}, xin bấm nút bên dưới."
ASK_WHAT = "Bà con kể giúp: việc gì đã hoặc đang xảy ra? Có thể gửi chữ, ảnh, video hoặc vị trí."
RECEIVED = "{unit} đã nhận tin. Mã tin báo: {code}\nGiữ mã này; gửi lại mã để hỏi kết quả."
ASK_WHERE = "Việc này ở đâu ạ? Nhắn địa chỉ hoặc gửi vị trí. Không rõ thì bấm “Xong”."
ASK_WHEN = "Việc xảy ra lúc nào ạ?"
ASK_PHOTOS = "Bà con có ảnh hay video thì gửi thêm, không có thì bấm “Xong”."
ADDED = "Đã ghi thêm vào tin báo {code}. Bà con gửi tiếp, hoặc bấm “Xong”."
CLOSED = "Cảm ơn bà con. Tin báo {code} đã được chuyển cho cán bộ trực. Gửi lại mã để hỏi kết quả."
NOTHING_TO_CLOSE = "Chưa có tin nào được ghi. Khi cần, bà con bấm “Báo tin”."
CANCELLED = "Đã dừng, chưa có tin nào được ghi. Khi cần, bà con bấm “Báo tin”."
CANNOT_CANCEL = (
    "Tin báo {code} đã được ghi nhận nên vẫn được giữ lại. Nếu có nhầm lẫn, bà con nhắn “báo tin” để nói rõ thêm."
)
KEPT = "Bà con muốn báo việc này cho {unit} phải không ạ? Xin bấm nút bên dưới trong vòng 24 giờ."
KEPT_GONE = "Nội dung trước đó không còn nữa. Xin bấm “Báo tin” rồi gửi lại giúp."
STATUS = "Tin báo {code}: {status}.\nNhận lúc {opened}."
STATUS_UNKNOWN = "Không tìm thấy tin báo với mã này trong cuộc trò chuyện của bà con. Xin xem lại mã."
PASSED_ON = "Đã chuyển lời của bà con cho cán bộ phụ trách tin báo {code}."
PUBLIC_STATUS = {
    "new": "đã tiếp nhận, đang chờ cán bộ xem",
    "in_progress": "cán bộ đang xử lý",
    "closed": "đã xử lý xong",
}

OFFICER_ANSWER = "{unit} trả lời về tin báo {code}:\n{text}"

ALERT = "TIN {urgency} tại {unit}.\nMã: {code}\nXin mở bàn trực để xem, rồi bấm “Đã nhận”."
NOBODY_ANSWERED = "TIN {urgency} tại {unit} chưa có cán bộ nào nhận.\nMã: {code}\nXin mở bàn trực để xem ngay."
ALERT_URGENCY = {"urgent": "KHẨN", "normal": "MỚI"}
ACKNOWLEDGED = "Đã ghi nhận: đồng chí nhận tin {code}."
ALREADY_ACKNOWLEDGED = "Tin {code} đã có người nhận."
NOT_ACKNOWLEDGED = "Không ghi nhận được: tin không còn chờ, hoặc tài khoản này chưa được liên kết."
LINKED = "Đã liên kết tài khoản chat này với {username}. Tin khẩn của đơn vị sẽ được báo tại đây."
NOT_LINKED = "Mã liên kết không đúng hoặc đã hết hạn. Xin lấy mã mới trên bàn trực."

TIP_BUTTON = Button(title="Báo tin", payload=START_TIP)
DONE_BUTTON = Button(title="Xong", payload=DONE)
CANCEL_BUTTON = Button(title="Hủy", payload=CANCEL)


def make_tip_button(dialogue_id: str) -> Button:
    """The one tap that makes a tip of what was kept."""
    return Button(title="Gửi thành tin báo", payload=MAKE_TIP_PREFIX + dialogue_id)


def acknowledge_button(case_id: str) -> Button:
    """The one tap with which an officer takes an urgent case."""
    return Button(title="Đã nhận", payload=ACKNOWLEDGE_PREFIX + case_id)
