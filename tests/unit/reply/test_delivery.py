"""One reply, delivered once, whatever happens on the way."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.errors import NotFound, Throttled, Unavailable
from dutydesk.messages import Button, Reply, as_plain
from dutydesk.platforms.zalo.outbox import TEXT_MAX
from dutydesk.stores.items import to_item
from dutydesk.stores.receipts import due_item, reply_from_plain
from functions.reply.delivery import GIVE_UP_AFTER, Delivery, Kind, Outcome
from tests.fakes.clock import NOON
from tests.fakes.platform_server import Answer, accepted, refused
from tests.unit.reply.conftest import MESSAGES, OAUTH, PAGE, PERSON, USER, House, Killed

LATE, DROPPED, GARBAGE, DOWN = Answer(after_s=0.6), Answer(dropped=True), Answer(body=b"<html>"), Answer(status=503)


@dataclass
class Dying:
    """Stands before a collaborator and kills the worker when one of its methods is called, or just after."""

    real: Any
    method: str
    after: bool = False

    def __getattr__(self, name: str) -> Any:
        if name != self.method:
            return getattr(self.real, name)

        def die(*args: Any, **kwargs: Any) -> None:
            if self.after:
                getattr(self.real, name)(*args, **kwargs)
            raise Killed

        return die


def test_a_reply_reaches_its_person_with_the_token_of_their_page(house: House, reply: Reply) -> None:
    assert house.delivery().deliver(reply) == Outcome(kind=Kind.SENT)
    (asked,) = house.zalo.server.asked
    assert asked.json == {"recipient": {"user_id": USER}, "message": {"text": "Đã nhận tin."}}
    assert asked.headers["access_token"] == "access-1"
    assert house.sent_record()["state"] == "sent"
    assert house.sent_record()["message_id"] == "m-1"
    assert house.counts == {"ReplySent": 1}


def test_the_officer_sees_that_an_answer_was_sent_and_no_id_of_the_platform(house: House, answer: Reply) -> None:
    house.delivery().deliver(answer)
    assert (house.words().delivery, house.words().reason) == ("sent", "")
    item = house.aws.item("cases", "CASE#01HCASE", answer.message_key)
    assert not any(secret in str(item) for secret in (USER, "m-1"))


def test_the_same_reply_fifty_times_is_sent_once(house: House, reply: Reply) -> None:
    kinds = [house.delivery().deliver(reply).kind for _ in range(25)]
    worker = house.delivery()
    kinds += [worker.deliver(replace(reply, attempt=attempt)).kind for attempt in range(25)]
    assert kinds == [Kind.SENT] + [Kind.ALREADY_SENT] * 49
    assert len(house.zalo.server.asked) == 1
    assert "PossibleSecondCopy" not in house.counts


def test_killed_between_send_and_mark_is_the_one_second_copy_and_it_is_counted(house: House, reply: Reply) -> None:
    with pytest.raises(Killed):
        house.delivery(sent=Dying(house.delivery().sent, "finish")).deliver(reply)
    assert house.sent_record()["state"] == "sending"
    assert house.delivery().deliver(reply).kind is Kind.SENT
    assert len(house.zalo.server.asked) == 2
    assert house.counts["PossibleSecondCopy"] == 1
    assert house.delivery().deliver(reply).kind is Kind.ALREADY_SENT
    assert house.counts["PossibleSecondCopy"] == 1


@pytest.mark.parametrize("answer_of_zalo", [LATE, DROPPED, GARBAGE, DOWN], ids=["late", "dropped", "garbage", "503"])
def test_a_lost_answer_is_counted_and_tried_again_by_the_queue(
    house: House, reply: Reply, answer_of_zalo: Answer
) -> None:
    house.zalo.server.will(answer_of_zalo)
    with pytest.raises(Unavailable):
        house.delivery().deliver(reply)
    assert house.counts == {"AnswerLost": 1}
    assert house.delivery().deliver(reply).kind is Kind.SENT
    assert house.counts["PossibleSecondCopy"] == 1


def test_a_possible_copy_is_not_forgotten_by_a_refusal_in_between(house: House, reply: Reply) -> None:
    house.zalo.server.will(DROPPED, refused(-200))
    for _ in range(2):
        with pytest.raises(Unavailable):
            house.delivery().deliver(reply)
    house.delivery().deliver(reply)
    assert house.counts["PossibleSecondCopy"] == 2


@pytest.mark.parametrize("number", [-32, -200])
def test_what_was_surely_not_sent_is_no_second_copy(house: House, reply: Reply, number: int) -> None:
    house.zalo.server.will(refused(number))
    with pytest.raises((Throttled, Unavailable)):
        house.delivery().deliver(reply)
    assert house.sent_record()["state"] == "waiting"
    assert house.delivery().deliver(reply).kind is Kind.SENT
    assert house.counts == {"ReplySent": 1}


@pytest.mark.parametrize("answer_of_zalo", [LATE, DROPPED, GARBAGE, DOWN, refused(-32), refused(-200), refused(-777)])
def test_an_outage_longer_than_a_minute_goes_to_upkeep_and_not_to_the_dead_letters(
    house: House, answer: Reply, answer_of_zalo: Answer
) -> None:
    house.clock.advance(seconds=60)
    house.zalo.server.will(answer_of_zalo)
    outcome = house.delivery().deliver(answer)
    assert outcome.kind is Kind.LATER
    due = house.due("r1")
    assert due["due_at"] == "2026-03-02T05:02:00.000Z"
    assert reply_from_plain(due["what"]) == replace(answer, attempt=1)
    assert house.words().delivery == "later"
    assert house.words().reason in ("platform_busy", "platform_down")


def test_each_attempt_waits_longer_up_to_half_an_hour(house: House, reply: Reply) -> None:
    house.clock.advance(seconds=60)
    waits = []
    for attempt in range(8):
        house.zalo.server.will(DOWN)
        house.delivery().deliver(replace(reply, attempt=attempt))
        due_at = reply_due_at(house)
        waits.append(due_at / 60)
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]


def reply_due_at(house: House) -> float:
    due_at = house.due()["due_at"]
    return (type(NOON).fromisoformat(due_at) - house.clock()).total_seconds()


def test_a_used_up_quota_is_left_alone_for_an_hour_at_once(house: House, reply: Reply) -> None:
    house.zalo.server.will(refused(-211))
    assert house.delivery().deliver(reply).kind is Kind.LATER
    assert reply_due_at(house) == 3600


def test_after_two_days_the_officer_is_told_that_it_failed(house: House, answer: Reply) -> None:
    house.clock.now += GIVE_UP_AFTER - timedelta(minutes=10)
    house.zalo.server.will(DOWN)
    outcome = house.delivery().deliver(replace(answer, attempt=90))
    assert outcome == Outcome(kind=Kind.FAILED, reason="platform_down")
    assert (house.words().delivery, house.words().reason) == ("failed", "platform_down")
    assert house.due("r1") == {}


@pytest.mark.parametrize(
    ("number", "reason"),
    [(-230, "window_closed"), (-232, "window_closed"), (-244, "unreachable"), (-213, "unreachable"), (-210, "refused")],
)
def test_what_can_never_be_sent_is_told_to_the_officer_and_never_tried_again(
    house: House, answer: Reply, number: int, reason: str
) -> None:
    house.zalo.server.will(refused(number))
    assert house.delivery().deliver(answer) == Outcome(kind=Kind.FAILED, reason=reason)
    assert (house.words().delivery, house.words().reason) == ("failed", reason)
    assert house.delivery().deliver(answer) == Outcome(kind=Kind.FAILED, reason=reason)
    assert len(house.zalo.server.asked) == 1
    assert house.due("r1") == {}


def test_a_person_who_blocked_the_page_is_marked(house: House, reply: Reply) -> None:
    house.zalo.server.will(refused(-244))
    house.delivery().deliver(reply)
    assert house.aws.item("identities", f"PERSON#{PERSON}")["unreachable"] == "-244"


@pytest.mark.parametrize("number", [-216, -220, -124])
def test_an_expired_token_is_exchanged_once_and_the_reply_sent_in_the_same_call(
    house: House, reply: Reply, number: int
) -> None:
    house.zalo.server.will(refused(number))
    assert house.delivery().deliver(reply).kind is Kind.SENT
    assert [asked.path for asked in house.zalo.server.asked] == [MESSAGES, OAUTH, MESSAGES]
    assert house.zalo.server.asked[2].headers["access_token"] == "access-2"
    assert "PossibleSecondCopy" not in house.counts


def test_a_token_that_is_refused_again_is_not_exchanged_again(house: House, reply: Reply) -> None:
    house.clock.advance(seconds=60)
    house.zalo.server.will(refused(-216), house.zalo.exchange, refused(-216))
    assert house.delivery().deliver(reply) == Outcome(kind=Kind.LATER, reason="page_broken")
    assert house.zalo.refreshes == 1


def test_a_page_that_cannot_send_calls_a_person_once_and_its_replies_wait(house: House, answer: Reply) -> None:
    house.zalo.server.will(refused(-224), refused(-224))
    assert house.delivery().deliver(answer) == Outcome(kind=Kind.LATER, reason="page_broken")
    assert (house.words().delivery, house.words().reason) == ("later", "page_broken")
    house.delivery().deliver(answer)
    assert house.alarms == [(PAGE.page_id, "-224")]
    assert house.delivery().deliver(answer).kind is Kind.SENT
    assert "broken" not in house.tokens_item()
    assert house.words().delivery == "sent"


def test_a_long_text_is_cut_where_a_reader_pauses_and_its_buttons_come_last(house: House, reply: Reply) -> None:
    paragraph = "Một câu dài vừa phải, đủ để đọc. " * 30
    long = replace(reply, text="\n\n".join([paragraph.strip()] * 3), buttons=(Button(title="Xong", payload="xong"),))
    assert house.delivery().deliver(long).kind is Kind.SENT
    sent = [asked.json["message"] for asked in house.zalo.server.asked]
    assert "\n\n".join(message["text"] for message in sent) == long.text
    assert all(len(message["text"]) <= TEXT_MAX for message in sent)
    assert ["attachment" in message for message in sent] == [False] * (len(sent) - 1) + [True]
    assert house.sent_record()["state"] == "sent"
    assert [house.sent_record(f"e1#intake#0#{part}")["state"] for part in range(1, len(sent) + 1)] == ["sent"] * len(
        sent
    )


def test_a_long_text_goes_on_with_the_part_that_failed(house: House, reply: Reply) -> None:
    long = replace(reply, text="\n\n".join(letter * 1500 for letter in "abc"))
    house.zalo.server.will(accepted(), refused(-200))
    with pytest.raises(Unavailable):
        house.delivery().deliver(long)
    assert house.delivery().deliver(long).kind is Kind.SENT
    assert house.delivery().deliver(long).kind is Kind.ALREADY_SENT
    assert [text[0] for text in house.zalo.sent_texts()] == ["a", "b", "b", "c"]


def test_the_mark_in_the_case_is_made_good_when_a_worker_died_before_it(house: House, answer: Reply) -> None:
    with pytest.raises(Killed):
        house.delivery(cases=Dying(None, "mark")).deliver(answer)
    assert house.words().delivery == "queued"
    house.delivery().deliver(answer)
    assert house.words().delivery == "sent"
    assert len(house.zalo.server.asked) == 1


def test_what_upkeep_would_send_again_is_dropped_once_it_is_sent(house: House, answer: Reply) -> None:
    due = due_item("reply", "r1", due_at=house.clock(), what=as_plain(replace(answer, attempt=1)))
    house.aws.dynamodb.put_item(TableName=house.aws.tables["receipts"], Item=to_item(due))
    house.delivery().deliver(answer)
    assert house.due("r1") == {}


def test_a_late_copy_never_turns_sent_back_into_later(house: House, answer: Reply) -> None:
    worker = house.delivery()
    worker.deliver(answer)
    worker.cases.mark(answer.case_id, answer.message_key, delivery="later", reason="platform_down")
    assert house.words().delivery == "sent"


def test_a_reply_to_nobody_goes_to_the_dead_letters(house: House, reply: Reply) -> None:
    with pytest.raises(NotFound):
        house.delivery().deliver(replace(reply, person_id="p" + "f" * 32))


def test_a_message_of_a_case_that_is_gone_is_not_created(house: House, answer: Reply) -> None:
    house.delivery().deliver(replace(answer, message_key="MSG#other"))
    assert house.aws.item("cases", "CASE#01HCASE", "MSG#other") == {}


def test_dying_at_any_step_loses_nothing(house: House, answer: Reply) -> None:
    """Kill the worker before and after every step; the next one always ends with one record that says sent."""
    steps = [("sent", "begin"), ("sent", "finish"), ("cases", "mark"), ("postponed", "drop"), ("tokens", "access")]
    for number, (part, method) in enumerate(step for step in steps for _ in range(2)):
        one = replace(answer, reply_id=f"r-{number}")
        whole: Delivery = house.delivery()
        with pytest.raises(Killed):
            house.delivery(**{part: Dying(getattr(whole, part), method, after=bool(number % 2))}).deliver(one)
        assert house.delivery().deliver(one).kind in (Kind.SENT, Kind.ALREADY_SENT)
        assert house.sent_record(one.reply_id)["state"] == "sent"
        assert house.words().delivery == "sent"
