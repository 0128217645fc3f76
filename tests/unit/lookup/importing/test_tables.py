"""What officers' spreadsheets write is taken, or refused with the line and the reason."""

import codecs
import unicodedata

import pytest

from dutydesk.stores.card_imports import MOST_BYTES, ImportState
from functions.lookup.importing import checking
from functions.lookup.importing.lines import BAD_QUOTES
from functions.lookup.importing.ports import Outcome
from functions.lookup.importing.reasons import (
    EMPTY,
    FORMULA,
    FUTURE,
    MISSING,
    MISSING_NUMBERS,
    NO_NUMBER,
    NO_ROWS,
    NO_TEXT,
    NOT_CARD,
    NOT_DATE,
    NOT_OFFICE,
    NOT_RECEIPT,
    NOT_STATUS,
    NUL,
    OFFICE_NEEDED,
    TOO_EARLY,
    TOO_LARGE,
    TWICE,
    UNKNOWN_COLUMN,
    WRONG_NUMBER_OF_CELLS,
)
from tests.unit.lookup.importing.counter import HEADER, Counter, invented, receipt, row, sheet

VIETNAMESE = "Số thẻ;Số giấy hẹn;Ngày sinh;Trạng thái;Nơi trả;Ngày"
VIETNAMESE_ROW = f"{invented(1)};{receipt(1)};1/2/1990;Đã có thẻ;Công an Quận Mẫu;1/3/2026"
TEXT = f"{VIETNAMESE}\r\n{VIETNAMESE_ROW}\r\n"
TONES = "\u0300\u0301\u0303\u0309\u0323"
FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}


def legacy(text: str) -> bytes:
    """Write as older spreadsheets do: each tone behind its letter."""
    written = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in TONES)
        written.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tones)
    return "".join(written).encode("cp1258")


GOOD = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 little": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16 big": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "Windows-1258": legacy(TEXT),
    "commas": TEXT.replace(";", ",").encode(),
    "tabs": TEXT.replace(";", "\t").encode(),
    "LF": TEXT.replace("\r\n", "\n").encode(),
    "CR": TEXT.replace("\r\n", "\r").encode(),
    "quoted": "\r\n".join('"' + line.replace(";", '";"') + '"' for line in TEXT.splitlines()).encode(),
    "no last line end": TEXT.strip().encode(),
    "blank lines": ("\r\n;;;;;\r\n" + TEXT.replace("\r\n", "\r\n\r\n;;;;;\r\n")).encode(),
    "cells too many, empty": TEXT.replace("\r\n", ";;\r\n").encode(),
    "ISO dates": TEXT.replace("1/2/1990", "1990-02-01").replace("1/3/2026", "2026-03-01").encode(),
    "dots and dashes": TEXT.replace("1/2/1990", "01.02.1990").replace("1/3/2026", "01-03-2026").encode(),
    "dates with midnight": TEXT.replace("1/2/1990", "1990-02-01 00:00:00").encode(),
    "guarded numbers": TEXT.replace(invented(1), "'" + invented(1)).encode(),
    "full-width digits": TEXT.replace(invented(1), invented(1).translate(FULL_WIDTH)).encode(),
    "spaced numbers": TEXT.replace(invented(1), f" {invented(1)[:3]} {invented(1)[3:6]}.{invented(1)[6:]} ").encode(),
    "office by id": TEXT.replace("Công an Quận Mẫu", "Q1").encode(),
    "English": TEXT.replace(VIETNAMESE, HEADER.replace(",", ";")).replace("Đã có thẻ", "READY").encode(),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_it_is_taken_for_what_it_says(counter: Counter, data: bytes) -> None:
    assert counter.deliver(counter.upload("i1", data)) is Outcome.SHOWN, counter.faults("i1")
    for number in (invented(1), receipt(1)):
        slot = counter.seen(number)
        assert slot is not None
        assert (slot.status, slot.office, slot.day) == ("ready", "q1", "2026-03-01")


