"""Scales for DynamoDB: each item of each call, at AWS's price."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bench.lookup_weighing import Weighed, Weighing
from dutydesk.stores.items import key, to_item
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.tables import create_tables


@dataclass
class Scales:
    """A watched client of one table, and what it told."""

    client: Any
    table: str
    told: list[Weighed] = field(default_factory=list)

    @property
    def watched(self) -> Any:
        return Weighing(self.client, self.told.append)

    def holds(self, pk: str, size: int, sk: str = "#") -> None:
        self.client.put_item(TableName=self.table, Item=item(pk, size, sk))

    def prices(self) -> list[tuple[str, str, float, float]]:
        return [(one.call, one.item, one.read_units, one.write_units) for one in self.told]


def item(pk: str, size: int, sk: str = "#") -> dict[str, Any]:
    return key(pk, sk) | to_item({"text": "." * size})


@pytest.fixture
def scales() -> Iterator[Scales]:
    with dynamodb_in_process() as client:
        yield Scales(client, create_tables(client)["idcards"])


def test_a_batch_read_is_weighed_item_by_item_and_nothing_costs_as_the_least(scales: Scales) -> None:
    scales.holds("CARD#1", 5_000)
    keys = [key("CARD#1"), key("TRY#2")]
    scales.watched.batch_get_item(RequestItems={scales.table: {"Keys": keys, "ConsistentRead": True}})
    assert scales.prices() == [("BatchGetItem", "CARD", 2.0, 0.0), ("BatchGetItem", "TRY", 1.0, 0.0)]
    assert [one.size for one in scales.told] == [len("pkCARD#1sk#text") + 5_000, 0]


def test_a_read_that_need_not_be_consistent_costs_half(scales: Scales) -> None:
    scales.watched.get_item(TableName=scales.table, Key=key("CARD#1", "TRY#2"))
    assert scales.prices() == [("GetItem", "CARD TRY", 0.5, 0.0)]


def test_a_query_is_weighed_as_a_whole_page_by_page(scales: Scales) -> None:
    for number in range(3):
        scales.holds("OFFICES#x", 2_000, str(number))
    asked = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": {"S": "OFFICES#x"}}}
    pages = scales.watched.get_paginator("query").paginate(TableName=scales.table, Limit=2, **asked)
    assert sum(len(page["Items"]) for page in pages) == 3
    assert scales.prices()[0] == ("Query", "OFFICES", 0.5, 0.0)
    assert sum(one.size for one in scales.told) > 6_000


def test_an_update_costs_the_larger_of_before_and_after(scales: Scales) -> None:
    scales.holds("DAY#1", 3_000)
    scales.watched.update_item(
        TableName=scales.table,
        Key=key("DAY#1"),
        UpdateExpression="SET #text = :short",
        ExpressionAttributeNames={"#text": "text"},
        ExpressionAttributeValues={":short": {"S": ""}},
    )
    assert scales.prices() == [("UpdateItem", "DAY", 0.0, 3.0)]


def test_a_refused_condition_costs_as_well(scales: Scales) -> None:
    scales.holds("CARD#1", 10)
    with pytest.raises(scales.client.exceptions.ConditionalCheckFailedException):
        scales.watched.put_item(
            TableName=scales.table, Item=item("CARD#1", 1_500), ConditionExpression="attribute_not_exists(pk)"
        )
    assert scales.prices() == [("PutItem", "CARD", 0.0, 2.0)]


def test_a_transaction_costs_double_and_a_batch_does_not(scales: Scales) -> None:
    put = {"TableName": scales.table, "Item": item("EVENT#1", 1_500, "lookup")}
    gone = {"TableName": scales.table, "Key": key("CARD#9")}
    scales.watched.transact_write_items(TransactItems=[{"Put": put}, {"Delete": gone}])
    requests = [{"PutRequest": {"Item": item("CARD#1", 10)}}, {"DeleteRequest": {"Key": key("EVENT#1", "lookup")}}]
    scales.watched.batch_write_item(RequestItems={scales.table: requests})
    assert scales.prices() == [
        ("TransactWriteItems", "EVENT lookup", 0.0, 4.0),
        ("TransactWriteItems", "CARD", 0.0, 2.0),
        ("BatchWriteItem", "CARD", 0.0, 1.0),
        ("BatchWriteItem", "EVENT lookup", 0.0, 2.0),
    ]


def test_what_is_not_billed_by_items_here_is_refused_or_passed_on(scales: Scales) -> None:
    with pytest.raises(ValueError, match="scan"):
        scales.watched.get_paginator("scan")
    assert scales.table in scales.watched.list_tables()["TableNames"]
    assert not scales.told
