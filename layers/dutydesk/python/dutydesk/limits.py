"""How fast an app may be used: Zalo's limit or an operator's, and what of it is kept for replies.

===========  =======================  ==========  ==================================================================
Item         pk                       sk          Purpose
===========  =======================  ==========  ==================================================================
Pacer        ``APP#<app>``            ``PACER``   the app's limit, if an operator set one (table ``apps``)
===========  =======================  ==========  ==================================================================
"""

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

READING_PER_S = 5.0
"""How many requests a second reading lists of followers may take of an app at the most."""

_PACER = "PACER"


def pacer_key(app_id: str) -> dict[str, Any]:
    """The key of an app's pacer in the table ``apps``."""
    return key(f"APP#{app_id}", _PACER)


def per_second(pacer: Mapping[str, Any]) -> float:
    """Return what a broadcast may send by the plain item of an app's pacer; the item may be empty."""
    per_minute = pacer.get("per_minute", PER_MINUTE)
    share = 1 - pacer.get("reserve_percent", RESERVE_PERCENT) / 100
    return per_minute * share / 60 if per_minute else UNLIMITED_PER_S


def reading_per_second(pacer: Mapping[str, Any]) -> float:
    """Return what reading lists may take: half of what is kept for replies, above 0 and at most ``READING_PER_S``.

    An operator who keeps nothing for replies leaves a hundredth of the limit to reading.
    """
    per_minute: int = pacer.get("per_minute", PER_MINUTE)
    if not per_minute:
        return READING_PER_S
    kept: float = max(1, pacer.get("reserve_percent", RESERVE_PERCENT)) / 100
    return min(READING_PER_S, per_minute * kept / 2 / 60)


def read_per_second(client: "DynamoDBClient", table: str, app_id: str) -> float:
    """Return what a broadcast may send by this app a second."""
    return per_second(_pacer(client, table, app_id))


def read_reading_per_second(client: "DynamoDBClient", table: str, app_id: str) -> float:
    """Return how many requests a second reading lists may take of this app."""
    return reading_per_second(_pacer(client, table, app_id))


def _pacer(client: "DynamoDBClient", table: str, app_id: str) -> dict[str, Any]:
    return from_item(client.get_item(TableName=table, Key=pacer_key(app_id)).get("Item", {}))
