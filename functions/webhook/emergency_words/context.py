"""What speaks against an emergency near its cue (by kind and weight), and what makes it urgent."""

from __future__ import annotations

__all__ = ["AGAINST", "URGENT"]

AGAINST: tuple[tuple[tuple[str, int], str], ...] = (
    (("procedure", 3), """
        thủ_tục|giấy_phép|xin_phép|cấp_phép|thẩm_duyệt|nghiệm_thu|giấy_chứng_nhận|chứng_nhận|quy_định|qui_định|
            nghị_định|thông_tư|bộ_luật|điều_luật|mức_phạt|khung_hình_phạt|xử_phạt|phạt_tù|phạt_hành_chính|phạt_tiền
        bị_phạt|phạt *2 bao_nhiêu|nhiêu|sao|thế_nào|không|ko|như_thế_nào|ra_sao|tù|mấy
        đi_tù|tội_gì|phạm_tội|phạm_luật|vi_phạm *2 không|gì|pháp_luật|hay_không|ko
        =tội *4 bị|đi_tù|mấy_năm|bao_nhiêu|xử|thế_nào
        giấy_tờ_gì|giấy_tờ_nào|cần_những_gì|cần_giấy|cần_hồ_sơ|hồ_sơ_gồm|hồ_sơ_gì
        làm_đơn|viết_đơn|đơn_tố_cáo|đơn_trình_báo|nộp_đơn|khởi_kiện|bãi_nại|giám_định|bồi_thường|bảo_hiểm
        tập_huấn|huấn_luyện|tuyên_truyền|bồi_dưỡng|chứng_chỉ|khóa_học|lớp_học|đào_tạo|cấp_đổi|cấp_lại|làm_lại
        trình_báo *3 ở_đâu|thế_nào|sao|ra_sao|như_thế_nào|cần|gì|online
        =luật|tuyển|kiện
        có_bị_cấm|bị_cấm|có_được_phép|được_phép|ngành_nghề|giao_nộp|vận_động_giao|vận_động_nhân_dân|vận_động_người_dân
        tuyển_dụng|tuyển_bảo_vệ|cần_tuyển|thi_vào|xét_tuyển|nghĩa_vụ|điểm_chuẩn
        lấy_lại_xe|xe_bị_tạm_giữ|tạm_giữ_xe|giam_xe|lấy_xe
    """),
    (("topic", 2), """
        căn_cước|cccd|cmnd|hộ_chiếu|hộ_khẩu|tạm_trú|thường_trú|cư_trú|vneid|định_danh|bằng_lái|gplx|biển_số|
            đăng_ký_xe|khai_sinh|kết_hôn|lý_lịch|sổ_hộ_khẩu|lệ_phí|tờ_khai|hồ_sơ|phạt_nguội|dịch_vụ_công|bài_tập|
            thi_rồi|giấy_xác_nhận|đơn_xin|một_cửa|sang_tên|sim|nhập_khẩu
        pccc|phòng_cháy
    """),
    (("question", 1), """
        cho *2 hỏi|em_hỏi
        xin|muốn|cần|có_việc hỏi
        hỏi *2 thăm|là|về|xíu|chút|cái|tí|thử
        như_thế_nào|ra_sao|bao_nhiêu|bao_lâu|khi_nào|bao_giờ|ngày_nào|mấy_giờ|tại_sao|vì_sao|là_gì|có_thật|đúng_không|
            phải_không|có_phải|hay_không|thế_nào|sao_ạ|sao_vậy|thực_hư|số_mấy|số_nào|mấy_ngày|số_gì
        có *4 không_ạ|không_anh|không_vậy|không_các_anh|được_không
        làm_thế_nào|làm_sao_để|cách_nào|phải_làm_gì|phải_làm_sao|cần_làm_gì|nên_làm_gì|làm_như_nào
        số_điện_thoại|hotline|đường_dây_nóng
    """),
    (("plea", 3), """
        cứu *12 căn_cước|cccd|thi|bài_tập|hồ_sơ|vneid|deadline|tài_khoản|nick|facebook|điểm|đồ_án|luận_văn|mật_khẩu|
            thuyết_trình
    """),
    (("past", 3), """
        hôm_qua|hôm_kia|hôm_trước|bữa_trước|hôm_bữa|bữa_hổm|hôm_rồi|hôm_nọ|hôm_bữa_trước|bữa_kia|bữa_nọ|hổm_rày|hổm|
            ngày_trước|ngày_xưa|hồi_trước|hồi_nhỏ|hồi_xưa|hồi_đó|trước_đây|dạo_trước|lần_trước|đợt_trước|lúc_trước|
            khi_xưa|mấy_hôm_trước|vài_hôm_trước|ngày_hôm_qua
        tuần|tháng|năm|quý trước|ngoái|vừa_rồi|rồi|vừa_qua|xưa
        =tối_qua|sáng_qua|trưa_qua
        ~tối_qua|sáng_qua|trưa_qua *2 nhà|có|em|xe|bị|ở|tôi|nó|khu|lúc|xem|thấy|nghe
        năm_ngoái|đêm_qua|chiều_qua|đêm_hôm_qua|tối_hôm_qua|tối_hôm_trước|chiều_hôm_qua|đêm_hôm_trước|hôm_chủ_nhật|
            hôm_thứ|bữa_thứ
        năm 2015|2016|2017|2018|2019|2020|2021|2022|2023|2024|2025
        cách_đây|từ *2 ngày|tuần|tháng|năm|hôm
        hồi *2 tháng|tuần|năm|hôm|trước|sáng|chiều|tối|đêm
        đầu|cuối|giữa tháng|năm|tuần
        hôm *1 1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31
        ngày *1 1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31
        đã_lâu|lâu_rồi|đã_từng|giải_quyết_tới_đâu|xử_lý_tới_đâu|xử_lý_đến_đâu|tới_đâu_rồi|đến_đâu_rồi|suýt
        =từng
        mấy|vài hôm|bữa|ngày|tháng|tuần|năm trước|nay|rồi|qua
        ba|hai|mấy|nhiều năm|tháng nay
        tìm_ra_nguyên_nhân|bắt_được *4 chưa
        điều_tra *6 chưa|tới_đâu|đến_đâu
        sáng_nay_mới_biết|sáng_nay_phát_hiện|sáng_nay_mới_phát_hiện|sáng_ra
    """),
    (("over", 4), """
        đã *3 dập_tắt|dập_xong|được_dập|khống_chế|kiểm_soát|ổn|yên|giải_tán|giảng_hòa|tìm_thấy|về_nhà|hòa_giải|qua_cơn
        dập_tắt *1 rồi|được_rồi
        tắt_rồi|yên_rồi|hết_cháy|giải_tán_rồi|ổn_rồi|không_sao_rồi|tìm_thấy_rồi|tìm_được_rồi|an_toàn_rồi
        hay|giỏi|tuyệt_vời|xuất_sắc|đỉnh *1 quá|ghê|thật|của
        cảm_ơn|cám_ơn *8 kịp|đã|giúp|hỗ_trợ|cứu|các
        nhờ *3 cứu|kịp
        không *1 có *1 cháy|chuyện_gì|đánh_nhau|vấn_đề_gì
        không *1 có *1 gì đâu|cả|nghiêm_trọng|hết_ạ
        không_phải *2 cháy|đánh|cướp|thật
        gọi_nhầm|nhắn_nhầm|nhầm_số|hiểu_nhầm|bấm_nhầm|báo_nhầm|hiểu_lầm|báo_giả|đùa_thôi|giỡn_thôi|nói_đùa|thử_thôi|
            giỡn_chơi
    """),
    (("hypothetical", 3), """
        nếu|giả_sử|giả_dụ|lỡ_như|trường_hợp|trong_trường_hợp|ví_dụ|chẳng_may|lỡ_khi
        khi|lúc *1 gặp|có|xảy_ra|bị|thấy|phát_hiện|nào *6 làm|gọi|thì|nên|cần|phải|báo|số
        khi *1 hỏa_hoạn|xảy_ra|bị|có_cháy|cần|gặp
        cách *2 xử_lý|sơ_cứu|phòng|thoát|phòng_tránh|phòng_chống|cứu
        sơ_cứu|kỹ_năng|phòng_tránh|đề_phòng|cảnh_giác|phòng_ngừa|nâng_cao|ý_thức|thoát_hiểm|thoát_nạn
        =hay *1 va_quẹt|đụng|tai_nạn|đánh_nhau|cháy|mất|xảy_ra|bị|té|ngã
        lỡ *10 thì
        =lỡ *2 bị|gặp|có|xảy_ra
        bằng_cách_nào|thoát_ra_sao|thoát_thế_nào
        nguy_cơ|dễ_gây|dễ_xảy_ra|tiềm_ẩn|có_thể_gây|sợ_cháy|lo_cháy|sợ_gây|lo_ngại|kẻo|mong_sửa|đề_nghị_dọn|
            đề_nghị_kiểm_tra|lo_nếu|hay_xảy_ra|thường_xuyên_xảy_ra|hay_có|gây_tai_nạn|gây_cháy
        gặp|bị|thấy *4 thì *3 làm|gọi|xử_lý|sơ_cứu|nên|phải|báo
        bị *4 thì *1 sao|làm|xử
        dạy|học|lớp *2 con|bơi|võ|kỹ_năng|cho|em|thuật
        bị *2 là|thì *2 gì
    """),
    (("news", 3), """
        đọc|xem|coi *1 tin|báo|clip|video
        phim|báo_đăng|báo_chí|đọc_báo|tin_tức|thời_sự|bài_báo|tivi_đưa|truyền_hình|trên_mạng|trên_tiktok|
            trên_facebook|trên_fb|lan_truyền|tin_đồn|nghe_đồn|tin_giả|bài_hát|game|kịch_bản|vở_kịch|youtube|
            tiểu_thuyết|clip|video|xem_tivi|đăng_vụ|đăng_tin|xem_báo|coi_phim|coi_báo
        =đồn|truyện
        thành_phố_khác|tỉnh_khác|nước_ngoài|trận_bóng|trận_đấu|đội_bóng|bóng_đá
    """),
    (("drill", 4), """
        diễn_tập|thực_tập|hội_thao|hội_thi|tập_dượt|thử_chuông|kiểm_tra_chuông|phương_án|đốt_vàng_mã|đóng_phim|
            quay_phim
    """),
    (("goods", 3), """
        =mua
        =bán *2 hàng|online|không|ở_đâu|giá|lại|xe|điện_thoại|được|đồ|pháo|dao|súng|thuốc
        hỏi_mua|cần_mua|mua_bán|bán_hàng|mua_bộ|mua_dao|mua_xe|mua_bình|mua_online|ship_về|gia_truyền|thu_mua|
            thanh_lý|cho_thuê|đồ_chơi|khuyến_mãi|giảm_giá|kinh_doanh
    """),
    (("nuisance", 3), """
        đốt_rác|đốt_rơm|rơm_rạ|karaoke_ồn|ồn_ào|làm_ồn|vàng_mã|đốt_đồng|than_tổ_ong|hun_muỗi
        nợ *3 không_trả|chưa_trả|giải_quyết
        hòa_giải|hoà_giải|nhờ_giải_quyết|tuần_tra
        con *1 mèo|chó|vẹt|chim|cún
        ~chó|mèo nhà_em|nhà_tôi|nhà_mình|cưng|con|poodle|của_em|nhà
        =mèo|chó|vẹt|chim|nướng|đốt_vàng
    """),
)  # fmt: skip

URGENT = """
    đang|vừa|mới|ngay|gấp|khẩn|khẩn_cấp|liền|lẹ|nhanh|mau|lập_tức|tức_tốc
    bây_giờ|hiện_tại|hiện_giờ|lúc_này|nãy_giờ|hiện_đang|ngay_bây_giờ|bữa_nay|vừa_xong|mới_đây_thôi|lúc_nãy|hồi_nãy|nãy
    rồi|kìa|với
    giờ *3 nó|tụi|chúng|vẫn|lại|đang|chưa|thì|còn
    vẫn|còn *1 đang|đó|ở_đó|chưa|đứng
    cách_đây *1 phút|5_phút|mấy_phút|10_phút|vài_phút
    từ *1 chiều|sáng|trưa|tối|hôm *1 qua|nay|giờ *4 chưa|không|giờ
    cứu|sos|help|113|114|115
    mấy_anh_ơi|các_anh_ơi|các_chú_ơi|mấy_chú_ơi|công_an_ơi|trời_ơi|ối
    chưa_dừng|không_dừng|chưa_tới|chưa_đến
    sợ_quá|sợ_lắm|nguy_hiểm|nguy_hiểm_quá|hoảng_quá
"""
