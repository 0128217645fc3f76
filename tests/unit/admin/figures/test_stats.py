"""What was counted, and who is told how much of it."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.stores.case_life import Outcome
from dutydesk.stores.cases import Case, Status
from dutydesk.stores.figure_sums import SMALL, summed, without_small
from dutydesk.stores.figures import DESK, Cell, counted, opened
from functions.admin.access import Asker
from tests.fakes.clock import NOON
from tests.unit.admin.desk import NEW, Answer, TestDesk

UNIT, OTHER_UNIT = "quan-mau", "phuong-mau-1"
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


def count(desk: TestDesk, *, unit: str = UNIT, at: datetime = NOON, seed: str = "e", **counts: int) -> None:
    """Count something."""
    part: Any = counted(desk.tables["figures"], unit=unit, at=at, seed=seed, category=DESK, heard_on="", **counts)
    desk.client.transact_write_items(TransactItems=[part])


def new_case(desk: TestDesk, **changes: Any) -> Case:
    """Put a case, counted as intake counts it."""
    case = desk.case(status=NEW, opened_at=NOON, **changes)
    part: Any = opened(desk.tables["figures"], case)
    desk.client.transact_write_items(TransactItems=[part])
    return case


def stats(desk: TestDesk, **query: str) -> Answer:
    """Ask for the statistics of March."""
    return desk.call("GET", "/admin/statistics", query=MARCH | query)


def decide(desk: TestDesk, case: Case, to: str, *, outcome: str = "") -> None:
    """Decide."""
    asker = Asker(officer=desk.officer(), source_ip="192.0.2.7")
    how = Outcome(outcome) if outcome else None
    desk.casework.decide(asker, case.case_id, to=Status(to), reason="vì", outcome=how)


def test_the_funnel_counts_each_step_of_a_case_once_and_how_long_it_took(desk: TestDesk) -> None:
    desk.officer()
    case = new_case(desk)
    desk.clock.advance(seconds=60)
    decide(desk, case, "in_progress")
    desk.clock.advance(seconds=60)
    for _ in range(2):
        desk.call("POST", f"/admin/cases/{case.case_id}/replies", {"text": "Đã nhận"})
    decide(desk, case, "closed", outcome="verified")
    total = stats(desk).body["total"]
    assert (total["tips"], total["opened"], total["acknowledged"], total["answered"]) == (1, 1, 1, 1)
    assert (total["closed"], total["of_value"], total["outcomes"]) == (1, 1, {"verified": 1})
    assert (total["acknowledged_after_s"], total["answered_after_s"]) == (60, 120)


def test_a_first_reply_is_all_of_taking_and_answering(desk: TestDesk) -> None:
    desk.officer()
    case = new_case(desk)
    desk.clock.advance(seconds=30)
    desk.call("POST", f"/admin/cases/{case.case_id}/replies", {"text": "Đã nhận"})
    total = stats(desk).body["total"]
    assert (total["acknowledged"], total["answered"], total["answered_after_s"]) == (1, 1, 30)


def test_a_case_closed_again_counts_once_by_its_last_outcome(desk: TestDesk) -> None:
    desk.officer()
    case = new_case(desk)
    decide(desk, case, "closed", outcome="unfounded")
    decide(desk, case, "in_progress")
    decide(desk, case, "closed", outcome="fined")
    decide(desk, case, "in_progress")
    decide(desk, case, "closed", outcome="fined")
    total = stats(desk).body["total"]
    assert (total["closed"], total["of_value"], total["outcomes"]) == (1, 1, {"fined": 1})


def test_a_step_counts_for_the_day_on_which_the_case_was_opened(desk: TestDesk) -> None:
    desk.officer()
    case = new_case(desk)
    desk.clock.advance(days=40)
    decide(desk, case, "closed", outcome="verified")
    assert stats(desk).body["total"]["closed"] == 1
    assert stats(desk, **{"from": "2026-04-01", "to": "2026-04-30"}).body["total"]["closed"] == 0


def test_a_day_is_vietnams(desk: TestDesk) -> None:
    desk.officer()
    count(desk, at=datetime(2026, 3, 1, 16, 59, tzinfo=UTC), messages=1)
    count(desk, at=datetime(2026, 3, 1, 17, 0, tzinfo=UTC), messages=2)
    lines = stats(desk, by="day").body["lines"]
    assert [(line["name"], line["messages"]) for line in lines] == [("2026-03-01", 1), ("2026-03-02", 2)]


def test_shards_are_added_up_and_days_at_both_ends_are_in(desk: TestDesk) -> None:
    desk.officer()
    for seed in range(20):
        count(desk, seed=f"event {seed}", messages=1, questions=1, answers_sure=seed % 2)
    count(desk, at=datetime(2026, 2, 28, 16, 59, tzinfo=UTC), messages=100)
    count(desk, at=datetime(2026, 2, 28, 17, 0, tzinfo=UTC), messages=1)
    count(desk, at=datetime(2026, 3, 31, 16, 59, tzinfo=UTC), messages=1)
    count(desk, at=datetime(2026, 3, 31, 17, 0, tzinfo=UTC), messages=100)
    total = stats(desk).body["total"]
    assert (total["messages"], total["questions"], total["answers_sure"]) == (22, 20, 10)
    assert len({item["sk"] for item in desk.items("figures")}) > 4, "shards keep transactions apart"


def test_lines_are_by_unit_category_or_day(desk: TestDesk) -> None:
    desk.officer(units=(UNIT, OTHER_UNIT))
    new_case(desk)
    new_case(desk, category="question")
    count(desk, messages=3)
    by_unit = stats(desk).body["lines"]
    assert [(line["name"], line["opened"], line["tips"]) for line in by_unit] == [(OTHER_UNIT, 0, 0), (UNIT, 2, 1)]
    by_category = stats(desk, by="category").body["lines"]
    assert [(line["name"], line["opened"], line["messages"]) for line in by_category] == [
        ("desk", 0, 3),
        ("question", 1, 0),
        ("tip", 1, 0),
    ]


def test_followers_are_those_of_the_last_day_that_was_counted(desk: TestDesk) -> None:
    desk.officer()
    desk.figures.follow(UNIT, "zalo-1", 10, at=NOON)
    for page, number in (("zalo-1", 12), ("zalo-2", 30)):
        desk.figures.follow(UNIT, page, number, at=NOON + timedelta(days=1))
        desk.figures.follow(UNIT, page, number, at=NOON + timedelta(days=1))
    assert stats(desk).body["total"]["followers"] == 42
    assert [line["followers"] for line in stats(desk, by="day").body["lines"]] == [10, 42]


def test_another_units_small_numbers_are_not_told(desk: TestDesk) -> None:
    desk.officer(units=(UNIT,))
    count(desk, unit=OTHER_UNIT, messages=SMALL, questions=SMALL - 1, answers_sure=0)
    answer = stats(desk, unit=OTHER_UNIT).body
    assert answer["others"]
    assert (answer["total"]["messages"], answer["total"]["questions"], answer["total"]["answers_sure"]) == (
        5,
        None,
        None,
    )
    desk.officer(units=(OTHER_UNIT,))
    total = stats(desk).body["total"]
    assert (total["questions"], total["answers_sure"]) == (4, 0)


def test_two_questions_do_not_give_a_small_number_away(desk: TestDesk) -> None:
    desk.officer(units=(UNIT,))
    count(desk, unit=OTHER_UNIT, messages=50)
    count(desk, unit=OTHER_UNIT, at=NOON + timedelta(days=31), messages=3)
    longer = {"from": "2026-03-01", "to": "2026-04-30"}
    assert stats(desk, unit=OTHER_UNIT).body["total"]["messages"] == 50
    assert stats(desk, unit=OTHER_UNIT, **longer).body["total"]["messages"] == 50
    count(desk, messages=7)
    assert stats(desk, unit=f"{UNIT},{OTHER_UNIT}", **longer).body["total"]["messages"] == 57


def test_a_unit_that_is_not_there_is_told_like_one_where_little_happened(desk: TestDesk) -> None:
    desk.officer()
    count(desk, unit=OTHER_UNIT, messages=2)
    nowhere, little = stats(desk, unit="khong-co").body, stats(desk, unit=OTHER_UNIT).body
    assert nowhere["total"] == little["total"]
    assert not [number for number in nowhere["total"].values() if number]


@pytest.mark.parametrize(
    "query",
    [
        {"by": "day"},
        {"from": "2026-03-02"},
        {"to": "2026-03-30"},
        {"from": "2026-03-01", "to": "2026-04-29"},
    ],
    ids=["by day", "begins late", "ends early", "ends in a month"],
)
def test_another_units_figures_are_told_by_whole_months_only(desk: TestDesk, query: dict[str, str]) -> None:
    desk.officer()
    assert stats(desk, unit=OTHER_UNIT, **query).status == 400
    assert stats(desk, unit=UNIT, **query).status == 200


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-02-30"},
        {"from": "x"},
        {"to": "2026-02-01"},
        {"to": "2027-06-01"},
        {"by": "person"},
        {"unit": "a b"},
        {"unit": "a#b"},
        {"unit": ",".join(f"u{place}" for place in range(51))},
    ],
    ids=["no such day", "no day", "backwards", "too long", "by what", "blank", "key", "many"],
)
def test_a_query_out_of_bounds_is_refused(desk: TestDesk, query: dict[str, str]) -> None:
    desk.officer()
    assert stats(desk, **query).status == 400


def test_reading_and_exporting_are_accounted_for(desk: TestDesk) -> None:
    desk.officer()
    stats(desk, unit=OTHER_UNIT)
    desk.call("GET", "/admin/statistics/export", query=MARCH)
    assert [(entry.action, entry.target) for entry in desk.chain()] == [
        ("statistics.read", f"statistics of {OTHER_UNIT} 2026-03-01..2026-03-31 by unit"),
        ("statistics.export", "statistics of own units 2026-03-01..2026-03-31 by unit"),
    ]


def test_an_officer_out_of_service_is_refused(desk: TestDesk) -> None:
    desk.officer(active=False)
    assert stats(desk).status == 403


def test_the_export_is_the_same_figures_as_a_table(desk: TestDesk) -> None:
    count(desk, messages=3)
    case = new_case(desk)
    decide(desk, case, "closed", outcome="fined")
    desk.officer(units=(UNIT, OTHER_UNIT))
    answer = desk.call("GET", "/admin/statistics/export", query=MARCH)
    rows = list(csv.DictReader(io.StringIO(answer.body["csv"])))
    assert [(row["unit"], row["messages"], row["closed"], row["outcome_fined"]) for row in rows] == [
        (OTHER_UNIT, "0", "0", "0"),
        (UNIT, "3", "1", "1"),
    ]


cells = st.lists(
    st.builds(
        Cell,
        unit=st.just("u"),
        day=st.dates(date(2026, 1, 1), date(2026, 4, 30)),
        category=st.sampled_from(("tip", "desk")),
        counts=st.dictionaries(
            st.sampled_from(("messages", "opened", "closed", "answered", "answered_s", "as_fined", "as_other")),
            st.integers(0, 9),
        ),
    ),
    max_size=12,
)


@given(cells=cells)
def test_what_is_told_of_another_unit_is_a_sum_of_numbers_that_are_not_small(cells: list[Cell]) -> None:
    shown = without_small(cells)
    for cell in shown:
        assert not [name for name, number in cell.counts.items() if number < SMALL and not name.endswith("_s")]
        assert "answered_s" not in cell.counts or "answered" in cell.counts
    assert summed(shown).outcomes == {}
    for name in ("messages", "opened", "closed"):
        true = sum(cell.counts.get(name, 0) for cell in cells)
        assert (getattr(summed(shown), name) or 0) <= true
