"""Somebody is called to look at a case: a deadline has passed, a citizen does not agree, an urgent one came."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dutydesk.clock import iso
from dutydesk.deadlines import opened
from dutydesk.messages import AlertKind, AlertMessage
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.cases import Case, Status, Urgency
from dutydesk.stores.items import from_item, key
from dutydesk.stores.officers import Officer
from dutydesk.text.catalogue_cases import WHY_ATTENTION
from tests.fakes.clock import NOON
from tests.unit.alert.station import CASE, WARD, Station, StationInMemory, StationOnDynamo, urgent

LIFE = opened("tip", NOON, "")


def slow(life: CaseLife = LIFE, *, acknowledged_by: str = "", status: Status = Status.NEW) -> Case:
    """A case that is not urgent."""
    case = urgent(acknowledged_by=acknowledged_by, status=status)
    return replace(case, urgency=Urgency.NORMAL, category="tip", life=life)


def look(at: datetime = NOON) -> AlertMessage:
    """What upkeep sends when the case's item falls due."""
    return AlertMessage(kind=AlertKind.ATTEND, event_key=f"deadline#{CASE}#{iso(at)}", case_id=CASE, unit=WARD)


def next_look(station: Station) -> datetime | None:
    """When somebody is to look at the case next."""
    if isinstance(station, StationInMemory):
        return station.book.deadlines.get(CASE)
    assert isinstance(station, StationOnDynamo)
    found = station.client.get_item(TableName=station.tables["receipts"], Key=key(f"DUE#deadline#{CASE}"))
    return datetime.fromisoformat(from_item(found["Item"])["due_at"]) if "Item" in found else None


def after(station: Station, moment: datetime | None) -> datetime:
    """Let it be a minute after this moment."""
    assert moment is not None
    station.clock.now = moment + timedelta(minutes=1)
    return station.clock.now


@pytest.fixture(autouse=True)
def duty(station: Station) -> None:
    """The ward's duty officer has a linked chat."""
    station.link("w-duty")


@pytest.fixture
def supervisor(station: Station) -> str:
    """A supervisor of the ward with a linked chat."""
    station.serve(Officer(username="sep", display="Sếp", roles=("supervisor",), units=(WARD,)), order=9)
    station.link("sep")
    return "sep"


def test_a_case_that_nobody_took_in_time_calls_the_duty_officer_once(station: Station) -> None:
    station.put(slow())
    now = after(station, LIFE.take_by)
    (reply,) = station.hear(look(now))
    assert WHY_ATTENTION["take"] in reply.text
    assert reply.buttons
    assert station.case().life.late == "take"
    assert next_look(station) == LIFE.answer_by
    assert station.hear(look(now + timedelta(minutes=1))) == []


def test_a_copy_of_the_call_is_enqueued_again_and_changes_nothing(station: Station) -> None:
    station.put(slow())
    now = after(station, LIFE.take_by)
    first, again = station.hear(look(now)), station.hear(look(now))
    assert len(first) == 1
    assert [one.reply_id for one in first] == [one.reply_id for one in again]
    assert station.case().life.late == "take"


def test_each_stage_calls_in_turn_and_then_there_is_rest(station: Station) -> None:
    station.put(slow(acknowledged_by="an", status=Status.IN_PROGRESS))
    (answer,) = station.hear(look(after(station, LIFE.answer_by)))
    (close,) = station.hear(look(after(station, LIFE.close_by)))
    assert WHY_ATTENTION["answer"] in answer.text
    assert WHY_ATTENTION["close"] in close.text
    assert next_look(station) is None


def test_a_deadline_that_has_moved_calls_nobody_and_is_waited_for(station: Station) -> None:
    station.put(slow(acknowledged_by="an", status=Status.IN_PROGRESS))
    assert station.hear(look(after(station, LIFE.take_by))) == []
    assert next_look(station) == LIFE.answer_by
    assert station.case().life.late == ""


@pytest.mark.parametrize("status", [Status.CLOSED, Status.WAITING_CITIZEN])
def test_nobody_is_called_when_nothing_is_owed(station: Station, status: Status) -> None:
    station.put(slow(status=status))
    assert station.hear(look(after(station, LIFE.close_by))) == []
    assert next_look(station) is None


def test_a_disputed_case_calls_the_supervisor(station: Station, supervisor: str) -> None:
    station.put(slow(replace(LIFE, disputed_at=NOON, attention="disputed")))
    (reply,) = station.hear(look())
    assert reply.person_id == station.officers.chat_of(supervisor)
    assert WHY_ATTENTION["disputed"] in reply.text
    assert station.case().life.attention == ""
    assert station.case().life.disputed_at == NOON
    assert next_look(station) == LIFE.take_by


def test_without_a_supervisor_who_can_be_reached_the_duty_officer_is_called(station: Station) -> None:
    station.put(slow(replace(LIFE, attention="disputed")))
    (reply,) = station.hear(look())
    assert WHY_ATTENTION["disputed"] in reply.text


def test_an_urgent_case_that_came_from_elsewhere_calls_until_somebody_has_it(station: Station) -> None:
    moved = replace(urgent(), life=replace(LIFE, attention="moved"))
    station.put(moved)
    (reply,) = station.hear(look())
    assert WHY_ATTENTION["moved"] in reply.text
    station.put(replace(moved, acknowledged_by="an", status=Status.IN_PROGRESS))
    assert station.hear(look(NOON + timedelta(minutes=1))) == []


def test_when_nobody_can_be_reached_the_operators_are_mailed_once(station: Station) -> None:
    station.serve(Officer(username="w-duty", display="", roles=("duty_officer",), units=(WARD,), active=False), order=1)
    station.put(slow())
    now = after(station, LIFE.take_by)
    assert station.hear(look(now), look(now + timedelta(minutes=1))) == []
    assert len(station.siren.texts) == 1


def test_the_text_says_which_case_and_never_what_is_in_it(station: Station) -> None:
    case = slow()
    station.put(case)
    (reply,) = station.hear(look(after(station, LIFE.take_by)))
    assert case.summary
    assert case.summary not in reply.text
    assert case.person_id not in reply.text
