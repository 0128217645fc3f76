"""Tags that officers give to people: whom, who may, and that an officer's desk only asks for it."""

from datetime import timedelta
from typing import Any

import pytest

from dutydesk.messages import PlanMessage, PlanWork
from functions.admin.broadcasts.tags import MOST_PERSONS, NO_SUCH_PERSON
from functions.admin.matrix import Role
from tests.fakes.clock import NOON
from tests.unit.admin.banking import deeds
from tests.unit.admin.broadcasting import OTHER, UNIT, furnish
from tests.unit.admin.desk import Answer, TestDesk

KNOWN, SECOND, STRANGER, NOBODY = ("p" + digit * 32 for digit in "1234")
TAG = "to-dan-pho-5"


@pytest.fixture(autouse=True)
def _people(desk: TestDesk) -> None:
    furnish(desk)
    desk.case(UNIT, person_id=KNOWN)
    desk.case(UNIT, person_id=SECOND, opened_at=NOON - timedelta(days=300))
    desk.case(OTHER, person_id=STRANGER)


def tag(desk: TestDesk, *persons: str, username: str = "an", **changes: Any) -> Answer:
    """Ask for a tag."""
    body = {"persons": list(persons), "tag": TAG} | changes
    return desk.call("POST", "/admin/people/tags", body, username=username)


def test_plan_is_asked_to_tag_people_of_the_units_cases(desk: TestDesk) -> None:
    answer = tag(desk, KNOWN, SECOND, KNOWN)
    assert (answer.status, answer.body) == (202, {"segment": f"tag:{TAG}", "persons": 2})
    (sent,) = desk.plans.calls
    assert sent.message == PlanMessage(broadcast_id="", work=PlanWork.TAG, to=(KNOWN, SECOND), tag=TAG, at=desk.clock())
    assert sent.group == f"tag#{TAG}"
    assert deeds(desk) == [("person.tag", f"tag {TAG} of {KNOWN} {SECOND}", "allowed")]


def test_a_tag_is_taken_away_in_the_same_way_and_behind_the_order_that_gave_it(desk: TestDesk) -> None:
    tag(desk, KNOWN)
    desk.clock.advance(seconds=1)
    assert tag(desk, KNOWN, remove=True).status == 202
    given, taken = desk.plans.calls
    assert (taken.message.work, taken.message.at) == (PlanWork.UNTAG, desk.clock())
    assert given.group == taken.group
    assert given.dedupe != taken.dedupe
    assert deeds(desk)[-1][1] == f"untag {TAG} of {KNOWN}"


def test_the_same_wish_at_another_moment_is_another_order(desk: TestDesk) -> None:
    """Within five minutes the queue would drop the second of tag, untag, tag."""
    for remove in (False, True, False):
        tag(desk, KNOWN, remove=remove)
    assert len(desk.plans.distinct()) == 3


@pytest.mark.parametrize("person", [STRANGER, NOBODY], ids=["another unit's", "nobody"])
def test_people_without_a_case_of_ones_units_do_not_exist_and_then_nobody_is_tagged(
    desk: TestDesk, person: str
) -> None:
    answer = tag(desk, KNOWN, person)
    assert (answer.status, answer.body["message"]) == (404, NO_SUCH_PERSON)
    assert not desk.plans.calls
    assert [outcome for *_, outcome in deeds(desk)] == ["denied"]


def test_an_old_case_among_many_of_another_unit_is_enough(desk: TestDesk) -> None:
    for day in range(30):
        desk.case(OTHER, person_id=SECOND, opened_at=NOON - timedelta(days=day))
    assert tag(desk, SECOND).status == 202


def test_what_intake_keeps_of_a_person_besides_cases_counts_for_nothing(desk: TestDesk) -> None:
    desk.put("cases", {"pk": "CASE#x", "sk": "DIALOGUE", "person_id": NOBODY, "unit": UNIT})
    assert tag(desk, NOBODY).status == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"persons": []},
        {"persons": [KNOWN] * (MOST_PERSONS + 1)},
        {"persons": ["u1"]},
        {"persons": [KNOWN + "0"]},
        {"tag": ""},
        {"tag": "Tổ 5"},
        {"tag": "a" * 41},
        {"tag": "tag:x"},
        {"tag": "x\n"},
        {"tag": None},
    ],
    ids=["nobody", "too many", "no id", "long id", "empty", "words", "long", "prefix", "line feed", "null"],
)
def test_a_wish_of_another_shape_is_refused(desk: TestDesk, changes: dict[str, Any]) -> None:
    answer = tag(desk, KNOWN, **changes)
    assert answer.status == 400
    assert KNOWN not in answer.text
    assert not desk.plans.calls


def test_a_hundred_people_are_tagged_at_once(desk: TestDesk) -> None:
    people = [f"p{number:032x}" for number in range(MOST_PERSONS)]
    for person in people:
        desk.case(UNIT, person_id=person)
    assert tag(desk, *people).body["persons"] == MOST_PERSONS


@pytest.mark.parametrize("role", list(Role))
def test_supervisors_editors_and_administrators_may(desk: TestDesk, role: Role) -> None:
    desk.officer("em", roles=(role,))
    may = role in {Role.SUPERVISOR, Role.EDITOR, Role.ADMINISTRATOR}
    assert tag(desk, KNOWN, username="em").status == (202 if may else 403)
    assert len(desk.plans.calls) == int(may)
    assert [outcome for *_, outcome in deeds(desk, "em")] == ["allowed" if may else "denied"]


def test_what_cannot_be_accounted_for_is_not_asked_for(desk: TestDesk) -> None:
    desk.client.delete_table(TableName=desk.tables["audit"])
    assert tag(desk, KNOWN).status == 503
    assert not desk.plans.calls


def test_a_queue_that_takes_nothing_is_told_to_the_officer(desk: TestDesk) -> None:
    desk.plans.refuse_next = 1
    assert tag(desk, KNOWN).status == 500
    assert tag(desk, KNOWN).status == 202
