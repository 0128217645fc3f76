"""Fixtures of evidence."""

from typing import Any

import pytest

from tests.fakes.aws import REGION, in_process, signing_s3
from tests.unit.admin.desk import ORIGINALS_BUCKET, VIEWS_BUCKET, TestDesk


@pytest.fixture
def desk(desk: TestDesk) -> TestDesk:
    """A desk with buckets and a key; what other tests left in them is gone."""
    s3 = signing_s3()
    where: Any = {"LocationConstraint": REGION}
    made = {one["Name"] for one in s3.list_buckets()["Buckets"]}
    if VIEWS_BUCKET not in made:
        s3.create_bucket(Bucket=VIEWS_BUCKET, CreateBucketConfiguration=where)
        s3.create_bucket(
            Bucket=ORIGINALS_BUCKET,
            CreateBucketConfiguration=where,
            ObjectLockEnabledForBucket=True,
        )
    for one in s3.list_objects_v2(Bucket=VIEWS_BUCKET).get("Contents", []):
        s3.delete_object(Bucket=VIEWS_BUCKET, Key=one["Key"])
    key_arn = in_process("kms").create_key()["KeyMetadata"]["Arn"]
    return TestDesk(desk.client, desk.tables, evidence_key=key_arn)
