"""An errand about an identity card: what opens it, and what belongs to it while it is open."""

from dutydesk.errands import LookupWish
from dutydesk.messages import AttachmentKind, InboundMessage
from dutydesk.text.catalogue import LOOKUP, UNWATCH, WATCH
from dutydesk.text.fold import fold
from functions.webhook.papers import LONG_NUMBER, digits_in, papers_in
from functions.webhook.wishes import asks_how, wishes_lookup, words_in

LOOKUPS = "lookups"

TAPS = {LOOKUP: LookupWish.ASK, WATCH: LookupWish.WATCH, UNWATCH: LookupWish.UNWATCH}
"""What comes back of a button, word for word."""

SHOWN = frozenset([AttachmentKind.IMAGE, AttachmentKind.FILE, AttachmentKind.AUDIO])
"""What somebody sends instead of typing a number: it is asked for in words, and never fetched."""

_MOST_WORDS = 15
"""Words around a short number or a date; who writes more asks or tells something."""

_ENOUGH = frozenset(
    (
        "huy,huy bo,huy tra cuu,thoat,dung,dung lai,bo qua,thoi,thoi a,thoi khoi,thoi nhe,thoi khong can,khoi,khoi tra,"
        "khoi tra nua,khong tra nua,khong tra cuu nua,thoi khong tra nua,khong can nua,thoi khong can nua"
    ).split(",")
)


def opens(text: str) -> bool:
    """Say whether this text asks after a card, in words or by nothing but its number and a date of birth."""
    papers = papers_in(text)
    return (papers.only and papers.number and papers.date) or wishes_lookup(text)


def is_enough(text: str) -> bool:
    """Say whether this text ends the errand."""
    return fold(text[:80]).strip(" .,!~") in _ENOUGH


def goes_on(message: InboundMessage) -> bool:
    """Say whether this message is meant for an open errand: its words hold digits, or it shows something instead.

    A long number always is: no other desk may read it. A question with a small number is not ("bé 3 tuổi cần gì").
    """
    if any(one.kind in SHOWN for one in message.attachments):
        return True
    digits = digits_in(message.text)
    if digits >= LONG_NUMBER or papers_in(message.text).only:
        return digits > 0
    return digits > 0 and words_in(message.text) <= _MOST_WORDS and not asks_how(message.text)


def is_papers(message: InboundMessage) -> bool:
    """Say whether this message is a card's number, a date of birth, or both, and nothing else at all."""
    papers = papers_in(message.text)
    return papers.only and (papers.number or papers.date) and not message.attachments and message.place is None
