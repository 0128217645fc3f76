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
PICK_PREFIX = "#chon "  # followed by the question's id, a space, and which choice, from 0
RIGHT_PREFIX = "#dung "
WRONG_PREFIX = "#sai "
OFFICER_PREFIX = "#canbo "
OFFICER_WANTED = "gặp cán bộ"
LOOKUP = "#tracuu"
WATCH = "#baotoi"
UNWATCH = "#thoibao"
TICKET = "#so"
TICKET_PREFIX = TICKET + " "  # followed by a choice that only its desk reads

GREETING = (
    "Chào bà con, đây là kênh trực 24/7 của {unit}.\n"
    "Bà con cần gì ạ? Bấm nút bên dưới, hoặc nhắn “báo tin”, “tra cứu căn cước”, “lấy số”.\n"
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
    "waiting": "cán bộ đang chờ bà con trả lời",
    "passed_on": "đã chuyển cơ quan có thẩm quyền giải quyết",
    "closed": "đã xử lý xong",
    "disputed": "đã được mở lại vì bà con không đồng ý, đang chờ cán bộ xem",
    "together": "được giải quyết chung với một hồ sơ khác về cùng việc",
}

OFFICER_ANSWER = "{unit} trả lời về tin báo {code}:\n{text}"

# A question that an officer answers, and when officers are there.
HANDED_OFF = (
    "{unit} đã nhận câu hỏi của bà con. Mã câu hỏi: {code}\n"
    "Giờ làm việc: {hours}.\n"
    "Cán bộ sẽ trả lời tại đây; bà con cứ nhắn thêm ở đây nếu cần."
)
HANDED_OFF_OUT_OF_HOURS = (
    "{unit} đã nhận câu hỏi của bà con. Mã câu hỏi: {code}\n"
    "Giờ làm việc: {hours}.\n"
    "Hiện ngoài giờ làm việc, chậm nhất từ {opening} sẽ có cán bộ trả lời tại đây. "
    "Bà con cứ nhắn thêm ở đây nếu cần."
)
QUESTION_PASSED_ON = "Đã chuyển lời của bà con cho cán bộ trả lời câu hỏi {code}."
QUESTION_STATUS = "Câu hỏi {code}: {status}.\nNhận lúc {opened}."
OFFICER_ANSWERS_QUESTION = "{unit} trả lời câu hỏi {code}:\n{text}"
DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
EVERY_DAY = "hằng ngày"
ALL_DAY = "24/24"
SEVERAL_DAYS = "{first} đến {last}"
AND = " và "
MOMENT = "{time} {day} {date}"

# Answers from the question bank, and what a person would say in between.
SOURCE = "Nguồn: {source}"
ANSWER_SIDES = {
    "papers": "Giấy tờ: {text}",
    "fee": "Lệ phí: {text}",
    "time": "Thời gian: {text}",
    "place": "Nơi làm: {text}",
    "who": "Đối tượng: {text}",
}
CHOOSE_ONE = "Ý bà con có phải là câu này không ạ? Đúng thì bấm vào câu hỏi, chưa đúng thì bấm “Gặp cán bộ”."
CHOOSE = (
    "Ý bà con là câu nào dưới đây ạ? Xin bấm vào câu, hoặc nhắn số của câu. Không có câu nào đúng thì bấm “Gặp cán bộ”."
)
CHOICE = "{number}. {question}"
NO_ANSWER = (
    "Xin lỗi bà con, tôi chưa có câu trả lời cho việc này. "
    "Bà con bấm “Gặp cán bộ” để cán bộ trả lời, hoặc hỏi lại bằng lời khác giúp."
)
NO_ANSWER_TIP = "Nếu bà con muốn báo việc này cho {unit}, xin bấm “Gửi thành tin báo”."
ANSWER_RIGHT = "Cảm ơn bà con. Cần hỏi gì thêm, bà con cứ nhắn tại đây."
ANSWER_WRONG = "Xin lỗi bà con, tôi trả lời chưa đúng ý."
SAY_IT_AGAIN = "Bà con hỏi lại bằng lời khác giúp, hoặc bấm “Gặp cán bộ” để cán bộ trả lời."
ASK_AGAIN = "Câu hỏi trước không còn lưu ở đây nữa. Xin bà con hỏi lại giúp."
NUMBERS_HIDDEN = (
    "Số giấy tờ trong tin nhắn vừa rồi đã được che đi để giữ an toàn cho bà con. "
    "Khi hỏi thủ tục, bà con không cần gửi số căn cước, hộ chiếu; xin đừng gửi các số này ở đây."
)
WITH_OFFICER = "Đã chuyển lời của bà con cho cán bộ đang phụ trách. Cán bộ sẽ trả lời tại đây."
HELLO_BACK = "Dạ chào bà con. Bà con cần hỏi thủ tục gì cứ nhắn câu hỏi; muốn báo việc gì thì bấm “Báo tin”."
GO_AHEAD = "Dạ, bà con cần hỏi việc gì, xin cứ nhắn ạ."
THANKS_BACK = "Dạ không có gì ạ. Bà con cần gì thêm, cứ nhắn tại đây."
PRAISED = "Cảm ơn bà con đã động viên. Bà con cần gì thêm, cứ nhắn tại đây."
GOODBYE = "Dạ chào bà con, chúc bà con mạnh khỏe, bình an."
NODDED = "Dạ vâng. Bà con cần gì thêm, cứ nhắn tại đây."
WHO_ANSWERS = (
    "Đây là kênh trực của {unit}. Câu trả lời ở đây được gửi tự động; bà con muốn cán bộ trả lời thì bấm “Gặp cán bộ”."
)
UPSET = (
    "Xin lỗi bà con vì chưa giúp được như mong muốn. "
    "Bà con nói rõ việc cần hỏi giúp, hoặc bấm “Gặp cán bộ” để cán bộ trả lời."
)

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
LOOKUP_BUTTON = Button(title="Tra cứu căn cước", payload=LOOKUP)
TICKET_BUTTON = Button(title="Lấy số, đặt lịch", payload=TICKET)
MENU_BUTTONS = (TIP_BUTTON, LOOKUP_BUTTON, TICKET_BUTTON)
"""What stands below a greeting: all that the desk does beside answering questions."""

