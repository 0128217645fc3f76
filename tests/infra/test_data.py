"""What holds data: its shape is what the stores expect, and it outlives mistakes where it must."""

import importlib
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.recording import Recorded
from tests.infra.conftest import Deploy

TABLE = "aws:dynamodb/table:Table"
BUCKET = "aws:s3/bucket:Bucket"
POOL = "aws:cognito/userPool:UserPool"
KEY = "aws:kms/key:Key"
SECRET = "aws:secretsmanager/secret:Secret"
STORES = {BUCKET, KEY, POOL, SECRET, TABLE}
TABLES = {
    "cases",
    "people",
    "identities",
    "receipts",
    "apps",
    "content",
    "questions",
    "officers",
    "audit",
    "broadcasts",
    "idcards",
    "tickets",
    "reveals",
    "figures",
    "likenesses",
}
KEPT_BUCKETS = {"originals", "library", "audit-heads"}
BUCKETS = KEPT_BUCKETS | {"cards", "quarantine", "views"}
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"


def test_one_table_per_aggregate(stack: Recorded) -> None:
    assert set(stack.of_type(TABLE)) == TABLES
    assert set(stack.outputs["tables"]) == TABLES


def test_each_table_is_on_demand_encrypted_recoverable_and_forgets(stack: Recorded) -> None:
    for name, table in stack.of_type(TABLE).items():
        assert (table["hashKey"], table["rangeKey"]) == ("pk", "sk"), name
        assert table["billingMode"] == "PAY_PER_REQUEST", name
        assert table["pointInTimeRecovery"] == {"enabled": True}, name
        assert table["ttl"] == {"attributeName": "expires_at", "enabled": True}, name
        assert table["serverSideEncryption"]["kmsKeyArn"].endswith("key/data-id"), name


def test_each_key_attribute_is_declared_and_no_other(stack: Recorded) -> None:
    for name, table in stack.of_type(TABLE).items():
        indexes = table.get("globalSecondaryIndexes", [])
        used = {"pk", "sk"} | {key["attributeName"] for index in indexes for key in index["keySchemas"]}
        assert {attribute["name"]: attribute["type"] for attribute in table["attributes"]} == dict.fromkeys(
            used, "S"
        ), name


def test_the_indexes_are_those_that_the_stores_ask_for(deploy_dev: Recorded) -> None:
    cases = importlib.import_module("dutydesk.stores.cases")
    receipts = importlib.import_module("dutydesk.stores.receipts")
    identities = importlib.import_module("dutydesk.stores.identities")
    reveals = importlib.import_module("dutydesk.stores.reveals")
    figures = importlib.import_module("dutydesk.stores.figures")
    indexes = {name: set(_indexes(deploy_dev, name)) for name in TABLES}
    wanted = {
        "cases": {cases.BY_UNIT, cases.BY_UNIT_STATUS, cases.BY_PERSON},
        "receipts": {receipts.DUE_INDEX},
        "identities": {identities.BY_PAGE},
        "reveals": {reveals.BY_UNIT},
        "figures": {figures.BY_WEEK},
    }
    assert indexes == {name: wanted.get(name, set()) for name in TABLES}


def test_a_row_of_a_case_index_is_enough_for_the_list(deploy_dev: Recorded) -> None:
    cases = importlib.import_module("dutydesk.stores.cases")
    shown = cases.Case(
        case_id="01",
        receipt="AB12",
        unit="quan-mau",
        page_id="zalo-quan-mau",
        person_id="p",
        opened_at=datetime(2026, 1, 1, tzinfo=UTC),
        summary="mất xe",
        category="tip",
    )
    item = cases.case_item(shown)
    for index in _indexes(deploy_dev, "cases").values():
        carried = {"pk", "sk", *index["nonKeyAttributes"], *(key["attributeName"] for key in index["keySchemas"])}
        assert {key["attributeName"] for key in index["keySchemas"]} <= set(item), index["name"]
        if index["name"] == cases.BY_UNIT:
            row = cases.case_from({name: value for name, value in item.items() if name in carried})
            assert (row.case_id, row.receipt, row.summary, row.opened_at) == ("01", "AB12", "mất xe", shown.opened_at)


def test_the_index_by_page_carries_what_a_plan_asks_and_nobody_by_whom_a_platform_knows(deploy_dev: Recorded) -> None:
    (index,) = _indexes(deploy_dev, "identities").values()
    assert [key["attributeName"] for key in index["keySchemas"]] == ["page_shard", "person_id"]
    assert set(index["nonKeyAttributes"]) == {
        "platform",
        "follower",
        "last_interaction",
        "unreachable",
        "opted_out",
        "segments",
        "link",
    }


def test_data_is_protected_unless_the_stack_is_for_throwing_away(deploy: Deploy) -> None:
    for name, protected in (("prod", True), ("dev", False)):
        held = [resource for resource in deploy(name) if resource.type in STORES]
        assert {resource.type for resource in held} == STORES
        assert {resource.name for resource in held if resource.protected is not protected} == set(), name


