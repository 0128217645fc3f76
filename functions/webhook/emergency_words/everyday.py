"""Wordings that, written without marks, are above all something harmless.

``de`` is đề, để, dễ, đẻ or đè; ``can`` is cần, căn or cán. A phrase found on nothing but such wordings, none of
them certain by its marks, is not taken for a cue, unless it was written for bare text (it opens with ``~``).
"""

from __future__ import annotations

from dutydesk.text.fold import fold
from functions.webhook.emergency_words.choices import CHOICES

__all__ = ["EVERYDAY", "EVERYDAY_WORDS"]

_WORDS = """
    a ai an anh ao ba bac ban bang bao bat bay be ben bep bi bien biet bo boc bon bong bua buoc cai cam can canh
    cao cap cat cau cay chan chap chat che chi chia chiec chieu cho choi chong chu chua chuc chui chuyen co coc
    con cong cu cua cung cuoc cuoi cuon da dai dam dan dang dap dat dau day de dem den deo di dia dien dinh do
    doi don dong dot du dua duc dung duoc duoi duong duy em eo ga gac gan gap gay ghe ghi gi gia giai gian giao
    giay gio giu giup giua go goi ha hai ham han hang hanh he hen het hieu ho hoa hoc hoi hong hu hung huong it
    ke kem keo ket khac khach khai khan khau khi kho khoa khoan khoang khoe khong khu kia kich kiem kien kim
    kinh ky la lac lai lam lan lang lao lap lat lau lay le len li lien liet lieu lo loai loi lon long lot lu luc
    lui luon ly ma mac mai man mang mat mau may me mieng minh mo moc moi mong mot mua muc mui mung muon my nam
    nan nang nao nay nem nen neu nga ngam ngay nghe nghi ngo ngoai ngoi ngon ngu ngua nguoi nha nhac nhan nhanh
    nhap nhe nhieu nho nhu nhung noi non nong nop nu nua nui nuoc o oi ong phai pham phan phap phat phep phong
    phu phuc qua quan quay quen qui quy ra rac re ri roi rong rot rung rut ruot sach san sang sao sap sat sau
    say se si sinh so soat son song suc sung_ta ta tai tam tan tang tap tat tay te ten tham than thang thanh
    thao thap that thau thay the thi thich thieu thiet tho thoi thong thu thua thuc thue thung thuoc thuong thuy
    ti tich tiem tien tiep tieu tim tin tinh to toa toan toc toi tong tot tra trai tram tran trang tre tren treo
    tri trinh tro troi trong tru truc trung truoc truong tu tuan tuc tui tuoi tuong tuy tuyen ty ua va vach vai
    van vang vao vat vay ve ven vi viec vien vo voi von vong vu vua xa xac xay xe xem xen xep xet xin xong xu
    xuat xung xuong y yeu
"""

_PAIRS = """
    xe_máy ô_tô xe_tải xe_khách xe_buýt xe_ben xe_hơi xe_bồn tàu_hỏa xe_điện nhà_nghỉ khách_sạn bố_mẹ ba_mẹ
    gia_đình tiền_gas các_anh mấy_anh các_chú mấy_chú lực_lượng công_an ở_đây trên_xe trong_xe lên_xe ra_ngoài
    vào_nhà vô_nhà có_người bên_trong trong_nhà dưới_đất giữa_đường ngoài_đường trên_đường dưới_đường đi_đâu
    đi_mất ở_đó trên_lầu học_sinh điện_thoại tài_sản cửa_hàng túi_xách thanh_niên một_mình không_được không_ai
    chưa_về không_về về_nhà vỉa_hè gốc_cây xe_cộ cổng_trường bãi_đất thang_máy nhà_tắm nhà_vệ_sinh cầu_thang
    tủ_kính cửa_kính bảng_hiệu lăm_lăm hội_đồng bị_liệt không_dám hàng_xóm người_lạ mấy_người dịch_vụ tài_khoản
"""

_PEOPLE_AND_THINGS = ("building", "thing", "kin", "small", "body", "water", "high", "us", "they", "human", "boat")

EVERYDAY_WORDS = frozenset(_WORDS.split())
"""Single words alone, for a reader that can afford more mistakes."""

EVERYDAY = EVERYDAY_WORDS | frozenset(
    fold(wording.replace("_", " "))
    for wording in (*_PAIRS.split(), *" ".join(CHOICES[name] for name in _PEOPLE_AND_THINGS).split())
)
