"""Papers, homes and vehicles as citizens of the North, the Centre and the South name them, beyond the words of offices.

Written as ``words.matters`` is; lines of a matter that is listed there add to it.
"""

THINGS = """
cancuoc: thẻ căn | làm căn | căn cước mới | căn cước cũ | thẻ công dân | giấy tùy thân | thẻ cước
xemay: xe máy | xe gắn máy | mô tô | xe mô tô | xe tay ga | xe số | xe hai bánh | xe honda | con honda | con wave
xemay: exciter | air blade | con vision | con sh | xe sh | con dream | xe côn tay | phân khối lớn | xe phân khối
oto: ô tô | xe ô tô | xe hơi | xe con | xe bốn bánh | xế hộp | xe tải | bán tải | xe bán tải | xe bảy chỗ | xe 7 chỗ
oto: xe bốn chỗ | xe 4 chỗ | ô tô con | xe khách | xe du lịch
bienso: biển ô tô | biển xe máy | làm biển | gắn biển | cái biển | biển trắng | biển sau | biển trước | mất biển
bienso: rớt biển | rơi biển | cà số | bản số xe | bảng số | tấm bảng số | đeo biển | xin biển | cấp biển
daugia > bienso: tứ quý | ngũ quý | biển tứ quý | biển ngũ quý | sảnh tiến | số đẹp | biển vip | đấu giá
bientam > bienso: biển tạm | biển số tạm | đăng ký tạm | đăng ký tạm thời | biển giấy | biển tạm thời | chạy tạm
bienvang > bienso: màu vàng | biển màu vàng | chạy grab | chạy taxi | xe dịch vụ | chạy dịch vụ | taxi công nghệ
dangkyxe: cà vẹt gốc | giấy xe máy | giấy tờ xe máy | tờ đăng ký xe | giấy tờ gốc của xe
sangten: đứng tên xe | xe đứng tên | đổi chủ xe | đổi chủ | mua xe lại | xe mua lại | tên chủ cũ | sang tên chủ
sangten: chuyển chủ | bán xe xong | cho tặng xe | sang tên qua | làm giấy sang tên
khongchinhchu > sangten: giấy tay | mua giấy tay | viết giấy tay | giấy mua bán | không liên lạc được chủ | đời chủ
khongchinhchu > sangten: qua nhiều chủ | qua nhiều đời | nhiều chủ | mua qua tay | qua mấy tay | không tìm được chủ
khongchinhchu > sangten: không chính chủ | xe không chính chủ | chủ cũ | mất giấy mua bán | mấy đời chủ
banglai: bằng tích hợp | thẻ bằng lái | bằng nhựa | bằng giấy | bằng lái giấy | bằng quốc tế | bằng lái mới
sathach: học lái | học lái ô tô | học lái xe máy | đi thi bằng | thi bằng lái xe | thi a1 | thi b1 | thi b2 | học b2
sathach: trung tâm sát hạch | trường lái | thi lý thuyết | thi lại
quocte > banglai: bằng quốc tế | bằng lái quốc tế | idp | bằng lái nước ngoài | bằng nước ngoài | bằng lái của nước
hangbang > banglai: hạng nào | hạng gì | hạng bằng | các hạng | hạng mới | phân khối | bao nhiêu phân khối | hạng b
diembang > trudiem: mấy điểm | bao nhiêu điểm | số điểm | điểm còn lại | còn điểm | phục hồi điểm | hồi điểm
diembang > trudiem: trừ điểm | hết điểm | trừ hết điểm | lấy lại điểm
tuocbang: bị tước | tước bằng | tước bằng lái | treo bằng | tước quyền sử dụng | giữ bằng | thu bằng | hạn tước
tuocbang: nhận lại bằng | tước giấy phép | giam bằng | giữ bằng lái
quenmang: quên mang | bỏ quên ở nhà | để quên ở nhà | quên đem | không mang | không đem | để ở nhà | mang trong người
quenmang: khi ra đường | ra đường | chạy xe cần | không mang theo
csgt: cảnh sát giao thông | công an giao thông | giao thông chặn | chặn xe | bị chặn lại | bị tuýt | công an chặn
csgt: kiểm tra giấy tờ | thổi còi
phatnguoi: giấy báo phạt | giấy phạt | thông báo vi phạm | camera chụp | bị chụp hình | camera bắn | ghi hình phạt
phatnguoi: phạt qua cam | thư báo phạt | giấy phạt nguội | dính nguội
quayclip: clip | video | quay clip | quay phim lại | quay được | camera hành trình | cam hành trình | hình ảnh vi phạm
quayclip: lấn làn | gửi clip | gửi video | chạy ẩu | vượt ẩu | đi ngược chiều | chở quá tải
nongdocon: nhậu | nhậu xong | đi nhậu | uống vài lon | mấy lon bia | lon bia | hơi men | say rượu | có cồn | ly rượu
nongdocon: máy đo cồn | nhậu về | chén rượu
mubaohiem: nón | đội nón | mũ cối | đội mũ | mbh | quai mũ | mũ bảo hộ
vuotden: đèn tín hiệu | đèn giao thông | đèn vàng | qua đèn đỏ | chạy đèn đỏ | đèn đã đỏ
tainan: tông trúng | đâm trúng | đụng trúng | tông phải | đâm phải | đụng người | tông người | đâm người | quẹt nhau
tainan: té xe | ngã xe | lật xe | gây tai nạn | bị tông | bị đụng | bị đâm xe | cán phải | húc vào | đụng nhau
tainan: tông nhau | va nhau
khongdongy: không đồng ý | không chịu | ép ký | không ký | phạt oan | bị oan | ghi lỗi sai | phạt sai | ghi sai lỗi
khongdongy: không phục | cãi lại | không vi phạm mà
tamgiuxe: xe đang bị giữ | xe bị giam | bãi giữ | bãi giữ xe | kéo xe | đưa xe về | nhận lại xe | chuộc xe | cẩu đi
tro: trọ | ở trọ | nhà trọ | phòng trọ | khu trọ | dãy trọ | xóm trọ | thuê trọ | nhà thuê | ở thuê | thuê phòng
tro: phòng thuê | mướn phòng | mướn nhà | ở mướn | thuê nhà | ở ghép | người thuê | khách thuê | cho thuê phòng
tro: nhà cho thuê | cho thuê trọ | chỗ trọ | nhà mướn
chutro > tro: chủ trọ | chủ nhà trọ | chủ nhà | chủ phòng trọ | cho thuê trọ | cho thuê phòng | có phòng cho thuê
dondi: trả phòng | dọn đi | chuyển trọ | đổi trọ | chuyển phòng | đổi phòng | dọn về quê | dời đi | bỏ phòng
dondi: không ở nữa | hết ở | dọn ra | chuyển đi rồi | về quê hẳn
nhavochong: nhà chồng | nhà vợ | theo chồng | con dâu | con rể | lấy chồng | mới cưới | cưới xong | về làm dâu
nhavochong: bên chồng | bên vợ | cưới vợ | lấy vợ | về ở với chồng | về ở với vợ
consosinh > treem: sơ sinh | mới sinh | mới đẻ | con mới sinh | bé mới sinh | vừa sinh | mới sanh | vừa sanh
nguoimat: người mất | người chết | người đã mất | bố mất | mẹ mất | ba mất | ông mất | bà mất | chồng mất | vợ mất
nguoimat: qua đời | đã mất | vừa mất | qua đời rồi | chứng tử | khai tử
xoathuongtru: gạch tên | gạch tên khỏi | xóa tên khỏi | cắt khẩu | bỏ tên khỏi | rút tên khỏi | xóa khẩu
dinhcu: định cư | định cư nước ngoài | ra nước ngoài sống | sang nước ngoài sống | việt kiều | kiều bào | xuất ngoại
dinhcu: sống ở nước ngoài | sinh sống ở nước ngoài | đi mỹ | sang mỹ | ở bên mỹ | ở bên đức
khongnoio: lang thang | vô gia cư | không nhà | ngủ gầm cầu | ngủ ngoài đường | không có hộ khẩu | không hộ khẩu
khongnoio: không nơi ở | không giấy tờ | không có giấy tờ gì | không có nơi ở
luutru: ngủ qua đêm | ngủ nhờ | ở lại chơi | ở lại mấy bữa | ở lại vài hôm | có khách ngủ | khách ngủ | bạn ngủ lại
luutru: ở lại một đêm | ở lại vài bữa | bà con lên chơi | họ hàng lên chơi | lên chơi mấy bữa | ở chơi mấy hôm
tamvang: đi tỉnh khác | đi làm xa | vắng mặt ở địa phương | đi khỏi địa phương | đi xa nhà | đi khỏi nơi ở
chuho: lên chủ hộ | đứng chủ hộ | làm chủ hộ | đứng tên chủ hộ | đứng tên sổ | đổi chủ
dancu: dữ liệu dân cư | hệ thống dân cư | cơ sở dữ liệu quốc gia | dữ liệu quốc gia | thông tin dân cư
dancu: cơ sở dữ liệu dân cư | dữ liệu quốc gia về dân cư
nhanthan: họ tên | ngày sinh | giới tính | quê quán | năm sinh | tên đệm | chữ lót | chuyển giới | đổi tên | họ và tên
nhanthan: ngày tháng năm sinh | dân tộc | tên mẹ | tên cha | nơi sinh
sinhtrac: mống mắt | adn | sinh trắc | sinh trắc học | giọng nói | quét mắt | lấy máu | mẫu máu | lăn tay | vân tay
camco: cầm cố | cho mượn căn cước | mượn căn cước | thuê căn cước | giữ căn cước | cầm căn cước | cầm thẻ | đem cầm
camco: mang đi cầm | cắm căn cước | cầm lấy tiền
buudien: bưu điện | bưu tá | ship về nhà | ship về | có ship | gửi về nhà | chuyển phát | giao tận nhà | gửi tận nhà
buudien: phát tận nhà | gửi tận nơi | gửi bưu điện | ship tận nhà | ship tận nơi | gửi chuyển phát | shipper
xongchua: xong chưa | in xong | làm xong chưa | in chưa | có chưa | ra thẻ chưa | tới đâu rồi | đến đâu rồi | về chưa
xongchua: có thẻ chưa | in ra chưa | tình trạng
datlich: lấy số | xếp hàng | đặt lịch | hẹn giờ | đặt hẹn | hẹn trước | số thứ tự | bốc số | khỏi chờ | khỏi đợi
datlich: chờ lâu | đợi lâu | đông quá | đặt chỗ trước | hẹn lịch | đăng ký giờ | đặt giờ | lịch hẹn | khỏi xếp hàng
khacnhau: khác nhau | khác gì | khác chỗ nào | khác nhau chỗ nào | phân biệt | khác thế nào | giống nhau | khác ra sao
"""

HAPPENED = """
+mat: mất tiêu | đi đâu mất | rớt mất | rơi mất tiêu | làm rớt | để đâu mất | trôi mất | bị trôi | lạc đâu | quên đâu
+mat: không nhớ để đâu | biến mất | bị lấy | bay đâu mất | mất rồi | bỏ quên
+hong: trầy | trầy xước | xước | tróc | nát | nhàu | không đọc được | quẹt không được | lem
+hong: lỗi chip
+hong: mất chữ | gãy đôi | cắn nát | hỏng chip | mờ chữ | mờ số | bị lỗi | không nhận | bị nát | sứt
+hethan: hết date | hết giá trị | hết đát | quá date | hết kỳ | sắp hết | gần hết hạn | tới kỳ | đáo hạn | đến hạn
+doi: làm cái mới | cuốn khác | thay mới | thay cái mới | lên đời | làm thẻ khác | xin cuốn mới | đổi qua
+landau: chưa làm | chưa có | chưa từng làm | lần đầu đi | đầu tiên
+huy: gạch | gạch bỏ | chấm dứt
+tracuu: tra xem | coi thử | xem thử | check thử | xem lại
+phananh: gửi phản ánh | phản ánh
"""
