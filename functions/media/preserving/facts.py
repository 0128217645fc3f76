"""What a picture's metadata says of when and where it was taken; anything that is no moment or no place is left out."""

import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from dutydesk.stores.facts import Facts
from functions.media.preserving.images import FORMATS

_OFFSET = re.compile(r"[+-]\d\d:\d\d")
_DEGREES = 7
"""Digits after the point: a centimetre."""


def facts_of(data: bytes, media_type: str) -> Facts:
    """Read the metadata of a picture; broken metadata says nothing, and never hinders its preservation."""
    try:
        with Image.open(io.BytesIO(data), formats=[FORMATS[media_type]]) as found:
            exif = found.getexif()
            details, place = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
            latitude, longitude = _place(place)
            return Facts(taken_at=_taken_at(details), latitude=latitude, longitude=longitude)
    except Exception:  # noqa: BLE001  # it may raise anything, and its words may quote the file
        return Facts()


def _taken_at(details: Mapping[int, Any]) -> str:
    said = str(details.get(Base.DateTimeOriginal, "")).strip("\0 ")
    try:
        moment = datetime.strptime(said, "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007  # the offset is beside it
    except ValueError:
        return ""
    offset = str(details.get(Base.OffsetTimeOriginal, "")).strip("\0 ")
    return moment + (offset if _OFFSET.fullmatch(offset) else "")


def _place(place: Mapping[int, Any]) -> tuple[str, str]:
    latitude = _degrees(place.get(GPS.GPSLatitude), str(place.get(GPS.GPSLatitudeRef, "")), "NS", 90)
    longitude = _degrees(place.get(GPS.GPSLongitude), str(place.get(GPS.GPSLongitudeRef, "")), "EW", 180)
    return (latitude, longitude) if latitude and longitude else ("", "")


def _degrees(parts: Any, side: str, sides: str, most: int) -> str:
    """Return degrees, minutes and seconds as one decimal number, or nothing."""
    side = side.strip("\0 ").upper()
    if not isinstance(parts, tuple) or len(parts) != 3 or len(side) != 1 or side not in sides:  # noqa: PLR2004
        return ""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (ValueError, ZeroDivisionError):
        return ""
    whole = degrees + minutes / 60 + seconds / 3600
    if not 0 <= whole <= most:  # neither a number beyond the poles, nor no number at all
        return ""
    return f"{-whole if side == sides[1] else whole:.{_DEGREES}f}"
