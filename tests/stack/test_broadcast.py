"""Broadcasts on a running desk: everybody once, books that balance, and officers who can stop it."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dutydesk.stores.broadcasts import Letter
from local.places import Places
from tests.stack.backroom import Backroom
from tests.stack.crowds import Crowd, Crowds
from tests.stack.desk import Desk, wait_until
from tests.stack.processes import workers_of
from tests.stack.telling import Telling, imbalances

pytestmark = pytest.mark.stack

OF_ONE_APP, OF_ANOTHER = ("phuong-mau-1", "phuong-mau-2"), ("doi-csgt", "doi-ma-tuy")
STOPPED_WITHIN_S = 6.0
"""A tick to see it, what is under way, and a machine with other things to do."""
PER_SECOND = 60
"""What the simulated platform's limit leaves to a broadcast of one app."""
AT_RISK = 3 * PER_SECOND
"""Two ticks of the rate, and what is still being answered: the most that one killed sender may leave unknown."""
TURN_S, LONGEST_TURN_S = 25, 50
"""More than a sender takes for 600 people, and than it ever works on one token: nobody is overtaken by a second one."""

KILLS = 6


@pytest.fixture(name="crowds")
def _crowds(backroom: Backroom) -> Crowds:
    return Crowds.of(backroom)


def await_messages(crowd: Crowd, least: int) -> int:
    """Wait until so many have arrived; return how many."""
    return wait_until(lambda: crowd.messages() if crowd.messages() >= least else 0, f"{least} messages arrive")


def at_rest(crowd: Crowd) -> int:
    """Return how many have arrived once no more do, which must be soon."""
    began, before = time.monotonic(), -1
    while (now := crowd.messages()) != before:
        assert time.monotonic() - began < STOPPED_WITHIN_S, "it goes on"
        before = now
        time.sleep(1.5)
    return now


def test_two_pages_of_two_apps_get_it_once_each_and_the_books_balance(backroom: Backroom, crowds: Crowds) -> None:
    """Who stands outside every path is passed by, or refused by the platform, and accounted for."""
    to = [crowds.gather(OF_ONE_APP[0], 500), crowds.gather(OF_ANOTHER[0], 500, blocked=0.04)]
    assert len({crowd.app_id for crowd in to}) == 2
    telling = Telling.begin(backroom, crowds, to)
    shown = telling.await_over()
    assert imbalances(telling, to) == []
    assert shown["state"] == "done"
    assert (shown["books"]["sent"], shown["books"]["failed"]) == (980, 20)


def test_a_pause_stops_it_and_a_resume_goes_on_where_it_was(backroom: Backroom, crowds: Crowds) -> None:
    crowd = crowds.gather(OF_ONE_APP[1], 600)
    telling = Telling.begin(backroom, crowds, [crowd])
    await_messages(crowd, 60)
    telling.order("pause")
    stopped_at = at_rest(crowd)
    assert stopped_at < 600
    assert (telling.shown()["state"], telling.shown()["books"]["pending"]) == ("paused", 600 - stopped_at)
    telling.order("resume")
    assert telling.await_over()["state"] == "done"
    assert imbalances(telling, [crowd]) == []
    assert telling.books().totals.sent == 600


def test_a_cancelled_one_reaches_nobody_else_and_everybody_is_accounted_for(backroom: Backroom, crowds: Crowds) -> None:
    crowd = crowds.gather(OF_ANOTHER[1], 600)
    telling = Telling.begin(backroom, crowds, [crowd])
    await_messages(crowd, 60)
    telling.order("cancel")
    stopped_at = at_rest(crowd)
    assert telling.await_over()["state"] == "cancelled"
    totals = telling.books().totals
    assert (totals.sent, totals.skipped) == (stopped_at, 600 - stopped_at)
    assert stopped_at < 600
    assert imbalances(telling, [crowd]) == []


def test_an_emergency_of_the_same_app_overtakes(backroom: Backroom, crowds: Crowds) -> None:
    slow, urgent = crowds.gather(OF_ONE_APP[0], 900), Crowds.of(backroom)
    few = urgent.gather(OF_ONE_APP[1], 60)
    assert slow.app_id == few.app_id
    ordinary = Telling.begin(backroom, crowds, [slow])
    await_messages(slow, 60)
    emergency = Telling.begin(backroom, urgent, [few], urgent=True)
    assert emergency.await_over()["state"] == "done"
    assert slow.messages() < 900, "the ordinary one was not overtaken"
    assert ordinary.await_over()["state"] == "done"
    assert imbalances(emergency, [few]) == []
    assert imbalances(ordinary, [slow]) == []


def test_a_killed_sender_leaves_few_unknown_and_bothers_nobody_twice(
    backroom: Backroom, crowds: Crowds, places: Places
) -> None:
    crowd = crowds.gather(OF_ONE_APP[0], 600)
    with slow_platform(backroom.desk, latency_ms=300), tokens_back_after(backroom, TURN_S):
        telling = Telling.begin(backroom, crowds, [crowd])
        await_messages(crowd, 60)
        assert kill_senders(places)
        assert telling.await_over(timeout_s=180)["state"] == "done"
    totals = telling.books().totals
    assert imbalances(telling, [crowd]) == []
    assert 0 < totals.unknown <= AT_RISK
    assert totals.sent + totals.unknown == 600


