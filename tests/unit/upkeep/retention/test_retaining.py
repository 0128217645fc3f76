"""What goes at night, what stays, and what happens when the night is cut short."""

from datetime import timedelta

import pytest

from dutydesk.audit.chain import RETAIN
from dutydesk.clock import iso
from dutydesk.errors import KeyDestroyed
from dutydesk.evidence import file_id
from dutydesk.retention import Retention
from dutydesk.stores.cases import Status
from dutydesk.stores.transactions import transact
from functions.upkeep.retention.retaining import SWEPT_AFTER
from tests.fakes.clock import NOON
from tests.unit.upkeep.retention.archive import DAY, LIKENESS, LINK, SECRET, SHA256, Archive, Changes, Killed


def hold(archive: Archive, case_id: str) -> None:
    transact(archive.client, [archive.holds.put(case_id, by="chi-huy", at=NOON, reason="vì")])


def killed(archive: Archive, strike: int, *, before: bool) -> None:
    """Have a night end before or after this change; the next one leaves nothing."""
    case = archive.case()
    archive.draw(case)
    with pytest.raises(Killed):
        archive.night(changes=Changes(strike=strike, before=before))
    assert archive.night()["failed"] == 0
    assert archive.header(case).summary == ""
    deeds = [one["action"] for one in archive.everything("audit") if case.case_id in one["target"]]
    assert deeds == ["case.erase"]
    assert archive.objects() == []
    assert archive.everything("likenesses") == []
    assert SECRET not in str(archive.everything("cases"))


class TestWhatGoes:
    """A case whose time is over."""

    def test_nothing_that_anybody_wrote_or_sent_is_left(self, archive: Archive) -> None:
        case = archive.case()
        archive.draw(case)
        assert archive.night()["erased"] == 1
        archive.clock.now += SWEPT_AFTER
        archive.night()
        left = str(archive.everything("cases") + archive.everything("likenesses") + archive.everything("audit"))
        assert not [one for one in (SECRET, LINK, SHA256, LIKENESS, "FACTS#") if one in left]
        assert archive.objects() == []
        assert archive.everything("likenesses") == []

    def test_its_originals_can_never_be_read_again(self, archive: Archive) -> None:
        case = archive.case()
        archive.night()
        with pytest.raises(KeyDestroyed):
            archive.keys.ready(case.case_id)

    def test_receipt_figures_history_and_custody_stay(self, archive: Archive) -> None:
        case = archive.case()
        archive.night()
        after, items = archive.header(case), archive.partition(case)
        assert (after.receipt, after.category, after.life.outcome) == (case.receipt, case.category, "verified")
        assert (after.status, after.opened_at, after.life.erased_at) == (Status.CLOSED, case.opened_at, NOON)
        (change,) = [one for sk, one in items.items() if sk.startswith("HIST#")]
        assert (change["officer"], change["was"], change["now"], change["reason"]) == ("an", "new", "closed", "")
        name = file_id("event-1", 0)
        assert (items[f"FILE#{name}"]["state"], items[f"FILE#{name}"]["media_type"]) == ("erased", "image/jpeg")
        assert f"CUSTODY#{name}#{iso(NOON)}#erased" in items
        assert "OFFICE#TWIN#other" in items

    def test_the_audit_names_who_did_it(self, archive: Archive) -> None:
        case = archive.case()
        archive.night()
        (entry,) = archive.everything("audit")
        told = (entry["officer"], entry["action"], entry["target"], entry["outcome"])
        assert told == (RETAIN, "case.erase", f"case {case.case_id}", "allowed")

    def test_copies_made_meanwhile_are_deleted_on_a_later_night(self, archive: Archive) -> None:
        case = archive.case()
        archive.night()
        archive.draw(case)
        archive.clock.advance(minutes=5)
        assert archive.night()["done"] == 1
        archive.clock.now += SWEPT_AFTER
        assert archive.night()["swept"] == 1
        assert archive.objects() == []
        assert archive.night() == {}


