"""Alerts over both books: who is called, who takes the case, who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dutydesk.errors import Conflict
from dutydesk.messages import AlertKind, AlertMessage
from dutydesk.stores.cases import Case, Status
from dutydesk.stores.officers import OFFICER, Officer
from dutydesk.text import catalogue
from functions.alert.alerts import Did
from functions.alert.store import Change
from tests.fakes.alertbook import SirenDown
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.queues import QueueRefused
from tests.unit.alert.station import (
    CASE,
    DISTRICT,
    WARD,
    Station,
    StationInMemory,
    StationOnDynamo,
    call,
    linking,
    tap,
    urgent,
)

FIVE_MINUTES = timedelta(minutes=5)
ALL = ("w-officer", "w-duty", "d-officer", "d-duty", "o-duty")


class TestCalling:
    def test_the_duty_officer_reads_unit_urgency_and_code_and_never_the_content(self, station: Station) -> None:
        station.link(*ALL)
        (reply,) = station.hear(call())
        assert reply.person_id == "chat-w-duty"
        assert reply.text == catalogue.ALERT.format(urgency="KHẨN", unit="Công an Phường Mẫu 1", code="ABC-DEF-GH2")
        assert reply.buttons == (catalogue.acknowledge_button(CASE),)

    def test_unanswered_the_call_goes_to_the_next_officer_every_five_minutes(self, station: Station) -> None:
        station.link(*ALL)
        called, place = [], 0
        for _ in range(3):
            called += [reply.person_id for reply in station.hear(call(place))]
            due = station.due()
            assert due is not None
            assert due[1] == station.clock() + FIVE_MINUTES
            place, station.clock.now = due
        assert called == ["chat-w-duty", "chat-w-officer", "chat-d-duty"]
        assert station.alerts.handle(call(place, kind=AlertKind.ESCALATE)) is Did.MAILED
        assert station.due() is None

    def test_officers_without_a_chat_or_out_of_service_are_passed_over(self, station: Station) -> None:
        station.link("w-officer", "d-duty")
        station.serve(Officer(username="w-officer", display="", roles=(OFFICER,), units=(WARD,), active=False), order=0)
        (reply,) = station.hear(call())
        assert reply.person_id == "chat-d-duty"

    def test_somebody_who_links_between_two_calls_shifts_nobody(self, station: Station) -> None:
        station.link("w-officer", "d-duty")
        station.hear(call())
        station.link("w-duty")
        due = station.due()
        assert due is not None
        (reply,) = station.hear(call(due[0], kind=AlertKind.ESCALATE))
        assert reply.person_id == "chat-d-duty"

    def test_nobody_to_call_sounds_the_siren_once_without_content(self, station: Station) -> None:
        assert station.alerts.handle(call()) is Did.MAILED
        assert station.alerts.handle(call()) is Did.REPEATED
        (text,) = station.siren.texts
        assert "ABC-DEF-GH2" in text
        assert "cháy" not in text

    def test_a_siren_that_fails_is_sounded_again_on_redelivery(self, station: Station) -> None:
        station.siren.fail_next = 1
        with pytest.raises(SirenDown):
            station.alerts.handle(call())
        assert station.alerts.handle(call()) is Did.MAILED
        assert len(station.siren.texts) == 1

    @pytest.mark.parametrize(
        "case",
        [
            pytest.param(urgent(acknowledged_by="w-duty"), id="acknowledged"),
            pytest.param(urgent(status=Status.CLOSED), id="closed"),
        ],
    )
    def test_a_case_that_waits_no_more_calls_nobody(self, station: Station, case: Case) -> None:
        station.link(*ALL)
        station.hear(call())
        station.put(case)
        assert station.alerts.handle(call(1, kind=AlertKind.ESCALATE)) is Did.NOT_NEEDED
        assert station.due() is None
        assert station.replies.take() == []

    def test_a_case_put_back_to_work_but_acknowledged_by_nobody_is_still_called(self, station: Station) -> None:
        station.link("w-duty")
        station.put(urgent(status=Status.IN_PROGRESS))
        assert station.alerts.handle(call()) is Did.CALLED

    def test_raised_twice_or_by_queue_and_by_upkeep_calls_once(self, station: Station) -> None:
        station.link(*ALL)
        replies = station.hear(call(), call(), call(kind=AlertKind.ESCALATE))
        assert len({reply.reply_id for reply in replies}) == 1
        assert len({reply.person_id for reply in replies}) == 1

    def test_a_queue_that_refuses_gets_the_call_on_redelivery(self, station: Station) -> None:
        station.link("w-duty")
        station.replies.refuse_next = 1
        with pytest.raises(QueueRefused):
            station.alerts.handle(call())
        assert [reply.person_id for reply in station.hear(call())] == ["chat-w-duty"]

    def test_a_case_that_nobody_knows_calls_nobody(self, station: Station) -> None:
        unknown = AlertMessage(kind=AlertKind.RAISE, event_key="x", case_id="?")
        assert station.alerts.handle(unknown) is Did.NOT_NEEDED


class TestAcknowledging:
    def test_one_tap_takes_the_case_and_ends_the_calls(self, station: Station) -> None:
        station.link("w-duty")
        station.hear(call())
        (reply,) = station.hear(tap("chat-w-duty"))
        assert reply.text == catalogue.ACKNOWLEDGED.format(code="ABC-DEF-GH2")
        assert (station.case().acknowledged_by, station.case().status) == ("w-duty", Status.IN_PROGRESS)
        assert station.due() is None

    def test_the_second_officer_reads_that_it_is_taken(self, station: Station) -> None:
        station.link("w-duty", "d-duty")
        (_, second) = station.hear(tap("chat-w-duty"), tap("chat-d-duty"))
        assert second.text == catalogue.ALREADY_ACKNOWLEDGED.format(code="ABC-DEF-GH2")
        assert station.case().acknowledged_by == "w-duty"

    def test_a_second_tap_of_the_same_officer_is_confirmed_again(self, station: Station) -> None:
        station.link("w-duty")
        first, second = station.hear(tap("chat-w-duty"), tap("chat-w-duty", event="tap-2"))
        assert first.text == second.text

    @pytest.mark.parametrize(
        "person_id",
        [
            pytest.param("p-citizen", id="the citizen"),
            pytest.param("chat-d-officer", id="the parent unit's officer who is not on duty"),
            pytest.param("chat-o-duty", id="another ward's duty officer"),
        ],
    )
    def test_nobody_else_may_take_it(self, station: Station, person_id: str) -> None:
        station.link(*ALL)
        (reply,) = station.hear(tap(person_id))
        assert reply.text == catalogue.NOT_ACKNOWLEDGED
        assert station.case() == urgent()

    def test_an_officer_out_of_service_may_not_take_it(self, station: Station) -> None:
        station.link("w-duty")
        gone = Officer(username="w-duty", display="", roles=(OFFICER,), units=(WARD,), active=False)
        station.serve(gone, order=1)
        (reply,) = station.hear(tap("chat-w-duty"))
        assert reply.text == catalogue.NOT_ACKNOWLEDGED

    def test_a_closed_case_cannot_be_taken(self, station: Station) -> None:
        station.link("w-duty")
        station.put(urgent(status=Status.CLOSED))
        (reply,) = station.hear(tap("chat-w-duty"))
        assert reply.text == catalogue.NOT_ACKNOWLEDGED

    def test_an_unknown_case_reads_like_one_that_is_not_theirs(self, station: Station) -> None:
        station.link("o-duty")
        unknown = AlertMessage(kind=AlertKind.ACKNOWLEDGE, event_key="guess", case_id="01J99", person_id="chat-o-duty")
        guessed, foreign = station.hear(unknown, tap("chat-o-duty"))
        assert guessed.text == foreign.text == catalogue.NOT_ACKNOWLEDGED

    def test_the_list_by_status_follows(self) -> None:
        with dynamodb_in_process() as client:
            station = StationOnDynamo(client)
            station.link("w-duty")
            station.hear(tap("chat-w-duty"))
            assert station.listed_as() == f"{WARD}#in_progress"

    def test_two_officers_who_tap_at_once_never_both_take_it(self, station: Station) -> None:
        read = station.case()
        station.book.commit(Change(event_key="first", taken=(read, "w-duty")))
        station.put(replace(station.case(), status=read.status))
        with pytest.raises(Conflict):
            station.book.commit(Change(event_key="second", taken=(read, "w-officer")))
        assert station.case().acknowledged_by == "w-duty"

    def test_a_tap_that_loses_a_race_is_decided_again(self, quick: StationInMemory) -> None:
        quick.link("w-duty")
        quick.book.conflict_next = 2
        assert quick.alerts.handle(tap("chat-w-duty")) is Did.TAKEN

    def test_a_race_that_is_always_lost_is_given_up(self, quick: StationInMemory) -> None:
        quick.link("w-duty")
        quick.book.conflict_next = 100
        with pytest.raises(Conflict):
            quick.alerts.handle(tap("chat-w-duty"))


class TestLinking:
    def test_a_code_links_once(self, station: Station) -> None:
        station.issue("MAHOPLE99", "w-duty")
        first, second = station.hear(linking("pa", "MAHOPLE99"), linking("pb", "MAHOPLE99"))
        assert first.text == catalogue.LINKED.format(username="w-duty")
        assert second.text == catalogue.NOT_LINKED
        assert station.officers.officer_behind("pa") == "w-duty"
        assert station.officers.officer_behind("pb") is None

    def test_a_redelivered_code_owes_the_same_answer(self, station: Station) -> None:
        station.issue("MAHOPLE99", "w-duty")
        first, again = station.hear(*[linking("pa", "MAHOPLE99", event="same")] * 2)
        assert first == again

    @pytest.mark.parametrize("code", ["MAHOPLE99", "", "x" * 500])
    def test_an_expired_or_invented_code_links_nobody(self, station: Station, code: str) -> None:
        station.issue("MAHOPLE99", "w-duty", minutes=-1)
        (reply,) = station.hear(linking("pa", code))
        assert reply.text == catalogue.NOT_LINKED
        assert station.officers.officer_behind("pa") is None

    def test_a_code_of_an_officer_out_of_service_links_nobody(self, station: Station) -> None:
        station.serve(Officer(username="w-duty", display="", roles=(), units=(WARD,), active=False), order=1)
        station.issue("MAHOPLE99", "w-duty")
        (reply,) = station.hear(linking("pa", "MAHOPLE99"))
        assert reply.text == catalogue.NOT_LINKED

    def test_a_new_chat_account_replaces_the_old_one(self, station: Station) -> None:
        station.issue("MAHOPLE99", "w-duty")
        station.hear(linking("old", "MAHOPLE99"))
        station.issue("MAHOPLE99", "w-duty")
        station.hear(linking("new", "MAHOPLE99"))
        assert station.officers.chat_of("w-duty") == "new"
        assert station.officers.officer_behind("old") is None

    def test_an_account_that_changes_hands_is_no_longer_the_first_officers(self, station: Station) -> None:
        station.issue("MAHOPLE99", "w-duty")
        station.hear(linking("shared", "MAHOPLE99"))
        station.issue("MAHOPLE88", "w-officer")
        station.hear(linking("shared", "MAHOPLE88"))
        assert station.officers.officer_behind("shared") == "w-officer"
        assert station.officers.chat_of("w-duty") is None


def test_the_parent_units_duty_officer_is_called_for_the_ward_only_after_the_wards_own(station: Station) -> None:
    station.link("d-duty")
    (reply,) = station.hear(call())
    assert reply.person_id == "chat-d-duty"
    assert station.case().unit != DISTRICT
