"""Calls for help, and signs of distress that only support other cues."""

from __future__ import annotations

__all__ = ["CALLS"]

CALLS: tuple[tuple[tuple[str, int], str], ...] = (
    (("call_for_help", 4), """
        cứu *1 gia_đình|cả_nhà|mẹ|bố|ba|con|bạn|chị|anh|vợ|chồng|bà|ông|cháu|người|lấy|nó|họ|dân *1 tôi|em|con|với|ta|
            này|đi|gấp|mạng?
        làm_ơn|xin|van|mong|ai_đó|ai *3 cứu *1 {us}|gia_đình|người|mẹ|con|bé|giúp|với
        cứu_mạng|cứu_giúp_với|la_cứu|kêu_cứu
        cứu *1 {us} *1 với|đi|ngay|gấp|trời|giùm|mấy|các|nhanh
        cứu với
        cứu cứu
        cứu *1 mạng|người
        sắp|đang|muốn|đòi|sẽ *2 giết *1 {us}|người|nó
        giết *1 {us} *1 mất|luôn|rồi|bây_giờ
        {they} *3 giết *1 {us}|người
        gọi|kêu|báo|bấm *1 113|114|115|cảnh_sát_113|công_an *3 giùm|dùm|giúp|hộ|với|gấp|ngay|đi|lẹ
        sos
        đến|tới|ra|lại|qua *1 cứu *2 người|em|tôi|với|gấp|đi|nó|bà|bé
        không_kịp|muộn_mất|trễ_mất|chết_mất|nguy_rồi
        có_chuyện|chuyện_lớn|chuyện_chẳng_lành *4 rồi|gấp|ngay|đến|tới|xuống
        help me
        nguy_hiểm_tính_mạng|nguy_hiểm_đến_tính_mạng|đe_dọa_tính_mạng
    """),
    (("call_for_help", 3), """
        bị *2 đe_dọa|đe_doạ|uy_hiếp|hăm_dọa|khủng_bố|hành_hung|rượt_đuổi *6 sợ|cứu|giúp|giết|tính_mạng|đang|ngoài|cửa
        =cứu
        cứu {us}
        cứu giúp|giùm|dùm|hộ|gấp
        help
        cần|xin|yêu_cầu|đề_nghị|nhờ|mong|kêu|gọi|báo|cử|điều *3 công_an|cảnh_sát|113|114|115|lực_lượng|người|các_anh|
            mấy_anh|các_chú|mấy_chú *4 đến|tới|xuống|qua|ra *2 ngay|gấp|liền|lẹ|nhanh|khẩn
        =công_an|cảnh_sát|113|các_anh|các_chú|mấy_anh|mấy_chú|chú|anh *2 đến|tới|xuống|qua|ra *3 ngay|gấp|liền|lẹ|
            nhanh|khẩn_cấp
        ~công_an|cảnh_sát|113|các_anh|các_chú|mấy_anh|mấy_chú *2 đến|tới|xuống|qua|ra *1 ngay|gấp|lẹ|nhanh|khẩn_cấp
        xuống|đến|tới|qua *1 ngay|gấp|liền|lẹ *1 đi|với|giùm|giúp|ạ|các|mấy
        {they} *2 ngoài|trước cửa|cổng|nhà
        {they} *2 đang *1 tới|đến|đứng
        chết *1 người *1 bây_giờ|mất|rồi
        khẩn_cấp
    """),
    (("call_for_help", 2), """
        nguy_hiểm
        sợ *1 quá|lắm
        la_cứu|kêu_cứu
        ~cứu {us}
        ~cứu
    """),
    (("distress", 1), """
        hoảng_loạn|hoảng_quá|hoảng_sợ|sợ_quá|sợ_lắm|run_quá|run_lắm|lo_quá
        la_hét|gào|thét|kêu_gào|khóc_thét|la_khóc|khóc_la|la_quá|chửi_bới|kêu_la|khóc_lóc
        chạy_ra_ngoài|chạy_tán_loạn|bỏ_chạy|tháo_chạy|tán_loạn|chạy_loạn|dân_sơ_tán
        =máu|trốn|nằm_gục|gục|vỡ
        ~trốn trong|ở|sau|dưới
        một_mình|ở_một_mình|không_dám|hông_dám|ko_dám
        say_rượu|say_xỉn|phê_thuốc|ngáo|phê_đá|chơi_đồ|nghiện|say_quắc
        hung_hăng|hung_dữ|manh_động|côn_đồ|giang_hồ|xăm_trổ|bặm_trợn|hổ_báo|bịt_mặt
        nguy_hiểm|nguy_cấp|nguy_kịch
        bầm_tím|thâm_tím|bê_bết
        mọi_người *2 không_dám|hoảng|bu|chạy
        loạn *1 lắm|quá|xạ|rồi
        giãy_giụa|vùng_vẫy|kêu_cứu
        mất_kiểm_soát|mất_bình_tĩnh|quá_khích
        bị_liệt|nằm_liệt|còn_ngủ_trong|bên_trong|còn_trong
    """),
)  # fmt: skip
