"""Words and buttons that are orders, with or without diacritics."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dutydesk.check_codes import pasted_code, shown_in
from dutydesk.ids import as_code
from dutydesk.text.catalogue import (
    ACKNOWLEDGE_PREFIX,
    LINK_PREFIX,
    MAKE_TIP_PREFIX,
    OFFICER_PREFIX,
    PICK_PREFIX,
    RIGHT_PREFIX,
    WRONG_PREFIX,
)
from dutydesk.text.catalogue_cases import DISPUTE_PREFIX
from dutydesk.text.fold import fold
from functions.webhook.data_words import data_wish

LONGEST_COMMAND = 80

_START = frozenset(
    ["bao tin", "tin bao", "bao an", "to giac", "to giac toi pham", "toi muon bao tin", "muon bao tin", "bao cong an"]
)
_DONE = frozenset(
    ["xong", "da xong", "xong roi", "het", "het roi", "gui xong", "ket thuc", "done", "xong a", "the thoi"]
)
_OPT_OUT = frozenset(
    (
        "dung nhan tin,dung nhan tin nhan,dung nhan tin thong bao,dung nhan thong bao,ngung nhan tin,"
        "ngung nhan tin nhan,ngung nhan thong bao,"
        "toi muon dung nhan tin,muon dung nhan tin,khong nhan tin nua,khong nhan thong bao nua,"
        "khong muon nhan tin nua,toi khong muon nhan tin nua,khong muon nhan thong bao nua,huy nhan tin,"
        "huy nhan thong bao,tat thong bao,dung gui tin nua,dung gui thong bao nua,stop"
    ).split(",")
)
_OPT_IN = frozenset(
    (
        "nhan lai tin,nhan lai tin nhan,nhan lai tin thong bao,nhan lai thong bao,muon nhan lai tin,"
        "toi muon nhan lai tin,bat thong bao,bat lai thong bao,dang ky nhan tin,dang ky nhan thong bao"
    ).split(",")
)
_CANCEL = frozenset(["huy", "huy bo", "thoat", "dung lai", "bo qua", "khong bao nua", "thoi khong bao nua"])
_GREETING = frozenset(
    (
        "menu,chao,xin chao,chao anh,chao chi,chao ban,chao can bo,chao cong an,chao ad,alo,a lo,hello,hi,help,"
        "tro giup,bat dau,start,/start"
    ).split(",")
)
_NOD = frozenset("ok,oke,vang,da,da vang,cam on,cam on nhieu,xin cam on,cam on anh,cam on can bo".split(","))
_ABOUT_REPORTING = re.compile(
    r"(o dau|nhu the nao|the nao|ra sao|la gi|bang cach|kieu gi|duoc khong|cho ai|qua dau|lam sao|gia\b|the nao)"
)
_CODE_WORDS = re.compile(
    r"^(ma kiem tra|kiem tra ma|kiem tra|ma tin bao|ma tin|ma so|ma|tra cuu|tinh trang|ket qua)\s*[:\-]?\s+",
    re.IGNORECASE,
)
_DISPUTE = fold(DISPUTE_PREFIX)
_ULID = re.compile(r"(?P<target>[0-9A-HJKMNP-TV-Z]{26})")
_ASKED = re.compile(r"(?P<target>[0-9a-f]{20})")
_PICKED = re.compile(r"(?P<target>[0-9a-f]{20}) (?P<choice>[0-9])")


class Word(StrEnum):
    """What an order asks for."""

    START = "start"
    DONE = "done"
    CANCEL = "cancel"
    GREETING = "greeting"
    NOD = "nod"
    MAKE_TIP = "make_tip"
    ACKNOWLEDGE = "acknowledge"
    LINK = "link"
    STATUS = "status"
    PASTED = "pasted"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    TOPICS = "topics"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    START_WITH_CONTENT = "start_with_content"
    PICK = "pick"
    RIGHT = "right"
    WRONG = "wrong"
    OFFICER = "officer"
    DATA_REQUEST = "data_request"


_TAPS = (
    (MAKE_TIP_PREFIX, _ULID, Word.MAKE_TIP),
    (ACKNOWLEDGE_PREFIX, _ULID, Word.ACKNOWLEDGE),
    (PICK_PREFIX, _PICKED, Word.PICK),
    (RIGHT_PREFIX, _ASKED, Word.RIGHT),
    (WRONG_PREFIX, _ASKED, Word.WRONG),
    (OFFICER_PREFIX, _ASKED, Word.OFFICER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An order, with the id or code that it names, and which of the choices that it makes, from 0."""

    word: Word
    target: str = ""
    choice: int = 0


def command_in(text: str) -> Command | None:
    """Return the order that this text is, or None when it is a message like any other."""
    stripped = text.strip()
    if not stripped:
        return None
    if stripped.startswith("#"):
        return _tapped(stripped)
    folded = fold(stripped[: LONGEST_COMMAND * 4]).strip(" .,!?~*\"'")
    if folded.startswith(_DISPUTE):
        return _disputed(stripped, folded)
    if len(stripped) > LONGEST_COMMAND:
        return _start_with_more(folded) or _pasted(stripped)
    return _typed(stripped, folded) or _pasted(stripped)


def _tapped(stripped: str) -> Command | None:
    for prefix, what, word in _TAPS:
        found = what.fullmatch(stripped, len(prefix)) if stripped.startswith(prefix) else None
        if found is not None:
            return Command(word=word, target=found["target"], choice=int(found.groupdict().get("choice", 0)))
    return None


def _typed(stripped: str, folded: str) -> Command | None:
    for word, phrases in (
        (Word.START, _START),
        (Word.DONE, _DONE),
        (Word.CANCEL, _CANCEL),
        (Word.OPT_OUT, _OPT_OUT),
        (Word.OPT_IN, _OPT_IN),
        (Word.GREETING, _GREETING),
        (Word.NOD, _NOD),
    ):
        if folded in phrases:
            return Command(word=word)
    if folded.startswith(LINK_PREFIX):
        code = as_code(stripped[len(LINK_PREFIX) :])
        return Command(word=Word.LINK, target=code) if code else None
    wish = data_wish(folded)
    if wish is not None:
        return Command(word=Word.DATA_REQUEST, target=wish)
    code = as_code(stripped) or as_code(_CODE_WORDS.sub("", folded))
    if code:
        return Command(word=Word.STATUS, target=code)
    return _start_with_more(folded)


def _disputed(stripped: str, folded: str) -> Command | None:
    """Read "không đồng ý" with a code as a word about that case; intake reads from the text what is said of it."""
    code = as_code(folded.removeprefix(_DISPUTE)) or shown_in(stripped)
    return Command(word=Word.STATUS, target=code) if code else None


def _pasted(stripped: str) -> Command | None:
    """Read a copy of a broadcast, which ends with its check code, as the question whether it is true."""
    code = pasted_code(stripped)
    return Command(word=Word.PASTED, target=code) if code else None


def _start_with_more(folded: str) -> Command | None:
    """Read "báo tin: …" as a start with its content, and a question about reporting as a plain start."""
    if not folded.startswith("bao tin "):
        return (
            Command(word=Word.START_WITH_CONTENT) if folded.startswith(("bao tin:", "bao tin,", "bao tin.")) else None
        )
    rest = folded.removeprefix("bao tin ").lstrip(" :,.-")
    if _ABOUT_REPORTING.match(rest):
        return None if rest.startswith("gia") else Command(word=Word.START)
    return Command(word=Word.START_WITH_CONTENT)
