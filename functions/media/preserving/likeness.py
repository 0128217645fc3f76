"""What a picture looks like, in 128 bits that survive its being compressed and shrunk on the way.

A difference hash: whether each of 8 x 8 places is darker than its neighbour to the right, and below. Why this one:
docs/decisions/0019-evidence-views.md.
"""

import dhash  # type: ignore[import-untyped]  # ships no types
from PIL import Image

from dutydesk.stores.likenesses import LIKENESS_DIGITS

_SIDE = 8
_FEWEST_BITS = 12
"""Of 128: a picture of one colour, or one that darkens evenly, looks like too many others."""


def likeness(image: Image.Image) -> str:
    """Return what a picture looks like, in hexadecimal; nothing for one that hardly shows anything."""
    grays = list(image.convert("L").resize((_SIDE + 1, _SIDE + 1), Image.Resampling.LANCZOS).tobytes())
    row, column = dhash.dhash_row_col(grays, size=_SIDE)
    if _told_by(row) + _told_by(column) < _FEWEST_BITS:
        return ""
    return f"{row << _SIDE * _SIDE | column:0{LIKENESS_DIGITS}x}"


def _told_by(bits: int) -> int:
    """Return how many places are unlike most of the others."""
    ones = bits.bit_count()
    return min(ones, _SIDE * _SIDE - ones)
