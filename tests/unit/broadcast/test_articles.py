"""An article on its way: step after step, each written down, and never to anybody's page twice."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.clock import iso
from dutydesk.ids import shown
from dutydesk.stores.articles import ArticleSteps, Waits, page_recipient, steps_from, steps_key
from dutydesk.stores.broadcasts import Broadcast, Kind, Letter, Policy, Priority, State, add_up
from dutydesk.stores.identities import shard_of
from functions.broadcast.sending.articles import MOST_VISITS
from functions.broadcast.sending.articles_store import DynamoSteps
from functions.broadcast.sending.ports import Fenced
from tests.unit.broadcast.air import KEY, Killed
from tests.unit.broadcast.press import BROADCAST, CREATE, VERIFY, FakePress
from tests.unit.broadcast.town import BROADCASTS, PAGES, Town

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAGE, OTHER_PAGE, ELSEWHERE = PAGES
COVER = "https://desk.example/bia.jpg"
EVENING = datetime(2026, 11, 22, 14, 59, 50, tzinfo=UTC)
"""Ten seconds to ten in Vietnam."""
FOREVER_S = 1e9

STRIDES = [pytest.param(4, id="every fourth step"), pytest.param(1, id="every step", marks=pytest.mark.long)]


class Newsroom(Town):
    """A town whose platform makes articles."""

    def __init__(self, dynamodb: "DynamoDBClient") -> None:
        super().__init__(dynamodb)
        self.press = FakePress(self.time)
        self.press.on_call = self.steps.pass_by
        self.wire: Any = self.press

    def article(self, *pages: str, broadcast_id: str = "A", **facts: Any) -> Broadcast:
        """Approve and plan an article to these pages."""
        words: dict[str, Any] = {"kind": Kind.ARTICLE, "description": "Vài dòng.", "cover_url": COVER}
        self.approved(broadcast_id, audience={"pages": list(pages or (PAGE,))}, **words | facts)
        return self.plan(broadcast_id)

    def letter_of(self, page_id: str, broadcast_id: str = "A") -> str:
        return self.letters(broadcast_id)[page_recipient(page_id)]

    def known(self, page_id: str = PAGE, broadcast_id: str = "A") -> ArticleSteps:
        (at,) = [chunk.key for chunk, _, _ in self.chunks(broadcast_id) if chunk.key.page_id == page_id]
        found = self.dynamodb.get_item(TableName=BROADCASTS, Key=steps_key(at))
        return steps_from(found["Item"]) if "Item" in found else ArticleSteps()

    def send_until_done(self, broadcast_id: str = "A", *, most: int = 200) -> Broadcast:
        """Work off one token a minute, as upkeep issues them."""
        for _ in range(most):
            if (header := self.header(broadcast_id)).state is not State.SENDING:
                return header
            for app_id in header.apps:
                self.send(app_id)
            self.time.pass_by(60)
        raise AssertionError("it is never done")


@pytest.fixture(name="room")
def _room(dynamodb: "DynamoDBClient") -> Newsroom:
    return Newsroom(dynamodb)


def test_each_page_is_one_recipient_in_the_books_whoever_follows_it(room: Newsroom) -> None:
    for number in range(5):
        room.follows(PAGE, f"u{number}", opted_out=number == 0)
    header = room.article(*PAGES)
    assert (header.target, header.apps) == (3, ("1", "2"))
    assert set(room.letters("A")) == {page_recipient(page) for page in PAGES}
    for chunk, _, _ in room.chunks("A"):
        assert chunk.people == (page_recipient(chunk.key.page_id),)
        assert chunk.key.shard == shard_of(chunk.people[0])
    assert room.send_until_done().state is State.DONE
    assert Counter(page for page, _ in room.press.sent) == Counter(dict.fromkeys(PAGES, 1))
    assert set(room.letters("A").values()) == {Letter.SENT}


def test_a_plan_that_is_taken_up_again_puts_no_page_twice(room: Newsroom) -> None:
    room.approved("A", audience={"pages": list(PAGES)}, kind=Kind.ARTICLE)
    killed = 0
    while True:
        room.steps.kill_at(killed)
        try:
            room.plan("A")
            break
        except Killed:
            killed += 1
    room.steps.never()
    assert killed > 5
    assert room.header("A").target == len(room.chunks("A")) == 3


def test_the_words_go_out_with_cover_unit_and_code_and_stand_nowhere_else_on_the_page(room: Newsroom) -> None:
    code = room.article().code
    room.send("1")
    (created,) = [body for path, body in room.press.asked if path == CREATE]
    assert (created["type"], created["title"], created["description"]) == ("normal", "Thử", "Vài dòng.")
    assert created["cover"] == {"cover_type": "photo", "photo_url": COVER, "status": "show"}
    assert created["status"] == "hide"
    (part,) = created["body"]
    assert part == {"type": "text", "content": f"Thử A.\nCông an Quận Mẫu. Mã kiểm tra: {shown(code)}"}
    (sent,) = [body for path, body in room.press.asked if path == BROADCAST]
    assert sent["recipient"] == {"target": {}}


def test_what_the_platform_says_of_its_reach_is_kept_and_nothing_is_invented(room: Newsroom) -> None:
    room.press.followers = 1_234
    room.article()
    room.article(broadcast_id="B")
    room.send_until_done()
    assert (room.known().followers, room.known().message_id) == (1_234, "m1")
    room.press.followers = None
    room.article(broadcast_id="C")
    room.send_until_done("C")
    assert room.known(broadcast_id="C").followers is None


@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_sender_may_die_between_any_two_steps(room: Newsroom, *, after: bool, stride: int) -> None:
    """Nothing goes out twice; only who died within the last step, or before it was written down, leaves an unknown."""
    ended: Counter[str] = Counter()
    for step in range(0, 200, stride):
        name = f"A{step}{after:d}"
        room.article(broadcast_id=name)
        sent_before = len(room.press.sent)
        room.steps.kill_at(step, after=after)
        try:
            room.send("1")
        except Killed:
            room.steps.never()
            room.time.pass_by(75)
            room.send_until_done(name)
        else:
            break
        letter = room.letter_of(PAGE, name)
        sent = len(room.press.sent) - sent_before
        ended[letter] += 1
        assert (letter, sent) in {(Letter.SENT, 1), (Letter.UNKNOWN, 0), (Letter.UNKNOWN, 1)}
    else:
        pytest.fail("it never got through")
    room.steps.never()
    assert ended[Letter.SENT] > ended[Letter.UNKNOWN] >= (stride == 1)
    # The write of the flight, the call before and after it was carried out, and the write of its outcome.
    assert ended[Letter.UNKNOWN] <= 4


@pytest.mark.parametrize("mood", ["lost", "garbage"])
@pytest.mark.parametrize("policy", list(Policy), ids=str)
def test_a_lost_answer_to_the_last_step_stays_unknown_whatever_the_policy(
    room: Newsroom, mood: str, policy: Policy
) -> None:
    room.press.will(BROADCAST, mood)
    room.article(policy=policy)
    assert room.send_until_done().state is State.DONE
    assert (room.letter_of(PAGE), len(room.press.sent)) == (Letter.UNKNOWN, 1)


@pytest.mark.parametrize("mood", ["lost", "garbage", "down", -200, -32])
@pytest.mark.parametrize("path", [CREATE, VERIFY], ids=["create", "verify"])
def test_every_step_but_the_last_is_repeated_harmlessly(room: Newsroom, path: str, mood: int | str) -> None:
    room.press.will(path, mood)
    room.article()
    room.send_until_done()
    assert (room.letter_of(PAGE), len(room.press.sent)) == (Letter.SENT, 1)


@pytest.mark.parametrize("mood", ["down", -200, -32, -214])
def test_the_last_step_is_repeated_only_when_it_was_surely_not_taken(room: Newsroom, mood: int | str) -> None:
    room.press.will(BROADCAST, mood)
    room.article()
    room.send_until_done()
    assert (room.letter_of(PAGE), len(room.press.sent)) == (Letter.SENT, 1)
    assert room.press.calls()[BROADCAST] == 2


def test_an_article_that_is_being_made_leaves_its_turn_to_others(room: Newsroom) -> None:
    room.press.article_s = 300
    room.article()
    began = room.time()
    room.send("1")
    assert room.time() - began < 15
    assert (room.known().waits, room.known().token) == (Waits.PROCESSING, "t0")
    calls = len(room.press.asked)
    room.send("1")
    assert len(room.press.asked) == calls, "it was asked again within its rest"
    assert room.is_reminded("1")
    assert room.send_until_done().state is State.DONE
    assert room.press.calls()[CREATE] == 1
    assert (room.letter_of(PAGE), room.known().waits) == (Letter.SENT, Waits.NOTHING)


def test_an_article_that_is_never_made_fails_after_an_hour_or_so(room: Newsroom) -> None:
    room.press.article_s = FOREVER_S
    room.article()
    began = room.time()
    assert room.send_until_done().state is State.DONE
    assert (room.letter_of(PAGE), room.known().waits) == (Letter.FAILED_DOWN, Waits.PROCESSING)
    assert 3_600 <= room.time() - began < 2 * 3_600
    assert room.press.sent == []
    assert MOST_VISITS <= room.press.calls()[VERIFY] <= 6 * MOST_VISITS


@pytest.mark.parametrize("number", [-211, -223])
@pytest.mark.parametrize("path", [CREATE, BROADCAST], ids=["create", "broadcast"])
def test_a_page_without_quota_stops_no_other_and_is_not_called_broken(room: Newsroom, path: str, number: int) -> None:
    room.press.will(path, number)
    room.article(PAGE, OTHER_PAGE)
    assert room.send_until_done().state is State.DONE
    totals = add_up(room.letters("A").values())
    assert (totals.sent, totals.failed, totals.letters[Letter.FAILED_DOWN]) == (1, 1, 1)
    assert room.known(PAGE).waits is Waits.QUOTA
    assert [page for page, _ in room.press.sent] == [OTHER_PAGE]
    assert not room.page_tokens.broken


def test_at_night_a_made_article_waits_for_the_morning(room: Newsroom) -> None:
    room.time.at = EVENING.timestamp()
    room.press.article_s = 12
    room.article(priority=Priority.EMERGENCY, night_reason="mưa lũ")
    room.send("1")
    room.time.pass_by(60)
    room.send("1")
    assert (room.letter_of(PAGE), room.known().waits, room.press.sent) == (Letter.PENDING, Waits.HOURS, [])
    room.time.at = (EVENING + timedelta(hours=8)).timestamp()
    room.send("1")
    assert room.press.sent == []
    room.time.pass_by(11)
    room.send("1")
    assert (room.letter_of(PAGE), len(room.press.sent)) == (Letter.SENT, 1)


def test_a_night_that_only_the_platform_knows_of_is_waited_for_too(room: Newsroom) -> None:
    room.press.will(BROADCAST, -234)
    room.article()
    room.send("1")
    assert (room.letter_of(PAGE), room.known().waits, room.press.sent) == (Letter.PENDING, Waits.HOURS, [])
    assert room.send_until_done().state is State.DONE
    assert len(room.press.sent) == 1


def test_an_emergency_that_waits_for_the_morning_holds_nobody_else_up(room: Newsroom) -> None:
    room.time.at = (EVENING + timedelta(minutes=5)).timestamp()
    room.article(priority=Priority.EMERGENCY)
    room.send("1")
    room.article(OTHER_PAGE, broadcast_id="B")
    calls = len(room.press.asked)
    room.send("1")
    assert len(room.press.asked) > calls, "the other one had no turn"
    assert room.known(OTHER_PAGE, "B").article_id


def test_what_waits_can_be_cancelled_at_once(room: Newsroom) -> None:
    room.press.article_s = FOREVER_S
    room.article()
    room.send("1")
    room.order("A", State.CANCELLED)
    room.send("1")
    assert (room.header("A").state, room.letter_of(PAGE)) == (State.CANCELLED, Letter.SKIPPED_CANCELLED)


def test_what_is_paused_takes_no_further_step(room: Newsroom) -> None:
    room.article()
    room.steps.at(12, lambda: room.order("A", State.PAUSED))
    room.send("1")
    assert room.header("A").state is State.PAUSED
    calls = len(room.press.asked)
    assert (room.send("1"), len(room.press.asked), room.press.sent) == (0, calls, [])
    room.order("A", State.SENDING)
    room.send_until_done()
    assert (room.letter_of(PAGE), len(room.press.sent)) == (Letter.SENT, 1)


def test_a_refused_article_fails_with_the_reason_and_the_next_page_goes_on(room: Newsroom) -> None:
    room.press.will(CREATE, -201)
    room.article(PAGE, OTHER_PAGE)
    room.send_until_done()
    assert (room.letter_of(PAGE), room.letter_of(OTHER_PAGE)) == (Letter.FAILED_REFUSED, Letter.SENT)


def test_a_token_that_the_platform_forgot_is_handed_in_once_more(room: Newsroom) -> None:
    room.press.will(VERIFY, -201)
    room.article()
    room.send_until_done()
    assert (room.letter_of(PAGE), room.press.calls()[CREATE]) == (Letter.SENT, 2)
    room.press.will(VERIFY, -201, -201)
    room.article(broadcast_id="B")
    room.send_until_done("B")
    assert (room.letter_of(PAGE, "B"), room.press.calls()[CREATE]) == (Letter.FAILED_REFUSED, 4)


@pytest.mark.parametrize("path", [CREATE, VERIFY, BROADCAST], ids=["create", "verify", "broadcast"])
def test_a_token_that_expires_is_renewed_and_the_step_taken_once(room: Newsroom, path: str) -> None:
    room.press.will(path, -216)
    room.article()
    room.send_until_done()
    assert (room.letter_of(PAGE), len(room.press.sent), room.page_tokens.renewals) == (Letter.SENT, 1, 1)


@pytest.mark.parametrize("path", [CREATE, BROADCAST], ids=["create", "broadcast"])
def test_a_broken_page_pauses_the_broadcast_and_calls_a_person(room: Newsroom, path: str) -> None:
    room.press.will(path, -204)
    room.article()
    room.send("1")
    header = room.header("A")
    assert (header.state, header.reason, room.letter_of(PAGE)) == (State.PAUSED, "page_broken", Letter.PENDING)
    assert room.page_tokens.broken == Counter({PAGE: 1})
    room.order("A", State.SENDING)
    room.send_until_done()
    assert (room.letter_of(PAGE), len(room.press.sent)) == (Letter.SENT, 1)


@pytest.mark.parametrize("stride", STRIDES)
def test_two_senders_at_the_same_moment_never_send_twice(room: Newsroom, stride: int) -> None:
    """The other one comes at any step; the fence lets one of them through, or leaves an unknown."""
    fenced = met = 0
    for step in range(0, 200, stride):
        name = f"A{step}"
        room.article(broadcast_id=name)
        before = len(room.press.sent)
        others: list[int] = []
        room.steps.at(step, partial(_also_send, room, others))
        try:
            room.send("1")
        except Fenced:
            fenced += 1
        room.steps.never()
        if not others:
            break
        met += 1
        room.send_until_done(name)
        assert (room.letter_of(PAGE, name), len(room.press.sent) - before) in {
            (Letter.SENT, 1),
            (Letter.UNKNOWN, 0),
            (Letter.UNKNOWN, 1),
        }
    assert met > fenced > 0


def _also_send(room: Newsroom, others: list[int]) -> None:
    others.append(room.sender(room.dynamodb).send("1", room.time() + 40))


def test_the_steps_of_a_younger_sender_stand(dynamodb: "DynamoDBClient") -> None:
    Town(dynamodb)
    kept = DynamoSteps(dynamodb, BROADCASTS)
    assert kept.read(KEY) == ArticleSteps()
    steps = ArticleSteps(token="t", handed_in=1, waits=Waits.LIMIT, followers=7)
    kept.write(KEY, steps, generation=2)
    with pytest.raises(Fenced):
        kept.write(KEY, ArticleSteps(), generation=1)
    assert kept.read(KEY) == steps


def test_an_articles_rest_is_a_moment_that_the_list_can_compare(room: Newsroom) -> None:
    room.press.article_s = FOREVER_S
    room.article()
    room.send("1")
    (active,) = room.sender().work.active("1")
    assert room.iso() < active.rests_until <= iso(room.clock() + timedelta(seconds=31))
    assert active.kind is Kind.ARTICLE
