"""One line for the officers' list, out of what was said first."""

from collections.abc import Sequence

from dutydesk.messages import AttachmentKind
from dutydesk.stores.cases import CaseMessage
from dutydesk.text.clean import summary

_SHOWN = {
    AttachmentKind.IMAGE: "[ảnh]",
    AttachmentKind.GIF: "[ảnh động]",
    AttachmentKind.VIDEO: "[video]",
    AttachmentKind.AUDIO: "[ghi âm]",
    AttachmentKind.FILE: "[tệp]",
    AttachmentKind.LINK: "[liên kết]",
    AttachmentKind.STICKER: "[nhãn dán]",
    AttachmentKind.CONTACT: "[danh thiếp]",
}
_PLACE = "[vị trí]"


def gist(messages: Sequence[CaseMessage]) -> str:
    """Return the first words, masked and cut; without any, what kinds of things were sent."""
    words = next((message.text for message in messages if message.text.strip()), "")
    if words:
        return summary(words)
    kinds = [_SHOWN[one.kind] for message in messages for one in message.attachments]
    places = [_PLACE for message in messages if message.place]
    return " ".join(dict.fromkeys(kinds + places))
