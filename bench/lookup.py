"""What cards and queue numbers take: exact to the number, to the unit and to the moment, and how fast a list comes in.

All but the replies is measured on emulators of our own (``bench.lookup_ground``), by the desks' real code; the replies
on the whole stack. ``docs/cost.md`` says in words what the figures mean.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench import lookup_replies, lookup_tickets, lookup_timing, lookup_units
from bench.figures import Report, percentile
from bench.lookup_desk import Fate, Room
from bench.lookup_ground import ground
from bench.lookup_imports import Counter, Imported
from bench.lookup_tickets import Rush
from bench.lookup_timing import Timing
from bench.lookup_units import Bill
from bench.stack import Stack

TAKERS, PLACES = 10_000, 200
ASKERS = 2_500
"""Each tries four times, once for each fate."""
ROWS, FEW_ROWS, WEIGHED_ROWS = 100_000, 10_000, 2_000
NAIVE_ROWS, FULL_NAIVE_ROWS = 5_000, 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """Files that were imported: one to be weighed, a smaller and a large one, that again, and naively."""

    weighed: Imported
    few: Imported
    many: Imported
    again: Imported
    naive: Imported


def measure(stack: Callable[[], Stack], *, full: bool = False) -> Report:
    """Take everything in one run; the stack is asked for last, since it takes the processor.

    Raises:
        NotAsIntended: a try was told something else than it was to be.
        NotShown: an import did not end.
    """
    _say("100,000 rows")
    imports = _imported(full=full)
    _say("10,000 tries")
    bill, timing = _asked()
    _say("10,000 takes over 200 places")
    with ground() as here:
        rush = lookup_tickets.measure(here, takers=TAKERS, places=PLACES)
    _say("replies on the stack")
    replies = lookup_replies.measure(stack(), full=full)
    return Report(
        name="lookup",
        what="cards and queue numbers; reply: POST to the answer in the citizen's inbox, less the fixed delay",
        unit="ms",
        samples=replies | {f"answer_{fate}": timing.answered_ms(fate) for fate in Fate},
        figures=_of_tickets(rush) | _of_units(bill) | _of_replies(replies) | _of_imports(imports) | _of_timing(timing),
        notes=[*bill.rows(), *_timed(timing)],
    )


def _imported(*, full: bool) -> Imports:
    with ground() as here:
        counter = Counter.on(here)
        return Imports(
            weighed=counter.imported(WEIGHED_ROWS, first=900_001, weigh=True),
            few=counter.imported(FEW_ROWS, first=800_001),
            many=counter.imported(ROWS),
            again=counter.imported(ROWS),
            naive=counter.naively(ROWS, first=500_001, most=FULL_NAIVE_ROWS if full else NAIVE_ROWS),
        )


def _asked() -> tuple[Bill, Timing]:
    with ground() as here:
        room = Room.on(here)
        askers = room.invite(ASKERS + 1)
        fates = len(Fate)
        return lookup_units.measure(room, askers[:fates]), lookup_timing.measure(room, askers[fates:])


def _of_tickets(rush: Rush) -> dict[str, float]:
    return {
        "tickets_issued": rush.issued,
        "ticket_duplicates": rush.duplicates,
        "ticket_gaps": rush.gaps,
        "tickets_above_capacity": rush.above,
        "tickets_told_wrongly": rush.false,
        "takes_redelivered": rush.redelivered,
        "takes_per_s": rush.takers / rush.took_s,
    }


def _of_units(bill: Bill) -> dict[str, float]:
    return {
        "lookup_read_units": bill.read_units,
        "lookup_write_units": bill.write_units,
        "lookup_outcomes_that_differ": bill.different,
    }


def _of_replies(samples: Mapping[str, list[float]]) -> dict[str, float]:
    reply, chain = (percentile(samples[name], 95) for name in ("reply", "chain"))
    return {"reply_p95_ms": reply, "chain_p95_ms": chain, "reply_to_chain_p95": reply / chain}


def _of_imports(imports: Imports) -> dict[str, float]:
    many, again, weighed = imports.many, imports.again, imports.weighed
    return {
        "import_rows_per_s": many.per_s,
        "naive_rows_per_s": imports.naive.per_s,
        "import_peak_mib": many.peak_mib,
        "import_peak_mib_10k": imports.few.peak_mib,
        "naive_peak_mib": imports.naive.peak_mib,
        "import_write_units_per_row": weighed.write_units / weighed.rows,
        "import_read_units_per_row": weighed.read_units / weighed.rows,
        "reimport_rows_per_s": again.per_s,
        "reimport_added": again.added,
        "reimport_changed": again.changed,
    }


def _of_timing(timing: Timing) -> dict[str, float]:
    areas = timing.pairs().values()
    return {
        "timing_auc": timing.hit_against_rest(),
        "timing_auc_pairs_min": min(areas),
        "timing_auc_pairs_max": max(areas),
        "timing_auc_without_delay": timing.hit_against_rest(of="worked_ms"),
        "timing_tries": len(timing.tries),
        "timing_late": timing.late,
    }


def _timed(timing: Timing) -> list[str]:
    pairs = [f"{Fate.HIT} against all others: {timing.hit_against_rest():.3f}"]
    pairs += [f"{one} against {other}: {area:.3f}" for (one, other), area in timing.pairs().items()]
    clock = (
        f"a monotonic clock of this process, from the message to the queue; a fixed delay of {timing.delay_ms:.0f} ms"
    )
    return ["", f"answer: {clock}, shortened by a faster clock", "timing_auc: " + ", ".join(pairs)]


def _say(what: str) -> None:
    print(f"  {what} …", file=sys.stderr, flush=True)
