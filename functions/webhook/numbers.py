"""An errand about a queue number: what opens it, and what belongs to it while it is open."""

import re

from dutydesk.errands import TicketWish
from dutydesk.text.catalogue import TICKET, TICKET_PREFIX
from dutydesk.text.fold import fold
from functions.webhook.papers import LONG_NUMBER, digits_in
from functions.webhook.reading import STOP, read
from functions.webhook.wishes import ticket_wish

TICKETS = "tickets"

_CHOICE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.:_~-]{0,199}")
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{9,}(?![0-9A-Za-z])")
"""No choice of ours holds one, and an identity number is one."""

_MOST_WORDS = 10
_UNKNOWN_BESIDE_DIGITS = 1
_WORDS = frozenset(
    (
        "huy bo thoi khoi sang trua chieu toi mai mot kia nay hom ngay thu tuan sau toi truoc hai ba tu nam sau bay "
        "chu nhat cn t2 t3 t4 t5 t6 t7 thang mung mong gio h g ruoi luc khoang tam nguoi suat cho so chon lay dat doi "
        "buoi dau cuoi som muon tre nhat khac lui len xuong qua di duoc vay roi ok oke dong y xac nhan "
        "em toi minh con chau anh chi bac co chu a ah nha nhe nhi da vang uh um voi va la thi giup gium dum nho cam on "
        "mot bon tam chin muoi gia dinh vo chong me bo"
    ).split()
)
"""Without marks: what an answer to "which day, which hour, how many" is made of."""

_ANSWERS = frozenset(
    "co,khong,ko,k,nhan,nhan cho,khong nhan,giu,giu so,phai,dung,khong huy,khong can,khong can nua".split(",")
)
_COURTESIES = frozenset(
    "ok,oke,vang,da,da vang,cam on,cam on a,cam on nhe,da cam on,em cam on,cam on anh,cam on chi,a,uh,vang a".split(",")
)
"""Said after an answer rather than as one."""


def choice_in(text: str) -> str | None:
    """Return the choice that a tap names, or nothing for the button that only begins; None when it is no such tap."""
    stripped = text.strip()
    if stripped == TICKET:
        return ""
    choice = stripped.removeprefix(TICKET_PREFIX)
    if choice == stripped or not _CHOICE.fullmatch(choice) or _LONG_NUMBER.search(choice):
        return None
    return choice


def wished(text: str) -> TicketWish | None:
    """Return what a text wants of the desk, outside an errand as within one; None when it wants nothing of it.

    Whoever types a long number wants something else.
    """
    wish = None if digits_in(text) >= LONG_NUMBER else ticket_wish(text)
    return None if wish is None else TicketWish(wish)


def goes_on(text: str) -> bool:
    """Say whether this text answers what an open errand asks: a number, a day, an hour, or no more of it."""
    words = [word for word in read(text).bare if word != STOP]
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    unknown = sum(word not in _WORDS and not digits_in(word) for word in words)
    said = fold(text).strip(" .,!?~")
    if said in _ANSWERS or said in _COURTESIES:
        return said in _ANSWERS
    return unknown <= (_UNKNOWN_BESIDE_DIGITS if digits_in(text) else 0)
