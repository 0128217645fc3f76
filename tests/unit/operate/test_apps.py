"""Limits of apps and templates of pages: what is refused, and what senders then find."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from dutydesk.stores.content import Page
from dutydesk.stores.items import from_item, key
from functions.broadcast.sending.paces import DynamoPaces
from operate import __main__ as command
from operate import entries
from operate.stacks import Stack
from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables

APP = "1000000000000000001"


@pytest.fixture(name="stack")
def _stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    with mock_aws():
        session = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
        stack = Stack(name="test", outputs={"tables": create_tables(session.client("dynamodb"))}, session=session)
        monkeypatch.setattr(command, "reach", lambda _name: stack)
        yield stack


def paces(stack: Stack) -> DynamoPaces:
    return DynamoPaces(stack.dynamodb, stack.table("apps"), lambda: 1_000.0)


def limited(per_minute: str, reserve: str, app_id: str = APP) -> int:
    return command.main(["app-limit", app_id, "--per-minute", per_minute, "--reserve-percent", reserve])


def test_a_limit_is_what_the_next_sender_keeps_to(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    assert limited("1200", "25") == 0
    assert "1200 a minute, 25 %" in capsys.readouterr().out
    _, pace = paces(stack).take_over(APP)
    assert pace.per_s == pytest.approx(15.0)


def test_a_limit_that_changes_while_somebody_sends_fences_nobody_and_forgets_nothing(stack: Stack) -> None:
    mine, pace = paces(stack).take_over(APP)
    pace.factor = 0.5
    paces(stack).leave(APP, mine, pace)
    assert limited("600", "0") == 0
    after, slower = paces(stack).take_over(APP)
    assert after == mine + 1
    assert (slower.per_s, slower.factor) == pytest.approx((10.0, 0.5))


def test_no_limit_can_be_said(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    assert limited("0", "10") == 0
    assert "no limit" in capsys.readouterr().out
    assert paces(stack).take_over(APP)[1].per_s > 1_000


@pytest.mark.parametrize(
    ("per_minute", "reserve", "app_id"),
    [("-1", "10", APP), ("4000", "91", APP), ("4000", "-1", APP), ("4000", "10", "zalo")],
    ids=["less than nothing", "almost all for replies", "less than nothing for replies", "no app"],
)
def test_a_limit_that_makes_no_sense_is_refused_and_nothing_is_written(
    stack: Stack, capsys: pytest.CaptureFixture[str], per_minute: str, reserve: str, app_id: str
) -> None:
    assert limited(per_minute, reserve, app_id) == 1
    assert capsys.readouterr().err.startswith("operate: ")
    assert stack.dynamodb.scan(TableName=stack.table("apps"))["Count"] == 0


def test_a_page_is_listed_at_its_unit(stack: Stack) -> None:
    page = Page(page_id="zalo-quan-mau", platform="zalo", unit="quan-mau", app_id=APP, oa_id="4318")
    entries.add_page(stack, page)
    listed = stack.dynamodb.query(
        TableName=stack.table("content"),
        KeyConditionExpression="pk = :unit AND begins_with(sk, :page)",
        ExpressionAttributeValues={":unit": {"S": "UNIT#quan-mau"}, ":page": {"S": "PAGE#"}},
    )
    assert [from_item(item)["page_id"] for item in listed["Items"]] == ["zalo-quan-mau"]


def test_an_approved_template_is_entered_for_one_page(stack: Stack) -> None:
    assert command.main(["template", "zalo-quan-mau", "8675309"]) == 0
    where = key("PAGE#zalo-quan-mau", "TEMPLATE#8675309")
    assert "Item" in stack.dynamodb.get_item(TableName=stack.table("content"), Key=where)


def test_a_template_without_an_id_is_refused(stack: Stack) -> None:
    with pytest.raises(entries.EntryRefused):
        entries.add_template(stack, "zalo-quan-mau", "")
