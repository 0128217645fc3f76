"""The same picture again is found: by its bytes, and by what it shows after apps have squeezed it."""

from collections.abc import Callable

import pytest
from PIL import Image

from dutydesk.clock import expiry
from dutydesk.errors import NotAccepted
from dutydesk.stores.likenesses import BANDS, KEPT_FOR, NEAR_BITS, bits_between
from functions.media.preserving.images import picture
from functions.media.preserving.likeness import likeness
from tests.unit.media.preserving.specimens import encoded, scene
from tests.unit.media.preserving.vault import Vault


def _through_chat(image: Image.Image) -> Image.Image:
    small = image.resize((image.width * 2 // 3, image.height * 2 // 3))
    return picture(encoded(small, quality=40), "image/jpeg").image


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "squeezed by an app": _through_chat,
    "as a thumbnail": lambda image: image.resize((200, 150)),
    "brighter": lambda image: image.point(lambda value: min(255, value * 1.15)),
    "in grey": lambda image: image.convert("L").convert("RGB"),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("seed", range(1, 6))
def test_a_changed_copy_still_looks_the_same(name: str, seed: int) -> None:
    image = scene(seed=seed)
    assert bits_between(likeness(image), likeness(CHANGES[name](image))) <= NEAR_BITS


def test_other_pictures_look_otherwise() -> None:
    found = [likeness(scene(seed=seed)) for seed in range(1, 25)]
    assert all(len(one) == 32 for one in found)
    apart = [bits_between(one, other) for at, one in enumerate(found) for other in found[:at]]
    assert min(apart) > NEAR_BITS


def test_a_picture_of_nothing_is_like_no_other() -> None:
    assert likeness(Image.new("RGB", (500, 400), "gray")) == ""
    fading = Image.linear_gradient("L").convert("RGB")
    assert likeness(fading) == ""


def _mark(vault: Vault, file_id: str, look: str, *, case_id: str = "c1", sha256: str = "") -> None:
    vault.likenesses.put(
        case_id=case_id,
        file_id=file_id,
        unit="u",
        sha256=sha256 or file_id * 32,
        likeness=look,
        now=vault.clock(),
    )


def _flipped(look: str, bits: int) -> str:
    """Change so many bits, spread over all of it."""
    value = int(look, 16)
    for number in range(bits):
        value ^= 1 << (number * 127 // max(1, bits - 1))
    return f"{value:032x}"


@pytest.mark.parametrize("bits", range(8))
def test_what_differs_in_few_bits_is_found_for_sure(vault: Vault, bits: int) -> None:
    look = likeness(scene())
    _mark(vault, "f1", _flipped(look, bits))
    (found,) = vault.likenesses.alike(case_id="c2", file_id="f9", sha256="9" * 64, likeness=look)
    assert (found.case_id, found.file_id, found.unit, found.bits) == ("c1", "f1", "u", bits)


def test_what_shares_a_band_and_differs_otherwise_is_not_found(vault: Vault) -> None:
    look = likeness(scene())
    _mark(vault, "f1", look[:16] + _flipped(look, 40)[16:])
    assert vault.likenesses.alike(case_id="c2", file_id="f9", sha256="9" * 64, likeness=look) == ()


def test_the_same_bytes_come_first_and_the_own_case_is_left_out(vault: Vault) -> None:
    look = likeness(scene())
    _mark(vault, "near", _flipped(look, 3), case_id="c3")
    _mark(vault, "same", look, case_id="c2", sha256="a" * 64)
    _mark(vault, "own", look, sha256="a" * 64)
    found = vault.likenesses.alike(case_id="c1", file_id="own", sha256="a" * 64, likeness=look)
    assert [(one.case_id, one.bits) for one in found] == [("c2", None), ("c3", 3)]


def test_a_file_without_a_likeness_is_found_by_its_bytes_alone(vault: Vault) -> None:
    _mark(vault, "f1", "", sha256="b" * 64)
    (found,) = vault.likenesses.alike(case_id="c2", file_id="f2", sha256="b" * 64, likeness="")
    assert found.bits is None
    assert vault.dynamodb.scan(TableName=vault.tables["likenesses"])["Count"] == 1


def test_marks_expire_and_can_be_taken_back(vault: Vault) -> None:
    look = likeness(scene())
    _mark(vault, "f1", look, sha256="c" * 64)
    _mark(vault, "f1", look, sha256="c" * 64)
    items = vault.dynamodb.scan(TableName=vault.tables["likenesses"])["Items"]
    assert len(items) == 1 + BANDS
    assert {int(item["expires_at"]["N"]) for item in items} == {expiry(vault.clock(), KEPT_FOR)}
    vault.likenesses.forget(case_id="c1", file_id="f1", sha256="c" * 64, likeness=look)
    assert vault.dynamodb.scan(TableName=vault.tables["likenesses"])["Count"] == 0


def test_marks_that_the_table_keeps_refusing_are_no_marks(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        vault.dynamodb,
        "batch_write_item",
        lambda RequestItems: {"UnprocessedItems": RequestItems},  # noqa: N803  # boto's
    )
    with pytest.raises(NotAccepted):
        _mark(vault, "f1", "")
