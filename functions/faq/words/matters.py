"""The matters of a police desk, each with the names that citizens, officers and laws give it.

A line is ``matter: name | name | …``; lines of the same matter add up. ``matter > wider`` says that the matter is also
one of a wider kind, which then counts half. Names are found as whole words, longest first.
"""

PAPERS_AND_PLACES = """
cancuoc: căn cước | căn cước công dân | thẻ căn cước | thẻ căn cước công dân | thẻ cccd | cccd gắn chíp | thẻ chíp
cancuoc: căn cước gắn chíp | thẻ gắn chíp | làm thẻ chíp | thẻ tùy thân | giấy tùy thân | thẻ id
chungminh > cancuoc: chứng minh nhân dân | chứng minh thư | chứng minh | chứng minh thư nhân dân | chứng minh cũ
chungminh > cancuoc: cmnd 9 số | chín số | 9 số | số chứng minh cũ | số cũ | chứng minh 9 số
giaycancuoc > cancuoc: giấy chứng nhận căn cước | người gốc việt | gốc việt nam
madinhdanh: mã định danh | số định danh | số định danh cá nhân | mã số cá nhân | mã số định danh
vneid: vneid | định danh điện tử | tài khoản định danh | định danh mức hai | định danh mức 2 | mức 2 | mức độ 2
vneid: mức hai
vneid: định danh mức 1 | app định danh | ứng dụng định danh | tài khoản định danh điện tử | căn cước điện tử
vneid: app công an
kichhoat: kích hoạt | active | mã kích hoạt | otp | mã otp | mã xác nhận | mã xác thực
matkhau: mật khẩu | quên mật khẩu | passcode | mã passcode | password | đổi mật khẩu | quên passcode | mã pin
khoataikhoan: khóa tài khoản | mở khóa | bị khóa | tài khoản bị khóa | khoá tài khoản
tichhop: tích hợp | đưa lên vneid | cập nhật lên vneid | đồng bộ | thêm vào vneid | hiện lên vneid
thuongtru: thường trú | hộ khẩu | nhập khẩu | nhập hộ khẩu | sổ hộ khẩu | đăng ký thường trú | chuyển khẩu
thuongtru: chuyển hộ khẩu
thuongtru: nhập hộ | vào hộ khẩu | cắt khẩu | đăng ký hộ khẩu | hộ khẩu thường trú | về ở hẳn | nhập tên vào hộ
tachho: tách hộ | tách khẩu | tách hộ khẩu | tách sổ | ra riêng | tách riêng
xoathuongtru: xóa thường trú | xóa khẩu | cắt hộ khẩu | xóa đăng ký thường trú | xóa hộ khẩu | cắt khẩu
xoathuongtru: xoá tên hộ khẩu
chuho: chủ hộ | đổi chủ hộ | thay đổi chủ hộ | quan hệ với chủ hộ
tamtru: tạm trú | đăng ký tạm trú | ở trọ | nhà trọ | thuê trọ | phòng trọ | thuê nhà | ở thuê | thuê phòng
tamtru: giấy tạm trú
tamtru: sổ tạm trú | khai tạm trú | ở nhờ | trọ học | người thuê | khách thuê | nhà thuê | tạm trú tạm vắng
giahan: gia hạn | gia hạn tạm trú | kéo dài | hết hạn tạm trú
tamvang: tạm vắng | khai báo tạm vắng | vắng nhà | đi vắng | vắng mặt | đi xa
luutru: lưu trú | thông báo lưu trú | khai báo lưu trú | ngủ lại | ở lại qua đêm | qua đêm | ở chơi | khách đến ở
luutru: tới chơi
luutru: ở lại mấy ngày | khách ngủ lại | họ hàng đến ở
cutru: cư trú | nơi cư trú | thông tin cư trú | nơi ở hiện tại | chỗ ở hiện tại | nơi ở
xacnhancutru: xác nhận cư trú | giấy xác nhận cư trú | xác nhận thông tin cư trú | ct07 | mẫu ct07 | giấy ct07
xacnhancutru: xác nhận thông tin về cư trú | xác nhận nơi cư trú | xác nhận nơi ở | chứng minh nơi ở
hochieu: hộ chiếu | passport | sổ hộ chiếu | hộ chiếu phổ thông | hộ chiếu gắn chip | sổ thông hành | giấy thông hành
hochieu: đi nước ngoài | xuất cảnh | làm hộ chiếu | hộ chiếu điện tử
thithuc: thị thực | visa | vi sa | gia hạn visa | evisa | thẻ tạm trú người nước ngoài
nuocngoai: người nước ngoài | nước ngoài | khách tây | ông tây | khách nước ngoài | foreigner | ngoại quốc | người hàn
nuocngoai: người trung quốc | việt kiều | khách hàn quốc | người mỹ | chồng tây | vợ nước ngoài | chuyên gia nước ngoài
lylich: lý lịch tư pháp | phiếu lý lịch | lý lịch | tiền án | án tích | phiếu lý lịch tư pháp | xác nhận không tiền án
lylich: phiếu số 1 | phiếu số 2 | giấy không tiền án | xóa án tích | hạnh kiểm | xác nhận hạnh kiểm
"""

