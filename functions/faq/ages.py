"""Ages named among words, as the stages of life that offices tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from functions.faq.normalise import Word

__all__ = ["ages"]

_DIGITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_STAGES = ((6, "+tuoi0"), (14, "+tuoi6"), (18, "+tuoi14"), (121, "+tuoi18"))
"""Ages below the first number are of that stage: small children, school children, minors with papers, adults."""
_FIRST_GRADE_AGE = 6


def ages(words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """Yield (stage, begin, end) for each age: ``14 tuổi``, ``chín tuổi``, ``lớp 5``, ``dưới 6 tuổi``."""
    for at, word in enumerate(words):
        if word.bare == "tuoi" and at:
            number, begin = _before(words, at)
            if number is not None:
                below = begin > 0 and words[begin - 1].bare == "duoi"
                yield _stage(number - below), begin, at + 1
        elif word.bare == "lop" and at + 1 < len(words):
            grade = _value(words[at + 1].bare)
            if grade is not None and grade <= 12:  # noqa: PLR2004 - school has twelve grades
                yield _stage(grade + _FIRST_GRADE_AGE - 1), at, at + 2


def _before(words: Sequence[Word], at: int) -> tuple[int | None, int]:
    """Return the number that ends before ``at``, and where it begins."""
    last = words[at - 1].bare
    if last == "muoi" and at > 1:
        tens = _DIGITS.get(words[at - 2].bare)
        return (10 * tens, at - 2) if tens else (10, at - 1)
    value = _value(last)
    if value is None or last.isdigit() or words[max(at - 2, 0)].bare != "muoi":
        return (10, at - 1) if last == "muoi" else (value, at - 1)
    tens = _DIGITS.get(words[max(at - 3, 0)].bare, 1)
    return 10 * tens + value, at - (3 if tens > 1 else 2)


def _value(bare: str) -> int | None:
    if bare.isdecimal() and bare.isascii() and len(bare) <= 3:  # noqa: PLR2004 - no age has four digits
        return int(bare)
    return _DIGITS.get(bare)


def _stage(age: int) -> str:
    return next((name for below, name in _STAGES if age < below), _STAGES[-1][1])
