"""An empty vault per test."""

from collections.abc import Iterator

import pytest

from tests.fakes.aws import dynamodb_in_process, in_process
from tests.fakes.tables import create_tables
from tests.unit.media.preserving.vault import Vault


@pytest.fixture
def vault() -> Iterator[Vault]:
    """Return an empty vault with one open case."""
    with dynamodb_in_process() as dynamodb:
        tables = create_tables(dynamodb)
        made = Vault(dynamodb=dynamodb, kms=in_process("kms"), s3=in_process("s3"), tables=tables)
        made.open()
        yield made