# The last line of every broadcast: who speaks, and the code with which a citizen can ask whether it is true.
CHECK_CODE = "Mã kiểm tra: {code}"
BROADCAST_SIGNED = "{unit}. " + CHECK_CODE

# Is this message really from the police? And no more broadcasts, or again.
CODE_TRUE = (
    "Đúng là tin của {unit}, gửi ngày {date}. Tin đó bắt đầu như sau:\n“{words}”\n"
    "Tin nào mang mã này mà nội dung khác là tin giả, xin bà con đừng làm theo."
)
CODE_CORRECTED = (
    "Nội dung tin đó đã được đính chính ngày {corrected_on}, xin bà con theo tin sau:\n“{correction}”\n"
    "Tin đính chính mang mã {correction_code}."
)
CODE_CALLED_OFF = "Sau đó {unit} đã dừng gửi tin này; bà con xem tin mới nhất của trang, hoặc nhắn “gặp cán bộ” để hỏi."
CODE_FALSE = (
    "Không tìm thấy thông báo nào mang mã {code}, tin đó có thể là giả.\n"
    "Bà con đừng bấm đường dẫn, đừng chuyển tiền, đừng cho ai mã OTP. Muốn báo việc này, xin bấm “Báo tin”."
)
CODE_IN_NOTICE = "Nếu mã này ở trong một tin thông báo thì tin đó có thể là giả, xin bà con đừng làm theo."
OPTED_OUT = (
    "Đã dừng: bà con sẽ không nhận tin thông báo từ trang này của {unit} nữa, kể cả tin khẩn.\n"
    "Việc này chỉ áp dụng cho trang này; trang khác bà con nhắn “dừng nhận tin” ở trang đó.\n"
    "Trả lời cho tin báo và câu hỏi của bà con vẫn được gửi. Muốn nhận lại, xin nhắn “nhận lại tin”."
)
OPTED_IN = (
    "Từ bây giờ bà con nhận lại tin thông báo từ trang này của {unit}; các trang khác không thay đổi.\n"
    "Muốn dừng, xin nhắn “dừng nhận tin”."
)

# Topics that citizens choose; what a button says comes back as if it had been typed.
SUBSCRIBE_TO = "đăng ký tin {topic}"
UNSUBSCRIBE_FROM = "hủy tin {topic}"
TOPICS_OFFERED = (
    "{unit} gửi tin theo các chủ đề sau:\n{topics}\n"
    "Bà con bấm nút, hoặc nhắn “đăng ký tin” kèm tên chủ đề; muốn thôi thì nhắn “hủy tin” kèm tên chủ đề.\n"
    "Việc này chỉ áp dụng cho trang này. Muốn dừng mọi tin thông báo, xin nhắn “dừng nhận tin”."
)
TOPIC_LINE = {True: "• {topic} (đang nhận)", False: "• {topic}"}
MORE_TOPICS = "Các chủ đề khác:"
NO_TOPICS = "Hiện trang này của {unit} không có chủ đề nào để chọn."
SUBSCRIBED = (
    "Bà con đã đăng ký nhận tin “{topic}” từ trang này của {unit}. Việc này chỉ áp dụng cho trang này.\n"
    "Muốn thôi nhận, xin nhắn “hủy tin {topic}”."
)
UNSUBSCRIBED = (
    "Bà con sẽ không nhận tin “{topic}” từ trang này của {unit} nữa; các trang khác không thay đổi.\n"
    "Muốn nhận lại, xin nhắn “đăng ký tin {topic}”."
)
STILL_OPTED_OUT = "Nhưng bà con đang dừng mọi tin thông báo của trang này. Muốn nhận lại, xin nhắn “nhận lại tin”."


def topic_button(topic: str, *, on: bool) -> Button:
    """The one tap that chooses a topic, or, for one that comes already, has it come no more."""
    title, payload = ("Thôi nhận: {topic}", UNSUBSCRIBE_FROM) if on else ("Nhận: {topic}", SUBSCRIBE_TO)
    return Button(title=title.format(topic=topic), payload=payload.format(topic=topic))


def make_tip_button(dialogue_id: str) -> Button:
    """The one tap that makes a tip of what was kept."""
    return Button(title="Gửi thành tin báo", payload=MAKE_TIP_PREFIX + dialogue_id)


def acknowledge_button(case_id: str) -> Button:
    """The one tap with which an officer takes an urgent case."""
    return Button(title="Đã nhận", payload=ACKNOWLEDGE_PREFIX + case_id)


def pick_button(asked_id: str, choice: int, title: str) -> Button:
    """The one tap that says which of the offered questions was meant."""
    return Button(title=title, payload=f"{PICK_PREFIX}{asked_id} {choice}")


def right_button(asked_id: str) -> Button:
    """The one tap that says an answer was right."""
    return Button(title="Đúng rồi", payload=RIGHT_PREFIX + asked_id)


def wrong_button(asked_id: str) -> Button:
    """The one tap that says it was not."""
    return Button(title="Chưa đúng", payload=WRONG_PREFIX + asked_id)


def officer_button(asked_id: str) -> Button:
    """The one tap with which an officer is to answer."""
    return Button(title="Gặp cán bộ", payload=OFFICER_PREFIX + asked_id)
