"""The case whose officer has the word."""

from datetime import timedelta

import pytest

from dutydesk.stores.awaiting import Awaiting, awaiting_from, awaiting_item
from dutydesk.stores.items import to_item
from tests.fakes.clock import NOON


@pytest.mark.parametrize("over", [False, True])
def test_what_is_written_is_read(over: bool) -> None:  # noqa: FBT001  # a table's column
    awaiting = Awaiting(case_id="Q1", asked_at=NOON, over=over)
    item = awaiting_item("p1", awaiting)
    assert (item["pk"], item["sk"]) == ({"S": "PERSON#p1"}, {"S": "AWAITING"})
    assert awaiting_from(item) == awaiting


def test_an_item_of_the_release_before_is_not_over() -> None:
    item = {"pk": "PERSON#p1", "sk": "AWAITING", "case_id": "C", "asked_at": "2026-03-02T05:00:00.000Z"}
    assert awaiting_from(to_item(item)) == Awaiting(case_id="C", asked_at=NOON)


@pytest.mark.parametrize(
    ("hours", "over", "silent"),
    [
        pytest.param(0, False, True, id="at once"),
        pytest.param(23.99, False, True, id="almost a day"),
        pytest.param(24, False, False, id="a day"),
        pytest.param(0, True, False, id="over"),
    ],
)
def test_the_officer_has_the_word_for_a_day_unless_it_is_over(hours: float, *, over: bool, silent: bool) -> None:
    awaiting = Awaiting(case_id="Q1", asked_at=NOON, over=over)
    assert awaiting.silences(NOON + timedelta(hours=hours)) == silent
