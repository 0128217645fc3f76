"""Samples, what is told of them, and the tables they are printed in."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One measurement: every sample by its name, and the named figures drawn from them."""

    name: str
    what: str
    unit: str
    samples: Mapping[str, Sequence[float]]
    figures: Mapping[str, float]
    notes: Sequence[str] = field(default_factory=tuple)


def percentile(samples: Sequence[float], percent: float) -> float:
    """Return the smallest sample that at least ``percent`` per cent of all do not exceed (nearest rank).

    Raises:
        ValueError: there is no sample, or ``percent`` is not in (0, 100].
    """
    if not samples or not 0 < percent <= 100:
        raise ValueError("a percentile needs samples and a percentage in (0, 100]")
    return sorted(samples)[math.ceil(len(samples) * percent / 100) - 1]


def paired_ratio(ones: Sequence[float], others: Sequence[float]) -> float:
    """Return the median of one/other over samples taken side by side, so that a slow moment hits both."""
    return statistics.median(one / other for one, other in zip(ones, others, strict=True))


def table(report: Report) -> str:
    """Return the report as text: a row per name, then the figures."""
    width = max(len(name) for name in (*report.samples, *report.figures))
    heads = ("n", "min", "median", "p95", "max")
    lines = [f"{report.name}: {report.what}", "", f"  {'':{width}}" + "".join(f"{head:>10}" for head in heads)]
    lines += [f"  {name:{width}}" + _row(samples) for name, samples in report.samples.items()]
    lines.append(f"  ({report.unit})")
    lines += ["", *(f"  {name:{width}}{value:>10.2f}" for name, value in report.figures.items())]
    lines += ["", *(f"  {note}" for note in report.notes)] if report.notes else []
    return "\n".join(lines) + "\n"


def rounded(report: Report) -> dict[str, float]:
    """Return the figures with as many digits as they are worth."""
    return {name: round(value, 3) for name, value in report.figures.items()}


def _row(samples: Sequence[float]) -> str:
    if not samples:
        return f"{0:>10}"
    told = (min(samples), statistics.median(samples), percentile(samples, 95), max(samples))
    return f"{len(samples):>10}" + "".join(f"{value:>10.2f}" for value in told)
