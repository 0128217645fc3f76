"""What a citizen writes who saw or suffered something the desk should keep (the notation is ``phrases``'s).

Weights: 3 is a report unless something speaks against it; 2 needs an account around it; 1 only supports.
"""

from __future__ import annotations

__all__ = ["AGAINST", "CHOICES", "CUES", "FIRST_HAND", "HARMLESS"]

CHOICES = {
    "goods": "xe xe_máy xe_đạp xe_đạp_điện ô_tô điện_thoại laptop máy_tính tiền vàng ví túi đồ chó mèo gà trâu bò heo "
    "dây_cáp cây_cảnh bình_ắc_quy máy_bơm đơn_hàng tài_sản máy hàng két camera loa quần_áo chậu_cây hoa cây_mai balo "
    "dây_chuyền mũ_bảo_hiểm gương_xe sắt đồng ống_nước nắp_cống acquy",
    "vehicle": "xe xe_máy ô_tô oto xe_tải xe_ben xe_khách xe_container container xe_ba_gác xe_buýt taxi xe_dù xe_bồn "
    "xe_hơi xe_con",
}

CUES: tuple[tuple[tuple[str, int], str], ...] = (
    (("gambling", 3), """
        đánh_bạc|đánh_bài|sòng_bạc|sòng_bài|chứa_bạc|sát_phạt|đánh_đề|ghi_đề|lô_đề|ghi_số|đánh_lô|đề_đóm|cờ_bạc|
            bài_bạc
        =số_đề
        ~số_đề công_khai|lô|ở|trong|hằng|mỗi
        đá_gà|trường_gà|cá_độ|cá_cược|xóc_đĩa|tài_xỉu|bầu_cua|lắc_bầu|máy_đánh_bạc|bắn_cá|ăn_tiền|nhà_cái|đỏ_đen|
            binh_xập_xám|đánh_phỏm|đánh_liêng|đua_chó|con_bạc|casino|đổi_thưởng
    """),
    (("drugs", 3), """
        ma_túy|ma_tuý|hàng_trắng|hàng_đá|thuốc_lắc|cần_sa|heroin|heroine|ketamine|hồng_phiến|hít_keo|hút_cần|chơi_đá|
            đập_đá|bay_lắc|cỏ_mỹ|bóng_cười|chích_hút|tiêm_chích|hút_chích|con_nghiện|dân_nghiện|kim_tiêm|phê_thuốc|
            nghiện_hút|chơi_đồ|đập_đồ|dập_đồ|hàng_cấm|chất_cấm|thuốc_phiện|shisha|tem_giấy|nước_vui|pod_chill
        thằng|đứa|bọn|mấy|nhóm|đối_tượng nghiện
    """),
    (("theft", 3), """
        mất_trộm|bị_trộm|ăn_trộm|trộm_cắp|lấy_trộm|bẻ_trộm|cắt_trộm|câu_trộm|trộm_chó|bắt_trộm|kẻ_trộm|tên_trộm|
            móc_túi|ăn_cắp|cuỗm|kẻ_gian|rạch_túi|bẻ_khóa|hôi_của|đào_trộm|hái_trộm|đổ_trộm|cạy_cửa|cạy_cốp|đột_nhập|
            cướp|cướp_giật|bị_giật|giật_đồ
        trộm *3 vào|vô|nhà|lấy|xe|đồ|chó
        có trộm
        thằng|đứa|bọn|tụi|lũ trộm
        ~bị *1 trộm *1 mất|lấy|xe|đồ
        ~bị lấy mất|trộm
        bị *1 lấy|mất|khoắng|cuỗm|vặt|tháo|cắt *2 {goods}
        bị *1 lấy|vặt|tháo *1 mất|trộm|hết
        {goods} *10 bị *1 mất|lấy|trộm
        mất *3 {goods} *8 hôm|đêm|sáng|tối|nghi|trước|ở|ngoài|để|dựng|camera|từ|hồi|lúc|trong|khi|nhà
        mất_đồ|mất_của|lấy_mất|mất_xe|mất_tài_sản|mất_cắp
    """),
    (("fraud", 3), """
        lừa_đảo|lửa_đảo|lừa_tiền|lừa_gạt|lừa_bán|bị_lừa|chiếm_đoạt|lừa_cọc|lừa_mất|giả_danh|mạo_danh|giả_mạo|lừa_hết|
            bán_đất_ma|đa_cấp|tống_tiền|ôm_tiền|bùng_tiền|quỵt|giật_hụi|vỡ_hụi|bể_hụi|chủ_hụi|tiền_ảo|sàn_ảo|sập_sàn
        giả|xưng|tự_xưng|nhận *3 công_an|ngân_hàng|cảnh_sát|điện_lực|viện_kiểm_sát|nhân_viên|cán_bộ|bộ_đội
        xưng *2 là *1 công_an|cán_bộ|cảnh_sát|nhân_viên
        chuyển *1 khoản|tiền *8 chặn|mất|lừa|biến_mất|không_giao|bị|cắt_liên_lạc|không_trả_lời
        lấy|ôm|nhận|cầm *2 cọc|tiền *4 chặn|trốn|bỏ_trốn|biến_mất|lặn|mất_tăm
        chặn|block *2 zalo|facebook|số|luôn|em|liên_lạc
        link|đường_link|app|ứng_dụng|tin_nhắn *2 lạ|giả|độc|lừa
        yêu_cầu|bắt|bảo|kêu|đòi *4 cài|chuyển|đóng *4 app|ứng_dụng|phí|tiền|định_danh|khoản
        bị *1 hack|chiếm|đánh_cắp *6 nick|facebook|tài_khoản|zalo|mượn
        nick|facebook|zalo|tài_khoản *4 bị *1 hack|chiếm|đánh_cắp
        ghép|phát_tán|tung|dọa *4 ảnh|hình|clip|video *6 tống|tiền|mạng|đòi|nhạy_cảm
        trúng_thưởng|nhận_quà *4 phí|giả|lạ|tiền|chuyển
        việc_nhẹ_lương_cao|cộng_tác_viên *6 mất|nạp|lừa|tiền
    """),
    (("noise", 3), """
        ồn_ào|ầm_ĩ|gây_ồn|ồn_quá|làm_ồn|inh_ỏi|đinh_tai|mất_ngủ|ầm_ầm|quá_ồn|rất_ồn|nẹt_pô|rú_ga|tiểu_bậy
        ồn *4 cả|suốt|đêm|trưa|không|quá|khuya
        không *3 ngủ *1 được|nổi
        không_ai_ngủ|không_cho_ai_ngủ|nhảy_nhót
        karaoke|kẹo_kéo|loa|nhạc|hát|nhạc_sàn *6 ồn|đêm|khuya|sáng|ầm_ĩ|suốt|ngủ|trưa|lớn|to|rung|inh_ỏi|1h|2h|3h|22h|
            23h|12h
        hát_hò|hát_karaoke|mở_nhạc|bật_loa|khoan_đục|hàn_cắt|máy_cưa *6 đêm|khuya|suốt|trưa|sáng|ồn|lớn|to
        tiếng_ồn *4 từ|của|cả|suốt|quá|xưởng|quán|đêm
    """),
    (("suspicious", 3), """
        khả_nghi|đáng_ngờ|nghi_vấn|mờ_ám|lén_lút|lảng_vảng|rình_rập|lấp_ló|thập_thò|biểu_hiện_lạ|dấu_hiệu_lạ|
            bất_thường|bất_minh|ám_muội
        người|kẻ|đứa|ông|thanh_niên|nhóm|xe|ô_tô|đối_tượng *1 lạ|lạ_mặt *8 vào|vô|quanh|gõ|chụp|tụ_tập|đậu|đỗ|hay|
            thuê|trước|theo|dưới|đi
        theo_dõi|rình|bám_theo *3 nhà|em|tôi|cổng|trường|trước|con
        không_biển_số|biển_số_giả|bịt_biển_số|che_biển_số
        bốc_mùi *4 vứt|bao|bãi|lạ|xác
        nghi *3 bán|là|có|người|chứa|thằng|tàng_trữ|buôn|sử_dụng|trộm
        truy_nã|trốn_truy_nã|vượt_ngục|đối_tượng_hình_sự
    """),
    (("traffic", 3), """
        đua_xe|vượt_đèn_đỏ|ngược_chiều|lấn_làn|chạy_ẩu|lạng_lách|đánh_võng|bốc_đầu|xe_dù|bến_cóc|quá_tải|quá_khổ|
            giờ_cấm|chở_quá|cồng_kềnh|phóng_nhanh|leo_vỉa_hè|leo_lề|leo_via_he|rơi_vãi|chạy_quá_tốc_độ
        {vehicle} *4 đậu|đỗ|dừng|chắn|để *6 chắn|lối|cản_trở|lòng_đường|vỉa_hè|giữa_đường|cổng|hẻm|suốt|đường|bừa_bãi|
            sai
        {vehicle} *6 chạy|đi *2 ẩu|ngược_chiều|giờ_cấm|lấn|quá|vỉa_hè|bạt_mạng
        chắn|chặn|bít *2 lối|hẻm|cổng|đường *1 đi|ra?
        không *1 đội *1 mũ|nón
        cản_trở|cản_trở_giao_thông|gây_kẹt_xe|bắt_khách
    """),
    (("fireworks", 3), """
        bán|đốt|chế|tự_chế|nổ|mua|rao|rao_bán|bắn|tàng_trữ *2 pháo|pháo_nổ|pháo_lậu
        pháo|pháo_hoa *1 lậu|tự_chế
        pháo_tự_chế|pháo_lậu|thuốc_pháo
    """),
    (("vice", 3), """
        mại_dâm|mãi_dâm|gái_gọi|bán_dâm|mua_dâm|kích_dục|trá_hình|chứa_gái|gái_mại_dâm|động_mại_dâm|môi_giới_mại_dâm|
            khiêu_dâm
    """),
    (("loan_sharks", 3), """
        vay_nặng_lãi|cho_vay_nặng_lãi|nặng_lãi|tín_dụng_đen|xã_hội_đen|đòi_nợ|siết_nợ|xiết_nợ|khủng_bố|tạt_sơn|
            mắm_tôm|bảo_kê|giang_hồ|thu_tiền_bảo_kê|lãi_cắt_cổ|app_vay|bôi_nhọ|vu_khống|hăm_dọa|đe_dọa|đe_doạ|
            dọa_đánh|dọa_giết|quấy_rối
    """),
    (("environment", 3), """
        đổ *1 trộm|chất_thải|xà_bần|rác|nước_thải|phế_thải|hóa_chất
        xả *1 nước_thải|thải|nước|rác|khói *6 sông|kênh|đường|cống|hôi|bừa_bãi|ra
        đốt *1 rác|rơm|phế_liệu|nhựa|dây_điện *8 khói|khó_chịu|xóm|suốt|chiều|mùi|hôi
        khai_thác|hút *1 cát|đất|khoáng_sản|gỗ *2 trái_phép|lậu|trộm
        cát_tặc|lâm_tặc|phá_rừng|chặt_phá|xả_thải|hôi_thối|ô_nhiễm|rác_thải
        đánh_bả|động_vật_hoang_dã|thuốc_chó|kích_điện|chích_cá
    """),
    (("weapons", 3), """
        tàng_trữ|cất_giấu|giấu|chứa|bán|mua|chế_tạo|khoe *4 súng|mã_tấu|kiếm|dao_phóng_lợn|vũ_khí|lựu_đạn|thuốc_nổ|
            hung_khí|đạn|mìn
    """),
    (("violence", 3), """
        ~bị *2 đánh *2 ở|trường|mặt|sưng|hoài
        bị *6 đánh|chặn_đánh|hành_hung|bắt_nạt|chém|tát|đạp|đập|sàm_sỡ|xâm_hại|bạo_hành|đâm|hiếp
        đánh_nhau|đánh_đập|hành_hung|bạo_hành|bạo_lực|ẩu_đả|xô_xát|gây_gổ|gây_sự|côn_đồ|bắt_nạt|xâm_hại|quậy_phá|
            phá_phách|gây_rối|mất_trật_tự|mất_an_ninh|gây_mất_trật_tự|chửi_bới
        đánh *2 vợ|con|mẹ|người|học_sinh|bạn
        ném_đá|đập_phá|phá_hoại|đập_kính|cào_xước
        say_rượu|say_xỉn|say *4 quậy|chửi|phá|đánh|la
        tai_nạn|gây_tai_nạn|tông_xe *6 bỏ_chạy|camera|hôm|chạy
        bỏ_chạy|bỏ_trốn
        mất_tích|bỏ_nhà_đi
    """),
    (("goods", 3), """
        rượu_lậu|thuốc_lậu|buôn_lậu|hàng_lậu|nhập_lậu|thuốc_lá_lậu|xăng_lậu|hàng_giả|rượu_giả|thuốc_giả|mỹ_phẩm_giả|
            tiền_giả|hàng_nhái|hàng_gian|giấy_tờ_giả|bằng_giả|lò_mổ_lậu|mổ_lậu|thực_phẩm_bẩn|hàng_nhập_lậu|hàng_cấm|
            trốn_thuế|làm_giả
        kho|bán|sản_xuất|buôn *6 lậu|giả|nhái
        buôn_người|vượt_biên|mang_thai_hộ|bán_thận|bóc_lột|đưa_người|nhập_cảnh
        trái_phép|không_phép|không_giấy_phép|chui|lậu
    """),
    (("residence", 3), """
        không *2 khai_báo|đăng_ký *1 tạm_trú
        không_khai_báo|không_giấy_tờ|không_đăng_ký
        lấn_chiếm|lấn_đất|chiếm_đất|chiếm_lối
        lấn *1 vỉa_hè|lòng_đường|đường|hẻm|đất
    """),
    (("tip", 3), """
        tố_giác|tố_cáo|báo_tin|tin_báo|phản_ánh
        nhận *2 hối_lộ|tiền *4 làm|giấy|bỏ_qua
        hối_lộ|vòi_tiền|nhận_tiền|tham_nhũng|nhũng_nhiễu|bảo_kê|chung_chi
        tụ_điểm|tụ_tập|ổ_nhóm|đường_dây|băng_nhóm|trá_hình|đối_tượng
        trẻ_em|học_sinh *4 chơi|bỏ_học *4 đêm|net|nét|game|qua
    """),
    (("tip", 1), """
        camera|quay_được|có_video|có_clip|có_hình|có_ảnh|hình_ảnh
        các_anh|mấy_anh|các_chú *1 xuống|kiểm_tra|xử_lý|bắt|xem|dẹp|đến|qua|can_thiệp|tuần_tra
        nhờ|mong|đề_nghị *3 kiểm_tra|xử_lý|bắt|dẹp|can_thiệp|tuần_tra|vào_cuộc|điều_tra
    """),
)  # fmt: skip

