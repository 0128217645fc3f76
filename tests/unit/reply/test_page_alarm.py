"""A person is called to a broken page, and not more often than they can bear."""

from collections import Counter
from unittest.mock import Mock

import pytest

from dutydesk.tokens.alarm import QUIET_S, PageAlarm


class Monotonic:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def counts() -> Counter[str]:
    return Counter()


@pytest.fixture
def topic() -> Mock:
    return Mock()


@pytest.fixture
def time() -> Monotonic:
    return Monotonic()


@pytest.fixture
def alarm(topic: Mock, counts: Counter[str], time: Monotonic) -> PageAlarm:
    return PageAlarm(topic, "arn:topic", lambda name: counts.update([name]), time)


def test_the_operators_hear_which_page_and_why(alarm: PageAlarm, topic: Mock) -> None:
    alarm("zalo-phuong-mau-1", "refresh_refused")
    told = topic.publish.call_args.kwargs
    assert "zalo-phuong-mau-1" in told["Message"]
    assert "refresh_refused" in told["Message"]
    assert told["Subject"].isascii()
    assert len(told["Subject"]) < 100, "a topic takes no longer subject"


def test_the_same_is_told_once_an_hour_and_another_reason_at_once(
    alarm: PageAlarm, topic: Mock, time: Monotonic
) -> None:
    for reason in ("no_tokens", "no_tokens", "refresh_refused"):
        alarm("zalo-phuong-mau-1", reason)
    assert topic.publish.call_count == 2
    time.now = QUIET_S
    alarm("zalo-phuong-mau-1", "no_tokens")
    assert topic.publish.call_count == 3


def test_a_topic_that_refuses_fails_no_reply_and_is_asked_again(
    alarm: PageAlarm, topic: Mock, counts: Counter[str]
) -> None:
    topic.publish.side_effect = [ConnectionError, None]
    alarm("zalo-phuong-mau-1", "no_tokens")
    alarm("zalo-phuong-mau-1", "no_tokens")
    assert topic.publish.call_count == 2
    assert counts == {"PageBroken": 2, "AlarmNotPublished": 1}
