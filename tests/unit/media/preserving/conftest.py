"""An empty vault per test."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables
from tests.unit.media.preserving.vault import Vault

_SESSION = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")


@pytest.fixture
def vault() -> Iterator[Vault]:
    """Return an empty vault with one open case."""
    with mock_aws():
        dynamodb = _SESSION.client("dynamodb")
        made = Vault(
            dynamodb=dynamodb, kms=_SESSION.client("kms"), s3=_SESSION.client("s3"), tables=create_tables(dynamodb)
        )
        made.open()
        yield made
