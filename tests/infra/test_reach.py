"""The keys that a role is confined to are those that its code uses: no emulator looks at them, so these tests do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatch
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errands import LookupWish
from dutydesk.stores.offices import DynamoOffices
from functions.lookup.importing.ports import Outcome
from functions.lookup.importing.undoing import undo
from functions.lookup.importing.watchers import Sweep
from functions.lookup.index_key import index_key
from functions.lookup.watches import DynamoWatches
from infra.recording import Recorded
from tests.fakes.aws import REGION
from tests.fakes.tables import PREFIX
from tests.infra.reading import role_statements
from tests.unit.lookup.importing.counter import Counter, row, sheet
from tests.unit.lookup.status.conftest import on_dynamodb
from tests.unit.lookup.status.desk import BORN_TYPED, NUMBER, UNIT, ask, invented_number, slot

_SINGLE = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
_TABLES = ("idcards", "content", "receipts")

type Use = tuple[str, str, str]
"""Action, table, partition key."""


@contextmanager
def witnessed(client: Any) -> Iterator[set[Use]]:
    """Write down what a client asks DynamoDB for, the way IAM sees it."""
    seen: set[Use] = set()

    def note(params: Mapping[str, Any], model: Any, **_: Any) -> None:
        seen.update(_uses(model.name, params))

    client.meta.events.register("before-parameter-build.dynamodb", note)
    yield seen
    client.meta.events.unregister("before-parameter-build.dynamodb", note)


def _uses(action: str, asked: Mapping[str, Any]) -> Iterator[Use]:
    match action:
        case "TransactWriteItems":
            for part in asked["TransactItems"]:
                for kind, inner in part.items():
                    yield from _uses(_SINGLE[kind], inner)
        case "BatchGetItem":
            yield from (
                (action, table, _pk(one)) for table, some in asked["RequestItems"].items() for one in some["Keys"]
            )
        case "BatchWriteItem":
            for table, some in asked["RequestItems"].items():
                for change in some:
                    (inner,) = change.values()
                    yield action, table, _pk(inner.get("Item") or inner["Key"])
        case "Query":
            yield _queried(asked)
        case "Scan":
            yield action, asked["TableName"], ""
        case _:
            yield action, asked["TableName"], _pk(asked.get("Item") or asked["Key"])


def _queried(asked: Mapping[str, Any]) -> Use:
    """An index has keys of its own, to which no role of ours is confined."""
    if "IndexName" in asked:
        return "Query", f"{asked['TableName']}/index/{asked['IndexName']}", ""
    return "Query", asked["TableName"], str(asked["ExpressionAttributeValues"][":pk"]["S"])


def _pk(item: Mapping[str, Any]) -> str:
    return str(item["pk"]["S"])


def refused(recorded: Recorded, function: str, seen: set[Use]) -> set[Use]:
    """Return what a function's role would not let it do."""
    allowed = [one for one in role_statements(recorded, function) if one["Action"][0].startswith("dynamodb:")]
    return {use for use in seen if not any(_allows(statement, use) for statement in allowed)}


def unused(recorded: Recorded, function: str, table: str, seen: set[Use]) -> set[tuple[str, str]]:
    """Return what a role could do with a table and its function did not: action and key pattern."""
    held = [one for one in role_statements(recorded, function) if one["Resource"][0].endswith(f"-{table}")]
    could = {(action, key) for one in held for action in one["Action"] for key in _keys(one)}
    did = [(f"dynamodb:{action}", key) for action, where, key in seen if where.endswith(f"-{table}")]
    return {(action, only) for action, only in could if not any(a == action and fnmatch(k, only) for a, k in did)}


def _allows(statement: Mapping[str, Any], use: Use) -> bool:
    action, table, pk = use
    on_table = any(resource.endswith(f"-{table.removeprefix(PREFIX)}") for resource in statement["Resource"])
    named = f"dynamodb:{action}" in statement["Action"]
    return on_table and named and any(fnmatch(pk, only) for only in _keys(statement))


def _keys(statement: Mapping[str, Any]) -> list[str]:
    condition = statement.get("Condition", {}).get("ForAllValues:StringLike", {})
    return list(condition.get("dynamodb:LeadingKeys", ["*"]))


@pytest.fixture(name="clients")
def _clients() -> Iterator[Any]:
    session = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
    with mock_aws():
        yield session.client


def test_the_lookup_desk_needs_what_it_may_and_no_more(deploy_dev: Recorded, clients: Any) -> None:
    dynamodb, kms = clients("dynamodb"), clients("kms")
    desk = on_dynamodb(dynamodb)
    desk.holds(slot())
    desk.may_be_written_to()
    arn = kms.create_key()["KeyMetadata"]["Arn"]
    with witnessed(dynamodb) as seen:
        index_key(dynamodb, kms, table=f"{PREFIX}idcards", key_arn=arn)
        DynamoOffices(dynamodb, f"{PREFIX}content").offices_of(UNIT)
        for words in (NUMBER, BORN_TYPED, f"{NUMBER} 03/04/1991", f"{invented_number(888)} {BORN_TYPED}"):
            desk.hear(ask(words))
        for wish in (LookupWish.WATCH, LookupWish.CHECK, LookupWish.WATCH, LookupWish.UNWATCH, LookupWish.CANCEL):
            desk.hear(ask("", wish=wish))
    assert not refused(deploy_dev, "lookup", seen)
    assert not unused(deploy_dev, "lookup", "idcards", seen)
    assert not unused(deploy_dev, "lookup", "content", seen)


def test_an_import_needs_what_it_may_and_no_more(deploy_dev: Recorded, clients: Any) -> None:
    dynamodb, kms = clients("dynamodb"), clients("kms")
    desk = on_dynamodb(dynamodb)
    counter = Counter(dynamodb=dynamodb, s3=clients("s3"), tables={name: PREFIX + name for name in _TABLES})
    counter.upload("i1", sheet(row(1), row(2)))
    counter.upload("i2", sheet(row(1, status="ready"), "x"))
    arn = kms.create_key()["KeyMetadata"]["Arn"]
    with witnessed(dynamodb) as seen:
        index_key(dynamodb, kms, table=f"{PREFIX}idcards", key_arn=arn)
        assert [counter.deliver(one) for one in ("i1", "i2")] == [Outcome.SHOWN, Outcome.REFUSED]
        assert list(undo(counter.importer().shelf, 1, after=""))
    assert not refused(deploy_dev, "imports", seen)

    desk.holds(slot())
    desk.may_be_written_to()
    assert isinstance(desk.watches, DynamoWatches)
    desk.hear(ask(f"{NUMBER} {BORN_TYPED}"))
    desk.watching.watch("p1", desk.book.answered("p1"))
    with witnessed(dynamodb) as sweeping:
        assert Sweep(desk.watching).swept("", lambda: True) is None
    assert [one for one in desk.replies.messages if one.reply_id.startswith("ready#")], "somebody was told"
    assert not refused(deploy_dev, "imports", sweeping)
    assert not unused(deploy_dev, "imports", "idcards", seen | sweeping)
    assert not unused(deploy_dev, "imports", "content", seen | sweeping)
