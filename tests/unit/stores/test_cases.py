"""What a case looks like in its table, and what comes back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from dutydesk.messages import Attachment, AttachmentKind, Place
from dutydesk.stores.cases import (
    BY_UNIT,
    BY_UNIT_STATUS,
    Author,
    Case,
    CaseMessage,
    DynamoCases,
    Status,
    Urgency,
    case_from,
    case_item,
    message_from,
    message_item,
    unit_status,
)
from dutydesk.stores.items import to_item
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.tables import PREFIX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = PREFIX + "cases"
CASE = Case(
    case_id="01J1",
    receipt="ABCDEFGH2",
    unit="phuong-mau-1",
    page_id="zalo-phuong-mau-1",
    person_id="p1",
    opened_at=NOON,
    summary="trộm xe",
    status=Status.IN_PROGRESS,
    category="emergency",
    urgency=Urgency.URGENT,
    acknowledged_by="an",
    awaiting_citizen=True,
)
MESSAGE = CaseMessage(
    case_id="01J1",
    event_key="zalo-1",
    author=Author.CITIZEN,
    sent_at=NOON,
    text="Có trộm 🚨 ở chợ",
    attachments=(Attachment(kind=AttachmentKind.FILE, url="https://x.example/a", name="a.pdf", size_bytes=5),),
    place=Place(latitude="10.77", longitude="106.69", label="chợ"),
)


def test_a_case_comes_back_as_it_was() -> None:
    assert case_from(case_item(CASE)) == CASE


def test_a_message_comes_back_as_it_was_also_when_only_kept() -> None:
    assert message_from(message_item(MESSAGE)) == MESSAGE
    assert message_from(message_item(MESSAGE, expires_at=5)) == MESSAGE
    assert message_item(MESSAGE, expires_at=5)["expires_at"] == {"N": "5"}


def test_an_index_row_is_a_case_without_what_the_list_does_not_show(dynamodb: "DynamoDBClient") -> None:
    dynamodb.put_item(TableName=TABLE, Item=case_item(CASE))
    for index, name, value in (
        (BY_UNIT, "unit", CASE.unit),
        (BY_UNIT_STATUS, "unit_status", unit_status(CASE.unit, CASE.status)),
    ):
        (row,) = dynamodb.query(
            TableName=TABLE,
            IndexName=index,
            KeyConditionExpression="#name = :value",
            ExpressionAttributeNames={"#name": name},
            ExpressionAttributeValues={":value": {"S": value}},
        )["Items"]
        listed = case_from(row | {"unit": {"S": CASE.unit}})
        assert (listed.case_id, listed.receipt, listed.status) == (CASE.case_id, CASE.receipt, CASE.status)
        assert "person_id" not in row


def test_a_receipt_code_finds_its_case_and_an_unknown_one_nothing(dynamodb: "DynamoDBClient") -> None:
    dynamodb.put_item(TableName=TABLE, Item=case_item(CASE))
    dynamodb.put_item(TableName=TABLE, Item=to_item({"pk": "CODE#ABCDEFGH2", "sk": "#", "case_id": "01J1"}))
    cases = DynamoCases(dynamodb, TABLE)
    assert cases.by_receipt("ABCDEFGH2") == CASE
    assert cases.by_receipt("ZZZZZZZZ2") is None
    assert cases.get("01J2") is None


def test_an_unknown_code_costs_as_many_reads_as_a_known_one(dynamodb: "DynamoDBClient") -> None:
    reads: list[str] = []
    dynamodb.meta.events.register("before-call.dynamodb.GetItem", lambda **_: reads.append("read"))
    dynamodb.put_item(TableName=TABLE, Item=to_item({"pk": "CODE#ABCDEFGH2", "sk": "#", "case_id": "01J1"}))
    for code in ("ABCDEFGH2", "ZZZZZZZZ2"):
        reads.clear()
        DynamoCases(dynamodb, TABLE).by_receipt(code)
        assert len(reads) == 2


def test_messages_come_in_order_of_sending_all_pages_of_them(dynamodb: "DynamoDBClient") -> None:
    long = "x" * 20_000
    sent = [
        replace(MESSAGE, event_key=f"zalo-{number}", sent_at=FakeClock().advance(seconds=number), text=long)
        for number in range(60)
    ]
    for message in reversed(sent):
        dynamodb.put_item(TableName=TABLE, Item=message_item(message))
    assert DynamoCases(dynamodb, TABLE).messages("01J1") == tuple(sent)


def test_what_is_only_kept_is_not_the_cases(dynamodb: "DynamoDBClient") -> None:
    dynamodb.put_item(TableName=TABLE, Item=message_item(MESSAGE, expires_at=2_000_000_000))
    assert DynamoCases(dynamodb, TABLE).messages("01J1") == ()
