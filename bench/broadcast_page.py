"""The invented page that broadcasts are measured with, and what it says."""

UNIT_NAME = "Công an Quận Mẫu"
APP, UNIT, PAGE, OA = "1000000000000000009", "cong-an-quan-mau", "zalo-quan-mau", "4318000000000104739"
SIGNING_SECRET = "bench-signing"  # noqa: S105  # as below
TOKEN = "bench-access"  # noqa: S105  # an invented page's, known to the simulator only
TEXT = (
    "Thông báo: từ 8 giờ đến 17 giờ ngày mai, điểm cấp căn cước lưu động làm việc tại nhà văn hóa khu phố Mẫu 3. "
    "Bà con mang theo giấy tờ tùy thân bản gốc và đến theo số thứ tự; người già và người khuyết tật được ưu tiên."
)
