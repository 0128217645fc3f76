"""An officer who leaves: neither session nor chat nor case is left, whatever happens in between."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.cases import Status
from dutydesk.stores.reorganisations import Kind, Order
from functions.upkeep.reorganising.people import CognitoSessions
from functions.upkeep.reorganising.reorganising import DONE, GOES_ON
from tests.fakes.aws import REGION
from tests.unit.upkeep.reorganising.district import District, Killed, dying

UNIT, OTHER = "phuong-1", "phuong-2"
MINE = CaseLife(assigned_to="an")


def gone(district: District, hand_to: str = "") -> Order:
    """``an`` is out of service as ``admin`` leaves it: what follows is to be done."""
    officer = district.officer("an", units=(UNIT, OTHER), active=False)
    assert not officer.active
    district.officer("em", units=(UNIT,))
    district.put_plain(
        "officers",
        [
            {"pk": "CHAT#an", "sk": "#", "person_id": "p1"},
            {"pk": "PERSON#p1", "sk": "#", "username": "an"},
            {"pk": "CHAT#em", "sk": "#", "person_id": "p2"},
            {"pk": "PERSON#p2", "sk": "#", "username": "em"},
        ],
    )
    return district.ordered(Kind.LEAVE, username="an", hand_to=hand_to)


def test_sessions_end_and_the_chat_is_unlinked(district: District) -> None:
    order = gone(district)
    assert district.turn(order) == DONE
    assert district.sessions.ended == ["an"]
    assert [one["pk"] for one in district.items("officers") if one["pk"].startswith(("CHAT#", "PERSON#"))] == [
        "CHAT#em",
        "PERSON#p2",
    ]
    assert district.due(order) == ""


def test_open_cases_go_to_the_successor_as_far_as_they_serve_there_and_else_to_the_unit(district: District) -> None:
    order = gone(district, hand_to="em")
    here = [
        district.case(UNIT, number, life=MINE, status=status)
        for number, status in enumerate(one for one in Status if one is not Status.CLOSED)
    ]
    there = district.case(OTHER, 20, life=MINE)
    closed = district.case(UNIT, 21, life=MINE, status=Status.CLOSED)
    others = district.case(UNIT, 22, life=CaseLife(assigned_to="em"))
    assert district.turn(order) == DONE
    assert {district.header(case).life.assigned_to for case in here} == {"em"}
    assert district.header(there).life.assigned_to == ""
    assert district.header(closed).life.assigned_to == "an", "who closed it stays told"
    assert district.header(others).life.assigned_to == "em"
    assert district.history(here[0]) == ["an → em: sắp xếp"]
    assert district.history(there) == [f"an → {OTHER}: sắp xếp"]
    assert district.history(others) == []
    assert district.order(order).moved == len(here) + 1


@pytest.mark.parametrize("operation", ["TransactWriteItems", "PutItem", "DeleteItem"])
@pytest.mark.parametrize("after", range(4), ids=lambda n: f"after {n}")
def test_killed_in_between_the_next_turn_goes_on_and_hands_over_once(
    district: District, operation: str, after: int
) -> None:
    order = gone(district, hand_to="em")
    cases = [district.case(UNIT, number, life=MINE) for number in range(3)]
    stop = dying(district.client, operation, after)
    try:
        district.turn(order)
    except Killed:
        pass
    finally:
        stop()
    district.carry_out(order)
    assert district.turn(order) == DONE
    assert [district.header(case).life.assigned_to for case in cases] == ["em"] * 3
    assert [len(district.history(case)) for case in cases] == [1, 1, 1]
    assert district.items("officers", "CHAT#an") == []
    assert district.due(order) == ""


def test_when_the_user_pool_does_not_answer_it_is_asked_again_before_anything_counts_as_done(
    district: District,
) -> None:
    order = gone(district)
    district.sessions.fail_next = 1
    with pytest.raises(Killed):
        district.turn(order)
    assert not district.order(order).finished_at
    assert district.turn(order) == DONE
    assert district.sessions.ended == ["an"]


def test_out_of_time_the_rest_follows_in_the_next_turn(district: District) -> None:
    order = gone(district, hand_to="em")
    cases = [district.case(UNIT, number, life=MINE) for number in range(3)]
    assert district.turn(order, things=1) == GOES_ON
    assert sorted(district.header(case).life.assigned_to for case in cases) != ["em"] * 3
    assert district.turn(order) == DONE
    assert [district.header(case).life.assigned_to for case in cases] == ["em"] * 3
    assert district.order(order).moved == 3


@pytest.fixture(name="pool")
def _pool() -> Iterator[tuple[Any, str]]:
    with mock_aws():
        client = boto3.client(
            "cognito-idp", region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing"
        )
        pool_id = client.create_user_pool(PoolName="officers")["UserPool"]["Id"]
        client.admin_create_user(UserPoolId=pool_id, Username="an")
        yield client, pool_id


def test_nobody_signs_in_again_by_this_name(pool: tuple[Any, str]) -> None:
    client, pool_id = pool
    sessions = CognitoSessions(client, pool_id)
    asked: list[str] = []
    client.meta.events.register("before-call.cognito-idp", lambda model, **_: asked.append(model.name))
    sessions.end("an")
    assert asked == ["AdminDisableUser", "AdminUserGlobalSignOut"]
    assert client.admin_get_user(UserPoolId=pool_id, Username="an")["Enabled"] is False
    sessions.end("an")
    sessions.end("nobody")


def test_a_chat_that_another_officer_has_linked_since_is_left_alone(district: District) -> None:
    order = gone(district)
    district.put_plain("officers", [{"pk": "PERSON#p1", "sk": "#", "username": "em"}])
    assert district.turn(order) == DONE
    assert district.item("officers", "PERSON#p1")["username"] == "em"
    assert district.items("officers", "CHAT#an") == []
