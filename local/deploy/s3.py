"""S3 buckets and what guards them."""

import json
from typing import Any

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, pascal, present
from local.deploy.twists import local_policy


def bucket(cloud: Cloud, name: str, props: Props) -> Created:
    """Create an empty bucket."""
    physical = props.take("bucket", name)
    cloud.client("s3").create_bucket(
        Bucket=physical,
        CreateBucketConfiguration={"LocationConstraint": cloud.region},
        **present(ObjectLockEnabledForBucket=props.take("objectLockEnabled")),
    )
    outputs = {
        "bucket": physical,
        "arn": f"arn:aws:s3:::{physical}",
        "bucketDomainName": f"{physical}.s3.amazonaws.com",
        "bucketRegionalDomainName": f"{physical}.s3.{cloud.region}.amazonaws.com",
    }
    return Created(physical, outputs)


def versioning(cloud: Cloud, _name: str, props: Props) -> Created:
    """Keep every version of an object."""
    status = props.child("versioningConfiguration").need("status")
    physical = props.need("bucket")
    cloud.client("s3").put_bucket_versioning(Bucket=physical, VersioningConfiguration={"Status": status})
    return Created(physical, {})


def encryption(cloud: Cloud, _name: str, props: Props) -> Created:
    """Encrypt objects with a named key."""
    physical = props.need("bucket")
    cloud.client("s3").put_bucket_encryption(
        Bucket=physical,
        ServerSideEncryptionConfiguration={"Rules": [_encryption_rule(each) for each in props.children("rules")]},
    )
    return Created(physical, {})


def _encryption_rule(props: Props) -> dict[str, Any]:
    default = props.child("applyServerSideEncryptionByDefault")
    return present(
        ApplyServerSideEncryptionByDefault=present(
            SSEAlgorithm=default.need("sseAlgorithm"), KMSMasterKeyID=default.take("kmsMasterKeyId")
        ),
        BucketKeyEnabled=props.take("bucketKeyEnabled"),
    )


def public_access_block(cloud: Cloud, _name: str, props: Props) -> Created:
    """Refuse every kind of public access."""
    physical = props.need("bucket")
    names = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    cloud.client("s3").put_public_access_block(
        Bucket=physical,
        PublicAccessBlockConfiguration=pascal({name: props.take(name, default=False) for name in names}),
    )
    return Created(physical, {})


def ownership(cloud: Cloud, _name: str, props: Props) -> Created:
    """Let the bucket's owner own every object."""
    physical = props.need("bucket")
    rule = props.child("rule").need("objectOwnership")
    cloud.client("s3").put_bucket_ownership_controls(
        Bucket=physical, OwnershipControls={"Rules": [{"ObjectOwnership": rule}]}
    )
    return Created(physical, {})


def policy(cloud: Cloud, _name: str, props: Props) -> Created:
    """Attach a policy to a bucket, less the statements that only refuse plain HTTP."""
    physical = props.need("bucket")
    given = props.need("policy")
    document = local_policy(json.loads(given) if isinstance(given, str) else given)
    if document["Statement"]:
        cloud.client("s3").put_bucket_policy(Bucket=physical, Policy=json.dumps(document))
    return Created(physical, {})


def lifecycle(cloud: Cloud, _name: str, props: Props) -> Created:
    """Store when objects expire; the emulator does not act upon it."""
    physical = props.need("bucket")
    cloud.client("s3").put_bucket_lifecycle_configuration(
        Bucket=physical, LifecycleConfiguration={"Rules": [_lifecycle_rule(each) for each in props.children("rules")]}
    )
    return Created(physical, {})


def _lifecycle_rule(props: Props) -> dict[str, Any]:
    scope = props.child("filter")
    abort = props.child("abortIncompleteMultipartUpload").take("daysAfterInitiation")
    return present(
        ID=props.need("id"),
        Status=props.need("status"),
        Filter={"Prefix": scope.take("prefix", "")},
        Expiration=pascal(props.take("expiration")),
        NoncurrentVersionExpiration=pascal(props.take("noncurrentVersionExpiration")),
        Transitions=pascal(props.take("transitions")),
        NoncurrentVersionTransitions=pascal(props.take("noncurrentVersionTransitions")),
        AbortIncompleteMultipartUpload={"DaysAfterInitiation": abort} if abort else None,
    )


def cors(cloud: Cloud, _name: str, props: Props) -> Created:
    """Let pages of some origins call a bucket."""
    physical = props.need("bucket")
    rules = [
        present(
            AllowedMethods=each.need("allowedMethods"),
            AllowedOrigins=each.need("allowedOrigins"),
            AllowedHeaders=each.take("allowedHeaders"),
        )
        for each in props.children("corsRules")
    ]
    cloud.client("s3").put_bucket_cors(Bucket=physical, CORSConfiguration={"CORSRules": rules})
    return Created(physical, {})


def object_lock(cloud: Cloud, _name: str, props: Props) -> Created:
    """Lock every new object of a bucket for some days."""
    physical = props.need("bucket")
    retention = props.child("rule").child("defaultRetention")
    locked = {"Mode": retention.need("mode"), "Days": retention.need("days")}
    cloud.client("s3").put_object_lock_configuration(
        Bucket=physical,
        ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": locked}},
    )
    return Created(physical, {})


def notification(cloud: Cloud, _name: str, props: Props) -> Created:
    """Have a bucket tell queues of its objects; the queues' policies must allow it."""
    physical = props.need("bucket")
    told = [_told_queue(each) for each in props.children("queues")]
    cloud.client("s3").put_bucket_notification_configuration(
        Bucket=physical, NotificationConfiguration={"QueueConfigurations": told}
    )
    return Created(physical, {})


def _told_queue(props: Props) -> dict[str, Any]:
    parts = {"prefix": props.take("filterPrefix"), "suffix": props.take("filterSuffix")}
    rules = [{"Name": name, "Value": value} for name, value in parts.items() if value]
    return present(
        Id=props.take("id"),
        QueueArn=props.need("queueArn"),
        Events=props.need("events"),
        Filter={"Key": {"FilterRules": rules}} if rules else None,
    )


KINDS = {
    "aws:s3/bucket:Bucket": bucket,
    "aws:s3/bucketVersioning:BucketVersioning": versioning,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": encryption,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": public_access_block,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ownership,
    "aws:s3/bucketPolicy:BucketPolicy": policy,
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": lifecycle,
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": object_lock,
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": cors,
    "aws:s3/bucketNotification:BucketNotification": notification,
}
