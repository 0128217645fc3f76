"""How often somebody is heard: locks, caps and sieges, and who is spared them."""

from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.status.rules import NUMBERS_A_DAY, PAGE_A_DAY, STRANGERS_EVERY, Sign
from tests.fakes.lookupbook import FakeLookupBook
from tests.unit.lookup.status.desk import WRONG_TYPED, TestDesk, invented_number, slot


def test_five_wrong_dates_lock_the_number_for_this_person_for_a_day(desk: TestDesk) -> None:
    desk.holds(slot())
    assert {desk.tries(born=WRONG_TYPED) for _ in range(5)} == {catalogue.NOT_FOUND}
    assert desk.tries() == catalogue.NOT_FOUND
    assert desk.tries(person="p2") != catalogue.NOT_FOUND
    desk.clock.advance(hours=23.9)
    assert desk.tries() == catalogue.NOT_FOUND
    desk.clock.advance(hours=0.1)
    assert desk.tries().startswith("Thẻ căn cước đã có")


def test_a_lock_is_not_prolonged_by_trying(desk: TestDesk) -> None:
    desk.holds(slot())
    for _ in range(5):
        desk.tries(born=WRONG_TYPED)
    desk.clock.advance(hours=23)
    desk.tries(born=WRONG_TYPED)
    desk.clock.advance(hours=1)
    assert desk.tries() != catalogue.NOT_FOUND


def test_who_answered_correctly_before_is_never_locked(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.tries()
    for _ in range(7):
        assert desk.tries(born=WRONG_TYPED) == catalogue.NOT_FOUND
    assert desk.tries() != catalogue.NOT_FOUND


def test_an_eleventh_number_a_day_is_not_heard_and_counted_as_a_sign(desk: TestDesk) -> None:
    desk.holds(slot())
    for serial in range(NUMBERS_A_DAY):
        desk.tries(number=invented_number(100 + serial))
    assert desk.signs == [Sign.ENUMERATION]
    assert desk.tries() == catalogue.NOT_FOUND
    assert desk.signs == [Sign.ENUMERATION] * 2
    desk.clock.advance(days=1)
    assert desk.tries() != catalogue.NOT_FOUND


def test_the_cap_of_numbers_does_not_stop_the_numbers_already_asked_about(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.tries(born=WRONG_TYPED)
    for serial in range(NUMBERS_A_DAY):
        desk.tries(number=invented_number(100 + serial))
    assert desk.tries() != catalogue.NOT_FOUND


def test_beyond_a_pages_cap_only_those_are_heard_who_are_known(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeLookupBook)
    quick.holds(slot())
    quick.tries(person="p1")
    quick.book.pages = dict.fromkeys(quick.book.pages, PAGE_A_DAY)
    assert quick.tries(person="p2") == catalogue.NOT_FOUND
    assert quick.tries(person="p1") != catalogue.NOT_FOUND
    assert quick.tries(person="p2", page="another") != catalogue.NOT_FOUND
    assert quick.signs == [Sign.PAGE_CAP] * 2


def besiege(desk: TestDesk) -> None:
    for stranger in range(10):
        desk.tries(person=f"x{stranger}", born=WRONG_TYPED)


def test_from_the_tenth_wrong_answer_on_strangers_are_heard_once_an_hour(desk: TestDesk) -> None:
    desk.holds(slot())
    besiege(desk)
    assert desk.signs == [Sign.BESIEGED]
    assert desk.tries(person="p2") == catalogue.NOT_FOUND
    desk.clock.advance(seconds=STRANGERS_EVERY.total_seconds())
    assert desk.tries(person="p3", born=WRONG_TYPED) == catalogue.NOT_FOUND
    assert desk.tries(person="p2") == catalogue.NOT_FOUND
    desk.clock.advance(seconds=STRANGERS_EVERY.total_seconds())
    assert desk.tries(person="p2") != catalogue.NOT_FOUND


def test_nine_wrong_answers_slow_nobody(desk: TestDesk) -> None:
    desk.holds(slot())
    for stranger in range(9):
        desk.tries(person=f"x{stranger}", born=WRONG_TYPED)
    assert desk.tries(person="p2") != catalogue.NOT_FOUND
    assert desk.signs == []


def test_wrong_answers_older_than_thirty_days_are_forgotten(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.tries(person="x", born=WRONG_TYPED)
    desk.clock.advance(days=30)
    for stranger in range(9):
        desk.tries(person=f"x{stranger}", born=WRONG_TYPED)
    assert desk.tries(person="p2") != catalogue.NOT_FOUND


def test_who_answered_correctly_before_is_never_slowed(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.tries(person="owner")
    besiege(desk)
    for _ in range(3):
        assert desk.tries(person="owner") != catalogue.NOT_FOUND
    assert desk.tries(person="p2") == catalogue.NOT_FOUND


def test_wrong_dates_of_who_is_known_besiege_nothing(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.tries(person="owner")
    for stranger in range(9):
        desk.tries(person=f"x{stranger}", born=WRONG_TYPED)
    desk.tries(person="owner", born=WRONG_TYPED)
    assert desk.signs == []
    assert desk.tries(person="p2") != catalogue.NOT_FOUND
