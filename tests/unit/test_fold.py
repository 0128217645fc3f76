import subprocess
import sys
import time

import pytest

from dutydesk.text.fold import fold, has_marks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Phòng Cháy Chữa Cháy", "phong chay chua chay"),
        ("ĐƯỜNG số 9", "duong so 9"),
        ("hoà hòa HOÀ", "hoa hoa hoa"),
        ("cha\u0301y", "chay"),
        ("  nhiều\t khoảng\u00a0trắng\r\n", "nhieu khoang trang"),
        ("tên\x00có\x07điều khiển", "ten co dieu khien"),
        ("che\u200b\u200d giấu\ufeff", "che giau"),
        ("gọi １１３ ngay", "goi 113 ngay"),
        ("ｃｈáｙ", "chay"),
        ("lẻ \ud83d nửa", "le \ud83d nua"),
        ("", ""),
    ],
    ids=[
        "marks", "d with stroke", "both places of a tone", "decomposed", "blanks", "controls", "invisible",
        "full-width digits", "full-width letters", "lone surrogate", "empty",
    ],
)  # fmt: skip
def test_text_folds_to_one_plain_form(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_twice_changes_nothing_for_any_letter() -> None:
    everything = "".join(chr(point) for point in (*range(0x3400), *range(0xD7FE, 0xD802), *range(0xF900, 0x1F000)))
    once = fold(everything)
    assert fold(once) == once


@pytest.mark.parametrize("text", ["á", "đ", "Ơ", "a\u0301", "nha đây"])
def test_a_vietnamese_mark_is_seen(text: str) -> None:
    assert has_marks(text)


@pytest.mark.parametrize("text", ["", "chay nha", "113 ❤️ 👍🏽", "한글", "\ud800\x00"])
def test_what_is_no_vietnamese_mark_is_not_seen(text: str) -> None:
    assert not has_marks(text)


@pytest.mark.parametrize("unit", ["a\u0300\u0323", "\u0323\u0301", "đ", "\x00\ud800", "ﷺ"])
def test_a_megabyte_of_anything_folds_in_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    started = time.process_time()
    fold(text)
    has_marks(text)
    assert time.process_time() - started < 5  # a quadratic pass takes minutes


def test_importing_it_brings_in_nothing_heavy() -> None:
    program = (
        "import sys; before = set(sys.modules); import dutydesk.text.fold; "
        "print(*(name for name in set(sys.modules) - before if not name.startswith('dutydesk')))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert not {"re", "json", "dataclasses", "typing"} & set(loaded.stdout.split())
