"""A picture drawn anew, so that what officers see holds its pixels and nothing else of the file.

How many pixels there are is read from its header before any of them is unpacked. Decoders are old and large, and are
fed what strangers send: whatever one of them raises means that the picture is damaged.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from dutydesk.evidence import Unviewable

MOST_PIXELS = 64_000_000
"""Phones take pictures of 50 million; unpacked, so many are 256 MB at the most."""
VIEW_PX, THUMB_PX = 2_048, 320
QUALITY = 85
_SHRINKABLE = {"CMYK", "L", "LA", "RGB", "RGBA", "YCbCr"}
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/avif": "AVIF"}


class Undrawable(Exception):
    """The picture is not drawn; ``reason`` says why."""

    def __init__(self, reason: Unviewable) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture the right way up, at most ``VIEW_PX`` long, with its exact proportions before."""

    image: Image.Image
    width: int
    height: int


def picture(data: bytes, media_type: str) -> Picture:
    """Unpack a picture: its first frame, turned as its metadata says, in plain colours, transparent parts white.

    Raises:
        Undrawable: it has too many pixels, or is damaged.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=[FORMATS[media_type]]) as found:
                return _drawn(found)
        except Undrawable:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Undrawable(Unviewable.TOO_MANY_PIXELS) from None
        except UnidentifiedImageError:
            raise Undrawable(Unviewable.DAMAGED) from None
        except Exception:  # noqa: BLE001  # a decoder may raise anything, and its words may quote the file
            raise Undrawable(Unviewable.DAMAGED) from None


def jpeg(image: Image.Image, longest_px: int) -> bytes:
    """Return a picture as a JPEG no longer than this, with no metadata at all."""
    copy = image.copy()
    copy.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", copy.size)  # takes nothing over but pixels
    clean.paste(copy)
    written = io.BytesIO()
    clean.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _drawn(found: Image.Image) -> Picture:
    width, height = found.size
    if width * height > MOST_PIXELS:
        raise Undrawable(Unviewable.TOO_MANY_PIXELS)
    found.draft("RGB", (VIEW_PX, VIEW_PX))  # a JPEG is then unpacked smaller than it is
    found.load()
    if found.mode in _SHRINKABLE:  # before anything copies it
        found.thumbnail((VIEW_PX, VIEW_PX), Image.Resampling.LANCZOS)
    upright = _upright(found)
    if (upright.width > upright.height) != (found.width > found.height):
        width, height = height, width
    plain = _plain(upright)
    plain.thumbnail((VIEW_PX, VIEW_PX), Image.Resampling.LANCZOS)
    return Picture(image=plain, width=width, height=height)


def _upright(found: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(found)
    except Exception:  # noqa: BLE001  # broken metadata: the picture is shown as it lies
        return found


def _plain(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        layered.thumbnail((VIEW_PX, VIEW_PX), Image.Resampling.LANCZOS)
        white = Image.new("RGB", layered.size, "white")
        white.paste(layered, mask=layered.getchannel("A"))
        return white
    return image.convert("RGB")
