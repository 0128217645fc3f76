import pytest

from dutydesk.text.keystrokes import is_syllable, syllable_of


@pytest.mark.parametrize(
    ("written", "syllable"),
    [
        ("lamf", "làm"), ("cawn", "căn"), ("cuowcs", "cước"), ("dduwowcj", "được"), ("thuongwf", "thường"),
        ("dangd", "đang"), ("truws", "trứ"), ("nguwowif", "người"), ("cươcs", "cước"), ("luwu", "lưu"),
        ("lam2", "làm"), ("ca8n", "căn"), ("cu7o7c1", "cước"), ("d9u7o75c", "được"), ("hoojch", "hộch"),
        ("khoong", "không"), ("oo", "ô"), ("too", "tô"),
    ],
)  # fmt: skip
def test_keystrokes_make_the_syllable_that_was_meant(written: str, syllable: str) -> None:
    assert syllable_of(written) == syllable


@pytest.mark.parametrize(
    "written",
    ["", "a", "xe", "làm", "duong", "kt3", "ct07", "na17", "b2", "a1", "gps", "dd", "xoong", "soóc", "x" * 50],
)
def test_what_was_not_typed_so_is_left_alone(written: str) -> None:
    assert syllable_of(written) is None


@pytest.mark.parametrize(("bare", "expected"), [("nghieng", True), ("duoc", True), ("hkxt", False), ("", False)])
def test_a_syllable_is_told_from_other_letters(bare: str, *, expected: bool) -> None:
    assert is_syllable(bare) is expected
