"""The numbers of a line: none twice, never more than there are places, every gap explained."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.lines import Line, Place, Plan, free_places, plan_of
from dutydesk.stores.offices import Office, Service
from dutydesk.tickets import BURNT, Seat, State

LINE = Line(office_id="o", service_id="s", day="2026-03-02")
PLAN = Plan(slots=("0800", "0900"), capacity=4, kept=1)
SERVICE = Service(service_id="s", name="S", slot_minutes=30, capacity=3)
OFFICE = Office(office_id="o", unit="u", name="O", hours="1-5 08:00-09:45 13:30-14:30", services=(SERVICE,))


def test_a_plan_has_the_slots_that_end_within_the_hours() -> None:
    plan = plan_of(OFFICE, SERVICE, date(2026, 3, 2))
    assert plan.slots == ("0800", "0830", "0900", "1330", "1400")
    assert (plan.capacity, plan.kept, plan.originals) == (3, 0, 15)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 3, 1), id="Sunday"),
        pytest.param(date(2026, 4, 30), id="a holiday"),
        pytest.param(date(2026, 3, 3), id="a closure"),
    ],
)
def test_a_closed_day_has_no_slots(day: date) -> None:
    assert plan_of(replace(OFFICE, closures=("2026-03-03",)), SERVICE, day).slots == ()


def test_numbers_run_through_the_slots_and_the_last_of_each_are_the_counters() -> None:
    assert [list(PLAN.numbers(slot)) for slot in PLAN.slots] == [[1, 2, 3], [5, 6, 7]]
    assert [list(PLAN.numbers(slot, at_counter=True)) for slot in PLAN.slots] == [[4], [8]]
    assert list(PLAN.numbers("1000")) == []


def test_a_slot_begins_in_vietnam() -> None:
    assert LINE.begins("0730") == datetime(2026, 3, 2, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "key", ["", "LINE#o#s", "TICKET#o#s#2026-03-02", "LINE#o#s#2026-02-30", "LINE#o#s#x#2026-03-02"]
)
def test_what_is_no_line_is_refused(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # any ValueError is the promise
        Line.read(key)
    assert Line.read(LINE.key) == LINE


class House:
    """A line that is taken from and given back to, as the stores do it."""

    def __init__(self) -> None:
        self.seats: dict[int, Seat] = {}
        self.issued: list[int] = []

    def free(self, slot: str, *, at_counter: bool) -> tuple[Place, ...]:
        return free_places(PLAN, self.seats.values(), slot, at_counter=at_counter)

    def take(self, place: Place, state: State) -> None:
        if place.burnt is not None:
            assert place.burnt.replaced_by == 0
            self.seats[place.burnt.number] = replace(place.burnt, replaced_by=place.number)
        assert (place.number in self.seats) == (place.seat is not None)
        self.seats[place.number] = Seat(slot=place.slot, number=place.number, state=state)
        if state is State.BOOKED:
            self.issued.append(place.number)


STEPS = st.tuples(
    st.sampled_from(["book", "offer", "cancel", "move", "open", "accept"]),
    st.sampled_from(PLAN.slots),
    st.booleans(),
    st.integers(0, 20),
)


@given(steps=st.lists(STEPS, max_size=60))
def test_whatever_is_taken_and_given_back_no_number_comes_twice_and_no_place_is_oversold(
    steps: list[tuple[str, str, bool, int]],
) -> None:
    house = House()
    for what, slot, at_counter, which in steps:
        places = house.free(slot, at_counter=at_counter)
        if what in {"book", "offer"}:
            if places:
                house.take(places[which % len(places)], State.BOOKED if what == "book" else State.OFFERED)
        else:
            before = State.OFFERED if what in {"open", "accept"} else State.BOOKED
            own = [seat for seat in house.seats.values() if seat.slot == slot and seat.state is before]
            now = {"cancel": State.CANCELLED, "move": State.MOVED, "open": State.OPEN, "accept": State.BOOKED}[what]
            if own:
                chosen = own[which % len(own)]
                house.seats[chosen.number] = replace(chosen, state=now)
                house.issued += [chosen.number] if what == "accept" else []
        live = [one for one in house.seats.values() if one.slot == slot and one.state not in {*BURNT, State.OPEN}]
        free = len(house.free(slot, at_counter=True)) + len(house.free(slot, at_counter=False))
        assert len(live) + free == PLAN.capacity
    assert len(house.issued) == len(set(house.issued))
    above = [number for number in house.seats if number > PLAN.originals]
    assert sorted(above) == sorted(seat.replaced_by for seat in house.seats.values() if seat.replaced_by)