GOOD_ROW = row(1)


def changed(old: str, new: str) -> bytes:
    assert old in GOOD_ROW
    return sheet(GOOD_ROW.replace(old, new))


CARD, SLIP, BORN, DAY = invented(1), receipt(1), "01/02/1990", "01/03/2026"
BAD = {
    "eleven digits": (changed(CARD, CARD[1:]), [(2, "card_number", NOT_CARD)]),
    "thirteen digits": (changed(CARD, CARD + "1"), [(2, "card_number", NOT_CARD)]),
    "letters": (changed(CARD, "00109900000O"), [(2, "card_number", NOT_CARD)]),
    "scientific": (changed(CARD, "1.099E+09"), [(2, "card_number", NOT_CARD)]),
    "slip without letters": (changed(SLIP, "123456"), [(2, "receipt_number", NOT_RECEIPT)]),
    "neither number": (changed(f"{CARD},{SLIP}", " , "), [(2, "card_number", NO_NUMBER)]),
    "30 February": (changed(BORN, "30/02/1990"), [(2, "birth_date", NOT_DATE)]),
    "month first": (changed(BORN, "02/31/1990"), [(2, "birth_date", NOT_DATE)]),
    "two digits of year": (changed(BORN, "01/02/90"), [(2, "birth_date", NOT_DATE)]),
    "no birth date": (changed(BORN, ""), [(2, "birth_date", NOT_DATE)]),
    "born tomorrow": (changed(BORN, "03/03/2026"), [(2, "birth_date", FUTURE)]),
    "born long ago": (changed(BORN, "01/02/1890"), [(2, "birth_date", TOO_EARLY)]),
    "day tomorrow": (changed(DAY, "03/03/2026"), [(2, "day", FUTURE)]),
    "no real day": (changed(DAY, "31/04/2025"), [(2, "day", NOT_DATE)]),
    "strange status": (changed("processing", "lost"), [(2, "status", NOT_STATUS)]),
    "strange office": (changed("q1", "q9"), [(2, "office", NOT_OFFICE)]),
    "ready nowhere": (changed("processing,q1", "ready,"), [(2, "office", OFFICE_NEEDED)]),
    "formula": (changed(CARD, '="001099000001"'), [(2, "card_number", FORMULA)]),
    "guarded formula": (changed("q1", "'@q1"), [(2, "office", FORMULA)]),
    "command": (changed("processing", "=cmd|' /C calc'!A0"), [(2, "status", FORMULA)]),
    "cell too many": (changed(DAY, DAY + ",x"), [(2, "", WRONG_NUMBER_OF_CELLS)]),
    "cell too few": (changed("," + DAY, ""), [(2, "", WRONG_NUMBER_OF_CELLS)]),
    "NUL": (changed("q1", "q\0"), [(2, "", NUL)]),
    "no text": (sheet(row(1)) + b"\xd2\xff\x8a,,\r\n", [(3, "", NO_TEXT)]),
    "stray quotes": (changed("q1", '"q"1'), [(2, "", BAD_QUOTES)]),
    "empty file": (b"", [(1, "", EMPTY)]),
    "a mark alone": (codecs.BOM_UTF8, [(1, "", EMPTY)]),
    "blank lines alone": (b"\r\n\r\n", [(1, "", EMPTY)]),
    "a header alone": (sheet(), [(2, "", NO_ROWS)]),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", [(1, "1", UNKNOWN_COLUMN)]),
    "a workbook": (b"PK\x03\x04\0\0\0\0", [(1, "", NUL)]),
    "UTF-16 without mark": (TEXT.encode("utf-16-le"), [(1, "", NUL)]),
    "a strange column": (sheet(row(1) + ",x", header=HEADER + ",name"), [(1, "7", UNKNOWN_COLUMN)]),
    "a column twice": (sheet(row(1) + ",x", header=HEADER + ",status"), [(1, "status", TWICE)]),
    "a column less": (sheet(row(1), header=HEADER.replace(",office", "")), [(1, "office", MISSING)]),
    "no number column": (
        sheet("01/02/1990,ready,q1,", header="birth_date,status,office,day"),
        [(1, "", MISSING_NUMBERS)],
    ),
}
MISSING_TOO = {"a picture"}
"""Their first line lacks every column of ours as well."""


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_by_line_and_reason_and_nothing_is_taken(counter: Counter, name: str) -> None:
    data, expected = BAD[name]
    assert counter.deliver(counter.upload("i1", data)) is Outcome.REFUSED
    found = counter.faults("i1")
    known = [(line, column, reason.split(" / ")[0]) for line, column, reason in expected]
    assert (found[: len(known)] if name in MISSING_TOO else found) == known
    assert not [one for one in counter.items("idcards") if one["pk"].startswith("CARD#")]
    assert (counter.live(), counter.turns.now()) == (0, None)


