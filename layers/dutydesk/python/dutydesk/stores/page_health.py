"""How a page's token is, for who may see no token: a part of the item in ``dutydesk.tokens.store``, read by name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.stores.items import from_item, key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SHOWN = ("broken", "broken_at", "expires_at_iso")
"""What is no secret: whether the page can send, since when not, and until when its token lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHealth:
    """What is known of a page's token without seeing it; ``broken`` is empty for a page that can send."""

    expires_at: str
    broken: str = ""
    broken_at: str = ""


def page_health(client: "DynamoDBClient", table: str, page_id: str) -> PageHealth | None:
    """Return how a page's token is, or None when it has none; asks for nothing but ``SHOWN``."""
    where = key(f"PAGE#{page_id}", "TOKEN")
    found = client.get_item(TableName=table, Key=where, ProjectionExpression=", ".join(SHOWN))
    if "Item" not in found:
        return None
    item = from_item(found["Item"])
    broken, broken_at = item.get("broken", ""), item.get("broken_at", "")
    return PageHealth(expires_at=item.get("expires_at_iso", ""), broken=broken, broken_at=broken_at)
