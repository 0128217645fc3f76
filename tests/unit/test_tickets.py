"""What can become of a ticket, how long the wait is, and who gets no more numbers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.clock import iso
from dutydesk.errors import Conflict
from dutydesk.tickets import (
    ENDED,
    SERVICE_TIMES,
    Act,
    Seat,
    State,
    Ticket,
    acted,
    can,
    people_before,
    wait_minutes,
    walk_in_until,
)
from tests.fakes.clock import NOON

TICKET = Ticket(
    ticket_id="T1",
    unit="u",
    office_id="o",
    service_id="s",
    day="2026-03-02",
    slot="0900",
    numbers=(5, 6),
    booked_at=iso(NOON),
    person_id="p1",
)


def after(*acts: Act) -> Ticket:
    ticket = TICKET
    for number, act in enumerate(acts):
        ticket = acted(ticket, act, at=NOON + timedelta(minutes=number))
    return ticket


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        pytest.param([Act.CALL], State.CALLED, id="called"),
        pytest.param([Act.CALL, Act.SERVE], State.SERVING, id="served"),
        pytest.param([Act.CALL, Act.SERVE, Act.FINISH], State.FINISHED, id="finished"),
        pytest.param([Act.CALL, Act.HOLD], State.HELD, id="held"),
        pytest.param([Act.CALL, Act.SERVE, Act.HOLD], State.HELD, id="held while served"),
        pytest.param([Act.CALL, Act.HOLD, Act.CALL], State.CALLED, id="called again"),
        pytest.param([Act.CALL, Act.SKIP], State.SKIPPED, id="skipped once"),
        pytest.param([Act.CALL, Act.SKIP, Act.CALL], State.CALLED, id="called a second time"),
        pytest.param([Act.CALL, Act.SKIP, Act.CALL, Act.SKIP], State.NO_SHOW, id="skipped twice"),
        pytest.param([Act.CALL, Act.AGAIN], State.CALLED, id="the same call again"),
        pytest.param([Act.CALL, Act.AGAIN, Act.SKIP], State.SKIPPED, id="called again and skipped once"),
        pytest.param([Act.CALL, Act.HOLD, Act.RETURN], State.BOOKED, id="held and back"),
        pytest.param([Act.CALL, Act.SKIP, Act.RETURN], State.BOOKED, id="skipped and back"),
        pytest.param([Act.CALL, Act.SKIP, Act.RETURN, Act.CALL, Act.SKIP], State.NO_SHOW, id="back and gone again"),
        pytest.param([Act.CALL, Act.SKIP, Act.CANCEL], State.CANCELLED, id="given back after a call"),
        pytest.param([Act.CANCEL], State.CANCELLED, id="given back"),
        pytest.param([Act.MOVE], State.MOVED, id="moved"),
    ],
)
def test_what_becomes_of_a_ticket(acts: list[Act], state: State) -> None:
    ticket = after(*acts)
    assert ticket.state is state
    assert bool(ticket.ended_at) == (state in ENDED)


@given(acts=st.lists(st.sampled_from(Act), max_size=30))
def test_any_acts_leave_a_ticket_that_makes_sense(acts: list[Act]) -> None:
    ticket = TICKET
    for number, act in enumerate(acts):
        if not can(ticket, act):
            with pytest.raises(Conflict):
                acted(ticket, act, at=NOON)
            continue
        before, ticket = ticket, acted(ticket, act, at=NOON + timedelta(minutes=number))
        assert before.state not in ENDED, "what has ended stays so"
        assert (ticket.state is State.NO_SHOW) == (ticket.in_vain >= 2)
        assert 0 <= ticket.in_vain - before.in_vain <= 1
    assert ticket.state not in {State.OFFERED, State.OPEN}
    assert ticket.state is not State.FINISHED or ticket.called_at <= ticket.began_at <= ticket.ended_at
    assert replace(ticket, state=TICKET.state, in_vain=0, called_at="", began_at="", ended_at="") == TICKET


@pytest.mark.parametrize("state", sorted(ENDED))
@pytest.mark.parametrize("act", list(Act))
def test_nothing_can_be_done_with_what_has_ended(state: State, act: Act) -> None:
    with pytest.raises(Conflict):
        acted(replace(TICKET, state=state), act, at=NOON)


@pytest.mark.parametrize("state", [State.OFFERED, State.OPEN])
def test_every_state_but_a_seats_own_can_be_reached(state: State) -> None:
    reached, found = {TICKET.state}, [TICKET]
    while found:
        ticket = found.pop()
        for act in Act:
            if can(ticket, act) and (now := acted(ticket, act, at=NOON)).state not in reached:
                reached.add(now.state)
                found.append(now)
            elif can(ticket, act) and now.in_vain > ticket.in_vain and now.in_vain < 3:
                found.append(now)
    assert reached | {State.OFFERED, State.OPEN, State.NO_SHOW} == set(State)
    assert state not in reached


def seat(number: int, state: State, *, slot: str = "0800", served: float | None = None, ended: int = 0) -> Seat:
    began = NOON + timedelta(minutes=ended)
    return Seat(
        slot=slot,
        number=number,
        state=state,
        ticket_id=f"t{number}",
        began_at=iso(began) if served is not None else "",
        ended_at=iso(began + timedelta(minutes=served)) if served is not None else "",
    )


def test_who_is_before() -> None:
    line = [
        seat(1, State.FINISHED),
        seat(2, State.SERVING),
        seat(3, State.CALLED),
        seat(4, State.BOOKED),
        seat(7, State.CANCELLED),
        seat(8, State.HELD),
        seat(9, State.SKIPPED),
        seat(21, State.BOOKED),
        seat(22, State.OFFERED),
        seat(5, State.BOOKED, slot="0900"),
        seat(6, State.BOOKED, slot="0900"),
        seat(10, State.BOOKED, slot="0930"),
    ]
    assert people_before(line, TICKET) == 4, "a replaced number stands in its hour"


def test_without_a_service_time_there_is_no_estimate() -> None:
    assert wait_minutes([seat(1, State.BOOKED), seat(2, State.FINISHED)], TICKET) is None


_SERVED = {11: 5, 12: 7, 13: 60}


def test_the_estimate_is_the_median_for_each_ticket_before_by_as_many_as_are_served() -> None:
    served = [
        seat(number, State.FINISHED, served=minutes, ended=number) for number, minutes in ((11, 5), (12, 7), (13, 60))
    ]
    before = [seat(number, State.BOOKED) for number in (1, 2, 3)]
    assert wait_minutes([*served, *before], TICKET) == 21
    at_counters = [seat(14, State.SERVING), seat(15, State.SERVING), seat(16, State.SERVING)]
    assert wait_minutes([*served, *before, *at_counters], TICKET) == 14


def test_the_estimate_forgets_what_was_long_ago_and_counts_a_family_once() -> None:
    old = [seat(number, State.FINISHED, served=90, ended=number) for number in range(100, 130)]
    new = [seat(number, State.FINISHED, served=10, ended=number) for number in range(200, 200 + SERVICE_TIMES)]
    family = [replace(seat(number, State.BOOKED), ticket_id="family") for number in (1, 2, 3)]
    assert wait_minutes([*old, *new, *family], TICKET) == 10


@pytest.mark.parametrize(
    ("missed", "today", "until"),
    [
        pytest.param([], "2026-03-02", "", id="never"),
        pytest.param(["2026-03-01"], "2026-03-02", "", id="once"),
        pytest.param(["2026-01-01", "2026-03-02"], "2026-03-03", "2026-04-01", id="twice in sixty days"),
        pytest.param(["2026-01-01", "2026-03-03"], "2026-03-03", "", id="twice in sixty-one days"),
        pytest.param(["2026-03-01", "2026-03-01"], "2026-03-02", "2026-03-31", id="twice on a day"),
        pytest.param(["2026-02-01", "2026-02-02"], "2026-03-04", "2026-03-04", id="the last day"),
        pytest.param(["2026-02-01", "2026-02-02"], "2026-03-05", "", id="over"),
        pytest.param(["2026-02-20", "2026-01-01", "2026-02-01"], "2026-03-02", "2026-03-22", id="three, in any order"),
    ],
)
def test_two_days_missed_in_sixty_give_no_number_for_thirty(missed: list[str], today: str, until: str) -> None:
    assert walk_in_until(missed, today) == until


def test_a_ticket_knows_the_desk_of_its_call_until_it_is_put_back() -> None:
    called = acted(TICKET, Act.CALL, at=NOON, desk="Quầy 2")
    assert called.desk == acted(called, Act.SERVE, at=NOON).desk == acted(called, Act.HOLD, at=NOON).desk == "Quầy 2"
    assert acted(acted(called, Act.HOLD, at=NOON), Act.RETURN, at=NOON).desk == ""