def test_what_the_platform_says_afterwards_settles_who_was_unknown(
    backroom: Backroom, crowds: Crowds, places: Places
) -> None:
    crowd = crowds.gather(OF_ANOTHER[0], 300)
    with echoes(backroom.desk), slow_platform(backroom.desk, latency_ms=300), tokens_back_after(backroom, TURN_S):
        telling = Telling.begin(backroom, crowds, [crowd])
        await_messages(crowd, 60)
        assert kill_senders(places)
        telling.await_over(timeout_s=180)
        wait_until(lambda: telling.books().totals.sent == crowd.messages(), "every echo is heard", timeout_s=90)
    assert imbalances(telling, [crowd]) == []


def test_a_sender_whose_turns_were_all_lost_comes_back(backroom: Backroom, crowds: Crowds, places: Places) -> None:
    """Upkeep knows that the app has something to send, whatever became of the queue."""
    crowd = crowds.gather(OF_ONE_APP[1], 600)
    telling = Telling.begin(backroom, crowds, [crowd])
    await_messages(crowd, 60)
    backroom.client("sqs").purge_queue(QueueUrl=backroom.queue_url("chunks"))
    assert kill_senders(places)
    stopped_at = at_rest(crowd)
    assert stopped_at < 600
    backroom.make_due("sending", crowd.app_id)
    backroom.upkeep(do="minute")
    assert telling.await_over()["state"] == "done"
    assert imbalances(telling, [crowd]) == []


def test_who_wants_no_more_is_passed_by_and_still_told_whether_a_message_is_true(
    backroom: Backroom, crowds: Crowds
) -> None:
    """Both by words in the chat; the code at a message's end names the unit that really spoke."""
    unit = OF_ANOTHER[1]
    crowd, citizen = crowds.gather(unit, 5), backroom.desk.citizen(unit)
    citizen.follow()
    citizen.tell("dừng nhận tin")
    citizen.await_text("Đã dừng")
    crowds.count_in(citizen)
    telling = Telling.begin(backroom, crowds, [crowd])
    telling.await_over()
    totals = telling.books().totals
    assert (totals.sent, totals.letters[Letter.SKIPPED_OPTED_OUT]) == (5, 1)
    assert not [text for text in citizen.texts() if crowds.tag in text]
    citizen.tell(telling.shown()["code"])
    assert "Công an Quận Mẫu" in citizen.await_text("Đúng là tin của")


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_twenty_thousand_while_senders_are_killed_again_and_again(
    backroom: Backroom, crowds: Crowds, places: Places
) -> None:
    rng = random.Random(20_000)
    to = [crowds.gather(unit, 5_000, blocked=0.01) for unit in (*OF_ONE_APP, *OF_ANOTHER)]
    kills = arrived = 0
    with slow_platform(backroom.desk, latency_ms=120), tokens_back_after(backroom, LONGEST_TURN_S):
        telling = Telling.begin(backroom, crowds, to)
        while kills < KILLS:
            while (now := sum(crowd.messages() for crowd in to)) < arrived + 1_500:
                time.sleep(rng.uniform(0, 2))
            arrived = now
            kills += kill_senders(places)
        shown = telling.await_over(timeout_s=900)
    assert imbalances(telling, to) == []
    assert shown["state"] == "done"
    assert telling.books().totals.unknown <= kills * AT_RISK


def kill_senders(places: Places) -> int:
    """End every sender as a crash of its machine would; return how many there were."""
    senders = workers_of(places, "send")
    for sender in senders:
        sender.kill()
    return len(senders)


@contextmanager
def slow_platform(desk: Desk, *, latency_ms: float) -> Iterator[None]:
    """Let messages arrive at once and answers later: whoever dies between leaves messages nobody has heard of."""
    with settings(desk, latency_ms=latency_ms):
        yield


@contextmanager
def echoes(desk: Desk) -> Iterator[None]:
    """Have the platform tell the desk of every message that the crowd gets."""
    with settings(desk, crowd_echo_share=1.0, crowd_events_per_second=30):
        yield


@contextmanager
def settings(desk: Desk, **changes: float) -> Iterator[None]:
    """Change the simulated platform's settings for a while."""
    url = f"{desk.endpoints.simulator}/settings"
    before = desk.http.get(url).json()
    desk.http.post(url, json=changes).raise_for_status()
    try:
        yield
    finally:
        desk.http.post(url, json={name: before[name] for name in changes}).raise_for_status()


@contextmanager
def tokens_back_after(backroom: Backroom, seconds: int) -> Iterator[None]:
    """Wait less for a killed sender's token."""
    sqs, url, name = backroom.client("sqs"), backroom.queue_url("chunks"), "VisibilityTimeout"
    before = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={name: str(seconds)})
    try:
        yield
    finally:
        sqs.set_queue_attributes(QueueUrl=url, Attributes=before)