def test_a_number_that_is_there_twice_names_both_lines(counter: Counter) -> None:
    counter.bring("i1", row(1), row(2), row(1), f"{invented(3)},{receipt(2)},01/02/1990,printed,,")
    assert counter.faults("i1") == [
        (4, "card_number", "số này đã có ở dòng 2"),
        (4, "receipt_number", "số này đã có ở dòng 2"),
        (5, "receipt_number", "số này đã có ở dòng 3"),
    ]


def test_every_fault_of_a_row_and_of_every_row_is_named(counter: Counter) -> None:
    counter.bring("i1", row(1).replace("processing", "?").replace("1990", "2990"), row(2), row(3).replace("q1", "?"))
    assert [one[:2] for one in counter.faults("i1")] == [(2, "birth_date"), (2, "status"), (4, "office")]


def test_a_row_of_ten_megabytes_is_refused(counter: Counter) -> None:
    counter.upload("i1", sheet(row(1), row(2) + "1" * 10_000_000, row(3).replace("q1", "?")))
    assert counter.deliver("i1") is Outcome.REFUSED
    assert [one[:2] for one in counter.faults("i1")] == [(3, ""), (4, "office")]


def test_a_file_that_is_too_large_is_refused_without_being_read(counter: Counter) -> None:
    counter.upload("i1", b"x" * (MOST_BYTES + 1))
    assert counter.deliver("i1") is Outcome.REFUSED
    assert counter.faults("i1") == [(1, "", TOO_LARGE.split(" / ")[0])]


def test_more_rows_than_can_be_compared_are_refused(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_ROWS", 3)
    assert counter.bring("i1", *[row(number) for number in range(3)]) is Outcome.SHOWN
    assert counter.bring("i2", *[row(number) for number in range(9)]) is Outcome.REFUSED
    assert [one[:2] for one in counter.faults("i2")] == [(5, "")]


def test_more_faults_than_are_kept_are_counted(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_FAULTS", 2)
    counter.bring("i1", *["x"] * 5)
    assert (counter.record("i1").faults, len(counter.faults("i1"))) == (5, 2)
    assert "và 3 lỗi khác" in counter.report("i1").splitlines()[-1]


def test_an_office_of_another_unit_is_not_known(counter: Counter) -> None:
    counter.add_office("khac", "Công an Phường Khác", unit="phuong-khac")
    counter.bring("i1", row(1).replace("q1", "khac"))
    assert counter.record("i1").state is ImportState.REFUSED


def test_a_name_that_two_offices_bear_is_nobodys(counter: Counter) -> None:
    counter.add_office("q2", "Công an Quận Mẫu")
    counter.bring("i1", row(1).replace("q1", "Công an Quận Mẫu"))
    assert [one[:2] for one in counter.faults("i1")] == [(2, "office")]
    assert counter.bring("i2", row(1).replace("q1", "q2")) is Outcome.SHOWN
