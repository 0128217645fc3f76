"""An empty counter per test."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables
from tests.unit.lookup.importing.counter import Counter

_SESSION = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")


@pytest.fixture
def counter() -> Iterator[Counter]:
    with mock_aws():
        dynamodb, s3 = _SESSION.client("dynamodb"), _SESSION.client("s3")
        yield Counter(dynamodb=dynamodb, s3=s3, tables=create_tables(dynamodb))
