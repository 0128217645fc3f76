"""Fixtures of evidence."""

import pytest

from tests.unit.admin.desk import TestDesk
from tests.unit.admin.evidence.store import furnished


@pytest.fixture
def desk(desk: TestDesk) -> TestDesk:
    """A desk with buckets and a key."""
    return furnished(desk)
