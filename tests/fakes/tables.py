"""The desk's tables on moto, with the key schemas of the real ones."""

import copy
from typing import TYPE_CHECKING, Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import CreateTableInputTypeDef, GlobalSecondaryIndexTypeDef

NAMES = (
    *("cases", "people", "identities", "receipts", "apps", "content", "questions", "officers", "audit", "broadcasts"),
    *("idcards", "tickets", "reveals", "figures", "likenesses"),
)
PREFIX = "dutydesk-test-"

_FOLLOWER = ["platform", "follower", "last_interaction", "unreachable", "opted_out", "segments", "link"]
_LIST_ROW = [
    *("receipt", "status", "category", "urgency", "opened_at", "summary", "case_id"),
    *("assigned_to", "close_by", "late", "disputed_at", "merged_into"),
    *("closed_at", "outcome", "erased_at"),
]
_INDEXES: dict[str, list["GlobalSecondaryIndexTypeDef"]] = {
    "cases": [
        {
            "IndexName": name,
            "KeySchema": [
                {"AttributeName": hash_key, "KeyType": "HASH"},
                {"AttributeName": "opened_key", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": carried},
        }
        for name, hash_key, carried in (
            ("by_unit", "unit", _LIST_ROW),
            ("by_unit_status", "unit_status", _LIST_ROW),
            ("by_person", "person_id", ["unit"]),
        )
    ],
    "reveals": [
        {
            "IndexName": "by_unit",
            "KeySchema": [
                {"AttributeName": "unit", "KeyType": "HASH"},
                {"AttributeName": "request_id", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
    "receipts": [
        {
            "IndexName": "by_due",
            "KeySchema": [
                {"AttributeName": "due_shard", "KeyType": "HASH"},
                {"AttributeName": "due_at", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
    "figures": [
        {
            "IndexName": "by_week",
            "KeySchema": [
                {"AttributeName": "week", "KeyType": "HASH"},
                {"AttributeName": "unit", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
    "identities": [
        {
            "IndexName": "by_page",
            "KeySchema": [
                {"AttributeName": "page_shard", "KeyType": "HASH"},
                {"AttributeName": "person_id", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": _FOLLOWER},
        }
    ],
}


_EMPTY: dict[str, dict[str, Any]] = {}
"""By region, the tables as moto made them first: nearly every test begins with them, and a copy costs nothing."""


def create_tables(client: "DynamoDBClient") -> dict[str, str]:
    """Create every table, empty; return the physical name of each, by its name in the contract."""
    region = client.meta.region_name
    if not client.meta.endpoint_url.endswith(".amazonaws.com"):
        _create(client)  # an emulator's
    elif region in _EMPTY:
        dynamodb_backends[DEFAULT_ACCOUNT_ID][region].tables.update(copy.deepcopy(_EMPTY[region]))
    else:
        _create(client)
        made = dynamodb_backends[DEFAULT_ACCOUNT_ID][region].tables
        _EMPTY[region] = copy.deepcopy({PREFIX + name: made[PREFIX + name] for name in NAMES})
    return {name: PREFIX + name for name in NAMES}


def _create(client: "DynamoDBClient") -> None:
    for name in NAMES:
        indexes = _INDEXES.get(name, [])
        attributes = {"pk", "sk"} | {part["AttributeName"] for index in indexes for part in index["KeySchema"]}
        table: CreateTableInputTypeDef = {
            "TableName": PREFIX + name,
            "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            "AttributeDefinitions": [{"AttributeName": one, "AttributeType": "S"} for one in sorted(attributes)],
        }
        if indexes:
            table["GlobalSecondaryIndexes"] = indexes
        client.create_table(**table)
