"""Children in danger."""

from __future__ import annotations

__all__ = ["CHILDREN"]

CHILDREN: tuple[tuple[tuple[str, int], str], ...] = (
    (("child", 4), """
        ~!bé|cháu|em_bé|con|trẻ|người|anh|ông|bà|chị|thợ *1 té|ngã|rơi|rớt *1 từ *2 tầng|lầu|cao|mái|ban_công|cây|gác|
            giàn_giáo
        ~bé|cháu|em_bé|con|trẻ té|ngã|rơi|rớt *1 từ|xuống|lầu|tầng|ban_công|cầu_thang
        ~lạc *1 mất *1 con|bé|cháu|em|mẹ
        dội|tạt|hắt|đổ|giội nước_sôi
        {small} *8 đi_học|tan_học|đi_chơi *3 chưa|không|chẳng *1 về|thấy|liên_lạc
        người_lạ|lạ_mặt|kẻ_lạ|ông_lạ|bà_lạ *8 dắt|dẫn|bế|bồng|chở|kéo|dụ *2 {small}
        ~người_lạ|kẻ_lạ|lạ_mặt *6 dắt|dẫn|bế|bồng *2 bé|cháu|trẻ|con|bé_gái
        {small} *4 đứng|ngồi|đang *2 khóc
        ~bé|cháu|em_bé|trẻ|bé_trai|bé_gái *8 khóc *2 giữa|ngoài|một_mình|trên|ở
        chó *4 cắn|tấn_công|rượt|vồ *4 {small}|người|cụ|bà
        {small} *6 chó *3 cắn|tấn_công|rượt|vồ
        {small} *8 khản_cổ|khóc_thét|khóc_ngất|gào_khóc|khóc_lóc
        nhốt *2 {small}
        {small} *4 phơi_nắng|giữa_nắng|ngoài_nắng|trưa_nắng
        ~bé|bé_gái|bé_trai|cháu|cháu_bé|con *3 bị *4 dẫn_đi|dắt_đi|bắt_đi|chở_đi|bế_đi|bắt_mất|dẫn
        ~bé|cháu|cháu_bé|em_bé|con *1 té|rơi|rớt|ngã|lọt *1 xuống|giếng|lầu|hồ|sông|cống|hố|ban_công
        ~bỏ *2 em_bé|bé|trẻ|con *6 cổng_chùa|bãi_rác|thùng_rác|trước_cổng|trước_cửa|ngoài_đường
        ~dụ *2 bé_gái|bé_trai|trẻ_em|con_bé *4 vào|lên|đi|vô
        ~còn *2 ở *1 trường *6 chưa_đón|chưa_ai_đón
        {small} *6 đi_lạc|bị_lạc|lạc_mất|mất_tích|bị_bắt_cóc|bị_bỏ_rơi|bị_nhốt|bị_kẹt|mắc_kẹt|bị_khóa|bị_khoá|
            bị_xâm_hại|bị_bạo_hành|bị_đánh|lạc_đường
        lạc|thất_lạc *1 {small}
        lạc *2 mẹ|ba_mẹ|bố_mẹ|gia_đình *3 chợ|khóc|siêu_thị|công_viên|ở
        {small} *4 lạc *1 ở|trong|ngoài|chợ|mẹ|rồi
        {small} *4 bị *3 {beat}|đánh_đập|bạo_hành
        mất|không_thấy|tìm_không_thấy|chưa_tìm_thấy|tìm_không_ra *1 {small} *4 rồi|đâu|giờ|từ|trong|ở|nãy
        {small} *8 không_thấy|chẳng_thấy|hổng_thấy|đâu_mất|biến_mất|mất_hút *1 đâu|về|cháu|bé|rồi
        {small} *6 tím|tím_tái|lả|lả_đi|ngạt|ngạt_thở|hóc|co_giật|ngất|bất_tỉnh|sùi_bọt|không_thở|khó_thở
        bỏ_rơi|bị_bỏ|bỏ|vứt|bỏ_lại *2 {small} *5 chùa|cổng|bãi|rác|đường|ngoài|một_mình|khóc|nhà|xe|trước|bụi
        bỏ_quên|quên|nhốt|khóa|khoá *2 {small} *4 xe|nhà|phòng|ô_tô|một_mình|trong|trên
        {small} *4 bỏ_rơi|bỏ_quên|bị_bỏ|bị_nhốt|nhốt|bị_khóa|bị_khoá *4 trong|ngoài|xe|bãi_rác|một_mình|đường
        {small} *6 lan_can|ban_công|cửa_sổ|mép_hồ|bờ_hồ|bờ_sông|mái_nhà|đường_ray *6 một_mình|leo|không|chới_với|sắp|
            tầng|lầu
        {small} *4 leo|trèo|đứng|ngồi *4 lan_can|ban_công|cửa_sổ|mái
        {small} *6 té|ngã|rơi|rớt *2 lầu|tầng|giếng|hồ|sông|cầu_thang|xuống|ban_công|ao|mương|cống|kênh|hố
        {small} *4 kẹt *3 trong|vào|tay|đầu|cửa|thang|song|không
        {small} *3 chui|thò|đút *4 kẹt
        {small} *12 không_ai|chưa_ai|chưa_có_ai|chưa_thấy_ai|chưa *2 đón
        {small} *3 khóc *10 không|chẳng|ko *1 biết *1 nhà|đường|bố_mẹ|cha_mẹ|địa_chỉ
        {small} *3 khóc *4 vòng_xoay|ngã_tư|giữa_đường|ngoài_đường|chợ|cổng|lề_đường
        để|đặt|thấy|phát_hiện|nhặt|có|bỏ *8 sơ_sinh *6 cổng|trước|rác|thùng|chùa|giỏ|lề|bụi|trạm|bọc|đường|khóc|bịch|
            kiến
        sơ_sinh *3 bị *1 bỏ|vứt|bỏ_rơi
        dìm|nhúng|nhấn|ấn|ngâm *3 đầu|{small}|xuống *5 nước|xô|lu|bồn|hồ|chậu|thau
        {small} *6 đường_ray|đường_tàu|đường_sắt|cao_tốc|quốc_lộ|hố_ga
        lọt|sa|thụt|té|rơi|sụp *2 hố|hố_ga|cống|giếng|mương|ống
        bắt|ép|cưỡng *4 làm_chuyện|quan_hệ|ngủ_với|chuyện_đó|cởi
        bảo_mẫu|cô_giáo|mẹ_kế|dượng|bố_dượng|cha_dượng|người_giúp_việc|cô_trông_trẻ|mẹ_ghẻ|bố|mẹ|ba *4 {beat}|
            đánh_đập|bạo_hành|hành_hạ|bịt_miệng|dốc_ngược *3 {small}
        bạo_hành|hành_hạ|đánh_đập|ngược_đãi|tra_tấn|xâm_hại|dâm_ô *2 {small}
        người_lạ|lạ_mặt|kẻ_lạ *6 dụ|dẫn|dắt|bế|kéo|chở|bắt *3 {small}|đi
        dụ|dụ_dỗ|rủ|dẫn|bế|bồng|kéo|lôi|dắt|bắt *2 {small} *5 lên_xe|vào_nhà|vô_nhà|đi_mất|khách_sạn|nhà_trọ|đi_đâu|
            vô_hẻm|bỏ_chạy|vào_hẻm|nhà_nghỉ|chở_đi
        {small} *6 bị *3 dẫn|dắt|chở|bế|kéo|lôi|bắt|dụ *2 đi|mất|lên_xe
        {small} *8 một_mình *6 đường|hồ|sông|khóc|khuya|cao_tốc|quốc_lộ|nhà|ban_công
        {small} *4 khóc *3 thét|cả_ngày|từ|một_mình|to|ngằn_ngặt|gào
    """),
    (("child", 2), """
        =trẻ|trẻ_em|bé|em_bé|cháu_bé|con_tôi|con_em|đứa_bé|đứa_trẻ|đứa_nhỏ|bé_gái|bé_trai|sơ_sinh *8 khóc|nhốt|bỏ|té|
            ngã|rơi|kẹt|máu|ngất|lạc|đánh|đập|tím|thương|nguy|cứu|bắt|lôi|hành_hạ
        ~trẻ|trẻ_em|bé|em_bé|cháu_bé|con_tôi|con_em|đứa_bé|đứa_trẻ|bé_gái|bé_trai *6 khóc|nhốt|ngất|đánh|nguy_kịch|
            cứu|hành_hạ|bắt_cóc|mất_tích|chảy_máu
        đi_lạc|bị_lạc|mất_tích|bỏ_rơi
        {small} *3 một_mình
        {small} *5 bỏ_nhà *1 đi
        {small} *8 chưa_về|chưa_thấy_về|không_về
    """),
)  # fmt: skip
