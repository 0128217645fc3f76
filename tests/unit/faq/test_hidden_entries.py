"""A search behaves as if hidden entries were not in the bank, and tells which sides were asked for."""

import pytest

from dutydesk.stores.bank import BankEntry
from functions.faq.edition import edition_of
from functions.faq.search import Search

MANY = [
    BankEntry(id=f"e{number}", question=f"Làm hộ chiếu ở phòng số {number} thế nào?", answer="x")
    for number in range(40)
]
SEARCH = Search(edition_of("v", MANY).index)
TEXT = "làm hộ chiếu ở phòng số 7 thế nào"


def test_a_hidden_entry_is_no_candidate() -> None:
    assert SEARCH.find(TEXT).candidates[0].entry == "e7"
    assert "e7" not in [one.entry for one in SEARCH.find(TEXT, {"e7"}).candidates]


def test_hidden_entries_take_no_place_from_those_that_are_shown() -> None:
    hidden = {entry.id for entry in MANY} - {"e3"}
    assert [one.entry for one in SEARCH.find(TEXT, hidden).candidates] == ["e3"]


def test_with_everything_hidden_nothing_is_found() -> None:
    found = SEARCH.find(TEXT, {entry.id for entry in MANY})
    assert (found.kind, found.candidates) == ("none", ())


def test_hiding_what_is_not_there_changes_nothing() -> None:
    assert SEARCH.find(TEXT, {"other"}) == SEARCH.find(TEXT)


@pytest.mark.parametrize(
    ("text", "side"), [("làm hộ chiếu bao nhiêu tiền", "fee"), ("lam ho chieu o dau", "place"), ("hộ chiếu", "")]
)
def test_the_sides_asked_for_are_told(text: str, side: str) -> None:
    assert SEARCH.find(text).sides == frozenset({side} - {""})
