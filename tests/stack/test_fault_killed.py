"""Fault table: worker processes killed while they work, with kill -9."""

import random
from datetime import timedelta
from http import HTTPStatus

import pytest

from dutydesk.clock import utc_now
from local.places import Places
from tests.stack.backroom import Backroom
from tests.stack.desk import Citizen, Desk, wait_until
from tests.stack.processes import Shooting, workers_of
from tests.stack.words import unlike_any_other

pytestmark = pytest.mark.stack

WARDS = [f"phuong-mau-{number}" for number in range(1, 12)]
UNIT = "doi-hinh-su"


@pytest.mark.parametrize(
    ("functions", "seconds"),
    [
        pytest.param(["intake", "reply"], 6, id="both-for-6-s"),
        pytest.param(["intake"], 40, id="intake-for-40-s", marks=pytest.mark.long),
        pytest.param(["reply"], 40, id="reply-for-40-s", marks=pytest.mark.long),
    ],
)
def test_workers_killed_at_random_lose_nothing(
    desk: Desk, backroom: Backroom, places: Places, functions: list[str], seconds: int
) -> None:
    """With kill -9, again and again, while citizens write; dead letters, if any, are then sent back to work."""
    rng = random.Random(seconds)
    citizens = [desk.citizen(unit) for unit in WARDS]
    said = {citizen.user_id: [unlike_any_other(f"Việc thứ {number}") for number in range(2)] for citizen in citizens}
    with Shooting(places, functions, rng) as shooting:
        until = utc_now() + timedelta(seconds=seconds)

        def is_over() -> bool:
            return utc_now() > until and all(shooting.hits[function] for function in functions)

        for step in ("báo tin", 0, 1, "xong"):
            for citizen in citizens:
                text = said[citizen.user_id][step] if isinstance(step, int) else step
                assert citizen.say(text)["status"] == HTTPStatus.OK
        wait_until(is_over, "some workers are hit", timeout_s=seconds + 30)
    backroom.settle(timeout_s=180)
    wait_until(lambda: nothing_dead(backroom), "every dead letter is back at work", timeout_s=60)
    told = [backroom.told(one, unit, *said[one.user_id]) for one, unit in zip(citizens, WARDS, strict=True)]
    copies = {backroom.person_id(one): shooting.hits["reply"] for one in citizens}
    assert backroom.broken_promises(citizens, told, second_copies=copies) == []


def nothing_dead(backroom: Backroom) -> bool:
    """Send dead letters back to work; those that were looked at a moment ago are out of sight for some seconds."""
    queues = [queue for queue in ("tips", "replies") if backroom.lying_in(queue, dead=True)]
    for queue in queues:
        backroom.upkeep(do="redrive", queue=queue)
    return not queues


def test_a_reply_worker_killed_while_it_waits_for_the_platform_sends_again(
    desk: Desk, backroom: Backroom, places: Places
) -> None:
    """Nobody can know whether the platform had done its work, so it is asked again: here both copies arrive."""
    citizen = desk.citizen(UNIT)
    citizen.follow()
    backroom.settle()
    desk.faults({"endpoint": "message", "user_id": citizen.user_id, "count": 1, "latency_ms": 5000})
    citizen.tell("menu")
    wait_until(lambda: not has_fault(desk, citizen), "the reply worker waits for the platform")
    for worker in workers_of(places, "reply"):
        worker.kill()
    assert backroom.broken_promises([citizen], [], second_copies={backroom.person_id(citizen): 1}) == []
    wait_until(lambda: len(citizen.texts()) == 3, "the greeting, the menu, and its copy")


def has_fault(desk: Desk, citizen: Citizen) -> bool:
    """Say whether the fault ordered for this citizen still waits for its call."""
    standing = desk.http.get(f"{desk.endpoints.simulator}/faults").json()
    return any(fault.get("user_id") == citizen.user_id for fault in standing)
