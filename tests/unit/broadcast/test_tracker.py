"""Tracking over real stores: what the platform says moves people forward, and finds nobody it is not about."""

from collections import Counter
from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.messages import EchoKind, EchoMessage
from dutydesk.stores.broadcasts import Letter, State, add_up
from functions.broadcast.digests import digest_of
from functions.broadcast.tracking.store import DynamoHearings
from functions.broadcast.tracking.tracker import Tracker
from tests.unit.broadcast.air import Killed
from tests.unit.broadcast.town import BROADCASTS, PAGES, Town

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ONE = next(iter(PAGES))


@pytest.fixture(name="town")
def _town(dynamodb: "DynamoDBClient") -> Town:
    town = Town(dynamodb)
    for number in range(30):
        town.follows(ONE, f"u{number}")
    town.approved("B1", audience={"pages": [ONE]})
    town.plan("B1")
    return town


def echo(town: Town, index: int, kind: EchoKind, *, code: str = "", message_id: str = "") -> EchoMessage:
    """What the platform says of the message it delivered as number ``index``."""
    one = town.wire.delivered[index]
    return EchoMessage(
        kind=kind,
        page_id=one.page_id,
        person_id=town.people[one.user_id],
        message_id=message_id or one.message_id,
        at=town.clock(),
        code=code,
    )


def die_after(town: Town, deliveries: int) -> None:
    """A sender dies with so many messages out and none of their answers written down."""

    def die() -> None:
        if len(town.wire.delivered) == deliveries:
            raise Killed

    town.wire.on_answer = die
    with pytest.raises(Killed):
        town.send("1")
    town.wire.on_answer = town.steps.pass_by


def settle(town: Town, *echoes: EchoMessage) -> list[str]:
    return town.tracker().settle([(str(number), one) for number, one in enumerate(echoes)])


@pytest.mark.parametrize("order", list(permutations(EchoKind)), ids="-".join)
def test_whatever_the_order_a_message_only_gets_further(town: Town, order: tuple[EchoKind, ...]) -> None:
    town.send("1")
    code = town.header("B1").code
    for kind in order:
        assert settle(town, echo(town, 0, kind, code=code if kind is EchoKind.ECHO else "")) == []
    person = town.people[town.wire.delivered[0].user_id]
    assert town.letters("B1")[person] == Letter.SEEN
    assert Counter(town.letters("B1").values()) == {Letter.SEEN: 1, Letter.SENT: 29}


def test_a_whole_batch_is_one_write_for_each_chunk(town: Town) -> None:
    town.send("1")
    begun = town.steps.taken
    assert settle(town, *(echo(town, index, EchoKind.DELIVERED) for index in range(30))) == []
    assert set(town.letters("B1").values()) == {Letter.DELIVERED}
    chunks = len(town.chunks("B1"))
    assert town.steps.taken - begun <= 1 + 1 + 4 * chunks


def test_a_chunk_is_read_once_for_many_batches(town: Town) -> None:
    town.send("1")
    tracker, steps = town.tracker(), []
    for index in range(2):
        begun = town.steps.taken
        tracker.settle([("1", echo(town, 0 if index else 1, EchoKind.SEEN)), ("2", echo(town, 0, EchoKind.DELIVERED))])
        steps.append(town.steps.taken - begun)
    assert steps[1] < steps[0]


def test_an_echo_settles_who_was_in_the_air_when_a_sender_died(town: Town) -> None:
    die_after(town, 3)
    town.send("1")
    unknown = {person for person, letter in town.letters("B1").items() if letter == Letter.UNKNOWN}
    got = set(town.got("B1"))
    assert unknown & got
    code = town.header("B1").code
    settle(town, *(echo(town, index, EchoKind.ECHO, code=code) for index in range(len(town.wire.delivered))))
    letters = town.letters("B1")
    assert {letters[person] for person in got} == {Letter.SENT}
    assert {letters[person] for person in unknown - got} <= {Letter.UNKNOWN}
    assert add_up(["".join(letters.values())]).target == 30