ROADS = """
banglai: giấy phép lái xe | bằng lái | bằng lái xe | bằng lái xe máy | bằng xe máy | bằng ô tô | bằng xe | bằng a1
banglai: bằng b2
banglai: bằng b1 | bằng b | bằng lái ô tô | bằng lái a1 | bằng lái xe ô tô | bằng ôtô | bằng lái xe hơi | thẻ lái xe
banglai: bằng lái quốc tế | phép lái xe | bằng a2 | bằng c1
sathach: thi bằng lái | thi bằng | thi lái xe | sát hạch | sát hạch lái xe | học lái xe | học bằng lái | thi sát hạch
trudiem: trừ điểm | điểm bằng lái | phục hồi điểm | hết điểm | mất điểm | điểm giấy phép lái xe | bị trừ điểm
dangkyxe: đăng ký xe | cà vẹt | cà vẹt xe | cavet | cavet xe | giấy xe | giấy tờ xe | giấy đăng ký xe
dangkyxe: chứng nhận đăng ký xe
dangkyxe: đăng kí xe | cà vẹc | đăng ký xe máy | đăng ký ô tô | làm giấy tờ xe | đăng ký phương tiện
dangkyxe: giấy chủ quyền xe
xemoi > dangkyxe: xe mới | mới mua xe | mua xe mới | đăng ký xe lần đầu | đăng ký lần đầu | ra biển | bấm biển
xemoi > dangkyxe: bốc biển
xemoi > dangkyxe: làm biển số xe mới | lấy biển | bấm biển số | xe mới mua
bienso: biển số | bảng số | bảng số xe | biển số xe | biển xe | biển kiểm soát | biển số định danh | tấm biển
biendinhdanh > bienso: biển số định danh | định danh biển số | giữ lại biển số | giữ biển số | biển định danh
biendinhdanh > bienso: giữ biển
daugia > bienso: đấu giá biển số | đấu giá biển | biển số đẹp | biển đẹp | trúng đấu giá
bienvang > bienso: biển vàng | biển số vàng | biển kinh doanh vận tải | đổi biển vàng | nền màu vàng
sangten: sang tên | sang tên xe | sang tên đổi chủ | mua xe cũ | bán xe | mua bán xe | chuyển quyền sở hữu
sangten: đổi tên chủ xe
sangten: xe không chính chủ | không chính chủ | chính chủ | mua lại xe | tặng xe | cho xe | xe cũ | chuyển tên xe
sangten: xe đời chủ
sangten: mua lại của người | nhiều đời chủ | chủ cũ | thừa kế xe
thuhoixe: thu hồi đăng ký | thu hồi biển | thu hồi đăng ký biển số | bán xe cho người khác | rút hồ sơ | rút hồ sơ gốc
doimau: đổi màu | đổi màu sơn | sơn lại xe | sơn xe | màu sơn | cải tạo xe | dán đổi màu | độ xe
phatnguoi: phạt nguội | camera phạt | phạt qua camera | tra cứu phạt | tra phạt | lỗi phạt nguội | tra cứu vi phạm
phatnguoi: dính phạt nguội | bị camera | phạt qua hình ảnh | kiểm tra phạt nguội | camera ghi
nopphat: nộp phạt | đóng phạt | nộp tiền phạt | đóng tiền phạt | trả tiền phạt | quyết định xử phạt | biên bản
nopphat: biên bản phạt
nopphat: nộp phạt vi phạm | biên bản vi phạm
tamgiuxe: tạm giữ xe | giữ xe | bị giữ xe | giam xe | giam bằng | lấy xe bị giam | xe bị giữ | tịch thu xe
tamgiuxe: xe tạm giữ | bắt xe
tamgiuxe: lấy lại xe | lấy xe | giữ bằng lái | giữ giấy tờ | tạm giữ phương tiện | bị giam xe | bị bắt xe | hốt xe
tamgiuxe: cẩu xe
tainan: tai nạn giao thông | tai nạn | đụng xe | tông xe | va chạm | va quẹt | quẹt xe | đâm xe | bỏ chạy
tainan: tông rồi bỏ chạy
nongdocon: nồng độ cồn | thổi cồn | uống bia | uống rượu | say xỉn | rượu bia | uống bia lái xe | đo cồn | thổi nồng độ
mubaohiem: mũ bảo hiểm | nón bảo hiểm | không đội mũ | không đội nón
vuotden: vượt đèn đỏ | vượt đèn | đèn đỏ
tocdo: tốc độ | quá tốc độ | chạy nhanh | bắn tốc độ | chạy quá tốc độ
xedien: xe điện | xe máy điện | xe đạp điện | xe vin điện
duaxe: đua xe | bốc đầu | nẹt pô | pô độ | quái xế | tụ tập đua xe | lạng lách
dauxe: đậu xe | đỗ xe | đậu xe trái phép | đỗ xe trước nhà | lấn chiếm vỉa hè | lấn chiếm lòng đường | vỉa hè
dauxe: lòng lề đường
xecam: cấm tải | giờ cấm | xe tải vào phố | giấy phép vào đường cấm | đường cấm | giấy phép lưu thông
baohiemxe: bảo hiểm xe | bảo hiểm xe máy | bảo hiểm bắt buộc
dangkiem: đăng kiểm | kiểm định xe | kiểm định khí thải
"""

