"""People about to die: by their own hand, in water, on the road, of illness."""

from __future__ import annotations

__all__ = ["LIFE"]

LIFE: tuple[tuple[tuple[str, int], str], ...] = (
    (("suicide", 4), """
        ~đứng|ngồi|leo|trèo *3 lan_can|thành_cầu|nóc_nhà
        đứng|ngồi|leo|trèo|vắt_vẻo *4 lan_can|thành_cầu|mép_cầu|nóc_nhà|mép_sân_thượng
        ~em_tôi|em_em|con_tôi|bạn_em|anh_tôi|chị_tôi|mẹ_em|có_người|nó tự_tử
        ~không *1 muốn *1 sống
        ~chẳng|hết *1 muốn *1 sống
        chán sống|đời *1 rồi|quá|lắm
        muốn *1 kết_thúc|chấm_dứt|giải_thoát|buông_xuôi *2 tất_cả|hết|cuộc_đời|đời|mọi_thứ|bản_thân
        ~cắt|rạch|cứa *1 tay|cổ_tay|mạch_máu tự_tử|máu|chảy|rồi|tự_sát?
        ~cắt|rạch|cứa cổ_tay|mạch_máu
        ~buộc|cột|thắt dây *3 xà|xà_nhà|cổ|quạt|trần
        =tự_tử|tự_vẫn|tự_sát|tự_thiêu|quyên_sinh
        tự_vẫn|tự_sát|tự_thiêu|quyên_sinh|treo_cổ|thắt_cổ|tuyệt_mệnh|nhảy_lầu|vĩnh_biệt
        đòi|định|muốn|sẽ|dọa|doạ|sắp|có_người|có_ng|vừa|nghi|ý_định|nhắn|nói|đang *3 tự_tử|nhảy_cầu|nhảy_lầu|
            nhảy_sông|quyên_sinh|kết_liễu
        nhảy *1 cầu|lầu|sông|từ_tầng|từ_cầu|xuống_sông|xuống_biển|xuống_hồ *1 tự_tử|rồi|kìa|xuống|đòi
        nhảy_cầu|nhảy_sông
        đòi|định|dọa|doạ|muốn|sắp|sẽ|chuẩn_bị *2 nhảy|gieo_mình|lao_xuống *2 xuống|lầu|cầu|tầng|sông
        đứng|leo|trèo|ngồi *5 {high} *6 nhảy|đòi|dọa|doạ|định|không_chịu|khóc|chới_với|tự_tử|la|lan_can
        leo|trèo *3 lan_can|thành_cầu|cột_điện|cần_cẩu|nóc|trụ_điện|cột_sóng|sân_thượng
        không|chẳng|ko|chả *1 muốn|thiết *1 sống
        muốn|ước_gì|thèm|định *1 chết *1 đi|quách|cho_xong|thôi|lắm|rồi|quá_rồi|cho_rồi
        {us}|chỉ|nó|bạn|cháu|chị|anh|đang *1 muốn|ước|thà *1 chết
        =chết *1 quách|phứt|cho_xong|đi_cho|cho_rồi|cho_khuất
        chia_tay|vĩnh_biệt|tạm_biệt|giã_từ *2 cuộc_đời|cõi_đời|thế_gian|mọi_người|cuộc_sống
        lời *2 tạm_biệt|từ_biệt|vĩnh_biệt|cuối_cùng|trăn_trối *8 thuốc|livestream|fb|facebook|chết|cầu|nhắn|nghe|buồn|
            không
        {us} *2 đang *1 đứng|ngồi *2 trên|ở *2 cầu|sân_thượng|nóc|lan_can|mái
        nhảy *1 thôi|đây|cho_xong|xuống_đây|quách
        toàn|hết|nguyên|mấy|bên_cạnh *2 vỉ_thuốc|lọ_thuốc
        !khóa_trái|khoá_trái|khóa_cửa|khoá_cửa|chốt_cửa *8 máu|nước_đỏ|thuốc|không_trả_lời|im_lặng|không_mở|
            không_lên_tiếng|tự_tử|dọa|gọi
        !nước_đỏ|máu *3 chảy *3 khe_cửa|dưới_cửa|ra
        ôm|cầm|mua|giấu|đòi_uống *3 chai|lọ|vỉ|gói|can *2 thuốc|xăng|axit
        kết_thúc|kết_liễu *2 cuộc_đời|cuộc_sống|tất_cả|đời
        sống *2 không|chẳng|làm_gì|ý_nghĩa|vô_nghĩa|mệt *2 ý_nghĩa|nữa|gì|mỏi
        cắt|rạch|cứa *1 tay|cổ|cổ_tay|mạch_máu|mạch|cổ_mình
        uống *5 thuốc_sâu|thuốc_trừ_sâu|thuốc_ngủ|thuốc_cỏ|thuốc_diệt_cỏ|thuốc_chuột|thuốc_độc|thuốc_tẩy|axit|hết_vỉ|
            cả_vỉ|nguyên_vỉ|thuốc_rầy|paraquat|cả_lọ|hết_lọ
        buộc|thắt|cột|treo *2 dây *4 xà|cổ|cây|quạt|trần
        từ_biệt|thư_tuyệt_mệnh|lời_cuối|lời_vĩnh_biệt|tạm_biệt_cuộc_đời
        đòi_chết|tìm_cái_chết
    """),
    (("suicide", 2), """
        tự_tử
        trầm_cảm *6 bỏ_đi|chết|nhảy|tay|thuốc
        không|chẳng|ko *2 sống *1 nữa
    """),
    (("drowning", 4), """
        sóng *2 kéo|cuốn|đánh|dạt *1 ra|xa|trôi
        ~sóng *2 kéo|cuốn *1 ra|xa|trôi
        người|ai|bé|em|học_sinh|cháu|bạn|cụ|ông|bà *2 chìm *2 ở|dưới|giữa|trong|xuống|ngoài|rồi|mất
        =lao|rơi|rớt|té|ngã|trượt *4 {water} *8 chưa|không|mất|tìm|vớt|cứu|lên
        ~lật|chìm thuyền|ghe|xuồng|tàu|đò|phà|ca_nô
        ~rơi|rớt|té|ngã|lao|lọt|trượt|nhảy|sẩy_chân *1 xuống *1 sông|hồ|ao|kênh|mương|giếng|biển|suối|cống|hố|hố_ga|
            ruộng|vực|nước|rạch
        ~té|rớt|lọt|rơi|sụp giếng|cống|hố_ga|mương|kênh|hố
        ~đò|thuyền|ghe|xuồng|tàu *4 bị_lật|lật|chìm|bị_chìm|lật_úp
        ~nước|lũ *2 dâng|lên *2 tới|đến *1 nóc|mái|ngực|cổ|trần
        ~ngồi|leo|bám *2 trên *1 mái|nóc *4 chờ|cứu|xuồng
        =đuối_nước|đuối_sức
        chết_đuối|chết_chìm|chết_trôi|đuối_nước
        nước|sóng|lũ|dòng_nước *1 cuốn *2 trôi|ra|mất|đi|người|em|bé|xe|rồi
        cuốn_trôi|bị_cuốn|nước_cuốn|sóng_cuốn|lũ_cuốn|đang_chìm|bị_chìm|chìm_dần|chìm_xuồng|chìm_ghe|chìm_tàu|
            chìm_thuyền|chìm_đò
        rơi|rớt|té|ngã|lao|trượt|lọt|nhảy|rơi_tõm|bay *3 xuống *1 {water}
        rơi|rớt|té|ngã|lọt|trượt|sẩy_chân *1 {water}
        !{boat} *3 lật|chìm|úp|lật_úp
        !rơi|rớt|té|ngã|trượt_chân|sẩy_chân|lọt *3 xuống *1 đập|sông|hồ|kênh|suối|biển|mương
        =chìm *1 nghỉm|lỉm|luôn|xuống|mất|dần|hẳn
        chìm_nghỉm|chìm_lỉm|chìm_mất
        hụt_chân|hụt_hơi|sặc_nước|ngụp_lặn
        lật|chìm|úp *1 xuồng|ghe|thuyền|tàu|đò|ca_nô|cano|thúng|bè
        chới_với|vùng_vẫy|quờ_quạng|ngụp *4 nước|sông|hồ|biển|giữa|dưới
        vớt *3 được|người|lên|bé|nạn_nhân|cháu
        mất_hút|mất_tích *3 nước|sông|biển|hồ
        ngập *5 kẹt|mắc_kẹt|nóc|mái
        !nước|lũ *3 dâng|lên|ngập|tràn *6 nóc|mái|cổ|ngực|cô_lập|kêu_cứu|kẹt
        ngồi|leo|bám|đứng *3 nóc|mái|ngọn_cây *6 chờ|cứu|xuồng|nước|lũ
        kẹt|mắc_kẹt *4 mái|nóc|nước|lũ|giữa_sông|cù_lao|đảo
        =đuối *3 giữa|hồ|sông|biển|nước|ở|rồi
        nước_lên|nước_dâng|lũ_lên|lũ_về *8 kẹt|cứu|mái|không_ra|già|cô_lập
    """),
    (("traffic", 4), """
        lật ngang|nghiêng|ngửa|úp|nhào
        ~lật ngang|nghiêng|ngửa|úp|nhào
        ~xe|xe_khách|xe_tải|ô_tô|container|xe_buýt|xe_máy bị lật|đụng|tông|cán|đâm
        ~tàu_hỏa|tàu|xe_tải|xe_khách|xe_buýt|ô_tô|container *1 tông|đâm|húc *1 ô_tô|xe|người|nhà
        ~container|cây|tường|xe_tải đè *1 người|trúng|chết
        va|quẹt|đụng|tông|đâm|húc *1 nhau *8 nằm|máu|thương|chết|gầm|bất_tỉnh|ngã|gãy
        nằm|kẹt|lọt|cuốn *2 dưới|vào|vô *1 gầm|bánh|gầm_xe|bánh_xe
        ~nằm dưới *1 gầm|bánh|gầm_xe
        bị *1 xe_lửa|tàu_lửa|tàu_hỏa|tàu cán|tông|đâm|húc|kéo
        xe_lửa|tàu_lửa|tàu_hỏa *3 tông|cán|đâm|húc|trật|lật
        tai_nạn *4 la_liệt|kinh_hoàng|thương_tâm
        tông|đâm|lao|húc *2 vào|vô *2 nhà|quán|chợ|đám_đông|trường|người|tiệm|cột|xe
        ~xe|xe_tải|container|xe_ben|ô_tô|tàu|xe_khách|xe_buýt|xe_máy cán người|chết|trúng|ngang_người
        tai_nạn *6 bị_thương|chết|chết_người|máu|nằm|nặng|nghiêm_trọng|kẹt|bất_tỉnh|gãy|thương_vong|tử_vong|thảm_khốc|
            cấp_cứu|liên_hoàn|lật|thương
        tai_nạn *3 ở|tại|ngay|trước|kìa|rồi|trên|đường|chỗ|gần|khúc|đoạn|ngã_ba|ngã_tư *8 ngay|gấp|người|thương|lắm|
            nhanh|xuống|đến|tới|giúp|giùm|cứu
        có|vừa|mới|đang|xảy_ra *3 tai_nạn
        tông|đụng|đâm|húc|cán|va|quẹt|ủi|quệt *1 xe|người|nhau|chết|phải|trúng|vào|vô|liên_hoàn|chết_người|gãy|bà|ông|
            cô|bé|cháu|học_sinh
        bị *2 xe|ô_tô|xe_tải|xe_máy|container|tàu|tàu_hỏa|tàu_hoả|xe_buýt|xe_ben *3 tông|đụng|cán|đâm|húc|kéo_lê|quẹt|
            va
        =xe|ô_tô|oto|xe_tải|container|xe_ben|xe_khách|xe_buýt|tàu|tàu_hỏa|xe_máy *3 tông|cán|húc|đâm|đụng|kéo_lê|ủi
        ~xe|ô_tô|oto|xe_tải|container|xe_ben|xe_khách|xe_buýt|tàu|tàu_hỏa|xe_máy *2 tông|húc|đâm|đụng|ủi *1 người|
            xe|nhau|chết|bà|ông|bé|cháu|học_sinh|trúng|phải|vào_nhà|liên_hoàn|xe_máy
        mất_thắng|mất_phanh|đứt_thắng|đứt_phanh|mất_lái *6 lao|húc|tông|đâm|ủi|lật
        húc|ủi|tông|đụng|đâm|leo|điên|lao *3 vỉa_hè|dải_phân_cách|cột_điện|gốc_cây|nhà_dân|lan_can|mấy_xe|loạt_xe|
            trụ_điện|xe_máy|hàng_loạt
        gãy|dập|nát|đứt|cụt *1 cổ|chân|tay|đùi|sườn|cột_sống
        nằm *3 im_re|bất_tỉnh|dưới_lòng_đường|giữa_lòng_đường|co_quắp|sóng_soài|vật_vã|quằn_quại|li_bì|rên
        hai|ba|bốn|nhiều|mấy|một|2|3|4|5 người *3 nằm|tử_vong|bị_thương|bất_tỉnh|nguy_kịch|chết|kẹt
        máu_ra|ra_máu|chảy_máu|mất_máu|máu_chảy *2 nhiều|quá|lênh_láng|dữ|không_cầm|đầu|ướt
        lật *1 xe|xe_khách|xe_tải|ô_tô|container|xuống_ruộng|xuống_vực
        xe|xe_khách|xe_tải|ô_tô|container|xe_bồn|xe_ben *2 lật|lao_xuống|rơi_xuống|mất_lái|mất_thắng|mất_phanh|
            lộn_nhào
        lao *1 vào|xuống|lên *2 quán|nhà|vực|vỉa_hè|đám_đông|sông|ruộng|chợ|người|hồ|kênh
        nằm *3 bất_động|im|giữa_đường|dưới_đất|gục|ngoài_đường|dưới_đường|trên_đường|vũng_máu|la_liệt|ngất|
            không_cử_động|thoi_thóp
        {body} *3 bị_thương|thương_nặng|nguy_kịch|bất_tỉnh|gãy_chân|gãy_tay|trọng_thương
        kẹt|mắc_kẹt *2 trong|dưới *2 xe|cabin|ca_bin|gầm|gầm_xe|ô_tô|bánh
        còn|người|tài_xế *3 trong *1 xe|cabin|ca_bin
        máu *2 nhiều|me|lênh_láng|đầy|quá|đầm_đìa|ra|tùm_lum|chảy
        !tông|cán|đụng *6 bỏ_chạy|định_chạy|bỏ_trốn
    """),
    (("traffic", 3), """
        tai_nạn *2 giao_thông
        tai_nạn
        bị_thương|thương_nặng|gãy_chân|gãy_tay|vỡ_đầu|bể_đầu|dập_nát|chấn_thương
        đụng_xe|tông_xe|va_chạm_xe|lật_xe|té_xe|ngã_xe|xe_đụng|xe_tông
    """),
    (("traffic", 2), """
        va_chạm|va_quẹt
        máu|chảy_máu
        ~chảy máu
        té|ngã *4 không_dậy|đập_đầu|gãy|bất_tỉnh|chảy_máu
        tự_té|tự_ngã
    """),
    (("medical", 4), """
        người|ông|bà|cụ|bố|mẹ|ba|má|chú|bác|bạn *3 đau_tim|đau_thắt_ngực|lên_cơn_đau
        ~có người nằm chết
        ~người *1 đau tim
        ~người chết *1 trong|ở|ngoài|rồi|nằm|trên|dưới
        ~ngất *1 ngoài|giữa|trong|ở|ngay|tại|trên|xỉu|lịm
        =nằm *2 chết|hấp_hối|thoi_thóp|co_giật
        sốc *1 thuốc|phản_vệ|ma_túy|nhiệt|điện
        sắp|đang|gần *1 sinh|đẻ|sanh *6 không|chưa|xe|bệnh_viện|đường|kịp
        ~sắp|đang sinh|đẻ|sanh *4 không *2 xe|ai
        tắt_thở|ngừng_thở|hết_thở|không_còn_thở|trợn_mắt|trợn_trắng|thở_hắt|mê_man|lịm_đi|lịm|lả_đi|không_còn_nhịp|
            hết_mạch|ngáp_ngáp|thở_dốc|thở_gấp
        ôm *1 ngực|tim|đầu|bụng *6 té|ngã|gục|khó|quằn|lăn|vật|đau|không
        tay_chân|chân_tay|mặt|môi|người *3 lạnh_ngắt|lạnh_toát|tím|tím_ngắt|thâm_đen|tím_đen|tái_mét|trắng_bệch|
            cứng_đơ
        uống_nhầm|ăn_nhầm|ăn_phải|uống_phải|nuốt|uống_lộn
        rượu_cồn|cồn_công_nghiệp|methanol|nấm_độc|cá_nóc|thuốc_chuột
        trở_dạ|chuyển_bụng|đau_bụng_đẻ|sắp_sanh|băng_huyết|ra_huyết
        máy *4 cuốn|nghiến|kẹp|cán *5 tay|chân|người|tóc
        đứt|đứt_lìa|cụt|dập|dập_nát|lìa *1 tay|chân|ngón_tay|ngón|cánh_tay
        không_qua_khỏi|nguy_lắm|nguy_cấp|thập_tử|cấp_cứu_gấp
        té|ngã|đổ *2 rầm|ầm|ngửa|sấp *6 không|im|máu|bất_tỉnh|môi|ngực|co
        =ngất
        ~bị|đánh|người|nằm|té|ngã|bỗng|đang|sắp ngất *1 xỉu|rồi|đi|giữa|ở|ngoài|trong|tại|không|ra?
        xỉu|ngất_xỉu|ngất_lịm|bất_tỉnh|hôn_mê|co_giật|động_kinh|đột_quỵ|đột_quị|tai_biến|nhồi_máu|sùi_bọt|
            sùi_bọt_mép|méo_miệng|thoi_thóp|tím_tái|tím_môi|tím_mặt|ngừng_thở|ngưng_thở|ngưng_tim|ngừng_tim|hấp_hối|
            nguy_kịch
        lên_cơn *1 đau_tim|tim|co_giật|hen|suyễn|động_kinh|khó_thở
        đau *1 tim|ngực *4 dữ|quá|dữ_dội|không|khó|thở|ngã|ôm|vã
        khó_thở|không_thở|thở_không|nghẹt_thở|ngạt_thở|không_thở_được
        gọi|kêu|lay *1 không|ko|hổng|hông|mãi_không *2 tỉnh|dậy|trả_lời|nhúc_nhích|phản_ứng
        đẻ|sinh *1 rơi|giữa_đường|trên_xe|trên_taxi|ngoài_đường
        đau_đẻ|chuyển_dạ|vỡ_ối|sắp_sinh|sắp_đẻ|đẻ_rớt|sanh_rớt
        ngộ_độc *6 nôn|ói|ngất|nhiều|người|cấp_cứu|nặng|nhập_viện|hàng_loạt|rồi
        hóc *1 xương|dị_vật|kẹo|hạt|thạch|đồng_xu
        điện_giật|bị_điện_giật|giật_điện|nhiễm_điện|bị_giật_điện
        rắn *2 cắn|mổ
        ong *2 đốt|chích *6 ngất|nặng|khó_thở|chết|nhiều
        chó *4 cắn *6 máu|nặng|trẻ|bé|cháu|nhiều_người|liên_tục|loạn|không_nhả
        sắp_chết|gần_chết|đang_hấp_hối|chết_mất *2 ở|rồi|cứu|ở_đây
        người *1 chết *3 trong|ở|ngoài|dưới|trên|rồi|nằm|trôi|cháy
        có *1 người_chết
        thi_thể|xác_chết|xác_người|xác_trôi|bộ_xương_người
        !cần|gọi|kêu|đưa_đi|chở_đi|xin *2 cấp_cứu|xe_cấp_cứu|cứu_thương *3 gấp|ngay|giúp|giùm|đi|với|chưa|lẹ|nhanh|ạ
        !xe_cấp_cứu|cấp_cứu|115 *3 chưa_tới|chưa_đến|không_bắt_máy|không_ai|gấp|ngay|mãi
        người *1 lạnh|lạnh_ngắt|tím
        té|ngã|rơi|rớt *2 lầu|tầng|giàn_giáo|mái|mái_nhà|cầu_thang|từ_trên_cao|cây|gác|cao *4 bất_tỉnh|máu|nằm|gãy|
            không|rồi|xuống
        té_lầu|rớt_lầu|ngã_lầu|rơi_lầu|rơi_từ_tầng
        ngã_gục|gục_xuống|đổ_gục|ngã_quỵ
        bỏng|phỏng *2 nặng|toàn_thân|khắp|hết_người
        đứt|lòi|gãy *1 tay|chân|cổ|ruột|xương *4 máu|rồi|ra
    """),
    (("medical", 3), """
        nôn_ói|tiêu_chảy *6 ngất|nặng|nhiều_người
        =vật_vã
        quằn_quại|lên_cơn|ngã_quỵ|mất_ý_thức|không_tỉnh|không_phản_ứng|hết_thở|trụy_tim|đau_quặn|liệt_nửa_người|
            chảy_nhiều_máu|mất_nhiều_máu
        có|thấy|phát_hiện *2 xác
        !cấp_cứu
        nôn_ra_máu|ói_máu|ra_máu_nhiều|băng_huyết|sốc_thuốc|sốc_phản_vệ|sốc_ma_túy|sốc_thuốc
        sắp_chết|gần_chết|chết_người|chết_mất|hấp_hối
        bỏng_nặng|điện_giật
        nằm_im|không_cử_động|không_nhúc_nhích|nằm_bất_động
    """),
    (("medical", 2), """
        ngộ_độc|quá_liều
        ngã|té *2 trong|nhà_tắm|cầu_thang
        người_chết
    """),
)  # fmt: skip