FIRST_HAND = """
    bị|thấy|phát_hiện|nghi|vừa|hay|thường_xuyên|liên_tục|công_khai|nhiều_lần
    hôm_qua|đêm_qua|tối_qua|sáng_nay|hôm_kia|hôm_bữa|mấy_hôm|mấy_bữa|tuần_trước|tháng_trước|chiều_qua|lúc_nãy|
        hồi_sáng|dạo_này
    cả_đêm|suốt_đêm|ban_đêm|mỗi_tối|mỗi_chiều|tối_nào|đêm_nào|cuối_tuần|mỗi_ngày|ngày_nào|lúc|suốt_ngày
    nhà_em|nhà_tôi|xóm|hẻm|ngõ|khu_phố|gần_nhà|kế_bên|bên_cạnh|hàng_xóm|tổ|khu_trọ|phòng_trọ|cuối_đường|đầu_hẻm
    có *1 người|nhóm|đối_tượng|thằng|mấy|tụ_điểm|ai
    triệu|tr
    mấy|bọn|tụi|nhóm|đám|thằng|nó|băng
"""

HARMLESS = """
    phòng_chống|phòng_ngừa|phòng chống? ma_túy|lừa_đảo|tội_phạm|trộm_cắp|bạo_lực_gia_đình|tệ_nạn
    tuyên_truyền|cảnh_báo|bài_viết|bài *6 lừa_đảo|ma_túy|tội_phạm|trộm_cắp|công_an_giả|giả_mạo
    phòng_cháy *1 chữa_cháy|chống_cháy
    trộm_vía|nhìn_trộm|chém_gió|đá_bóng|đánh_giá|đánh_máy|đánh_rơi|đánh_mất|đánh_dấu|định_danh|danh_sách|pháo_hoa_giao_thừa|bắn_pháo_hoa|cướp_lời
    chó_mèo|tiêm_phòng
"""

