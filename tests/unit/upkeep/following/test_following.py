"""Turn by turn through a page's list: paced, taken up again, stopped by the platform, and never for nothing."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from dutydesk.clock import iso
from dutydesk.errors import DeliveryError, PageBroken, Refused, Throttled, TokenExpired, Unavailable
from functions.upkeep.following.following import AFTER_LIMIT, AFTER_OUTAGE, MOST_FAILURES, TOO_OLD, Did
from tests.unit.upkeep.following.conftest import LONG, PAGE, FakeAcquaintances, Night
from tests.unit.upkeep.following.platform import crowd


class Killed(BaseException):
    """The worker is gone."""


def test_everybody_who_follows_becomes_known_and_is_counted(night: Night) -> None:
    night.directory.people = crowd(120, [None])
    assert night.turn() is Did.DONE
    assert {one["user_id"] for one in night.everybody()} == set(night.directory.people)
    assert all("last_interaction" not in one for one in night.everybody())
    assert night.counts == {"FollowersFound": 120, "FollowersAdded": 120, "FollowersMended": 0, "FollowersMissed": 0}
    assert night.due() == {}


def test_the_next_night_finds_the_same_and_adds_nobody(night: Night) -> None:
    night.directory.people = crowd(60, [None])
    night.turn()
    night.counts.clear()
    night.clock.advance(hours=24)
    assert night.turn() is Did.DONE
    assert (night.counts["FollowersFound"], night.counts["FollowersAdded"]) == (60, 0)


def test_requests_keep_the_pace_and_a_slow_answer_is_not_made_up_for(night: Night) -> None:
    night.directory.people = crowd(250, [None])
    night.per_second = 4.0
    started: list[float] = []

    def answered(number: int) -> None:
        started.append(night.passed_s)
        night.passed_s += 0.7 if number == 1 else 0.01

    night.directory.before = answered
    night.turn()
    gaps = [later - earlier for earlier, later in pairwise(started)]
    assert min(gaps) >= 0.25 - 1e-9
    assert len(gaps) == 4


def test_when_its_time_is_up_it_leaves_a_reminder_and_the_next_turn_goes_on_there(night: Night) -> None:
    night.directory.people = crowd(500, [None])
    night.crowd = FakeAcquaintances()
    wish = night.wish()
    assert night.turn(wish, seconds=0.9) is Did.TIME
    calls = len(night.directory.offsets)
    assert 0 < calls < 10
    due = night.due()
    assert due["kind"] == "followers"
    assert due["what"] == {"page_id": PAGE.page_id, "app_id": PAGE.app_id, "asked_at": wish.asked_at}
    assert due["due_at"] == iso(night.clock())
    assert night.turn(wish) is Did.DONE
    assert night.directory.offsets == [50 * number for number in range(10)]
    assert night.crowd.known == set(night.directory.people)


def test_a_turn_without_time_asks_nothing_and_is_reminded_of(night: Night) -> None:
    night.directory.people = crowd(5, [None])
    assert night.turn(seconds=0) is Did.TIME
    assert night.directory.offsets == []
    assert night.due()


def test_a_worker_that_is_killed_at_any_step_loses_nobody(night: Night) -> None:
    night.directory.people = crowd(110, [None])
    wish, real = night.wish(), night.dynamodb
    for step in range(60):
        night.dynamodb = Dying(real, step)  # type: ignore[assignment]  # stands in for the client
        try:
            night.turn(wish)
        except Killed:
            continue
        break
    night.dynamodb = real
    assert night.turn(wish) in {Did.DONE, Did.NOTHING}
    assert {one["user_id"] for one in night.everybody()} == set(night.directory.people)


def test_a_wish_that_is_delivered_again_after_the_end_reads_nothing(night: Night) -> None:
    night.directory.people = crowd(5, [None])
    wish = night.wish()
    night.clock.advance(seconds=2)
    night.turn(wish)
    calls = len(night.directory.offsets)
    assert night.turn(wish) is Did.NOTHING
    assert len(night.directory.offsets) == calls


def test_a_page_that_nobody_knows_any_more_is_left_alone(night: Night) -> None:
    night.pages.clear()
    assert night.turn() is Did.NOTHING
    assert night.kept() == {}


def test_a_reading_of_yesterday_is_begun_anew(night: Night) -> None:
    night.directory.people = crowd(200, [None])
    assert night.turn(seconds=0.1) is Did.TIME
    night.clock.advance(seconds=TOO_OLD.total_seconds() + 1)
    night.directory.offsets.clear()
    assert night.turn() is Did.DONE
    assert night.directory.offsets == [0, 50, 100, 150]


def test_two_workers_of_one_page_do_not_mix_their_places(night: Night) -> None:
    night.directory.people = crowd(200, [None])

    def another(number: int) -> None:
        if number == 1:
            night.directory.before = lambda _number: None
            assert night.turn() is Did.DONE

    night.directory.before = another
    assert night.turn() is Did.NOTHING
    assert night.counts["FollowersFound"] == 200


def test_the_limit_ends_the_turn_at_once_and_leaves_the_app_alone_for_a_while(night: Night) -> None:
    night.directory.people = crowd(200, [None])
    night.directory.will = [None, Throttled("-32")]
    assert night.turn() is Did.REST
    assert len(night.directory.offsets) == 2
    assert night.due()["due_at"] == iso(night.clock() + AFTER_LIMIT)
    assert night.counts["FollowersLimited"] == 1
    assert night.turn() is Did.DONE
    assert night.directory.offsets == [0, 50, 50, 100, 150]


def test_a_platform_that_asks_for_a_longer_rest_gets_it(night: Night) -> None:
    night.directory.people = crowd(5, [None])
    night.directory.will = [Throttled("-211", retry_after_s=3600)]
    night.turn()
    assert night.due()["due_at"] == iso(night.clock() + timedelta(hours=1))


def test_an_expired_token_is_renewed_once_and_the_reading_goes_on(night: Night) -> None:
    night.directory.people = crowd(60, [None])
    night.directory.will = [TokenExpired("-216")]
    assert night.turn() is Did.DONE
    assert night.directory.tokens == ["access-1", "access-2", "access-2"]


@pytest.mark.parametrize(
    "errors",
    [[Unavailable("http 502", answer_lost=True)], [TokenExpired("-216"), TokenExpired("-216")]],
    ids=["outage", "two dead tokens"],
)
def test_an_outage_is_waited_for(night: Night, errors: list[DeliveryError | None]) -> None:
    night.directory.people = crowd(5, [None])
    night.directory.will = errors
    assert night.turn() is Did.REST
    assert night.due()["due_at"] == iso(night.clock() + AFTER_OUTAGE)
    assert night.counts["FollowersNotRead"] == 0


def test_an_outage_without_end_is_given_up_until_the_next_night_and_told(night: Night) -> None:
    night.directory.people = crowd(5, [None])
    night.directory.will = [Unavailable("http 502", answer_lost=True)] * MOST_FAILURES
    wish = night.wish()
    assert [night.turn(wish) for _ in range(MOST_FAILURES)] == [Did.REST] * (MOST_FAILURES - 1) + [Did.GIVEN_UP]
    assert night.counts["FollowersNotRead"] == 1
    assert night.kept()["reason"] == "http 502"
    assert night.turn(wish) is Did.NOTHING
    night.clock.advance(hours=24)
    assert night.turn() is Did.DONE


def test_failures_count_only_in_a_row(night: Night) -> None:
    night.directory.people = crowd(5_000, [None])
    night.crowd = FakeAcquaintances()
    wish = night.wish()
    for _ in range(MOST_FAILURES + 2):
        night.directory.will = [None, Unavailable("http 502", answer_lost=True)]
        assert night.turn(wish) is Did.REST


def test_a_broken_page_calls_a_person_as_for_any_sender_and_waits_for_the_next_night(night: Night) -> None:
    night.directory.will = [PageBroken("-209")]
    assert night.turn() is Did.GIVEN_UP
    assert night.tokens.broken == [f"{PAGE.page_id} -209"]
    assert night.counts["FollowersNotRead"] == 1
    assert (night.kept()["reason"], night.due()) == ("-209", {})


def test_a_page_without_token_was_told_of_by_the_tokens_themselves(night: Night) -> None:
    night.tokens.will = [PageBroken("no_tokens")]
    assert night.turn() is Did.GIVEN_UP
    assert night.tokens.broken == []
    assert night.counts["FollowersNotRead"] == 1


def test_a_platform_that_refuses_days_still_shows_its_first_ten_thousand(night: Night) -> None:
    night.directory.people = crowd(10_100, [None])
    night.directory.refuses_days = True
    night.crowd = FakeAcquaintances()
    assert night.turn() is Did.DONE
    assert len(night.crowd.known) == 10_000
    assert night.counts["FollowersAdded"] == 10_000
    assert night.counts["FollowersMissed"] == 100


def test_a_platform_that_refuses_the_list_itself_is_given_up_and_nobody_is_called_to_the_page(night: Night) -> None:
    night.directory.will = [Refused("-201")]
    assert night.turn() is Did.GIVEN_UP
    assert night.tokens.broken == []


def test_every_night_each_page_on_the_list_is_reminded_of(night: Night) -> None:
    for page_id in (PAGE.page_id, "zalo-gone"):
        night.enter(page_id)
    assert night.following().remind_all(iso(night.clock())) == 1
    assert night.due()["what"]["page_id"] == PAGE.page_id


def test_a_page_that_is_entered_again_keeps_where_its_reading_stands(night: Night) -> None:
    night.directory.people = crowd(200, [None])
    wish = night.wish()
    night.turn(wish, seconds=0.1)
    night.enter()
    night.turn(wish)
    assert night.directory.offsets == [0, 50, 100, 150]


def test_a_page_can_be_on_the_list_before_its_first_reading(night: Night) -> None:
    night.enter()
    night.directory.people = crowd(1, [None])
    assert night.turn() is Did.DONE


class Dying:
    """A client whose worker dies before a call, or after it: before the call of this number, counted in halves."""

    def __init__(self, client: Any, step: int) -> None:
        self._client = client
        self._left = step
        self.exceptions = client.exceptions

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._client, name)

        def dying(**asked: Any) -> Any:
            self._step()
            done = call(**asked)
            self._step()
            return done

        return dying

    def _step(self) -> None:
        if self._left == 0:
            raise Killed
        self._left -= 1


def test_how_many_follow_is_told_once_a_list_was_read_to_its_end(night: Night) -> None:
    night.directory.people = crowd(120, [None])
    told: list[tuple[str, int]] = []
    following = replace(night.following(), followed=lambda page, number: told.append((page.page_id, number)))
    wish = night.wish()
    assert following.turn(wish, 0) is Did.TIME
    assert told == []
    assert following.turn(wish, LONG) is Did.DONE
    assert told == [(PAGE.page_id, 120)]
