"""Having followers read: which pages, by which queue, and what an operator is told."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.clock import iso
from dutydesk.stores.content import Page, page_items, template_item
from dutydesk.stores.items import to_item
from functions.upkeep.following.reading import Reading
from functions.upkeep.following.store import DynamoReadings
from operate import __main__ as command
from operate import entries
from operate.stacks import Stack
from tests.fakes.aws import REGION
from tests.fakes.clock import NOON
from tests.fakes.tables import create_tables

PAGE = Page(page_id="zalo-mau-1", platform="zalo", unit="mau", app_id="1001", oa_id="2001")
OTHER = Page(page_id="zalo-mau-2", platform="zalo", unit="mau", app_id="1002", oa_id="2002")


@pytest.fixture(name="stack")
def _stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    with mock_aws():
        session = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
        queue = session.client("sqs").create_queue(
            QueueName="followers.fifo", Attributes={"FifoQueue": "true", "DeduplicationScope": "messageGroup"}
        )
        tables = create_tables(session.client("dynamodb"))
        outputs = {"tables": tables, "queues": {"followers": queue["QueueUrl"]}}
        stack = Stack(name="test", outputs=outputs, session=session)
        monkeypatch.setattr(command, "reach", lambda _name: stack)
        yield stack


def readings(stack: Stack) -> DynamoReadings:
    return DynamoReadings(stack.dynamodb, stack.table("apps"))


def asked(stack: Stack) -> list[dict[str, Any]]:
    found = stack.client("sqs").receive_message(QueueUrl=stack.outputs["queues"]["followers"], MaxNumberOfMessages=10)
    return [json.loads(message["Body"]) for message in found.get("Messages", [])]


def entered_before(stack: Stack, *pages: Page) -> None:
    """Pages that an older release entered, which knew of no nightly list."""
    for page in pages:
        for item in (*page_items(page), template_item(page.page_id, "1")):
            stack.dynamodb.put_item(TableName=stack.table("content"), Item=to_item(item))


def test_a_page_that_is_entered_is_read_each_night(stack: Stack) -> None:
    entries.add_page(stack, PAGE)
    assert readings(stack).pages() == [PAGE.page_id]


def test_one_page_is_read_now(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    entered_before(stack, PAGE, OTHER)
    assert command.main(["followers", PAGE.page_id]) == 0
    assert [(one["page_id"], one["app_id"]) for one in asked(stack)] == [(PAGE.page_id, "1001")]
    assert readings(stack).pages() == [PAGE.page_id]
    assert capsys.readouterr().out == "page zalo-mau-1: will be read for the first time\n"


def test_without_a_name_it_is_every_page(stack: Stack) -> None:
    entered_before(stack, PAGE, OTHER)
    assert command.main(["followers"]) == 0
    assert sorted(one["page_id"] for one in asked(stack)) == [PAGE.page_id, OTHER.page_id]
    assert readings(stack).pages() == [PAGE.page_id, OTHER.page_id]


def test_an_unknown_page_is_refused(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["followers", "zalo-nowhere"]) == 1
    assert capsys.readouterr().err == "operate: no page zalo-nowhere is registered\n"
    assert (asked(stack), readings(stack).pages()) == ([], [])


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        (Reading(page_id=PAGE.page_id).begun(NOON), "being read, 0 found so far"),
        (
            Reading(page_id=PAGE.page_id, found=90, total=100).ended(NOON),
            f"will be read again; at {iso(NOON)} 90 were found, at most 10 missed",
        ),
        (
            Reading(page_id=PAGE.page_id).ended(NOON, reason="-209"),
            f"will be read again; given up at {iso(NOON)}: -209",
        ),
    ],
    ids=["under way", "read", "given up"],
)
def test_the_operator_is_told_how_the_last_reading_went(
    stack: Stack, capsys: pytest.CaptureFixture[str], reading: Reading, told: str
) -> None:
    entered_before(stack, PAGE)
    readings(stack).keep(reading)
    command.main(["followers", PAGE.page_id])
    assert capsys.readouterr().out == f"page zalo-mau-1: {told}\n"
