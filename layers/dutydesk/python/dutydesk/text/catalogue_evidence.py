"""What citizens read about the pictures and files that they send."""

ID_CARD_SET_ASIDE = (
    "Ảnh bà con vừa gửi có vẻ là giấy tờ tùy thân. Việc này không cần ảnh giấy tờ, nên ảnh sẽ được xóa sau 24 giờ. "
    "Xin đừng gửi ảnh căn cước cho ai qua mạng, và nhớ thu hồi ảnh trong cuộc trò chuyện này."
)
