"""An empty press per test."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables
from tests.unit.faq.publishing.press import CARD, PASSPORT, STAY, Press, questions

_SESSION = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")


@pytest.fixture
def press() -> Iterator[Press]:
    with mock_aws():
        dynamodb, s3 = _SESSION.client("dynamodb"), _SESSION.client("s3")
        found = Press(dynamodb=dynamodb, s3=s3, table=create_tables(dynamodb)["content"])
        found.make_library()
        yield found


@pytest.fixture
def served(press: Press) -> Press:
    """Version v1 of three entries serves."""
    press.write(PASSPORT, STAY, CARD)
    press.publish("v1")
    return press


@pytest.fixture
def moved_on(press: Press) -> Press:
    """Version v1 serves, and the draft moved on."""
    press.write(PASSPORT, STAY)
    press.publish("v1")
    press.add_trials(*questions([PASSPORT, STAY, CARD]))
    press.write(PASSPORT, STAY, CARD)
    return press
