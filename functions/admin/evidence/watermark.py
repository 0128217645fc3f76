"""Who looked at a picture, and when, written all over what is shown.

Pillow is loaded on first use: nothing else in this function needs it.
"""

import io
from datetime import datetime
from typing import TYPE_CHECKING

from dutydesk.clock import VIETNAM
from dutydesk.text.fold import fold

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 4_300_000
"""What a function can answer with, less what base64 adds: 6 MB
(https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)."""
_QUALITIES = (85, 70, 50, 30)
_ANGLE = 24
_SHADE = 110
_MOST_NAME = 40


def marked(picture: bytes, *, officer: str, display: str, at: datetime) -> bytes:
    """Return the JPEG with the officer's name and the moment across it, in ``MOST_BYTES`` at the most."""
    from PIL import Image  # noqa: PLC0415  # see above

    with Image.open(io.BytesIO(picture), formats=["JPEG"]) as opened:
        image = opened.convert("RGBA")
    image.alpha_composite(_written(image.size, told(officer, display, at)))
    return _encoded(image.convert("RGB"))


def told(officer: str, display: str, at: datetime) -> str:
    """Return what is written; without diacritics, which not every font has."""
    name = fold(display)[:_MOST_NAME].upper()
    moment = at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    return f"{name} ({officer[:_MOST_NAME]}) {moment}"


def _written(size: tuple[int, int], words: str) -> "Image":
    """Draw the words in rows over a sheet that covers the picture however it is turned."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  # see above

    width, height = size
    side = int((width**2 + height**2) ** 0.5) + 2
    sheet = Image.new("L", (side, side), 0)
    font = ImageFont.load_default(size=max(11, side // 45))
    pen = ImageDraw.Draw(sheet)
    left, top, right, bottom = pen.textbbox((0, 0), words, font=font)
    step_x, step_y = int(right - left) + 40, int(bottom - top) * 5 + 10
    for row, y in enumerate(range(0, side, step_y)):
        for x in range(-(row % 2) * step_x // 2, side, step_x):
            pen.text((x, y), words, fill=_SHADE, font=font)
    turned = sheet.rotate(_ANGLE)
    at_x, at_y = (side - width) // 2, (side - height) // 2
    shade = turned.crop((at_x, at_y, at_x + width, at_y + height))
    mark = Image.new("RGBA", size, (255, 255, 255, 0))
    mark.putalpha(shade)
    return mark


def _encoded(image: "Image") -> bytes:
    for quality in _QUALITIES:
        written = io.BytesIO()
        image.save(written, "JPEG", quality=quality)
        if written.tell() <= MOST_BYTES:
            break
    return written.getvalue()
