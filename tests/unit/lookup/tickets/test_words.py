"""Typed words instead of taps: numbers, days, hours, how many, yes and no."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.stores.ticket_items import Asked
from dutydesk.text import catalogue_tickets as texts
from functions.lookup.tickets.choices import Choice, Kind, read
from functions.lookup.tickets.verdict import Did
from functions.lookup.tickets.words import Word, meant
from tests.unit.lookup.tickets.counter import Counter, opening, pick, typed

MONDAY = date(2026, 3, 2)
DAYS = Asked(
    choice="d.tru-so.cccd", offered=("h.tru-so.cccd.20260302", "h.tru-so.cccd.20260303", "h.tru-so.cccd.20260304")
)
HOURS = Asked(choice="h.tru-so.cccd.20260303", offered=("p.tru-so.cccd.20260303.0800", "p.tru-so.cccd.20260303.0900"))
PEOPLE = Asked(
    choice="p.tru-so.cccd.20260303.0800",
    offered=("t.tru-so.cccd.20260303.0800.1", "t.tru-so.cccd.20260303.0800.2"),
)
SURE = Asked(choice="c.......T1", offered=("y.......T1", "k.......T1"))
SERVICES = Asked(choice="s", offered=("d.tru-so.cccd", "d.tru-so.tam-tru"))


@pytest.mark.parametrize(
    ("text", "asked", "choice"),
    [
        pytest.param("1", SERVICES, "d.tru-so.cccd", id="the first"),
        pytest.param("số 2", SERVICES, "d.tru-so.tam-tru", id="number two"),
        pytest.param("cái 2 .", SERVICES, "d.tru-so.tam-tru", id="that one"),
        pytest.param("3", SERVICES, None, id="none such"),
        pytest.param("1", DAYS, "h.tru-so.cccd.20260302", id="the first day"),
        pytest.param("mai", DAYS, "h.tru-so.cccd.20260303", id="tomorrow"),
        pytest.param("Ngày mai ạ", DAYS, "h.tru-so.cccd.20260303", id="tomorrow, politely"),
        pytest.param("hôm nay", DAYS, "h.tru-so.cccd.20260302", id="today"),
        pytest.param("ngày kia", DAYS, "h.tru-so.cccd.20260304", id="the day after"),
        pytest.param("thứ 5", DAYS, "h.tru-so.cccd.20260305", id="Thursday by number"),
        pytest.param("thu nam", DAYS, "h.tru-so.cccd.20260305", id="Thursday in words"),
        pytest.param("t5", DAYS, "h.tru-so.cccd.20260305", id="Thursday in short"),
        pytest.param("thứ hai", DAYS, "h.tru-so.cccd.20260302", id="Monday is today"),
        pytest.param("thứ hai tuần sau", DAYS, "h.tru-so.cccd.20260309", id="Monday next week"),
        pytest.param("chủ nhật", DAYS, "h.tru-so.cccd.20260308", id="Sunday"),
        pytest.param("5/3", DAYS, "h.tru-so.cccd.20260305", id="a date"),
        pytest.param("ngày 10", DAYS, "h.tru-so.cccd.20260310", id="a day of the month"),
        pytest.param("ngày 1", DAYS, "h.tru-so.cccd.20260401", id="a day of next month"),
        pytest.param("05-03-2026", DAYS, "h.tru-so.cccd.20260305", id="a whole date"),
        pytest.param("30/2", DAYS, None, id="no date"),
        pytest.param("5/3/2020", DAYS, None, id="long ago"),
        pytest.param("sáng mai", DAYS, "h.tru-so.cccd.20260303.am", id="tomorrow morning"),
        pytest.param("chiều thứ 4", DAYS, "h.tru-so.cccd.20260304.pm", id="Wednesday afternoon"),
        pytest.param("thứ 5 8h", DAYS, "p.tru-so.cccd.20260305.0800", id="day and hour"),
        pytest.param("8h", DAYS, None, id="an hour without a day"),
        pytest.param("8h", HOURS, "p.tru-so.cccd.20260303.0800", id="an hour"),
        pytest.param("8 giờ rưỡi", HOURS, "p.tru-so.cccd.20260303.0830", id="half past"),
        pytest.param("8h30", HOURS, "p.tru-so.cccd.20260303.0830", id="minutes"),
        pytest.param("9:15", HOURS, "p.tru-so.cccd.20260303.0915", id="a clock"),
        pytest.param("9", HOURS, "p.tru-so.cccd.20260303.0900", id="a bare hour"),
        pytest.param("2", HOURS, "p.tru-so.cccd.20260303.0900", id="the second"),
        pytest.param("2h", HOURS, "p.tru-so.cccd.20260303.1400", id="two is in the afternoon"),
        pytest.param("3 giờ chiều", HOURS, "p.tru-so.cccd.20260303.1500", id="three in the afternoon"),
        pytest.param("sáng", HOURS, "h.tru-so.cccd.20260303.am", id="the morning"),
        pytest.param("buổi chiều ạ", HOURS, "h.tru-so.cccd.20260303.pm", id="the afternoon"),
        pytest.param("25h", HOURS, None, id="no hour"),
        pytest.param("thứ 6", HOURS, "h.tru-so.cccd.20260306", id="another day"),
        pytest.param("2", PEOPLE, "t.tru-so.cccd.20260303.0800.2", id="two"),
        pytest.param("2 người", PEOPLE, "t.tru-so.cccd.20260303.0800.2", id="two people"),
        pytest.param("một người", PEOPLE, "t.tru-so.cccd.20260303.0800.1", id="one person"),
        pytest.param("4 người", PEOPLE, None, id="too many people"),
        pytest.param("9h", PEOPLE, "p.tru-so.cccd.20260303.0900", id="rather another hour"),
        pytest.param("đúng rồi", SURE, "y.......T1", id="yes"),
        pytest.param("ok", SURE, "y.......T1", id="ok"),
        pytest.param("hủy", SURE, "y.......T1", id="give it back"),
        pytest.param("không", SURE, "k.......T1", id="no"),
        pytest.param("thôi", SURE, "k.......T1", id="rather not"),
        pytest.param("2", SURE, "k.......T1", id="the second of two"),
        pytest.param("", DAYS, None, id="nothing"),
        pytest.param("x" * 5_000, DAYS, None, id="very long"),
        pytest.param("\ud800", DAYS, None, id="half a character"),
    ],
)
def test_words_mean_a_choice(text: str, asked: Asked, choice: str | None) -> None:
    found = meant(text, asked, MONDAY)
    assert (str(found) if isinstance(found, Choice) else None) == choice


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("hủy", Word.STOP, id="stop"),
        pytest.param("thôi ạ", Word.STOP, id="no more"),
        pytest.param("huy so cua toi", Word.CANCEL, id="give back"),
        pytest.param("đổi giờ giúp em", Word.MOVE, id="another hour"),
        pytest.param("còn bao nhiêu người nữa", Word.MINE, id="how many"),
        pytest.param("số của tôi", Word.MINE, id="my number"),
        pytest.param("lấy số", Word.OPEN, id="a number"),
    ],
)
@pytest.mark.parametrize("asked", [pytest.param(None, id="asked nothing"), pytest.param(HOURS, id="asked an hour")])
def test_words_that_are_no_choice(text: str, word: Word, asked: Asked | None) -> None:
    assert meant(text, asked, MONDAY) is word


@given(text=st.text(max_size=100), asked=st.sampled_from([None, DAYS, HOURS, PEOPLE, SURE, SERVICES]))
def test_any_words_mean_something_that_can_be_read_or_nothing(text: str, asked: Asked | None) -> None:
    found = meant(text, asked, MONDAY)
    assert not isinstance(found, Choice) or read(str(found)) == found


@given(text=st.text(max_size=250))
def test_any_text_is_a_choice_or_none(text: str) -> None:
    found = read(text)
    assert found is None or read(str(found)) == found


CHOICES = st.builds(
    Choice,
    kind=st.sampled_from(Kind),
    office=st.from_regex(r"[a-z0-9-]{0,32}", fullmatch=True),
    service=st.from_regex(r"[a-z0-9-]{0,32}", fullmatch=True),
    day=st.dates().map(date.isoformat) | st.just(""),
    slot=st.sampled_from(["", "0730", "am", "pm"]),
    people=st.integers(0, 4),
    page=st.integers(0, 99),
    ref=st.from_regex(r"[0-9A-Z]{0,26}", fullmatch=True),
)


@given(choice=CHOICES)
def test_a_choice_is_read_as_it_was_written(choice: Choice) -> None:
    assert read(str(choice)) == choice
    assert len(str(choice)) <= 120, "what the webhook takes for a choice"


def test_a_number_is_taken_by_words_alone(counter: Counter) -> None:
    counter.hear(opening(), typed("thứ 4"))
    hours = counter.say(typed("sáng"))
    assert ["14:00" in button.title for button in hours.buttons] == [False, False]
    assert counter.did(typed("9h30")) is Did.ASKED
    assert counter.did(typed("2 người")) is Did.TAKEN
    ticket = counter.ticket()
    assert (ticket.day, ticket.slot, ticket.numbers) == ("2026-03-04", "0900", (3, 4))


def test_what_is_not_understood_is_asked_again(counter: Counter) -> None:
    asked = counter.say(opening())
    again = counter.say(typed("bao giờ thì có kết quả"))
    assert again.text.startswith(texts.NOT_UNDERSTOOD)
    assert again.buttons == asked.buttons
    assert counter.did(typed("2")) is Did.ASKED


def test_what_is_not_understood_takes_no_step(quick: Counter) -> None:
    quick.hear(pick("p.tru-so.cccd.20260303.0800"))
    assert quick.did(typed("ờ thì")) is Did.NOT_UNDERSTOOD
    assert quick.live() == []


def test_a_number_without_a_question_begins_anew(quick: Counter) -> None:
    assert texts.NOT_UNDERSTOOD in quick.say(typed("2")).text


def test_what_was_offered_half_an_hour_ago_is_not_meant_any_more(counter: Counter) -> None:
    counter.hear(opening())
    counter.clock.advance(minutes=29)
    assert counter.did(typed("2")) is Did.ASKED
    counter.clock.advance(minutes=31)
    assert counter.did(typed("2")) is Did.NOT_UNDERSTOOD


def test_stop_stops(quick: Counter) -> None:
    quick.hear(opening())
    assert texts.STOPPED in quick.say(typed("thôi")).text
    assert texts.NOT_UNDERSTOOD in quick.say(typed("1")).text, "nothing is offered any more"
