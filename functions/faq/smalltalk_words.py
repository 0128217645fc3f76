"""What people say to one another around their questions, by kind; and the words that go with any of it."""

UPSET = """
đm | đmm | đệt | địt | vcl | vkl | vl | clgt | cmm | đéo | đếch | ngu | ngu quá | ngu thế | ngu như | óc chó | đồ ngu
cút | mẹ mày | khốn nạn | mất dạy | láo | láo toét | đồ điên | điên dở hơi | vô dụng | vô trách nhiệm | vãi | bố láo
đồ chó | như chó | ăn hại | hãm | chán quá | chán thật | chán thế | chán ghê | bực mình | bực quá | bực thật | tức quá
tức thật | vớ vẩn | vớ va vớ vẩn | tào lao | linh tinh | trả lời gì kỳ | trả lời gì kỳ vậy | trả lời gì vậy
trả lời gì thế | nói gì vậy | nói gì thế | không hiểu gì | không hiểu gì hết | chẳng hiểu gì | chả hiểu gì
sao không trả lời | sao chưa trả lời | sao lâu thế | sao lâu vậy | lâu quá | lâu thế | chậm quá | chậm thế
mãi không trả lời | sao mãi không trả lời | mãi chưa trả lời | không trả lời | không ai trả lời | không thấy trả lời
không thấy ai trả lời | chờ mãi | đợi mãi | chờ lâu quá | đợi lâu quá | làm ăn gì | làm ăn chán | làm ăn kiểu gì
làm ăn thế làm ăn như thế | tệ quá | quá tệ | tệ thật | kém quá | dở quá | hỏi một đằng trả lời một nẻo
trả lời một nẻo | không đúng ý | không giúp được gì | chẳng giúp được gì | phiền quá | mất thời gian | rảnh | như máy
toàn trả lời máy | quan liêu | hách dịch | thất vọng | thất vọng quá | không hài lòng
"""

WHO = """
ai đấy | ai đây | ai vậy | ai thế | ai đó | bạn là ai | em là ai | đây là ai | ai đang trả lời | ai trả lời | ai nhắn
ai đang nhắn | là ai | người thật không | người thật hả | người thật phải người thật không | có phải người không
có phải người thật không | có người thật không | người hay máy | máy hay người | là người hay máy | là máy hay người
người thật hay máy | bot hay người | người hay bot | bot | chatbot | chat bot | robot | rô bốt | ai | là bot bot à
bot hả | bot phải không | có phải bot không | là máy máy máy trả lời máy trả lời hả | trả lời tự động | tự động
tự động tên gì | tên là gì | bạn tên gì | em tên gì | tên gì vậy | trợ lý ảo | ai trực | có phải công an không
công an thật không | có phải công an thật không | phải công an không | đúng công an không | công an thật hay giả
đây là đâu | đây là kênh gì | kênh gì | trang gì | bạn làm được gì | em làm được gì | biết làm gì | giúp được gì
"""

ASKS_LEAVE = """
cho hỏi | cho em hỏi | cho tôi hỏi | cho mình hỏi | cho anh hỏi | cho chị hỏi | cho cháu hỏi | cho con hỏi
cho bác hỏi | cho cô hỏi | cho chú hỏi | cho tui hỏi | hỏi chút | hỏi tí | hỏi tý | hỏi xíu | hỏi cái này
hỏi chút việc | hỏi một chút | hỏi một việc | muốn hỏi | cần hỏi | hỏi được không | hỏi với | hỏi cái | hỏi tí việc
hỏi ngu | có thắc mắc | có việc muốn hỏi | hỏi thủ tục | hỏi về thủ tục | hỏi thủ tục hành chính
hỏi về thủ tục hành chính | cần tư vấn | xin tư vấn | nhờ tư vấn | cần hỗ trợ | cần giúp đỡ | giúp với | giúp em với
giúp tôi với | giúp được không | cần giúp | hỗ trợ với | hỗ trợ giúp | có câu hỏi | hỏi vài điều | hỏi mấy câu
xin hỏi | xin phép hỏi | nhờ chút | nhờ tí | tư vấn giúp | tư vấn với
"""
ASKS_LEAVE_AT_MOST = "tư vấn | hỏi | thắc mắc | hỗ trợ | giúp"
"""Words for it that also stand in thanks."""

GOODBYE = """
tạm biệt | bye | bai | bái bai | bye bye | pp nhé | goodbye | good bye | hẹn gặp lại | gặp lại sau | chào tạm biệt
ngủ ngon | chúc ngủ ngon | ngủ ngon nhé | chúc | một ngày tốt lành | ngày tốt lành | tốt lành | vui vẻ | ngày vui vẻ
buổi tối vui vẻ | cuối tuần vui vẻ | mạnh khỏe | sức khỏe | khỏe mạnh | công tác tốt | hoàn thành nhiệm vụ | hạnh phúc
năm mới | chúc mừng năm mới | an khang thịnh vượng | thành công | may mắn | bình an | good night | g9
"""

