"""Reading what a citizen typed: a card or receipt number, a date of birth, both, or neither, in any order and form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.lookup.numbers import CARD_DIGITS, plain, receipt_number
from functions.lookup.status.dates import IN_DIGITS, IN_WORDS, born_in

LONGEST_READ = 3_000
_GONE = "~"
_LABELS = r"so|can\s*cuoc|cccd|cmnd|cmt|cc|the|ma|sinh|ngay|thang|nam|sn|ns|mung|mong|dob|id"
_GLUED_LABEL = re.compile(rf"(?<![a-z0-9])(?:{_LABELS})[.\-]?(?=\d)")
_ALONE = r"(?<![a-z0-9])(?<![a-z0-9][.\-])"
"""Not within something longer, such as a receipt number."""
_WHOLE = re.compile(rf"{_ALONE}\d{{{CARD_DIGITS}}}(?!\d)")
_NAMED = re.compile(
    rf"(?:cccd|can\s*cuoc(?:\s*cong\s*dan)?|dinh\s*danh(?:\s*ca\s*nhan)?)\W{{0,5}}(?:so\W{{0,3}})?(\d{{{CARD_DIGITS}}})(?!\d)"
)
_GROUPED = re.compile(rf"{_ALONE}\d{{1,11}}(?:[ .\-_/,]{{1,3}}\d{{1,11}})+(?!\d)")
_BETWEEN = " .-_/,"
_SEPARATORS = re.compile(r"[ .\-_]")
_RECEIPT = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?:[.\-]{1,2}[a-z0-9]+)*(?![a-z0-9])")
_LONG = re.compile(r"\d(?:[ .\-_]{0,3}\d){8,}")
_ODD = re.compile(r"(?<!\d)(?:\d{5}|\d{7})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a message holds; ``number`` is normalised (``functions.lookup.numbers``), empty when there is none.

    ``number_unclear``: something was meant as a number and is none, or there are several. ``born_unclear``: there are
    digits, and no one date of birth in them. ``has_digits``: any digit at all.
    """

    number: str = ""
    born: date | None = None
    number_unclear: bool = False
    born_unclear: bool = False
    has_digits: bool = False


def read_words(text: str, today: date) -> Reading:
    """Read a message; any text is accepted, of which the first ``LONGEST_READ`` characters count."""
    words = _GLUED_LABEL.sub(lambda label: label[0] + " ", plain(text[:LONGEST_READ]))
    numbers, rest = _numbers(words, today)
    born = born_in(rest if numbers else _LONG.sub(_without_numbers, rest), today)
    without_dates = IN_WORDS.sub(_GONE, IN_DIGITS.sub(_GONE, rest))
    return Reading(
        number=numbers[0] if len(numbers) == 1 else "",
        born=born.day,
        number_unclear=len(numbers) > 1 or (not numbers and _looks_like_number(without_dates, born.day)),
        born_unclear=born.unclear,
        has_digits=any(letter.isdigit() for letter in words),
    )


def _numbers(words: str, today: date) -> tuple[list[str], str]:
    """Return the different numbers, and the words without them."""
    searched = _masked(words)
    for found in (_NAMED.findall(searched), _WHOLE.findall(searched)):
        if found:
            return list(dict.fromkeys(found)), _WHOLE.sub(_GONE, words)
    grouped = [window for group in _GROUPED.finditer(searched) for window in _windows(group, words, today)]
    if grouped:
        different = list(dict.fromkeys(number for number, _ in grouped))
        return different, grouped[0][1]
    receipts = {found[0]: receipt_number(found[0]) for found in _RECEIPT.finditer(searched)}
    known = {written: number for written, number in receipts.items() if number}
    for written in known:
        words = words.replace(written, _GONE)
    return list(dict.fromkeys(known.values())), words


def _windows(group: re.Match[str], words: str, today: date) -> Iterator[tuple[str, str]]:
    """Return twelve digits in neighbouring groups, and the words without them, if what is left of the group is a date.

    ``0010 9901 2345 1 2 1990`` holds one number only; so does ``1 2 1990 0010 9901 2345``.
    """
    parts = list(re.finditer(r"\d+", group[0]))
    for first in range(len(parts)):
        for last in range(first, min(first + CARD_DIGITS, len(parts))):
            begin, end = parts[first].start(), parts[last].end()
            digits = _SEPARATORS.sub("", group[0][begin:end])
            before, after = group[0][:begin], group[0][end:]
            if len(digits) == CARD_DIGITS and digits.isdecimal() and _is_date_or_nothing(before, after, today):
                yield digits, words[: group.start()] + before + _GONE + after + words[group.end() :]


def _is_date_or_nothing(before: str, after: str, today: date) -> bool:
    left = [side for side in (before.strip(_BETWEEN), after.strip(_BETWEEN)) if side]
    return not left or (len(left) == 1 and born_in(left[0], today).day is not None)


def _masked(words: str) -> str:
    """Blot out dates that can be nothing else, each letter by one, so that places stay."""
    for pattern in (IN_WORDS, IN_DIGITS):
        words = pattern.sub(lambda found: _GONE * len(found[0]), words)
    return words


def _without_numbers(run: re.Match[str]) -> str:
    """Keep a run of digits only if it is a date in shape: a number of the wrong length is no date of birth."""
    return run[0] if IN_DIGITS.search(run[0]) else _GONE


def _looks_like_number(text: str, born: date | None) -> bool:
    """Whether digits are left that somebody meant as a number: many of them, or some beside a date."""
    if _LONG.search(text) or _ODD.search(text):
        return True
    return born is None and bool(re.search(r"\d{9,}", text))
