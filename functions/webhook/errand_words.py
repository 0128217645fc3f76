"""What citizens write who ask after their card, or want a queue number, as data (the notation is ``phrases``'s)."""

from __future__ import annotations

__all__ = ["CHOICES", "LOOKUPS", "PROCEDURES", "TICKETS"]

CHOICES = {
    "card": "căn_cước căn_cước_công_dân cccd thẻ_căn_cước thẻ_cccd thẻ_chip thẻ_cc chứng_minh chứng_minh_thư "
    "chứng_minh_nhân_dân cmnd cmt cmtnd",
    "slip": "giấy_hẹn phiếu_hẹn biên_nhận giấy_biên_nhận mã_hồ_sơ số_hồ_sơ hồ_sơ_căn_cước hồ_sơ_cccd",
    "done": "xong có được in in_xong về ra làm_xong làm_được làm_rồi có_kết_quả lấy_được nhận_được lấy nhận hoàn_thành "
    "hoàn_tất xg xog tới đến",
    "yet": "chưa chx ch",
    "take": "lấy bốc xin nhận lấy_giúp cho đăng_ký",
    "hour": "giờ lịch hẹn lịch_hẹn giờ_hẹn ngày_hẹn suất lượt",
    "turn": "số số_thứ_tự stt phiếu lịch hẹn lịch_hẹn giờ_hẹn lượt",
    "mine": "tôi em mình con cháu bác cô chú anh chị tui e mk t",
    "many": "bao_nhiêu mấy bn nhiêu",
}

LOOKUPS: tuple[tuple[str, str], ...] = (
    ("ask", """
        {card} *8 {done} *1 {yet}
        {slip} *8 {done} *1 {yet}
        {done}|đã|đã_có *2 {card} *3 {yet}
        {done} {yet} *5 {card}
        {card} *6 tới|đến|đi đâu rồi|{yet}|vậy
        {card} *4 thế_nào|sao rồi
        {card} *6 vẫn|mãi|mà *1 chưa|không|chx|ch *1 có|thấy|xong|về|nhận|ra
        tra_cứu|tra|kiểm_tra|check|dò|soát *4 {card}|{slip}
        xem|coi *2 kết_quả|tình_trạng|tiến_độ *4 {card}|{slip}
        kết_quả|tình_trạng|tiến_độ *4 {card}|{slip}
        {card} *1 tra_cứu|check
    """),
)  # fmt: skip

TICKETS: tuple[tuple[str, str], ...] = (
    ("cancel", """
        hủy|huỷ|bỏ *1 {turn}
        trả *1 số|số_thứ_tự|stt
    """),
    ("move", """
        đổi|dời|chuyển|lùi|hoãn *1 giờ|lịch|hẹn|lịch_hẹn|giờ_hẹn|ngày_hẹn|số_thứ_tự
        đổi|dời|chuyển|lùi|hoãn *2 sang|qua|lại|xuống *2 giờ|ngày|hôm|buổi|mai|sáng|chiều|thứ|tuần
    """),
    ("mine", """
        số|số_thứ_tự|stt|lịch|lịch_hẹn|giờ_hẹn *1 của {mine}
        còn *1 {many} người|lượt|số
        {many} người|lượt *1 trước|nữa
        tới|đến|gọi_tới|gọi_đến *1 số *1 mấy|bao_nhiêu|nào|bn
        tới|đến *1 lượt|số *1 {mine} *2 {yet}
        tới|đến *1 lượt {yet}
        {mine} *1 số *1 {many}
        xem *1 số|lịch|lịch_hẹn *2 đã|của
    """),
    ("open", """
        {take} *1 số_thứ_tự|stt
        lấy|bốc|đặt *1 số
        xin|cho|đăng_ký *2 lấy|bốc *1 số
        đặt|hẹn|đăng_ký|xin|book *1 {hour}
        xếp_hàng
    """),
)  # fmt: skip
"""By ``TicketWish``; of two wishes in one text the earlier in this list is meant."""

PROCEDURES: tuple[tuple[str, str], ...] = (
    ("how", """
        bao_lâu|bao_nhiêu|bao_tiền|bn|nhiêu|mấy_ngày|mấy_hôm|mấy_bữa|mấy_tháng|mấy_tuần|mấy_tuổi|mấy_tiền|mấy_năm|lệ_phí
        phí|tiền|thủ_tục|trình_tự|quy_định|điều_kiện
        cần|phải|mang|đem|chuẩn_bị *4 gì|giấy|những|chi
        như_thế_nào|thế_nào|ra_sao|làm_sao|kiểu_gì|kiểu_j|cách|sao|nào|là_gì|gì
        ở_đâu|đâu|chỗ_nào|nơi_nào|trang|web|website|app|ứng_dụng|vneid|internet|online|onl|mạng|cổng
        có_phải|bắt_buộc|có_cần|phải_không|có_bị|có_được|có_nên|có_mất|có_thể
        có *4 không|hông|hong|hok|hk
        luật|phạt|tuổi|hết_hạn|còn_hạn|thời_hạn|hạn|giả|lừa|người_khác|người_lạ|nhờ|lấy_hộ|đi_hộ|thay
        tại_sao|vì_sao|khi_nào|bao_giờ|chừng_nào|lúc_nào|hôm_nào|mấy_giờ
        công_an *2 kiểm_tra
    """),
    ("other_papers", """
        hộ_chiếu|hộ_khẩu|bằng_lái|lái_xe|khai_sinh|kết_hôn|đăng_ký_xe|tạm_trú|thường_trú|cà_vẹt
    """),
    ("other_numbers", """
        số_điện_thoại|số_đt|số_tài_khoản|số_căn_cước|số_cccd|số_định_danh|số_nhà|số_khung|số_máy|số_xe|biển_số|số_zalo
        số_cmnd|số_chứng_minh|mã_số_thuế|sổ|tài_khoản|ngân_hàng|mật_khẩu|giờ_làm_việc|điện_thoại|sim|khám|bệnh_viện|đề|lô
        số *2 cảnh_sát|công_an|cán_bộ|đội|đồn|phường
    """),
)  # fmt: skip
"""What makes a question of a text that would be a wish without it, or shows that it is about something else.

No card is looked up by the name of another paper, but a number may be wanted to have one made.
"""
