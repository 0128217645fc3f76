"""Fixtures of retaining."""

from collections.abc import Iterator

import pytest

from tests.fakes.aws import REGION, dynamodb_in_process, in_process, kms_in_process
from tests.fakes.tables import create_tables
from tests.unit.upkeep.retention.archive import QUARANTINE, VIEWS, Archive


@pytest.fixture
def archive() -> Iterator[Archive]:
    """An archive without cases."""
    with dynamodb_in_process() as client, kms_in_process() as kms:
        s3 = in_process("s3")
        for bucket in (VIEWS, QUARANTINE):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        key_arn = kms.create_key()["KeyMetadata"]["Arn"]
        yield Archive(client, s3, kms, key_arn, create_tables(client))