THANKS = """
cảm ơn | cám ơn | xin cảm ơn | cảm ơn nhiều | cám ơn nhiều | chân thành cảm ơn | biết ơn | đội ơn | tạ ơn | cảm tạ
thanks | thank | thank you | thank u | tks | thks | thk | thanks you | thanh kiu | thankiu | ơn
"""

PRAISE = """
hay quá | hay thật | tuyệt | tuyệt vời | quá tuyệt | tuyệt quá | tốt quá | rất tốt | quá tốt | giỏi quá | giỏi thật
giỏi thế | nhanh quá | nhanh thế | nhanh thật | nhanh ghê | chuyên nghiệp | nhiệt tình | dễ thương | đáng yêu
thân thiện | chu đáo | hữu ích | tiện quá | tiện lợi | tiện thật | tiện ghê | good | great | nice | very good
good job | mười điểm | 10 điểm | số một | số 1 | xuất sắc | quá đỉnh | đỉnh | đỉnh quá | xịn | xịn quá | hài lòng
rất hài lòng | dễ hiểu | rõ ràng | công an tốt | vì dân | đáng khen | like | thích quá | vui quá | mừng quá
tuyệt cú mèo | thông minh quá | thông minh
"""

HELLO = """
chào | xin chào | kính chào | chào buổi sáng | chào buổi chiều | chào buổi tối | chào buổi trưa | hello | helo | hellu
hế lô | hê lô | hi | hey | alo | a lô | allo | alô | good morning | good afternoon | good evening | kính gửi
kính thưa
"""
CALLS = """
ơi | có ai không | có ai ở đó không | có ai đó không | ai đó không | có ai trực không | ai trực không | có đó không
còn đó không | có ở đó không | đâu rồi | có ai trả lời không | có online không | online không | dạ thưa
"""

NOD = """
ok | oke | okê | okie | oki | okela | okay | uki | vâng | vâng ạ | dạ | dạ vâng | dạ rồi | dạ được | được rồi | ồ vâng
ra vậy | ra thế | thế vậy vậy hả | thế hả | à thế à vậy à | thật thật hả | hiểu rồi | đã hiểu | rõ rồi | đã rõ
biết rồi | đã biết | nắm được | nắm rồi | không có gì | không sao đâu | không cần | không cần nữa | thôi được
thôi vậy | để xem | để em xem | để tôi xem | từ từ | đợi chút | chờ chút | chờ tí | nhầm | nhầm rồi | gửi nhầm
bấm nhầm | nhắn nhầm | xin lỗi | sorry | xin lỗi nhầm | gửi lộn | thử xem | kkk | haha | hihi | hehe | hìhì | hì hí hí
hi hi | ha ha | he he | huhu | ờ dzạ | dzâng | xong rồi | yes | đúng vậy | đúng thế | chuẩn | chính xác
vâng đúng rồi | thế thôi | vậy thôi
"""
WHOLE = """
um | ừm | uhm | ukm | ừ | uh | uk | à | ồ | ờ | hic | hix | hmm | hm | kk | không | có | được | phải | rồi | thôi
hiểu | rõ | xong | hết | đúng | đúng rồi | tốt | no | thử | lộn | không sao
"""
"""Nods when they are all that is said; in a sentence they ask or deny."""

AROUND = """
ạ á à ơ ơi anh chị em cô chú bác ông bà cháu con mình tôi tui tớ bạn các mọi người cán bộ đồng chí sếp quý công an
phường xã quận huyện tỉnh trực ban page kênh trang đơn vị nhà nước ta nhé nha nhá nhen nghen luôn lắm rất quá nhiều
thật vậy thế thì là mà và với vì đã đang sẽ cũng lại nữa thêm rồi được của cho về này kia đó đấy nọ xin dạ vâng thưa
kính mến thân giúp đỡ hỗ trợ trả lời phản hồi tư vấn giải đáp hướng dẫn thông tin kịp thời nhanh chóng tận tình cái
những xíu tí chút việc mong chân thành trước sau hôm nay ngày tối sáng trưa chiều buổi cả ad admin mày tao chúng bọn
thằng lũ đồ toàn trung úy thượng đại tá thiếu tướng hạ sĩ ôi trời hả hở hử nhỉ ha chứ cứ gửi nhắn đọc xem biết hiểu rõ
muốn cần có phải thấy nói để nhờ vui lòng một
"""
"""Words that go with any small talk and turn none into a question."""
POLITE = "ạ á à em anh chị cô chú bác cháu con mình bạn ơi nhé nha nhá dạ thôi cán bộ"
ASKING = "gì nào sao đâu ai bao nhiêu mấy chưa không lâu giờ đi làm mất"
"""Everyday words that ask, or tell what is to be done."""
