"""Search words of cases that were there before."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from dutydesk.stores.cases import Author, Case, CaseMessage, case_item, message_item
from dutydesk.stores.search import token_pk
from operate import __main__ as command
from operate.stacks import Stack
from tests.fakes.aws import REGION
from tests.fakes.clock import NOON
from tests.fakes.tables import create_tables


@pytest.fixture(name="stack")
def _stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    with mock_aws():
        session = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
        tables = create_tables(session.client("dynamodb"))
        stack = Stack(name="test", outputs={"tables": tables}, session=session)
        monkeypatch.setattr(command, "reach", lambda _name: stack)
        yield stack


def holds(stack: Stack, term: str) -> list[str]:
    """Return the cases of the unit that a term leads to."""
    found = stack.dynamodb.query(
        TableName=stack.table("cases"),
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": token_pk("mau", term)}},
    )
    return [item["sk"]["S"].partition("#")[2] for item in found["Items"]]


def test_an_older_case_is_found_by_all_its_messages_and_a_second_run_changes_nothing(
    stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    table = stack.table("cases")
    for name in ("a", "b"):
        case = Case(
            case_id=name, receipt="ABCDEF234", unit="mau", page_id="p", person_id="q", opened_at=NOON, summary="-"
        )
        stack.dynamodb.put_item(TableName=table, Item=case_item(case))
    for case_id, text, expires_at in (("a", "Trộm xe", None), ("a", "ở chợ", None), ("b", "chỉ giữ", 9)):
        message = CaseMessage(case_id=case_id, event_key=text, author=Author.CITIZEN, sent_at=NOON, text=text)
        stack.dynamodb.put_item(TableName=table, Item=message_item(message, expires_at=expires_at))

    assert command.main(["search-words"]) == 0
    found = [holds(stack, term) for term in ("trom", "xe", "ch*", "abcdef234", "giu")]
    assert found == [["a"], ["a"], ["a"], ["a", "b"], []], "what is only kept is no case's"
    assert "2 cases" in capsys.readouterr().out

    before = stack.dynamodb.scan(TableName=table)["Items"]
    command.main(["search-words"])
    assert stack.dynamodb.scan(TableName=table)["Items"] == before
