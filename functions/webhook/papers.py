"""Does this message hold what an identity card is looked up by: a number, a date of birth?

It only decides where the words go; what they say is read by the desk that looks cards up. A card's number has twelve
digits (Decree 137/2015, article 13), which people write in groups; a receipt's has letters, digits and hyphens in
groups, as the public-service portal prints it (``000.00.19.H26-250102-0007``).
"""

import re
import unicodedata
from dataclasses import dataclass

from dutydesk.text.fold import fold

LONG_NUMBER = 9
"""From so many digits on, a text holds a number that may name a person."""

_READ_AT_MOST = 400
"""Characters; nothing but a number and a date is never longer."""

_MOST_FILLERS = 14
_YEAR = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_SEP = r"\s?[/.\-\s]\s?"
_DATE = re.compile(
    "|".join(
        [
            rf"(?<!\d){_DAY}{_SEP}{_MONTH}{_SEP}(?:{_YEAR}|\d\d)(?!\d)",
            rf"(?<!\d){_YEAR}{_SEP}{_MONTH}{_SEP}{_DAY}(?!\d)",
            rf"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}(?!\d)",
            rf"(?:(?:mung|mong)\s)?(?<!\d){_DAY}\s?thang\s?{_MONTH}\s?,?\s?(?:nam\s?)?(?:{_YEAR}|\d\d)(?!\d)",
        ]
    )
)
_CARD = re.compile(r"(?<![\w.\-])(?:\d[ .\-]?){11}\d(?!\d|[.\-]\d)")
_RECEIPT = re.compile(
    r"(?<![\w.\-])(?=[a-z0-9.\-]*[a-z])(?=(?:[a-z.\-]*\d){5})[a-z0-9]{1,14}(?:[.\-][a-z0-9]{1,14}){1,7}(?![\w\-])"
)
_NAMELESS = re.compile(r"[^\W\d_]+")
_FILLERS = frozenset(
    (
        "cccd can cuoc cong dan cmnd chung minh thu nhan the so ma ho phieu giay bien nhan hen dinh danh ca sn ns sinh "
        "ngay thang nam dob cua em toi minh con chau anh chi bac co chu ad admin a ah nha nhe nhi oi da vang la va voi "
        "tra cuu kiem giup gium dum ho cho xin nho xem check coi lam on cam ket qua xong duoc co chua roi voi day do "
        "nay thong tin can bo ben gui vay luon ne"
    ).split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What a text holds beside which words."""

    number: bool
    date: bool
    only: bool
    """Nothing else stands there but a few small words."""


def digits_in(text: str) -> int:
    """Return how many digits ``text`` holds, of any script, wherever they stand."""
    return sum(map(str.isdigit, text))


def papers_in(text: str) -> Papers:
    """Return what ``text`` holds of a number and a date; of a long text only the beginning is read."""
    rest = _plain(text[:_READ_AT_MOST])
    rest, cards = _CARD.subn(" ; ", rest)
    rest, dates = _DATE.subn(" ; ", rest)
    rest, receipts = _RECEIPT.subn(" ; ", rest)
    words = _NAMELESS.findall(rest)
    only = len(text) <= _READ_AT_MOST and len(words) <= _MOST_FILLERS and _FILLERS.issuperset(words)
    return Papers(number=bool(cards or receipts), date=bool(dates), only=only and not any(map(str.isdigit, rest)))


def _plain(text: str) -> str:
    """Return ``text`` folded, with plain digits of any script."""
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in fold(text))