class TestWhatStays:
    """A case that is not over."""

    @pytest.mark.parametrize(
        ("days", "outcome", "goes"),
        [
            pytest.param(729, "verified", False, id="within its category's time"),
            pytest.param(731, "verified", True, id="beyond it"),
            pytest.param(366, "unfounded", True, id="an outcome of the category that is kept for less"),
            pytest.param(4_000, "prosecuted", False, id="an outcome that is kept for longer, of any category"),
        ],
    )
    def test_the_time_is_that_of_category_and_outcome(
        self, archive: Archive, days: int, outcome: str, *, goes: bool
    ) -> None:
        case = archive.case(closed=NOON - days * DAY, outcome=outcome)
        archive.night()
        assert (archive.header(case).life.erased_at is not None) is goes

    def test_a_stack_may_say_otherwise(self, archive: Archive) -> None:
        case = archive.case(closed=NOON - 40 * DAY)
        archive.night(terms=Retention({"*": 30}))
        assert archive.header(case).life.erased_at == NOON

    def test_a_case_that_is_open_stays_however_old(self, archive: Archive) -> None:
        case = archive.case(closed=None, opened_at=NOON - 4_000 * DAY)
        assert archive.night() == {}
        assert archive.header(case).summary == SECRET

    def test_whatever_comes_to_a_closed_case_starts_its_time_anew(self, archive: Archive) -> None:
        case = archive.case(closed=NOON - 800 * DAY, heard=NOON - 700 * DAY)
        assert archive.night() == {}
        archive.clock.now += 31 * DAY
        assert archive.night()["erased"] == 1
        assert archive.header(case).summary == ""

    def test_a_held_case_stays_until_it_is_released(self, archive: Archive) -> None:
        case = archive.case()
        hold(archive, case.case_id)
        assert archive.night() == {"held": 1}
        assert archive.keys.ready(case.case_id)
        transact(archive.client, [archive.holds.release(case.case_id)])
        assert archive.night()["erased"] == 1

    def test_a_hold_that_comes_at_the_last_moment_counts(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case, worker = archive.case(), archive.worker()
        hold(archive, case.case_id)
        monkeypatch.setattr(type(worker._holds), "get", lambda _self, _case_id: None)
        assert worker.night(lambda: True) == {"changed": 1}
        assert archive.header(case).life.erased_at is None
        assert archive.keys.ready(case.case_id)


class TestOrders:
    """What a supervisor had erased."""

    def test_it_goes_whatever_its_time(self, archive: Archive) -> None:
        case = archive.case(closed=NOON - DAY)
        archive.order(case)
        assert archive.night()["erased"] == 1
        assert SECRET not in str(archive.everything("cases"))

    def test_it_waits_while_the_case_is_held(self, archive: Archive) -> None:
        case = archive.case(closed=NOON - DAY)
        archive.order(case)
        hold(archive, case.case_id)
        assert archive.night() == {"held": 1}
        assert archive.header(case).summary == SECRET

    def test_it_is_forgotten_once_the_case_was_brought_back_and_closed_again(self, archive: Archive) -> None:
        case = archive.case(closed=NOON - DAY)
        archive.order(case)
        archive.client.update_item(
            TableName=archive.cases_table,
            Key={"pk": {"S": f"CASE#{case.case_id}"}, "sk": {"S": "#"}},
            UpdateExpression="SET closed_at = :later",
            ExpressionAttributeValues={":later": {"S": iso(NOON + DAY)}},
        )
        archive.clock.now += 2 * DAY
        assert archive.night() == {"dropped": 1}
        assert archive.night() == {}
        assert archive.header(case).summary == SECRET


class TestFaults:
    """The night is cut short, or something is in the way."""

    @pytest.mark.parametrize("strike", [0, 2, 5])
    def test_killed_it_comes_to_the_same_end(self, archive: Archive, strike: int) -> None:
        killed(archive, strike, before=False)

    @pytest.mark.long
    @pytest.mark.parametrize("before", [True, False], ids=["before a change", "after a change"])
    def test_killed_anywhere_it_comes_to_the_same_end(self, archive: Archive, *, before: bool) -> None:
        changes = Changes()
        archive.case()
        archive.night(changes=changes)
        assert changes.made > 8
        for strike in range(changes.made):
            killed(archive, strike, before=before)

    def test_one_case_that_cannot_go_keeps_no_other(self, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
        first, second = sorted((archive.case(), archive.case()), key=lambda one: one.case_id)
        worker = archive.worker()
        real = type(worker.content).take_files

        def refuse(self: object, case: object, erasure: object) -> None:
            if getattr(case, "case_id", "") == first.case_id:
                raise OSError
            real(self, case, erasure)  # type: ignore[arg-type]  # as it was called

        monkeypatch.setattr(type(worker.content), "take_files", refuse)
        counts = worker.night(lambda: True)
        assert (counts["failed"], counts["erased"]) == (1, 1)
        assert archive.header(second).summary == ""
        monkeypatch.undo()
        assert archive.night()["erased"] == 1
        assert archive.header(first).summary == ""

    def test_a_night_without_time_goes_on_the_next(self, archive: Archive) -> None:
        for _ in range(3):
            archive.case()
        left = iter([True, True])
        counts = archive.worker().night(lambda: next(left, False))
        assert (counts["begun"], counts["left"], counts["erased"]) == (2, 1, 0)
        assert archive.night()["erased"] == 3

    def test_what_comes_while_it_goes_stays_and_makes_it_a_case_again(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case, worker = archive.case(), archive.worker()
        real = type(worker.content).take_files

        def late(self: object, one: object, erasure: object) -> None:
            archive.put_words(case, "them mot tin", at=NOON)
            real(self, one, erasure)  # type: ignore[arg-type]  # as it was called

        monkeypatch.setattr(type(worker.content), "take_files", late)
        worker.night(lambda: True)
        said = [one["text"] for sk, one in archive.partition(case).items() if sk.startswith("MSG#")]
        assert said == ["them mot tin"]
        assert archive.header(case).life.erased_at is None
        archive.clock.advance(hours=2)
        archive.night()
        archive.clock.now += timedelta(days=731)
        monkeypatch.undo()
        assert archive.night()["erased"] == 1
        assert archive.header(case).summary == ""
