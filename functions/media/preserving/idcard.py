"""Does a picture show somebody's identity card, and is that what the citizen reports?

People send their card because they think a desk of the police wants it. The front of the chip card has a QR code with
its number, name and dates in fields (Circular 06/2021/TT-BCA, annex); it is read, compared with that form, and
forgotten at once. Without a code, words and proportions must agree: those of ID-1 (ISO/IEC 7810, 85.60 mm x 53.98 mm).
Both may miss a card, and what they find is only set aside, where an officer can still have it for a day.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

import zxingcpp
from PIL import Image

from dutydesk.text.fold import fold

PROPORTION = 85.60 / 53.98
TOLERANCE = 0.05
"""Not that of a photo (3 : 2)."""
SMALLEST_PX = 240
"""On a smaller picture nobody could read a card."""

_CODE = re.compile(r"\d{12}\|(\d{9}|\d{12})?\|[^|\d]{2,80}\|\d{8}\|[^|\d]{2,10}\|[^|]{0,200}(\|.*)?", re.DOTALL)
_CARD = re.compile(r"\b(cccd|cmnd|cmtnd|can cuoc|chung minh (thu|nhan dan)|the cong dan|ho chieu)\b")
_PAPER = r"(cccd|cmnd|cmtnd|can cuoc|chung minh|giay to|ho chieu|the)"
_ABOUT = re.compile(
    "|".join(
        (
            r"\b(gia mao|lam gia|mao danh|lua dao|chiem doat|nhat (duoc|dc)|mat (cap|trom))\b",
            r"\b(danh (roi|mat|cap)|lam (roi|mat))\b",
            rf"\b{_PAPER}\b.{{0,20}}\bgia\b",
            rf"\b(bi )?mat {_PAPER}\b",
            rf"\b(muon|thue|mua|ban|cam|giu|lay|dung|su dung|cuop|trom) {_PAPER}\b",
            r"\b(mua ban|rao ban|cho thue|cam co|cam do|lo thong tin|vay tien|vay no|no xau)\b",
        )
    )
)
_EDGES = "\u200b "


class Seen(StrEnum):
    """What of a card a picture has."""

    NOTHING = ""
    PROPORTION = "proportion"  # words must agree
    CODE = "code"


def could_be_card(image: Image.Image, *, width: int, height: int) -> Seen:
    """Return what of a card a picture has, the right way up and perhaps smaller than it was: ``width`` x ``height``."""
    if _has_code(image):
        return Seen.CODE
    return Seen.PROPORTION if _is_card_shaped(width, height) else Seen.NOTHING


def shows_card(seen: Seen, *, caption: str) -> bool:
    """Say whether it is one, with what the citizen wrote beside it."""
    return seen is Seen.CODE or (seen is Seen.PROPORTION and bool(_CARD.search(fold(caption))))


def is_about_cards(words: Iterable[str]) -> bool:
    """Say whether a citizen reports something about cards: a forged, found, stolen, lent or misused one.

    When in doubt it is: a card that is kept harms less than evidence that is not.
    """
    return any(_ABOUT.search(fold(text)) for text in words)


def _has_code(image: Image.Image) -> bool:
    """Look for a chip card's code; what it says never leaves this function."""
    found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return any(_CODE.fullmatch(code.text.strip(_EDGES)) for code in found)


def _is_card_shaped(width: int, height: int) -> bool:
    short, long = sorted((width, height))
    return short >= SMALLEST_PX and abs(long / short / PROPORTION - 1) <= TOLERANCE
