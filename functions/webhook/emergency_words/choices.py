"""Named choices that several phrases share."""

from __future__ import annotations

__all__ = ["CHOICES"]

CHOICES = {
    "building": (
        "nhà nhà_dân nhà_kho nhà_xưởng nhà_trọ nhà_hàng căn_hộ chung_cư phòng phòng_trọ dãy_trọ khu_trọ trọ "
        "quán tiệm cửa_hàng siêu_thị chợ sạp ki_ốt kho xưởng bếp gác tầng lầu khách_sạn ký_túc_xá ktx karaoke "
        "rừng đồi bãi cây_xăng trạm_xăng tòa_nhà toà_nhà công_trình hội_trường lán gara garage nóc mái "
        "trường_học cỏ đồng_cỏ rẫy"
    ),
    "thing": (
        "xe xe_máy ô_tô oto xe_hơi xe_tải xe_bồn xe_khách xe_buýt container tàu ghe thuyền trụ_điện cột_điện "
        "tủ_điện dây_điện dây_cáp ổ_điện trạm_biến_áp bình_gas bình_ga rèm nệm tivi tủ_lạnh quạt máy_lạnh "
        "công_tơ"
    ),
    "blade": (
        "dao dao_phay dao_găm dao_phóng_lợn phóng_lợn mã_tấu mác kiếm rìu búa rựa kéo gậy gậy_gộc gậy_sắt "
        "tuýp tuýp_sắt ống_tuýp côn xà_beng cuốc xẻng hung_khí vũ_khí hàng_nóng đao lưỡi_lê dao_kiếm "
        "mã_tấu_dao kim_tiêm ống_sắt cây_sắt gạch vỏ_chai chai_bia bom_xăng"
    ),
    "attack": (
        "đánh oánh uýnh quýnh quánh đập đạp đấm đá tát phang nện chém đâm dìm nhúng bóp_cổ quật vật xô_ngã "
        "cắn quây hành_hung tấn_công tra_tấn túm_tóc nắm_tóc lột_đồ xé_áo trói nhốt giam lôi_kéo ép đẩy_ngã "
        "cứa rạch đè rượt dí chặn_đường khống_chế hành_hạ bạo_hành sàm_sỡ quấy_rối"
    ),
    "human": (
        "người em tôi tui con cháu bé mẹ má bố ba vợ chồng ông bà anh chị cô chú bác bạn khách nhân_viên "
        "shipper tài_xế bảo_vệ đứa học_sinh nó nhau công_an dân cụ thằng con_bé thanh_niên phụ_nữ đàn_ông "
        "chủ_quán mình hàng_xóm"
    ),
    "boat": ("đò thuyền ghe xuồng tàu ca_nô cano thúng bè sà_lan phà vỏ_lãi tàu_cá"),
    "gun": ("súng súng_ngắn súng_hoa_cải súng_săn súng_lục súng_k54 lựu_đạn mìn bom thuốc_nổ"),
    "hold": (
        "cầm xách vác mang_theo lăm_lăm lăm vung rút lấy đưa quơ giắt thủ_sẵn nắm mài lụi giơ chĩa dí khua "
        "múa thủ đem ôm cằm"
    ),
    "beat": (
        "đánh oánh uýnh quýnh quánh uánh wýnh đánh_đập đấm đá đấm_đá tát đập nện tẩn phang táng dần bụp "
        "tác_động hành_hung chém đâm"
    ),
    "kin": (
        "vợ chồng con mẹ má bố ba cha bà ông em chị anh cháu bé vợ_con con_trai con_gái chồng_cũ tôi tui mình "
        "em_tôi ông_xã bà_xã mẹ_già mẹ_vợ bố_vợ em_gái em_trai chị_gái anh_trai bà_nội bà_ngoại tớ"
    ),
    "small": (
        "bé em_bé cháu cháu_bé con con_tôi con_em con_gái con_trai trẻ trẻ_em trẻ_con trẻ_nhỏ trẻ_sơ_sinh "
        "con_nít đứa_bé đứa_nhỏ đứa_trẻ bé_gái bé_trai cháu_nhỏ cháu_gái cháu_trai thằng_bé con_bé thằng_cu "
        "nhóc em_nhỏ học_sinh cu_tí sắp_nhỏ"
    ),
    "body": (
        "người anh chị ông bà cô chú bác cụ bé cháu em nạn_nhân công_nhân thanh_niên mẹ bố ba con vợ chồng "
        "bạn khách tài_xế đứa phụ_nữ đàn_ông bà_cụ ông_cụ bà_bầu học_sinh cả_nhà"
    ),
    "water": (
        "sông hồ ao kênh mương giếng biển suối cống rạch ruộng hố hố_ga cầu đập bể_bơi hồ_bơi bể_nước "
        "xuống_nước đê kinh lạch"
    ),
    "high": (
        "cầu lầu tầng nóc sân_thượng lan_can ban_công mái cột_điện tòa_nhà toà_nhà chung_cư tháp cần_cẩu "
        "tầng_thượng thành_cầu"
    ),
    "us": ("tôi tui em mình con cháu chúng_tôi tụi_em bọn_em tụi_tui tớ chị anh mẹ với_với"),
    "they": ("nó tụi_nó bọn_nó chúng_nó bọn_chúng họ hắn gã thằng bọn tụi đám nhóm"),
}
