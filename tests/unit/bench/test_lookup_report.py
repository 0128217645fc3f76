"""The figures of ``python -m bench lookup``."""

import contextlib
from collections.abc import Iterator

import pytest

from bench import lookup
from bench.figures import rounded, table
from bench.lookup_desk import Fate
from bench.lookup_imports import Imported
from bench.lookup_tickets import Rush
from bench.lookup_timing import Timed, Timing
from bench.lookup_units import Bill
from bench.lookup_weighing import Weighed

PROMISED = (
    "tickets_issued",
    "ticket_duplicates",
    "lookup_read_units",
    "lookup_write_units",
    "reply_p95_ms",
    "chain_p95_ms",
    "import_rows_per_s",
    "naive_rows_per_s",
    "import_peak_mib",
    "timing_auc",
)
RUSH = Rush(
    places=200, takers=10, issued=200, duplicates=0, gaps=0, above=0, false=0, redelivered=0, took_s=2.0
)  # fmt: skip
READ = Weighed(call="GetItem", item="EVENT", size=0, read_units=0.5)


@pytest.fixture(autouse=True)
def _measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def imported(*, full: bool) -> lookup.Imports:
        many = Imported(rows=100, took_s=1.0, peak_mib=60.0, added=100)
        few = Imported(rows=10, took_s=1.0, peak_mib=55.0, write_units=11.0, read_units=10.0)
        slow = Imported(rows=10, took_s=10.0 if full else 5.0, peak_mib=90.0)
        return lookup.Imports(weighed=few, few=few, many=many, again=many, naive=slow)

    def asked() -> tuple[Bill, Timing]:
        tries = [Timed(fate=fate, answered_ms=200.0, worked_ms=100.0) for fate in Fate]
        return Bill(items={fate: [READ] for fate in Fate}), Timing(tries=tries, delay_ms=200.0)

    @contextlib.contextmanager
    def nowhere() -> Iterator[None]:
        yield None

    monkeypatch.setattr(lookup, "_imported", imported)
    monkeypatch.setattr(lookup, "_asked", asked)
    monkeypatch.setattr(lookup, "ground", nowhere)
    monkeypatch.setattr("bench.lookup_tickets.measure", lambda *_, **__: RUSH)
    monkeypatch.setattr("bench.lookup_replies.measure", lambda *_, **__: {"reply": [40.0, 50.0], "chain": [20.0, 25.0]})


def test_every_promised_figure_is_told() -> None:
    figures = rounded(lookup.measure(lambda: None, full=False))  # type: ignore[arg-type,return-value]  # no stack is used
    assert set(PROMISED) <= set(figures)
    assert figures["reply_to_chain_p95"] == 2.0
    assert figures["import_rows_per_s"] == 100.0
    assert figures["naive_rows_per_s"] == 2.0
    assert figures["timing_auc"] == 0.5


def test_the_table_lists_items_and_says_by_what_clock_and_delay() -> None:
    told = table(lookup.measure(lambda: None, full=True))  # type: ignore[arg-type,return-value]  # as above
    assert "GetItem" in told
    assert "a fixed delay of 200 ms" in told
    assert "hit against all others: 0.500, hit against miss: 0.500" in told