ORDER = """
vukhi: bom | quả bom | mìn | vũ khí | súng | khẩu súng | súng săn | súng hơi | dao kiếm | vũ khí thô sơ
vukhi: công cụ hỗ trợ | giao nộp vũ khí | đạn | lựu đạn
vukhi: bom mìn | vật liệu nổ | thuốc nổ | kiếm nhật | mã tấu | roi điện | bình xịt hơi cay | súng điện | súng bắn bi
vukhi: dao găm
vukhi: hung khí | giấy phép sử dụng vũ khí | bom đạn | mìn
phao: pháo | pháo hoa | pháo nổ | đốt pháo | bắn pháo | pháo bông
kinhdoanh: ngành nghề có điều kiện | đủ điều kiện về an ninh trật tự | điều kiện an ninh trật tự
kinhdoanh: giấy chứng nhận an ninh trật tự
kinhdoanh: kinh doanh có điều kiện | giấy an ninh trật tự | đủ điều kiện an ninh | an ninh trật tự
kinhdoanh: giấy chứng nhận đủ điều kiện
camdo > kinhdoanh: cầm đồ | tiệm cầm đồ | dịch vụ cầm đồ | cầm xe | mở tiệm cầm đồ
karaoke > kinhdoanh: karaoke | quán hát | vũ trường | quán karaoke | mở quán karaoke
nhanghi > kinhdoanh: nhà nghỉ | khách sạn | homestay | cơ sở lưu trú | cho thuê lưu trú | airbnb | dịch vụ lưu trú
baove > kinhdoanh: dịch vụ bảo vệ | công ty bảo vệ | thuê bảo vệ | bảo vệ chuyên nghiệp | vệ sĩ
condau > kinhdoanh: con dấu | mẫu dấu | khắc dấu | dấu công ty | đăng ký mẫu dấu | làm dấu | mộc | con mộc
doino: khủng bố | đòi nợ | đòi nợ thuê | siết nợ | khủng bố đòi nợ | gọi điện đòi nợ | xiết nợ
tindungden: tín dụng đen | cho vay nặng lãi | vay nặng lãi | app vay | vay tiền app | lãi nặng | vay nóng | xã hội đen
tindungden: vay app
mattrom: trộm cắp | bị trộm | trộm | ăn trộm | mất trộm | mất cắp | bị mất cắp | kẻ trộm | bẻ khóa | móc túi | bị cắp
mattrom: ăn cắp
mattrom: trộm xe | mất xe | mất xe máy | lấy cắp | trộm vào nhà | bị móc túi | mất ví tiền
cuop: cướp | cướp giật | giật đồ | bị giật | giật điện thoại | giật túi | bị cướp | giật dây chuyền | cướp tài sản
luadao: kẻ lừa | dụ dỗ | lừa đảo | bị lừa | lừa tiền | lừa đảo qua mạng | bị lừa tiền | lừa đảo online
luadao: chiếm đoạt tài sản | mất tiền oan | lừa
luadao: giả danh công an | giả công an | mạo danh | giả mạo | lừa chuyển tiền | lừa đảo trên mạng | bị hack
luadao: hack facebook
luadao: chuyển khoản nhầm | lừa chuyển khoản | tự xưng công an | gọi điện tự xưng | cuộc gọi lạ | giả danh
luadao: hack tài khoản
togiac: tố giác | tố giác tội phạm | tin báo | báo tin | trình báo | báo công an | báo án | tin báo tội phạm
togiac: tố giác tin báo
togiac: báo tin tội phạm | trình báo công an | làm đơn trình báo | đơn trình báo | đơn tố giác | cớ mất
khieunai: khiếu nại | đơn khiếu nại | khiếu nại quyết định | không đồng ý với quyết định | kiện
tocao: tố cáo | đơn tố cáo | tố cáo cán bộ | phản ánh cán bộ | vòi tiền | nhũng nhiễu | hạch sách | vòi vĩnh
tocao: tiêu cực | hối lộ
tocao: thái độ cán bộ | gây khó dễ | làm khó
phananh: phản ánh | kiến nghị | phản ánh kiến nghị | góp ý | đường dây nóng | hotline | số điện thoại trực ban
phananh: trực ban
tiepdan: tiếp công dân | tiếp dân | lịch tiếp dân | lịch tiếp công dân | gặp lãnh đạo | gặp trưởng công an
matuy: ma túy | nghiện | con nghiện | hút chích | chơi đá | hàng trắng | cai nghiện | sử dụng ma túy | bay lắc | kẹo
matuy: ngáo đá
matuy: đi cai | thuốc lắc | cần sa | ma tuý | nghiện ngập
cobac: đánh bạc | cờ bạc | cá độ | lô đề | số đề | đá gà | sòng bạc | đánh bài | ghi đề | cá độ bóng đá | đánh đề
maidam: mại dâm | gái gọi | bán dâm | mua dâm
baoluc: bạo lực gia đình | chồng đánh | đánh vợ | bạo hành | bị chồng đánh | đánh đập | bạo hành trẻ em | bị đánh
danhnhau: chảy máu | đánh chảy máu | bị thương | bị đánh | chém | đâm | đánh nhau | gây gổ | côn đồ | gây rối
danhnhau: hành hung | gây rối trật tự | cố ý gây thương tích | thương tích | xô xát
tiengon: tiếng ồn | ồn ào | hát karaoke ồn | loa kẹo kéo | hàng xóm ồn | mở nhạc to | làm ồn | hát hò
tiengon: nhậu nhẹt ồn ào | gây ồn
matich: mất tích | người mất tích | tìm người | đi lạc | trẻ lạc | tìm trẻ lạc | tìm người thân | bỏ nhà đi
nhatduoc: lụm được | lượm | nhặt | lụm | nhặt được | lượm được | nhặt của rơi | của rơi | trả lại đồ | nhặt ví
nhatduoc: nhặt được đồ | nhặt được của rơi
dedoa: đe dọa | bị đe dọa | hăm dọa | tống tiền | nhắn tin đe dọa | dọa giết | dọa tung ảnh | tung clip | ảnh nhạy cảm
boinho: bôi nhọ | xúc phạm | vu khống | nói xấu | tin giả | đăng tin sai | xúc phạm trên mạng | nói xấu trên facebook
boinho: làm nhục
treem: trẻ em | con nít | em bé | trẻ nhỏ | con nhỏ | con tôi | bé nhà | trẻ dưới | dưới 14 tuổi | con em
treem: trẻ sơ sinh | mới sinh
treem: dưới 6 tuổi | chưa đủ 14 tuổi | 14 tuổi | cho bé | cho con | con mới đẻ | bé mới sinh | đứa nhỏ | cháu bé
treem: dưới mười bốn
nguoigia: người già | người cao tuổi | ốm đau | không đi lại được | nằm một chỗ | già yếu | tại nhà | người khuyết tật
nguoigia: bệnh nặng
nguoigia: liệt giường | tận nhà | đến nhà làm | bà nội | ông ngoại
chay: phòng cháy chữa cháy | phòng cháy | chữa cháy | bình chữa cháy | thẩm duyệt | nghiệm thu | báo cháy
chay: hệ thống báo cháy
chay: thẩm duyệt phòng cháy | nghiệm thu phòng cháy | an toàn cháy nổ | cháy nổ | lối thoát nạn | thoát hiểm | pccc
tuphap: tạm giam | tạm giữ người | thăm nuôi | trại giam | thăm gặp | người bị bắt | bị tạm giam | gửi đồ | đi thăm
nghiavu: nghĩa vụ công an | đi nghĩa vụ | tuyển công an | thi vào công an | thi công an | vào ngành
nghiavu: nghĩa vụ tham gia công an
giaymoi: giấy mời | giấy triệu tập | bị mời lên | công an mời | bị triệu tập | mời lên làm việc | triệu tập
choo: đặt cọc | chủ nhà | chủ trọ
camera: camera | trích xuất camera | xem camera
flycam: flycam | drone | máy bay không người lái | thiết bị bay
dangkythietbi: xe máy chuyên dùng
cho: chó thả rông | chó cắn | thú cưng
hangxom: nhà hàng xóm | hàng xóm | nhà kế bên | nhà bên cạnh | láng giềng
diachi: đổi địa chỉ | sáp nhập | sau sáp nhập | đổi tên phường
"""

