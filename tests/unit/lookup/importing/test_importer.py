"""A file becomes what citizens are answered from: all of it at once, or nothing."""

import json
from datetime import timedelta

from dutydesk.stores.card_imports import ImportState
from functions.lookup.importing.ports import Outcome
from tests.unit.lookup.importing.counter import BORN, INDEX, UNIT, Counter, Told, invented, receipt, row, sheet


def test_a_good_file_is_shown_under_both_numbers(counter: Counter) -> None:
    assert counter.bring("i1", row(1, status="ready"), row(2)) is Outcome.SHOWN
    slot = counter.seen(invented(1))
    assert slot is not None
    assert (slot.status, slot.office, slot.day, slot.unit, slot.v) == ("ready", "q1", "2026-03-01", UNIT, 1)
    assert slot.birth == INDEX.birth_digest(INDEX.digest(invented(1)), BORN)
    assert counter.shown([1, 2, 3]) == ["ready", "processing", "-"]


def test_officers_see_its_figures_and_the_file_is_gone(counter: Counter) -> None:
    counter.bring("i1", row(1), row(2))
    done = counter.record("i1")
    assert (done.state, done.rows, done.added, done.changed, done.unchanged) == (ImportState.SHOWN, 2, 2, 0, 0)
    assert done.finished_at
    assert (counter.objects(), counter.due(), counter.turns.now()) == ([], {}, None)


def test_the_same_file_again_changes_nothing(counter: Counter) -> None:
    rows = [row(1, status="ready"), row(2), row(3, status="handed_over")]
    counter.bring("i1", *rows)
    before = counter.state()
    counter.clock.advance(days=1)
    assert counter.bring("i2", *rows) is Outcome.SHOWN
    again = counter.record("i2")
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    assert counter.state() == before


def test_a_later_file_changes_what_it_names_and_leaves_the_rest(counter: Counter) -> None:
    counter.bring("i1", row(1), row(2), row(3))
    counter.bring("i2", row(1, status="ready"), row(3), row(4))
    counter.bring("i3", row(1, status="handed over"), row(5))
    assert counter.shown([1, 2, 3, 4, 5]) == ["handed_over", "processing", "processing", "processing", "processing"]
    two = counter.record("i2")
    assert (two.added, two.changed, two.unchanged) == (1, 1, 1)


def test_a_corrected_birth_date_is_a_change(counter: Counter) -> None:
    counter.bring("i1", row(1))
    counter.bring("i2", row(1, born="02/02/1990"))
    assert counter.record("i2").changed == 1


def test_a_wrong_row_refuses_all_of_the_file(counter: Counter) -> None:
    counter.bring("i1", row(1))
    before = counter.state()
    bad = row(2).replace("01/02/1990", "30/02/1990")
    assert counter.bring("i2", row(1, status="ready"), bad) is Outcome.REFUSED
    refused = counter.record("i2")
    assert (refused.state, refused.rows, refused.faults) == (ImportState.REFUSED, 2, 1)
    assert [one[:2] for one in counter.faults("i2")] == [(3, "birth_date")]
    assert (counter.state(), counter.live()) == (before, 1)
    assert counter.objects() == ["reports/i2.csv"]
    assert counter.turns.now() is None


def test_neither_a_number_nor_a_birth_date_is_kept_anywhere(counter: Counter) -> None:
    counter.bring("i1", row(1, status="ready"))
    counter.bring("i2", row(1), row(2), row(2), row(3).replace("processing", "0010990000999"))
    kept = json.dumps([counter.items(name) for name in counter.tables]) + counter.report("i2")
    for secret in ("001099", "QM2603", "QM-2603", "1990"):
        assert secret not in kept, secret


def test_the_report_names_every_fault_and_officers_see_the_first_of_them(counter: Counter) -> None:
    bad = [row(number).replace("processing", "?") for number in range(300)]
    counter.bring("i1", *bad)
    assert len(counter.faults("i1")) == 200
    assert counter.record("i1").faults == 300
    lines = counter.report("i1").splitlines()
    assert (lines[0], lines[1].split(",")[:2], len(lines)) == ('"line","column","message"', ['"2"', '"status"'], 301)


def test_a_card_is_forgotten_thirty_days_after_it_was_handed_over(counter: Counter) -> None:
    counter.bring("i1", row(1, status="ready"))
    counter.bring("i2", row(1, status="handed_over", day="02/03/2026"))
    now = counter.clock()
    assert counter.seen(invented(1), now=now + timedelta(days=29))
    assert counter.seen(invented(1), now=now + timedelta(days=32)) is None
    cards = [one for one in counter.items("idcards") if one["pk"].startswith("CARD#")]
    assert all(one["expires_at"] < (now + timedelta(days=32)).timestamp() for one in cards)


def test_a_card_that_was_handed_over_long_ago_is_not_taken_up(counter: Counter) -> None:
    old = row(1, status="handed_over", day="01/01/2026")
    counter.bring("i1", old)
    counter.bring("i2", old)
    assert [counter.record(one).unchanged for one in ("i1", "i2")] == [1, 1]
    assert not [one for one in counter.items("idcards") if one["pk"].startswith("CARD#")]


def test_an_unfinished_card_that_files_still_name_is_never_forgotten(counter: Counter) -> None:
    counter.bring("i1", row(1))
    counter.clock.advance(days=3 * 365 - 10)
    counter.bring("i2", row(1))
    assert counter.record("i2").unchanged == 1
    counter.clock.advance(days=20)
    assert counter.shown([1]) == ["processing"]


def test_those_who_wait_are_told_after_it_is_shown_and_not_after_a_refusal(counter: Counter) -> None:
    counter.bring("i1", "x")
    assert counter.told.asked == []
    counter.told = Told(pages=3)
    counter.bring("i2", row(1))
    assert counter.told.asked == ["", "1", "2"]


def test_an_import_that_nobody_asked_for_is_left_alone(counter: Counter) -> None:
    assert counter.deliver("unknown") is Outcome.UNKNOWN
    assert counter.items("idcards") == []


def test_a_second_delivery_does_nothing_and_clears_up(counter: Counter) -> None:
    counter.bring("i1", row(1))
    counter.upload("late", sheet(row(1)))
    before = counter.items("idcards")
    counter.s3.put_object(Bucket="dutydesk-test-cards", Key=f"uploads/{UNIT}/i1.csv", Body=sheet(row(9)))
    assert counter.deliver("i1") is Outcome.NOTHING
    assert counter.items("idcards") == before
    assert counter.objects() == [f"uploads/{UNIT}/late.csv"]


def test_many_rows_in_several_lanes_are_all_written(counter: Counter) -> None:
    counter.lanes = 3
    rows = [row(number) for number in range(420)]
    assert counter.bring("i1", *rows) is Outcome.SHOWN
    assert counter.record("i1").added == 420
    assert set(counter.shown(range(420))) == {"processing"}


def test_a_row_with_one_number_alone_is_enough(counter: Counter) -> None:
    counter.bring("i1", f"{invented(1)},,1990-02-01,ready,q1,", f",{receipt(2)},1/2/1990,Đã in,,")
    assert counter.seen(invented(1))
    assert counter.seen(receipt(2))
    assert counter.record("i1").added == 2
