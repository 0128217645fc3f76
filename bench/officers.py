"""What the officers' desk takes: the inbox's first view, what a page of it reads, and how soon a case is there.

Read units are measured on an emulator of our own, by the desk's real code; the rest on the whole stack, with Chromium.
"""

import sys
from collections.abc import Callable

from bench import officers_console, officers_reads, officers_units
from bench.figures import Report, percentile
from bench.officers_console import Seen
from bench.officers_units import DISTRICT, USUAL, Bill
from bench.stack import Stack

type Figures = dict[str, float]

BUDGETS = {
    "script_kib_gz": 60_000 / 1024,
    "inbox_first_view_ms": 1_000,
    "list_read_units": 10,
    "search_read_units": 20,
}
MOST_TIMES_EMPTY = 3


def measure(stack: Callable[[], Stack], *, full: bool = False) -> Report:
    """Take everything in one run; the stack is asked for last, since it takes the processor.

    Raises:
        NoChromium: there is none on this machine.
        NoLine: the inbox showed no case.
    """
    _say("10,000 cases")
    bill = officers_units.measured()
    _say("a case beside the cheapest route, on the stack")
    samples = officers_reads.measure(stack(), full=full)
    _say("the inbox in Chromium")
    seen = officers_console.measure(stack(), full=full)
    figures = _figures(bill, seen, samples)
    return Report(
        name="officers",
        what="the officers' desk; inbox: from the reload, signed in, to the first line; case, empty: GET to its answer",
        unit="ms",
        samples=samples | {"inbox": seen.first_view_ms},
        figures=figures,
        notes=[*budgets(figures), "", *bill.rows(), "", *seen.rows()],
    )


def budgets(figures: Figures) -> list[str]:
    """Return a line for each figure that has a budget, and whether it is kept."""
    most = BUDGETS | {"case_read_p95_ms": MOST_TIMES_EMPTY * figures["empty_p95_ms"]}
    return [
        f"{name}: {figures[name]:.2f} of {budget:.2f} {'kept' if figures[name] <= budget else 'NOT KEPT'}"
        for name, budget in most.items()
    ]


def _figures(bill: Bill, seen: Seen, samples: dict[str, list[float]]) -> Figures:
    return {
        "script_kib_gz": seen.script_kib_gz,
        "inbox_first_view_ms": percentile(seen.first_view_ms, 50),
        "list_read_units": bill.dearest("list", *USUAL),
        "search_read_units": bill.dearest("search", *USUAL),
        "case_read_p95_ms": percentile(samples["case"], 95),
        "empty_p95_ms": percentile(samples["empty"], 95),
        "list_read_units_district": bill.dearest("list", DISTRICT),
        "search_read_units_district": bill.dearest("search", DISTRICT),
    }


def _say(what: str) -> None:
    print(f"  {what} …", file=sys.stderr, flush=True)
