"""Private buckets: encrypted, versioned, over TLS alone."""

from dataclasses import dataclass
from typing import ClassVar

import pulumi
import pulumi_aws as aws

from infra.grants import Grant, policy, tls_only
from infra.keys import EncryptionKey
from infra.place import Place

REPLACED_KEPT_DAYS = 90
"""How long an earlier version of an object can be had back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketArgs:
    """One bucket, and whether it outlives mistakes."""

    place: Place
    key: EncryptionKey
    protected: bool


class PrivateBucket(pulumi.ComponentResource):
    """A private, versioned, encrypted bucket; each kind of content has a class of its own."""

    sealed_days: ClassVar[int] = 0
    """How long nobody without the permission to bypass governance can delete an object of a protected stack."""
    strict: ClassVar[bool] = False
    """Whether not even that permission helps, and an unprotected stack seals as well, for a day and by governance."""

    def __init__(self, name: str, args: BucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(f"dutydesk:infra:{type(self).__name__}", name, {}, opts)
        self._title, self._args = name, args
        self._child = pulumi.ResourceOptions(parent=self)
        sealed = self.sealed_days > 0 and (args.protected or self.strict)
        bucket = aws.s3.Bucket(
            name,
            bucket=args.place.named(f"{name}-{args.place.account_id}"),
            force_destroy=not args.protected,
            object_lock_enabled=sealed,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protected),
        )
        self.bucket, self.arn = bucket.bucket, bucket.arn
        self._shut(bucket)
        self._keep()
        if sealed:
            self._seal()
        self.register_outputs({"bucket": self.bucket})

    def may(self, *actions: str, below: str = "") -> Grant:
        """Allow exactly these object actions (``GetObject``…) on what lies below a folder of the bucket, or in it."""
        key_actions = {"Decrypt"} | ({"GenerateDataKey"} if "PutObject" in actions else set())
        return Grant(
            actions=[f"s3:{action}" for action in actions],
            resources=[pulumi.Output.concat(self.arn, f"/{below}/*" if below else "/*")],
            key_use=self._args.key.through("s3", *sorted(key_actions)),
        )

    def _shut(self, bucket: aws.s3.Bucket) -> None:
        """No public access, no foreign owner, no plain HTTP, no unencrypted object."""
        aws.s3.BucketPublicAccessBlock(
            self._title,
            bucket=self.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._child,
        )
        aws.s3.BucketOwnershipControls(
            self._title,
            bucket=self.bucket,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=self._child,
        )
        inside = bucket.arn.apply(lambda arn: f"{arn}/*")
        document = policy([tls_only("s3:*", [bucket.arn, inside])])
        aws.s3.BucketPolicy(self._title, bucket=self.bucket, policy=document, opts=self._child)
        encryption = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
            sse_algorithm="aws:kms", kms_master_key_id=self._args.key.arn
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            self._title,
            bucket=self.bucket,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=encryption, bucket_key_enabled=True
                )
            ],
            opts=self._child,
        )

    def _keep(self) -> None:
        """Every version is kept for a while after it is replaced; broken uploads are cleared away."""
        aws.s3.BucketVersioning(
            self._title,
            bucket=self.bucket,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=self._child,
        )
        aws.s3.BucketLifecycleConfiguration(
            self._title,
            bucket=self.bucket,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="tidy",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=1
                    ),
                    noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=REPLACED_KEPT_DAYS
                    ),
                )
            ],
            opts=self._child,
        )

    def _seal(self) -> None:
        protected = self._args.protected
        retention = aws.s3.BucketObjectLockConfigurationRuleDefaultRetentionArgs(
            mode="COMPLIANCE" if self.strict and protected else "GOVERNANCE",
            days=self.sealed_days if protected else 1,
        )
        aws.s3.BucketObjectLockConfiguration(
            self._title,
            bucket=self.bucket,
            rule=aws.s3.BucketObjectLockConfigurationRuleArgs(default_retention=retention),
            opts=self._child,
        )
