"""Whether a message tells or shows something, or only sounds like an order."""

from dutydesk.messages import AttachmentKind, InboundMessage
from functions.webhook.commands import Command, Word
from functions.webhook.session import Session

_COURTESIES = frozenset([Word.GREETING, Word.NOD])


def is_told(command: Command, message: InboundMessage, session: Session) -> bool:
    """Whether what reads like an order is part of what is told: beside a photo, or a broadcast pasted into a report."""
    if command.word is Word.PASTED:
        return session.dialogue is not None or shows_something(message)
    return command.word in _COURTESIES and shows_something(message)


def tells_something(message: InboundMessage) -> bool:
    """Whether there is more than a sticker or a lone emoji."""
    return shows_something(message) or any(character.isalnum() for character in message.text)


def shows_something(message: InboundMessage) -> bool:
    """Whether a place or anything but a sticker comes with it."""
    return message.place is not None or any(one.kind is not AttachmentKind.STICKER for one in message.attachments)
