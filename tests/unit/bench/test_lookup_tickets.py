"""A rush for queue numbers: what is counted, and that the desk stands it one after another.

Real threads are for the emulator, since moto's conditional writes are not atomic between them.
"""

from typing import Any

import pytest

from bench.lookup_tickets import judged, measure
from tests.unit.bench.lookup_in_process import ground_in_process

PLACES = 40


def ticket(number: int, *, day: str = "2026-03-02", slot: str = "0800", state: str = "booked") -> dict[str, Any]:
    return {"person_id": f"p{number}", "day": day, "slot": slot, "numbers": [number], "state": state}


def full_days() -> list[dict[str, Any]]:
    """Five days of eight hours with one place each, all taken, each by somebody else."""
    days, hours = range(2, 7), range(8)
    return [
        ticket(hour + 1, day=f"2026-03-0{day}", slot=f"{hour + 8:02}00") | {"person_id": f"p{day}-{hour}"}
        for day in days
        for hour in hours
    ]


def people(tickets: list[dict[str, Any]]) -> set[str]:
    return {one["person_id"] for one in tickets}


@pytest.mark.long
def test_more_takers_than_places_leave_none_free_and_are_told_the_truth() -> None:
    with ground_in_process() as ground:
        rush = measure(ground, takers=60, places=PLACES, at_once=1)
    assert (rush.issued, rush.duplicates, rush.gaps, rush.above, rush.false) == (PLACES, 0, 0, 0, 0)
    assert (rush.takers, rush.redelivered) == (60, 0)


def test_all_places_taken_once_is_faultless() -> None:
    tickets = full_days()
    rush = judged(tickets, people(tickets), places=PLACES)
    assert (rush.issued, rush.duplicates, rush.gaps, rush.above, rush.false) == (PLACES, 0, 0, 0, 0)


def test_a_number_on_two_tickets_is_a_duplicate_and_one_above_its_hour() -> None:
    tickets = [*full_days(), ticket(1) | {"person_id": "another"}]
    rush = judged(tickets, people(tickets), places=PLACES)
    assert (rush.issued, rush.duplicates, rush.gaps, rush.above) == (41, 1, 0, 1)


def test_a_place_that_nobody_has_is_a_gap_and_a_ticket_that_ended_does_not_fill_it() -> None:
    tickets = full_days()
    tickets[0] |= {"state": "cancelled"}
    rush = judged(tickets, people(tickets), places=PLACES)
    assert (rush.issued, rush.gaps, rush.false) == (39, 1, 1)


def test_who_has_a_number_and_was_told_otherwise_is_counted() -> None:
    tickets = full_days()
    assert judged(tickets, people(tickets) - {"p2-0"} | {"nobody"}, places=PLACES).false == 2
