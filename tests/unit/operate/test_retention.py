"""What the coming night would erase."""

from collections.abc import Iterator
from datetime import timedelta

import boto3
import pytest
from moto import mock_aws

from dutydesk.clock import iso, utc_now
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.cases import Case, Status, case_item
from dutydesk.stores.erasures import DynamoErasures, Erasure
from dutydesk.stores.holds import DynamoHolds
from dutydesk.stores.transactions import transact
from operate import __main__ as command
from operate.stacks import Stack
from tests.fakes.aws import REGION
from tests.fakes.clock import NOON
from tests.fakes.tables import create_tables


@pytest.fixture(name="stack")
def _stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    with mock_aws():
        session = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
        outputs = {"tables": create_tables(session.client("dynamodb")), "retention_days": '{"tip": 100}'}
        stack = Stack(name="test", outputs=outputs, session=session)
        monkeypatch.setattr(command, "reach", lambda _name: stack)
        yield stack


def closed(stack: Stack, case_id: str, *, days: int) -> None:
    life = CaseLife(outcome="verified", closed_at=utc_now() - timedelta(days=days))
    case = Case(
        case_id=case_id,
        receipt="ABCDEF234",
        unit="mau",
        page_id="p",
        person_id="q",
        opened_at=life.closed_at or NOON,
        summary="words of a citizen",
        status=Status.CLOSED,
        life=life,
    )
    stack.dynamodb.put_item(TableName=stack.table("cases"), Item=case_item(case))


def test_what_is_over_or_ordered_is_listed_and_nothing_changes(
    stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    closed(stack, "over", days=101)
    closed(stack, "held", days=101)
    closed(stack, "within", days=99)
    closed(stack, "ordered", days=1)
    table = stack.table("cases")
    holds, erasures = DynamoHolds(stack.dynamodb, table), DynamoErasures(stack.dynamodb, table)
    order = Erasure(case_id="ordered", by="chi-huy", ordered_at=iso(NOON))
    transact(stack.dynamodb, [holds.put("held", by="an", at=NOON, reason="r"), erasures.put(order, new=True)])
    before = stack.dynamodb.scan(TableName=table)["Items"]

    assert command.main(["retention", "--dry-run"]) == 0
    told = capsys.readouterr().out
    lines = {line.split()[0]: line for line in told.splitlines()}
    assert set(lines) == {"over", "held", "ordered", "3"}
    assert lines["held"].endswith("held: stays")
    assert "tip/verified" in lines["over"]
    assert lines["ordered"].endswith("by chi-huy")
    assert "words" not in told
    assert stack.dynamodb.scan(TableName=table)["Items"] == before


def test_nobody_erases_by_hand(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    closed(stack, "over", days=101)
    assert command.main(["retention"]) == 1
    assert "--dry-run" in capsys.readouterr().err
