"""DynamoDB tables."""

from typing import Any

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, present


def table(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a table with its indexes, time-to-live, point-in-time recovery and encryption."""
    dynamodb = cloud.client("dynamodb")
    physical = props.take("name", name)
    keys = [{"AttributeName": props.need("hashKey"), "KeyType": "HASH"}]
    if range_key := props.take("rangeKey"):
        keys.append({"AttributeName": range_key, "KeyType": "RANGE"})
    streamed = props.take("streamEnabled", default=False)
    view = props.take("streamViewType")
    created = dynamodb.create_table(
        TableName=physical,
        BillingMode=props.take("billingMode", "PROVISIONED"),
        KeySchema=keys,
        AttributeDefinitions=[_attribute(each) for each in props.children("attributes")],
        DeletionProtectionEnabled=props.take("deletionProtectionEnabled", default=False),
        **present(
            GlobalSecondaryIndexes=[_index(each) for each in props.children("globalSecondaryIndexes")] or None,
            SSESpecification=_encryption(props.child("serverSideEncryption")),
            StreamSpecification={"StreamEnabled": True, "StreamViewType": view} if streamed else None,
            TableClass=props.take("tableClass"),
        ),
    )["TableDescription"]
    ttl = props.child("ttl")
    attribute = ttl.take("attributeName")
    if ttl.take("enabled", default=False):
        dynamodb.update_time_to_live(
            TableName=physical, TimeToLiveSpecification={"Enabled": True, "AttributeName": attribute}
        )
    recovery = props.child("pointInTimeRecovery")
    if recovery.take("enabled", default=False):
        days = recovery.take("recoveryPeriodInDays")
        dynamodb.update_continuous_backups(
            TableName=physical,
            PointInTimeRecoverySpecification={
                "PointInTimeRecoveryEnabled": True,
                **present(RecoveryPeriodInDays=days),
            },
        )
    outputs = {"name": physical, "arn": created["TableArn"], "streamArn": created.get("LatestStreamArn", "")}
    return Created(physical, outputs)


def _attribute(props: Props) -> dict[str, str]:
    return {"AttributeName": props.need("name"), "AttributeType": props.need("type")}


def _index(props: Props) -> dict[str, Any]:
    keys = [
        {"AttributeName": each.need("attributeName"), "KeyType": each.need("keyType")}
        for each in props.children("keySchemas")
    ]
    if not keys:
        keys = [{"AttributeName": props.need("hashKey"), "KeyType": "HASH"}]
        if range_key := props.take("rangeKey"):
            keys.append({"AttributeName": range_key, "KeyType": "RANGE"})
    projection = present(ProjectionType=props.need("projectionType"), NonKeyAttributes=props.take("nonKeyAttributes"))
    return {"IndexName": props.need("name"), "KeySchema": keys, "Projection": projection}


def _encryption(props: Props) -> dict[str, Any] | None:
    key = props.take("kmsKeyArn")
    if not props.take("enabled", default=False):
        return None
    return {"Enabled": True, "SSEType": "KMS", **present(KMSMasterKeyId=key)}


KINDS = {"aws:dynamodb/table:Table": table}
