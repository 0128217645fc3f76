"""Words that carry a conversation and say nothing of its matter; in a question they count little."""

EVERYDAY = """
a à ạ ạh ah á anh ơi em chị cô chú bác ông bà cháu con mẹ ba bố má cha dì cậu mợ thím dượng tôi tui tớ mình ta nó họ
chúng các những mấy vài mỗi mọi cả này kia đó đấy nọ ấy thế vậy vầy đây dạ vâng ừ ok oke nha nhé nhá nhỉ hả hen
hử ha hihi haha hic huhu kk thì là mà và với cùng hay hoặc nhưng nếu như do nên vì tại bởi cho của ở từ đến tới về
trong ngoài trên dưới trước sau khi lúc giờ bây hiện nay hôm qua mai kìa rồi đã đang sẽ vừa mới còn chưa không chẳng
chả có được bị phải cần muốn thích định đi lên xuống ra vào lại qua thôi luôn cũng vẫn cứ chỉ rất lắm quá hơi khá
thật xin chào hello hi alo alô cám cảm ơn nhờ giúp giùm dùm hộ với ad admin cán bộ sếp đồng chí quý vị hỏi thăm tư vấn
biết rõ hiểu nghe nói thấy xem coi nghĩ bảo kêu kể trả lời gì nào sao đâu ai bao nhiêu lâu mấy thế nào làm việc vụ
chuyện cái chiếc con thứ điều một hai ba bốn năm sáu bảy tám chín mười người nhà mn ạk nhen nghen hông hong hok luôn
ngay gấp nhanh chậm bữa tuần tháng ngày hồi nãy sáng trưa chiều tối đêm nhiều ít lần nữa thêm hết đều toàn bên phía
chỗ nơi theo để mong giải đáp hướng dẫn giúp đỡ thông cảm phiền lo lắng sợ bận đi học quê xa gần tự dưng nhiên đột
thực ra kiểu mang tính nói chung may trời ơi hôm bữa đợt lâu lâu lung tung tùm lum chả hiểu sao giờ bạn bè xóm hàng
tìm hiểu rảnh rỗi vội cuối đầu giữa khoảng tầm cỡ độ hình như chắc có lẽ nghe đồn bảo rằng thưa kính gửi trân trọng
làm ơn vui lòng nhắn đọc lên mạng loay hoay mãi chẳng đành đang tính bạn cụ thể trường hợp
"""