AGAINST: tuple[tuple[tuple[str, int], str], ...] = (
    (("procedure", 3), """
        thủ_tục|hồ_sơ|giấy_phép|xin_phép|cấp_lại|làm_lại|cấp_đổi|mẫu_đơn|làm_đơn|đơn_trình_báo|đơn *1 viết|làm|mẫu|
            thế_nào|ra_sao
        giấy_tờ_gì|gồm_những_gì|cần_những_gì|cần_giấy|ngành_nghề|xin_cấp|trích_lục|lệ_phí|tờ_khai|xác_nhận|
            kinh_doanh *4 cần
        điều_kiện|đăng_ký *4 ở_đâu|thế_nào|làm_sao|cần|online
        có_cần|cần_gì|được_không|có_được_phép|được_phép|có_bị_cấm
    """),
    (("law", 3), """
        quy_định|qui_định|nghị_định|thông_tư|bộ_luật|mức_phạt|xử_phạt|phạt_tù|phạt_tiền|đi_tù|phạm_tội|phạm_pháp|
            hình_sự|trách_nhiệm
        phạt *3 bao_nhiêu|nhiêu|thế_nào|sao|không|như_thế_nào|tù|ra_sao
        bị *2 phạt|xử_lý|xử_phạt *3 không|bao_nhiêu|thế_nào|sao|như_thế_nào|ra_sao|gì
        =tội *4 đi_tù|mấy_năm|bao_nhiêu|bị
        vi_phạm *2 không|gì|mới
        có *1 vi_phạm|phạm_pháp|bị_phạt
        theo_luật
    """),
    (("question", 1), """
        cho *2 hỏi|em_hỏi
        muốn|xin|cần hỏi
        như_thế_nào|thế_nào|ra_sao|bao_nhiêu|bao_lâu|khi_nào|bao_giờ|ngày_nào|mấy_giờ|là_gì|đúng_không|mấy_ngày|ở_đâu
    """),
    (("procedure_report", 2), """
        trình_báo *3 mất|gồm|thế_nào|sao|cần
        tố_giác|tố_cáo *4 vneid|làm_đơn|thế_nào|ở_đâu|làm_sao
        mất *1 căn_cước|cccd|hộ_chiếu|giấy_tờ|giấy_khai_sinh|sim|bằng_lái|biển_số|cmnd|thẻ
    """),
    (("prevention", 3), """
        làm_sao_để|làm_thế_nào_để|cách *2 nhận_biết|phòng|tránh|xử_lý|khóa|bảo_vệ|khoá
        làm_sao_biết|sao_biết|nên_làm_gì|phải_làm_gì_khi|cần_lưu_ý|phòng_tránh|để_tránh|làm_sao *1 tránh
        khi bị|gặp|mất|có *6 nên|thì|phải|cần
        nếu|giả_sử
    """),
    (("thanks", 3), """
        cảm_ơn|cám_ơn|giỏi_quá|hữu_ích|hài_lòng|tìm_lại_được|tốt_quá|rất_tốt
        bắt_được *4 rồi|kẻ_trộm|vụ|nhóm
    """),
    (("news", 2), """
        clip|video *3 trên_mạng|ở_đâu
        xem_phim|tin_tức|đọc_báo|bài_báo|truyên_truyền|tuyên_truyền|ra_quân|đợt
    """),
)  # fmt: skip
