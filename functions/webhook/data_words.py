"""Words with which somebody asks for their own data, or for its erasure: the whole text says so, and nothing else.

A question about how that is done goes to the desk that answers, and a report that mentions data to the tips desk.
"""

import re

from dutydesk.data_requests import DataWish

_ASKING = r"(?:(?:toi|em|minh|con|chau)\s+)?(?:(?:xin|muon|can|yeu cau|de nghi|hay|vui long|lam on|giup|nho)\s+)*"
_BEFORE = r"(?:(?:cong an|can bo|don vi|anh|chi|ad|ban)\s+)?"
_ALL = r"(?:(?:het|toan bo|tat ca|moi)\s+)*(?:cac\s+)?"
_DATA = r"(?:du lieu|thong tin|data)(?:\s+ca nhan)?"
_MINE = r"\s+(?:cua|ve)\s+(?:toi|em|minh|con|chau)"
_POLITE = r"(?:\s+(?:di|a|nhe|nha|voi|giup|gium|dum|giup toi|nao|ngay))*"
_ERASE = r"(?:xoa|xoa bo|huy|go|go bo)"
_SEE = r"(?:xem|coi|biet|truy cap|cung cap|nhan|trich xuat)"
_WANT = r"(?:toi|em|minh)\s+(?:(?:xin|muon|can|yeu cau|de nghi)\s+)+"

_WISHES = tuple(
    (
        wish,
        re.compile(
            rf"(?:{_BEFORE}{_ASKING}{_BEFORE}{what}\s+{_ALL}{_DATA}{_MINE}|{_WANT}{what}\s+{_ALL}{_DATA}(?:{_MINE})?)"
            rf"{_POLITE}"
        ),
    )
    for wish, what in ((DataWish.ERASE, _ERASE), (DataWish.ACCESS, _SEE))
)
_WITHOUT_MINE_TOO_MUCH = re.compile(r".*\bthong tin(?! ca nhan)\b.*")
"""Who wants to see "information", and not their own, asks about something else."""


def data_wish(folded: str) -> DataWish | None:
    """Return what a folded text wants of the writer's own data, or None."""
    for wish, phrase in _WISHES:
        if phrase.fullmatch(folded):
            own = re.search(_MINE, folded) is not None
            return wish if own or not _WITHOUT_MINE_TOO_MUCH.fullmatch(folded) else None
    return None
