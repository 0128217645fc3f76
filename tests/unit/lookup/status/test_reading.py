"""What citizens type: numbers and dates in every form, and nonsense."""

import string
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from functions.lookup.status.reading import LONGEST_READ, Reading, read_words
from tests.unit.lookup.status.desk import BORN, NUMBER, OTHER

TODAY = date(2026, 3, 2)
BY_THREE = " ".join(NUMBER[at : at + 3] for at in range(0, 12, 3))
BY_FOUR = " ".join(NUMBER[at : at + 4] for at in range(0, 12, 4))
WIDE = NUMBER.translate(str.maketrans(string.digits, "０１２３４５６７８９"))


def read(text: str) -> Reading:
    return read_words(text, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("1/2/1990", id="slashes"),
        pytest.param("01-02-1990", id="dashes"),
        pytest.param("1.2.90", id="dots, two digits of the year"),
        pytest.param("1990-02-01", id="ISO"),
        pytest.param("1990/2/1", id="year first"),
        pytest.param("90/2/1", id="year first, two digits"),
        pytest.param("1 2 1990", id="blanks"),
        pytest.param("1, 2, 1990", id="commas"),
        pytest.param("01021990", id="glued"),
        pytest.param("19900201", id="glued, year first"),
        pytest.param("010290", id="glued, two digits of the year"),
        pytest.param("ngày 1 tháng 2 năm 1990", id="words"),
        pytest.param("ngay 01 thang 02 nam 1990", id="words without marks"),
        pytest.param("1thang2nam1990", id="words glued"),
        pytest.param("1 tháng 2, 1990", id="month in words"),
        pytest.param("mùng 1 tháng 2 năm 1990", id="mùng"),
        pytest.param("mồng một tháng hai năm 1990", id="numbers in words"),
        pytest.param("Ngày mùng 1/2/1990", id="mùng with slashes"),
        pytest.param("１/２/１９９０", id="full-width"),
        pytest.param("١/٢/١٩٩٠", id="Arabic digits"),
        pytest.param("1–2–1990", id="long dashes"),
        pytest.param("em sinh 1/2/1990 ạ", id="in a sentence"),
        pytest.param("sn1/2/1990", id="glued to its label"),
        pytest.param("SINH NGÀY: 01/02/1990.", id="labelled"),
        pytest.param("ngày tháng năm sinh: 01/02/1990", id="a form's label"),
        pytest.param("sinh ngày 1/2/1990 làm thẻ ngày 5/1/2026", id="birth before another date"),
        pytest.param("1/2/1990, 01-02-1990", id="the same twice"),
    ],
)
def test_a_date_is_read_in_every_form_alone_and_beside_a_number(words: str) -> None:
    assert (read(words).born, read(words).number) == (BORN, "")
    for both in (f"{NUMBER} {words}", f"{words}\n{NUMBER}", f"cccd: {NUMBER}, {words}", f"{BY_FOUR} {words}"):
        assert (read(both).born, read(both).number) == (BORN, NUMBER), both


def test_what_can_only_be_the_month_first_is_read_so() -> None:
    assert read("12/25/1990").born == date(1990, 12, 25)


def test_two_digits_of_a_year_are_the_last_that_have_been() -> None:
    assert (read("1/2/26").born, read("1/2/27").born) == (date(2026, 2, 1), date(1927, 2, 1))


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("30/2/1990", id="30 February"),
        pytest.param("29/2/1990", id="29 February of a common year"),
        pytest.param("31/4/12", id="31 April"),
        pytest.param("1/13/2000 hay 13/13/2000", id="no such month"),
        pytest.param("1/2", id="no year"),
        pytest.param("sinh năm 1990", id="a year alone"),
        pytest.param("3/3/2026", id="tomorrow"),
        pytest.param("1/2/1890", id="too long ago"),
        pytest.param("1/2/1990 hoặc 2/1/1990", id="two dates"),
        pytest.param("Ngày sinh: 30/02/1990 Ngày cấp: 03/04/2021", id="an impossible birth beside another date"),
        pytest.param("0/0/0000", id="zeros"),
        pytest.param("45/45/4545", id="nothing of a date"),
    ],
)
def test_a_date_that_is_none_or_several_is_asked_for_again(words: str) -> None:
    for text in (words, f"{NUMBER} {words}"):
        assert (read(text).born, read(text).born_unclear) == (None, True)
    assert read(f"{NUMBER} {words}").number == NUMBER


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(NUMBER, id="plain"),
        pytest.param(BY_THREE, id="by three"),
        pytest.param(BY_THREE.replace(" ", "."), id="by three with dots"),
        pytest.param(BY_THREE.replace(" ", "-"), id="by three with dashes"),
        pytest.param(WIDE, id="full-width"),
        pytest.param(f"cccd{NUMBER}", id="glued to its label"),
        pytest.param(f"CCCD-{NUMBER}", id="a dash before it"),
        pytest.param(f"số:{NUMBER}.", id="labelled"),
        pytest.param(f"{NUMBER}, sđt 0912345678", id="with a telephone"),
        pytest.param(f"{NUMBER} {NUMBER}", id="twice"),
        pytest.param("\u200b".join(NUMBER), id="invisible characters in between"),
    ],
)
def test_a_card_number_is_read_in_every_form(words: str) -> None:
    assert read(words).number == NUMBER


