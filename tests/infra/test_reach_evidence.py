"""What preserve may do is what it does, key by key."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from dutydesk.stores.aside import carry_on
from dutydesk.stores.receipts import DynamoReceipts
from functions.media.preserving.outcomes import Outcome
from infra.recording import Recorded
from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables
from tests.infra.test_reach import refused, unused, witnessed
from tests.unit.media.preserving.specimens import card, encoded, photo
from tests.unit.media.preserving.vault import Vault

_SESSION = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")


@pytest.fixture(name="vault")
def _vault() -> Iterator[Vault]:
    with mock_aws():
        dynamodb = _SESSION.client("dynamodb")
        tables = create_tables(dynamodb)
        made = Vault(dynamodb=dynamodb, kms=_SESSION.client("kms"), s3=_SESSION.client("s3"), tables=tables)
        made.open()
        yield made


def test_preserve_needs_what_it_may_and_no_more(deploy_dev: Recorded, vault: Vault) -> None:
    kept, aside = vault.fetched(photo()), vault.fetched(encoded(card()), event_key="e2")
    with witnessed(vault.dynamodb) as seen:
        assert vault.deliver(kept) is Outcome.KEPT
        assert vault.deliver(aside) is Outcome.SET_ASIDE
        vault.clock.advance(hours=25)
        assert vault.preserving().take(carry_on("c1", aside.file_id)) is Outcome.REMOVED
        receipts = DynamoReceipts(vault.dynamodb, vault.tables["receipts"])
        receipts.note_failure("scans", "m1", "TooEarly", now=vault.clock())
    assert not refused(deploy_dev, "preserve", seen)
    assert not [
        one for table in ("cases", "receipts", "likenesses") for one in unused(deploy_dev, "preserve", table, seen)
    ]
