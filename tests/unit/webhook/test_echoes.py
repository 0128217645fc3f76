"""What the platform says of the page's own messages: passed on, and nothing else is touched."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dutydesk.ids import new_code
from dutydesk.messages import EchoKind, EchoMessage
from dutydesk.platforms.events import Echoed
from tests.fakes.clock import NOON
from tests.fakes.queues import QueueRefused
from tests.unit.webhook.test_reception import PAGE, PERSON, USER, WROTE, Bench

CODE = new_code()
ECHO = Echoed(kind=EchoKind.ECHO, oa_id="77", user_id=USER, sent_at=NOON, message_ids=("m-1",), code=CODE)


@pytest.fixture(name="bench")
def _bench() -> Bench:
    return Bench()


def test_an_echo_is_passed_on_under_the_recipients_person_id(bench: Bench) -> None:
    assert bench.reception.take(ECHO) == EchoKind.ECHO
    assert bench.echoes.messages == [
        EchoMessage(kind=EchoKind.ECHO, page_id=PAGE.page_id, person_id=PERSON, message_id="m-1", at=NOON, code=CODE)
    ]
    assert USER not in repr(bench.echoes.messages)


@pytest.mark.parametrize("kind", list(EchoKind))
def test_no_receipt_touches_the_person_the_reply_window_or_the_identity(bench: Bench, kind: EchoKind) -> None:
    bench.reception.take(WROTE)
    person, notes = bench.people.get(PERSON), bench.identities.notes
    bench.reception.take(replace(ECHO, kind=kind, sent_at=NOON + timedelta(hours=5)))
    assert bench.people.get(PERSON) == person
    assert bench.identities.notes == notes
    assert len(bench.echoes.messages) == 1


def test_a_receipt_of_somebody_unknown_makes_nobody_known(bench: Bench) -> None:
    bench.reception.take(ECHO)
    assert (bench.people.written, bench.identities.known) == ({}, {})
    assert bench.counted == []


def test_a_look_at_several_messages_is_one_word_on_each(bench: Bench) -> None:
    bench.reception.take(replace(ECHO, kind=EchoKind.SEEN, message_ids=("a", "b"), code=""))
    assert [one.message_id for one in bench.echoes.messages] == ["a", "b"]


def test_when_the_queue_refuses_the_platform_hears_of_it(bench: Bench) -> None:
    bench.echoes.refuse_next = 1
    with pytest.raises(QueueRefused):
        bench.reception.take(ECHO)


def test_what_is_said_of_an_unknown_page_is_about_nothing_of_ours(bench: Bench) -> None:
    assert bench.reception.take(replace(ECHO, oa_id="78")) == "ignored"
    assert bench.echoes.messages == []
    assert bench.counted == ["EventIgnored"]


def test_an_unbelievable_time_becomes_the_moment_of_arrival(bench: Bench) -> None:
    bench.reception.take(replace(ECHO, sent_at=datetime.fromtimestamp(0, UTC)))
    assert bench.echoes.messages[0].at == NOON
