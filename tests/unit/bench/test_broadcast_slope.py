"""The line through three sizes of an audience."""

import pytest

from bench.broadcast import slope


def test_a_line_is_told_by_its_height_and_its_rise() -> None:
    line = slope({1_000: 1.1, 10_000: 2.0, 100_000: 11.0})
    assert line.usd_once == pytest.approx(1.0)
    assert line.usd_each == pytest.approx(0.0001)
    assert line.straight == pytest.approx(1.0)


def test_what_grows_faster_than_the_audience_is_seen() -> None:
    assert slope({1_000: 1.0, 10_000: 2.0, 100_000: 101.0}).straight > 5


def test_two_sizes_make_no_slope() -> None:
    with pytest.raises(ValueError, match="unpack"):
        slope({1_000: 1.0, 10_000: 2.0})