@pytest.mark.parametrize(
    ("words", "number"),
    [
        pytest.param("MAU1-260301-0045", "MAU12603010045", id="dashes"),
        pytest.param("mau1.260301.0045", "MAU12603010045", id="dots, lower case"),
        pytest.param("giấy hẹn H29.12-210301-0001 ạ", "H29122103010001", id="twelve digits within"),
        pytest.param("mã: H29-210301000123", "H29210301000123", id="twelve digits at its end"),
    ],
)
def test_a_receipt_number_is_read_beside_any_date(words: str, number: str) -> None:
    for text in (words, f"{words} 1-2-1990", f"sinh 1.2.1990 {words}", f"{words}\nsinh ngày 1 tháng 2 năm 1990"):
        assert read(text).number == number, text
        assert (read(text).born == BORN) is (text != words)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(NUMBER[:11], id="eleven"),
        pytest.param(NUMBER + "7", id="thirteen"),
        pytest.param(BY_THREE[:-1], id="eleven in groups"),
        pytest.param(BY_THREE + "7", id="thirteen in groups"),
        pytest.param("012345678", id="an old identity card"),
        pytest.param("0912345678", id="a telephone"),
        pytest.param(f"{NUMBER} và {OTHER}", id="two numbers"),
        pytest.param(NUMBER + "01021990", id="number and date glued"),
        pytest.param("7" * 2_000, id="two thousand digits"),
    ],
)
def test_a_number_of_a_wrong_length_or_several_are_unclear(words: str) -> None:
    for text in (words, f"{words} sinh 1/2/1990"):
        assert (read(text).number, read(text).number_unclear) == ("", True)


def test_a_pasted_form_is_read_by_its_labels() -> None:
    form = (
        f"CĂN CƯỚC CÔNG DÂN\nSố / No.: {NUMBER}\nHọ và tên: NGƯỜI MẪU\nNgày sinh / Date of birth: 01/02/1990\n"
        "Giới tính: Nam  Quốc tịch: Việt Nam\nCó giá trị đến: 01/02/2030\nNgày cấp: 03/04/2021\nSĐT: 0912 345 678"
    )
    assert (read(form).number, read(form).born) == (NUMBER, BORN)


def test_two_numbers_of_which_one_is_named_are_one() -> None:
    assert read(f"Số hồ sơ {OTHER}, số căn cước: {NUMBER}, sinh 1/2/1990").number == NUMBER


@pytest.mark.parametrize("words", ["", "   ", "thẻ của tôi xong chưa", "🎂🎂", "tháng năm", "\x00\ud800"])
def test_words_without_a_digit_hold_nothing(words: str) -> None:
    assert read(words) == Reading()


@given(st.text(max_size=400))
@example("1 " * 1_500)
@example("ngay " * 700)
@example("0010 9901 " * 300)
@example("sinh 1/" * 400)
@example("a1-" * 1_000)
def test_any_text_is_read_and_what_is_read_is_a_number_and_a_date_of_the_past(text: str) -> None:
    found = read(text)
    assert found.born is None or date(1900, 1, 1) <= found.born <= TODAY
    assert found.number == "" or (found.number.isascii() and found.number.isalnum() and not found.number_unclear)
    assert len(found.number) <= LONGEST_READ


@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d%m%Y", "%d %m %Y"]))
def test_every_day_is_read_in_every_usual_form(day: date, form: str) -> None:
    written = f"{day:%d}".join(form.split("%d")).replace("%m", f"{day:%m}").replace("%Y", f"{day.year:04}")
    assert read(f"{NUMBER} {written}").born == day
