"""Words that tell which side of a matter is asked for."""

CUES = """
papers: giấy tờ gì | giấy tờ nào | giấy tờ | cần giấy | hồ sơ | hồ sơ gồm | cần gì | cần những gì | cần mang
papers: mang theo
papers: mang gì | mang những gì | đem theo | đem gì | đem những gì | chuẩn bị gì | chuẩn bị những gì | chuẩn bị
papers: gồm gì
papers: gồm những gì | bao gồm | phải có gì | cần có gì | thành phần | nộp gì | nộp những gì | nộp giấy | mẫu đơn
papers: tờ khai | mẫu nào | xuất trình | kèm theo | đơn gì | bản sao | photo | công chứng | ảnh thẻ | mấy tấm ảnh
fee: lệ phí | phí | chi phí | bao nhiêu tiền | nhiêu tiền | mất tiền | tốn tiền | tốn bao nhiêu | mất bao nhiêu | giá
fee: mấy tiền | mấy đồng | đóng tiền | đóng bao nhiêu | nộp bao nhiêu tiền | miễn phí | trả tiền | có tốn | giá cả
fee: hết bao nhiêu | tiền không | bao tiền | mất phí | thu phí | thu tiền | mấy trăm | bao nhiêu một | tốn kém
fee: hết nhiêu
time: bao lâu | mất bao lâu | mấy ngày | bao nhiêu ngày | khi nào có | khi nào lấy | khi nào nhận | bao giờ có
time: bao giờ xong
time: bao giờ nhận | thời hạn giải quyết | thời gian | lâu không | nhanh không | mấy hôm | mấy tuần | mấy tháng
time: chừng nào
time: chờ bao | đợi bao | bao nhiêu lâu | trong vòng bao | có lâu | lấy liền | lấy ngay | trả kết quả | hẹn ngày
time: thời gian bao
place: ở đâu | chỗ nào | nơi nào | đâu vậy | nộp đâu | làm đâu | đến đâu | đi đâu | ra đâu | tới đâu | tại đâu
place: cơ quan nào
place: địa chỉ | phường hay quận | phường nào | quận nào | xã nào | điểm nào | đâu để | trụ sở | nơi nộp | nơi làm
place: chỗ làm
place: gặp ai | lên đâu | liên hệ đâu | bên nào | qua đâu | đăng ký đâu | lấy ở đâu | phòng nào | cấp nào | địa điểm
who: ai được | ai phải | những ai | đối tượng | ai có quyền | ai cần | ai là | người nào | trường hợp nào | ai làm
who: ai có
who: ai thì | ai đăng ký | ai nộp | ai được phép | thẩm quyền | ai cấp | trách nhiệm của ai | ai chịu | ai đi
how: thủ tục | cách | làm sao | làm thế nào | như thế nào | thế nào | quy trình | trình tự | các bước | hướng dẫn
how: ra sao
how: phải làm gì | làm gì | làm cách nào | xử lý sao | bước nào | kiểu gì | sao để | cách nào
validity: hết hạn | hạn sử dụng | thời hạn sử dụng | có giá trị | giá trị bao | giá trị mấy | dùng được bao | còn hạn
validity: mấy năm
validity: còn giá trị | còn dùng được | bao nhiêu năm | còn sử dụng | hiệu lực | thời hạn của
penalty: phạt bao nhiêu | bị phạt | phạt không | mức phạt | phạt tiền | xử phạt | xử lý thế nào | có sao không
penalty: phạt sao
penalty: phạt mấy | phạt nặng | đi tù | tội gì | bị gì | phạt thế nào | có bị sao
online: online | qua mạng | trực tuyến | tại nhà | trên mạng | qua app | dịch vụ công | qua điện thoại | nộp mạng
online: trên app
hours: mấy giờ | giờ làm việc | thứ bảy | chủ nhật | cuối tuần | làm việc giờ nào | lịch làm việc | ngày nghỉ
hours: giờ nào
hours: buổi nào | ngoài giờ | giờ hành chính | ngày lễ | mở cửa
condition: điều kiện | bao nhiêu tuổi | mấy tuổi | đủ tuổi | yêu cầu gì | được không | có được | cần điều kiện
condition: tiêu chuẩn
proxy: ủy quyền | làm hộ | làm thay | nhờ người | nộp hộ | nộp thay | lấy hộ | nhận thay | nhận hộ | đi thay
proxy: làm giùm | lấy giùm
proxy: người khác làm | người nhà làm | nộp giùm | lấy thay | cho người khác
papers: cần giấy gì | giấy gì | đơn gì | mang giấy | những giấy nào | bằng chứng gì | cần mang gì | đưa giấy gì
papers: phải đem | cần đem | cần mang theo | nộp cái gì | thủ tục giấy tờ | làm đơn gì | giấy gì thay | đem cái gì
fee: mấy chục | mấy triệu | bao nhiêu triệu | bao nhiêu nghìn | bao nhiêu ngàn | mấy nghìn | mấy ngàn | tiền làm
fee: tiền ship | đóng mấy | đóng bao | nộp mấy | hết mấy | mất mấy | tốn mấy | tốn phí | có mất tiền | đóng nhiêu
fee: phải đóng tiền | giá nhiêu | bao nhiêu đồng | mấy k | tiền lệ phí | mức thu | mức phí | nhiêu xiền | tốn nhiêu
fee: mất nhiêu | có đắt | nộp nhiêu | bao nhiêu vậy
time: bao giờ được | bao giờ lấy | bao giờ thì | khi nào được | khi nào thì | mấy bữa | bao nhiêu hôm | chờ mấy
time: đợi mấy | mấy ngày làm việc | bao nhiêu ngày làm việc | bao nhiêu ngày thì | phải chờ bao | bao giờ nhận được
time: chừng nào có | chừng nào lấy | chừng nào xong | khi nào xong | bao giờ mới | khi nào mới | mấy bữa có
time: bao nhiêu tuần | bao nhiêu tháng | mất mấy ngày | mấy ngày thì | mấy hôm thì | làm có lâu | phải đợi bao
place: nằm đường nào | ở phường nào | tới cơ quan nào | trang nào | vào trang nào | web nào | gửi cho ai | báo đâu
place: gửi đâu | gửi ở đâu | tìm ở đâu | đến đâu nhận | trả cho ai | nộp cho ai | nộp ở trang nào | phòng ban nào
place: chỗ nào làm | lấy đâu | xin đâu | xin ở đâu | báo ai | báo cho ai | gọi ai | chỗ mô | ở mô | ra mô | kiếm đâu
place: nộp chỗ nào | đi chỗ nào | đến chỗ nào | tới chỗ nào | lên chỗ nào | về đâu | đường nào vậy
who: ai đứng ra | ai phải đi | ai làm được | người nào được | những người nào | ai mới được
how: cách chi | mần răng | làm răng | răng đây | tính sao | phải sao | nên làm sao | giờ sao | sao giờ | thì sao
how: chỉ tôi cách | làm kiểu gì | kiểu nào | bằng cách nào | từng bước | các bước nào
validity: đến năm nào | dùng đến | dùng được đến | xài tới | dùng tới | xài được bao lâu | hạn mấy | hạn bao lâu
validity: có hạn bao | thời hạn bao | thời hạn mấy | dùng mấy năm | có thời hạn | đến bao giờ | còn hiệu lực
penalty: có phạm pháp | phạm pháp không | vi phạm không | có vi phạm | hợp pháp không | có hợp pháp | đúng luật
penalty: bị xử lý | mức nào | có bị gì | phạm luật | phạt mức nào | phạt nhiêu | có bị phạt | bị phạt không
penalty: phạm tội gì
penalty: phạt tới | phạt đến | chế tài | phạt tiền bao nhiêu | có tội | xử lý ra sao
online: trên web | internet | qua internet | trang web | ngồi nhà | ở nhà khai | khỏi ra | trên điện thoại
online: bằng điện thoại
hours: giờ mở cửa | mấy giờ mở | mấy giờ đóng | thứ bảy có | chủ nhật có | làm việc đến mấy giờ | ngày nào | hôm nào
condition: có đủ điều kiện | cần đủ | phải bao nhiêu tuổi | mấy tuổi thì | bao nhiêu tuổi thì | tuổi nào
condition: điều kiện gì
proxy: nhờ vợ | nhờ chồng | nhờ con | đi thay | làm thế | nhờ bạn | đi giùm | đi dùm | làm dùm | nhờ anh | nhờ chị
"""

BLAND = ("how", "condition")
"""Sides that almost any entry answers; asking for them tells little."""
"""Sides of a matter, by the column of the bank that answers them."""
COLUMNS = {"papers": "papers", "fee": "fee", "time": "time", "where": "place", "place": "place", "who": "who"}
