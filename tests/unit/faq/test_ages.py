import pytest

from functions.faq.ages import ages
from functions.faq.normalise import read


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("con 5 tuổi", ["+tuoi0"]),
        ("trẻ dưới 6 tuổi", ["+tuoi0"]),
        ("từ 6 đến dưới 14 tuổi", ["+tuoi6"]),
        ("bé lớp năm", ["+tuoi6"]),
        ("con em 14t", ["+tuoi14"]),
        ("mười bảy tuổi", ["+tuoi14"]),
        ("mười tám tuổi", ["+tuoi18"]),
        ("hai mươi mốt tuổi", ["+tuoi18"]),
        ("bà tám mươi tuổi", ["+tuoi18"]),
        ("tuổi", []),
        ("mười tuổi", ["+tuoi6"]),
        ("999 tuổi", ["+tuoi18"]),
        ("99999 tuổi", []),
        ("bao nhiêu tuổi", []),
        ("lớp học nghiệp vụ", []),
        ("lớp 20", []),
    ],
)
def test_ages_are_told_as_stages_of_life(text: str, stages: list[str]) -> None:
    assert [stage for stage, _, _ in ages(read(text))] == stages