def test_an_echo_with_anothers_code_is_about_nothing(town: Town) -> None:
    town.send("1")
    assert settle(town, echo(town, 0, EchoKind.ECHO, code="222222222")) == []
    assert set(town.letters("B1").values()) == {Letter.SENT}


def test_a_reply_to_somebody_in_an_audience_is_not_the_broadcast(town: Town) -> None:
    town.send("1")
    assert settle(town, echo(town, 0, EchoKind.DELIVERED, message_id="another")) == []
    assert settle(town, echo(town, 1, EchoKind.ECHO, message_id="another")) == []
    assert set(town.letters("B1").values()) == {Letter.SENT}


def test_what_comes_before_its_sender_has_written_comes_again_while_it_is_young(town: Town) -> None:
    early: list[EchoMessage] = []
    town.wire.on_delivery = lambda _one: early.append(echo(town, len(town.wire.delivered) - 1, EchoKind.DELIVERED))
    die_after(town, 2)
    assert settle(town, early[0]) == ["0"]
    town.send("1")
    town.time.pass_by(180)
    assert settle(town, early[0]) == []


def test_somebody_outside_of_every_audience_is_nobody(town: Town) -> None:
    town.send("1")
    outside = town.follows(ONE, "another")
    one = EchoMessage(kind=EchoKind.SEEN, page_id=ONE, person_id=outside, message_id="m", at=town.clock())
    assert settle(town, one) == []


def test_an_old_broadcast_is_not_looked_at(town: Town) -> None:
    town.send("1")
    late = echo(town, 0, EchoKind.SEEN)
    town.time.pass_by(timedelta(days=4).total_seconds())
    later = EchoMessage(
        kind=late.kind, page_id=late.page_id, person_id=late.person_id, message_id=late.message_id, at=town.clock()
    )
    assert settle(town, later) == []
    assert Letter.SEEN not in town.letters("B1").values()


def test_a_skipped_person_stays_skipped_whatever_is_heard(town: Town) -> None:
    town.order("B1", State.CANCELLED)
    town.send("1")
    person = next(iter(town.letters("B1")))
    code = town.header("B1").code
    one = EchoMessage(kind=EchoKind.ECHO, page_id=ONE, person_id=person, message_id="m", at=town.clock(), code=code)
    settle(town, one)
    assert set(town.letters("B1").values()) == {Letter.SKIPPED_CANCELLED}


def test_of_two_trackers_at_the_same_chunk_neither_loses_what_it_heard(town: Town) -> None:
    town.send("1")
    by_chunk: dict[str, list[int]] = {}
    for index, one in enumerate(town.wire.delivered):
        path = next(chunk.key.path for chunk, _, _ in town.chunks("B1") if town.people[one.user_id] in chunk.people)
        by_chunk.setdefault(path, []).append(index)
    first, second = next(places for places in by_chunk.values() if len(places) > 1)[:2]
    town.steps.at(5, lambda: other(town, second))
    settle(town, echo(town, first, EchoKind.SEEN))
    assert Counter(town.letters("B1").values())[Letter.SEEN] == 2


def other(town: Town, index: int) -> None:
    tracker = Tracker(
        hearings=DynamoHearings(town.dynamodb, BROADCASTS),
        digest_of=digest_of,
        clock=town.clock,
        pause=lambda _attempt: None,
    )
    assert tracker.settle([("1", echo(town, index, EchoKind.SEEN))]) == []


def test_whoever_cannot_write_in_time_asks_for_it_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.send("1")
    heard = echo(town, 0, EchoKind.DELIVERED)
    refused = town.dynamodb.exceptions.ConditionalCheckFailedException({"Error": {"Code": "x"}}, "PutItem")

    def lost(**_what: Any) -> Any:
        raise refused

    monkeypatch.setattr(town.dynamodb, "put_item", lost)
    assert settle(town, heard) == ["0"]
