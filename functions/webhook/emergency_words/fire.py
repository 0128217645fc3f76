"""Fire, explosions, gas, and what falls on people."""

from __future__ import annotations

__all__ = ["FIRE"]

FIRE: tuple[tuple[tuple[str, int], str], ...] = (
    (("fire", 4), """
        !quán|tiệm|nhà_hàng|bếp|quán_ăn *1 cháy rồi|to|lớn|kìa|dữ|lan
        chập_điện|chập_cháy *4 cháy|gây_cháy|khói|lửa
        ~đòi|dọa|định|muốn|sắp|đang *1 đốt nhà|xe|quán
        !nó *1 đòi|dọa|định *1 đốt
        ~phát_hỏa|phát_hoả
        ~cháy tủ_điện|tủ_lạnh|trụ_điện|cột_điện|dây_điện|máy_lạnh|ổ_điện|bếp|rèm|nệm
        ~bị cháy
        !xin|cần|gọi|báo|kêu *2 chữa_cháy|cứu_hỏa|cứu_hoả *2 tới|đến|xuống|gấp|ngay|với|giúp|giùm
        !có|vừa|xảy_ra|vụ *1 cháy_nổ *1 ở|tại|lớn|rồi|gần
        phóng|xẹt|tóe|phun|phụt|chớp lửa|tia_lửa
        dây_điện|cột_điện|trụ_điện|dây_cáp *4 lửa|tóe|xẹt|đứt|cháy|khói|nổ
        châm_lửa|nổi_lửa|mồi_lửa *4 đốt|nhà|xe|bãi|kho|phòng|quán
        cháy|lửa *4 thiêu_rụi|lan_rộng|vượt_tầm|không_dập|mất_kiểm_soát
        mùi_khét|khét *6 khói|lửa|phòng|nhà
        khói *4 chui|len|lùa|luồn|xộc
        =cháy ở|tại|trong|trên|ngay|gần|trước|sau|dưới|số|tầng|lầu|hẻm|ngõ|đường|khu
        ~cháy ở|tại số|đường|chung_cư|nhà|khu|chợ|tầng|lầu|phòng|quán|ngõ|hẻm|đây|chỗ
        !gọi|kêu|báo *1 cứu_hỏa|cứu_hoả|xe_cứu_hỏa|xe_chữa_cháy *1 giúp|giùm|dùm|gấp|với|hộ|lẹ|ngay
        ~lửa lớn|cao|dữ
        !cháy xe *3 lửa|khói|nổ|lớn|rụi|trụi
        có đám_cháy|cháy
        ~lửa lớn|cao|dữ|lan *1 quá|lắm|rồi|sang|qua
        ~khói đen|mù|mù_mịt|bốc|nghi_ngút|nghẹt|mịt_mù
        ~khói *8 bốc_lên|mù_mịt|nghi_ngút
        ~đốt nhà *1 người|tôi|em|nó|vợ|mẹ|dân
        !bốc_hỏa|bốc_hoả|lên_lửa|đỏ_lửa|lửa_lên|lửa_ngọn|ngập_lửa
        =lửa *4 phòng|nhà|xe|trong|kho|cửa|trần|mái|bếp|lầu
        đỏ_rực *6 nóng|cháy|lửa|nhà|khói|trời|vách|tường
        đốt|châm_lửa *6 cầu_thang|chung_cư|hành_lang|trong_nhà|trong_phòng|cửa_nhà|bình_gas|trạm
        cháy *1 {thing} *4 chết|lan|trong|ngoài|giữa|trên|ở|lửa|khói|người
        !{building}|{thing} *1 đang cháy|bốc_cháy
        khói *3 nghẹt|ngộp|ngạt|khét|hành_lang|kín
        bốc_cháy|phát_hỏa|phát_hoả|phực_cháy|bùng_cháy|cháy_bùng|cháy_phừng|cháy_phừng_phừng|bắt_lửa|bén_lửa
        !cháy ngùn_ngụt|rừng_rực|phừng_phừng|lan_sang|lan_qua
        cháy ngùn_ngụt|dữ_dội|rừng_rực|phừng_phừng|lan|lớn|to|dữ|khủng|khủng_khiếp|rụi|bùng|nhà|nhà_dân
        cháy lan|lan_sang|lan_qua|lan_ra|bén_sang
        cháy {building}
        ~cháy {building}
        {building} *2 bị_cháy|bốc_cháy|đang_cháy|cháy_lớn|cháy_to|cháy_rồi
        {thing} *2 bị_cháy|bốc_cháy|cháy_lớn|cháy_to
        =cháy {thing}
        ={thing} *1 cháy
        =đang cháy
        =cháy rồi
        cháy cháy
        !lửa *2 cháy
        lửa *2 bùng|bốc|lan|bén|ngùn_ngụt|phừng_phừng|cao|lớn_quá|to_quá|dữ_quá|rất_lớn
        ngọn_lửa|biển_lửa|cột_lửa
        =bà_hỏa|bà_hoả
        khói *2 đen|mù|mù_mịt|nghi_ngút|mịt_mù|ngạt|đầy_nhà|kín|kín_mít|quá_trời|ngộp|cuồn_cuộn|dày_đặc
        khói *2 bốc|tỏa|xộc|vô|vào|tràn|xuống
        bốc_khói|ngạt_khói|ngộp_khói
        chập_điện|chập_cháy|chạm_điện *3 cháy|khói|lửa|tóe|nổ
        tóe_lửa|toé_lửa|phụt_lửa|xẹt_lửa|phựt_lửa
        đổ|tẩm|tạt|tưới|ôm|rưới xăng|bình_xăng *4 đốt|thiêu|châm|dọa|doạ|đòi|cháy|nhà
        đòi|định|dọa|doạ|đang *1 đốt|thiêu *1 nhà|xe|quán|tiệm|vợ|kho
        đốt|châm_lửa|phóng_hỏa *1 nhà|nhà_tôi|nhà_em|xe|quán *3 rồi|đang|lửa
        phóng_hỏa|phóng_hoả
    """),
    (("fire", 3), """
        báo_cháy
        =đốt *3 {building}|{thing}
        =cháy
        hỏa_hoạn|hoả_hoạn
        đám_cháy|vụ_cháy
        có cháy
        bị cháy
        ~cháy rồi|quá|kìa|dữ|trong|ngoài|bên|đầu|số|gần|chỗ|tùm_lum
        đang cháy nè|kìa|rồi|ở|trong|to|lớn|ngoài|bên
        !kêu|gọi|báo|cần *1 cứu_hỏa|cứu_hoả|chữa_cháy|xe_chữa_cháy|xe_cứu_hỏa|pccc|cảnh_sát_chữa_cháy *3 gấp|giùm|dùm|
            giúp|với|ngay|đi|lẹ|nhanh
        !cứu_hỏa|pccc|xe_cứu_hỏa *2 xuống|tới|đến|qua|chưa_tới|chưa_đến *1 gấp|ngay|lẹ|nhanh|với|giúp
        dập *2 không|mãi|chưa|hổng *2 tắt|nổi|được
        mùi_khét|khét_lẹt|khét_quá
    """),
    (("fire", 2), """
        !cháy xe_khách|xe_tải|xe_bồn|xe_buýt|ô_tô|xe_hơi
        ~cháy
        ~đang cháy
        chập_điện|chập_cháy
        đốt *1 nhà|nhà_tôi|nhà_em|xe|xe_máy|quán
        !cứu_hỏa|cứu_hoả
        cháy_nổ
        =khói
        =lửa
        ~khói nhiều|dữ|quá
    """),
    (("explosion", 4), """
        ~nổ lớn|to|tung *1 ở|tại|rồi|quá|lắm|trong|bên
        phát_nổ|nổ_tung|nổ_banh|nổ_tan_tành
        nổ *4 cụt|dập|bị_thương|bay|sập|chết|văng|bỏng|cháy
        nổ *1 bình_gas|bình_ga|gas|bình_hơi|nồi_hơi|lò_hơi|lớn|rất_lớn|to|kho|tung|mìn|bom|lựu_đạn|trạm_biến_áp|
            bình_ắc_quy|pin
        bình_gas|bình_ga|lò_hơi|trạm_biến_áp *3 nổ|phát_nổ
        tiếng_nổ *1 lớn|rất_lớn|to|kinh_hoàng|cực_lớn|như_bom
        phát_nổ|vụ_nổ
        ném|quăng|liệng|thảy|cài|đặt|gài|phát_hiện|thấy|tìm_thấy|đào_trúng|đào_được|moi_lên *4 bom|mìn|lựu_đạn|
            chất_nổ|thuốc_nổ|quả_đạn|đầu_đạn|bom_xăng
        giống|nghi *3 bom|mìn|lựu_đạn
        quả|trái bom|mìn|lựu_đạn|đạn_pháo
    """),
    (("explosion", 2), """
        tiếng_nổ|nổ_lớn|nổ_tung
    """),
    (("gas", 4), """
        gas|ga|khí phun|xịt|xì_xì|phun_ra|thoát_ra
        van *2 hở|hỏng|hư|gãy *4 gas|khí|xì|ga
        gas|bình_gas *6 không *4 tắt|khóa|khoá
        rò|rò_rỉ|xì|hở *2 gas|ga|khí_gas|bình_ga|khí|amoniac|hóa_chất|khí_độc|khí_ga
        gas|bình_gas|bình_ga|van_gas *3 rò_rỉ|xì|rò|hở|nồng_nặc
        mùi *1 gas|ga|khí_ga|khí_gas|hóa_chất *5 nặng|nồng_nặc|quá|rất|dữ|đậm|không_dám|khắp|sợ|từ
        ngạt_khí|ngộ_độc_khí|khí_độc
    """),
    (("gas", 2), """
        mùi *1 gas|ga|khí_gas
    """),
    (("collapse", 4), """
        ~kẹt *1 trong? *1 thang_máy
        ~bị kẹt *1 trong|dưới|ở|trên
        ~tường|cây|cột|nhà|cột_điện|cổng|mái *1 đổ *1 đè|lên|xuống|vào|trúng *1 người|hai|đứa|bé|xe|nhà|đầu
        =đổ|ngã|rơi|rớt|sập *4 đè|trúng
        ~thang_máy *2 kẹt|rơi|rớt|đứng *1 có|người|bên|không|trong|ở|rồi|em|tôi|4|3|2
        ~kẹt *2 trong *1 thang_máy|đám_cháy
        ~cây|cột|cột_điện|cần_cẩu|tường *1 đổ *2 trúng|đè|lên|vào *2 người|nhà|xe|mái
        ~bị đè *2 dưới|bên_dưới|trúng
        ~sập nhà|tường|trần|mái|giàn_giáo|cầu|công_trình|hầm
        sụp|sụp_xuống|đổ_sụp|sụp_đổ *6 người|thợ|nhà|xe|xuống|hố|đường|dưới
        hố|hầm|giếng|đường *4 sụp|sập
        đổ|đổ_ập|ngã|rơi|rớt *1 lên|trúng|vào|vô|xuống *1 nhà|mái|người|xe|đầu|đường|dân
        thợ|người|công_nhân|nạn_nhân|bé|cháu|em|tôi|mẹ|bà *2 còn *3 dưới|trong *1 đó|hố|hầm|nhà|đống|bếp|phòng|xe|kia|
            ấy
        mái_tôn|mái_nhà|tôn *2 bay|tốc|sập *4 người|trúng|đầu|xe
        sập *1 nhà|giàn_giáo|tường|trần|mái|cầu|hầm|công_trình|lan_can|ban_công|sàn|giếng|mỏ|khung|cổng
        nhà|tường|công_trình|giàn_giáo|trần|mái *3 sập|đổ_sập|bị_sập|đổ_xuống
        bị *1 vùi|đè|chôn_vùi|vùi_lấp|chôn
        đè *2 trúng|chết|người|lên
        vùi *1 người|nhà|hai|lấp
        sạt_lở|lở_đất|lở_núi|lũ_quét|sụt_lún|hố_tử_thần *8 người|nhà|vùi|kẹt|xe|cứu|trong
        cây|cột_điện|trụ_điện|bảng_hiệu|biển_quảng_cáo|cần_cẩu|tôn *3 đổ|ngã|rơi|rớt|đè *4 người|trúng|xe|đè|vào|vô
        thang_máy *6 kẹt|rơi|rớt|đứng|dừng *4 người|trong|thở|em|tôi|cháu|bé
        kẹt|mắc_kẹt *4 thang_máy|thang_cuốn|đống_đổ_nát|bên_trong|trong_nhà|trong_phòng|trên_gác|trên_tầng|sân_thượng|
            trong_hầm
        dây_điện|dây_cáp|đường_điện *3 đứt|rớt|rơi|rơi_xuống
        không *1 xuống|thoát|ra *1 được
        không_thoát_ra|không_ra_được|không_xuống_được
    """),
    (("collapse", 2), """
        mắc_kẹt|bị_kẹt
        sập|sạt_lở
    """),
)  # fmt: skip
