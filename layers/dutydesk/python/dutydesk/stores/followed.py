"""Whose followers are read each night: the pages on one list, and how far the reading of each has got.

===========  =======================  ====================  =========================================================
Item         pk                       sk                    Purpose
===========  =======================  ====================  =========================================================
Following    ``FOLLOWING``            ``PAGE#<page_id>``    the page is on the list; the reading's cursor and figures
===========  =======================  ====================  =========================================================

In the table ``apps``. An operator puts a page on the list; what else stands in its item is ``follow``'s.
"""

from typing import TYPE_CHECKING, Any

from dutydesk.stores.items import key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

FOLLOWING = "FOLLOWING"
FOLLOWERS_DUE = "followers"
"""The kind of what falls due to have a page's list read on; its id is the page's."""


def following_key(page_id: str) -> dict[str, Any]:
    """The key of a page on the list."""
    return key(FOLLOWING, f"PAGE#{page_id}")


def enter_page(client: "DynamoDBClient", table: str, page_id: str) -> None:
    """Put a page on the list; a reading that is under way goes on."""
    client.update_item(
        TableName=table,
        Key=following_key(page_id),
        UpdateExpression="SET page_id = :page, #schema = :one",
        ExpressionAttributeNames={"#schema": "schema"},
        ExpressionAttributeValues={":page": {"S": page_id}, ":one": {"N": "1"}},
    )
