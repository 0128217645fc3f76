"""No identity number passes, however it is written; sums and dates do."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.text.redact import HIDDEN_IDENTITY, HIDDEN_NUMBER, Redacted, redact

SCRIPTS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹", "⓪①②③④⑤⑥⑦⑧⑨"]
UNSEEN = ["", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufe0f\u20e3", "\u0301", "\x07"]
BLANKS = [" ", "  ", "\u00a0", "\u202f", "\t", "\n"]
SIGNS = [".", "-", "–", "_", "·", " - ", " . ", " – "]


def digits_in(text: str) -> str:
    return "".join(str(unicodedata.digit(letter)) for letter in text if letter.isdigit())


@st.composite
def written(draw: st.DrawFn, digits: st.SearchStrategy[str], separators: list[str]) -> str:
    """A number in any script, in groups of three and more, with something unseen anywhere."""
    number, groups = draw(digits), []
    while len(number) > 5:
        size = draw(st.integers(3, len(number) - 3))
        groups.append(number[:size])
        number = number[size:]
    groups.append(number)
    script = draw(st.sampled_from(SCRIPTS))
    shown = ["".join(script[int(digit)] + draw(st.sampled_from(UNSEEN)) for digit in group) for group in groups]
    text = shown[0]
    for group in shown[1:]:
        text += draw(st.sampled_from(separators)) + group
    return text


def numbers(least: int, most: int, first: str) -> st.SearchStrategy[str]:
    rest = st.text("0123456789", min_size=least - 1, max_size=most - 1)
    return st.builds(str.__add__, st.sampled_from(first), rest)


@given(written(numbers(12, 12, "0"), ["", ",", *SIGNS, *BLANKS]))
def test_a_citizens_identity_number_never_passes_however_it_is_written(number: str) -> None:
    assert redact(f"cccd của tôi là {number} ạ") == Redacted(f"cccd của tôi là {HIDDEN_IDENTITY} ạ", identity=True)


@given(written(numbers(9, 20, "123456789"), ["", *(one for one in SIGNS if one != "."), *BLANKS]))
def test_no_number_of_nine_digits_or_more_passes(number: str) -> None:
    assert digits_in(redact(f"số {number} của tôi").text) == ""


@given(st.lists(st.one_of(st.text(), written(numbers(9, 13, "0123456789"), ["", " ", "."])), max_size=5))
def test_what_was_redacted_once_stays_as_it_is(parts: list[str]) -> None:
    once = redact("".join(parts)).text
    assert redact(once) == Redacted(once, identity=False)


@given(st.text(st.characters(exclude_categories=["Nd", "No"])), st.text("0123456789 ", max_size=6))
def test_a_text_with_few_digits_is_not_touched(text: str, few: str) -> None:
    assert redact(few + text) == Redacted(few + text, identity=False)


@pytest.mark.parametrize(
    "text",
    [
        "phạt 150.000.000 đồng", "phạt 150,000,000 đồng", "1.500.000.000", "50.000, 70.000, 100.000", "500000000 đ",
        "150 000 000 đồng thì sao", "150 000 000 dong", "150000000đ", "500000000 dong", "123.456.789 vnđ",
        "123456789 đồng.", "2.000.000 - 3.000.000 đồng", "2000000-3000000đ", "100000000 VND có phải khai báo",
        "từ 01/01/2020-31/12/2024 được không", "01-01-2020 31-12-2024", "từ 2020-01-01 đến 2024-12-31",
        "1.1.2020 – 2.2.2020", "3/2024-6/2025", "năm 2019, 2020, 2021", "15/3-20/3/2025", "năm 2019 2020 2021",
        "07:30 - 11:30, 13:30 - 17:00", "nghị định 144/2021/NĐ-CP, 168/2024/NĐ-CP", "gọi 113, 114, 115 hay 1900 1234",
        "biển số 29A1-123.45 và 59X112345", "tầng 12, phòng 1205, số 8", "còn 12345678", "mã ABC1234567",
    ],
)  # fmt: skip
def test_sums_dates_and_small_numbers_pass(text: str) -> None:
    assert redact(text) == Redacted(text, identity=False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cmnd 123456789 dong phat o dau", "cmnd {} dong phat o dau"),
        ("cmnd 123 456 789 đồng ý", "cmnd {} đồng ý"),
        ("123456789 đồng chí cho hỏi", "{} đồng chí cho hỏi"),
        ("123456000 đ/c xem giúp", "{} đ/c xem giúp"),
        ("CMND 123456789 Đồng Nai", "CMND {} Đồng Nai"),
        ("CMND 123456000 Đồng Tháp", "CMND {} Đồng Tháp"),
        ("cccd 2001 2002 1234", "cccd {}"),
        ("01-02-1990-12345", "{}"),
        ("1.000.000.123", "[số]"),
        ("sinh 01/02/1990, 001090012345", "sinh 01/02/1990, {}"),
        ("cccd 001.090.012.345, phí 50.000", "cccd {}, phí 50.000"),
        ("001090012345 0900000001", "{}"),
        ("hộ chiếu B1234567 nhé", "hộ chiếu {} nhé"),
        ("ho chieu p00012345", "ho chieu {}"),
        ("c\u200b1234567", "{}"),
        ("em1234567890123", "em[số]"),
        ("0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣0️⃣ nhé", "{} nhé"),
    ],
    ids=[
        "dong phat is no money", "dong y is no money", "dong chi is a person", "so is d/c", "Dong Nai is a place",
        "so is Dong Thap", "years and more", "a date and more", "thousands and more",
        "a birthday before it", "money after it", "a phone after it", "passport", "a new passport", "unseen in it",
        "no identity", "keycaps",
    ],
)  # fmt: skip
def test_an_identity_number_is_hidden_and_what_stands_beside_it_passes(text: str, shown: str) -> None:
    assert redact(text) == Redacted(shown.format(HIDDEN_IDENTITY), identity="{}" in shown)


@pytest.mark.parametrize(
    "phone", ["0900000001", "0900 000 001", "+84 900 000 001", "(024) 3825 0000", "0900.000.001 - 0900.000.002"]
)
def test_a_phone_is_hidden_and_is_no_identity(phone: str) -> None:
    assert redact(f"gọi {phone} nhé") == Redacted(f"gọi {HIDDEN_NUMBER} nhé", identity=False)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "0",
        "1 ",
        "1.",
        "000",
        "1000",
        "2020 - ",
        "2020-",
        "01/01/2020",
        "1.000.",
        "a1234567",
        "\u200b1",
        "١\u0301",
        "(+1",
    ],
)
def test_ten_times_the_longest_text_is_redacted_in_bounded_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    redact(text)
    redact(text + "x1")
    assert time.process_time() - started < 5  # it takes half a second; a quadratic search takes minutes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hộ chiếu B 1234567", "hộ chiếu {}"),
        ("so ho chieu: C-9876543 a", "so ho chieu: {} a"),
        ("hcC1234567", "hc{}"),
        ("passport số B 12345678", "passport số {}"),
        ("001090 : 012345", "{}"),
        ("001090;012345", "{}"),
        ("001'090'012'345", "{}"),
        ("001*090*012345", "{}"),
        ("[001][090]012345", "[{}"),
        ("001    090    012345", "{}"),
        ("001 / 090 / 012345", "{}"),
        ("CMND 123.456.000", "CMND {}"),
        ("cmnd số 212345000 dong", "cmnd số {} dong"),
        ("căn cước: 012.345.678.000", "căn cước: {}"),
    ],
)
def test_an_identity_number_is_hidden_however_it_is_disguised(text: str, shown: str) -> None:
    assert redact(text) == Redacted(shown.format(HIDDEN_IDENTITY), identity=True)


def test_phones_and_accounts_may_be_left_for_an_officer_and_identity_numbers_never() -> None:
    text = "sđt 0912345678, stk 19034567890123, cccd 001090012345"
    left = redact(text, identity_only=True)
    assert left == Redacted(f"sđt 0912345678, stk 19034567890123, cccd {HIDDEN_IDENTITY}", identity=True)
