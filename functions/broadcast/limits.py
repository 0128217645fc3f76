"""How many messages an app may send: Zalo's limit or an operator's, less what is kept for replies."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dutydesk.stores.items import from_item, key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PER_MINUTE = 4_000
"""Requests a minute that Zalo takes of one app (official documentation, November 2026)."""

RESERVE_PERCENT = 10
"""What a broadcast leaves of the limit to the replies of the same app."""

UNLIMITED_PER_S = 5_000.0
"""What is tried for an app whose operator has set its limit to none."""

_PACER = "PACER"


def pacer_key(app_id: str) -> dict[str, Any]:
    """The key of an app's pacer in the table ``apps``."""
    return key(f"APP#{app_id}", _PACER)


def per_second(pacer: Mapping[str, Any]) -> float:
    """Return what a broadcast may send by the plain item of an app's pacer; the item may be empty."""
    per_minute = pacer.get("per_minute", PER_MINUTE)
    share = 1 - pacer.get("reserve_percent", RESERVE_PERCENT) / 100
    return per_minute * share / 60 if per_minute else UNLIMITED_PER_S


def read_per_second(client: "DynamoDBClient", table: str, app_id: str) -> float:
    """Return what a broadcast may send by this app a second."""
    found = client.get_item(TableName=table, Key=pacer_key(app_id))
    return per_second(from_item(found.get("Item", {})))
