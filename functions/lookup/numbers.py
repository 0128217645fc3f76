"""The two numbers a card is found by, in the one form that is indexed.

A card number is twelve digits. A receipt number is what an office prints on its appointment slip: letters and digits
with dashes, dots or blanks between them, such as ``AB12-260301-0045``. Both are brought to letters and digits alone.
"""

import unicodedata

from dutydesk.text.fold import fold

CARD_DIGITS = 12
RECEIPT_LENGTHS = range(6, 33)
RECEIPT_DIGITS = 6
"""A receipt number holds at least so many digits, and a letter, so that it is neither a word nor a card number."""

_SEPARATORS = frozenset(" .-_/·•")


def plain(text: str) -> str:
    """Return the text folded (see ``dutydesk.text.fold``), the digits of every script as ``0`` to ``9``.

    All kinds of dashes become ``-``.
    """
    return "".join(_plain(letter) for letter in fold(text))


def card_number(text: str) -> str | None:
    """Return the twelve digits, or None when this is not exactly a card number with or without separators."""
    digits = _joined(text)
    return digits if len(digits) == CARD_DIGITS and digits.isdecimal() and digits.isascii() else None


def receipt_number(text: str) -> str | None:
    """Return the letters and digits in upper case, or None when this is not exactly a receipt number."""
    joined = _joined(text)
    if len(joined) not in RECEIPT_LENGTHS or not (joined.isascii() and joined.isalnum()):
        return None
    digits = sum(letter.isdigit() for letter in joined)
    return joined.upper() if RECEIPT_DIGITS <= digits < len(joined) else None


def _joined(text: str) -> str:
    return "".join(letter for letter in plain(text) if letter not in _SEPARATORS)


def _plain(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return "-" if unicodedata.category(letter) == "Pd" or letter == "−" else letter
