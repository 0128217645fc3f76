"""What citizens read about the life of their case, and officers in chat about cases that wait for them."""

from dutydesk.messages import Button

DISPUTE = "không đồng ý"
DISPUTE_PREFIX = DISPUTE + " "  # followed by the receipt code

CASE_CLOSED = "{unit} đã giải quyết xong tin báo {code}.\n{text}"
QUESTION_CLOSED = "{unit} đã giải quyết xong câu hỏi {code}.\n{text}"
CLOSED_AS = {
    "verified": "Nội dung bà con báo là đúng và đã được xử lý. Cảm ơn bà con.",
    "unfounded": "Qua kiểm tra, chưa có căn cứ xác định sự việc như bà con đã báo.",
    "fined": "Người vi phạm đã bị xử phạt theo quy định. Cảm ơn bà con.",
    "prosecuted": "Vụ việc đã được khởi tố để điều tra theo quy định. Cảm ơn bà con.",
    "passed_on": "Vụ việc đã được chuyển cho cơ quan có thẩm quyền giải quyết.",
    "answered": "Câu hỏi của bà con đã được trả lời.",
    "duplicate": "Việc này đã có trong một hồ sơ khác và được giải quyết chung ở đó.",
    "other": "Việc này đã được xem xét và kết thúc.",
}
MAY_DISPUTE = (
    "Nếu bà con không đồng ý, xin bấm nút bên dưới hoặc nhắn “không đồng ý {code}”, chậm nhất ngày {until}; "
    "hồ sơ sẽ được xem lại."
)
ON_ITS_OWN_AGAIN = "Việc này được xem xét riêng trở lại; bà con gửi lại mã để hỏi kết quả."

DISPUTE_TAKEN = (
    "{unit} đã ghi nhận bà con không đồng ý. Hồ sơ {code} được mở lại và chỉ huy đơn vị sẽ xem.\n"
    "Bà con cứ nhắn thêm lý do ở đây nếu cần."
)
DISPUTE_OPEN = "Hồ sơ {code} chưa kết thúc: {status}. Bà con cứ nhắn thêm ở đây nếu cần."
DISPUTE_OVER = (
    "Hồ sơ {code} không mở lại được bằng tin nhắn nữa. "
    "Bà con có điều gì mới xin nhắn “báo tin”, hoặc “gặp cán bộ” để được hướng dẫn khiếu nại."
)

ATTENTION = "{why}: hồ sơ {code} tại {unit}.\nXin mở bàn trực để xem."
WHY_ATTENTION = {
    "disputed": "BÀ CON KHÔNG ĐỒNG Ý với kết quả, hồ sơ đã mở lại",
    "moved": "TIN KHẨN vừa được chuyển đến, chưa có cán bộ nhận",
    "take": "QUÁ HẠN, chưa có cán bộ nhận",
    "answer": "QUÁ HẠN trả lời bà con",
    "close": "QUÁ HẠN giải quyết",
}

# Somebody wants to see what is kept about them, or to have it erased.
DATA_REQUEST_TAKEN = {
    "access": (
        "{unit} đã nhận yêu cầu xem dữ liệu của bà con. Mã yêu cầu: {code}\n"
        "Cán bộ sẽ trả lời tại đây, chậm nhất ngày {until}."
    ),
    "erase": (
        "{unit} đã nhận yêu cầu xóa dữ liệu của bà con. Mã yêu cầu: {code}\n"
        "Cán bộ sẽ xem xét và trả lời tại đây, chậm nhất ngày {until}. "
        "Dữ liệu của vụ việc đang giải quyết, hoặc pháp luật buộc phải giữ, thì chưa xóa được."
    ),
    "withdraw": (
        "{unit} đã nhận yêu cầu rút lại đồng ý của bà con. Mã yêu cầu: {code}\n"
        "Trang này không gửi tin thông báo cho bà con nữa; việc xóa dữ liệu được cán bộ xem xét, "
        "chậm nhất ngày {until}."
    ),
}
DATA_REQUEST_AGAIN = "{unit} đang giải quyết yêu cầu {code} của bà con, chậm nhất ngày {until}."
DATA_REQUEST_SUMMARY = {
    "access": "Yêu cầu xem dữ liệu cá nhân",
    "erase": "Yêu cầu xóa dữ liệu cá nhân",
    "withdraw": "Rút lại đồng ý, yêu cầu xóa dữ liệu cá nhân",
}
"""What the officers' list says of such a case; beside it stands the category, in their own language."""


def dispute_button(code: str) -> Button:
    """The one tap with which a citizen says that a case was not dealt with as it should; it could also be typed."""
    return Button(title="Không đồng ý", payload=DISPUTE_PREFIX + code)
