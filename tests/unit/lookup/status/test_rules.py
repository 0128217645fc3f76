"""The rules of who is heard, under any sequence of tries by anybody at any time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from functions.lookup.status.rules import (
    BESIEGED_WITHIN,
    LOCKED_FOR,
    NUMBERS_A_DAY,
    PAGE_A_DAY,
    STRANGERS_EVERY,
    WRONG_UNTIL_BESIEGED,
    WRONG_UNTIL_LOCKED,
    Asked,
    Counted,
    Known,
    Outcome,
    Tried,
    judge,
)
from tests.fakes.clock import NOON
from tests.unit.lookup.status.desk import slot

CARD = slot()
RIGHT, WRONG = CARD.birth, "f" * 32
HEARD = {Outcome.RIGHT, Outcome.WRONG}


@dataclass(frozen=True)
class Step:
    """One try of one number: who, how long after the one before, and whether the date is right."""

    person: int
    minutes: int
    right: bool


@dataclass(frozen=True)
class Done:
    """What became of a step."""

    step: Step
    at: datetime
    known: bool
    outcome: Outcome


PAUSES_MIN = (0, 1, 20, 59, 60, 61, 600, 1439, 1440, 20_000)


def steps_of(drawn: bytes) -> list[Step]:
    """Make a step of each two bytes: one of four people, one of ten pauses, right one time in ten."""
    numbers = [int.from_bytes(drawn[at : at + 2]) % 400 for at in range(0, len(drawn), 2)]
    return [Step(person=one % 4, minutes=PAUSES_MIN[one // 4 % 10], right=one // 40 == 0) for one in numbers]


STEPS = st.binary(min_size=40, max_size=120).map(steps_of)
"""Drawn as bytes, since drawing each step by itself takes twenty times as long."""


def played(steps: Sequence[Step]) -> list[Done]:
    """Play the steps against one number that exists."""
    now, asked, tries, done = NOON, Asked(), dict[int, Tried](), list[Done]()
    for step in steps:
        now += timedelta(minutes=step.minutes)
        tried = tries.get(step.person, Tried())
        known = Known(slot=CARD, tried=tried, asked=asked)
        judged = judge(known, Counted(numbers=1, page=1), RIGHT if step.right else WRONG, now)
        done.append(Done(step, now, tried.known, judged.outcome))
        tries[step.person] = judged.tried
        asked = asked if tried.known else judged.asked
    return done


@given(STEPS)
def test_who_answered_correctly_once_is_heard_ever_after(steps: list[Step]) -> None:
    for one in played(steps):
        if one.known:
            assert one.outcome is (Outcome.RIGHT if one.step.right else Outcome.WRONG)


@given(STEPS)
def test_no_stranger_is_wrong_more_than_five_times_before_a_day_has_passed(steps: list[Step]) -> None:
    done = played(steps)
    for person in range(4):
        wrong = [one.at for one in done if one.step.person == person and one.outcome is Outcome.WRONG and not one.known]
        for first, sixth in zip(wrong, wrong[WRONG_UNTIL_LOCKED:], strict=False):
            assert sixth - first >= LOCKED_FOR


@given(STEPS)
def test_after_ten_wrong_answers_in_thirty_days_strangers_are_heard_once_an_hour(steps: list[Step]) -> None:
    strangers = [one for one in played(steps) if not one.known and one.outcome in HEARD]
    for before, after in pairwise(strangers):
        wrong = [one.at for one in strangers if one.outcome is Outcome.WRONG and one.at <= before.at]
        wrong = wrong[: len(wrong) - sum(1 for one in strangers if one.at == before.at and one is not before)]
        recent = [at for at in wrong if at > before.at - BESIEGED_WITHIN]
        if before.at != after.at and len(recent) >= WRONG_UNTIL_BESIEGED:
            assert after.at - before.at >= STRANGERS_EVERY or _fell_below(wrong, after.at)


def _fell_below(wrong: Sequence[datetime], now: datetime) -> bool:
    """Whether the tenth wrong answer from the end has grown old meanwhile."""
    return len([at for at in wrong if at > now - BESIEGED_WITHIN]) < WRONG_UNTIL_BESIEGED


@given(STEPS)
def test_who_is_heard_is_told_the_truth_and_nobody_else_anything(steps: list[Step]) -> None:
    for one in played(steps):
        if one.outcome in HEARD:
            assert (one.outcome is Outcome.RIGHT) is one.step.right


@given(st.booleans(), st.booleans(), st.sampled_from([1, PAGE_A_DAY, PAGE_A_DAY + 1]), st.booleans())
def test_the_caps_stop_strangers_alone(right: bool, known: bool, page: int, one_too_many: bool) -> None:  # noqa: FBT001  # drawn
    tried = Tried(version=1, right_at="2026-01-01T00:00:00.000Z") if known else Tried()
    counted = Counted(numbers=None if one_too_many else NUMBERS_A_DAY, page=page)
    judged = judge(Known(slot=CARD, tried=tried, asked=Asked()), counted, RIGHT if right else WRONG, NOON)
    capped = not known and (one_too_many or page > PAGE_A_DAY)
    assert judged.outcome is (Outcome.CAPPED if capped else Outcome.RIGHT if right else Outcome.WRONG)
    assert (judged.slot is not None) is (judged.outcome is Outcome.RIGHT)


def test_a_number_without_a_card_is_never_right_whatever_is_answered() -> None:
    for birth in ("", WRONG, RIGHT):
        known = Known(slot=None, tried=Tried(), asked=Asked())
        assert judge(known, Counted(numbers=1, page=1), birth, NOON).outcome is Outcome.WRONG
