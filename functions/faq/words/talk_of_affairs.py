"""Accounts, trades, crimes and quarrels as citizens of the whole country name them, beyond the words of offices.

Written as ``words.matters`` is; lines of a matter that is listed there add to it.
"""

ACCOUNTS_AND_TRADES = """
matkhau: quên mk | pass | quên pass | đặt lại mật khẩu | không nhớ mật khẩu | sai mật khẩu | mật khẩu sai
maso: sáu số | 6 số | mã 6 số | mã sáu số | 6 chữ số | sáu chữ số | passcode | pascode | mã passcode | mã pin
maso: pass code
maso: mã mở ứng dụng | mã mở app | câu hỏi bảo mật
dangnhap: đăng nhập | login | log in | vào app | vô app | mở app | đăng nhập lại | vào được app | vô được
sodienthoai: số điện thoại | đổi số | đổi sim | số mới | sim mới | số cũ | sim cũ | sim khác | số máy khác | thay sim
sodienthoai: đổi số điện thoại | sim chính chủ | đổi sdt
doimay: máy mới | điện thoại mới | thiết bị khác | đổi máy | đổi điện thoại | máy khác | thay điện thoại
doimay: iphone mới | lên đời máy | cài lại | thiết bị mới | thiết bị cũ | máy cũ | đổi iphone | điện thoại khác
matdienthoai: mất điện thoại | mất máy | mất iphone | điện thoại bị mất | rớt điện thoại | rơi điện thoại
matdienthoai: giật điện thoại | điện thoại bị giật | bị giật điện thoại | bị móc điện thoại | mất dt
matdienthoai: mất cái điện thoại
matdienthoai: điện thoại bị cướp | mất luôn điện thoại
dinhvi: định vị | imei | vị trí điện thoại | dò vị trí | tìm lại điện thoại
quetchip: quét chip | đọc chip | quét nfc | nfc | không đọc được chip | quét khuôn mặt | nhận diện khuôn mặt
quetchip: quét mặt | áp thẻ | áp căn cước | quét thẻ | không nhận khuôn mặt | xác thực khuôn mặt | quét không được
thecung: thẻ cứng | bản cứng | thẻ thật | thẻ vật lý | giấy tờ gốc | bản gốc | thay thẻ cứng | thay được thẻ
tochuc: doanh nghiệp | công ty | tổ chức | hợp tác xã | kế toán | giám đốc | người đại diện | pháp nhân
camxuatcanh: cấm xuất cảnh | cấm bay | tạm hoãn xuất cảnh | chặn xuất cảnh | hoãn xuất cảnh | cấm đi nước ngoài
camxuatcanh: bị cấm ra nước ngoài | không cho xuất cảnh | không cho ra nước ngoài | chặn ở sân bay
thonghanh: giấy thông hành | qua biên giới | sang biên giới | cửa khẩu | cư dân biên giới | vùng biên | đi biên giới
thonghanh: giấy qua lại biên giới
cochip: gắn chip | có chip | không chip | loại thường | con chip | gắn chíp | có gắn chip | loại có chip
baolanh: bảo lãnh | mời sang | mời qua | thư mời | mời vào việt nam | bảo lãnh vào | đón qua | rước qua | mời bạn
nuocngoai: người nhật | người pháp | người đài loan | người úc | người nga | người ấn độ | người anh quốc | người đức
nuocngoai: người mỹ | người thái | người lào | người campuchia | người canada | người singapore | người philippines
nuocngoai: quốc tịch hàn | quốc tịch mỹ | quốc tịch nhật | quốc tịch pháp | quốc tịch nước ngoài | vợ tây | bạn tây
nuocngoai: khách nước ngoài | người ngoại quốc | khách hàn | khách trung | khách nga | người đài | người hàn quốc
nuocngoai: chồng hàn | chồng đài | vợ nhật | dân tây | tây ba lô
mienthithuc > thithuc: miễn thị thực | miễn visa | visa 5 năm | giấy miễn thị thực | miễn visa 5 năm
evisa > thithuc: visa điện tử | thị thực điện tử | evisa | e visa | visa online
tuve: tự vệ | phòng thân | roi điện | bình xịt cay | hơi cay | bình xịt | gậy ba khúc | gậy 3 khúc | dùi cui | baton
tuve: súng điện | bình xịt hơi cay | gậy sắt | đồ phòng thân | côn nhị khúc
congcu: công cụ hỗ trợ | trang bị công cụ | trang bị dùi cui | trang bị cho bảo vệ | trang bị cho đội
dao: dao | con dao | dao phóng lợn | dao bấm | dao găm | dao nhọn | mã tấu | dao xếp | dao bầu | dao phay
dao: dao thái lan
kiemco: kiếm cổ | kiếm nhật | thanh kiếm | cây kiếm | gươm | thanh gươm | đao kiếm | kiếm gia bảo | kiếm trang trí
kiemco: treo kiếm | treo trong nhà | trưng bày | gia truyền | ông cố để lại | sưu tầm | hiện vật | gia bảo
giaonop: giao nộp | đem nộp | mang nộp | nộp súng | nộp vũ khí | nộp lại súng | tự nguyện nộp | nộp cho công an
giaithe: giải thể | đóng cửa công ty | phá sản | sáp nhập | chia tách | ngừng hoạt động | đổi tên đơn vị
giaithe: đóng công ty
condau > kinhdoanh: cái dấu | dấu tròn | con dấu cũ | dấu cơ quan | dấu mòn | dấu bị mòn | con triện | dấu đỏ
nganhnghe > kinhdoanh: ngành nghề nào | ngành nào | nghề nào | loại hình nào | loại hình kinh doanh | ngành nghề gì
nganhnghe > kinhdoanh: những ngành | danh mục ngành | massage | xoa bóp | tiệm game | bi da | bida | in ấn
hoa: cháy nhà | nhà cháy | nhà bị cháy | có cháy | đang cháy | hỏa hoạn | bốc khói | bốc cháy | đám cháy | cháy lớn
hoa: mắc kẹt | kẹt thang máy | kẹt trong thang máy | nổ bình gas | nổ ga | rò rỉ gas | cháy rồi | báo cháy | cháy rừng
vuchay: vụ cháy | cháy rụi | bị cháy | cháy hết | cháy xe | xe bị cháy | nguyên nhân cháy | xác nhận cháy | đợt cháy
nhakinhdoanh: nhà ở kết hợp kinh doanh | vừa ở vừa bán | vừa ở vừa kinh doanh | buôn bán tại nhà | bán hàng tại nhà
nhakinhdoanh: tầng trệt bán | mở tiệm tại nhà | mở shop tại nhà | mở quán tại nhà | tạp hóa | dưới bán trên ở
nhakinhdoanh: ở trên bán dưới | kinh doanh tại nhà | nhà mặt tiền bán | quán tại nhà | tiệm tạp hóa | trên ở
loithoat: lối thoát nạn | thoát hiểm | cửa thoát hiểm | lối thoát hiểm | cầu thang thoát hiểm | lối thoát
huanluyen: huấn luyện | tập huấn | chứng chỉ phòng cháy | lớp nghiệp vụ | học chứng chỉ | học phòng cháy | mở lớp
tukiemtra: tự kiểm tra | hồ sơ quản lý | phương án chữa cháy | kiểm tra định kỳ | hồ sơ phòng cháy | lập hồ sơ
"""

