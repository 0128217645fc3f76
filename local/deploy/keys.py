"""KMS keys and Secrets Manager secrets."""

import json

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, present
from local.deploy.twists import local_policy


def key(cloud: Cloud, _name: str, props: Props) -> Created:
    """Create a key with its policy and rotation."""
    kms = cloud.client("kms")
    policy = props.take("policy")
    created = kms.create_key(
        **present(
            Description=props.take("description"),
            KeyUsage=props.take("keyUsage"),
            KeySpec=props.take("customerMasterKeySpec"),
            MultiRegion=props.take("multiRegion"),
            Policy=json.dumps(local_policy(json.loads(policy))) if policy else None,
        )
    )["KeyMetadata"]
    days = props.take("rotationPeriodInDays")
    if props.take("enableKeyRotation", default=False):
        kms.enable_key_rotation(KeyId=created["KeyId"], **present(RotationPeriodInDays=days))
    if not props.take("isEnabled", default=True):
        kms.disable_key(KeyId=created["KeyId"])
    return Created(created["KeyId"], {"keyId": created["KeyId"], "arn": created["Arn"]})


def alias(cloud: Cloud, name: str, props: Props) -> Created:
    """Name a key."""
    physical = props.take("name", name)
    target = props.need("targetKeyId")
    cloud.client("kms").create_alias(AliasName=physical, TargetKeyId=target)
    outputs = {"name": physical, "arn": cloud.arn("kms", physical), "targetKeyArn": cloud.arn("kms", f"key/{target}")}
    return Created(physical, outputs)


def secret(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a secret; its value is entered by an operator, here by the demo's seed."""
    physical = props.take("name", name)
    created = cloud.client("secretsmanager").create_secret(
        Name=physical,
        **present(Description=props.take("description"), KmsKeyId=props.take("kmsKeyId")),
    )
    return Created(created["ARN"], {"name": physical, "arn": created["ARN"]})


KINDS = {
    "aws:kms/key:Key": key,
    "aws:kms/alias:Alias": alias,
    "aws:secretsmanager/secret:Secret": secret,
}
