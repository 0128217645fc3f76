"""What the officers' desk is billed and timed for, by the bench's own scales."""

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bench import __main__ as command
from bench import officers, officers_console, officers_reads, officers_units
from bench.officers_console import Seen, packed
from bench.officers_units import ASKERS, DISTRICT, SEARCHES, USUAL, Bill, Desk, Read
from tests.unit.bench.lookup_in_process import ground_in_process

KEPT = {
    "script_kib_gz": 17.0,
    "inbox_first_view_ms": 400.0,
    "list_read_units": 6.5,
    "search_read_units": 17.5,
    "case_read_p95_ms": 30.0,
    "empty_p95_ms": 10.0,
}


@pytest.fixture(name="bill", scope="module")
def _bill() -> Iterator[Bill]:
    with ground_in_process() as ground:
        officers_units.fill(ground, cases=60)
        yield officers_units.measure(Desk.on(ground), searches=SEARCHES[:2], pages=1)


def test_pages_of_the_list_and_of_every_search_are_read_by_officers_of_few_and_of_many_units(bill: Bill) -> None:
    assert {(one.what, one.words, one.units) for one in bill.reads} == {
        (what, words, units)
        for units in ASKERS
        for what, words in (("list", ""), *(("search", words) for words in SEARCHES[:2]))
    }
    first = next(one for one in bill.reads if (one.what, one.units) == ("list", DISTRICT))
    assert first.shown == 50
    assert all(one.shown <= 20 for one in bill.reads if one.what == "search")
    assert any(one.shown for one in bill.reads if one.what == "search")


def test_every_read_is_counted_and_keeps_to_the_budget_for_who_has_few_units(bill: Bill) -> None:
    assert 1.5 < bill.dearest("list", *USUAL) <= officers.BUDGETS["list_read_units"]
    assert 5 < bill.dearest("search", *USUAL) <= officers.BUDGETS["search_read_units"]
    who_asks = 1.0
    assert bill.dearest("list", DISTRICT) > DISTRICT / 2 + who_asks, "each unit is looked at"


def test_the_bill_has_a_line_for_each_kind_and_number_of_units(bill: Bill) -> None:
    head, *rows = bill.rows()
    assert len(rows) == 2 * len(ASKERS)
    assert {len(row) for row in rows} == {len(head)}


def test_the_dearest_page_is_the_price_of_who_reads_it() -> None:
    reads = [
        Read(what=what, words="", units=units, read_units=spent, shown=1)
        for what, units, spent in (("list", 1, 2.0), ("list", 3, 5.0), ("list", 18, 12.0), ("search", 1, 7.0))
    ]
    assert (Bill(reads=reads).dearest("list", 1, 3), Bill(reads=reads).dearest("list", 18)) == (5.0, 12.0)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("script_kib_gz", 60_001 / 1024),
        ("inbox_first_view_ms", 1001.0),
        ("list_read_units", 10.5),
        ("search_read_units", 20.5),
        ("case_read_p95_ms", 30.1),
    ],
)
def test_each_budget_is_told_as_kept_or_not(name: str, above: float) -> None:
    assert len(officers.budgets(KEPT)) == 5
    assert not [line for line in officers.budgets(KEPT) if "NOT KEPT" in line]
    assert [line.split(":")[0] for line in officers.budgets(KEPT | {name: above}) if "NOT KEPT" in line] == [name]


def test_files_are_weighed_as_small_as_they_can_be_sent() -> None:
    content = b"export const words = {};\n" * 400
    assert packed(content) == len(gzip.compress(content, compresslevel=9, mtime=0)) < len(content) / 20
    seen = Seen(files={"app.js": 1024, "style.css": 512}, first_view_ms=[1.0])
    assert seen.script_kib_gz == 1.5
    assert [row.split()[-1] for row in seen.rows()[1:]] == ["app.js", "style.css"]


@contextmanager
def no_stack() -> Iterator[None]:
    """A stack that nobody needs."""
    yield


def replaced(monkeypatch: pytest.MonkeyPatch, reads: list[Read]) -> None:
    """Stand in for everything that takes long."""
    samples = {"case": [20.0, 30.0], "empty": [10.0, 15.0]}
    seen = Seen(files={"a.js": 2048}, first_view_ms=[300.0, 500.0])
    monkeypatch.setattr(officers_units, "measured", lambda: Bill(reads=reads))
    monkeypatch.setattr(officers_reads, "measure", lambda _stack, **_: samples)
    monkeypatch.setattr(officers_console, "measure", lambda _stack, **_: seen)
    monkeypatch.setattr("bench.__main__.running", no_stack)


def page(what: str, units: int, read_units: float) -> Read:
    return Read(what=what, words="", units=units, read_units=read_units, shown=1)


def test_the_command_gives_the_figures_that_were_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reads = [page("list", 1, 2.5), page("list", 3, 2.0), page("search", 3, 9.0)]
    replaced(monkeypatch, [*reads, page("list", DISTRICT, 12.5), page("search", DISTRICT, 20.0)])
    monkeypatch.setattr(sys, "argv", ["bench", "officers", "--json"])
    assert command.main() == 0
    assert json.loads(capsys.readouterr().out) == {
        "script_kib_gz": 2.0,
        "inbox_first_view_ms": 300.0,
        "list_read_units": 2.5,
        "search_read_units": 9.0,
        "case_read_p95_ms": 30.0,
        "empty_p95_ms": 15.0,
        "list_read_units_district": 12.5,
        "search_read_units_district": 20.0,
    }


def test_otherwise_the_command_prints_each_budget_beside_its_figure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(monkeypatch, [page(what, units, 4.0) for what in ("list", "search") for units in ASKERS])
    monkeypatch.setattr(sys, "argv", ["bench", "officers"])
    assert command.main() == 0
    out = capsys.readouterr().out
    assert "list_read_units: 4.00 of 10.00 kept" in out
    assert "case_read_p95_ms: 30.00 of 45.00 kept" in out
