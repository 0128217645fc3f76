"""Taking identity numbers out of a text before it is queued, kept or learned from.

A number is looked for as citizens write it: in the digits of any script, in groups, with dots, dashes, blanks or
nothing that can be seen between them. Sums of money and dates are not taken for one: an amount has its unit or its
thousands, and a date its shape. When in doubt, a number is hidden.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

HIDDEN_IDENTITY = "[số giấy tờ]"
HIDDEN_NUMBER = "[số]"

_IDENTITY_DIGITS = frozenset({9, 12})
_MOST = max(_IDENTITY_DIGITS)
_FEWEST = 7
"""Digits of the shortest passport number; a text with fewer holds nothing to hide."""

_BETWEEN = r"\s.\-‐‑‒–—―−_·•|()\[\]:;'’*="
_NUMBER = rf"[+(]{{0,2}}\d(?:(?:[{_BETWEEN}]{{0,6}}|,|\s*/\s*(?=\d{{3}}))\d){{8,}}"
_PASSPORT = r"(?<![^\W\d_])[A-Za-z]\d{7,8}(?!\d)"
_NAMED_PASSPORT = (
    r"(?i:(?:(?<!\w)hc|passport|chi[eế]u)[\s:.]{0,3}(?:s[oố][\s:.]{0,3})?)(?P<named>[A-Za-z][\s.\-]?\d{7,8}(?!\d))"
)
"""A passport's letter may stand apart, or close to the word, once the word says what it is."""
_NAMING = rf"{_NAMED_PASSPORT}|(?P<passport>{_PASSPORT})|{_NUMBER}"
_PAPER = re.compile(
    r"(?:cmnd|cmt|cccd|c[aă]n\s*c[uư][oớ]c|ch[uứ]ng\s*minh|đ[iị]nh\s*danh|dinh\s*danh)[\s:.\-]{0,3}(?:s[oố][\s:.\-]{0,3})?$",
    re.IGNORECASE,
)
"""What makes a number right behind it one of identity, whatever sum it looks like."""

_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_ALONE, _DATED = r"(?<![\d.,])(?<!\d[\s\-])", r"(?<!\d)(?<!\d[.\-/])"
_COMRADE = r"đ(?!\s?[/.]\s?c)"
_UNIT = rf"(?:{_COMRADE}|\s?(?:vnđ|vnd|usd|đ[oôồ]ng(?=\s*(?:[.,;!?)]|$))))(?!\w)"
_UNIT_OF_THOUSANDS = rf"\s?(?:{_COMRADE}|d|(?:đ[oôồ]ng|dong)(?!\s+(?:ch[ií]|nai|th[aá]p)))(?!\w)"
"""Words that follow a number of identity too ("đồng chí", "đ/c", "Đồng Nai"): believed of round sums alone."""

_HARMLESS = "|".join(
    [
        rf"{_DATED}{_DAY}(?P<dmy>[./\-]){_MONTH}(?P=dmy){_YEAR}(?!\d|(?P=dmy)\d)",
        rf"{_DATED}{_YEAR}(?P<ymd>[./\-]){_MONTH}(?P=ymd){_DAY}(?!\d|(?P=ymd)\d)",
        rf"{_DATED}{_MONTH}/{_YEAR}(?!\d|/\d)",
        rf"{_ALONE}{_YEAR}(?:[\s,\-–]{{1,3}}{_YEAR}){{1,11}}(?![\s.,\-–]?\d)",
        rf"{_ALONE}[1-9]\d{{0,2}}(?P<by>[.,])(?:\d{{3}}(?P=by))*000(?![.,]?\d)",
        rf"{_ALONE}[1-9]\d{{0,2}}(?P<in>[.,\s])\d{{3}}(?:(?P=in)\d{{3}})*{_UNIT}",
        rf"{_ALONE}[1-9]\d{{0,2}}(?:\s\d{{3}})*\s000{_UNIT_OF_THOUSANDS}",
        rf"{_ALONE}(?:[1-9]\d*000\s?[\-–]\s?)?[1-9]\d*(?:{_UNIT}|(?<=000){_UNIT_OF_THOUSANDS})",
    ]
)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its long numbers; ``identity`` says that one of them may name a person."""

    text: str
    identity: bool


def redact(text: str, *, identity_only: bool = False) -> Redacted:
    """Replace every number of nine digits or more, and every passport number; the rest stays as it is.

    Nine and twelve digits are what identity papers carry; other lengths are phones and accounts, which
    ``identity_only`` leaves as they are: an officer may need them.
    """
    if sum(map(str.isdigit, text)) < _FEWEST:
        return Redacted(text, identity=False)
    plain, places = _plain(text)
    searched = re.sub(_HARMLESS, _passed_over, plain, flags=re.IGNORECASE)
    kept: list[str] = []
    identity, done = False, 0
    for found in re.finditer(_NAMING, searched):
        names = bool(found["named"] or found["passport"]) or _may_name(found[0])
        if identity_only and not names:
            continue
        begin = found.start("named") if found["named"] else found.start()
        kept += [text[done : places[begin]], HIDDEN_IDENTITY if names else HIDDEN_NUMBER]
        identity, done = identity or names, places[found.end()]
    return Redacted("".join([*kept, text[done:]]), identity)


def _passed_over(found: re.Match[str]) -> str:
    """Hide a sum or a date from the search for numbers, unless a paper of identity is named right before it."""
    before = found.string[max(0, found.start() - 30) : found.start()]
    return found[0] if _PAPER.search(before) else "~" * len(found[0])


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text with plain digits and without what cannot be seen, and where each character and its end stand."""
    seen = {letter: _seen(letter) for letter in set(text)}
    places = [at for at, letter in enumerate(text) if seen[letter]]
    return "".join(seen[text[at]] for at in places), [*places, len(text)]


def _seen(letter: str) -> str:
    if letter.isdigit():
        return str(unicodedata.digit(letter))
    hidden = unicodedata.category(letter) in {"Cf", "Mn", "Me", "Cc"} and not letter.isspace()
    return "" if hidden else letter


def _may_name(number: str) -> bool:
    """Say whether this is an identity number, or several numbers of which one may be."""
    groups = [len(group) for group in re.findall(r"\d+", number)]
    if sum(groups) <= _MOST:
        return sum(groups) in _IDENTITY_DIGITS
    return any(not _IDENTITY_DIGITS.isdisjoint(accumulate(groups[at : at + _MOST])) for at in range(len(groups)))
