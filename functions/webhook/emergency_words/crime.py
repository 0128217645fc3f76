"""Robbers and burglars at work, and people held."""

from __future__ import annotations

__all__ = ["CRIME"]

CRIME: tuple[tuple[tuple[str, int], str], ...] = (
    (("break_in", 3), """
        chắc|nghi|hình_như|có_vẻ *1 trộm|có_trộm|ăn_trộm|bị_trộm
    """),
    (("robbery", 4), """
        dàn_cảnh|cướp|giật *8 chạy|tẩu_thoát|phóng|chặn|đuổi
        lấy|cướp|giật *1 mất *1 xe|tiền|điện_thoại|túi|vàng *4 dao|súng|đánh|chạy|rồi
        ~bắt|ép *1 tháo|đưa|cởi *2 nhẫn|điện_thoại|tiền|vàng|dây_chuyền
        ~đập|phá tủ_kính|cửa_kính
        có|gặp|bắt|kêu|la *1 cướp
        cướp cướp
        cướp_giật|giật_đồ|cướp_đồ *3 ở|kìa|chạy|trên|vừa|mới|các|đường|xe|mấy
        vừa|mới|đang|bị *4 cướp|cướp_giật|giật|trấn_lột|xin_đểu|móc_túi|chặn_xe|dàn_cảnh
        vừa|mới|bị *4 giật *2 túi|điện_thoại|dây_chuyền|ví|giỏ|túi_xách|bóp|đồ|vàng|xe|điện_thoai
        giật *2 túi|điện_thoại|dây_chuyền|giỏ|túi_xách|bóp|balo|ba_lô *6 chạy|bỏ_chạy|té|ngã|rồi|chạy_hướng|phóng|
            tẩu_thoát|của
        cướp *2 ngân_hàng|tiệm_vàng|xe|tiền|cửa_hàng|taxi|tiệm|túi|dây_chuyền|điện_thoại|túi_xách|tài_sản|của|nhà|
            cây_xăng
        bọn|tên|thằng|băng|nhóm|hai_tên cướp *3 đang|trong|có|vừa|chạy|ở|kìa|bịt_mặt
        kề_dao|dí_dao|dí_súng|cầm_dao *4 cướp|lấy|đòi|xin|tiền
        chặn_đường|chặn_xe|chặn_đầu|ép_xe|chận_đường|chận_xe *5 cướp|trấn|xin|lột|đòi|đánh|lấy|tiền
        bắt|ép|đòi|buộc|dọa *3 tháo|cởi|lột|đưa|nộp|giao *2 nhẫn|điện_thoại|tiền|vàng|dây_chuyền|đồng_hồ|xe|ví|túi|
            giày
        dồn|ép|ghì|đè *3 góc|tường|xuống|hẻm|lề *6 lấy|đòi|bắt|cướp|đưa|đánh|lột
        giật *2 xấp|bọc|vé_số|vé|cặp|laptop|nhẫn|bông_tai|lắc|giỏ_xách|tiền|cái|của *8
        =giật *1 mất|hết|luôn|phăng
        đập|phá *2 tủ_kính|kính|cửa_kính|kính_xe|két|két_sắt|atm|trụ_atm
        trấn_lột|xin_đểu|trấn_tiền|cướp_bóc|ăn_cướp
        đòi|bắt *1 đưa|nộp|giao *1 tiền|ví|điện_thoại|xe *4 không|dao|đánh|giết
        xông_vào|xông_vô|xông *5 đòi|cướp|lấy *1 tiền|vàng|đồ|két
        bịt_mặt *5 tiệm|cửa_hàng|nhà|ngân_hàng|trong|xông|phá|cầm|vào
    """),
    (("robbery", 3), """
        cướp
        ăn_cướp|cướp_giật|bị_giật
        bị_khống_chế
        chặn_lại|chặn_nó|đuổi_theo_nó|bắt_nó|bắt_lấy_nó
    """),
    (("break_in", 4), """
        ~leo|trèo lên|vào|qua|vô *1 mái|tường|ban_công|cổng|rào|cửa_sổ|hàng_rào
        ~có người lạ *1 trong|vào|vô|leo|trèo|phá|cạy *1 nhà|phòng|cửa|tường
        phá|cạy|đạp|đập|cậy cửa *1 sổ|xông|vào|vô|nhà|phòng|rồi|cuốn
        ~phá|cạy|đạp|đập|cậy cửa *1 sổ|xông|vào|vô|nhà|phòng|rồi|cuốn|em|tôi
        đập|đạp|phá|xô|đẩy|tông *1 cửa *4 vào|vô|đòi|nhà|xông|phòng|được
        bẻ|phá|cạy|cắt|đục *1 khóa|khoá
        =bẻ khóa|khoá|ổ
        trộm *6 vây|bắt|đuổi|rượt|chạy
        có trộm
        có|bị trộm *3 trong|vào|vô|đang|ở|đột_nhập|leo|trèo|kìa|ngoài|dưới
        trộm trộm|đang|kìa|vào_nhà|vô_nhà|vào|vô|leo|trèo|đột_nhập|bẻ_khóa|phá
        =trộm *1 cạy
        đang *3 ăn_trộm|trộm|cạy_cửa|cạy|phá_khóa|phá_khoá|bẻ_khóa|bẻ_khoá|cắt_khóa|phá_cửa|đột_nhập|lục_đồ|lục_lọi|
            cậy_cửa|dắt_xe|trộm_xe|leo_tường|phá_két|khoét|tháo|đục
        đột_nhập
        cạy|cậy|phá|bẻ|cắt|đục|nạy|đạp|phá_tung *1 cửa|khóa|khoá|cổng|két|ổ_khóa|ổ_khoá|cửa_cuốn|cửa_sổ|xe *4 nhà|
            đang|tôi|em|xe|tiệm|vào|vô|đòi|kìa|tầng|phòng|máy|shop|quán|hàng
        leo|trèo|nhảy *2 tường|rào|ban_công|cổng|cửa_sổ|mái|hàng_rào *4 vào|vô|nhà|tầng|sân|sang|trộm
        người_lạ|kẻ_lạ|ai_đó|kẻ_gian|kẻ_trộm|ăn_trộm|tên_trộm|thằng_trộm|đạo_chích *5 trong|vào|vô|đang|trèo|leo|cạy|
            phá|ngoài_cửa|đột_nhập|lẻn
        có|thấy|nghe *2 người|ai|bóng_người|ng|ai_đó *3 vào|vô|trong|lục|đi *1 nhà|bếp|kho|phòng|sân|trên_mái|
            trên_nóc *6 em|tôi|sợ|một_mình|giờ|lúc|lạ|khuya|không_quen|con
        =có người *3 vào|vô *1 nhà
        bóng_người|bóng_đen|người_lạ *3 trong|ngoài|trên|dưới|sau *1 kho|nhà|sân|mái|vườn|cửa|bếp|phòng|cổng
        tiếng_động|tiếng_bước_chân|tiếng_lục|tiếng_cạy *4 bếp|nhà|dưới|lầu|mái|sân|kho|cửa|lạ
        gỡ|dỡ|tháo|cắt|khoét|đục *1 tôn|ngói|mái|song_sắt|lưới|tường *8
        trên *1 mái *4 người|đi|chạy|tiếng
        bẻ|phá|cạy|cắt *2 khóa|khoá *2 con|chiếc|xe|cửa|nhà|tiệm|cổng|tủ
        lui_cui|lúi_húi|lảng_vảng *3 bẻ|phá|cạy|trước|xe|khóa
        lẻn *1 vào|vô
        bắt_được|bắt_quả_tang|tóm_được|vây_bắt *4 trộm|ăn_trộm|cướp|tên_trộm|kẻ_trộm|móc_túi|giật
        trốn *3 phòng|tủ|gác|nhà_vệ_sinh|toilet|gầm_giường|nhà_tắm|wc|góc|sau
        tiếng *1 cạy|phá|bước_chân|đập_cửa|đục|lục|cậy *3 cửa|nhà|tường|dưới|khóa|đồ
    """),
    (("break_in", 2), """
        ăn_trộm|kẻ_trộm|kẻ_gian|tên_trộm
        cạy_cửa|phá_cửa|phá_khóa|phá_khoá|bẻ_khóa|đập_cửa
        người_lạ *5 nhà|cửa|rình
        rình_rập|bám_theo|theo_dõi_em|đi_theo_em
    """),
    (("kidnap", 4), """
        ~bắt *1 con_tôi|con_em|con|cháu|bé|em_tôi|em_em|vợ_tôi *1 đi|lên|mất|rồi
        bị *6 bắt_đi|bắt_lên|bắt_về|bắt_ép|bắt_cóc|giữ_lại|bắt_nhốt|giam_giữ *6 đánh|không|đòi|xe|nhà|về|ra|tiền|phòng
        =bị *6 bắt *1 đi|lên|nhốt|giữ
        bắt_cóc|bị_bắt_cóc
        bị *4 bắt_giữ|bắt_giam|giam_giữ|nhốt|giam|trói|bắt_trói|giam_lỏng|nhốt_lại
        bắt|giữ|nhốt|giam *4 tiền_chuộc|đòi_chuộc|chuộc
        tiền_chuộc|đòi_tiền_chuộc
        =lôi|kéo|ép|đẩy|tống|khiêng|bắt *6 vào|vô|lên *1 xe|ô_tô|xe_hơi|cốp|nhà_nghỉ|khách_sạn|hẻm|bụi|nhà_hoang
        ~lôi|kéo|ép|bắt|tống *6 vào|vô|lên *1 xe|ô_tô|cốp|nhà_nghỉ|khách_sạn|hẻm|nhà_hoang
        cướp|giành|ẵm|bế|bắt *1 con|con_tôi|con_em|cháu|bé *4 mang_đi|đi|chạy|mất|lên
        lôi|kéo|ép|bắt|đẩy|tống|ẵm|bế|khống_chế|xô *5 lên *1 xe|ô_tô|oto|taxi|xe_bảy_chỗ|xe_7_chỗ|xe_hơi|xe_van
        không|ko|hông *1 cho *1 tôi|em|con|chúng_tôi|cháu|người|tui|mình|bọn_em *1 đi|về|ra|thoát|gọi
        không_cho *1 về|ra|ra_ngoài|ra_khỏi|đi_đâu|thoát
        giam_giữ|nhốt_người|bắt_giữ_người|bắt_người
        =trói
        bị_trói|trói_tay|trói_chân|trói_lại|bịt_miệng|bịt_mắt
        kêu_cứu|la_cứu|kêu_la|gào_thét|thét_lên|la_thất_thanh|kêu_thất_thanh
        buôn_người|bán_sang|lừa_bán|bị_bán *4 giam|cứu|đánh|nhốt|campuchia|trung_quốc|không
        chích_điện|tra_tấn
    """),
)  # fmt: skip
