"""What speaks against an emergency near its cue (by kind and weight), and what makes it urgent.

Of each kind the heaviest phrase counts, once. As with harmless phrases, beware of what a short phrase means
without its marks (``hổm`` and ``hôm``, ``năm trước`` and ``nằm trước``).
"""

from __future__ import annotations

__all__ = ["AGAINST", "URGENT"]

AGAINST: tuple[tuple[tuple[str, int], str], ...] = (
    (("procedure", 3), """
        thủ_tục|giấy_phép|xin_phép|cấp_phép|thẩm_duyệt|nghiệm_thu|giấy_chứng_nhận|chứng_nhận|quy_định|qui_định|
        nghị_định|thông_tư|bộ_luật|điều_luật|mức_phạt|khung_hình_phạt|xử_phạt|phạt_tù|phạt_hành_chính|phạt_tiền
        ~bị phạt tiền|nguội|không|sao|vì|do|lỗi|gì|bao_nhiêu|bao|nhiêu|oan|mấy|tới|hành_chính|như|về|ko|thế
        ~phạt bao_nhiêu|nhiêu|tiền|tù|thế_nào|sao
        =bị_phạt
        =phạt *2 bao_nhiêu|nhiêu|sao|thế_nào|không|ko|như_thế_nào|ra_sao|tù|mấy
        =đi_tù
        ~đi_tù không|bao|mấy|bao_lâu
        ~bị đi_tù
        tội_gì|phạm_tội|phạm_luật
        vi_phạm *2 không|gì|pháp_luật|hay_không|ko
        có *2 bị_bắt|bị_giữ|bị_phạt|bị_xử|bị_tịch_thu không|ko
        =tội *4 bị|đi_tù|mấy_năm|bao_nhiêu|xử|thế_nào
        tội giết_người|cướp|hiếp_dâm|trộm_cắp *4 bao_nhiêu|mấy_năm|bị
        xử_lý|xử|giải_quyết *1 sao|thế_nào|ra_sao|như_thế_nào
        bị_xử|bị_xử_lý *2 bao_nhiêu|thế_nào|sao|mấy|ra_sao
        giấy_tờ_gì|giấy_tờ_nào|cần_những_gì|cần_giấy|cần_hồ_sơ|hồ_sơ_gồm|hồ_sơ_gì
        làm_đơn|viết_đơn|đơn_tố_cáo|đơn_trình_báo|nộp_đơn|khởi_kiện|bãi_nại|giám_định|bồi_thường|bảo_hiểm
        =luật|tuyển|kiện
        hỏi_luật|luật_về|luật_sư|tiểu_luận|luận_văn|khóa_luận|thuyết_trình|đề_tài|khảo_sát|số_liệu
        tập_huấn|huấn_luyện|tuyên_truyền|bồi_dưỡng|chứng_chỉ|khóa_học|cấp_đổi|cấp_lại|làm_lại|xin_lại|khởi_tố
        trình_báo *3 ở_đâu|thế_nào|sao|ra_sao|như_thế_nào|cần|gì|online
        có_bị_cấm|bị_cấm|có_được_phép|được_phép|ngành_nghề|giao_nộp
        tuyển_dụng|tuyển_bảo_vệ|cần_tuyển|thi_vào|xét_tuyển|nghĩa_vụ|điểm_chuẩn
        lấy_lại_xe|xe_bị_tạm_giữ|tạm_giữ_xe|xe_bị_giam
    """),
    (("topic", 2), """
        căn_cước|cmnd|hộ_chiếu|hộ_khẩu|tạm_trú|thường_trú|cư_trú|vneid|định_danh|bằng_lái|gplx|biển_số|
            đăng_ký_xe|
        khai_sinh|kết_hôn|lý_lịch|sổ_hộ_khẩu|lệ_phí|tờ_khai|hồ_sơ|phạt_nguội|dịch_vụ_công|bài_tập|thi_rồi|
            giấy_xác_nhận|
        đơn_xin|một_cửa|sang_tên|nhập_khẩu|pccc|du_học|hộ_tịch|mã_otp|thoát_nạn|thoát_hiểm|con_nuôi
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
        cứu *12 căn_cước|thi|bài_tập|hồ_sơ|vneid|deadline|tài_khoản|nick|facebook|điểm|đồ_án|luận_văn|mật_khẩu|
        thuyết_trình
    """),
    (("past", 3), """
        hôm_qua|hôm_kia|hôm_trước|bữa_trước|hôm_bữa|bữa_hổm|hôm_rồi|hôm_nọ|bữa_kia|bữa_nọ|hổm_rày|ngày_xưa|
        hồi_trước|hồi_nhỏ|hồi_xưa|hồi_đó|trước_đây|lần_trước|đợt_trước|lúc_trước|mấy_hôm_trước|ngày_hôm_qua
        =hổm|dạo_trước|từng|ngày_trước|sáng_ra
        tuần trước|rồi|vừa_rồi|vừa_qua
        tháng trước|vừa_rồi|vừa_qua
        =tháng|năm|quý rồi|trước|ngoái|vừa_rồi|vừa_qua|xưa
        =tối_qua|sáng_qua|trưa_qua
        ~tối_qua|sáng_qua|trưa_qua *2 nhà|có|em|xe|bị|ở|tôi|nó|khu|lúc|xem|thấy|nghe
        năm_ngoái|đêm_qua|chiều_qua|đêm_hôm_qua|tối_hôm_qua|tối_hôm_trước|chiều_hôm_qua|đêm_hôm_trước|hôm_chủ_nhật|
            hôm_thứ
        năm 2015|2016|2017|2018|2019|2020|2021|2022|2023|2024|2025
        cách_đây
        =từ *2 ngày|tuần|tháng|năm|hôm
        ~từ tháng|tuần|hôm|năm
        =hồi *2 tháng|tuần|năm|hôm|trước|sáng|chiều|tối|đêm
        ~hồi tuần|trước|sáng
        =đầu|cuối|giữa tháng|năm|tuần
        hôm|ngày *1 1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31
        đã_lâu|lâu_rồi|đã_từng|giải_quyết_tới_đâu|xử_lý_tới_đâu|xử_lý_đến_đâu|tới_đâu_rồi|đến_đâu_rồi|suýt
        mấy|vài hôm|bữa|ngày|tháng|tuần|năm trước|nay|rồi|qua
        ba|hai|mấy|nhiều năm|tháng nay
        tìm_ra_nguyên_nhân|sáng_nay_mới_biết|sáng_nay_phát_hiện|sáng_nay_mới_phát_hiện
        bắt_được|điều_tra *6 chưa|tới_đâu|đến_đâu
    """),
    (("over", 4), """
        =đã *3 ổn|yên
        đã *3 dập_tắt|dập_xong|được_dập|kiểm_soát|giải_tán|giảng_hòa|tìm_thấy|về_nhà|hòa_giải|qua_cơn
        dập_tắt *1 rồi|được_rồi
        tắt_rồi|yên_rồi|hết_cháy|giải_tán_rồi|ổn_rồi|không_sao_rồi|tìm_thấy_rồi|tìm_được_rồi|an_toàn_rồi|hết_chưa
        giỏi|tuyệt_vời|xuất_sắc|đỉnh *1 quá|ghê|thật
        cảm_ơn|cám_ơn *4 đã|vì|kịp
        nhờ *3 cứu_kịp|kịp_thời
        không *1 có *1 cháy|chuyện_gì|đánh_nhau|vấn_đề_gì
        không *1 có *1 gì đâu|cả|nghiêm_trọng
        không_phải *2 cháy|đánh|cướp|thật
        gọi_nhầm|nhắn_nhầm|nhầm_số|hiểu_nhầm|bấm_nhầm|báo_nhầm|hiểu_lầm|báo_giả|đùa_thôi|giỡn_thôi|nói_đùa|thử_thôi
    """),
    (("hypothetical", 3), """
        nếu|giả_sử|giả_dụ|lỡ_như|trường_hợp|ví_dụ|chẳng_may|lỡ_khi
        khi|lúc *1 gặp|có|xảy_ra|bị|thấy|phát_hiện|nào *6 làm|gọi|thì|nên|cần|phải|báo|số
        khi *1 hỏa_hoạn|xảy_ra|có_cháy|cần|gặp
        có|bị|gặp *2 cháy|cướp|trộm|tai_nạn gọi|báo số|114|113|115|cho|ai|đâu *2 đúng_không|phải_không|vậy|số_mấy|
            số_nào|thế
        làm_sao_để|làm_thế_nào_để
        !cách *2 xử_lý|sơ_cứu|phòng|thoát|phòng_tránh|phòng_chống|cứu
        !sơ_cứu *1 thế_nào|ra_sao|như_thế_nào|sao
        !lớp|học|dạy|kỹ_năng *1 bơi|võ|kỹ_năng|thuật|sơ_cứu|thoát_hiểm|thoát_nạn
        dạy *2 con|cho|trẻ|em
        phòng_tránh|đề_phòng|cảnh_giác|phòng_ngừa|nâng_cao
        nguy_cơ|dễ_gây|dễ_xảy_ra|tiềm_ẩn|có_thể_gây|sợ_cháy|lo_cháy|sợ_gây|lo_ngại|mong_sửa|đề_nghị_dọn|
        đề_nghị_kiểm_tra|lo_nếu|hay_xảy_ra|thường_xuyên_xảy_ra|hay_có
        hay *1 va_quẹt|đụng_xe|tai_nạn|té_xe|ngã_xe|đánh_nhau|xảy_ra
        =hay *1 va_quẹt|đụng|tai_nạn|đánh_nhau|cháy|mất|xảy_ra|té|ngã
        lỡ *10 thì
        =lỡ *2 bị|gặp|có|xảy_ra
        bằng_cách_nào|thoát_ra_sao|thoát_thế_nào
        gặp|bị|thấy *4 thì *3 làm|gọi|xử_lý|sơ_cứu|nên|phải|báo
        bị *4 thì *3 sao|làm_gì|làm_sao|xử|thế_nào|như_thế_nào|ra_sao
        bị *2 là|thì *2 gì
    """),
    (("news", 3), """
        phim|báo_đăng|báo_chí|đọc_báo|tin_tức|thời_sự|bài_báo|truyền_hình|trên_mạng|trên_tiktok|trên_facebook|trên_fb|
        lan_truyền|tin_đồn|nghe_đồn|tin_giả|bài_hát|kịch_bản|vở_kịch|youtube|tiểu_thuyết|đăng_vụ|đăng_tin
        đọc|xem|coi *1 tin|báo|clip|video|phim|tivi
        clip|video *4 có_thật|là_giả|cũ|ở_đâu|ở_tỉnh
        chơi|trong|bắn game
        =đồn|truyện
        người_ta|nghe|thiên_hạ|tin|thấy đồn
        thành_phố_khác|tỉnh_khác|nước_ngoài|trận_bóng|trận_đấu|đội_bóng|bóng_đá|thi_đấu
    """),
    (("drill", 4), """
        diễn_tập|thực_tập|hội_thao|hội_thi|tập_dượt|thử_chuông|kiểm_tra_chuông|phương_án|đóng_phim|quay_phim
    """),
    (("goods", 3), """
        hỏi_mua|cần_mua|mua_bán|mua_bộ|mua_dao|mua_súng|mua_xe|mua_bình|mua_online|ship_về|gia_truyền|thu_mua|đồ_chơi|
        khuyến_mãi|giảm_giá|thanh_lý
        mua *4 ở_đâu|bao_nhiêu|được_không|loại_nào|có_phải|có_cần|về
        =bán *3 có_phải|có_cần|ở_đâu|giá|được_không|không|lại
    """),
    (("nuisance", 3), """
        đốt_rác|đốt_rơm|đốt_vàng_mã_thôi|karaoke_ồn|gây_ồn|đốt_đồng|hun_muỗi|đốt_than
        nợ *3 không_trả|chưa_trả|giải_quyết
        hòa_giải|hoà_giải|nhờ_giải_quyết|tuần_tra
        =con *1 mèo|chó|vẹt|cún
        con mèo|cún
        =làm_ồn
        =chó|mèo *4 lạc|mất|sủa|kẹt|cắn_gà|poodle
    """),
)  # fmt: skip

URGENT = """
    đang|vừa|mới|ngay|gấp|khẩn|khẩn_cấp|liền|lẹ|nhanh|mau|lập_tức|tức_tốc
    bây_giờ|hiện_tại|hiện_giờ|lúc_này|nãy_giờ|hiện_đang|ngay_bây_giờ|bữa_nay|vừa_xong|lúc_nãy|hồi_nãy|nãy
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
