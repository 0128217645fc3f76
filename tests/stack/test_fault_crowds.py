"""Fault table: many at once, in any order, or gone in the middle."""

import asyncio
import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from tests.stack.backroom import Backroom
from tests.stack.desk import Citizen, Desk, wait_until
from tests.stack.raw_events import post, text_event
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

WARDS = [f"phuong-mau-{number}" for number in range(1, 12)]
UNIT = "doi-hinh-su"
PLACE = [{"type": "location", "latitude": "10.2", "longitude": "106.2"}]
STEPS: list[Any] = ["follow", "báo tin", "words", PLACE, "hôm qua", [{"type": "image"}], "xong"]


def test_events_in_any_order_are_the_same_case(desk: Desk, backroom: Backroom) -> None:
    citizens, told = [], []
    for order in itertools.permutations(range(3)):
        citizen, words = desk.citizen(UNIT), unlike_any_other("Nhóm người tụ tập đánh bạc")
        citizen.follow()
        began = datetime.now(UTC)
        said = ["báo tin", words, "xong"]
        events = [
            text_event(desk, citizen, text, at=began + timedelta(milliseconds=10 * number))
            for number, text in enumerate(said)
        ]
        assert [post(desk, body=events[number])["status"] for number in order] == [HTTPStatus.OK] * 3, order
        citizens.append(citizen)
        told.append(backroom.told(citizen, UNIT, words))
    assert backroom.broken_promises(citizens, told) == []


def test_a_dialogue_abandoned_after_any_step_keeps_what_was_told(desk: Desk, backroom: Backroom) -> None:
    citizens, told = [], []
    for steps, unit in zip(range(1, len(STEPS) + 1), WARDS, strict=False):
        citizen, words = desk.citizen(unit), unlike_any_other("Lấn chiếm lối đi chung")
        for step in STEPS[:steps]:
            take(citizen, step, words)
        citizens.append(citizen)
        if steps > STEPS.index("words"):
            said = [words, "hôm qua"][: 1 + (steps > STEPS.index("hôm qua"))]
            photos, places = int(steps > 5), int(steps > 3)
            told.append(backroom.told(citizen, unit, *said, attachments=photos, places=places))
            assert desk.officer(unit).await_case(mark_of(words))["status"] == "new"
    assert backroom.broken_promises(citizens, told) == []


def take(citizen: Citizen, step: Any, words: str) -> None:
    """Take one step of the dialogue."""
    if step == "follow":
        citizen.follow()
    elif isinstance(step, str):
        citizen.tell(words if step == "words" else step)
    else:
        assert citizen.say(attachments=step)["status"] == HTTPStatus.OK


@pytest.mark.parametrize("people", [40, pytest.param(200, marks=pytest.mark.long)])
def test_a_text_ten_milliseconds_after_the_start_never_goes_elsewhere(
    desk: Desk, backroom: Backroom, people: int
) -> None:
    citizens = [desk.citizen(unit) for unit, _ in zip(itertools.cycle(WARDS), range(people), strict=False)]
    said = {citizen.user_id: unlike_any_other("Ồn ào quá giờ") for citizen in citizens}
    taken = asyncio.run(all_hurry(citizens, said))
    assert len(taken) >= people * 9 // 10, "a busy machine may answer some too late, and the platform has turned away"
    told = [
        backroom.told(citizen, unit, said[citizen.user_id])
        for citizen, unit in zip(citizens, itertools.cycle(WARDS), strict=False)
        if citizen.user_id in taken
    ]
    heard = [citizen for citizen in citizens if citizen.user_id in taken]
    assert backroom.broken_promises(heard, told, timeout_s=240) == []


async def all_hurry(citizens: Sequence[Citizen], said: dict[str, str], at_once: int = 6) -> set[str]:
    """Have everybody press "báo tin" and write 10 ms later, without waiting for anything; some people at a time.

    Return the user ids of those whose two events were both taken in time: who was not waits for the platform's retry,
    which brings the events in another order.
    """
    turn = asyncio.Semaphore(at_once)
    taken: set[str] = set()
    limits = httpx.Limits(max_connections=4 * at_once)
    async with httpx.AsyncClient(timeout=60, trust_env=False, limits=limits) as http:

        async def hurry(citizen: Citizen) -> None:
            async with turn:
                url = f"{citizen.simulator}/citizens/{citizen.user_id}/say"
                start = asyncio.create_task(http.post(url, json={"page_id": citizen.page_id, "payload": "báo tin"}))
                await asyncio.sleep(0.01)
                text = await http.post(url, json={"page_id": citizen.page_id, "text": said[citizen.user_id]})
                if {(await start).json()["status"], text.json()["status"]} == {HTTPStatus.OK}:
                    taken.add(citizen.user_id)

        await asyncio.gather(*map(hurry, citizens))
    return taken


@pytest.mark.parametrize("times", [50])
def test_the_same_event_fifty_times_at_once_is_one_tip(desk: Desk, backroom: Backroom, times: int) -> None:
    citizen, words = desk.citizen(UNIT), unlike_any_other("báo tin: trộm đột nhập")
    citizen.follow()
    event = text_event(desk, citizen, words)
    answers = post(desk, body=event, times=times, concurrently=True)["results"]
    statuses = {answer["status"] for answer in answers}
    assert None not in statuses, "each was answered: taken, or to be sent again"
    wait_until(lambda: post(desk, body=event)["status"] == HTTPStatus.OK, "it is taken", timeout_s=60)
    assert backroom.broken_promises([citizen], [backroom.told(citizen, UNIT, words)]) == []
    assert len([text for text in citizen.texts() if "Mã tin báo" in text]) == 1
