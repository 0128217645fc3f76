"""Phrases that only sound like danger: their words are set aside before any cue is looked for.

Beware of what a phrase means without its marks: ``bí danh`` and ``bị đánh`` are one there. Such a phrase opens
with ``=``.
"""

from __future__ import annotations

__all__ = ["HARMLESS"]

HARMLESS = """
    phòng_cháy *1 chữa_cháy|chống_cháy|nổ?
    phòng|chống|ngừa|phòng_chống|phòng_ngừa cháy *1 nổ?|chữa_cháy?
    phòng_cháy|chống_cháy|ngăn_cháy|dễ_cháy_nổ|khó_cháy|chịu_lửa|chữa_cháy
    không_ai|không_có_ai|chưa_ai|chưa_có_ai|chẳng_ai|chẳng_có_ai bị_thương|bị_sao|bị_gì|thiệt_mạng
    an_toàn cháy|pccc *1 nổ?
    bảo_hiểm *1 cháy *1 nổ?
    báo_cháy_giả|báo_cháy_tự_động
    bình|xe|lính|đội|cảnh_sát|trụ|vòi|thiết_bị|dụng_cụ|phương_tiện|hệ_thống|nghiệp_vụ|kỹ_năng|phương_án|
        diễn_tập|tập_huấn|huấn_luyện|thực_tập|hội_thao|lực_lượng|chuông|đầu|cửa|thang|cảm_biến|còi *1 báo_cháy|
            cứu_hỏa|chống_cháy|báo_khói
    cứu_nạn|cứu_hộ *1 cứu_hộ|cứu_nạn
    cứu_hộ *1 giao_thông|xe|ô_tô|cứu_nạn
    cứu_hỏa|cứu_hoả|cứu_thương|cứu_hộ|cứu_nạn|sơ_cứu|cấp_cứu
    tra_cứu|nghiên_cứu|cứu_xét|cứu_trợ|truy_cứu|cứu_tế|khảo_cứu|cứu_vãn|cứu_cánh|cứu_tinh|cứu_net
    cứu_đói|giải_cứu *1 dưa|nông_sản|vải|heo|hàng
    cháy vé|hàng|túi|giáo_án|deal|show|đơn|deadline
    cháy hết_mình|nắng|da|thịt|khét_da|cạnh|bóng|tim|ví|bỏng
    vé|suất|nắng|sốt *1 cháy
    =quẩy|chơi|diễn|hát|phiêu|tiệc *1 cháy
    cơm cháy|khét
    hàng *1 cháy_kho
    ghi_đè
    bóng|đèn|bóng_đèn|đèn_đường|cầu_chì|led|đèn_tín_hiệu|khát_khao|khát_vọng|đam_mê|tình_yêu *1 cháy
    cháy bóng|bóng_đèn|đèn|cầu_chì
    điện_thoại|đt|laptop|sim *3 cháy *1 máy?
    như|tăng cháy *1 rừng?
    bài|bài_hát cháy *1 lên?
    như thiêu_như_đốt|lửa_đốt
    =chạy|chảy|chay
    ~chạy xe|máy|bộ|ẩu|quá_tốc_độ|quá_nhanh|chậm|nhanh|chức|án|điểm|việc|tiền|bàn|show|sô|ship|grab|taxi|ba_gác|
        thử|quảng_cáo|thủ_tục|giấy|app|dự_án|chương_trình|đua|deadline|vượt|ngược|ngược_chiều|lùi|theo|đi|lại|qua|quá|
        vào|vô|ra|đến|tới|về|dọc|hướng|trốn|thoát|mất|được|không_được|ngang|xuyên|ngon|tốt|lòng_vòng|bằng|dịch_vụ|
        thận|bảo_hiểm|ăn|nước_rút|tuyến|trên_đường|trên_vỉa_hè|trên_máy|trong_hẻm|trong_giờ|trong_ngõ|trong_khu|
            trong_ngày|rốt_đai
    ~bỏ|tháo|thi|máy|tàu|xe|app|web|trang|mạng|hệ_thống|phần_mềm|đang_đi|tập|buổi_sáng|game|kiểu|tài_xế|vneid|đồng_hồ|
        hay chạy
    ~xe *2 đang chạy
    ~đang chạy xe_ôm|trên_đường
    ~chảy nước|tràn|ra_đường|yếu|mạnh|rỉ|nhỏ|nhỏ_giọt|sang|dãi|suốt|cả_ngày|mồ_hôi|vào_nhà
    ~nước|vòi|ống_nước *2 chảy *2 ra?
    chảy_máu_chất_xám|chảy_máu_cam
    ~em|tôi|mình|anh|nay|rằm|đi|ngày|hay|muốn|thích|tháng|mẹ|người|phải|trường|đồ ăn chay
    cơm|quán|bánh|món|bún|phở|tiệm|nhà_hàng|nấu|mâm|tiệc|thực_phẩm|mì|buffet|hủ_tiếu|suất|phần|
        bánh_mì|xôi|đặc_sản|đồ_ăn chay
    chay_tịnh|chay_mặn|chay_từ_thiện|chay_miễn_phí|chay_rằm
    đánh_giá|đánh_máy|đánh_dấu|đánh_thuế|đánh_vần|đánh_thức|đánh_bóng|đánh_đàn|đánh_răng|đánh_bắt|đánh_số|đánh_mất|
        đánh_tráo|đánh_đổi|đánh_tiếng|đánh_đề|đánh_lô|đánh_bạc|đánh_bài|đánh_golf|đánh_tennis|
        đánh_giày|đánh_úp|đánh_cược|đánh_lừa|đánh_cắp|đánh_phỏm|đánh_liêng|đánh_xóc_đĩa|đánh_liều|đánh_cầu_lông
    đánh_rơi
    =đánh_trống|đánh_chữ|đám_giỗ|đánh_cờ|đánh_cá|đánh_lẻ|đánh_tan|đánh_cầu|bí_danh|vô_danh|công_danh
    danh_sách|danh_mục|danh_dự|danh_tính|danh_nghĩa|danh_hiệu|địa_danh|định_danh|chức_danh|giả_danh|mạo_danh|
        nặc_danh|danh_xưng|danh_thiếp
    lừa_đảo|lửa_đảo|lừa_gạt|lừa_tiền|lừa_lọc|bị_lừa
    ~lừa *2 đảo|tiền|gạt|mất|chuyển_khoản
    ~lựa_chọn|lúa_gạo|hạt_lúa|ruộng_lúa|lứa_tuổi|vải_lụa|gặt_lúa|cánh_đồng_lúa|đồng_lúa
    đạo_đức|đạo_diễn|chỉ_đạo|lãnh_đạo|dạo_này|dạo_gần_đây|hướng_dẫn|bán_đảo|hải_đảo|đảo_lộn|quần_đảo|
        tôn_giáo|chủ_đạo|dao_kéo|giáo_dục|dao_cạo|dao_làm_bếp|dao_nhà_bếp|làm_bếp|dao_thái
    =đào_tạo|đi_dạo
    ~đi_dạo *1 công_viên|phố|bộ|chơi|mát|quanh
    dễ_thương|thương|cưng|ghét|mê|iu chết *1 mất?
    cứu em|tôi|anh một|1 bàn_thua
    cháy_nổ
    dành_cho|dành_riêng|dành_thời_gian
    muốn xỉu|ngất|khóc|ngộp_thở|tắt_thở|đứng_tim
    chạy hết_đăng_kiểm|hết_hạn|hết_xăng
    bổ_sung|sung_túc|sung_sướng|quả_sung|trái_sung|cây_sung|sung_công|sung_quỹ|sung_mãn|sung_sức
    súng_đồ_chơi|súng_nước|súng_bắn_tốc_độ|súng_nhựa|súng_cao_su
    =chém_gió
    chém_giá|chém_đẹp|chặt_chém
    giết_thời_gian|giết_mổ|lò_mổ
    giết *1 heo|lợn|gà|trâu|bò
    bắn_tốc_độ|bắn_tin|bắn_pháo_hoa|bắn_cá|game_bắn|bắn_tiền|bắn_pháo|bắn_sim|bắn_chim|bắn_like|bắn_rank
    =bắn_phá|nổ_đơn|bắn_cung|đám_ma|dễ_cháy|danh_bạ
    ban_hành|ban_đầu|ban_chấp_hành|ban_tổ_chức|ban_quản_lý|trực_ban|trưởng_ban|ủy_ban
    nổ_máy|bùng_nổ|nổ_hũ|nổ_lốp|bỏng_ngô|nổ_banh_pô|pô_nổ|nổ_pô
    chết_máy|máy_chết|chết_nguồn|chết_tiền|chết_giấc|chết_mê|chết_cười|chết_khiếp|chết_cha|chết_dở|chết_tiệt|chết_pin|
        chết_đứng|chết_lặng
    chết|chết_rồi|chết_tôi_rồi|chết_em_rồi|chết_thật *2 quên|mất_mật_khẩu|trễ|hết_hạn|nhầm|sai
    điện_thoại|máy|pin|xe|cây|cá|gà|heo|sim|laptop|lợn|chuột|ắc_quy|bình sắp|bị|gần? chết
    mệt|cười|đói|buồn_cười|nóng|khát|buồn_ngủ|lạnh|vui|đẹp_trai|đẹp|đẹp_gái|ngon|rẻ|mắc|ngượng|thèm|đắt|phiền|ngại|
        nhột|ế|bận|lâu|khó muốn|sắp|gần|đến|tới *1 chết *1 người|khiếp|đi_được?
    =no|quê|nhục|mỏi muốn|gần? chết
    sợ_chết *1 khiếp?
    người_đã_chết|người_đã_mất|giấy_chứng_tử|chứng_tử|khai_tử|báo_tử
    cắt_điện|cắt_nước|cắt_tóc|cắt_cỏ|cắt_cây|cắt_khẩu|cắt_hộ_khẩu|cắt_tỉa|cắt_tiền|cắt_mạng|cắn_răng
    =từ_từ|tu_tập|từ_tốn|tư_tưởng|tử_tế
    tự_túc|tự_tin|tự_nguyện|thủ_tục
    ~từ_từ gửi|em_gửi|nhé|thôi|làm|nộp|để|mai|cũng_được
    máy_bơm|bom_hàng|bom_tấn|bùm_hàng|boom_hàng|bom_kèo|bom_đơn
    =cướp_lời|cướp_công|cướp_đường|cướp_chỗ|cướp_bóng|cướp_khách|cướp_dâu|cướp_sóng|nghe_trộm|nhìn_trộm
    trộm_vía|đọc_trộm
    sốc_giá|giá_sốc|ngã_giá|ngã_ba|ngã_tư|ngã_năm|ngã_sáu|ngã_bảy|ngã_rẽ
    cầu_lông|đâm_đơn|đâm_chồi|đâm_lao|đám_cưới|đám_tang|đám_hỏi
    kẹt_xe|kẹt_tiền|kẹt_hồ_sơ|tắc_đường|kẹt_lịch
    chim_cảnh|chim_sẻ|nuôi_chim
    màu_sắc|màu_sơn|màu_xe|mau_chóng|mẫu_đơn|biểu_mẫu|theo_mẫu|mẫu_giấy|mẫu_tờ_khai|mẫu_giáo|mẫu_số|xét_nghiệm_máu|
        hiến_máu|nhóm_máu|mẫu_máu|hòn_máu
    lạc_hậu|liên_lạc|lạc_quan|lạc_đề|lạc_đà|đậu_lạc|lạc_rang
    đụng_hàng|đụng_chạm|gấp_đôi|gấp_rưỡi|đập_hộp|đá_bóng|đá_gà|đá_phạt|đá_banh|đá_cầu|nước_đá|đập_nước|đập_thủy_điện
    =gấp_ba|khỏi_đi
    khói_thuốc|khỏi_phải|khỏi_cần|khối_lượng|khởi_kiện|khởi_tố|khối_phố|trưởng_khối|khởi_nghiệp|ra_khỏi|thoát_khỏi|
        khỏi_bệnh|khỏi_lo
    bắt_buộc|bắt_đầu|bắt_kịp|bắt_tay|bắt_mắt|bắt_wifi
    ga_tàu|nhà_ga|ga_giường|tiền_gas|đại_lý_gas|vé_xe_lửa|vé_tàu_lửa|ga_xe_lửa|đi_xe_lửa|đi_tàu_lửa
    =con_dấu|con_số|con_đường|con_hẻm|con_dâu
    con_nuôi|con_em_đi_du_học
    từ *1 chiều|sáng|tối|trưa|đêm qua
    từ hôm_qua
    cách_đây *2 phút|giây|lát
    trời tối|tôi quá
    mũ|nón bảo_hiểm
    boxing|quyền_anh|võ_thuật|võ_đài *4 đánh_nhau?
    trận *1 đánh_nhau
    hàng_rong|bán_tải|bán_vé_số
"""
