"""Entering a unit: what is refused, and what is written."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from dutydesk.stores.content import DynamoContent, Unit
from operate import __main__ as command
from operate import entries
from operate.stacks import Stack
from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables


@pytest.fixture
def stack() -> Iterator[Stack]:
    with mock_aws():
        session = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
        yield Stack(name="test", outputs={"tables": create_tables(session.client("dynamodb"))}, session=session)


def units(stack: Stack) -> DynamoContent:
    return DynamoContent(stack.dynamodb, stack.table("content"))


def test_a_unit_is_entered_with_its_office_hours(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "reach", lambda _name: stack)
    hours = "1-5 08:00-12:00; 6 08:00-11:00"
    asked = ["unit", "quan-mau", "--name", "Công an Quận Mẫu", "--hotline", "0000", "--hours", hours]
    assert command.main(asked) == 0
    assert units(stack).unit("quan-mau") == Unit(unit="quan-mau", name="Công an Quận Mẫu", hotline="0000", hours=hours)


def test_hours_that_cannot_be_understood_are_refused_with_the_reason_and_nothing_is_written(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "reach", lambda _name: stack)
    assert command.main(["unit", "quan-mau", "--name", "Công an Quận Mẫu", "--hours", "T2 07h30"]) == 1
    assert capsys.readouterr().err.startswith("operate: office hours: 'T2' is no day")
    assert units(stack).unit("quan-mau").name == "quan-mau"


def test_a_unit_without_hours_has_the_usual_ones(stack: Stack) -> None:
    entries.add_unit(stack, Unit(unit="quan-mau", name="Công an Quận Mẫu"))
    assert units(stack).unit("quan-mau").hours == ""
