"""A token's work over real stores: whose turn it is, when it stops, and that the books say what happened."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from dutydesk.clock import iso
from dutydesk.errors import PageBroken, Unavailable
from dutydesk.stores.broadcasts import Letter, Policy, Priority, State, add_up
from functions.broadcast.sending.books import DynamoBooks, DynamoWork
from functions.broadcast.sending.paces import DynamoPaces
from functions.broadcast.sending.ports import Fenced
from tests.unit.broadcast.town import APPS, BROADCASTS, IDENTITIES, PAGES, Town

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ONE, TWO, OTHER = PAGES


@pytest.fixture(name="town")
def _town(dynamodb: "DynamoDBClient") -> Town:
    return Town(dynamodb)


def crowd(town: Town, page_id: str, size: int) -> set[str]:
    return {town.follows(page_id, f"{page_id}-{number}") for number in range(size)}


def planned(town: Town, broadcast_id: str = "B1", **facts: object) -> None:
    town.approved(broadcast_id, **facts)
    town.plan(broadcast_id)


def test_everybody_gets_it_once_with_unit_and_code_in_the_last_line(town: Town) -> None:
    everybody = crowd(town, ONE, 40) | crowd(town, OTHER, 20)
    planned(town)
    assert town.send("1") == 4
    assert town.header("B1").state is State.SENDING
    assert town.send("2") == 4
    assert town.got("B1") == Counter(everybody)
    assert set(town.letters("B1").values()) == {Letter.SENT}
    header = town.header("B1")
    assert (header.state, header.apps_done, header.target) == (State.DONE, ("1", "2"), 60)
    last = town.wire.delivered[0].text.splitlines()[-1]
    assert last.startswith("Công an Quận Mẫu. Mã kiểm tra: ")
    assert (town.active("1"), town.active("2")) == ({}, {})


def test_an_app_at_rest_is_reminded_no_more(town: Town) -> None:
    crowd(town, ONE, 5)
    planned(town)
    assert town.is_reminded("1")
    town.send("1")
    assert not town.is_reminded("1")


def test_a_broadcast_that_comes_on_the_list_while_the_reminder_is_taken_back_is_reminded_of(town: Town) -> None:
    crowd(town, ONE, 5)
    town.approved("B1")
    sender = town.sender()
    town.steps.at(2, lambda: planned_again(town))
    sender.send("1", town.time() + 1)
    assert town.is_reminded("1")


def planned_again(town: Town) -> None:
    town.planner(town.dynamodb).plan("B1")


def test_an_emergency_goes_first_although_it_came_later(town: Town) -> None:
    crowd(town, ONE, 80)
    planned(town, "B1")
    planned(town, "B2", priority=Priority.EMERGENCY)
    town.send("1", seconds=3)
    assert town.got("B1") == Counter()
    assert town.got("B2")


def test_an_emergency_overtakes_within_seconds_in_the_middle_of_a_chunk(town: Town) -> None:
    crowd(town, ONE, 120)
    planned(town, "B1")
    arrived: list[float] = []
    town.wire.on_delivery = lambda one: arrived.append(town.time()) if "B2" in one.text else None
    town.steps.at(40, lambda: emergency(town))
    begun = town.time()
    town.send("1", seconds=30)
    assert town.got("B1")
    assert arrived
    assert arrived[0] - begun <= 6
    assert town.header("B2").state is State.DONE


def emergency(town: Town) -> None:
    town.approved("B2", priority=Priority.EMERGENCY)
    town.planner(town.dynamodb).plan("B2")


def test_two_broadcasts_of_one_app_take_turns(town: Town) -> None:
    crowd(town, ONE, 120)
    planned(town, "B1")
    planned(town, "B2")
    order: list[str] = []
    town.wire.on_delivery = lambda one: order.append(one.text.splitlines()[0])
    town.send("1", seconds=60)
    half = Counter(order[: len(order) // 2])
    assert min(half.values()) >= 0.3 * max(half.values())
    assert len(half) == 2


def test_a_pause_is_kept_within_seconds_and_nothing_is_left_in_the_air(town: Town) -> None:
    everybody = crowd(town, ONE, 200)
    planned(town)
    moment: list[float] = []
    last: list[float] = []
    town.wire.on_delivery = lambda _one: last.append(town.time())

    def pause() -> None:
        town.order("B1", State.PAUSED)
        moment.append(town.time())

    town.steps.at(60, pause)
    town.send("1")
    assert last[-1] - moment[0] <= 2
    books = add_up(ledger.letters for _, ledger, _ in town.chunks("B1"))
    assert books.pending > 0
    assert (books.unknown, books.sent) == (0, sum(town.got("B1").values()))
    town.order("B1", State.SENDING)
    town.send("1")
    assert town.got("B1") == Counter(everybody)


def test_a_pause_during_a_long_rest_is_kept_before_the_rest_is_over(town: Town) -> None:
    crowd(town, ONE, 100)
    planned(town)
    paused_at: list[float] = []

    def pause() -> None:
        town.order("B1", State.PAUSED)
        paused_at.append(town.time())

    town.wire.moods.extend(["limit"] * 30)
    town.steps.at(40, pause)
    town.send("1")
    assert town.time() - paused_at[0] <= 5
    assert town.wire.moods, "it was still resting"


def test_who_was_not_reached_before_the_cancel_is_skipped_and_the_books_close(town: Town) -> None:
    crowd(town, ONE, 100)
    planned(town)
    town.send("1", seconds=3)
    town.order("B1", State.CANCELLED)
    assert town.tokens["1"]
    town.send("1")
    books = add_up(ledger.letters for _, ledger, _ in town.chunks("B1"))
    assert books.pending == 0
    assert books.sent == sum(town.got("B1").values()) > 0
    assert books.letters[Letter.SKIPPED_CANCELLED] == 100 - books.sent
    header = town.header("B1")
    assert (header.state, header.apps_done) == (State.CANCELLED, ("1",))
    assert town.active("1") == {}


def test_a_cancel_while_it_is_planned_closes_the_books_of_what_was_frozen(town: Town) -> None:
    everybody = crowd(town, ONE, 100)
    town.approved("B1")
    states: list[State] = []

    def cancel() -> None:
        states.append(town.header("B1").state)
        town.order("B1", State.CANCELLED)

    town.steps.at(12, cancel)
    town.planner().plan("B1")
    assert states == [State.PLANNING]
    assert town.header("B1").state is State.CANCELLED
    town.send("1")
    assert set(town.letters("B1")) <= everybody
    assert set(town.letters("B1").values()) == {Letter.SKIPPED_CANCELLED}
    assert town.header("B1").target == len(town.letters("B1"))
    assert town.wire.delivered == []


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda town: town.wire.moods.extend(["no_connection"] * 400), "storm"),
        (lambda town: town.wire.moods.extend(["broken"] * 400), "page_broken"),
        (lambda town: town.wire.moods.extend(["quota"] * 400), "no_quota"),
        (lambda town: town.page_tokens.unready.update({ONE: PageBroken("no_tokens")}), "page_broken"),
    ],
    ids=["storm", "page_broken", "no_quota", "no_tokens"],
)
def test_it_pauses_itself_everywhere_says_why_and_blames_nobody(
    town: Town, spoil: Callable[[Town], None], reason: str
) -> None:
    crowd(town, ONE, 200)
    crowd(town, OTHER, 5)
    planned(town)
    spoil(town)
    town.send("1")
    header = town.header("B1")
    assert (header.state, header.reason) == (State.PAUSED, reason)
    assert (town.active("1"), town.active("2")) == ({"B1": State.PAUSED}, {"B1": State.PAUSED})
    assert town.counts["BroadcastPaused"] == 1
    assert set(town.letters("B1").values()) == {Letter.PENDING}


def test_an_apps_storm_does_not_touch_anothers_broadcast(town: Town) -> None:
    crowd(town, ONE, 100)
    there = crowd(town, OTHER, 10)
    planned(town, "B1", audience={"pages": [ONE]})
    planned(town, "B2", audience={"pages": [OTHER]})
    town.wire.moods.extend(["no_connection"] * 400)
    town.send("1")
    town.wire.moods.clear()
    town.send("2")
    assert town.header("B1").state is State.PAUSED
    assert town.got("B2") == Counter(there)


@pytest.mark.parametrize(
    ("mood", "letter"),
    [
        ("blocked", Letter.FAILED_UNREACHABLE),
        ("refused", Letter.FAILED_REFUSED),
        ("window", Letter.SKIPPED_WINDOW),
        ("lost", Letter.UNKNOWN),
        ("garbage", Letter.UNKNOWN),
        ("down", Letter.UNKNOWN),
        ("limit", Letter.SENT),
        ("no_connection", Letter.SENT),
        ("expired", Letter.SENT),
    ],
)
def test_what_the_platform_says_is_what_the_books_say(town: Town, mood: str, letter: Letter) -> None:
    person = town.follows(ONE, "u1")
    planned(town)
    town.wire.moods.append(mood)
    town.send("1")
    assert town.letters("B1") == {person: letter}
    assert town.got("B1")[person] == (letter is Letter.SENT or mood in {"lost", "garbage"})


def test_who_cannot_be_reached_is_spared_the_next_broadcast(town: Town) -> None:
    person = town.follows(ONE, "u1")
    planned(town)
    town.wire.moods.append("blocked")
    town.send("1")
    planned(town, "B2")
    assert town.letters("B2") == {person: Letter.SKIPPED_GONE}


def test_a_renewal_that_fails_is_no_lost_answer(town: Town) -> None:
    """The message was turned away with the old token; whatever becomes of the new one, nobody has it."""
    person = town.follows(ONE, "u1")
    planned(town)

    def refuse() -> None:
        raise Unavailable("http 503", answer_lost=True)

    town.page_tokens.renew = refuse
    town.wire.moods.append("expired")
    town.send("1")
    assert town.letters("B1") == {person: Letter.SENT}
    assert town.got("B1")[person] == 1


@pytest.mark.parametrize(
    ("facts", "letter"),
    [
        ({"opted_out": True}, Letter.SKIPPED_OPTED_OUT),
        ({"unreachable": "-213"}, Letter.SKIPPED_GONE),
        ({"last_interaction": "2026-11-01T00:00:00.000Z"}, Letter.SKIPPED_WINDOW),
    ],
)
def test_the_rails_are_asked_again_at_the_moment_of_sending(
    town: Town, facts: dict[str, object], letter: Letter
) -> None:
    person = town.follows(ONE, "u1")
    planned(town)
    town.follows(ONE, "u1", **facts)
    town.send("1")
    assert town.letters("B1") == {person: letter}
    assert town.wire.delivered == []


def test_who_never_wrote_gets_an_approved_template_by_day(town: Town) -> None:
    person = town.follows(ONE, "u1", last_interaction=iso(town.clock() - timedelta(days=30)))
    planned(town, template_id="T1")
    town.send("1")
    assert town.letters("B1") == {person: Letter.SENT}
    assert town.wire.delivered[0].text == "Thử B1."


def test_somebody_nobody_knows_any_more_is_skipped(town: Town) -> None:
    person = town.follows(ONE, "u1")
    planned(town)
    where = {"pk": {"S": f"PERSON#{person}"}, "sk": {"S": "#"}}
    town.dynamodb.delete_item(TableName=IDENTITIES, Key=where)
    town.send("1")
    assert town.letters("B1") == {person: Letter.SKIPPED_GONE}


def test_books_that_do_not_balance_stop_the_broadcast_and_are_told(town: Town) -> None:
    crowd(town, ONE, 5)
    planned(town)
    chunk, _, _ = town.chunks("B1")[0]
    town.dynamodb.update_item(
        TableName=BROADCASTS,
        Key={"pk": {"S": "BROADCAST#B1"}, "sk": {"S": f"LEDGER#{chunk.key.path}"}},
        UpdateExpression="SET letters = :short",
        ExpressionAttributeValues={":short": {"S": ""}},
    )
    town.send("1")
    assert town.counts["BooksDoNotBalance"] == 1
    assert (town.header("B1").state, town.header("B1").reason) == (State.PAUSED, "books")


@pytest.mark.parametrize("policy", list(Policy))
def test_a_younger_sender_takes_over_and_the_older_one_hears_it(town: Town, policy: Policy) -> None:
    everybody = crowd(town, ONE, 60)
    planned(town, policy=policy)
    town.steps.at(60, lambda: younger(town))
    with pytest.raises(Fenced):
        town.send("1")
    assert set(town.letters("B1")) == everybody
    unknown = {person for person, letter in town.letters("B1").items() if letter == Letter.UNKNOWN}
    assert len(unknown) <= 2 * 10 + 2
    most = 1 if policy is Policy.ONCE else 2
    assert max(town.got("B1").values()) <= most
    assert town.header("B1").state is State.DONE


def younger(town: Town) -> None:
    town.sender(town.dynamodb).send("1", town.time() + 60)


def test_a_claim_keeps_older_generations_out_of_a_ledger(town: Town) -> None:
    crowd(town, ONE, 3)
    planned(town)
    books = DynamoBooks(town.dynamodb, BROADCASTS)
    _, ledger, _ = town.chunks("B1")[0]
    mine = books.claim(ledger.key, 5)
    with pytest.raises(Fenced):
        books.claim(ledger.key, 4)
    books.claim(ledger.key, 6)
    with pytest.raises(Fenced):
        books.write(mine)


def test_what_was_learned_of_the_pace_is_kept_but_not_by_a_sender_that_was_overtaken(town: Town) -> None:
    paces = DynamoPaces(town.dynamodb, APPS, town.time)
    first, slow = paces.take_over("1")
    slow.refused(town.time())
    paces.leave("1", first, slow)
    second, pace = paces.take_over("1")
    assert second > first
    assert pace.factor == slow.factor < 1
    assert pace.next_at > town.time()
    slow.factor = 0.1
    paces.leave("1", first, slow)
    assert paces.take_over("1")[1].factor == pace.factor


def test_a_sender_without_work_ends_at_once(town: Town) -> None:
    assert town.send("1") == 0
    assert DynamoWork(town.dynamodb, BROADCASTS).active("1") == []
