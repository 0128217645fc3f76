"""Emergencies: the line at once, an urgent case, and an officer who is called, then the next one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pytest

from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Citizen, Desk, OfficerAtDesk, wait_until
from tests.stack.words import code_in, mark_of, unlike_any_other

pytestmark = pytest.mark.stack

FIRE = "cháy nhà số 5, có người kẹt bên trong, cứu với"
WITHIN_S = 60.0


def linked(desk: Desk, officer: OfficerAtDesk, unit: str) -> Citizen:
    """Link a chat account to an officer by the one-time code; return the account."""
    account = desk.citizen(unit)
    issued = officer.post("me/chat-link", {})
    assert issued.status_code == HTTPStatus.CREATED, issued.text
    account.tell(issued.json()["say"])
    account.await_text("Đã liên kết")
    return account


def urgent_case(desk: Desk, unit: str) -> tuple[str, Citizen, dict[str, Any]]:
    """Have a citizen report an emergency; return the words and the case as listed."""
    citizen, words = desk.citizen(unit), unlike_any_other(FIRE)
    citizen.tell(words)
    return words, citizen, desk.officer(unit).await_case(mark_of(words))


@contextmanager
def subscribed(backroom: Backroom, name: str) -> Iterator[str]:
    """Subscribe a queue to the operators' topic, where e-mail would be."""
    sqs, sns = backroom.client("sqs"), backroom.client("sns")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": arn}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": document})
    topic = next(one["TopicArn"] for one in sns.list_topics()["Topics"] if one["TopicArn"].endswith(f"{PREFIX}alarms"))
    subscription = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, ReturnSubscriptionArn=True)
    yield url
    sns.unsubscribe(SubscriptionArn=subscription["SubscriptionArn"])
    sqs.delete_queue(QueueUrl=url)


def mails(backroom: Backroom, url: str) -> list[str]:
    """Receive what was published."""
    received = backroom.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [json.loads(one["Body"])["Message"] for one in received.get("Messages", [])]


def test_the_line_comes_first_and_the_case_is_urgent(desk: Desk, backroom: Backroom) -> None:
    unit = "phuong-mau-3"
    words, citizen, line = urgent_case(desk, unit)
    assert (line["urgency"], line["category"]) == ("urgent", "emergency")
    citizen.await_text("Mã tin báo")
    first = citizen.texts()[0]
    assert all(number in first for number in ("113", "114", "115"))
    assert backroom.broken_promises([citizen], [backroom.told(citizen, unit, words)]) == []


@pytest.mark.parametrize("text", ["phòng cháy chữa cháy là gì", "xe chạy ồn quá", "ống nước chảy"])
def test_a_trap_is_no_emergency(desk: Desk, text: str) -> None:
    citizen = desk.citizen("phuong-mau-3")
    citizen.tell(text)
    assert "KHẨN CẤP" not in wait_until(citizen.texts, "an answer")[0]


def test_a_doubtful_message_gets_the_line_and_one_button(desk: Desk) -> None:
    citizen = desk.citizen("phuong-mau-3")
    citizen.tell("hình như có mùi khói ở đâu đó")
    citizen.await_text("113")
    tap = citizen.await_button("Gửi thành tin báo")
    citizen.say(payload=tap)
    code = code_in(citizen.await_text("Mã tin báo"))
    case = next(one for one in desk.officer("phuong-mau-3").cases() if one["receipt"] == code)
    assert case["urgency"] == "urgent", "the citizen insisted"


def test_the_duty_officer_is_told_without_content_and_one_tap_acknowledges(desk: Desk, backroom: Backroom) -> None:
    unit = "phuong-mau-4"
    duty = desk.duty_officer(unit)
    account = linked(desk, duty, unit)
    words, _, line = urgent_case(desk, unit)
    alert = account.await_text("TIN KHẨN", timeout_s=WITHIN_S)
    assert line["receipt"] in alert
    assert "Công an Phường Mẫu 4" in alert
    assert mark_of(words) not in alert
    assert "cháy" not in alert
    assert backroom.due("alert", line["case_id"]), "nobody has acknowledged yet"

    account.say(payload=account.await_button("Đã nhận"))
    account.await_text("đồng chí nhận tin")
    case = duty.case(line["case_id"])
    assert (case["status"], case["acknowledged_by"]) == ("in_progress", duty.username)
    assert backroom.due("alert", line["case_id"]) is None, "the next officer is not called"


def test_unacknowledged_the_next_officer_is_called_and_at_last_the_operators(desk: Desk, backroom: Backroom) -> None:
    unit = "phuong-mau-5"
    first = linked(desk, desk.duty_officer(unit), unit)
    second = linked(desk, desk.officer(unit), unit)
    with subscribed(backroom, "dutydesk-test-mail") as mail:
        _, _, line = urgent_case(desk, unit)
        first.await_text("TIN KHẨN", timeout_s=WITHIN_S)
        backroom.settle()
        assert not [text for text in second.texts() if "TIN KHẨN" in text]

        backroom.make_due("alert", line["case_id"])
        backroom.upkeep(do="minute")
        assert line["receipt"] in second.await_text("TIN KHẨN", timeout_s=WITHIN_S)
        backroom.settle()

        backroom.make_due("alert", line["case_id"])
        backroom.upkeep(do="minute")
        sent: list[str] = []

        def told() -> bool:
            sent.extend(mails(backroom, mail))
            return any(line["receipt"] in one for one in sent)

        wait_until(told, "the operators are told")
    assert not any("đường" in one or "cháy" in one for one in sent)
    backroom.settle()
    assert len([text for text in first.texts() if "TIN KHẨN" in text]) == 1, "each officer is called once"
    assert backroom.due("alert", line["case_id"]) is None


def test_an_alert_that_no_queue_took_is_raised_by_upkeep(desk: Desk, backroom: Backroom) -> None:
    unit = "phuong-mau-6"
    account = linked(desk, desk.duty_officer(unit), unit)
    with backroom.forbidden("intake", "sqs:SendMessage", backroom.arn("alerts")):
        words, citizen, line = urgent_case(desk, unit)
        assert backroom.due("alert", line["case_id"]), "due in the same transaction as the case"
        backroom.make_due("alert", line["case_id"])
        backroom.upkeep(do="minute")
        assert line["receipt"] in account.await_text("TIN KHẨN", timeout_s=WITHIN_S)
    assert backroom.broken_promises([citizen], [backroom.told(citizen, unit, words)]) == []


def test_a_code_links_once_and_a_stranger_cannot_acknowledge(desk: Desk) -> None:
    unit = "phuong-mau-7"
    stranger = desk.citizen(unit)
    say = desk.duty_officer(unit).post("me/chat-link", {}).json()["say"]
    account = desk.citizen(unit)
    account.tell(say)
    account.await_text("Đã liên kết")
    stranger.tell(say)
    stranger.await_text("không đúng hoặc đã hết hạn")

    _, _, line = urgent_case(desk, unit)
    account.await_text("TIN KHẨN", timeout_s=WITHIN_S)
    tap = account.await_button("Đã nhận")
    stranger.say(payload=tap)
    stranger.await_text("Không ghi nhận được")
    assert desk.officer(unit).case(line["case_id"])["status"] == "new"
