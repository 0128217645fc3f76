"""What an officer reads of a file that cannot be opened, and why: Vietnamese, then English."""

from collections.abc import Mapping

from dutydesk.evidence import FileState, Lost, Scan, Unviewable
from dutydesk.stores.files import EvidenceFile

_STATES: Mapping[FileState, str] = {
    FileState.OWED: "tệp đang được tải về / the file is still being fetched",
    FileState.FETCHED: "tệp chưa quét mã độc xong / the file has not been scanned yet",
    FileState.SCANNED: "tệp đang được niêm phong / the file is being sealed",
    FileState.LOST: "không tải được tệp / the file could not be fetched",
    FileState.SET_ASIDE: "ảnh giấy tờ tùy thân, không lưu / a photo of an identity card, not kept",
    FileState.ERASED: "tệp đã được xóa / the file was erased",
}
_SCANS: Mapping[Scan, str] = {
    Scan.PENDING: _STATES[FileState.FETCHED],
    Scan.THREAT: "phát hiện mã độc, không ai được mở / malware was found; nobody may open it",
    Scan.UNSUPPORTED: "không quét được mã độc, không ai được mở / it could not be scanned; nobody may open it",
    Scan.FAILED: "quét mã độc không thành công, không ai được mở / the scan failed; nobody may open it",
}
_LOST: Mapping[str, str] = {
    Lost.GONE: "nền tảng không còn tệp này / the platform does not have it any more",
    Lost.TOO_LARGE: "tệp quá lớn / the file is too large",
    Lost.REFUSED_HOST: "đường dẫn không phải của nền tảng / the link is none of the platform's",
    Lost.PRIVATE_ADDRESS: "đường dẫn trỏ vào mạng nội bộ / the link leads into a private network",
    Lost.REDIRECTS: "đường dẫn chuyển hướng quá nhiều lần / the link was handed on too often",
    Lost.TIMEOUT: "tải quá chậm / it came too slowly",
    Lost.EMPTY: "tệp rỗng / there was nothing in it",
    Lost.WRONG_LENGTH: "tệp tải về bị thiếu hoặc thừa / it was cut short, or longer than announced",
    Lost.UNREACHABLE: "không kết nối được nền tảng / the platform could not be reached",
    Lost.NO_LINK: "nền tảng không cho đường dẫn / the platform gave no link",
    Lost.INTERRUPTED: "việc tải bị ngắt nhiều lần / fetching was cut off each time",
}
_UNVIEWABLE: Mapping[str, str] = {
    Unviewable.THREAT: _SCANS[Scan.THREAT],
    Unviewable.UNCHECKED: _SCANS[Scan.FAILED],
    Unviewable.EMPTY: "tệp rỗng / there is nothing in it",
    Unviewable.UNKNOWN_TYPE: "không rõ loại tệp / a type that is not shown",
    Unviewable.MARKUP: "tệp có thể chạy mã (HTML, SVG) / it could run a program (HTML, SVG)",
    Unviewable.PROGRAM: "tệp là chương trình / it is a program",
    Unviewable.ARCHIVE: "tệp nén chứa tệp khác / other files are packed in it",
    Unviewable.MANY_IN_ONE: "tệp vừa là ảnh vừa là thứ khác / a picture and something else at once",
    Unviewable.BOMB: "tệp bung ra quá lớn / it unpacks into far more than it is",
    Unviewable.TOO_MANY_PIXELS: "ảnh quá nhiều điểm ảnh / too many pixels",
    Unviewable.DAMAGED: "tệp hỏng hoặc thiếu / damaged, or cut short",
    Unviewable.TOO_LARGE_TO_CHECK: "tệp quá lớn để kiểm tra / too large to be checked",
    Unviewable.NO_VIEW: "loại ảnh này chưa xem được / pictures of this kind cannot be shown",
}
_ELSE = "tệp không mở được / the file cannot be opened"


def why_not(file: EvidenceFile) -> str:
    """Return why nobody can open the file; nothing when it can be opened. The one place that decides it."""
    if file.state is FileState.LOST:
        return _and_why(_STATES[FileState.LOST], _LOST.get(file.reason, ""))
    if file.state is not FileState.KEPT:
        return _STATES[file.state]
    if file.scan is not Scan.CLEAN:
        return _SCANS[file.scan]
    return "" if file.viewable == "yes" else _UNVIEWABLE.get(file.reason, _ELSE)


def _and_why(what: str, why: str) -> str:
    """Join both halves, each with its own language."""
    if not why:
        return what
    return " / ".join(": ".join(halves) for halves in zip(what.split(" / "), why.split(" / "), strict=True))
