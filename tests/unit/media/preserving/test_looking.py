"""What a file is and whether it can be shown: by its bytes, whatever they are."""

import io
import zipfile
from dataclasses import dataclass

import exifread
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dutydesk.evidence import Unviewable
from functions.media.preserving import documents, images, looking
from functions.media.preserving.images import THUMB_PX, VIEW_PX, Undrawable, jpeg, picture
from functions.media.preserving.looking import Look, glanced, looked
from tests.unit.media.preserving.specimens import (
    HTML,
    PDF,
    SVG,
    encoded,
    photo,
    png_of,
    scene,
    video,
    word_document,
    zipped,
)


@dataclass
class Bytes:
    """The ``Content`` port in memory, which counts what is asked of it."""

    data: bytes
    asked: int = 0

    @property
    def size(self) -> int:
        return len(self.data)

    def read(self, at: int, length: int) -> bytes:
        self.asked += 1
        return self.data[at : at + length]


def look(data: bytes) -> Look:
    return looked(Bytes(data))


SHOWN = {
    "jpeg": (photo(), "image/jpeg"),
    "png": (encoded(scene(), "PNG"), "image/png"),
    "gif": (encoded(scene(), "GIF"), "image/gif"),
    "webp": (encoded(scene(), "WEBP"), "image/webp"),
    "avif": (encoded(scene(64, 64), "AVIF"), "image/avif"),
    "mp4": (video(), "video/mp4"),
    "mov": (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(99), "video/quicktime"),
    "3gp": (b"\0\0\0\x18ftyp3gp4\0\0\0\0isom3gp4" + bytes(99), "video/3gpp"),
    "webm": (b"\x1a\x45\xdf\xa3\x93\x42\x82\x84webm" + bytes(99), "video/webm"),
    "m4a": (b"\0\0\0\x1cftypM4A \0\0\0\0M4A mp42isom" + bytes(99), "audio/mp4"),
    "amr": (b"#!AMR\n" + bytes(99), "audio/amr"),
    "mp3": (b"ID3\x03" + bytes(99), "audio/mpeg"),
    "mp3 without tags": (b"\xff\xfb\x90\x64" + bytes(99), "audio/mpeg"),
    "aac": (b"\xff\xf1\x50\x80" + bytes(99), "audio/aac"),
    "ogg": (b"OggS\0\2" + bytes(99), "audio/ogg"),
    "wav": (b"RIFF\x84\0\0\0WAVEfmt " + bytes(99), "audio/wav"),
    "pdf": (PDF, "application/pdf"),
    "docx": (word_document(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "doc": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "application/x-ole-storage"),
}
REFUSED = {
    "nothing": (b"", Unviewable.EMPTY),
    "one byte": (b"\xff", Unviewable.UNKNOWN_TYPE),
    "svg": (SVG, Unviewable.MARKUP),
    "html": (HTML, Unviewable.MARKUP),
    "html in capitals": (b"<HTML>", Unviewable.MARKUP),
    "words": ("Xin chào bà con".encode(), Unviewable.UNKNOWN_TYPE),
    "program for Windows": (b"MZ\x90\0" + bytes(99), Unviewable.PROGRAM),
    "program for Linux": (b"\x7fELF" + bytes(99), Unviewable.PROGRAM),
    "script": (b"#!/bin/sh\nrm", Unviewable.PROGRAM),
    "zip": (zipped(a__txt=b"a"), Unviewable.ARCHIVE),
    "apk": (zipped(**{"AndroidManifest.xml": b"a", "classes.dex": b"b"}), Unviewable.ARCHIVE),
    "rar": (b"Rar!\x1a\x07\x01\0" + bytes(99), Unviewable.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(99), Unviewable.ARCHIVE),
    "gzip": (b"\x1f\x8b\x08" + bytes(99), Unviewable.ARCHIVE),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), Unviewable.NO_VIEW),
    "tiff": (encoded(scene(), "TIFF"), Unviewable.NO_VIEW),
    "macros": (word_document(**{"word__vbaProject.bin": b"x"}), Unviewable.PROGRAM),
    "old macros": (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "_VBA_PROJECT".encode("utf-16-le"),
        Unviewable.PROGRAM,
    ),
    "broken zip": (zipped(a=b"a")[:-10], Unviewable.DAMAGED),
    "half a jpeg": (photo()[: len(photo()) // 2], Unviewable.DAMAGED),
    "a jpeg's beginning": (b"\xff\xd8\xff\xe0", Unviewable.DAMAGED),
    "half a png": (encoded(scene(), "PNG")[:400], Unviewable.DAMAGED),
    "half a gif": (encoded(scene(), "GIF")[:300], Unviewable.DAMAGED),
    "half a webp": (encoded(scene(), "WEBP")[:300], Unviewable.DAMAGED),
    "a png's header alone": (b"\x89PNG\r\n\x1a\n", Unviewable.DAMAGED),
    "jpeg and zip": (photo() + zipped(a=b"a"), Unviewable.MANY_IN_ONE),
    "png and zip": (encoded(scene(), "PNG") + zipped(a=b"a"), Unviewable.MANY_IN_ONE),
    "jpeg and pdf": (photo() + PDF, Unviewable.MANY_IN_ONE),
    "pdf and zip": (PDF + zipped(a=b"a"), Unviewable.MANY_IN_ONE),
    "video and zip": (video() + zipped(a=b"a"), Unviewable.MANY_IN_ONE),
    "gif and script": (encoded(scene(), "GIF") + b"*/=1;alert(1)", Unviewable.MANY_IN_ONE),
    "png and words": (encoded(scene(), "PNG") + b"more", Unviewable.MANY_IN_ONE),
    "webp and words": (encoded(scene(), "WEBP") + b"more", Unviewable.MANY_IN_ONE),
    "page in a comment": (encoded(scene(), "JPEG", comment=b"<script>alert(1)</script>"), Unviewable.MANY_IN_ONE),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_the_desk_shows_is_known_by_its_bytes(name: str) -> None:
    data, media_type = SHOWN[name]
    seen = look(data)
    assert (seen.media_type, seen.reason) == (media_type, "")
    assert (seen.picture is not None) == media_type.startswith("image/")


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_safe_or_not_whole_is_shown_to_nobody(name: str) -> None:
    data, reason = REFUSED[name]
    seen = look(data)
    assert seen.reason == reason
    assert seen.picture is None


def test_a_zip_with_a_comment_behind_a_picture_is_found() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("a", b"a")
        package.comment = b"PK" * 30_000
    assert look(photo() + written.getvalue()).reason == Unviewable.MANY_IN_ONE


def test_a_motion_photo_and_other_things_that_phones_append_are_still_photos() -> None:
    assert look(photo() + video()).reason == ""
    assert look(photo() + photo(seed=2)).reason == ""
    assert look(encoded(scene(), "PNG") + b"\0\0").reason == ""


def test_a_gif_that_moves_shows_its_first_picture() -> None:
    moving = encoded(scene(), "GIF", save_all=True, append_images=[scene(seed=2), scene(seed=3)])
    assert look(moving).picture is not None


@pytest.mark.parametrize("pixels", [(100_000, 100_000), (8_001, 8_000), (65_535, 65_535)])
def test_a_picture_of_too_many_pixels_is_never_unpacked(
    pixels: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(Image.Image, "load", refuse)
    assert look(png_of(*pixels)).reason == Unviewable.TOO_MANY_PIXELS


def test_a_document_that_unpacks_into_far_too_much_is_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "HARMLESS_BYTES", 100_000)
    bomb = word_document(word__media__a=bytes(2_000_000))
    assert look(bomb).reason == Unviewable.BOMB
    monkeypatch.setattr(documents, "MOST_TIMES", 10_000)
    assert look(bomb).reason == ""
    monkeypatch.setattr(documents, "MOST_UNPACKED_BYTES", 1_000_000)
    assert look(bomb).reason == Unviewable.BOMB


def test_a_document_of_too_many_parts_or_of_parts_that_share_bytes_is_no_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = word_document(**{f"p{number}": bytes(8) for number in range(50)})
    monkeypatch.setattr(documents, "MOST_ENTRIES", 20)
    assert look(data).reason == Unviewable.BOMB


def test_what_is_too_large_to_be_looked_into_whole_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOST_PICTURE_BYTES", 1_000)
    monkeypatch.setattr(looking, "MOST_DOCUMENT_BYTES", 20)
    for data in (photo(), PDF):
        content = Bytes(data)
        assert looked(content).reason == Unviewable.TOO_LARGE_TO_CHECK
        assert content.asked == 1


def test_a_video_is_known_by_three_requests_whatever_its_size() -> None:
    content = Bytes(video(3_000_000))
    assert looked(content).data is None
    assert content.asked == 3


def test_what_is_only_glanced_at_is_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "picture", lambda *_: pytest.fail("opened"))
    content = Bytes(photo())
    assert glanced(content) == Look(media_type="image/jpeg")
    assert content.asked == 1


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_view_lies_as_the_phone_was_held_and_tells_nothing_else(orientation: int) -> None:
    upright = scene(600, 400)
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = upright if orientation == 1 else upright.transpose(turned[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    seen = look(encoded(lying, exif=exif, quality=95, subsampling=0)).picture
    assert seen is not None
    assert (seen.width, seen.height) == seen.image.size == (600, 400)
    differs = [abs(a - b) for a, b in zip(seen.image.tobytes(), upright.tobytes(), strict=True)]
    assert sum(differs) / len(differs) < 4


def test_neither_view_nor_thumbnail_has_any_metadata() -> None:
    data = photo(orientation=6)
    assert "EXIF DateTimeOriginal" in exifread.process_file(io.BytesIO(data)), "else nothing was there to be lost"
    seen = look(data).picture
    assert seen is not None
    for longest in (VIEW_PX, THUMB_PX):
        drawn = jpeg(seen.image, longest)
        assert exifread.process_file(io.BytesIO(drawn)) == {}
        assert not [word for word in (b"Exif", "Mẫu".encode(), b"bi mat", b"ICC_PROFILE", b"http") if word in drawn]
        with Image.open(io.BytesIO(drawn)) as again:
            assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("size", "view", "thumb"),
    [((4000, 3000), (2048, 1536), (320, 240)), ((300, 200), (300, 200), (300, 200)), ((9000, 30), (2048, 7), (320, 1))],
)
def test_a_view_is_never_longer_than_it_should_be_nor_larger_than_it_was(
    size: tuple[int, int], view: tuple[int, int], thumb: tuple[int, int]
) -> None:
    seen = picture(encoded(scene(*size), "JPEG"), "image/jpeg")
    assert (seen.width, seen.height) == size
    for longest, expected in ((VIEW_PX, view), (THUMB_PX, thumb)):
        with Image.open(io.BytesIO(jpeg(seen.image, longest))) as drawn:
            assert drawn.size == expected


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_of_writing_colours_is_drawn(mode: str) -> None:
    assert look(encoded(scene(64, 48).convert(mode) if mode != "I;16" else Image.new(mode, (64, 48)), "PNG")).picture


def test_what_is_transparent_is_white() -> None:
    seen = look(encoded(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG")).picture
    assert seen is not None
    assert seen.image.getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_in_print_colours_is_drawn() -> None:
    assert look(encoded(scene(64, 48).convert("CMYK"), "JPEG")).picture


@pytest.mark.parametrize("name", ["jpeg", "png", "gif", "webp", "pdf", "docx", "mp4"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_broken_ends_well(name: str, data: st.DataObject) -> None:
    """A few bytes altered, and cut anywhere: a view, or a reason; never an error."""
    broken = bytearray(SHOWN[name][0])
    for _ in range(data.draw(st.integers(0, 5))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    seen = look(bytes(broken[: data.draw(st.integers(0, len(broken)))]))
    assert (seen.picture is None) or not seen.reason


def test_an_error_tells_nothing_of_the_file() -> None:
    with pytest.raises(Undrawable) as raised:
        images.picture(b"\xff\xd8\xff bi mat", "image/jpeg")
    assert raised.value.__cause__ is None
    assert "mat" not in str(raised.value)
