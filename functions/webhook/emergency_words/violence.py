"""People who hurt people."""

from __future__ import annotations

__all__ = ["VIOLENCE"]

VIOLENCE: tuple[tuple[tuple[str, int], str], ...] = (
    (("sexual", 2), """
        rình|nhìn_lén|quay_lén *4 tắm|thay_đồ|phòng
        biến_thái|thủ_dâm|dâm|dâm_đãng|gạ_gẫm
    """),
    (("fight", 4), """
        ~đấm|đánh|đập|đạp|đá vào|vô *1 mặt|đầu|bụng|người|ngực|mồm
        án_mạng|mạng_người|sát_hại
        bị *2 giết|sát_hại
        ~cầm|vác|lấy gậy|cây|ghế|búa|gạch|chai *1 đập|đánh|phang|ném
        ~bị đâm *1 rồi|ở|vào|trúng|chết|máu|ngay|trước|gần|lúc?
        bị *3 tấn_công|uy_hiếp|truy_đuổi|rượt_đuổi|vây_bắt|đánh_hội_đồng
        túm_tóc|nắm_tóc|giật_tóc|lột_áo *4 đánh|lôi|kéo|đập|đá
        đánh *2 hội_đồng|{small}|người|nhân_viên|bảo_vệ|phụ_nữ|cụ *6 bằng|máu|dã_man|khóc|gục|la|ngoài|trong|trước|ở
        bạo_loạn|loạn_đả|hỗn_loạn|đập_nhau|đấm_nhau|giằng_co|giành_giật
        có|đang *1 đánh_nhau|đánh_lộn
        ~quây|vây *2 lại *1 đạp|đánh|đập
        ~đạp|đập|đánh *2 dưới_đất|tủ_kính|cửa_kính|phá
        đang *2 {beat} *2 nhau|lộn|hội_đồng|người|em|tôi|con|cháu|bạn|chồng|vợ|mẹ|anh|chị
        {beat} nhau *5 xuống|đến|tới|kìa|to|lớn|ra_ngay|qua|máu|đổ_máu|chết|dữ|dữ_dội|loạn|ầm_ầm|túi_bụi|quá
        =đang *3 {attack} *3 {human}
        ~đang *3 đánh|đập|chém|đâm|đạp|đấm|rượt|phang|bóp_cổ|tấn_công *2 {human}
        bị *5 đánh|chém|đâm|đạp|phang|tấn_công|hành_hung *3 {human} *8 đang|máu|cứu|giúp|ngất|dưới_đất|bầm|không|chưa
        =bị *6 {attack} *6 dưới_đất|máu|xuống_đất|đường|ngất|gục|túi_bụi|liên_tục|dã_man|không_dậy|khóc
        {attack} *2 vào|vô|trúng *1 đầu|mặt|bụng|ngực|người|lưng|cổ|tường|chân|tay|mồm|mắt
        {attack} *4 liên_tục|dã_man|túi_bụi|không_ngừng|tàn_nhẫn|tới_tấp|điên_cuồng|xối_xả|nhừ_tử|
            thừa_sống_thiếu_chết|tơi_bời|bờm_đầu|sưng_mặt
        cầm|vác|lấy|dùng|vớ|xách *4 ghế|gậy|chai|ly|nón|mũ|gạch|đá|cuốc|xẻng|cây|thắt_lưng|dây_nịt|ống|dù|điếu_cày|
            cốc *3 {attack}|phang|đập|ném|nhau|dí
        hẹn *4 giải_quyết|đánh|chém|xử|solo
        =thủ|mang|cầm *2 đồ|hàng|hung_khí|đồ_nghề *3 trong_người|theo|sẵn|tìm
        quây|vây|bu|xúm|xông *3 lại|vào|vô *2 {attack}
        gạch|chai|lọ|đá|ghế|ly *3 bay *1 vèo_vèo|tứ_tung|loạn_xạ|qua|tùm_lum
        hỗn_chiến|ẩu_đả|huyết_chiến|loạn_đả|thanh_toán_nhau|giao_chiến|choảng_nhau|chém_nhau|đâm_nhau|chém_lộn|
            đâm_chém|bắn_nhau|chọi_nhau
        đánh|oánh|uýnh|quýnh|quánh|đập|uánh lộn|lộn_nhau
        rượt|đuổi|dí|rượt_đuổi|vác|cầm *4 chém|đánh|đâm|đập
        truy_sát|chém_giết|chém_chết|đâm_chết|đánh_chết
        bị *1 {beat} *3 gục|ngất|chảy_máu|bể_đầu|vỡ_đầu|gãy|bất_tỉnh|tới_tấp|túi_bụi|hội_đồng|dã_man|bầm|bầm_dập|máu|
            ngã|xỉu|te_tua
        {beat} *2 hội_đồng|tới_tấp|túi_bụi|dã_man|chảy_máu|bất_tỉnh|ngất|gục|chết
        đánh *3 gãy|bể_đầu|vỡ_đầu|máu|chảy_máu
        bị *2 chém|đâm
        chém|đâm *1 người|trúng|vào_bụng|vào_ngực|chết|loạn_xạ|vô_bụng|vào_người|lung_tung
        chặn|bao_vây|vây|đón_đường *2 đánh|chém
        đổ_máu
        gậy_gộc|gạch_đá *2 ném|đánh|đập|đuổi
    """),
    (("fight", 3), """
        túm_tóc|tấn_công|vây_đánh|đánh_ghen|thanh_toán|truy_sát|chặn_đánh|đòi_đánh|dọa_đánh|doạ_đánh|định_đánh|
            muốn_đánh|sắp_đánh|lao_vào
        xã_hội_đen|giang_hồ|côn_đồ|dân_anh_chị|bọn_đòi_nợ *6 bắt|đánh|đuổi|vây|kéo_đến|kéo_tới|tới|đến|chặn|đập|phá|
            đe|uy_hiếp
        {beat} nhau
        =đánh_nhau
        đánh_hội_đồng|đánh_đập|hành_hung|xô_xát|gây_lộn|gây_gổ|lao_vào_đánh|xông_vào_đánh|nhào_vô_đánh
        ném|chọi|liệng|phang gạch|đá|chai|ly|ghế
        đập_phá|phá_nhà
        kéo *4 đến|tới|qua *4 đánh|phá|chém|đập|quậy|đòi_nợ
        dàn_trận|chuẩn_bị_đánh|sắp_đánh|hẹn_nhau_đánh|chuẩn_bị_chém
    """),
    (("fight", 2), """
        bị *6 đánh|chém|đâm|đập|đạp|đấm|tát|đá|tấn_công|cắn|rượt|đuổi|vây|chặn|trói|siết|bóp
        =đánh|đập|đạp|đấm|tát|đá|chém|đâm|rượt *4 {human}
        ~đánh *1 {human}
        bị *2 đánh|đập|đấm
        {they} *2 đánh *1 {kin}
        đánh *1 người|bạn_em|bạn_tôi|bảo_vệ|khách|học_sinh|nhân_viên|shipper|tài_xế
        =đâm|chém|đấm
        nghe *3 la_hét|tiếng_la|kêu_la|gào|thét
        gây_sự|quậy_phá|đập_đồ|đập_cửa|ẩu_đả
        đám_đông *2 vây|bao_vây
    """),
    (("fight", 1), """
        cãi_nhau|chửi_nhau|cãi_lộn|chửi_bới
    """),
    (("weapon", 4), """
        ~bị bắn chết|trúng|rồi|ở
        !dí dao *2 lấy|cướp|vào|vô|đòi|bắt|cổ|em|tôi|người
        giắt|giấu|thủ|cất *3 dao|súng|mã_tấu *3 người|áo|lưng|đòi|tìm|dọa
        !cầm|xách|vác|rút|lăm_lăm|vung dao|kiếm|mã_tấu|súng
        ~mang|cầm|vác|xách kiếm|búa|rìu|súng|dao *3 vào|vô|đi|tìm|đuổi|chém|đứng|trước
        {hold} *2 {blade} *6 chém|đâm|dọa|doạ|đòi|giết|đuổi|rượt|đứng|đi|chạy|xông|xin|cướp|la|hét|quậy|tìm|lòng_vòng|
            trước|ngoài|trong|vào|vô|đến|tới|tự|ở|nhau|gần|đánh|ngồi|chặn|đập|phá|qua
        {they}|có_người|người|đối_tượng|ông|thanh_niên|kẻ|chồng|ck|say|ngáo|ngáo_đá|một_người|đàn_ông|khách|anh_ta|
            hắn_ta *4 {hold} *2 {blade}
        {hold} *2 {gun}
        kề|kê|dí|gí|chĩa *1 {blade}|{gun}
        khẩu_súng|cây_súng|giắt_súng|có_súng|mang_súng|khẩu_k59|khẩu_k54|súng_tự_chế
        rút|quơ|giơ|vung|lăm_lăm|lấy *3 dao|mã_tấu|kiếm|kéo|búa|rìu|súng *6 ra|dọa|đòi|chém|rạch|đâm|hù
        kề|dí dao|súng
        tiếng_súng|nổ_súng|phát_súng|bắn_súng|xả_súng|bắn_người|bắn_nhau|bắn_chết|súng_nổ|bắn_loạn
        nghe *4 tiếng_súng|phát_súng|súng_nổ|tiếng_đạn
        =bị_bắn
        ~bị bắn chết|trúng|vào|rồi|bị_thương
        trúng_đạn
        mang|xách|cầm kiếm|mã_tấu|dao_phay|rìu|phóng_lợn|súng
        có|còn *1 súng|hung_khí *2 trong|rồi|hết|nữa|trên
        dọa|doạ|đòi|hăm|hăm_dọa|đe_dọa|định|hù *3 giết|chém|đâm|bắn|cắt_cổ|thiêu
        giết *1 cả_nhà|tôi|em|vợ|người|mẹ|con|tao|chết|tui|chồng|mình|cháu
        tạt_axit|tạt_a_xít|axit
        ngáo_đá|ngáo|lên_cơn|tâm_thần *5 cầm|đập|chém|đòi|phá|đánh|la|leo|quậy|rượt|chạy
    """),
    (("weapon", 3), """
        mang|cầm|vác *1 {blade}
        =thủ|giấu|giắt *1 {blade}
        {hold} *1 {blade}
        rượt|dí *4 {blade}
        khống_chế|con_tin
        ngáo_đá
        kích_động|phát_điên|điên_loạn|nổi_điên|nổi_cơn
        đòi_chém|đòi_đâm
    """),
    (("weapon", 2), """
        =súng
        mã_tấu|hung_khí|phóng_lợn|dao_phóng_lợn
        =dao
        ngáo|lên_cơn
        dọa|doạ|đe_dọa|đe_doạ|hăm_dọa *2 {us}
    """),
    (("domestic", 4), """
        chồng|vợ|bố|ba|cha|con_trai|con|anh|ông|dượng|mẹ|ck|thằng_con|ông_ấy|anh_ấy|lão|ông_xã|bố_dượng|cha_dượng|nó|
            hắn|bồ|bạn_trai|người_yêu|thằng_chồng|chồng_cũ *4 {beat}|đánh_đập|bóp_cổ|đập_đầu|bạo_hành|hành_hạ|xiết_cổ|
            siết_cổ *2 {kin}
        {beat} *1 vợ|chồng|vợ_con|mẹ|bố|cha|mẹ_già|con|em|cháu|tôi *6 kêu|la|khóc|máu|ngất|cầm|chạy|dã_man|tím|bầm|
            nữa|rồi|nãy_giờ|nhà_bên
        =lôi|kéo|túm|nắm|dìm|đạp|vật|quật|nhấn *2 {kin} *4 ra|xuống|vào|vô|đá|đập|đánh|sân|đường|phòng|lu|nước|tóc|đầu
        dìm|nhấn *2 đầu|mặt *4 nước|lu|xô|bồn|hồ|vợ
        bầm_tím|thâm_tím|bầm_dập|tím_bầm *8 đang|nhốt|đánh|chồng|khóc|không|sợ|cứu|con
        nhốt|giam *2 trên|trong|ở|dưới *1 lầu|phòng|nhà|hầm|gác|kho|chuồng|tủ|trọ
        bóp|siết|xiết *1 cổ
        bạo_lực_gia_đình|bạo_hành *8 đang|ngất|máu|cứu|khóc|la|nặng|giúp|ngay|hàng_xóm
        nhốt|khóa|khoá *4 vợ|vợ_con|em|tôi|mẹ *2 trong|lại|nhà
        không|ko|chưa *1 dám *1 về|qua|vào|can|ra|ngủ|la|bước|nói
        can|cản|ngăn *2 không|ko|hổng|hông *1 nổi|được|dc|lại
        đập|nắm|túm *1 đầu|tóc *4 tường|kéo|đất|vô|vào|đánh
    """),
    (("domestic", 3), """
        đánh *1 vợ|chồng|mẹ|vợ_con|con|bố|cha
        {beat} *2 vợ_con
        bạo_lực_gia_đình|bạo_hành
    """),
    (("sexual", 4), """
        ~bị *5 đè xuống
        =đè *2 xuống|lên|em|tôi|bé|cháu|ra
        =bị *6 đè|sờ|ôm|lột|cởi|kéo|lôi|vồ|bịt|sàm_sỡ
        đang|bị|vừa|mới *4 quấy_rối|sàm_sỡ|sờ_soạng
        hiếp_dâm|cưỡng_hiếp|cưỡng_dâm|hiếp|xâm_hại|dâm_ô|cưỡng_bức|hãm_hiếp
        đang|bị|vừa|mới *5 sàm_sỡ|quấy_rối|sờ_soạng|bám_theo|bám_đuôi|theo_dõi|rình|dâm|cởi_đồ|xé_áo *10 sợ|cứu|
            thang_máy|hẻm|cửa|phòng|không|theo|về|tới
        biến_thái|yêu_râu_xanh *5 bám|theo|chặn|sờ|trước|đang|trong|ngoài|cởi|khoe
        =lột|cởi|xé|tụt *2 đồ|áo|quần|váy *6 em|bé|cháu|cô|chị|nó|con
        lột_đồ|lột_quần|cởi_quần|xé_áo|giở_trò|làm_bậy|làm_nhục|giở_trò_đồi_bại|đòi_quan_hệ
        chở|đưa|dẫn|lôi *4 chỗ_vắng|nhà_nghỉ|khách_sạn|đường_vắng|bãi_đất|rẫy|nghĩa_địa *6 em|không|giở|đòi|sợ|ép|làm|
            bé
        chặn *3 không_cho *3 ra|đi|về
        bám_theo|đi_theo|theo_sau|bám_đuôi|theo_đuôi *4 em|tôi|cháu|con|mình *6 sợ|hẻm|tối|khuya|nhà|từ|cứu|giúp|
            nãy_giờ
        kéo|lôi|đè *3 bụi|bụi_cây|nhà_hoang|bãi_đất|vào_hẻm|xuống_giường|ra_bãi
    """),
    (("sexual", 3), """
        sàm_sỡ|biến_thái|khoe_hàng|sờ_soạng|bám_theo
    """),
)  # fmt: skip
