"""Where evidence lies: originals that nobody can quietly change."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra.grants import policy, tls_only
from infra.keys import EncryptionKey
from infra.place import Place

SEALED_DAYS = 90
"""How long nobody without the permission to bypass governance can delete an object of a protected stack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaArgs:
    """One bucket, and whether it outlives mistakes."""

    place: Place
    key: EncryptionKey
    protected: bool


class Media(pulumi.ComponentResource):
    """A private, versioned, encrypted bucket that answers over TLS alone."""

    def __init__(self, name: str, args: MediaArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:Media", name, {}, opts)
        self._title, self._args = name, args
        self._child = pulumi.ResourceOptions(parent=self)
        bucket = aws.s3.Bucket(
            name,
            bucket=args.place.named(f"{name}-{args.place.account_id}"),
            force_destroy=not args.protected,
            object_lock_enabled=args.protected,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protected),
        )
        self.bucket = bucket.bucket
        self._shut(bucket)
        self._keep()
        if args.protected:
            self._seal()
        self.register_outputs({"bucket": self.bucket})

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
                        noncurrent_days=SEALED_DAYS
                    ),
                )
            ],
            opts=self._child,
        )

    def _seal(self) -> None:
        retention = aws.s3.BucketObjectLockConfigurationRuleDefaultRetentionArgs(mode="GOVERNANCE", days=SEALED_DAYS)
        aws.s3.BucketObjectLockConfiguration(
            self._title,
            bucket=self.bucket,
            rule=aws.s3.BucketObjectLockConfigurationRuleArgs(default_retention=retention),
            opts=self._child,
        )
