"""AWS inside this process (moto), for stores under test; never the network, never anybody's credentials."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

import boto3
from botocore.config import Config
from moto import mock_aws

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client

REGION = "ap-southeast-1"

# One session for all tests: it keeps the service's description, whose reading takes a quarter of a second.
_SESSION = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")


@contextmanager
def dynamodb_in_process() -> Iterator["DynamoDBClient"]:
    """Give a client of an empty DynamoDB that is gone when the block ends."""
    with mock_aws():
        yield _SESSION.client("dynamodb")


@contextmanager
def kms_in_process() -> Iterator["KMSClient"]:
    """Give a client of a KMS without keys that is gone when the block ends."""
    with mock_aws():
        yield _SESSION.client("kms")


@functools.cache
def in_process(service: Literal["s3", "cognito-idp", "kms"]) -> Any:
    """Give a client for use inside one of these blocks; made once, since reading a service's description takes time."""
    return _SESSION.client(service)


@functools.cache
def signing_s3() -> "S3Client":
    """Give a client that signs, which needs nobody at the other end."""
    return _SESSION.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": "virtual"}))
