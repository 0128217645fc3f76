"""Files as strangers send them, made here: pictures, and what only begins as one."""

import io
import struct
import zipfile
import zlib
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

CARD_CODE = "001099000001|123456789|Nguyễn Văn Mẫu|01021990|Nam|Phường Mẫu 1|01032021"
"""As a chip card's code reads; nobody bears this number."""


def scene(width: int = 640, height: int = 480, seed: int = 1) -> Image.Image:
    """Draw something with edges, another for each seed."""
    image = Image.new("RGB", (width, height), (40 + seed * 13 % 160, 90, 150))
    draw = ImageDraw.Draw(image)
    for number in range(14):
        at = (seed * 7919 + number * 6101) % 9973
        left, top = at % width, at * 31 % height
        draw.rectangle((left, top, left + width // 5, top + height // 6), fill=(at % 256, at * 3 % 256, at * 7 % 256))
    return image


def encoded(image: Image.Image, form: str = "JPEG", **how: object) -> bytes:
    """Write a picture in a form of Pillow's."""
    written = io.BytesIO()
    image.save(written, form, **how)
    return written.getvalue()


def photo(orientation: int = 1, *, width: int = 640, height: int = 480, seed: int = 1) -> bytes:
    """Return a JPEG as a phone writes it: with place, time, owner's words and a preview."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make], exif[Base.Artist] = "Máy Mẫu", "Nguyễn Văn Mẫu"
    details = exif.get_ifd(IFD.Exif)
    details[Base.DateTimeOriginal], details[Base.OffsetTimeOriginal] = "2026:03:01 21:15:09", "+07:00"
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (21.0, 1.0, 42.5)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "E", (105.0, 51.0, 15.0)
    return encoded(scene(width, height, seed), exif=exif, comment=b"bi mat", quality=90)


def card(width: int = 1012, height: int = 638, *, code: str = CARD_CODE) -> Image.Image:
    """Draw a card with a code in its corner."""
    image = Image.new("RGB", (width, height), (205, 222, 214))
    pixels: Any = memoryview(zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode).to_image(scale=3))
    high, wide = pixels.shape
    image.paste(Image.frombytes("L", (wide, high), bytes(pixels)).convert("RGB"), (width - wide - 20, 20))
    return image


def zipped(**files: bytes) -> bytes:
    """Pack files; ``__`` in a name stands for ``/``."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def word_document(**more: bytes) -> bytes:
    """Return the least that is an office document."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<document/>")
        for name, content in more.items():
            package.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def png_of(width: int, height: int) -> bytes:
    """Return a PNG whose header promises so many pixels, in a few bytes."""
    header = struct.pack(">2I5B", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def video(size: int = 5_000) -> bytes:
    """Return what begins as an MP4."""
    return b"\0\0\0\x18ftypisom\0\0\0\1isomavc1" + b"\0\0\0\x08free" + (bytes(range(251)) * (size // 251 + 1))[:size]


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"\n <!-- hello --><html><body onload=alert(1)>"
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
