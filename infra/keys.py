"""Encryption keys: one for data at rest, one for the pages' tokens."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.grants import Grant, KeyUse, policy
from infra.place import Place

ADMINISTRATION = [
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:CreateGrant",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListResourceTags",
    "kms:ListRetirableGrants",
    "kms:PutKeyPolicy",
    "kms:RetireGrant",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
]
USE = [
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyArgs:
    """What a key is for, and which AWS services use it in their own name."""

    place: Place
    description: str
    protected: bool
    services: Sequence[str] = field(default=())
    """Such as ``cloudwatch.amazonaws.com``, whose alarms must reach an encrypted topic."""


class EncryptionKey(pulumi.ComponentResource):
    """A rotated key with an alias. In its policy the account hands the decision to the roles' own policies."""

    def __init__(self, name: str, args: KeyArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:EncryptionKey", name, {}, opts)
        self._place = args.place
        key = aws.kms.Key(
            name,
            description=args.description,
            enable_key_rotation=True,
            deletion_window_in_days=30 if args.protected else 7,
            policy=policy(_key_policy(args)),
            opts=pulumi.ResourceOptions(parent=self, protect=args.protected),
        )
        aws.kms.Alias(
            name,
            name=f"alias/{args.place.named(name)}",
            target_key_id=key.key_id,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.arn = key.arn
        self.register_outputs({"arn": self.arn})

    def may(self, *actions: str) -> Grant:
        """Allow these actions (``Decrypt``…) by direct calls."""
        return Grant(actions=[f"kms:{action}" for action in actions], resources=[self.arn])

    def through(self, service: str, *actions: str) -> KeyUse:
        """Describe these actions as a service (``sqs``, ``dynamodb``…) needs them of its caller."""
        endpoint = f"{service}.{self._place.region}.amazonaws.com"
        return KeyUse(key_arn=self.arn, service=endpoint, actions=[f"kms:{action}" for action in actions])


def _key_policy(args: KeyArgs) -> list[dict[str, Any]]:
    """In a key's own policy the resource ``*`` means this key, and must be written so."""
    account = {
        "Sid": "AccountDecides",
        "Effect": "Allow",
        "Principal": {"AWS": args.place.root},
        "Action": ADMINISTRATION + USE,
        "Resource": "*",
    }
    services = {
        "Sid": "ServicesInTheirOwnName",
        "Effect": "Allow",
        "Principal": {"Service": list(args.services)},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": "*",
    }  # not tied to our account: not every service says whom it acts for, and the topic's own policy asks
    return [account, services] if args.services else [account]
