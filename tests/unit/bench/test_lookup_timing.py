"""Whether the time of an answer tells anything: the area, and what is timed."""

import random

import pytest

from bench.lookup_desk import Fate, NotAsIntended, Room, check
from bench.lookup_timing import Timed, Timing, auc, measure
from dutydesk.text import catalogue_lookup
from tests.unit.bench.lookup_in_process import ground_in_process


def test_samples_of_one_kind_tell_nothing() -> None:
    dice = random.Random(5)
    ones, others = ([dice.gauss(200, 10) for _ in range(5_000)] for _ in range(2))
    assert auc(ones, others) == pytest.approx(0.5, abs=0.02)


def test_a_small_shift_is_found() -> None:
    dice = random.Random(5)
    ones = [dice.gauss(202, 10) for _ in range(5_000)]
    assert auc(ones, [dice.gauss(200, 10) for _ in range(5_000)]) > 0.53


@pytest.mark.parametrize(
    ("ones", "others", "area"),
    [
        pytest.param([3.0, 4.0], [1.0, 2.0], 1.0, id="always later"),
        pytest.param([1.0, 2.0], [3.0], 0.0, id="always sooner"),
        pytest.param([1.0, 1.0], [1.0], 0.5, id="always equal"),
        pytest.param([1.0, 3.0], [2.0], 0.5, id="on both sides"),
        pytest.param([1.0, 2.0, 3.0], [2.0], 0.5, id="around an equal one"),
    ],
)
def test_the_area_is_how_often_one_is_later(ones: list[float], others: list[float], area: float) -> None:
    assert auc(ones, others) == area


def test_nothing_has_no_area() -> None:
    with pytest.raises(ValueError, match="both"):
        auc([], [1.0])


def test_every_fate_is_taken_by_the_desk_and_answered_at_the_shortened_delay() -> None:
    slept: list[float] = []
    with ground_in_process() as ground:
        room = Room.on(ground)
        timing = measure(room, room.invite(2), second_s=60.0, at_once=1, sleep=slept.append)
    assert sorted(one.fate for one in timing.tries) == sorted([*Fate] * 2)
    assert timing.delay_ms == 60_000
    assert timing.late == 0
    worked_s = [one.worked_ms / 1000 for one in timing.tries]
    assert [work + sleep for work, sleep in zip(worked_s, slept, strict=True)] == pytest.approx([60.0] * 8, abs=0.5)
    assert all(one.answered_ms >= one.worked_ms > 0 for one in timing.tries)


def test_a_try_that_becomes_something_else_ends_the_measurement() -> None:
    with ground_in_process() as ground:
        room = Room.on(ground)
        hits = [one for one in room.invite(1) if one.fate is Fate.HIT]
        ground.client("dynamodb").delete_item(
            TableName=ground.tables["idcards"], Key={"pk": {"S": "LIVE"}, "sk": {"S": "#"}}
        )
        with pytest.raises(NotAsIntended):
            measure(room, hits, at_once=1, sleep=lambda _: None)


@pytest.mark.parametrize(
    ("told", "fate"),
    [
        pytest.param(catalogue_lookup.NOT_FOUND, Fate.HIT, id="a hit is told nothing"),
        pytest.param(catalogue_lookup.READY, Fate.LOCKED, id="a locked one is told"),
        pytest.param("", Fate.HIT, id="silence"),
    ],
)
def test_what_was_told_is_compared_with_what_was_to_be(told: str, fate: Fate) -> None:
    with pytest.raises(NotAsIntended):
        check(told, fate)


def test_each_two_fates_are_compared_and_late_answers_are_counted() -> None:
    tries = [
        Timed(fate=fate, answered_ms=200.0 + place, worked_ms=150.0 + 60 * place) for place, fate in enumerate(Fate)
    ]
    timing = Timing(tries=tries, delay_ms=200.0)
    assert timing.pairs()[Fate.HIT, Fate.LOCKED] == 0.0
    assert len(timing.pairs()) == 6
    assert timing.late == 0.75
    assert (timing.hit_against_rest(), timing.hit_against_rest(of="worked_ms")) == (0.0, 0.0)
