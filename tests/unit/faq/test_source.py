"""The published bank as it lies in DynamoDB and S3."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from dutydesk.stores.bank import BankState, published_key, state_item
from functions.faq.source import CloudSource
from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

_SESSION = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")


@pytest.fixture(name="cloud")
def _cloud() -> Iterator[tuple[CloudSource, "DynamoDBClient", "S3Client"]]:
    with mock_aws():
        dynamodb, s3 = _SESSION.client("dynamodb"), _SESSION.client("s3")
        table = create_tables(dynamodb)["content"]
        s3.create_bucket(Bucket="library", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
        yield CloudSource(dynamodb=dynamodb, content_table=table, s3=s3, bucket="library"), dynamodb, s3


def test_nothing_was_ever_published(cloud: tuple[CloudSource, "DynamoDBClient", "S3Client"]) -> None:
    assert cloud[0].state() == BankState()


def test_the_state_is_read_as_it_was_written(cloud: tuple[CloudSource, "DynamoDBClient", "S3Client"]) -> None:
    source, dynamodb, _ = cloud
    state = BankState(draft="d", revision=3, live="v2", history=("v1",))
    dynamodb.put_item(TableName=source.content_table, Item=state_item(state))
    assert source.state() == state


def test_a_versions_file_is_read_whole(cloud: tuple[CloudSource, "DynamoDBClient", "S3Client"]) -> None:
    source, _, s3 = cloud
    s3.put_object(Bucket="library", Key=published_key("v1"), Body=b"x" * 100_000)
    assert source.file("v1") == b"x" * 100_000
    with pytest.raises(ClientError):
        source.file("v2")
