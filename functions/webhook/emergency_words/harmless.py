"""Phrases that only sound like danger: their words are set aside before any cue is looked for."""

from __future__ import annotations

__all__ = ["HARMLESS"]

HARMLESS = """
    phòng_cháy *1 chữa_cháy|chống_cháy|nổ?
    phòng|chống|ngừa|phòng_chống|phòng_ngừa cháy *1 nổ?|chữa_cháy?
    phòng_cháy|chống_cháy|ngăn_cháy|dễ_cháy|khó_cháy|chịu_lửa
    an_toàn cháy|pccc *1 nổ?
    bảo_hiểm *1 cháy *1 nổ?
    báo_cháy_giả|báo_cháy_tự_động
    bình|xe|lính|đội|cảnh_sát|trụ|vòi|thiết_bị|dụng_cụ|phương_tiện|hệ_thống|nghiệp_vụ|kỹ_năng|phương_án|diễn_tập|
        tập_huấn|huấn_luyện|kinh_nghiệm|thực_tập|chất|hội_thao|bột|lực_lượng|chuông|đầu|cửa|thang|cảm_biến|còi|
        áo *1 chữa_cháy|báo_cháy|cứu_hỏa|chống_cháy|thoát_hiểm|báo_khói
    cứu_nạn|cứu_hộ *1 cứu_hộ|cứu_nạn
    cứu_hộ *1 giao_thông|xe|ô_tô|cứu_nạn
    cháy|sốt vé|hàng|túi|máy|giáo_án|phố|kho_rồi_em|deal|show|đơn
    hàng|vé|suất *1 cháy
    cháy hết_mình|sạch|hàng|nắng|da|khét_da|cạnh|bóng|tim|đèn|ví
    quẩy|chơi|diễn|hát|phiêu|tiệc *1 cháy
    nắng cháy
    cháy *1 da
    cơm cháy|khét
    bóng|đèn|bóng_đèn|đèn_đường|cầu_chì|led|đèn_tín_hiệu *4 cháy
    cháy bóng|đèn|bóng_đèn|cầu_chì
    nóng *2 máy cháy
    khát_khao|khát_vọng|đam_mê|tình_yêu cháy|cháy_bỏng
    cháy_bỏng
    chạy chợ|xe|máy|bộ|ẩu|quá_tốc_độ|quá_nhanh|chậm|nhanh|chức|án|điểm|việc|tiền|bàn|show|sô|ship|grab|taxi|ba_gác|
        thử|quảng_cáo|thủ_tục|giấy|app|dự_án|chương_trình|đua|deadline|vượt|ngược|ngược_chiều|lấn|lùi|theo|đi|lại|qua|
        quá|vào|vô|ra|đến|tới|về|trên|dọc|hướng|trốn|thoát|mất|được|không_được|ngang|xuyên|ngon|êm|bền|tốt|lòng_vòng|
        từ|trước|sau|bằng|cho|hàng|dịch_vụ|thận|bảo_hiểm|học_kỳ|ăn|nước_rút|tuyến|trong
    =chạy|chảy|chay
    bỏ|tháo|thi|máy|tàu|xe|app|web|trang|mạng|hệ_thống|phần_mềm|đang_đi|tập|buổi_sáng|game|ai_đó|kiểu|phải|tài_xế|
        vneid|đồng_hồ|người_ta|tự chạy
    xe *2 đang chạy
    đang chạy xe|xe_ôm|grab|ship|taxi|trên_đường|chương_trình|quảng_cáo|bộ|theo|dự_án
    chảy nước|tràn|xuống|ra_đường|yếu|mạnh|rỉ|nhỏ|nhỏ_giọt|sang|dãi|qua|suốt|cả_ngày|mồ_hôi
    nước *4 chảy *2 ra?
    cống|vòi|ống *4 chảy
    chảy_máu_chất_xám|chảy_máu_cam
    ăn|cơm|quán|đồ|bánh|món|bún|phở|tiệm|nhà_hàng|nấu|mâm|tiệc|cỗ|thực_phẩm|mì|lẩu|buffet|hủ_tiếu|suất|phần|trường|
        bánh_mì|xôi|đặc_sản|đồ_ăn chay
    chay_tịnh|chay_trường|chay_mặn|chay_từ_thiện|chay_miễn_phí|chay_rằm
    đánh_giá|đánh_máy|đánh_dấu|đánh_thuế|đánh_vần|đánh_thức|đánh_cầu|đánh_bóng|đánh_đàn|đánh_răng|đánh_cá|đánh_bắt|
        đánh_số|đánh_mất|đánh_rơi|đánh_tráo|đánh_đổi|đánh_tiếng|đánh_đề|đánh_lô|đánh_bạc|đánh_bài|đánh_cờ|đánh_golf|
        đánh_tennis|đánh_trống|đánh_giày|đánh_vào|đánh_chữ|đánh_úp|đánh_cược|đánh_lừa|đánh_cắp|đánh_phỏm|
        đánh_tiến_lên|đánh_liêng|đánh_xóc_đĩa|đánh_đấm_tự_vệ|đánh_ghen_tuông|đánh_tan|đánh_lẻ|đánh_tụt
    danh_sách|danh_mục|danh_bạ|danh_dự|danh_tính|danh_nghĩa|danh_hiệu|địa_danh|định_danh|chức_danh|giả_danh|mạo_danh|
        vô_danh|nặc_danh|công_danh|bí_danh|danh_xưng|danh_thiếp|danh_phận
    lừa_đảo|lửa_đảo|lừa_gạt|lừa_tiền|lừa_lọc|bị_lừa|lừa_bán_hàng
    ~lừa *3 đảo|tiền|gạt|mất|chuyển|qua
    ~bị lừa
    ~lựa_chọn|lúa_gạo|hạt_lúa|ruộng_lúa|lứa_tuổi|lụa_tơ|vải_lụa|gặt_lúa|cánh_đồng_lúa|đồng_lúa|sâu_lúa
    đạo_đức|đạo_diễn|đạo_hàm|chỉ_đạo|lãnh_đạo|dạo_này|dạo_gần_đây|đi_dạo|hướng_dẫn|bán_đảo|hải_đảo|đảo_lộn|quần_đảo|
        dao_động|tôn_giáo|đào_tạo|chủ_đạo|dao_kéo|giáo_dục
    dao_cạo|dao_làm_bếp|dao_nhà_bếp|làm_bếp|dao_thái
    bổ_sung|sung_túc|sung_sướng|quả_sung|trái_sung|cây_sung|sung_công|sung_quỹ|bồi_sung|súng_đồ_chơi|súng_nước|
        súng_bắn_tốc_độ|súng_nhựa|sung_mãn|sung_sức
    chém_gió|bão_chém|chém_giá|chém_đẹp|bị_chém_giá|giá_chặt_chém|chặt_chém
    giết_thời_gian|giết_mổ|lò_mổ|giết_heo|giết_gà
    giết *2 heo|lợn|gà|trâu|bò|chó_mèo
    bắn_tốc_độ|bắn_phá|bắn_tin|bắn_pháo_hoa|bắn_cá|game_bắn|bắn_súng_game|bắn_tiền|bắn_pháo|bắn_sim|bắn_chim|bắn_cung|
        bi_bắn|bắn_bi|bắn_like|bắn_rank
    ban_hành|ban_đầu|ban_đêm|ban_ngày|ban_chấp_hành|ban_tổ_chức|ban_quản_lý|ban_công_an|trực_ban|trưởng_ban|ủy_ban|
        cơ_ban
    nổ_máy|bùng_nổ|nổ_hũ|nổ_lốp|nổ_đơn|bỏng_ngô|nổ_hàng|nổ_banh_pô|pô_nổ|nổ_pô|nổ_to_lắm_ông
    chết_máy|máy_chết|chết_nguồn|chết_tiền|chết_giấc|chết_mê|chết_cười|chết_khiếp|chết_cha|chết_dở|chết_thật|
        chết_tiệt|chết_não_sim|chết_pin|chết_đứng|chết_lặng
    chết_rồi *1 em|tôi|mình|anh|quên|con|e
    điện_thoại|máy|pin|xe|cây|cá|gà|heo|sim|laptop|lợn|cá_cảnh|chuột|ắc_quy|bình *2 sắp? chết
    mệt|cười|đói|buồn_cười|nóng|khát|buồn_ngủ|chán|buồn|lạnh|vui|nhớ|đẹp_trai|đẹp|đẹp_gái|ngon|rẻ|mắc|ngượng|thèm|yêu|
        tức|đắt|phiền|ngại|quê|nhột|nhục|no *2 muốn|sắp|gần|đến|tới? *1 chết *1 người|khiếp|đi_được?
    sợ_chết *1 khiếp?
    người_đã_chết|người_chết_rồi|giấy_chứng_tử|chứng_tử|khai_tử|báo_tử|người_mất|người_đã_mất
    tra_cứu|nghiên_cứu|cứu_xét|cứu_trợ|truy_cứu|cứu_tế|khảo_cứu|cứu_vãn|cứu_cánh|ứng_cứu_thông_tin|cứu_dữ_liệu|
        cứu_net|căn_cứu
    cứu_đói|giải_cứu *1 dưa|nông_sản|vải|heo|hàng
    ăn_cắp_bản_quyền|cắt_điện|cắt_nước|cắt_tóc|cắt_cỏ|cắt_cây|cắt_khẩu|cắt_hộ_khẩu|cắt_tỉa|cắt_tiền|cắt_mạng|cắt_nhập
    =từ_từ|tu_tập|từ_tốn|tư_tưởng|tử_tế
    tự_túc|tự_tin|tự_nguyện|thủ_tục
    ~tự_tử gửi|em_gửi|mai|rồi|nhé|thôi|làm|nộp|đi|sẽ|để|em|anh|cũng|đã|hỏi|mà|lên
    bom_hàng|bom_tấn|bùm_hàng|bom_mìn_sót_lại_tuyên_truyền|boom_hàng|bom_kèo|bom_đơn
    cướp_lời|cướp_công|cướp_đường|cướp_chỗ|cướp_giờ|cướp_bóng|cướp_khách|cướp_dâu|cướp_sóng
    trộm_vía|nhìn_trộm|nói_trộm_vía|nghe_trộm|đọc_trộm
    sốc_giá|giá_sốc|té_ra|ngã_giá|ngã_ba|ngã_tư|ngã_năm|ngã_sáu|ngã_bảy|ngã_rẽ|gục_ngã
    cầu_lông|đâm_đơn|đâm_chồi|đâm_ra|đâm_lao|đâm_hông|đám_cưới|đám_giỗ|đám_tang|đám_ma|đám_hỏi|đám_đông_hiếu_kỳ
    kẹt_xe|kẹt_tiền|kẹt_hồ_sơ|kẹt_đường|tắc_đường|kẹt_lịch|kẹt_giấy
    chìm_xuồng_hồ_sơ|chim_cảnh|chim_sẻ|nuôi_chim
    màu_sắc|màu_sơn|màu_xe|mau_chóng|mẫu_đơn|biểu_mẫu|theo_mẫu|mẫu_giấy|mẫu_tờ_khai|mẫu_giáo|mẫu_ct01|mẫu_số|
        phường_mẫu|quận_mẫu|đường_mẫu|chợ_mẫu|cầu_mẫu|xét_nghiệm_máu|hiến_máu|nhóm_máu|mẫu_máu
    lạc_hậu|liên_lạc|lạc_quan|lạc_đề|lạc_đà|mất_liên_lạc|đậu_lạc|lạc_rang
    mất_lạc_hướng
    đụng_hàng|va_chạm_ngôn_từ|đụng_chạm|đụng_độ_lịch|đâm_thủng_lốp
    gấp_đôi|gấp_ba|gấp_rưỡi|giấy_gấp
    đập_hộp|đập_phá_công_trình_cũ|đập_nước|đập_thủy_điện|đá_bóng|đá_gà|đá_phạt|đá_banh|đá_cầu|nước_đá|đá_hoa|vỉa_đá|
        đá_lát
    khói_thuốc|khỏi_phải|khỏi_cần|khỏi_đi|khối_lượng|khởi_kiện|khởi_tố|khối_phố|trưởng_khối|khởi_nghiệp|ra_khỏi|
        thoát_khỏi|khối_lớp|khỏi_bệnh|khỏi_lo
    máy_bắn|nắm_bắt|bắt_buộc|bắt_đầu|bắt_kịp|bắt_xe|bắt_nạt_mạng|bắt_tay|bắt_mắt|bắt_wifi
    người_giúp_đỡ|ga_tàu|nhà_ga|ga_xe_lửa|xe_lửa|tàu_lửa|bật_lửa|hộp_quẹt|ga_giường|bếp_ga|bếp_gas|tiền_gas|
        đại_lý_gas|đổi_gas
    vụ_việc|vụ_án
    =con_dấu|con_số|con_đường|con_hẻm|con_dâu
    từ *1 chiều|sáng|tối|trưa|đêm qua
    từ hôm_qua
    cứu_hỏa|cứu_hoả|cứu_thương|cứu_hộ|cứu_nạn|sơ_cứu|cấp_cứu|chữa_cháy
    mũ|nón bảo_hiểm
    hàng_rong|bán_tải|bán_vé_số
    bài|bài_hát cháy *1 lên?
    trời tối|tôi quá
"""