COMPLAINTS_AND_CRIMES = """
rutdon: rút đơn | rút lại đơn | bãi nại | rút yêu cầu | không kiện nữa | không thưa nữa | rút lại | muốn rút
rutdon: rút đơn về
giuten: giữ bí mật | giấu tên | ẩn danh | lộ tên | lộ danh tính | trả thù | kín đáo | giữ kín | nặc danh | trả đũa
giuten: bảo mật danh tính | giữ kín danh tính | không lộ | lộ mặt | không muốn lộ | bí mật danh tính
hoiam: hồi âm | phúc đáp | trả lời đơn | chưa thấy trả lời | chưa được trả lời | chưa có kết quả | chưa giải quyết
hoiam: không thấy trả lời | chờ mãi | chưa thấy gì | im ru | bặt vô âm tín | chưa thấy kết quả | tới đâu | chưa ai gọi
thaido: thái độ | hách dịch | hạch sách | quát | cửa quyền | vòi vĩnh | vòi tiền | gây khó dễ | làm khó | lớn tiếng
thaido: nạt nộ | nhũng nhiễu | tác phong | cọc cằn | khó chịu với dân
lothongtin: lộ thông tin | bị lộ | lộ ảnh | lộ căn cước | rò rỉ thông tin | bị lộ ảnh | lộ lên mạng | lộ số
lothongtin: người khác dùng căn cước | dùng căn cước của tôi | lấy căn cước vay | gửi ảnh căn cước | mạo danh vay
lothongtin: chụp căn cước gửi | bị vay tiền | đứng tên vay | lỡ gửi ảnh
hack: bị hack | hack zalo | hack facebook | hack nick | mất nick | mất acc | bị chiếm | chiếm tài khoản | chiếm quyền
hack: chiếm đoạt tài khoản | hack acc | mất tài khoản | bị cướp nick | bay acc | bay nick | mất facebook | mất zalo
hack: bị hack zalo | bị hack facebook | nick bị hack | tài khoản bị hack
viecnhe: việc nhẹ lương cao | làm nhiệm vụ | cộng tác viên | like tiktok | nhận hoa hồng | hoa hồng | nạp tiền
viecnhe: đầu tư | sàn forex | sàn ảo | lãi cao | tiền ảo | chốt đơn | đặt đơn ảo | kéo vào nhóm | việc online
viecnhe: chuyên gia chứng khoán | đầu tư sinh lời | rút tiền không được
muahang: mua hàng | mua đồ | đặt hàng | hàng giả | giao hàng giả | không giao hàng | chuyển cọc | đặt cọc | bom hàng
muahang: hàng nhái | nhận hàng | cục gạch | mua online | mua trên mạng | mua qua mạng | hàng kém | shop lừa | lừa cọc
muahang: cọc rồi bị chặn | mua phải hàng
chuyentien: chuyển tiền | chuyển khoản | lừa chuyển tiền | bị lừa tiền | mất tiền | bấm link | bấm đường dẫn | scam
chuyentien: bấm vào link | trừ tiền | bị trừ tiền | bay tiền | mất sạch tiền | tiền trong tài khoản
xungcongan: xưng công an | tự xưng công an | xưng là công an | giả công an | giả danh | mạo danh | mặc đồ công an
xungcongan: đường dây rửa tiền | rửa tiền | gọi video công an | công an gọi điện | đại úy | viện kiểm sát gọi
quytno: mượn tiền không trả | vay không trả | không trả | quỵt | quỵt nợ | bùng nợ | bùng tiền | xù nợ | trốn nợ | hụi
quytno: giật hụi | bể hụi | ôm tiền | mượn tiền rồi trốn | không chịu trả | khất nợ | hụi họ | chơi hụi | chơi họ
quytno: giật nợ
quytno: vỡ nợ | cho mượn tiền | mượn tiền | cho vay
khungbo: khủng bố | khủng bố điện thoại | gọi điện quấy rối | đòi nợ | tạt sơn | giang hồ | siết nợ | app vay
khungbo: dọa giết
khungbo: chửi bới đòi nợ | ghép ảnh | đòi nợ thuê | xã hội đen | cho vay lãi
cuocgoirac: cuộc gọi rác | spam | tin nhắn rác | quảng cáo làm phiền | số lạ gọi | gọi hoài | chặn số | gọi rác
cuocgoirac: cuộc gọi làm phiền | số lạ | tin nhắn lừa đảo | cuộc gọi lừa đảo
matich: không thấy về | không về nhà | bỏ đi | mất liên lạc | lẫn | bỏ nhà | không liên lạc được | đi đâu mất
matich: lạc mất
matich: thất lạc người | bị lạc | đi lạc đường | không rõ tung tích
dauthu: đầu thú | tự thú | ra đầu thú | thú nhận | thú tội | gây án | đang trốn | ra trình diện | phạm tội
truyna: truy nã | lệnh truy nã | bị truy nã | đối tượng truy nã | danh sách truy nã
baotingia: gọi chơi | báo tin giả | gọi trêu | gọi đùa | trêu đùa | gọi phá | gọi nhầm 113 | gọi bậy | báo giả
baotingia: nói dối
baotingia: lỡ gọi 113 | gọi 113 chơi | báo cháy giả | tin giả
sokhancap: 113 | 114 | 115 | số khẩn cấp | gọi số mấy | gọi số nào | số trực ban | số nóng
bidanh: bị đánh | bị hành hung | gây thương tích | đánh bị thương | đánh chảy máu | chém | giám định thương tích
bidanh: bị chém | đánh tôi | đánh con tôi | bị người ta đánh | đánh hội đồng
baoluc: đánh vợ | chồng đánh | bị chồng đánh | chồng hay đánh | bố đánh | nhậu về đánh | chồng say | đánh mẹ | vợ đánh
xamhai: xâm hại | lạm dụng | xâm hại tình dục | xâm hại trẻ em | bạo hành trẻ | đánh trẻ | đánh học sinh | dâm ô
xamhai: sàm sỡ
buonnguoi: lừa sang | lừa bán | bán sang | việc làm bên campuchia | bị nhốt bên | mua bán người | đòi tiền chuộc
buonnguoi: giải cứu
trom: trộm | ăn trộm | bị trộm | mất trộm | cạy cửa | cạy tủ | đột nhập | kẻ gian | bẻ khóa | cuỗm | lấy mất
trom: bị lấy mất
trom: vô nhà lấy | chôm | bị chôm | móc túi | khoắng
matxe: mất xe | mất xe máy | trộm xe | xe bị trộm | xe bị mất | mất chiếc xe | xe không cánh mà bay | bị trộm xe
matxe: ăn cắp xe | mất con xe | mất cắp xe | mất xe đạp
matgiayto: mất hết giấy tờ | mất ví | mất bóp | rớt ví | rớt bóp | rơi ví | rơi bóp | mất giấy tờ | mất sạch giấy tờ
matgiayto: mất túi xách | rớt cái bóp | rơi cái ví | mất cái ví | mất cái bóp | mất hết giấy
coomat: đơn cớ mất | cớ mất | báo mất giấy tờ | đơn báo mất | xác nhận mất | giấy cớ mất | đơn trình báo mất
coomat: giấy báo mất
nhatduoc: nhặt được | lượm được | nhặt cái | lượm cái | nhặt ví | lượm ví | của rơi | nộp đồ nhặt
nhatduoc: trả lại cho người mất
antich: án tích | xóa án | xóa án tích | tiền án | ra tù | mãn hạn tù | đi tù về | chấp hành án | thi hành án xong
antich: chấp hành xong án | tiền sự | xóa tiền án | từng đi tù
antreo: án treo | cải tạo không giam giữ | hưởng án treo | đang án treo | bị quản chế | quản chế
lylich: không tiền án | không phạm tội | lý lịch tư pháp | phiếu tư pháp
nhanthanxacnhan: sơ yếu lý lịch | xác nhận hạnh kiểm | xác nhận lý lịch | hồ sơ xin việc | đóng dấu sơ yếu
on: ồn | gây ồn | ồn quá | mở nhạc | nhạc to | nhạc ầm ầm | loa kéo | quẩy loa | loa kẹo kéo | hát karaoke | hát hò
on: khoan đục | mất ngủ | đinh tai | ồn ào | loa thùng
cho: chó cắn | chó dữ | thả chó | chó không rọ mõm | nuôi chó | con chó | chó nhà hàng xóm | rọ mõm | bị chó
chanlolai: chắn lối | chắn cửa | đậu chắn | đỗ chắn | bít lối | đậu trước nhà | đỗ trước cửa | bít đường | chắn đường
chanlolai: lấn chiếm | vỉa hè | lấn vỉa hè | lấn đường | chiếm lòng đường
cainghien: cai nghiện | đi cai | cai nghiện tự nguyện | con nghiện | nghiện ma túy | người nghiện | muốn cai | cắt cơn
tudiem: tụ điểm | bán hàng trắng | bán ma túy | chơi ma túy | hút chích | tụ tập hút | mua bán ma túy | phê thuốc
tranhchap: tranh chấp | lấn đất | ranh đất | bờ tường | lấn ranh | tranh nhau | cãi nhau | mâu thuẫn
tranhchap: mâu thuẫn hàng xóm
tranhchap: lấn sang | xích mích | hai nhà
nghiavuquansu: nghĩa vụ quân sự | đi lính | đi bộ đội | đăng ký nghĩa vụ | khám nghĩa vụ | nvqs | lệnh nhập ngũ
thicongan: thi công an | trường công an | học viện cảnh sát | học viện an ninh | sơ tuyển | thi vào công an
thicongan: thi trường công an
thicongan: xét tuyển công an | đại học công an
toanninh: bảo vệ dân phố | an ninh cơ sở | tổ bảo vệ | tổ an ninh | dân phòng | lực lượng cơ sở | bảo vệ khu phố
toanninh: bảo vệ an ninh trật tự
thamnuoi: thăm nuôi | thăm gặp | gửi đồ vào trại | đi thăm | thăm tù | thăm người | bị tạm giam | trại tạm giam
thamnuoi: bị bắt giam
thamnuoi: thăm phạm nhân | gửi quà vào trại
canhsatkhuvuc: cảnh sát khu vực | công an khu vực | anh khu vực | chú khu vực | khu vực quản lý | quản lý tổ
truso: trụ sở | nằm đường nào | địa chỉ công an | trụ sở công an | công an phường ở đâu | công an xã ở đâu
truso: công an phường nằm | công an phường mới | đường đến công an | công an gần nhất | công an phường chỗ nào
nguoithat: gặp cán bộ | nói chuyện với người | người trực | gặp người trực | chat với máy | trả lời tự động
nguoithat: người thật
nguoithat: tư vấn viên | nói chuyện trực tiếp | gặp nhân viên | nói chuyện với cán bộ | chat với người | gặp người
giolam: mấy giờ mở cửa | giờ làm việc | làm việc thứ bảy | thứ bảy có làm | chủ nhật có làm | cuối tuần có làm
giolam: mở cửa không | nghỉ trưa | giờ hành chính | ngoài giờ | làm buổi sáng | còn làm không | thứ 7 có làm
boquan: công an quận | công an huyện | bỏ công an quận | giải thể công an huyện | không còn công an quận
boquan: bỏ cấp huyện
hosodanop: hồ sơ đã nộp | tra hồ sơ | mã hồ sơ | tình trạng hồ sơ | hồ sơ tới đâu | hồ sơ của tôi | nộp hồ sơ rồi
hosodanop: hồ sơ bị trả | tiến độ hồ sơ
congdvc: cổng dịch vụ công | dịch vụ công quốc gia | trang dịch vụ công | web dịch vụ công | nộp trên dịch vụ công
"""
