"""Cards: two slots of which one is shown, all equally large, under numbers in one form."""

from dataclasses import replace

import pytest

from functions.lookup.cards import CARD_BYTES, LONGEST_NAME, Card, Status, card_from, card_item, live_from, live_item
from functions.lookup.numbers import card_number, receipt_number
from functions.lookup.sizes import padded, size_of
from tests.fakes.clock import FakeClock
from tests.unit.lookup.status.desk import NUMBER, digest_of, slot

NOW = FakeClock()()
OLD, NEW = slot(Status.PRINTED, v=4), slot(Status.READY, v=5)


def card(**slots: object) -> Card:
    return Card(digest=digest_of(NUMBER), **slots)  # type: ignore[arg-type]  # slots by name


@pytest.mark.parametrize(
    ("held", "live", "shown", "to_write"),
    [
        pytest.param(card(a=OLD), 3, None, "a", id="not shown yet"),
        pytest.param(card(a=OLD), 4, OLD, "b", id="shown"),
        pytest.param(card(b=OLD), 4, OLD, "a", id="shown, in the other slot"),
        pytest.param(card(a=OLD, b=NEW), 4, OLD, "b", id="the next is being written"),
        pytest.param(card(a=OLD, b=NEW), 5, NEW, "a", id="the next is shown"),
        pytest.param(card(a=NEW, b=OLD), 5, NEW, "b", id="the next is shown, in the other slot"),
        pytest.param(card(a=OLD), 99, OLD, "b", id="later imports said nothing new"),
    ],
)
def test_the_newest_slot_that_was_shown_is_seen_and_the_other_written(
    held: Card, live: int, shown: object, to_write: str
) -> None:
    assert (held.shown(live, NOW), held.to_write(live)) == (shown, to_write)


@pytest.mark.parametrize("live", range(8))
def test_what_is_written_is_never_what_is_seen(live: int) -> None:
    for held in (card(a=OLD), card(b=OLD), card(a=OLD, b=NEW), card(a=NEW, b=OLD)):
        assert held.shown(live, NOW) is None or getattr(held, held.to_write(live)) != held.shown(live, NOW)


def test_a_card_comes_back_as_it_was_written_and_expires_with_its_later_slot() -> None:
    held = card(a=replace(OLD, until=10), b=replace(NEW, until=20))
    item = card_item(held)
    assert card_from(item) == held
    assert item["expires_at"] == {"N": "20"}


@pytest.mark.parametrize("status", Status)
def test_all_cards_are_equally_large(status: Status) -> None:
    longest = replace(OLD, unit="u" * LONGEST_NAME, office="o" * LONGEST_NAME, v=10**9, status=status)
    for held in (card(a=replace(OLD, status=status)), card(a=longest, b=longest)):
        assert size_of(card_item(held)) == CARD_BYTES


def test_a_slot_is_seen_until_it_is_forgotten() -> None:
    brief = replace(OLD, until=int(NOW.timestamp()))
    assert card(a=brief).shown(4, NOW) is None
    assert card(a=replace(brief, until=brief.until + 1)).shown(4, NOW) is not None


def test_two_slots_say_the_same_whatever_import_said_it() -> None:
    assert OLD.says_the_same(replace(OLD, v=9, until=1))
    assert not OLD.says_the_same(replace(OLD, day="2026-01-01"))


def test_before_the_first_import_nothing_is_live() -> None:
    assert (live_from({}), live_from(live_item(7))) == (0, 7)


def test_an_item_that_is_larger_than_it_may_be_is_refused_without_its_content() -> None:
    with pytest.raises(ValueError, match="bytes is to be 10") as refused:
        padded({"name": {"S": "secret content"}}, 10)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        pytest.param(NUMBER, NUMBER, id="plain"),
        pytest.param(" 0019 9000-0001. ", NUMBER, id="separators"),
        pytest.param(NUMBER[:11], None, id="eleven"),
        pytest.param(NUMBER + "1", None, id="thirteen"),
        pytest.param(NUMBER[:11] + "O", None, id="a letter"),
        pytest.param("=" + NUMBER, None, id="a formula"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_card_number_is_twelve_digits(typed: str, number: str | None) -> None:
    assert card_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        pytest.param("mau1-260301–0045", "MAU12603010045", id="dashes, lower case"),
        pytest.param("MAU1 260301 0045", "MAU12603010045", id="blanks"),
        pytest.param("Đ1-260301", "D1260301", id="a mark"),
        pytest.param(NUMBER, None, id="a card number"),
        pytest.param("MAU-1", None, id="too few digits"),
        pytest.param("A" + "1" * 40, None, id="too long"),
        pytest.param("A1234567;", None, id="a sign"),
    ],
)
def test_a_receipt_number_is_letters_and_digits(typed: str, number: str | None) -> None:
    assert receipt_number(typed) == number