def test_a_protected_stack_also_protects_at_the_provider(deploy: Deploy) -> None:
    prod = deploy("prod")
    assert all(table["deletionProtectionEnabled"] for table in prod.of_type(TABLE).values())
    assert prod.of_type(POOL)["officers"]["deletionProtection"] == "ACTIVE"
    assert all(secret["recoveryWindowInDays"] == 30 for secret in prod.of_type(SECRET).values())
    assert all(key["deletionWindowInDays"] == 30 for key in prod.of_type(KEY).values())
    assert prod.of_type(BUCKET)["originals"]["objectLockEnabled"]
    assert not [name for name, bucket in prod.of_type(BUCKET).items() if bucket["forceDestroy"]]
    locks = prod.of_type("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    assert set(locks) == {"originals", "audit-heads"}
    assert locks["originals"]["rule"]["defaultRetention"] == {"mode": "COMPLIANCE", "days": 30}
    assert locks["audit-heads"]["rule"]["defaultRetention"] == {"mode": "COMPLIANCE", "days": 3650}


def test_only_evidence_and_the_heads_of_the_audit_are_sealed(stack: Recorded) -> None:
    assert set(stack.of_type(BUCKET)) == BUCKETS
    sealed = {name for name, bucket in stack.of_type(BUCKET).items() if bucket["objectLockEnabled"]}
    assert sealed == {"audit-heads", "originals"}


def test_what_a_throw_away_stack_seals_can_be_thrown_away_by_who_may_bypass_it(deploy_dev: Recorded) -> None:
    for lock in deploy_dev.of_type("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration").values():
        assert lock["rule"]["defaultRetention"] == {"mode": "GOVERNANCE", "days": 1}


def test_a_throw_away_stack_can_be_thrown_away(deploy_dev: Recorded) -> None:
    assert not [resource.name for resource in deploy_dev if resource.protected]
    assert not any(table["deletionProtectionEnabled"] for table in deploy_dev.of_type(TABLE).values())
    assert all(bucket["forceDestroy"] for bucket in deploy_dev.of_type(BUCKET).values())
    assert all(secret["recoveryWindowInDays"] == 0 for secret in deploy_dev.of_type(SECRET).values())


@pytest.mark.parametrize("name", sorted(BUCKETS))
def test_a_bucket_is_private_and_encrypted(stack: Recorded, name: str) -> None:
    block = stack.of_type("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")[name]
    assert [block[key] for key in block if key != "bucket"] == [True] * 4
    encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    (rule,) = stack.of_type(encryption)[name]["rules"]
    assert rule["applyServerSideEncryptionByDefault"]["sseAlgorithm"] == "aws:kms"
    assert rule["applyServerSideEncryptionByDefault"]["kmsMasterKeyId"].endswith("key/data-id")
    ownership = stack.of_type("aws:s3/bucketOwnershipControls:BucketOwnershipControls")[name]
    assert ownership["rule"] == {"objectOwnership": "BucketOwnerEnforced"}


@pytest.mark.parametrize("name", sorted(KEPT_BUCKETS))
def test_broken_uploads_are_cleared_away_and_nothing_else_goes_by_itself(stack: Recorded, name: str) -> None:
    assert stack.of_type(VERSIONING)[name]["versioningConfiguration"] == {"status": "Enabled"}
    lifecycle = stack.of_type(LIFECYCLE)[name]
    assert any("abortIncompleteMultipartUpload" in rule for rule in lifecycle["rules"])
    assert not [rule for rule in lifecycle["rules"] if "expiration" in rule]


def test_lists_of_cards_are_gone_after_a_day_and_leave_no_version(stack: Recorded) -> None:
    assert set(stack.of_type(VERSIONING)) == KEPT_BUCKETS
    (rule,) = stack.of_type(LIFECYCLE)["cards"]["rules"]
    assert rule["status"] == "Enabled"
    assert rule["filter"] == {"prefix": ""}
    assert rule["expiration"] == {"days": 1}
    assert rule["abortIncompleteMultipartUpload"] == {"daysAfterInitiation": 1}


def test_lists_of_cards_arrive_where_the_functions_look(stack: Recorded) -> None:
    """What is announced is what the layer takes for an upload."""
    imports = importlib.import_module("dutydesk.stores.card_imports")
    (told,) = stack.of_type("aws:s3/bucketNotification:BucketNotification")["cards"]["queues"]
    upload = imports.upload_key("quan-mau", "01")
    assert upload.startswith(told["filterPrefix"])
    assert upload.endswith(told["filterSuffix"])
    assert not imports.report_key("01").startswith(told["filterPrefix"])
    assert told["events"] == ["s3:ObjectCreated:*"]
    assert told["queueArn"].endswith("-arrivals")


def test_every_key_rotates(stack: Recorded) -> None:
    assert set(stack.of_type(KEY)) == {"data", "evidence", "papers", "tokens"}
    assert all(key["enableKeyRotation"] for key in stack.of_type(KEY).values())


def test_no_secret_value_passes_through_the_program(stack: Recorded) -> None:
    assert set(stack.outputs["app_secret_names"]) < {secret["name"] for secret in stack.of_type(SECRET).values()}
    with pytest.raises(LookupError):
        stack.of_type("aws:secretsmanager/secretVersion:SecretVersion")


def test_secrets_are_found_where_the_functions_look(deploy_dev: Recorded) -> None:
    prefix = deploy_dev.of_type("aws:lambda/function:Function")["webhook"]["environment"]["variables"][
        "APP_SECRETS_PREFIX"
    ]
    assert deploy_dev.outputs["app_secret_names"] == [f"{prefix}zalo/1234567890123456789"]


def _indexes(stack: Recorded, table: str) -> dict[str, dict[str, Any]]:
    return {index["name"]: index for index in stack.of_type(TABLE)[table].get("globalSecondaryIndexes", [])}
