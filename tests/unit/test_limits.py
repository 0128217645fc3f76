"""What an app may be used for: broadcasts leave the reserve to replies, and lists take half of that at the most."""

import pytest

from dutydesk.limits import per_second, reading_per_second


@pytest.mark.parametrize(
    ("pacer", "broadcasts", "lists"),
    [
        ({}, 60.0, 4_000 * 0.05 / 60),
        ({"per_minute": 4_000, "reserve_percent": 50}, 2_000 / 60, 5.0),
        ({"per_minute": 600, "reserve_percent": 10}, 9.0, 0.5),
        ({"per_minute": 600, "reserve_percent": 0}, 10.0, 0.05),
        ({"per_minute": 0, "reserve_percent": 10}, 5_000.0, 5.0),
    ],
    ids=["Zalo's own", "much for replies", "a small limit", "nothing for replies", "no limit"],
)
def test_lists_take_of_the_reserve_and_leave_half_of_it(pacer: dict[str, int], broadcasts: float, lists: float) -> None:
    assert per_second(pacer) == pytest.approx(broadcasts)
    assert reading_per_second(pacer) == pytest.approx(lists)
