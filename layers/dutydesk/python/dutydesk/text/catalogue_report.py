"""What the commander of a unit reads each Monday about the week before."""

WEEK = (
    "Báo cáo tuần từ {first} đến {last}\n"
    "{unit}\n\n"
    "• Tin nhắn của bà con: {messages}\n"
    "• Câu hỏi: {questions}, máy trả lời chắc chắn: {answers_sure}\n"
    "• Tin báo: {tips}, có giá trị: {of_value}\n"
    "• Hồ sơ mở trong tuần: {opened}; đã nhận: {acknowledged}; đã trả lời: {answered}; đã đóng: {closed}\n"
    "• Thời gian trung bình đến khi nhận: {acknowledged_after}; đến khi trả lời: {answered_after}\n"
    "• Thông báo đã gửi: {notifications}; bài viết đã đăng: {articles}\n"
    "• Người theo dõi: {followers}"
)
UNKNOWN = "chưa có"


def duration(seconds: int | None) -> str:
    """Say a time as people do: minutes below two hours, hours below two days, then days."""
    if seconds is None:
        return UNKNOWN
    minutes = round(seconds / 60)
    if minutes < 2 * 60:
        return f"{minutes} phút"
    hours = round(minutes / 60)
    return f"{hours} giờ" if hours < 2 * 24 else f"{round(hours / 24)} ngày"


def number(value: int | None) -> str:
    """Say a number with the points that Vietnamese puts between thousands."""
    return UNKNOWN if value is None else f"{value:,}".replace(",", ".")
