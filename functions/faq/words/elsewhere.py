"""What people also ask a police page, and other offices, shops or nobody answer.

Written as ``words.matters`` is. A matter of these that a bank does name is the bank's like any other.
"""

ELSEWHERE = """
kethon: kết hôn | đăng ký kết hôn | cưới hỏi | độc thân | xác nhận độc thân | tình trạng hôn nhân | giấy kết hôn
kethon: cưới vợ
lyhon: ly hôn | li hôn | ly dị | đơn phương ly hôn | quyền nuôi con | chia tài sản | cấp dưỡng
khaisinh: khai sinh | giấy khai sinh | trích lục khai sinh | làm khai sinh | trích lục
khaitu: khai tử | giấy chứng tử | báo tử | chứng tử | mai táng | tang lễ
nhadat: sổ đỏ | sổ hồng | đất đai | tách thửa | chuyển nhượng đất | mảnh đất | mảnh vườn | tranh chấp đất | lấn đất
nhadat: quyền sử dụng đất
nhadat: mua đất | bán đất | bán nhà | mua nhà | chung cư trả góp | thửa đất | đất nền | sang tên sổ | nhà đất
nhadat: quy hoạch | địa chính
xaydung: giấy phép xây dựng | xây nhà | xây dựng | sửa nhà | xin phép xây | cấp phép xây dựng | xây nhà trái phép
thue: nộp thuế | thuế thu nhập | mã số thuế | quyết toán thuế | thuế môn bài | hoàn thuế | kê khai thuế | thuế đất
thue: hóa đơn
baohiem: bảo hiểm xã hội | bảo hiểm y tế | bảo hiểm thất nghiệp | thất nghiệp | thẻ bảo hiểm | thai sản | chốt sổ
baohiem: lương hưu
baohiem: rút bảo hiểm | trợ cấp | hộ nghèo | chế độ thai sản | bảo hiểm nhân thọ | bhyt | bhxh | tiền tử tuất
baohiem: người có công
baohiem: trợ cấp thất nghiệp | trợ cấp xã hội | bảo trợ xã hội | hưu trí
nganhang: ngân hàng | lãi suất | thẻ atm | vay vốn | vay tiền | thẻ tín dụng | mở thẻ | tín chấp | gửi tiết kiệm
nganhang: vay ngân hàng
nganhang: mở tài khoản ngân hàng | thẻ ngân hàng | vietcombank | agribank | techcombank | mbbank | bidv | atm
nganhang: ví điện tử | momo
giaca: giá vàng | giá xăng | giá đô | tỷ giá | chứng khoán | cổ phiếu | bitcoin | giá điện | đô la | tiền ảo
giaca: giá xe | giá iphone | giá nhà | giá thịt | giá gạo
thoitiet: thời tiết | dự báo | trời mưa | mưa không | nắng không | bão số | nhiệt độ | trời nắng | có bão | ngập nước
bongda: bóng đá | đá banh | đá bóng | đội tuyển | trận đấu | world cup | u23 | ngoại hạng anh | kết quả bóng đá
bongda: sea games | tỷ số
xoso: xổ số | vé số | kết quả xổ số | trúng số | vietlott | tử vi | xem bói | phong thủy | xem ngày
xoso: cung hoàng đạo
nauan: nấu ăn | nấu phở | món ăn | công thức | cách nấu | quán ăn | quán cà phê | nhà hàng | ăn gì
nauan: trà sữa | cà phê
dulich: vé máy bay | du lịch | đặt phòng | khách sạn giá rẻ | hành lý | vé tàu | vé xe | chuyến bay | xe khách
dulich: đặt vé | xe buýt
hocduong: nhập học | tuyển sinh | lớp 1 | học phí | đại học | bài tập | bài văn | điểm thi | làm toán | học tiếng
hocduong: luyện thi | giải bài
hocduong: thi đại học | thẻ sinh viên | xin học | chuyển trường | mầm non | tiểu học | trường học | bằng tốt nghiệp
hocduong: du học | gia sư | điểm chuẩn
yte: bệnh viện | khám bệnh | bị sốt | đau bụng | đau đầu | đau răng | uống thuốc | thuốc gì | bác sĩ | tiêm vắc xin
yte: tiêm chủng
yte: giảm cân | bị ho | mang thai | sinh con | đi khám | bị ốm | triệu chứng | chích ngừa | tiêm phòng
yte: giấy khám sức khỏe | hiến máu
dienluc: tiền điện | cúp điện | mất điện | tiền nước | cúp nước | nước máy | đóng tiền nước | đóng tiền điện | có điện
dienluc: wifi | mạng internet
dienluc: internet | mất mạng | mất sóng | cắt điện | hóa đơn điện | lắp mạng | đổ rác | thu gom rác | rác thải
dienluc: cây đổ | đèn đường | ổ gà
muaban: shop | mua iphone | trả góp | giao hàng | bán hàng | khuyến mãi | mua sắm | đơn hàng | ship | order
muaban: mua online | áo mưa
muaban: sửa điện thoại | sửa xe | thay nhớt | rửa xe | bán áo | quần áo | mua điện thoại | mua laptop | shopee
muaban: lazada | tiki
vieclam: tìm việc | tuyển dụng | xin việc | lương bao nhiêu | nghỉ việc | tuyển nhân viên | nợ lương
vieclam: hợp đồng lao động | tăng lương
doanhnghiep: thành lập công ty | hộ kinh doanh | đăng ký kinh doanh | giấy phép kinh doanh | mở công ty | thành viên
doanhnghiep: kinh doanh cá thể
doanhnghiep: an toàn thực phẩm | vệ sinh an toàn thực phẩm | mở tạp hóa | mở quán ăn | đăng ký nhãn hiệu | bản quyền
doanhnghiep: giải thể công ty
congchung: công chứng | chứng thực | sao y | di chúc | thừa kế | hợp đồng mua bán nhà | sao y bản chính
congchung: chứng thực chữ ký | dịch thuật
tinhcam: người yêu | yêu em | tán gái | chia tay | buồn quá | cô đơn | thất tình | tỏ tình | kể chuyện | chuyện cười
tinhcam: hát đi | tâm sự
tinhcam: đi chơi không | là bot | bot hả | robot | là ai vậy | tên gì vậy | mấy tuổi rồi | có vợ chưa | có chồng chưa
tinhcam: yêu không
thucung: con mèo | con chó | nuôi chó | nuôi mèo | chó mèo | cá cảnh | con vẹt | thú y
phanmem: facebook | wifi | tiktok | zalo | youtube | gmail | chatgpt | máy tính | cài win | laptop | instagram
phanmem: hack wifi | lập trình
phanmem: python | javascript | viết code | excel | word | photoshop | hết pin | sạc pin | netflix | telegram
giaitri: ca sĩ | bài hát | xem phim | concert | lịch chiếu | diễn viên | idol | karaoke bài
nghiavuquansu: nghĩa vụ quân sự | khám nghĩa vụ | nhập ngũ | trốn nghĩa vụ
khac: thủ tướng | tổng thống | chủ tịch nước | thủ đô | bầu cử | lịch sử | dân số | diện tích | mấy giờ rồi
khac: hôm nay thứ mấy | âm lịch
khac: ngày lễ | nghỉ lễ | nghỉ tết | lịch nghỉ | thư viện | bảo tàng | công viên | bể bơi | phòng gym | tập gym
khac: sân bóng | rạp phim
khac: ignore | previous | instructions | system prompt | prompt | hacker | đóng vai | bỏ qua hướng dẫn | select
khac: drop table | script
khac: con nuôi | nhận con nuôi | quốc tịch | nhập quốc tịch | đổi giới tính | đổi tên khai sinh | giám hộ
khac: lao động nước ngoài | xuất khẩu lao động
phanmem: vssid | vnedu | smas | etax | icloud | apple id | messenger | tin nhắn đã xóa | gộp tài khoản
phanmem: sao lưu tin nhắn
phanmem: tài khoản zalo | nhóm zalo | cài zalo | tài khoản tiktok | tài khoản game | nick game | nạp game
phanmem: lên mạng chậm
phanmem: máy in | màn hình | dung lượng | bộ nhớ đầy | vi rút | virus | tải phần mềm | bàn phím | loa bluetooth
dienthoai: khóa hai chiều | khóa một chiều | sim bị khóa | khóa sim | nhà mạng | gói cước | đăng ký gói | nạp thẻ | 4g
dienthoai: 5g
dienthoai: data | viettel | vinaphone | mobifone | mất sóng | chuyển mạng giữ số | nạp tiền điện thoại | sóng yếu
lienlao: giấy phép lao động | nghỉ phép | hợp đồng thử việc | lương tối thiểu | công đoàn | sa thải | thẻ nhân viên
lienlao: tai nạn lao động | trợ cấp thôi việc | lương hưu | lương cơ bản | đuổi việc
nganhang: nợ xấu | cic | sinh trắc học ngân hàng | thẻ ngân hàng bị khóa | khóa thẻ | nuốt thẻ | cây rút tiền
nganhang: chuyển nhầm
nganhang: mật khẩu ngân hàng | app ngân hàng | mở tài khoản | số tài khoản đẹp | vay mua nhà | vay mua xe | lãi vay
nhadat: chuyển mục đích | đất vườn | thổ cư | trước bạ nhà | lệ phí trước bạ nhà | đền bù | giải tỏa | thuê đất
nhadat: sổ đất
nhadat: cấp sổ | sang sổ | đo đất | cấp phép sửa nhà | nhà ở xã hội | mua căn hộ | thuê mặt bằng
thuenha: thuế trước bạ | thuế môn bài | hóa đơn điện tử | thuế khoán | mã số thuế cá nhân
yte: thủy đậu | kiêng gì | phòng khám | da liễu | sốt xuất huyết | siêu âm | nha khoa | nhổ răng | khám tổng quát
yte: viện phí
yte: khám sức khỏe | xét nghiệm máu | mắt mờ | huyết áp | tiểu đường | thuốc tây | nhà thuốc | đỡ đẻ | sinh mổ
hocduong: học bổng | chứng chỉ tiếng anh | ielts | toeic | nghỉ hè | sổ liên lạc | học bạ | thi cuối kỳ
hocduong: trường mẫu giáo
hocduong: lịch học | trung tâm tiếng anh | bằng tốt nghiệp | sách giáo khoa | xin nghỉ học
xecho: nên mua xe | thay lốp | vá lốp | thay dầu | hết xăng | chết máy | cứu hộ xe | thuê xe | bảo hiểm thân vỏ
xecho: xe nào bền
xecho: mua con nào | xe ôm | đặt grab | cà số tự động | bảo dưỡng xe | thay bình ắc quy | nước làm mát | giá lăn bánh
thoitiet: có ngập | bão vào | bao nhiêu độ | hôm nay nóng | bão số mấy | triều cường
giaitri: phim gì | xem phim gì | bài hát nào | nghe nhạc | truyện tranh | game nào | đồng phục | văn nghệ
khieuluat: luật sư | bào chữa | thuê luật sư | tòa án | án phí | kiện ra tòa | thi hành án dân sự | công ty luật
"""