WHAT_HAPPENED = """
vi: bóp | ví | cái ví | cái bóp | giỏ xách | túi xách | balo
buonnguoi: buôn người | mua bán người | bán sang | campuchia | lừa bán | bị nhốt | giam giữ trái phép
+mat: không thấy đâu | tìm không thấy | tìm không ra | không tìm thấy | kiếm không ra | mất | bị mất | làm mất | rớt
+mat: bị rớt | đánh rơi | thất lạc | rơi mất | làm rơi | bay mất | lạc mất | để quên | rơi
+caplai: cấp lại | làm lại | xin lại | xin cấp lại | làm lại cái khác | lấy lại | bổ sung lại
+doi: cấp đổi | đổi | đổi lại | đổi mới | thay đổi | đổi sang | thay | chuyển sang | đổi thẻ
+hethan: hết hạn | quá hạn | sắp hết hạn | hết thời hạn | hết hiệu lực | tới hạn
+hong: hỏng | hư | bị hư | rách | bị rách | gãy | bị gãy | mờ | bong tróc | bạc màu | nhòe | bể | nứt | hư hỏng | phai
+sai: sai | sai thông tin | sai tên | sai ngày sinh | đính chính | sửa thông tin | điều chỉnh | sửa | ghi sai
+sai: nhầm tên | sửa lại
+landau: chưa có hộ chiếu | chưa có căn cước | chưa từng | chưa có bao giờ | lần đầu | làm mới | cấp mới | làm lần đầu
+landau: đăng ký mới | chưa làm bao giờ | lần đầu tiên | mới làm
+uyquyen: ủy quyền | làm hộ | làm thay | làm giùm | nhờ người | nộp hộ | nộp thay | đi thay | lấy hộ | nhận thay
+uyquyen: lấy giùm
+mua: mua | mua lại | tậu | sắm
+tracuu: tra cứu | kiểm tra | xem | tra | check | coi tình trạng | tra ở đâu | theo dõi
+huy: hủy | xóa | bỏ | hủy bỏ | xoá | gỡ | thu hồi | trả lại
+baove: giao nộp | nộp lại | đem nộp
+chuyen: chuyển | chuyển đến | dọn về | chuyển nhà | dọn nhà | chuyển đi | chuyển chỗ ở | chuyển nơi ở
+dangky: đăng ký | đăng kí | khai báo | khai | ghi danh
+xin: xin cấp | xin | cấp | làm
+phat: phạt | bị phạt | xử phạt | mức phạt | phạt tiền | chế tài
+batbuoc: bắt buộc | có cần | có phải | có bắt buộc
+tudo: doanh nghiệp | công ty | cửa hàng | tổ chức | cơ quan | cơ sở
+online: online | qua mạng | trực tuyến | dịch vụ công | trên mạng | qua app | cổng dịch vụ công | qua điện thoại
"""

MATTERS = PAPERS_AND_PLACES + ROADS + ORDER + WHAT_HAPPENED
