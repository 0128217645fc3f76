"""DynamoDB tables: one per aggregate, so that a role can be kept out of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws

from infra.grants import Grant
from infra.keys import EncryptionKey
from infra.place import Place

TABLE_KEY = ("Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo")
"""What DynamoDB asks of the caller of an encrypted table, besides ``CreateGrant`` at its creation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Another way to find items; ``include`` lists the attributes it carries, none means all."""

    hash_key: str
    range_key: str
    include: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableArgs:
    """One aggregate's table; every key is a string."""

    place: Place
    key: EncryptionKey
    protected: bool
    indexes: Mapping[str, Index] = field(default_factory=dict)


class Table(pulumi.ComponentResource):
    """An encrypted on-demand table with ``pk``, ``sk``, expiry and point-in-time recovery."""

    def __init__(self, name: str, args: TableArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:Table", name, {}, opts)
        self._key = args.key
        keys = {"pk", "sk"} | {key for index in args.indexes.values() for key in (index.hash_key, index.range_key)}
        table = aws.dynamodb.Table(
            name,
            name=args.place.named(name),
            billing_mode="PAY_PER_REQUEST",
            hash_key="pk",
            range_key="sk",
            attributes=[aws.dynamodb.TableAttributeArgs(name=key, type="S") for key in sorted(keys)],
            global_secondary_indexes=[_index(title, index) for title, index in args.indexes.items()] or None,
            ttl=aws.dynamodb.TableTtlArgs(attribute_name="expires_at", enabled=True),
            point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=True),
            server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(enabled=True, kms_key_arn=args.key.arn),
            deletion_protection_enabled=args.protected,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protected),
        )
        self.name, self.arn = table.name, table.arn
        self._indexes = args.indexes
        self.register_outputs({"name": self.name})

    def may(self, *actions: str, leading_keys: Sequence[str] = (), attributes: Sequence[str] = ()) -> Grant:
        """Allow exactly these item actions (``GetItem``…), on these partition keys and attributes if any are named."""
        return Grant(
            actions=[f"dynamodb:{action}" for action in actions],
            resources=[self.arn],
            leading_keys=leading_keys,
            attributes=attributes,
            key_use=self._key.through("dynamodb", *TABLE_KEY),
        )

    def may_scan(self, index: str) -> Grant:
        """Allow going through a whole index."""
        if index not in self._indexes:
            raise ValueError(f"no such index: {index}")
        return Grant(
            actions=["dynamodb:Scan"],
            resources=[pulumi.Output.concat(self.arn, "/index/", index)],
            key_use=self._key.through("dynamodb", *TABLE_KEY),
        )

    def may_query(self, *indexes: str) -> Grant:
        """Allow queries of these indexes; the table itself needs its own grant."""
        unknown = set(indexes) - set(self._indexes)
        if unknown:
            raise ValueError(f"no such index: {sorted(unknown)}")
        return Grant(
            actions=["dynamodb:Query"],
            resources=[pulumi.Output.concat(self.arn, "/index/", index) for index in indexes],
            key_use=self._key.through("dynamodb", *TABLE_KEY),
        )


def _index(name: str, index: Index) -> aws.dynamodb.TableGlobalSecondaryIndexArgs:
    return aws.dynamodb.TableGlobalSecondaryIndexArgs(
        name=name,
        key_schemas=[
            aws.dynamodb.TableGlobalSecondaryIndexKeySchemaArgs(attribute_name=index.hash_key, key_type="HASH"),
            aws.dynamodb.TableGlobalSecondaryIndexKeySchemaArgs(attribute_name=index.range_key, key_type="RANGE"),
        ],
        projection_type="INCLUDE" if index.include else "ALL",
        non_key_attributes=list(index.include) or None,
    )
