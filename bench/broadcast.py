"""What telling everybody takes: how fast, how near to the platform's limit, for how much, and who pays for it in waits.

Sender, courier, planner, webhook and tracker are the real ones in processes of their own. The platform is the
simulator, AWS is moto behind HTTP with every call counted (``bench.broadcast_cloud``), and the bill is the count times
a table of prices (``bench.broadcast_prices``). ``docs/cost.md`` says in words what the figures mean.
"""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench import broadcast_receipts, broadcast_replies, broadcast_runs
from bench.broadcast_prices import MILLION, per_million, usd
from bench.broadcast_runs import Sent
from bench.broadcast_start import ground
from bench.figures import Report, percentile
from bench.stack import Stack

RATE_PEOPLE, FULL_RATE_PEOPLE = 20_000, 157_200
LIMIT_PEOPLE, FULL_LIMIT_PEOPLE = 7_200, 36_000
"""Two minutes at the limit, and ten."""
PLAIN_S, FULL_PLAIN_S = 15.0, 60.0
SLOPE_PEOPLE = (1_000, 10_000, 100_000)
CITY_PEOPLE = 157_200
RECEIPTS_PEOPLE = 1_200
ALL_MESSAGES = 38_500_000
"""What one city had sent in fifteen months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """What a broadcast costs: ``usd_each`` per recipient on top of ``usd_once``; ``straight`` is how straight it is.

    The price per recipient between the two larger sizes, divided by that between the two smaller ones; 1 is a line.
    """

    usd_once: float
    usd_each: float
    straight: float


def measure(stack: Callable[[], Stack], *, full: bool = False) -> Report:
    """Take everything in one run; the stack is asked for last, since it takes the processor."""
    rate, plain, sized, city_peak_mib, receipts = _one_after_another(full=full)
    _say("two minutes at the platform's limit, for each kind of window")
    windows = ("fixed", "sliding")
    with ThreadPoolExecutor(len(windows)) as both:
        people = FULL_LIMIT_PEOPLE if full else LIMIT_PEOPLE
        fixed, sliding = both.map(lambda window: _limited(window, people), windows)
    _say("replies, with and without a broadcast")
    waits = broadcast_replies.measure(stack(), full=full)
    line = slope({people: usd(sent.used) for people, sent in sized.items()})
    most = max(sized)
    figures = {
        "recipients_per_s": rate.per_s,
        "plain_recipients_per_s": plain.per_s,
        "limit_use": min(fixed.limit_use, sliding.limit_use),
        "limit_use_fixed": fixed.limit_use,
        "limit_use_sliding": sliding.limit_use,
        "limit_errors": max(fixed.limit_errors, sliding.limit_errors),
        "reply_p95_ms_idle": percentile(waits.idle_ms, 95),
        "reply_p95_ms_during": percentile(waits.during_ms, 95),
        "usd_per_million": usd(per_million(sized[most].used, most)),
        "usd_per_million_unlimited": usd(per_million(rate.used, rate.people)),
        "plain_usd_per_million": usd(per_million(plain.used, plain.people)),
        "usd_per_million_receipts": usd(per_million(receipts, RECEIPTS_PEOPLE)),
        "slope_straight": line.straight,
        "usd_38_5_million": line.usd_once + line.usd_each * ALL_MESSAGES,
        "usd_38_5_million_receipts": usd(per_million(receipts, RECEIPTS_PEOPLE)) * ALL_MESSAGES / MILLION,
        "hours_38_5_million_one_app": ALL_MESSAGES / sized[most].per_s / 3600,
        "plan_peak_mib_10k": sized[10_000].plan_peak_mib,
        "plan_peak_mib_157k": city_peak_mib,
        "duplicates": sum(one.duplicates for one in (rate, fixed, sliding)),
        "unaccounted": sum(one.unaccounted for one in (rate, fixed, sliding, *sized.values())),
    }
    return Report(
        name="broadcast",
        what="a text to a crowd that takes 120 ms to answer; windows of 4,000 a minute, 10 % kept for replies",
        unit="ms",
        samples={
            "reply_idle": waits.idle_ms,
            "reply_during": waits.during_ms,
            "reply_at_limit_fixed": fixed.reply_ms,
            "reply_at_limit_sliding": sliding.reply_ms,
        },
        figures=figures,
        notes=[*_bill("ours, per million", sized[most]), *_bill("plain, per million", plain)],
    )


def slope(usd_by_people: Mapping[int, float]) -> Slope:
    """Draw the line through the smallest and the largest of three audiences.

    Raises:
        ValueError: there are not three.
    """
    (small, low), (middle, mean), (large, high) = sorted(usd_by_people.items())
    each = (high - low) / (large - small)
    before, behind = (mean - low) / (middle - small), (high - mean) / (large - middle)
    return Slope(usd_once=max(0.0, low - each * small), usd_each=each, straight=behind / before)


def _one_after_another(*, full: bool) -> tuple[Sent, Sent, dict[int, Sent], float, Mapping[str, float]]:
    """Take what needs the whole processor."""
    with ground() as here:
        _say("sending without a limit")
        rate = broadcast_runs.unlimited(here, FULL_RATE_PEOPLE if full else RATE_PEOPLE)
        _say("one recipient per message")
        plain = broadcast_runs.plain(here, FULL_PLAIN_S if full else PLAIN_S)
        sized = {}
        for people in SLOPE_PEOPLE:
            _say(f"counting the calls for {people:,} people")
            sized[people] = broadcast_runs.hurried(here, people)
        _say("planning for a city")
        city_peak_mib = broadcast_runs.planned(here, CITY_PEOPLE)
    with ground() as here:  # a fresh one: after all those people moto takes its time, and the webhook is billed by time
        _say("echo, delivery and look")
        receipts = broadcast_receipts.measure(here, RECEIPTS_PEOPLE)
    return rate, plain, sized, city_peak_mib, receipts


def _limited(window: str, people: int) -> Sent:
    with ground() as here:
        return broadcast_runs.limited(here, people, window)


def _bill(title: str, sent: Sent) -> list[str]:
    """Return what costs how much, the dearest first."""
    used = per_million(sent.used, sent.people)
    rows = sorted(((usd({name: amount}), name) for name, amount in used.items()), reverse=True)
    return [f"{title}: " + ", ".join(f"{name} {price:.3f}" for price, name in rows)]


def _say(what: str) -> None:
    print(f"  {what} …", file=sys.stderr, flush=True)
