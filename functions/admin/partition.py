"""Reading a part of one partition, in order and no further than it is asked for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dutydesk.stores.items import to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AFTER_ALL = "~"
"""Sorts behind every id, moment and version of ours."""


def items_of(
    client: "DynamoDBClient",
    table: str,
    pk: str,
    prefix: str,
    *,
    after: str = "",
    before: str = AFTER_ALL,
    newest_first: bool = False,
    step: int = 0,
    keys_only: bool = False,
) -> Iterator[Any]:
    """Yield the items whose sort key is ``prefix`` and something between ``after`` and ``before``, without those two.

    ``step`` is how many are read at once, 0 for as many as DynamoDB gives; reads are consistent.
    """
    query: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk AND sk BETWEEN :low AND :high",
        "ExpressionAttributeValues": to_item({":pk": pk, ":low": prefix + after, ":high": prefix + before}),
        "ScanIndexForward": not newest_first,
        "ConsistentRead": True,
    }
    query |= {"Limit": step} if step else {}
    query |= {"ProjectionExpression": "pk, sk"} if keys_only else {}
    while True:
        found = client.query(**query)
        yield from (item for item in found["Items"] if item["sk"]["S"] not in (prefix + after, prefix + before))
        if "LastEvaluatedKey" not in found:
            return
        query["ExclusiveStartKey"] = found["LastEvaluatedKey"]
