"""What is told about a file: Vietnamese first, then English; never what a cell holds."""

EMPTY = "tệp trống / the file is empty"
TOO_LARGE = "tệp quá lớn / the file is too large"
TOO_MANY = "tệp có hơn {most} dòng, xin chia nhỏ / more than {most} rows: divide the file"
NO_ROWS = "tệp không có dòng nào / the file has no rows"
NUL = "có ký tự NUL; xin lưu lại dưới dạng CSV UTF-8 / there is a NUL character: save the file as CSV in UTF-8"
NO_TEXT = "không đọc được chữ; xin lưu lại dưới dạng CSV UTF-8 / not readable as text: save the file as CSV in UTF-8"
WRONG_NUMBER_OF_CELLS = "số ô khác dòng tiêu đề / not as many cells as the first line has"

UNKNOWN_COLUMN = "cột lạ, xin bỏ cột này / a column that the desk does not take: leave it out"
TWICE = "cột có hai lần / the column is there twice"
MISSING = "thiếu cột này / the column is missing"
MISSING_NUMBERS = "thiếu cột số thẻ hoặc số giấy hẹn / a column of card numbers or of receipt numbers is missing"

NO_NUMBER = "phải có số thẻ hoặc số giấy hẹn / a card number or a receipt number is needed"
NOT_CARD = (
    "số thẻ phải có đúng 12 chữ số; nếu bảng tính đã bỏ số 0 ở đầu, xin định dạng cột là văn bản / "
    "a card number has exactly 12 digits; if a spreadsheet dropped the zeros in front, format the column as text"
)
NOT_RECEIPT = (
    "số giấy hẹn gồm chữ và ít nhất 4 chữ số, dài 6 đến 32 / "
    "a receipt number has letters and at least 4 digits, 6 to 32 signs"
)
FORMULA = "ô bắt đầu như một công thức / the cell begins like a formula"
NOT_DATE = "không phải ngày có thật; viết như 31/12/1990 hoặc 1990-12-31 / no real date: write 31/12/1990 or 1990-12-31"
FUTURE = "ngày ở tương lai / the date is in the future"
TOO_EARLY = "ngày quá xa / the date is too long ago"
NOT_STATUS = "trạng thái lạ / not a status that the desk knows"
NOT_OFFICE = "không có nơi trả này trong đơn vị / the unit has no such office"
OFFICE_NEEDED = "thẻ đã có thì phải ghi nơi trả / a card that is ready needs its office"
SAME_AS = "số này đã có ở dòng {line} / the number is on line {line} already"

GONE = (
    "Tệp không còn trong kho. Xin tải lên lại.\n"
    "The file is not there any more. Upload it again."
)  # fmt: skip
REPLACED = (
    "Tệp bị thay bằng tệp khác trong lúc đang đọc. Xin tạo lần nhập mới và tải lên lại.\n"
    "The file was replaced while it was being read. Begin a new import and upload it again."
)
NO_END = (
    "Không nhập được tệp này sau nhiều lần thử. Không có gì thay đổi với người dân. Xin báo người quản trị hệ thống.\n"
    "This file could not be imported after many attempts. Nothing has changed for citizens. "
    "Tell those who run the system."
)
OFFICES_CHANGED = (
    "Danh sách nơi trả của đơn vị đã thay đổi trong lúc nhập. Xin tạo lần nhập mới và tải lên lại.\n"
    "The unit's offices changed during the import. Begin a new import and upload the file again."
)
