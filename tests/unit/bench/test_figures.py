"""Figures: what is told of samples, and how."""

import pytest

from bench.figures import Report, paired_ratio, percentile, rounded, table

HUNDRED = [float(value) for value in range(100, 0, -1)]


@pytest.mark.parametrize(("percent", "expected"), [(50, 50.0), (95, 95.0), (99, 99.0), (100, 100.0), (0.5, 1.0)])
def test_a_percentile_is_a_sample_that_so_many_do_not_exceed(percent: float, expected: float) -> None:
    assert percentile(HUNDRED, percent) == expected


def test_a_single_sample_is_every_percentile() -> None:
    assert {percentile([7.0], percent) for percent in (1, 50, 99, 100)} == {7.0}


@pytest.mark.parametrize(("samples", "percent"), [([], 50), ([1.0], 0), ([1.0], 101)])
def test_a_percentile_of_nothing_is_refused(samples: list[float], percent: float) -> None:
    with pytest.raises(ValueError, match="percentile"):
        percentile(samples, percent)


def test_a_ratio_of_neighbours_is_not_moved_by_a_slow_moment_that_hit_both() -> None:
    assert paired_ratio([2.0, 4.0, 200.0], [1.0, 2.0, 100.0]) == 2.0


def test_neighbours_that_do_not_pair_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        paired_ratio([1.0, 2.0], [1.0])


def test_a_table_shows_every_sample_set_and_every_figure() -> None:
    report = _report()
    lines = table(report).splitlines()
    assert lines[0] == "tips: invented"
    row = next(line.split() for line in lines if line.strip().startswith("visible "))
    assert row == ["visible", "3", "0.10", "0.20", "0.30", "0.30"]
    assert any(line.split() == ["visible_p50_s", "0.20"] for line in lines)


def test_figures_keep_three_digits() -> None:
    assert rounded(_report()) == {"visible_p50_s": 0.2, "tips_per_s": 3.142}


def _report() -> Report:
    return Report(
        name="tips",
        what="invented",
        unit="s",
        samples={"visible": [0.3, 0.1, 0.2]},
        figures={"visible_p50_s": 0.2, "tips_per_s": 3.14159},
    )
